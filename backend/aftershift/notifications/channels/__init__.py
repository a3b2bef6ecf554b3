"""The ways to a member beside the inbox. A channel that has no credentials is off, and says so."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from aftershift.notifications.kinds import Words
from aftershift.people.models import Member


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one member is told on one channel at one moment. `bundle` stays the same when it is sent again.

    is_digest: the letter of a day, with what could wait.
    """

    bundle: UUID
    member: Member
    words: Sequence[Words]
    expires_at: dt.datetime
    is_digest: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """state: a final or temporary state of Delivery. retry_after: what the other end asked for."""

    state: str
    error: str = ""
    retry_after: dt.timedelta | None = None


class Channel(Protocol):
    def is_on(self) -> bool:
        """Whether this installation can use it at all."""

    def reached(self, members: Collection[Member]) -> set[UUID]:
        """Which of these members it leads to; their persons are loaded. A bounded number of statements."""

    def hand_over(self, parcels: Sequence[Parcel]) -> Mapping[UUID, Result]:
        """Send, outside any transaction; one result per bundle. May raise: then each counts as our own failure."""


registered: dict[str, Channel] = {}


def register_channel(name: str, channel: Channel) -> None:
    """Called in `apps.py: ready`; `name` is one of Preference.Channel."""
    registered[name] = channel


def open_channels() -> dict[str, Channel]:
    return {name: channel for name, channel in registered.items() if channel.is_on()}
