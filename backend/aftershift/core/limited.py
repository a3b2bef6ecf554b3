"""Reading somebody's file in a child process with limits on time and memory (RULES Q-S9, Q-S10, Q-S12).

A reader is a module run as `python -m <module> <what>`: its `main` calls `limit`, then `answer`. It gets one line of JSON
that says what is asked and then the file, and gives back one line of JSON and, where there are any, bytes. No Django here.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aftershift.core.errors import Busy

WALL_SECONDS = 20  # a busy machine gives the child its processor late
# Children of one server process at a time: half of its threads, so that other people's pages are answered meanwhile.
AT_ONCE = 2
WAIT_SECONDS = 3.0  # most files take less than one
_room = threading.BoundedSemaphore(AT_ONCE)
_CODE = Path(__file__).resolve().parents[2]


class CannotRead(Exception):
    """`str()` is the sentence for the person who gave the file; it never quotes anything from the file."""


def ask(module: str, what: str, asked: dict[str, Any], data: bytes, *, otherwise: str) -> tuple[dict[str, Any], bytes]:
    """What a reader found. Raises CannotRead; `otherwise` is the sentence where the reader could not even say why.

    Raises Busy when other files keep all children at work for longer than a person waits.
    """
    environment = {"PYTHONPATH": str(_CODE), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        with _a_place():
            child = subprocess.run(
                _command(module, what),
                input=json.dumps(asked).encode() + b"\n" + data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=WALL_SECONDS,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise CannotRead("The file takes too long to read.") from None
    if child.returncode < 0:
        raise CannotRead("The file takes too long to read.")
    line, _, rest = child.stdout.partition(b"\n")
    try:
        found: dict[str, Any] = json.loads(line)
    except ValueError:
        raise CannotRead(otherwise) from None
    if "cannot" in found:
        raise CannotRead(found["cannot"])
    return found, rest


@contextmanager
def _a_place() -> Iterator[None]:
    if not _room.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        yield
    finally:
        _room.release()


def _command(module: str, what: str) -> list[str]:
    return [sys.executable, "-m", module, what]


def limit(*, cpu_seconds: int, memory: int) -> None:
    """Called by the child before it imports anything that could be slow or large. It writes no file, and no core."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(read: Callable[[bytes, dict[str, Any]], tuple[dict[str, Any], bytes]]) -> int:
    """The child's work: read what is asked, give what was found or the sentence that says why not."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    rest = b""
    try:
        found, rest = read(data, asked)
    except CannotRead as wrong:
        found = {"cannot": str(wrong)}
    except MemoryError:
        found = {"cannot": "The file needs too much memory to read."}
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + rest)
    return 0
