"""Zone names as calendar files write them (DOMAIN 2.5)."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

LONDON = "Europe/London"
_BRITISH = frozenset(("bst", "british summer time", "gmt daylight time", "gmt/bst", "uk", "united kingdom"))


def zone_named(text: str) -> ZoneInfo | None:
    """The zone of a TZID or X-WR-TIMEZONE: IANA, Windows, or a Windows list of cities; None when nobody knows it."""
    name = text.strip().strip('"').strip()
    if not name:
        return None
    for known in (name, "/".join(name.split("/")[-2:]), "/".join(name.split("/")[-3:])):
        if found := _iana(known):
            return found
    plain = re.sub(r"^\((?:UTC|GMT)[^)]*\)\s*", "", name)
    plain = re.sub(r"\s+\d{1,2}$", "", plain)
    if plain in WINDOWS_TO_OLSON:
        return _iana(WINDOWS_TO_OLSON[plain])
    folded = plain.casefold()
    if folded in _BRITISH or "london" in folded or "edinburgh" in folded:
        return ZoneInfo(LONDON)
    return None


def _iana(name: str) -> ZoneInfo | None:
    if re.fullmatch(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}", name) is None or name.casefold() == "localtime":
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
