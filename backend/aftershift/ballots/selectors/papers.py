"""The ballot as a voter sees it, and the slip that a receipt finds."""

import datetime as dt
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.ballots.models import Ballot, Option, Slip
from aftershift.ballots.policies import MAY
from aftershift.ballots.selectors.cards import BallotCard, ballots_for_cards, card
from aftershift.ballots.selectors.checks import LeftOut, ideas_left_out
from aftershift.ballots.selectors.floor import Floor, floor_shown
from aftershift.ballots.selectors.options import OptionShown, option_shown, options_of
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

HOW_COUNTED = {
    "slots": (
        "Fewer than 8 voters: we talk and do not count. 8 to 20: one place at a time, and a vote counts less once it has won. "
        "More than 20: everyone gets the same share, and ideas win when the people who ticked them can pay. "
        "Ties go to the lower cost, then to more ticks, then to a draw whose seed is fixed now."
    ),
    "money": (
        "Fewer than 8 voters: we talk and do not count. From 8 on: everyone gets the same share of the money, and ideas win when "
        "the people who ticked them can pay. What is left over raises every share by one pound at a time. "
        "Ties go to the lower cost, then to more ticks, then to a draw whose seed is fixed now."
    ),
}


@dataclass(frozen=True)
class BallotShown(BallotCard):
    options: list[OptionShown]
    seed_hash: str
    completion: str
    tie_break: str
    short_reason: str
    floor: Floor | None
    left_out: list[LeftOut]
    missing_groups: list[str]
    how_counted: str


def ballot_shown(*, member: Member, ballot_id: UUID, now: dt.datetime) -> BallotShown:
    """The ballot with its options in this voter's own order, and the ideas that cannot be done. Raises NotVisible."""
    row = one(ballots_for_cards(member=member), ballot_id)
    options = list(options_of(row))
    ordered = in_own_order(options, ballot=row, member_id=member.pk)
    return BallotShown(
        **vars(card(row, now=now)),
        options=[option_shown(option) for option in ordered],
        seed_hash=row.seed_hash,
        completion=row.completion,
        tie_break=row.tie_break,
        short_reason=row.short_reason,
        floor=floor_shown(row),
        missing_groups=_missing_groups(row, member),
        left_out=ideas_left_out(member=member) if row.state == Ballot.State.OPEN else [],
        how_counted=HOW_COUNTED["slots" if row.slots is not None else "money"],
    )


def _missing_groups(row: Ballot, member: Member) -> list[str]:
    """For those who decide what becomes of an outcome that waits, and for nobody else."""
    waits = row.state == Ballot.State.WAITING_FOR_PANEL
    return row.left_out if waits and not MAY["ballot.publish"].isdisjoint(roles_of(member)) else []


def in_own_order(options: Sequence[Option], *, ballot: Ballot, member_id: UUID) -> list[Option]:
    """Random for each voter and the same each time they look; worked out, so that nothing is stored."""
    key = hashlib.sha256(f"order of options:{ballot.seed}".encode()).digest()

    def place(option: Option) -> bytes:
        return hmac.digest(key, member_id.bytes + option.pk.bytes, "sha256")

    return sorted(options, key=place)


def slip_of_receipt(*, receipt: str) -> tuple[UUID, UUID, UUID] | None:
    """(organisation, ballot, slip) of a receipt, or None. A receipt is a credential: what it finds opens the scope."""
    rows = Slip._base_manager.filter(receipt_hash=hash_of_receipt(receipt))
    return rows.values_list("organisation_id", "ballot_id", "pk").first()


def hash_of_receipt(receipt: str) -> str:
    return hashlib.sha256(receipt.encode("ascii", "replace")).hexdigest()
