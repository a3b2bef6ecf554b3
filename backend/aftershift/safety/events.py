"""What somebody has to be told of, for whoever words and delivers messages. Each is published once, in the transaction of
what happened; an alert to a home contact who may be woken is urgent, the rest is of today (DESIGN 9)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DateStopped:
    """A lead stopped it: everybody with a place, and the organisers. reason: in the lead's words, often none."""

    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    reason: str
    at: dt.datetime


@dataclass(frozen=True)
class HomeContactAsked:
    """A member, or an e-mail address that gets a test message with the link `selectors.home.link_of(contact)`."""

    contact_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class NobodyAtHome:
    """It is soon, and no home contact has said yes: lead and second are told before they leave."""

    occurrence_id: UUID
    organisation_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class GroupOverdue:
    """Not back in time. step: first or second, to that contact alone; site, to all contacts who said yes and the
    organisers, who phone `help_name` at `help_number` (both empty when no organiser has named one)."""

    occurrence_id: UUID
    organisation_id: UUID
    step: str
    contact_ids: tuple[UUID, ...]
    urgent_ids: tuple[UUID, ...]  # those who agreed to be woken
    help_name: str
    help_number: str
    at: dt.datetime


@dataclass(frozen=True)
class GroupIsSafe:
    """After an alert: they are back, or a contact has heard from them. To everybody who was told."""

    occurrence_id: UUID
    organisation_id: UUID
    contact_ids: tuple[UUID, ...]
    was_site_told: bool
    at: dt.datetime


@dataclass(frozen=True)
class ChangeProposed:
    """Somebody said what would stop a near miss next time. To the keeper of the list, or all organisers without one."""

    change_id: UUID
    organisation_id: UUID
    template: str
    keeper_id: UUID | None
    at: dt.datetime
