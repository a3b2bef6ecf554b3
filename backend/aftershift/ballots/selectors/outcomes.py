"""How a vote went."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from aftershift.ballots.counting import explaining
from aftershift.ballots.counting.elections import Count, NotChosen, Round
from aftershift.ballots.models import Ballot, Paper, Result
from aftershift.ballots.selectors.cards import visible_ballots
from aftershift.ballots.selectors.floor import Floor, floor_of, floor_shown
from aftershift.ballots.selectors.options import OptionShown, exact, option_shown
from aftershift.ballots.selectors.published import SLIPS_PUBLISHED_FROM, published_slips, settled
from aftershift.core.selectors import one
from aftershift.people.models import Member


@dataclass(frozen=True)
class Chosen:
    option: OptionShown
    ticks: int | None
    each_pays: str | None
    each_pays_tokens: str | None


@dataclass(frozen=True)
class Missed:
    """not_counted: under_floor, hidden, or none of these: it was counted and did not win."""

    option: OptionShown
    ticks: int | None
    short_by: int | None
    not_counted: str


@dataclass(frozen=True)
class PublishedSlip:
    ticks: list[str]
    receipt_hash: str


@dataclass(frozen=True)
class Outcome:
    id: UUID
    title: str
    state: str
    rule: str
    voters: int
    papers: int
    share_tokens: int | None
    cost_tokens: str | None
    chosen: list[Chosen]
    not_chosen: list[Missed]
    rounds: list[dict[str, object]]
    explanation: list[str]
    seed: str
    seed_hash: str
    completion: str
    final_share: str | None
    floor: Floor | None
    floor_ticks: int | None
    budget: str | None
    spent: str | None
    left_over: str | None
    missing_groups: list[str]
    every_group_got_something: bool | None
    published_reason: str
    slips: list[PublishedSlip] | None
    receipt_hashes: list[str] | None


def outcome(*, member: Member, ballot_id: UUID, now: dt.datetime) -> Outcome:
    """How the vote went. Four statements. Raises NotVisible, NotCountedYet, WaitingForPanel."""
    ballot = settled(one(visible_ballots(member=member), ballot_id), now)
    results = list(
        Result.objects.of(member.organisation_id)
        .filter(ballot=ballot)
        .select_related("option__idea")
        .order_by("option_id")
    )
    share = Fraction(ballot.final_share) if ballot.final_share else None
    chosen = sorted(
        (row for row in results if row.is_chosen), key=lambda row: (row.place is None, row.place or 0, row.option_id)
    )
    missed = sorted(
        (row for row in results if not row.is_chosen),
        key=lambda row: (row.short_by or 0, -(row.ticks or 0), row.option_id),
    )
    spent = sum((row.option.cost for row in chosen), Decimal(0))
    slips = published_slips(ballot)
    published = len(slips) >= SLIPS_PUBLISHED_FROM
    return Outcome(
        id=ballot.pk,
        title=ballot.title,
        state=ballot.state,
        rule=ballot.rule,
        voters=ballot.voters or 0,
        papers=Paper.objects.of(member.organisation_id).filter(ballot=ballot).count(),
        share_tokens=explaining.TOKENS_EACH if share else None,
        cost_tokens=explaining.in_tokens(Fraction(1), share) if share and ballot.slots else None,
        chosen=[
            Chosen(
                option=option_shown(row.option),
                ticks=row.ticks,
                each_pays=row.each_pays or None,
                each_pays_tokens=explaining.in_tokens(Fraction(row.each_pays), share)
                if row.each_pays and share
                else None,
            )
            for row in chosen
        ],
        not_chosen=[Missed(option_shown(row.option), row.ticks, row.short_by, row.not_counted) for row in missed],
        rounds=[_round(row) for row in sorted((r for r in results if r.place is not None), key=lambda r: r.place or 0)],
        explanation=_explanation(ballot, results, share),
        seed=ballot.seed,
        seed_hash=ballot.seed_hash,
        completion=ballot.completion,
        final_share=ballot.final_share or None,
        floor=floor_shown(ballot),
        floor_ticks=floor_of(ballot, voters=ballot.voters or 0) if floor_shown(ballot) else None,
        budget=None if ballot.budget is None else exact(ballot.budget),
        spent=None if ballot.budget is None else exact(spent),
        left_over=None if ballot.budget is None else exact(ballot.budget - spent),
        missing_groups=ballot.left_out,
        every_group_got_something=not ballot.left_out if ballot.rule != Ballot.Rule.TALK else None,
        published_reason=ballot.published_reason,
        slips=[PublishedSlip(slip.ticks, slip.receipt_hash) for slip in slips] if published else None,
        receipt_hashes=None if published else [slip.receipt_hash for slip in slips],
    )


def _round(row: Result) -> dict[str, object]:
    found: dict[str, object] = {"option": str(row.option_id), "supporters": row.ticks}
    if row.each_pays:
        found |= {"each_pays": row.each_pays, "poorer": row.poorer, "poorer_paid": row.poorer_paid}
    if row.score:
        found |= {"score": row.score}
    return found


def _explanation(ballot: Ballot, results: Sequence[Result], share: Fraction | None) -> list[str]:
    if ballot.rule == Ballot.Rule.TALK:
        return ["Fewer than 8 people voted, so nothing was counted. People talked about it instead."]
    names = {str(row.option_id): option_shown(row.option).title or "An idea that was hidden" for row in results}
    rounds = sorted((row for row in results if row.place is not None), key=lambda row: row.place or 0)
    count = Count(
        chosen=tuple(str(row.option_id) for row in rounds),
        rounds=tuple(
            Round(
                option=str(row.option_id),
                supporters=row.ticks or 0,
                each_pays=Fraction(row.each_pays) if row.each_pays else None,
                poorer=row.poorer,
            )
            for row in rounds
        ),
        not_chosen=tuple(
            NotChosen(str(row.option_id), row.short_by)
            for row in results
            if row.place is None and row.short_by is not None and not row.not_counted
        ),
        voters=ballot.voters or 0,
        share=share,
    )
    return explaining.explain(count, names) + _not_counted(ballot, results, names)


def _not_counted(ballot: Ballot, results: Sequence[Result], names: dict[str, str]) -> list[str]:
    floor = floor_of(ballot, voters=ballot.voters or 0)
    said = {
        Result.NotCounted.UNDER_FLOOR: f"not this time. At least {floor} people have to tick an idea before it is counted.",
        Result.NotCounted.HIDDEN: "not counted, because it was hidden after the vote had opened.",
    }
    return [
        f"{names[str(row.option_id)]}: {said[Result.NotCounted(row.not_counted)]}"
        + (
            f" {row.short_by} more {'person was' if row.short_by == 1 else 'people were'} needed."
            if row.short_by
            else ""
        )
        for row in results
        if row.not_counted
    ]
