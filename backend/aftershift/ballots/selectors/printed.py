"""Printed slips: numbers and how far each is, never ticks."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.ballots.errors import BallotClosed
from aftershift.ballots.models import Ballot, Option, Paper, PrintedSlip, Reading
from aftershift.ballots.policies import MAY
from aftershift.ballots.selectors.cards import shown_state, visible_ballots
from aftershift.ballots.selectors.options import OptionShown, option_shown, options_of
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

# So long after the close slips from the box may still be typed in; then it is counted without them.
TYPED_WITHIN = dt.timedelta(days=3)


@dataclass(frozen=True)
class NumberedSlip:
    """state: out, read_once, differs, counted or dead. differs: keys of the options that one reading has and another not."""

    number: str
    state: str
    is_read_by_me: bool
    differs: list[str]


@dataclass(frozen=True)
class PrintedShown:
    ballot_id: UUID
    title: str
    can_hand_out: bool
    can_type_in: bool
    handed_out: int
    counted: int
    options: list[OptionShown]
    slips: list[NumberedSlip]


def waits_for_printed(ballot: Ballot, *, now: dt.datetime) -> bool:
    """Some slips that were handed out are not counted, and there is time left to type them in."""
    if now >= ballot.closes_at + TYPED_WITHIN:
        return False
    return counted_slips(ballot) < handed_out(ballot)


def handed_out(ballot: Ballot) -> int:
    return Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, is_printed=True).count()


def counted_slips(ballot: Ballot) -> int:
    rows = PrintedSlip.objects.of(ballot.organisation_id).filter(ballot=ballot, state=PrintedSlip.State.COUNTED)
    return rows.count()


def printed_shown(*, member: Member, ballot_id: UUID, now: dt.datetime) -> PrintedShown:
    """The printed slips of a ballot for those who hand them out and type them in: numbers and states, never ticks.

    In the order of the numbers, which are random. Where two readings differ, on which options. Five statements.
    Raises NotAllowed, NotVisible.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    options = {str(o.pk): o for o in options_of(ballot).order_by("pk")}
    readings: dict[UUID, list[Reading]] = {}
    for reading in Reading.objects.of(member.organisation_id).filter(printed_slip__ballot=ballot).order_by("pk"):
        readings.setdefault(reading.printed_slip_id, []).append(reading)
    rows = PrintedSlip.objects.of(member.organisation_id).filter(ballot=ballot).order_by("number")
    slips = [_numbered(row, readings.get(row.pk, []), member) for row in rows]
    return PrintedShown(
        ballot_id=ballot.pk,
        title=ballot.title,
        can_hand_out=ballot.state == Ballot.State.OPEN and now < ballot.closes_at,
        can_type_in=can_type_in(ballot, now=now),
        handed_out=handed_out(ballot),
        counted=sum(slip.state == PrintedSlip.State.COUNTED for slip in slips),
        options=[option_shown(option) for option in options.values()],
        slips=slips,
    )


def can_type_in(ballot: Ballot, *, now: dt.datetime) -> bool:
    return ballot.state == Ballot.State.OPEN and now < ballot.closes_at + TYPED_WITHIN


def _numbered(row: PrintedSlip, readings: Sequence[Reading], member: Member) -> NumberedSlip:
    state, differs = str(row.state), []
    if row.state == PrintedSlip.State.OUT and readings:
        state = "differs" if len(readings) > 1 else "read_once"
        sets = [set(reading.ticks) for reading in readings]
        differs = sorted(set.union(*sets) - set.intersection(*sets))
    return NumberedSlip(row.number, state, any(reading.reader_id == member.pk for reading in readings), differs)


def slips_to_print(*, member: Member, ballot_id: UUID, now: dt.datetime) -> tuple[Ballot, list[Option], list[str]]:
    """What the page to print needs: the ballot, its options, and the numbers of the slips nobody typed in.

    In an order of its own each time: the one on top tells nothing. Raises NotAllowed, NotVisible, BallotClosed.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    if shown_state(ballot, now) != Ballot.State.OPEN:
        raise BallotClosed(closed_at=ballot.closes_at.isoformat())
    options = list(options_of(ballot).order_by("pk"))
    rows = PrintedSlip.objects.of(member.organisation_id).filter(
        ballot=ballot, state=PrintedSlip.State.OUT, readings=None
    )
    numbers = list(rows.values_list("number", flat=True))
    secrets.SystemRandom().shuffle(numbers)
    return ballot, options, numbers
