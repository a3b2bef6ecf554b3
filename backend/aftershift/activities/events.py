"""What higher apps may hear, and where they may refuse by raising a DomainError (DESIGN 3, seam 2)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class OccurrencePublishing:
    """About to be opened for sign-up. The occurrence is locked."""

    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class ChildrenComing:
    """A party is about to bring its first child to an activity. A higher app may say that nobody planned for children."""

    activity_id: UUID
    organisation_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class PlacesGrowing:
    """These dates are about to have so many places, which is more than before. They are locked."""

    occurrence_ids: tuple[UUID, ...]
    organisation_id: UUID
    places: int
    at: dt.datetime


@dataclass(frozen=True)
class OccurrenceStarting:
    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class OccurrenceClosing:
    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class EveryoneTold:
    """Somebody who runs a date told everyone who comes; the message itself goes out with the telling."""

    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class OccurrenceChanged:
    """What a calendar or a reminder shows has changed: time, place, lead, cancelled or brought back."""

    occurrence_id: UUID
    organisation_id: UUID
    what: str
    at: dt.datetime
    by_id: UUID | None = None


@dataclass(frozen=True)
class AskedToBeTold:
    """What a member asked to be told has come: a place is free, sign-up is open, or there is another date (`occurrence_id`)."""

    tell_me_id: UUID
    member_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    what: str
    at: dt.datetime


@dataclass(frozen=True)
class MovedToQueue:
    """There are fewer places, and whoever runs it moved this party to the top of the queue. The member is told why."""

    sign_up_id: UUID
    member_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    reason: str
    at: dt.datetime


@dataclass(frozen=True)
class TakenOffList:
    """A lead or organiser took a party off. The member is told the reason, in their words."""

    sign_up_id: UUID
    member_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    reason: str
    at: dt.datetime


@dataclass(frozen=True)
class PutBackOnList:
    """A lead or organiser took a removal back. The member has a place (`status`), or waits again, and is told."""

    sign_up_id: UUID
    member_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    status: str
    at: dt.datetime


@dataclass(frozen=True)
class PlaceGiven:
    """A party that waited has a place, or an offer of one."""

    sign_up_id: UUID
    member_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    status: str
    at: dt.datetime


@dataclass(frozen=True)
class DatesChanged:
    """Dates of one activity changed together: each of these members is told once, with the reason (RULE-19).

    what: moved, series, words, or too_large: their party waits and is larger than there are places now. Whoever changed it is not among the members (RULE-55).
    drivers: members who had said that they can drive, at the time that the dates had; they are asked anew.
    """

    activity_id: UUID
    organisation_id: UUID
    occurrence_ids: tuple[UUID, ...]
    member_ids: tuple[UUID, ...]
    what: str
    reason: str
    at: dt.datetime
    drivers: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class HostAsked:
    """This member is asked to meet first-timers on one date."""

    occurrence_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class HostSteppedBack:
    """Nobody meets first-timers on a date any more: the host stepped back, or has no place. Lead and second are told;
    never who it was, nor why.

    by_id: only so that whoever stepped back is not told what they did.
    """

    occurrence_id: UUID
    organisation_id: UUID
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class ColleagueInvited:
    """Somebody holds a place for this member, whose card they typed. Nobody else is told."""

    invitation_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    member_id: UUID
    ends_at: dt.datetime
    at: dt.datetime


@dataclass(frozen=True)
class HeldPlaceEnded:
    """The place that was held for this member, whose card was typed, is open to all again before its time. They are told."""

    invitation_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class LineTypedIn:
    """A connector typed in what this member wrote on paper, and it asked for places or changed the party."""

    line_id: UUID
    occurrence_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class PromiseJudged:
    """An organiser hid a member's promise, or shows it again. Its member alone is told.

    what: hidden, or shown_again.
    """

    promise_id: UUID
    organisation_id: UUID
    member_id: UUID
    what: str
    at: dt.datetime
