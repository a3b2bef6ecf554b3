"""The process in which a file is read: `python -m aftershift.shifts.reading.child <what>`.

It limits itself before it imports anything that could be slow, so that a hostile file costs 2 s and 256 MiB at most
(a sheet 150 MiB beside what Python itself takes). Asked for a calendar: first, last and zone; for a
sheet: how many people at most. The protocol stands in core/limited.py.
"""

from __future__ import annotations

import sys
from typing import Any

from aftershift.core import limited

CPU_SECONDS = 2
MEMORY = 256 * 1024 * 1024


def main() -> int:
    limited.limit(cpu_seconds=CPU_SECONDS, memory=MEMORY)
    read = _sheet if sys.argv[1] == "sheet" else _calendar
    return limited.answer(lambda data, asked: (read(data, asked), b""))


def _calendar(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    import datetime as dt

    from .ics import read

    first, last = (dt.date.fromisoformat(asked[key]) if asked[key] else None for key in ("first", "last"))
    found = read(data, first=first, last=last, zone=asked["zone"])
    return {
        "shifts": [[shift.start.isoformat(), shift.end.isoformat(), shift.kind] for shift in found.shifts],
        "not_at_work": [day.isoformat() for day in found.not_at_work],
        "warnings": [[warned.line, warned.text] for warned in found.warnings],
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
    }


def _sheet(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    from .sheet import csv_lines, look_through
    from .workbook import is_workbook, workbook_lines

    lines = workbook_lines(data) if is_workbook(data) else csv_lines(data)
    found = look_through(lines, most_people=asked["most_people"])
    return {
        "people": [[row.line, row.name, " ".join(row.tokens), row.anchor.isoformat()] for row in found.people],
        "problems": [[wrong.line, wrong.column, wrong.text] for wrong in found.problems],
    }


if __name__ == "__main__":
    sys.exit(main())
