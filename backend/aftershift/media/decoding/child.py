"""The process in which a file is opened: `python -m aftershift.media.decoding.child` (protocol: core/limited.py).

A photo costs at most 150 MiB beside what the libraries take; a recording's libraries alone take 130.
"""

from __future__ import annotations

import sys
from typing import Any

from aftershift.core import limited

MIB = 1024 * 1024
LIMITS = {"photo": (6, 176 * MIB), "sound": (6, 256 * MIB)}  # seconds of a processor, address space


def main() -> int:
    what = sys.argv[1]
    seconds, memory = LIMITS[what]
    limited.limit(cpu_seconds=seconds, memory=memory)
    return limited.answer(_photo if what == "photo" else _sound)


def _photo(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from .pictures import made_anew

    sizes, files = made_anew(data)
    return {"sizes": sizes, "lengths": [len(file) for file in files.values()]}, b"".join(files.values())


def _sound(data: bytes, asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    from .sounds import made_anew

    length_ms, file = made_anew(data)
    return {"length_ms": length_ms}, file


if __name__ == "__main__":
    sys.exit(main())
