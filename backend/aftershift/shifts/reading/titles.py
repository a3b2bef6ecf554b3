"""What the title of a calendar entry may tell: that somebody is off, or the times of an all-day entry. Never kept."""

from __future__ import annotations

import difflib
import re

DAY = 24 * 60

_OFF_CODES = frozenset(
    ("off", "do", "d/o", "rd", "r/d", "rest", "al", "a/l", "sl", "s/l", "sick", "study", "nwd", "toil", "lieu", "leave")
)
_OFF_WORDS = re.compile(
    r"\b(leave|days? off|rest day|sick|sickness|holidays?|vacation|absent|absence|unavailable"
    r"|not (?:at work|working)|non[- ]working|maternity|paternity|study day)\b"
)
_BANK_HOLIDAY = re.compile(r"\b(bank|public) holiday")
_AT_WORK = re.compile(r"\bstudy\b|\btraining\b")
_TIME = r"(\d{1,2})(?:[:.]?([0-5]\d))?\s*(am|pm)?"
_SPAN = re.compile(rf"(?<![\d:./-]){_TIME}\s*(?:-|\u2013|\u2014|\bto\b|\buntil\b)\s*{_TIME}(?![\d:./-])")


def says_off(title: str) -> bool:
    """Whether the title is one of the ways to say a day off, leave or sickness."""
    text = " ".join(title.casefold().split())
    first = re.split(r"[\s:,;(\u2013-]", text, maxsplit=1)[0]
    if _BANK_HOLIDAY.search(text):
        return False
    return first in _OFF_CODES or _OFF_WORDS.search(text) is not None


def says_study(title: str) -> bool:
    """Study and training with times are hours in which somebody is busy."""
    return _AT_WORK.search(title.casefold()) is not None


def span_in(title: str) -> tuple[int, int] | None:
    """Times written in a title, such as `Work 23:00-01:00`: minutes from midnight, the end after the start."""
    for found in _SPAN.finditer(title.casefold()):
        start, end = _minutes(found[1], found[2], found[3]), _minutes(found[4], found[5], found[6])
        if start is None or end is None or start == DAY:
            continue
        return start, end if end > start else end + DAY
    return None


def similar(one: str, other: str) -> bool:
    """Whether two titles name the same thing."""
    one, other = one.casefold().strip(), other.casefold().strip()
    return one == other or difflib.SequenceMatcher(None, one[:200], other[:200]).ratio() >= 0.6


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    if minute is None and half is None:
        return None
    hours = int(hour)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    total = hours * 60 + int(minute or 0)
    return total if total <= DAY else None
