"""Rota tokens: one day of a rota as text, such as `07:00-15:00`, and cycles of them. No numpy: readers and services use it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .kinds import DAY

LONGEST_CYCLE = 84  # days: twelve weeks (DOMAIN 2.1)
MOST_SHIFTS_A_DAY = 4
OFF = "-"

_CLOCK = r"([01]\d|2[0-3]):([0-5]\d)"
_SHIFT = re.compile(rf"{_CLOCK}-(?:{_CLOCK}|(24):(00))")

Piece = tuple[int, int]
"""One shift of a day: minutes from that day's midnight, end above start, at most a day long."""

Cycle = tuple[tuple[Piece, ...], ...]
"""The shifts of each day of a cycle."""


class BadToken(ValueError):
    """The text is not a day of a rota. `token` is the part that could not be read."""

    def __init__(self, token: str) -> None:
        super().__init__(f"'{token}' is not a shift like 07:00-15:00 or 21:30-07:00, nor - for a day off")
        self.token = token


def read_day(token: str) -> tuple[Piece, ...]:
    """The shifts of a token such as `07:00-11:00+17:00-21:00`; an end at or before the start is on the next day."""
    if token == OFF:
        return ()
    pieces = []
    for part in token.split("+"):
        found = _SHIFT.fullmatch(part)
        if found is None:
            raise BadToken(token[:40])
        hour, minute, end_hour, end_minute = (int(part) for part in found.groups() if part is not None)
        start, end = hour * 60 + minute, end_hour * 60 + end_minute
        pieces.append((start, end if end > start else end + DAY))
    if len(pieces) > MOST_SHIFTS_A_DAY:
        raise BadToken(token[:40])
    return tuple(sorted(pieces))


def read_cycle(tokens: Sequence[str]) -> Cycle:
    """One token per day, 1 to 84 of them. Raises BadToken, or ValueError for a cycle of another length."""
    if not 1 <= len(tokens) <= LONGEST_CYCLE:
        raise ValueError(f"a pattern has 1 to {LONGEST_CYCLE} days, this one has {len(tokens)}")
    return tuple(read_day(token) for token in tokens)


def token_of(pieces: Sequence[Piece]) -> str:
    """The token of a day with these shifts: what `read_day` reads back."""
    return "+".join(f"{_clock(start)}-{_clock(end % DAY)}" for start, end in sorted(pieces)) or OFF


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
