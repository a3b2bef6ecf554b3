"""What of this app follows when two members are one person: one paper in each ballot, and never a second vote."""

from aftershift.ballots.models import Ballot, Feasibility, Paper, Reading
from aftershift.people.one_person import Key, Pair, register_following


def one_paper_each(pair: Pair) -> None:
    """The used paper stands. Where both are used, both slips are in the box and nobody can tell which: the second paper
    stays without its member, as when somebody is forgotten, so that papers and slips go on matching.

    Every ballot's row is locked, as casting a vote locks it.
    """
    papers = Paper.objects.of(pair.kept.organisation_id)
    ballots = Ballot.objects.of(pair.kept.organisation_id).filter(
        pk__in=papers.filter(member=pair.gone).values("ballot")
    )
    for ballot in ballots.order_by("pk").select_for_update(of=("self",), no_key=True):
        theirs = papers.get(ballot=ballot, member=pair.gone)
        mine = papers.filter(ballot=ballot, member=pair.kept).first()
        if mine is None:
            continue  # theirs follows
        if not theirs.is_used:
            theirs.delete()
        elif mine.is_used:
            papers.filter(pk=theirs.pk).update(member=None)
        else:
            mine.delete()


def register() -> None:
    register_following(
        "ballots",
        [
            Key(Paper, by_hand=True),
            Key(Reading, "reader", once_per=("printed_slip",)),
            Key(Ballot, "opened_by"),
            Key(Feasibility, "checked_by"),
        ],
        first=one_paper_each,
    )
