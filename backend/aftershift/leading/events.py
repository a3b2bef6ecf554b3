"""What higher apps may hear. None of these holds a name or a word that a member wrote."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


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
    """A small role of one date is free again. Lead and second may be told; never who it was, nor why."""

    occurrence_id: UUID
    organisation_id: UUID
    role: str
    at: dt.datetime
