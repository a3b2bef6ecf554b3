"""The slips of a settled ballot, for everybody who wants to count them again."""

import datetime as dt
from uuid import UUID

from aftershift.ballots.errors import NotCountedYet, SlipsNotPublished, WaitingForPanel
from aftershift.ballots.models import Ballot, Option, Result, Slip
from aftershift.ballots.selectors.cards import shown_state, visible_ballots
from aftershift.ballots.selectors.options import exact
from aftershift.core.selectors import one
from aftershift.people.models import Member

# From this many slips on, all are published; below, single slips could give somebody away (DESIGN 6).
SLIPS_PUBLISHED_FROM = 20


def slips_as_pb(*, member: Member, ballot_id: UUID, now: dt.datetime) -> str:
    """The published slips as a Pabulib file that `count_votes` counts again. Raises as `outcome`, and SlipsNotPublished."""
    ballot = settled(one(visible_ballots(member=member), ballot_id), now)
    slips = published_slips(ballot)
    if len(slips) < SLIPS_PUBLISHED_FROM:
        raise SlipsNotPublished
    results = {row.option_id: row for row in Result.objects.of(member.organisation_id).filter(ballot=ballot)}
    options = Option.objects.of(member.organisation_id).filter(ballot=ballot).order_by("pk")
    budget = str(ballot.slots) if ballot.slots is not None else str(ballot.budget)
    lines = [
        "META",
        "key;value",
        f"description;{_field(ballot.title)}",
        f"num_projects;{len(results)}",
        f"num_votes;{len(slips)}",
        f"budget;{budget}",
        "vote_type;approval",
        f"rule;{ballot.rule}",
        f"seed;{ballot.seed}",
        "PROJECTS",
        "project_id;cost;votes;name;selected",
    ]
    lines += [
        f"{o.pk};{exact(o.cost)};{results[o.pk].ticks};{_field(o.title)};{int(results[o.pk].place is not None)}"
        for o in options
    ]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{slip.receipt_hash};{','.join(slip.ticks)}" for slip in slips]
    return "\n".join(lines) + "\n"


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
