"""Why a file cannot be used, as one plain sentence for the person who gave it."""

from __future__ import annotations


class CannotRead(Exception):
    """`str()` is the sentence; it never quotes a title, a place or a name from the file."""
