"""How alike two lines of text are, from their words and from the three-letter pieces of them. Any language, no model."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeVar

K = TypeVar("K")
ALIKE = 0.3
# Letters that people type for one another and that no normal form makes the same: Polish and Nordic strokes, the
# Arabic and the Urdu keyboard's yeh, kaf and heh; and the marks that join or stretch letters and mean nothing.
_FOLD = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae"}
    | dict.fromkeys("يىې", "ی")
    | {"ك": "ک"}
    | dict.fromkeys("هةۃھ", "ہ")
    | dict.fromkeys("\u0640\u200c\u200d")
)
# Words of three letters that stand in any line (English, Polish, Urdu); others of three letters are names of things.
_EVERYWHERE = frozenset(
    [
        "the",
        "and",
        "for",
        "our",
        "one",
        "day",
        "all",
        "can",
        "not",
        "has",
        "you",
        "nad",
        "pod",
        "dla",
        "nie",
        "sie",
        "czy",
        "اور",
        "سے",
        "میں",
        "کے",
        "کی",
        "کو",
    ]
)


def pieces(text: str) -> frozenset[str]:
    """Words without case and accents, and the groups of three letters in them, the ends of words included.

    Short words ("in", "the", "po") stand in every line, so they count only in a line that has no others.
    """
    marked = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in marked if not unicodedata.combining(c)).translate(_FOLD)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    words = [word for word in words if len(word) > 2 and word not in _EVERYWHERE] or words
    found = set(words)
    for word in words:
        padded = f"  {word} "
        found.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(found)


def similar(text: str, others: Iterable[tuple[K, str]], *, at_most: int) -> Sequence[K]:
    """Keys of the texts most like this one, the most alike first; none that is less alike than ALIKE.

    Measured against the shorter of the two, so that "picnic" finds "a picnic with our children in the park".
    """
    mine = pieces(text)
    if not mine:
        return []
    scored = []
    for place, (key, other) in enumerate(others):
        theirs = pieces(other)
        shared = len(mine & theirs)
        if shared and (score := shared / min(len(mine), len(theirs))) >= ALIKE:
            scored.append((-score, place, key))
    return [key for _, _, key in sorted(scored, key=lambda row: row[:2])[:at_most]]
