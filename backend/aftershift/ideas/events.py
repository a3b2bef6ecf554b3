"""What happened to an idea. Published inside the transaction that did it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class IdeaProposed:
    organisation_id: UUID
    idea_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class IdeaAnswered:
    organisation_id: UUID
    idea_id: UUID
    at: dt.datetime
