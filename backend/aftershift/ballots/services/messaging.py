"""Everybody with a paper hears that a vote opens, lasts longer, and is counted: the same, whether they voted or not.

Who may publish an outcome hears that it waits, and an author what was found out about their idea."""

from django.db import transaction

from aftershift.ballots.events import BallotExtended, BallotOpened, BallotSettled, IdeaChecked, OutcomeWaits
from aftershift.ballots.messages import VOTE
from aftershift.ballots.messages_checks import IDEA_CHECK
from aftershift.ballots.models import Feasibility, Paper
from aftershift.ballots.policies import MAY
from aftershift.ideas.models import Idea
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.people.selectors import holders_of


@transaction.atomic(savepoint=False)
def tell_of_vote(event: BallotOpened | BallotExtended | BallotSettled) -> None:
    what = {BallotOpened: "opened", BallotExtended: "extended", BallotSettled: "settled"}[type(event)]
    papers = Paper.objects.of(event.organisation_id).filter(ballot=event.ballot_id, member__left_at=None)
    send(
        organisation_id=event.organisation_id,
        members=[member for member in papers.values_list("member_id", flat=True) if member is not None],
        kind=VOTE,
        about=event.ballot_id,
        facts={"what": what},
        key=f"{what}:{event.ballot_id}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_may_publish(event: OutcomeWaits) -> None:
    """Organisers and the panel: it waits for a reason from one of them."""
    may = [holders_of(organisation_id=event.organisation_id, role=role) for role in sorted(MAY["ballot.publish"])]
    send(
        organisation_id=event.organisation_id,
        members={pk for held in may for pk in held.values_list("pk", flat=True)},
        kind=VOTE,
        about=event.ballot_id,
        facts={"what": "waits"},
        key=f"waits:{event.ballot_id}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_author(event: IdeaChecked) -> None:
    """Whoever checks their own idea knows (RULE-55)."""
    idea = Idea.objects.of(event.organisation_id).get(pk=event.idea_id)
    found = Feasibility.objects.of(event.organisation_id).get(idea=idea)
    send(
        organisation_id=event.organisation_id,
        members=[idea.author_id] if idea.author_id not in (None, found.checked_by_id) else [],
        kind=IDEA_CHECK,
        about=idea.pk,
        facts={"verdict": found.verdict},
        key=f"{idea.pk}:{found.verdict}:{event.at.isoformat()}",
        speed=Message.Speed.SET_TIME,
        now=event.at,
    )
