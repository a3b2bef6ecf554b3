"""Reading files that somebody names on a command line: whatever the path turns out to be, an answer or one sentence."""

from __future__ import annotations

import os
from pathlib import Path

from .problems import CannotRead


def contents(path: Path, *, most: int, what: str) -> bytes:
    """The bytes of a file, at most one more than `most`, which its reader then refuses. Raises CannotRead.

    Only regular files are opened: a device never ends, and a named pipe may never begin.
    """
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(most + 1)
    except (OSError, ValueError):  # a path may hold a zero byte
        pass
    raise CannotRead(f"There is no {what} at {shown(path)} that can be opened.")


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def entries(folder: Path, ending: str) -> list[Path]:
    """What a folder holds with this ending, in order of name. Raises CannotRead."""
    try:
        return sorted(entry for entry in folder.iterdir() if entry.suffix.casefold() == ending)
    except OSError:
        raise CannotRead(f"The folder {shown(folder)} cannot be opened.") from None


def shown(path: Path | str) -> str:
    """A path or file name as text on one line that can always be printed: bytes that are no text become a mark."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
