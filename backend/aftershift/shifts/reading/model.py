"""What reading a calendar file gives: shifts, days not at work, warnings. No text of the file is in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class ReadShift:
    """Local wall time, without zone; `kind` as DESIGN 2."""

    start: dt.datetime
    end: dt.datetime
    kind: str


@dataclass(frozen=True, order=True)
class Warned:
    """Something the person should look at; `line` of the file, from 1."""

    line: int
    text: str


@dataclass(frozen=True)
class Reading:
    """`first` and `last` are the dates that the reading speaks for, both included; None when there is nothing in it."""

    shifts: list[ReadShift]
    not_at_work: list[dt.date]
    warnings: list[Warned]
    first: dt.date | None
    last: dt.date | None
