"""What higher apps may hear of leading. Ids only: steps are private, so whoever words these tells the member alone."""

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
