"""The kinds of message. Each app above registers its own: how its facts are read again, and how it is worded."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.notifications.models import Message


@dataclass(frozen=True, slots=True)
class Words:
    """lock_text: what a locked screen may show: nothing private (RULE-56). path: where a tap leads in the client."""

    title: str
    text: str
    lock_text: str
    path: str


@dataclass(frozen=True)
class Kind:
    """One kind of message.

    read: for messages of one organisation, what is true now, by message id; who is missing there is told nothing
    (RULE-52). The number of statements must not depend on how many messages there are.
    write: words from what was read, in a language.
    is_private: it says where a member stands; no colleague is asked to pass it on, whatever the member ticked.
    """

    name: str
    read: Callable[[Sequence[Message], dt.datetime], Mapping[UUID, Any]]
    write: Callable[[Any, str], Words]
    is_private: bool = False


registered: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    """Called once per kind in `apps.py: ready`."""
    registered[kind.name] = kind


def words_of(messages: Iterable[Message], *, now: dt.datetime, language: str | None = None) -> dict[UUID, Words]:
    """The words of each message that is still true, in its member's language, or in the one given.

    Members are loaded already.
    """
    by_kind: dict[str, list[Message]] = {}
    for message in messages:
        by_kind.setdefault(message.kind, []).append(message)
    found: dict[UUID, Words] = {}
    for name, of_kind in by_kind.items():
        if (kind := registered.get(name)) is None:
            continue  # a release that knew the kind is gone, or this one is not there yet
        facts = kind.read(of_kind, now)
        for message in of_kind:
            if message.pk in facts:
                found[message.pk] = kind.write(facts[message.pk], language or message.member.language)
    return found
