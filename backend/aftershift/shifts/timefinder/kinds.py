"""Kinds of shift and shift groups, from the times alone (DESIGN 2). No numpy: the file reader uses it too."""

from __future__ import annotations

from collections.abc import Iterable

DAY = 24 * 60
NIGHT_STARTS, NIGHT_ENDS = 23 * 60, 6 * 60  # the law's night time (DOMAIN 3.1)
NIGHT_NEEDS = 3 * 60  # minutes inside it that make a shift a night (DOMAIN 2.1)
LONG_NEEDS = 10 * 60
EARLY_BEFORE, LATE_BEFORE = 10 * 60, 16 * 60

KINDS = ("early", "late", "night", "long", "twilight")
GROUPS = ("earlies", "lates", "nights", "long_days", "turning", "evenings", "unknown")
TURNING_BELOW = 60  # per cent: no kind has this share of the shifts


def night_minutes(start: int, end: int) -> int:
    """Minutes between 23:00 and 06:00 in a stretch of wall time; 0 <= start < DAY, end at most a day later."""
    nights = ((NIGHT_STARTS - DAY, NIGHT_ENDS), (NIGHT_STARTS, NIGHT_ENDS + DAY), (NIGHT_STARTS + DAY, end))
    return sum(max(0, min(end, b) - max(start, a)) for a, b in nights)


def kind_of(start: int, end: int) -> str:
    """The kind of a shift. Minutes of wall time; only `start` modulo a day and the length matter."""
    start, end = start % DAY, start % DAY + (end - start)
    if night_minutes(start, end) >= NIGHT_NEEDS:
        return "night"
    if end - start >= LONG_NEEDS:
        return "long"
    if start < EARLY_BEFORE:
        return "early"
    return "late" if start < LATE_BEFORE else "twilight"


_GROUP_OF_KIND = {
    "early": "earlies",
    "late": "lates",
    "night": "nights",
    "long": "long_days",
    "twilight": "evenings",
}


def group_of(shifts: Iterable[tuple[int, int]]) -> str:
    """The shift group of somebody with these shifts (wall-time minutes since a Thursday, 1 January 1970).

    Evenings or weekends only: each shift is a twilight or starts on a Saturday or Sunday. Otherwise the kind that has
    at least 60 % of the shifts, or turning when none has.
    """
    told = [(start, kind_of(start, end)) for start, end in shifts]
    if not told:
        return "unknown"
    if all(kind == "twilight" or (start // DAY + 3) % 7 >= 5 for start, kind in told):
        return "evenings"
    for kind in KINDS:
        if 100 * sum(found == kind for _, found in told) >= TURNING_BELOW * len(told):
            return _GROUP_OF_KIND[kind]
    return "turning"
