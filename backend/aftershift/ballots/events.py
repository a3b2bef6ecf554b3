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
class OutcomeWaits:
    """Too few voted, or a shift group of ten voters or more got nothing: an organiser or a panel publishes it."""

    organisation_id: UUID
    ballot_id: UUID
    at: dt.datetime


@dataclass(frozen=True)
class BallotSettled:
    organisation_id: UUID
    ballot_id: UUID
    chosen_option_ids: tuple[UUID, ...]
    at: dt.datetime
