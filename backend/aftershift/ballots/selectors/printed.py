"""Printed slips: numbers and how far each is, never ticks."""

import datetime as dt
from collections import Counter
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
# Of one person's reading of one slip. Who may go on for ever finds out by trying what somebody else read.
CHANGES_AT_MOST = 2


@dataclass(frozen=True)
class NumberedSlip:
    """state: out, read_once, differs, counted or dead. Where readings differ is not said: beside a reading of one's own, even
    a blank one, it would be the other's ticks. can_read: whether this member may type in what they read, or read it anew.
    """

    number: str
    state: str
    is_read_by_me: bool
    can_read: bool


@dataclass(frozen=True)
class PrintedShown:
    ballot_id: UUID
    title: str
    can_hand_out: bool
    can_type_in: bool
    handed_out: int
    counted: int
    to_print: int
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


def read_off(ballot: Ballot) -> list[list[str]]:
    """The ticks of each printed slip that counts: what two people read alike. For the count and the extension alone."""
    rows = Reading.objects.of(ballot.organisation_id).filter(
        printed_slip__ballot=ballot, printed_slip__state=PrintedSlip.State.COUNTED
    )
    by_slip: dict[UUID, list[tuple[str, ...]]] = {}
    for reading in rows:
        by_slip.setdefault(reading.printed_slip_id, []).append(tuple(reading.ticks))
    return [list(Counter(found).most_common(1)[0][0]) for found in by_slip.values()]


def printed_shown(*, member: Member, ballot_id: UUID, now: dt.datetime) -> PrintedShown:
    """The printed slips of a ballot for those who hand them out and type them in: numbers and states, never ticks.

    In the order of the numbers, which are random. Numbers that no sheet bears are only counted. Five statements.
    Raises NotAllowed, NotVisible.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    readings: dict[UUID, list[Reading]] = {}
    for reading in Reading.objects.of(member.organisation_id).filter(printed_slip__ballot=ballot).order_by("pk"):
        readings.setdefault(reading.printed_slip_id, []).append(reading)
    rows = list(PrintedSlip.objects.of(member.organisation_id).filter(ballot=ballot).order_by("number"))
    printed = [row for row in rows if row.state != PrintedSlip.State.MADE]
    slips = [_numbered(row, readings.get(row.pk, []), member) for row in printed]
    return PrintedShown(
        ballot_id=ballot.pk,
        title=ballot.title,
        can_hand_out=ballot.state == Ballot.State.OPEN and now < ballot.closes_at,
        can_type_in=can_type_in(ballot, now=now),
        handed_out=handed_out(ballot),
        counted=sum(slip.state == PrintedSlip.State.COUNTED for slip in slips),
        to_print=len(rows) - len(printed),
        options=[option_shown(option) for option in options_of(ballot).order_by("pk")],
        slips=slips,
    )


def can_type_in(ballot: Ballot, *, now: dt.datetime) -> bool:
    return ballot.state == Ballot.State.OPEN and now < ballot.closes_at + TYPED_WITHIN


def _numbered(row: PrintedSlip, readings: Sequence[Reading], member: Member) -> NumberedSlip:
    state, is_out = str(row.state), row.state == PrintedSlip.State.OUT
    if is_out and readings:
        state = "differs" if len(readings) > 1 else "read_once"
    mine = next((reading for reading in readings if reading.reader_id == member.pk), None)
    can_read = is_out and (mine is None or mine.changes < CHANGES_AT_MOST)
    return NumberedSlip(row.number, state, mine is not None, can_read)


def slips_to_print(*, member: Member, ballot_id: UUID, now: dt.datetime) -> tuple[Ballot, list[Option], int]:
    """What the page to print needs: the ballot, its options, and how many numbers no sheet bears yet. Raises NotAllowed, NotVisible,
    BallotClosed.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    if shown_state(ballot, now) != Ballot.State.OPEN:
        raise BallotClosed(closed_at=ballot.closes_at.isoformat())
    options = list(options_of(ballot).order_by("pk"))
    made = PrintedSlip.objects.of(member.organisation_id).filter(ballot=ballot, state=PrintedSlip.State.MADE)
    return ballot, options, made.count()
