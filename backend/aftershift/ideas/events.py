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


@dataclass(frozen=True)
class ConversationChanged:
    """what: moved (day, time or place), called_off or written_up. by_id: whoever did it knows."""

    organisation_id: UUID
    conversation_id: UUID
    what: str
    by_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class StepGiven:
    """A step of a conversation fell to this organiser, who has not said yes to it."""

    organisation_id: UUID
    step_id: UUID
    owner_id: UUID
    by_id: UUID
    at: dt.datetime
