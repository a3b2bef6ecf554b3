"""The kinds of letter to an address. Each app above registers its own: what is true now, to whom, in which words."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.notifications.models import Letter


@dataclass(frozen=True, slots=True)
class Written:
    to: str
    subject: str  # nobody's name and no place
    parts: Sequence[str]


# For letters of one organisation, those that are still to be sent, by their id; who is missing there is told nothing.
Write = Callable[[Sequence[Letter], dt.datetime], Mapping[UUID, Written]]
registered: dict[str, Write] = {}


def register_letter(kind: str, write: Write) -> None:
    """Called once per kind in `apps.py: ready`."""
    registered[kind] = write


def written(letters: Sequence[Letter], *, now: dt.datetime) -> dict[UUID, Written]:
    found: dict[UUID, Written] = {}
    for kind in {letter.kind for letter in letters} & registered.keys():
        found |= registered[kind]([letter for letter in letters if letter.kind == kind], now)
    return found
