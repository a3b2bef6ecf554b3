"""Casting, changing and taking back. The ballot's row is the lock: closing takes it too, so no vote slips in after (RULE-29)."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from aftershift.ballots import selectors
from aftershift.ballots.errors import AlreadyVoted, BallotClosed, NoPaper, OptionHidden, ReceiptTaken
from aftershift.ballots.models import Ballot, Paper, Slip
from aftershift.ballots.policies import MAY
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def cast(*, member: Member, ballot_id: UUID, option_ids: Sequence[UUID], receipt_hash: str, now: dt.datetime) -> None:
    """Use the member's paper and put in a slip, together. Nothing that is written joins the two.

    The same receipt again changes nothing and is no error, so a retry is safe, also after the close.
    Raises NotVisible, BallotClosed, NoPaper, AlreadyVoted, ReceiptTaken, FieldProblem, OptionHidden (RULE-31).
    """
    require(MAY, "ballot.see", roles_of(member))
    visible = selectors.visible_ballots(member=member)
    ballot = one(visible.select_for_update(of=("self",)), ballot_id)
    paper = Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, member=member).first()
    is_known = Slip.objects.of(ballot.organisation_id).filter(ballot=ballot, receipt_hash=receipt_hash).exists()
    if is_known and paper is not None and paper.is_used and not paper.is_printed:
        return
    require_open(ballot, now)
    if paper is None:
        raise NoPaper
    if paper.is_printed:
        raise AlreadyVoted(
            detail="You were handed a printed slip. It is your vote in this one.",
            next="Tick it and put it in the box, or hand it back unused and vote here.",
        )
    if paper.is_used:
        raise AlreadyVoted
    if is_known:
        raise ReceiptTaken
    slip = Slip(
        organisation_id=ballot.organisation_id,
        ballot=ballot,
        ticks=ticks_of(ballot, option_ids),
        receipt_hash=receipt_hash,
        shift_group=paper.shift_group,
    )
    slip.save(force_insert=True)
    paper.is_used = True
    paper.save(update_fields=["is_used"])


@transaction.atomic
def change(
    *, organisation_id: UUID, ballot_id: UUID, slip_id: UUID, option_ids: Sequence[UUID], now: dt.datetime
) -> None:
    """Put other ticks on a slip that its receipt found. Raises NotVisible, BallotClosed, FieldProblem, OptionHidden."""
    ballot = one(Ballot.objects.of(organisation_id).select_for_update(of=("self",)), ballot_id)
    require_open(ballot, now)
    _write(ballot, slip_id, ticks_of(ballot, option_ids))


@transaction.atomic
def take_back(*, organisation_id: UUID, ballot_id: UUID, slip_id: UUID, now: dt.datetime) -> None:
    """Leave the slip blank: it counts for nothing, and its receipt may tick it again until the close.

    Raises NotVisible, BallotClosed.
    """
    ballot = one(Ballot.objects.of(organisation_id).select_for_update(of=("self",)), ballot_id)
    require_open(ballot, now)
    _write(ballot, slip_id, [])


def _write(ballot: Ballot, slip_id: UUID, ticks: list[str]) -> None:
    if not Slip.objects.of(ballot.organisation_id).filter(ballot=ballot, pk=slip_id).update(ticks=ticks):
        raise NotVisible


def require_open(ballot: Ballot, now: dt.datetime) -> None:
    if ballot.state != Ballot.State.OPEN or ballot.closes_at <= now:
        raise BallotClosed(closed_at=ballot.closes_at.isoformat())


def ticks_of(
    ballot: Ballot, option_ids: Sequence[UUID], *, may_be_blank: bool = False, may_be_hidden: bool = False
) -> list[str]:
    """The ticks as they are stored: in the order of the keys, which says nothing of the order in which they were made.

    may_be_hidden: for what was ticked by hand, perhaps before the idea was hidden; the count leaves it out.
    """
    if not option_ids and not may_be_blank:
        raise FieldProblem({"/options": "Tick one thing or more."})
    if len(set(option_ids)) != len(option_ids):
        raise FieldProblem({"/options": "The same thing is ticked twice."})
    known = {option.pk: option for option in selectors.options_of(ballot)}
    if unknown := [place for place, option_id in enumerate(option_ids) if option_id not in known]:
        raise FieldProblem({f"/options/{unknown[0]}": "This is not in this vote."})
    hidden = [str(option_id) for option_id in option_ids if selectors.is_hidden(known[option_id])]
    if hidden and not may_be_hidden:
        raise OptionHidden(options=hidden)
    return sorted(str(option_id) for option_id in option_ids)
