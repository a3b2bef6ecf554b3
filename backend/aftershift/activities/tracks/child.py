"""The process in which a GPX file is opened: `python -m aftershift.activities.tracks.child` (protocol: core/limited.py).

A file of 2 MB and 50,000 points costs about 120 MiB in gpxpy's objects.
"""

from __future__ import annotations

import sys
from typing import Any

from aftershift.core import limited

MIB = 1024 * 1024
CPU_SECONDS, MEMORY = 10, 320 * MIB


def main() -> int:
    limited.limit(cpu_seconds=CPU_SECONDS, memory=MEMORY)
    return limited.answer(_track)


def _track(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from .reading import made_anew

    return made_anew(data), b""


if __name__ == "__main__":
    sys.exit(main())
