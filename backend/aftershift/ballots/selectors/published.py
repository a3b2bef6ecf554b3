"""The slips of a settled ballot, for everybody who wants to count them again."""

import datetime as dt
from uuid import UUID

from aftershift.ballots.errors import NotCountedYet, SlipsNotPublished, WaitingForPanel
from aftershift.ballots.models import Ballot, Option, Result, Slip
from aftershift.ballots.selectors.cards import shown_state, visible_ballots
from aftershift.ballots.selectors.floor import floor_of
from aftershift.ballots.selectors.options import exact, option_shown, options_of
from aftershift.core.selectors import one
from aftershift.people.models import Member

# From this many slips on, all are published; below, single slips could give somebody away (DESIGN 6).
SLIPS_PUBLISHED_FROM = 20


def slips_as_pb(*, member: Member, ballot_id: UUID, now: dt.datetime) -> str:
    """The published slips as a Pabulib file that `count_votes` counts again. Raises as `outcome`, and SlipsNotPublished.

    Only the options that took part in the count, and the ticks for them: who ticked others only is a line without ticks.
    The lines `support_floor` and `not_counted` say what is missing here; all ticks are in the outcome.
    """
    ballot = settled(one(visible_ballots(member=member), ballot_id), now)
    slips = published_slips(ballot)
    if len(slips) < SLIPS_PUBLISHED_FROM:
        raise SlipsNotPublished
    results = {row.option_id: row for row in Result.objects.of(member.organisation_id).filter(ballot=ballot)}
    rows = list(options_of(ballot).order_by("pk"))
    options = [o for o in rows if not results[o.pk].not_counted]
    counted = {str(o.pk) for o in options}
    missing = [f"{_title(o)} ({results[o.pk].ticks})" for o in rows if results[o.pk].not_counted]
    budget = str(ballot.slots) if ballot.slots is not None else str(ballot.budget)
    lines = [
        "META",
        "key;value",
        f"description;{_field(ballot.title)}",
        f"num_projects;{len(options)}",
        f"num_votes;{len(slips)}",
        f"budget;{budget}",
        "vote_type;approval",
        f"rule;{ballot.rule}",
        f"seed;{ballot.seed}",
        f"support_floor;{floor_of(ballot, voters=len(slips))}",
        *([f"not_counted;{_field(', '.join(missing))}"] if missing else []),
        "PROJECTS",
        "project_id;cost;votes;name;selected",
    ]
    lines += [
        f"{o.pk};{exact(o.cost)};{results[o.pk].ticks};{_field(_title(o))};{int(results[o.pk].place is not None)}"
        for o in options
    ]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{slip.receipt_hash};{','.join(t for t in slip.ticks if t in counted)}" for slip in slips]
    return "\n".join(lines) + "\n"


def _title(option: Option) -> str:
    """Withheld when its idea was hidden."""
    return option_shown(option).title


def _field(text: str) -> str:
    """One field of a table whose separator is a semicolon."""
    return '"' + text.replace('"', '""') + '"'


def settled(ballot: Ballot, now: dt.datetime) -> Ballot:
    if ballot.state == Ballot.State.WAITING_FOR_PANEL:
        raise WaitingForPanel(rule=ballot.rule)
    if ballot.state != Ballot.State.SETTLED:
        raise NotCountedYet(state_now=shown_state(ballot, now))
    return ballot


def published_slips(ballot: Ballot) -> list[Slip]:
    """In the order of their random keys, those without a tick left out."""
    rows = Slip.objects.of(ballot.organisation_id).filter(ballot=ballot).order_by("pk")
    return [slip for slip in rows if slip.ticks]
