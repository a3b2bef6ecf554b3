"""The count, as it was fixed at opening. The caller holds the lock on the ballot and saves it."""

from collections import Counter
from collections.abc import Collection, Sequence
from fractions import Fraction
from uuid import UUID

from django.db import transaction

from aftershift.ballots import selectors
from aftershift.ballots.counting import equal_shares, sequential_pav
from aftershift.ballots.counting.elections import TIE_BREAK, Count, Election, election
from aftershift.ballots.models import OTHER_GROUP, Ballot, Option, Paper, Result, Slip

TALK_BELOW = 8
SEQUENTIAL_PAV_TO = 20
# A shift group with this many voters may not be left with nothing unnoticed (DESIGN 6).
NOTICED_FROM = 10


@transaction.atomic(savepoint=False)
def count(*, ballot: Ballot) -> bool:
    """Count the slips and keep the results; says whether the outcome may be published as it stands.

    It may not when there was nothing to count, when nothing was chosen, or when a large group may have got nothing.
    """
    slips = [s for s in Slip.objects.of(ballot.organisation_id).filter(ballot=ballot).order_by("pk") if s.ticks]
    rows = Option.objects.of(ballot.organisation_id).filter(ballot=ballot).select_related("idea")
    options = list(rows.order_by("pk"))
    ballot.voters = len(slips)
    ballot.rule = _rule(ballot, len(slips))
    if ballot.rule == Ballot.Rule.TALK:
        return False
    ticks = Counter(tick for slip in slips for tick in slip.ticks)
    not_counted = _not_counted(ballot, options, ticks)
    counted = [option for option in options if option.pk not in not_counted]
    found = _count(ballot, counted, slips)
    ballot.final_share = "" if found.share is None else str(found.share)
    ballot.left_out = _left_out(ballot, slips, set(found.chosen))
    _keep_results(ballot, options, ticks, not_counted, found)
    return bool(found.chosen) and not ballot.left_out


def _rule(ballot: Ballot, voters: int) -> str:
    if voters < TALK_BELOW:
        return Ballot.Rule.TALK
    if ballot.slots is not None and voters <= SEQUENTIAL_PAV_TO:
        return Ballot.Rule.SEQUENTIAL_PAV
    return Ballot.Rule.EQUAL_SHARES


def _not_counted(ballot: Ballot, options: Sequence[Option], ticks: Counter[str]) -> dict[UUID, str]:
    """The options that take no part, and why: their idea is hidden, or fewer ticked them than the floor asks for."""
    found: dict[UUID, str] = {}
    for option in options:
        if selectors.is_hidden(option):
            found[option.pk] = Result.NotCounted.HIDDEN
        elif selectors.short_of_floor(ballot, ticks=ticks[str(option.pk)], voters=ballot.voters or 0):
            found[option.pk] = Result.NotCounted.UNDER_FLOOR
    return found


def _count(ballot: Ballot, options: Sequence[Option], slips: Sequence[Slip]) -> Count:
    """Whoever ticked only what is not counted is a voter all the same, and holds a share."""
    if not options:
        return Count(chosen=(), rounds=(), not_chosen=(), voters=len(slips))
    known = {str(option.pk) for option in options}
    votes: Election = election(
        options=[(str(option.pk), Fraction(option.cost)) for option in options],
        slips=[[tick for tick in slip.ticks if tick in known] for slip in slips],
        budget=Fraction(ballot.slots) if ballot.slots is not None else Fraction(ballot.budget or 0),
        seed=ballot.seed,
        tie_break=[rule for name in ballot.tie_break.split(",") for rule in TIE_BREAK if rule == name],
    )
    if ballot.rule == Ballot.Rule.SEQUENTIAL_PAV:
        return sequential_pav.count(votes)
    return equal_shares.count(votes, completion="add1" if ballot.completion == "add1" else "none")


def _left_out(ballot: Ballot, slips: Sequence[Slip], chosen: Collection[str]) -> list[str]:
    """Shift groups of ten voters or more of whom perhaps nobody ticked anything that was chosen.

    Whose printed slip is whose stands nowhere. How many of a group were handed one does: if as many printed slips as that
    got nothing, or never came back, they may all be this group's, and people look at it.
    """

    def got_nothing(ticks: Sequence[str]) -> bool:
        return set(chosen).isdisjoint(ticks)

    papers = Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, is_printed=True)
    printed = Counter(papers.values_list("shift_group", flat=True))
    read = selectors.read_off(ballot)
    unserved = sum(1 for ticks in read if ticks and got_nothing(ticks))
    blank_or_lost = sum(1 for ticks in read if not ticks) + printed.total() - len(read)
    by_phone = Counter(slip.shift_group for slip in slips)
    served = {slip.shift_group for slip in slips if not got_nothing(slip.ticks)}
    named = {group for group in (*by_phone, *printed) if group not in ("", OTHER_GROUP)} - served
    return sorted(
        group
        for group in named
        if printed[group] <= unserved + blank_or_lost
        and by_phone[group] + min(printed[group], unserved) >= NOTICED_FROM
    )


def _keep_results(
    ballot: Ballot, options: Sequence[Option], ticks: Counter[str], not_counted: dict[UUID, str], found: Count
) -> None:
    rounds = {round_.option: (place, round_) for place, round_ in enumerate(found.rounds)}
    short = {missed.option: missed.short_by for missed in found.not_chosen}
    rows = []
    for option in options:
        row = Result(
            organisation_id=ballot.organisation_id,
            ballot=ballot,
            option=option,
            ticks=ticks[str(option.pk)],
            is_chosen=False,
            not_counted=not_counted.get(option.pk, ""),
        )
        if row.not_counted == Result.NotCounted.UNDER_FLOOR:
            row.short_by = selectors.short_of_floor(ballot, ticks=ticks[str(option.pk)], voters=ballot.voters or 0)
        elif not row.not_counted and (won := rounds.get(str(option.pk))):
            row.is_chosen, (row.place, round_) = True, won
            row.each_pays = "" if round_.each_pays is None else str(round_.each_pays)
            row.poorer, row.poorer_paid = round_.poorer, str(round_.poorer_paid)
            row.score = "" if round_.score is None else str(round_.score)
        elif not row.not_counted:
            row.short_by = short[str(option.pk)]
        rows.append(row)
    Result.objects.bulk_create(rows)
