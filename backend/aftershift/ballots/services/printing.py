"""Printed slips: made, handed out, handed back, typed in. That a member was handed one is kept; which one never is.

The ballot's row is the lock, as for votes by phone.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.ballots import selectors
from aftershift.ballots.errors import (
    BallotClosed,
    MoreThanHandedOut,
    NoSlipToHandOut,
    NothingToHandBack,
    ReadTooOften,
    SlipNotOut,
    TooManyPrinted,
)
from aftershift.ballots.models import OTHER_GROUP, Ballot, Paper, PrintedSlip, Reading, Slip
from aftershift.ballots.policies import MAY
from aftershift.ballots.services.voting import require_open, ticks_of
from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import member_of_card, roles_of

# Spoiled and lost sheets, and printers that jam: no number is printed twice. Without a bound somebody could fill the table.
PER_PAPER, SPARE = 3, 50


@transaction.atomic
def print_slips(*, member: Member, ballot_id: UUID, count: int, now: dt.datetime) -> Ballot:
    """Make `count` more numbers, to be put on sheets. They are random, so that their order tells nothing.

    Raises NotAllowed, NotVisible, BallotClosed, TooManyPrinted.
    """
    ballot = _locked(member, ballot_id)
    require_open(ballot, now)
    taken = set(_printed(ballot).values_list("number", flat=True))
    papers = Paper.objects.of(ballot.organisation_id).filter(ballot=ballot).count()
    if len(taken) + count > PER_PAPER * papers + SPARE:
        raise TooManyPrinted(printed=len(taken))
    fresh: set[str] = set()
    while len(fresh) < count:
        number = f"{secrets.randbelow(900_000) + 100_000}"
        if number not in taken:
            fresh.add(number)
    rows = [PrintedSlip(organisation_id=ballot.organisation_id, ballot=ballot, number=number) for number in fresh]
    PrintedSlip.objects.bulk_create(sorted(rows, key=lambda row: row.pk))
    return ballot


@transaction.atomic
def put_on_sheets(*, member: Member, ballot_id: UUID, now: dt.datetime) -> list[str]:
    """The numbers that no sheet bears yet, for the page that is printed now. Nobody gets them again: no two sheets share one.

    In an order of its own: the one on top tells nothing. Raises NotAllowed, NotVisible, BallotClosed.
    """
    ballot = _locked(member, ballot_id)
    require_open(ballot, now)
    made = PrintedSlip.objects.of(ballot.organisation_id).filter(ballot=ballot, state=PrintedSlip.State.MADE)
    numbers = list(made.values_list("number", flat=True))
    made.update(state=PrintedSlip.State.OUT)
    secrets.SystemRandom().shuffle(numbers)
    return numbers


@transaction.atomic
def hand_out(*, member: Member, ballot_id: UUID, card: str, key: UUID, now: dt.datetime) -> bool:
    """A printed slip for whoever shows this card; from now on they cannot vote by phone (RULE-32).

    key: of the request. Returns False when the same one has handed it out before: a retry is safe. Not in an idempotency
    row: that would keep who it was, by a fingerprint that can be guessed from the card, beside the day and the minute.
    No paper and a used one are refused alike: whoever hands out learns nobody's vote.
    Raises NotAllowed, NotVisible, BallotClosed, NoSlipToHandOut.
    """
    ballot = _locked(member, ballot_id)
    require_open(ballot, now)
    voter = member_of_card(organisation_id=ballot.organisation_id, card=card)
    paper = Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, member=voter).first()
    if paper is not None and paper.is_printed and paper.handing_hash == _hash(key):
        return False
    if paper is None or paper.is_used:
        raise NoSlipToHandOut
    paper.is_used = paper.is_printed = True
    paper.handing_hash = _hash(key)
    paper.save(update_fields=["is_used", "is_printed", "handing_hash"])
    return True


@transaction.atomic
def hand_back(*, member: Member, ballot_id: UUID, card: str, number: str, key: UUID, now: dt.datetime) -> bool:
    """An unused slip dies, and whoever shows this card may vote by phone again.

    key: as for handing out; an idempotency row would keep the number beside the card. A dead number with another card is
    refused alike whether that member has voted or not.
    Raises NotAllowed, NotVisible, BallotClosed, NothingToHandBack, MoreThanHandedOut.
    """
    ballot = _locked(member, ballot_id)
    require_open(ballot, now)
    voter = member_of_card(organisation_id=ballot.organisation_id, card=card)
    paper = Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, member=voter).first()
    printed = _numbered(ballot, number)
    if paper is not None and not paper.is_used and paper.handing_hash == _hash(key):
        return False
    # Asked before anything of this member is: who has a slip out is not told by which refusal comes.
    if selectors.counted_slips(ballot) >= selectors.handed_out(ballot):
        raise MoreThanHandedOut
    is_unused = printed.state == PrintedSlip.State.OUT and not printed.readings.exists()
    if paper is None or not paper.is_printed or not is_unused:
        raise NothingToHandBack
    printed.state = PrintedSlip.State.DEAD
    printed.save(update_fields=["state"])
    paper.is_used = paper.is_printed = False
    paper.handing_hash = _hash(key)
    paper.save(update_fields=["is_used", "is_printed", "handing_hash"])
    return True


@transaction.atomic
def read_slip(
    *, member: Member, ballot_id: UUID, number: str, option_ids: Sequence[UUID], now: dt.datetime
) -> PrintedSlip:
    """What this member reads on a slip from the box; none for a blank one. It counts once two people read the same.

    Until then each may read it again, twice, and a third may settle it. The same reading again changes nothing.
    Raises NotAllowed, NotVisible, BallotClosed, SlipNotOut, ReadTooOften, MoreThanHandedOut, FieldProblem.
    """
    ballot = _locked(member, ballot_id)
    if not selectors.can_type_in(ballot, now=now):
        raise BallotClosed(closed_at=ballot.closes_at.isoformat())
    printed = _numbered(ballot, number)
    ticks = ticks_of(ballot, option_ids, may_be_blank=True, may_be_hidden=True)
    readings = Reading.objects.of(ballot.organisation_id).filter(printed_slip=printed)
    mine = readings.filter(reader=member).first()
    if mine is not None and mine.ticks == ticks:
        return printed
    if printed.state != PrintedSlip.State.OUT:
        raise SlipNotOut
    if selectors.counted_slips(ballot) >= selectors.handed_out(ballot):
        raise MoreThanHandedOut
    if mine is None:
        mine = Reading(organisation_id=ballot.organisation_id, printed_slip=printed, reader=member)
    elif mine.changes >= selectors.CHANGES_AT_MOST:
        raise ReadTooOften
    else:
        mine.changes += 1
    mine.ticks = ticks
    mine.save()
    if any(other.ticks == ticks for other in readings.exclude(pk=mine.pk)):
        _put_in(ballot, printed, ticks)
    return printed


def _hash(key: UUID) -> str:
    return hashlib.sha256(key.bytes).hexdigest()


def _put_in(ballot: Ballot, printed: PrintedSlip, ticks: list[str]) -> None:
    """A slip as any other. Its receipt is nobody's, and its group cannot be known: who ticked it stands nowhere."""
    Slip(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        ticks=ticks,
        receipt_hash=secrets.token_hex(32),
        shift_group=OTHER_GROUP,
    ).save(force_insert=True)
    printed.state = PrintedSlip.State.COUNTED
    printed.save(update_fields=["state"])


def _locked(member: Member, ballot_id: UUID) -> Ballot:
    require(MAY, "ballot.handle_printed", roles_of(member))
    return one(selectors.visible_ballots(member=member).select_for_update(of=("self",)), ballot_id)


def _numbered(ballot: Ballot, number: str) -> PrintedSlip:
    """The slip of this number; one that no sheet bears is nobody's."""
    found = _printed(ballot).exclude(state=PrintedSlip.State.MADE).filter(number=number).first()
    if found is None:
        raise NotVisible
    return found


def _printed(ballot: Ballot) -> QuerySet[PrintedSlip]:
    return PrintedSlip.objects.of(ballot.organisation_id).filter(ballot=ballot)
