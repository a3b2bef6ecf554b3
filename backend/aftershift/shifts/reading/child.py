"""The process in which a calendar file is read: `python -m aftershift.shifts.reading.child`, file on standard input.

It limits itself before it imports anything that could be slow, so that a hostile file costs 2 s and 256 MiB at most.
First line in: JSON with first, last and zone. Out: JSON with the reading, or the sentence that says why not.
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
    import datetime as dt

    from .problems import CannotRead

    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    first, last = (dt.date.fromisoformat(asked[key]) if asked[key] else None for key in ("first", "last"))
    try:
        from .ics import read

        found = read(data, first=first, last=last, zone=asked["zone"])
    except CannotRead as wrong:
        _say({"cannot": str(wrong)})
        return 0
    except MemoryError:
        _say({"cannot": "The file needs too much memory to read."})
        return 0
    _say(
        {
            "shifts": [[shift.start.isoformat(), shift.end.isoformat(), shift.kind] for shift in found.shifts],
            "not_at_work": [day.isoformat() for day in found.not_at_work],
            "warnings": [[warned.line, warned.text] for warned in found.warnings],
            "first": found.first.isoformat() if found.first else None,
            "last": found.last.isoformat() if found.last else None,
        }
    )
    return 0


def _say(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    sys.exit(main())
