"""What may be kept of an exception: its class and where it was raised, never its message, which may hold a name (Q-S15)."""

import traceback
from pathlib import Path

OURS = f"{Path(__file__).parents[1]}/"
LONGEST = 120


def kind_of(fault: BaseException) -> str:
    return type(fault).__name__[:80]


def place_of(fault: BaseException) -> str:
    """The deepest line of our own that it passed, such as "safety/services/home.py:120 alert"; empty when there is none."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(OURS)]
    if not ours:
        return ""
    last = ours[-1]
    return f"{last.filename.removeprefix(OURS)}:{last.lineno} {last.name}"[:LONGEST]
