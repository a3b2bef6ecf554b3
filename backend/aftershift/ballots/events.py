"""What happened to a ballot. Published inside the transaction that did it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class BallotOpened:
    organisation_id: UUID
    ballot_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class BallotExtended:
    """Too few could vote: it closes 14 days later."""

    organisation_id: UUID
    ballot_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class IdeaChecked:
    """Whether an idea can be done was found out, or found out again: its author hears it."""

    organisation_id: UUID
    idea_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class OutcomeWaits:
    """Too few voted, nothing was chosen, or a shift group may have got nothing: an organiser or a panel publishes it."""

    organisation_id: UUID
    ballot_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class BallotSettled:
    organisation_id: UUID
    ballot_id: UUID
    chosen_option_ids: tuple[UUID, ...]
    at: dt.datetime
