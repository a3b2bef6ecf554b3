"""Two versions beside each other, word by word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

SAME, ADDED, TAKEN_OUT, CHANGED = "same", "added", "taken_out", "changed"
FIELDS = ("what", "who", "action")


@dataclass(frozen=True)
class Piece:
    """A run of words that stands in both versions, only in the later, or only in the earlier."""

    kind: str
    text: str


@dataclass(frozen=True)
class LineChange:
    id: str
    kind: str
    what: list[Piece]
    who: list[Piece]
    action: list[Piece]
    left_before: str | None
    left_now: str | None


def pieces(before: str, now: str) -> list[Piece]:
    """In reading order; what was taken out stands before what took its place. Spaces between words are not compared."""
    old, new = before.split(), now.split()
    found = []
    # autojunk would call a word that comes often "junk" in a long text, and mark it as changed.
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece(SAME, " ".join(old[a:b])))
            continue
        if b > a:
            found.append(Piece(TAKEN_OUT, " ".join(old[a:b])))
        if d > c:
            found.append(Piece(ADDED, " ".join(new[c:d])))
    return found


def line_changes(before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]) -> list[LineChange]:
    """Lines of the later version in its order, then those that it no longer has. A line is known by its id."""
    old = {line["id"]: line for line in before}
    kept = [_change(line["id"], old.get(line["id"]), line) for line in now]
    still = {line["id"] for line in now}
    return kept + [_change(line["id"], line, None) for line in before if line["id"] not in still]


def _change(id: str, before: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> LineChange:
    kind = ADDED if before is None else TAKEN_OUT if now is None else SAME if dict(before) == dict(now) else CHANGED
    what, who, action = (pieces((before or {}).get(name, ""), (now or {}).get(name, "")) for name in FIELDS)
    return LineChange(id, kind, what, who, action, before["left"] if before else None, now["left"] if now else None)
