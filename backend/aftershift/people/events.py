"""What happened to a member. Published inside the transaction that did it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class MemberJoined:
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class InvitationGoingOut:
    """People are about to be asked to join: a poster, a spoken code, a print. Who listens may refuse (GM-04)."""

    organisation_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class MemberConfirmed:
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class AgeCorrected:
    """The member said that they are under 18, or no longer; the member's row is locked and says so already."""

    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class MemberLeft:
    """Sessions are gone already; listeners free places and end feeds. The member's row is still there."""

    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class MembersMerged:
    """Two members were one person: every row of `gone_id` follows `kept_id` already, and `gone_id` has left."""

    organisation_id: UUID
    kept_id: UUID
    gone_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class MemberErased:
    """Every registered trace has been erased; the member's row goes next, in the same transaction."""

    organisation_id: UUID
    member_id: UUID
    at: dt.datetime
