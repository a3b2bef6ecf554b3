"""What people are called: any script, one field, nothing that can turn the line around it."""

import unicodedata

LONGEST = 40
# Marks that change the direction of the text around them. Names are isolated on screen, so they are never needed.
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read(text: str) -> str | None:
    """The name in one line, or None when nothing visible is left or it is too long."""
    plain = "".join(c for c in unicodedata.normalize("NFC", text) if c not in _TURNING)
    name = " ".join(plain.split())
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co") for c in name):
        return None
    seen = any(unicodedata.category(c)[0] in "LNSP" for c in name)
    return name if seen and len(name) <= LONGEST else None
