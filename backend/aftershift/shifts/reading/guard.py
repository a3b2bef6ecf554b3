"""The look at a calendar file before anything in it is unrolled (RULES Q-S9). Text only: no library sees the file yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .problems import CannotRead

LARGEST = 512 * 1024  # bytes
MOST_COMPONENTS = 2_000
DEEPEST = 10
MOST_REPEATS = 732  # COUNT: two years of days
MOST_BY = 1_000  # product of the lengths of a rule's BY lists
MOST_RDATES = 500
MOST_RULES_AN_ENTRY = 2
MOST_INTERVAL = 1_000
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")

KEPT = frozenset(
    (
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "STATUS",
        "SUMMARY",
        "UID",
        "SEQUENCE",
    )
)
_NAME = re.compile(r"([A-Za-z0-9-]{1,60})[;:]")


@dataclass(frozen=True)
class Line:
    number: int
    name: str
    text: str


@dataclass
class Entry:
    """One VEVENT: its own lines of KEPT properties, in order."""

    number: int
    lines: list[Line] = field(default_factory=list)


@dataclass
class Scanned:
    """A calendar file cut into entries. `zone` is X-WR-TIMEZONE; `known_as` gives a TZID's X-LIC-LOCATION."""

    entries: list[Entry] = field(default_factory=list)
    zone: str = ""
    is_cancelled: bool = False
    known_as: dict[str, str] = field(default_factory=dict)


def scan(data: bytes) -> Scanned:
    """Cut a file into entries and refuse what could be a bomb. Raises CannotRead."""
    if len(data) > LARGEST:
        raise CannotRead("The file is larger than 512 KB, too large for somebody's shifts.")
    found = Scanned()
    path: list[str] = []
    components = rdates = 0
    seen_calendar = False
    tzid = ""
    entry: Entry | None = None
    for line in _unfolded(_text(data)):
        if line.name == "BEGIN":
            kind = _value(line.text).strip().upper()
            components += 1
            path.append(kind)
            seen_calendar = seen_calendar or kind == "VCALENDAR"
            if components > MOST_COMPONENTS:
                raise CannotRead(f"The file has more than {MOST_COMPONENTS} entries.")
            if len(path) > DEEPEST:
                raise CannotRead("The entries of the file lie too deep inside one another.")
            if kind == "VEVENT":
                entry = Entry(line.number)
        elif line.name == "END":
            kind = _value(line.text).strip().upper()
            if kind in path:
                while path.pop() != kind:
                    pass
            if kind == "VEVENT" and entry is not None:
                found.entries.append(entry)
                entry = None
        elif path[-1:] == ["VEVENT"] and entry is not None and line.name in KEPT:
            rdates += _check(line)
            if rdates > MOST_RDATES:
                raise CannotRead(f"Line {line.number}: the file lists more than {MOST_RDATES} single dates.")
            entry.lines.append(line)
            if sum(kept.name == "RRULE" for kept in entry.lines) > MOST_RULES_AN_ENTRY:
                raise CannotRead(f"Line {line.number}: one entry has more than {MOST_RULES_AN_ENTRY} repeat rules.")
        elif path[-1:] == ["VCALENDAR"]:
            if line.name == "X-WR-TIMEZONE":
                found.zone = _value(line.text).strip()[:100]
            elif line.name == "METHOD":
                found.is_cancelled = _value(line.text).strip().upper() == "CANCEL"
        elif path[-1:] == ["VTIMEZONE"]:
            if line.name == "TZID":
                tzid = _value(line.text).strip()[:100]
            elif line.name == "X-LIC-LOCATION" and tzid:
                found.known_as[tzid] = _value(line.text).strip()[:100]
    if not seen_calendar:
        raise CannotRead("This is not a calendar file: it has to start with BEGIN:VCALENDAR.")
    if entry is not None:
        found.entries.append(entry)  # the file was cut off inside its last entry
    return found


def _text(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _unfolded(text: str) -> Iterator[Line]:
    number, parts = 0, [""]
    for at, raw in enumerate(re.split(r"\r\n|\n|\r", text.replace("\0", "")), start=1):
        if raw[:1] in (" ", "\t") and number:
            parts.append(raw[1:])
            continue
        yield from _line(number, "".join(parts))
        number, parts = at, [raw]
    yield from _line(number, "".join(parts))


def _line(number: int, text: str) -> Iterator[Line]:
    text = text.strip()
    if found := _NAME.match(text):
        yield Line(number, found[1].upper(), text)


def _value(text: str) -> str:
    """What follows the first colon outside quotes."""
    quoted = False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return text[place + 1 :]
    return ""


def _check(line: Line) -> int:
    """Refuse a rule that could be unrolled without end; how many single dates the line lists."""
    if line.name == "EXRULE":
        raise CannotRead(f"Line {line.number}: exception rules (EXRULE) cannot be read.")
    if line.name == "RRULE":
        _check_rule(line)
    return _value(line.text).count(",") + 1 if line.name == "RDATE" else 0


def _check_rule(line: Line) -> None:
    parts: dict[str, str] = {}
    for part in _value(line.text).strip().rstrip(";").upper().split(";"):
        key, equals, value = part.partition("=")
        if not equals or key.strip() in parts:
            raise CannotRead(f"Line {line.number}: the repeat rule cannot be read.")
        parts[key.strip()] = value.strip()
    if parts.get("FREQ") not in FREQUENCIES:
        raise CannotRead(f"Line {line.number}: only daily, weekly, monthly and yearly repeats can be read.")
    if not 1 <= _number(line, parts.get("INTERVAL", "1")) <= MOST_INTERVAL:
        raise CannotRead(f"Line {line.number}: the repeat has to come every 1 to {MOST_INTERVAL} times.")
    if "COUNT" in parts and not 1 <= _number(line, parts["COUNT"]) <= MOST_REPEATS:
        raise CannotRead(f"Line {line.number}: an entry may repeat 1 to {MOST_REPEATS} times.")
    product = 1
    for key, value in parts.items():
        if key.startswith("BY"):
            product *= value.count(",") + 1
    if product > MOST_BY:
        raise CannotRead(f"Line {line.number}: the repeat rule lists too many days or times.")


def _number(line: Line, text: str) -> int:
    if re.fullmatch(r"\d{1,12}", text, re.ASCII) is None:
        raise CannotRead(f"Line {line.number}: the repeat rule has a number that cannot be read.")
    return int(text)
