"""The process in which a file is read: `python -m aftershift.shifts.reading.child`, file on standard input.

It limits itself before it imports anything that could be slow, so that a hostile file costs 2 s and 256 MiB at most
(a sheet 150 MiB beside what Python itself takes). First line in: JSON with what the file is, and for a calendar first,
last and zone. Out: JSON with the reading, or the sentence that says why not.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

CPU_SECONDS = 2
MEMORY = 256 * 1024 * 1024


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    _limit()
    from .problems import CannotRead

    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    read = _sheet if asked["what"] == "sheet" else _calendar
    try:
        found = read(data, asked)
    except CannotRead as wrong:
        found = {"cannot": str(wrong)}
    except MemoryError:
        found = {"cannot": "The file needs too much memory to read."}
    sys.stdout.write(json.dumps(found))
    return 0


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
