"""What higher apps may hear of leading. Ids only. Steps are private, so whoever words those tells the member alone."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class StepOpened:
    """A step asks for nothing more: would they like to try it? Published once for each step."""

    member_id: UUID
    organisation_id: UUID
    kind: str
    number: int
    at: dt.datetime


@dataclass(frozen=True)
class SignOffAsked:
    """Somebody asks for a word. member_ids: whom to ask; none of them may be told of it after it is answered."""

    sign_off_id: UUID
    organisation_id: UUID
    member_ids: tuple[UUID, ...]
    at: dt.datetime


@dataclass(frozen=True)
class SignOffAnswered:
    sign_off_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class RoleAsked:
    """This member is asked to take a small role of one date. by_id: null when the app offers it around."""

    occurrence_id: UUID
    organisation_id: UUID
    member_id: UUID
    by_id: UUID | None
    role: str
    at: dt.datetime


@dataclass(frozen=True)
class RoleGivenBack:
    """A small role of one date is free again. Lead and second may be told; never who it was, nor why.

    by_id: only so that whoever gave it back is not told what they did.
    """

    occurrence_id: UUID
    organisation_id: UUID
    role: str
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class LeadRoleOffered:
    """This member is asked to lead, or to help lead, an activity. Nobody else is told (decision 0032)."""

    offer_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class LeaderWanted:
    """Nobody leads (`lead`) or nobody helps lead (`second`) an activity with dates to come: an open call.

    member_ids: who could, and may be told; those whose four weeks are full or who need a break are not among them.
    """

    activity_id: UUID
    organisation_id: UUID
    role: str
    member_ids: tuple[UUID, ...]
    at: dt.datetime


@dataclass(frozen=True)
class SeriesPaused:
    """A series waits for somebody to lead it. member_ids: who has a place or comes every time, each told once."""

    activity_id: UUID
    organisation_id: UUID
    member_ids: tuple[UUID, ...]
    at: dt.datetime


@dataclass(frozen=True)
class SeriesGoesOn:
    activity_id: UUID
    organisation_id: UUID
    member_ids: tuple[UUID, ...]
    at: dt.datetime


@dataclass(frozen=True)
class TaperProposed:
    """The next step of a taper is due and can be taken: lead and organisers may say yes."""

    activity_id: UUID
    organisation_id: UUID
    step: int
    at: dt.datetime


@dataclass(frozen=True)
class TaperMoved:
    """why: began, agreed, or one of the four reasons for which it goes back, with a kind word to lead and second:
    incident, few_leads, lead_asked (never by whom), cancellations. by_id: whose yes was the second one."""

    activity_id: UUID
    organisation_id: UUID
    step: int
    why: str
    at: dt.datetime
    by_id: UUID | None = None


@dataclass(frozen=True)
class HandoverBegun:
    """asked_ids: whose yes is missing: the giver, the taker, or both."""

    handover_id: UUID
    activity_id: UUID
    organisation_id: UUID
    asked_ids: tuple[UUID, ...]
    at: dt.datetime


@dataclass(frozen=True)
class HandoverEnded:
    """state: done, refused, withdrawn or lapsed. member_ids: the two sides, and whoever began it. by_id: whose tap it was."""

    handover_id: UUID
    activity_id: UUID
    organisation_id: UUID
    member_ids: tuple[UUID, ...]
    state: str
    at: dt.datetime
    by_id: UUID | None = None


@dataclass(frozen=True)
class HandoverSuggested:
    """An organiser did what leads do twice running: the app suggests to hand it over."""

    activity_id: UUID
    organisation_id: UUID
    organiser_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class CircleInvited:
    """A colleague asked this member into the leaders' circle. Never told to anybody else."""

    member_id: UUID
    organisation_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class TurnSuggested:
    """The lead has led four of this series in a row, or their four weeks are full: the next date would be somebody else's.

    is_asked: the app has asked somebody to lead it; nobody but they are told whom (decision 0032).
    """

    activity_id: UUID
    organisation_id: UUID
    member_id: UUID
    at: dt.datetime
    is_asked: bool = False
