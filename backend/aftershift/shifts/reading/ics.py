"""Calendar files to shifts in local wall time, with the quirks of DOMAIN 2.5. Runs in the limited child (`limited`)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vRecur
from icalendar.parser import Contentline

from ..timefinder.kinds import kind_of
from .guard import Entry, Line, Scanned, scan
from .model import Reading, ReadShift, Warned
from .problems import CannotRead
from .titles import says_off, says_study, similar, span_in
from .zone_names import zone_named

LONGEST_WINDOW = 400  # days
MOST_FOUND = 5_000
MOST_WARNINGS = 100
MOST_AT_MIDNIGHT = 8  # entries that start at one midnight and may be the second half of a night
EARLIEST, LATEST = dt.date(1970, 1, 1), dt.date(2200, 1, 1)
DAY = dt.timedelta(days=1)

NO_TIMES = "An all-day entry gives no times, so it was left out. Add it by hand if it is a shift."
UNKNOWN_ZONE = "The time zone is not known, so the time was taken as local. Check that one shift is right."
WRONG_END = "The end is not after the start, so it was taken as the next day. Check it."
TOO_LONG = "The entry is longer than a day, so only its last time was used. Check it."
NO_START = "An entry has no start that can be read, so it was left out."
BAD_REPEAT = "The repeat of an entry cannot be read, so only its first date was taken."
NO_END = "An entry has no end, so it was left out. Add it by hand if it is a shift."
BOTH = "This day has a shift and is marked as off. The shift was kept."


@dataclass(frozen=True)
class _When:
    """A date, or an instant with its zone."""

    at: dt.date | dt.datetime

    @property
    def is_day(self) -> bool:
        return not isinstance(self.at, dt.datetime)


@dataclass(frozen=True)
class _Item:
    """One entry of the file; start and end of one kind (both dates, or both instants), the end excluded."""

    line: int
    uid: str
    sequence: int
    title: str
    is_cancelled: bool
    start: dt.date | dt.datetime
    end: dt.date | dt.datetime
    rules: tuple[str, ...] = ()
    more: tuple[dt.date | dt.datetime, ...] = ()
    without: tuple[dt.date | dt.datetime, ...] = ()
    replaces: dt.date | dt.datetime | None = None
    and_later: bool = False


@dataclass(frozen=True)
class _Piece:
    """A stretch in local wall time, before pieces of one night are joined."""

    start: dt.datetime
    end: dt.datetime
    title: str
    line: int


class _Reader:
    def __init__(self, scanned: Scanned, zone: ZoneInfo) -> None:
        self.zone = zone
        self.scanned = scanned
        self.floating = zone
        self.warned: set[Warned] = set()
        if scanned.zone:
            found = zone_named(scanned.zone)
            if found is None:
                self.warn(1, UNKNOWN_ZONE)
            else:
                self.floating = found

    def warn(self, line: int, text: str) -> None:
        if len(self.warned) < MOST_WARNINGS:
            self.warned.add(Warned(line, text))

    # -- one entry ----------------------------------------------------------------------------------------------------

    def item(self, entry: Entry) -> _Item | None:
        """The entry with its quirks put right; None when it has no start or end."""
        lines: dict[str, Line] = {}
        for line in entry.lines:
            lines.setdefault(line.name, line)
        begins = self.when(lines["DTSTART"]) if "DTSTART" in lines else None
        if begins is None or not EARLIEST <= self.date_of(begins.at) <= LATEST:
            self.warn(entry.number, NO_START)
            return None
        ends = self.end(entry, lines, begins)
        if ends is None:
            return None
        replaced = self.when(lines["RECURRENCE-ID"]) if "RECURRENCE-ID" in lines else None
        start, end = begins.at, ends
        if start_midnight := self.whole_days(start, end):
            start, end = start_midnight
        return _Item(
            line=entry.number,
            uid=_value(lines.get("UID")),
            sequence=_whole(_value(lines.get("SEQUENCE"))),
            title=_text(lines.get("SUMMARY")),
            is_cancelled=_value(lines.get("STATUS")).strip().upper() == "CANCELLED",
            start=start,
            end=end,
            rules=tuple(_value(line).strip().rstrip(";") for line in entry.lines if line.name == "RRULE"),
            more=tuple(self.dates(entry, "RDATE")),
            without=tuple(self.dates(entry, "EXDATE")),
            replaces=replaced.at if replaced else None,
            and_later="RANGE=THISANDFUTURE" in lines["RECURRENCE-ID"].text.upper() if replaced else False,
        )

    def end(self, entry: Entry, lines: dict[str, Line], begins: _When) -> dt.date | dt.datetime | None:
        start = begins.at
        ends = self.when(lines["DTEND"]) if "DTEND" in lines else None
        if not isinstance(start, dt.datetime):
            if ends is not None:
                last = self.date_of(ends.at)
            else:
                length = _duration(_value(lines.get("DURATION")))
                last = start + (length if length is not None else DAY)
            return max(last, start + DAY)  # DTEND equal to DTSTART, or missing: one whole day
        if ends is None:
            length = _duration(_value(lines.get("DURATION")))
            if length is None or length <= dt.timedelta(0):
                return self.end_in_title(entry, lines, start)
            return (start.astimezone(dt.UTC) + length).astimezone(start.tzinfo)
        if not isinstance(ends.at, dt.datetime):
            self.warn(lines["DTEND"].number, WRONG_END)
            return dt.datetime.combine(ends.at, dt.time(), tzinfo=start.tzinfo)
        end = ends.at
        if end <= start:
            self.warn(lines["DTEND"].number, WRONG_END)
            end = self.next_time(start, end)
        return end

    def end_in_title(self, entry: Entry, lines: dict[str, Line], start: dt.datetime) -> dt.datetime | None:
        span = span_in(_text(lines.get("SUMMARY")))
        if span is None:
            self.warn(entry.number, NO_END)
            return None
        return start + dt.timedelta(minutes=span[1] - span[0])

    def next_time(self, start: dt.datetime, end: dt.datetime) -> dt.datetime:
        """The end's time of day, the first time that it comes after the start."""
        local, until = start.astimezone(self.zone), end.astimezone(self.zone)
        found = dt.datetime.combine(local.date(), until.time(), tzinfo=self.zone)
        return found if found > local else found + DAY

    def whole_days(self, start: dt.date | dt.datetime, end: dt.date | dt.datetime) -> tuple[dt.date, dt.date] | None:
        """Dates, when the entry runs from one local midnight to a later one: an all-day entry in disguise."""
        if not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
            return None
        begin, until = start.astimezone(self.zone), end.astimezone(self.zone)
        if begin.time() == until.time() == dt.time() and until.date() > begin.date():
            return begin.date(), until.date()
        return None

    def dates(self, entry: Entry, name: str) -> Iterator[dt.date | dt.datetime]:
        for line in entry.lines:
            if line.name == name:
                for value in _value(line).split(","):
                    if found := self.when(line, value.split("/")[0]):
                        yield found.at

    def when(self, line: Line, value: str | None = None) -> _When | None:
        """The date or instant on a line; a zone nobody knows is local, with a warning."""
        tzid, whole = _parts(line)
        text = (whole if value is None else value).strip()
        found = re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2}):?(\d{2})?(Z)?)?", text, re.ASCII)
        if found is None:
            return None
        try:
            date = dt.date(int(found[1]), int(found[2]), int(found[3]))
            if found[4] is None:
                return _When(date)
            extra = dt.timedelta(days=1) if found[4] == "24" else dt.timedelta(0)
            clock = dt.time(int(found[4]) % 24 if found[4] == "24" else int(found[4]), int(found[5]))
        except ValueError:
            return None
        if found[7]:
            zone: dt.tzinfo = dt.UTC
        else:
            zone = self.zone_of(line, tzid)
        return _When(dt.datetime.combine(date, clock, tzinfo=zone) + extra)

    def zone_of(self, line: Line, tzid: str) -> dt.tzinfo:
        if not tzid:
            return self.floating
        found = zone_named(tzid) or zone_named(self.scanned.known_as.get(tzid, ""))
        if found is None:
            self.warn(line.number, UNKNOWN_ZONE)
            return self.zone
        return found

    def date_of(self, at: dt.date | dt.datetime) -> dt.date:
        return at.astimezone(self.zone).date() if isinstance(at, dt.datetime) else at

    # -- all entries --------------------------------------------------------------------------------------------------

    def unrolled(self, items: list[_Item], first: dt.date, last: dt.date) -> Iterator[_Item]:
        """Single entries in the window, a day either side; repeats by the library, behind the guard."""
        by_uid: dict[str, list[_Item]] = {}
        for item in items:
            by_uid.setdefault(item.uid or f"line {item.line}", []).append(item)
        for same in by_uid.values():
            newest = max(item.sequence for item in same)
            masters = [item for item in same if item.replaces is None and item.sequence == newest]
            masters = masters or [item for item in same if item.replaces is None]
            changes = [item for item in same if item.replaces is not None]
            cancelled = {item.start for item in masters if item.is_cancelled}
            repeating = [item for item in masters if item.rules or item.more]
            for item in masters:
                if item not in repeating and item.start not in cancelled:
                    yield item
            for place, item in enumerate(repeating):
                if item.start not in cancelled:
                    yield from self.series(item, changes if place == 0 else [], first, last)
            if not repeating and not (masters and any(item.is_cancelled for item in masters)):
                yield from (item for item in changes if not item.is_cancelled)

    def series(self, master: _Item, changes: list[_Item], first: dt.date, last: dt.date) -> Iterator[_Item]:
        import recurring_ical_events

        by_line = {item.line: item for item in (master, *changes)}
        around = (first - 2 * DAY, last + 3 * DAY)
        calendar = Calendar()
        try:
            for item in (master, *changes):
                without = {at for at in item.without if around[0] <= self.date_of(at) <= around[1]}
                calendar.add_component(_event(item, without))
            found = recurring_ical_events.of(calendar).between(first - DAY, last + 2 * DAY)
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, StopIteration):
            self.warn(master.line, BAD_REPEAT)
            yield master
            return
        for event in found:
            source = by_line[int(event["X-LINE"])]
            if not source.is_cancelled:
                start = event["DTSTART"].dt
                yield replace(source, start=start, end=_as(event["DTEND"].dt, start))


def read(data: bytes, *, first: dt.date | None, last: dt.date | None, zone: str) -> Reading:
    """The shifts of a file whose start dates lie in [first, last]; the whole file, at most 400 days, when left out.

    Raises CannotRead. Needs up to seconds of a processor on hostile input: call `limited.read_file` instead.
    """
    scanned = scan(data)
    reader = _Reader(scanned, ZoneInfo(zone))
    items = [item for entry in scanned.entries if (item := reader.item(entry))]
    if scanned.is_cancelled:
        items = []
    window = _window(reader, items, first, last)
    if window is None:
        return Reading([], [], sorted(reader.warned), first, last)
    begin, until = window
    off: dict[dt.date, int] = {}
    pieces: list[_Piece] = []
    for count, item in enumerate(reader.unrolled(items, begin, until)):
        if count > MOST_FOUND:
            raise CannotRead(f"The file has more than {MOST_FOUND} entries once its repeats are written out.")
        if item.is_cancelled:
            continue
        _sort_in(reader, item, begin, until, pieces, off)
    shifts = {
        ReadShift(piece.start, piece.end, _kind(piece)): piece.line
        for piece in _joined(pieces)
        if begin <= piece.start.date() <= until
    }
    days = sorted(day for day in off if begin <= day <= until)
    for shift, line in shifts.items():
        if shift.start.date() in off:
            reader.warn(line, BOTH)
    if last is None and first is None:
        beyond = [item.line for item in items if reader.date_of(item.start) > until]
        if beyond:
            reader.warn(min(beyond), f"Entries after {until.isoformat()} were left out: 400 days are read at once.")
    return Reading(sorted(shifts), days, sorted(reader.warned), begin, until)


def _window(
    reader: _Reader, items: list[_Item], first: dt.date | None, last: dt.date | None
) -> tuple[dt.date, dt.date] | None:
    if first is not None and last is not None:
        if last < first:
            raise CannotRead("The last date is before the first.")
        if (last - first).days >= LONGEST_WINDOW:
            raise CannotRead(f"At most {LONGEST_WINDOW} days can be read at once.")
        return first, last
    longest = dt.timedelta(days=LONGEST_WINDOW - 1)
    if first is not None:
        return first, first + longest
    begins = min((reader.date_of(item.start) for item in items), default=None)
    if begins is None:
        return None
    if last is None:
        return begins, begins + longest
    return max(min(begins, last), last - longest), last


def _sort_in(
    reader: _Reader, item: _Item, first: dt.date, last: dt.date, pieces: list[_Piece], off: dict[dt.date, int]
) -> None:
    """Put an entry among the shifts or the days off, in local wall time."""
    if not isinstance(item.start, dt.datetime) or not isinstance(item.end, dt.datetime):
        begin, end = reader.date_of(item.start), reader.date_of(item.end)
        span = span_in(item.title)
        is_off = says_off(item.title)
        day = max(begin, first - DAY)
        while day < min(end, last + 2 * DAY):
            if is_off:
                off.setdefault(day, item.line)
            elif span is not None:
                midnight = dt.datetime.combine(day, dt.time())
                start, until = (midnight + dt.timedelta(minutes=minute) for minute in span)
                pieces.append(_Piece(start, until, item.title, item.line))
            day += DAY
        if not is_off and span is None:
            reader.warn(item.line, NO_TIMES)
        return
    start, until = (at.astimezone(reader.zone).replace(tzinfo=None, fold=0) for at in (item.start, item.end))
    start, until = start.replace(second=0, microsecond=0), until.replace(second=0, microsecond=0)
    if says_off(item.title) and not says_study(item.title):
        day = start.date()
        while day == start.date() or dt.datetime.combine(day, dt.time()) < min(until, start + 400 * DAY):
            off.setdefault(day, item.line)
            day += DAY
        return
    if until <= start:
        until += DAY  # across the repeated hour of the clock change, or seconds only
    if until - start > DAY:
        reader.warn(item.line, TOO_LONG)
        until = dt.datetime.combine(start.date(), until.time())
        until = until if until > start else until + DAY
    pieces.append(_Piece(start, until, item.title, item.line))


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces that meet at midnight and are named alike are one shift (a night cut in two by the calendar)."""
    once = {(piece.start, piece.end, piece.title): piece for piece in reversed(pieces)}
    left = sorted(once.values(), key=lambda piece: (piece.start, piece.end, piece.line))
    at_midnight: dict[dt.datetime, list[_Piece]] = {}
    for piece in left:
        if piece.start.time() == dt.time() and len(at_midnight.setdefault(piece.start, [])) < MOST_AT_MIDNIGHT:
            at_midnight[piece.start].append(piece)
    used: set[int] = set()
    result: list[_Piece] = []
    for piece in left:
        if id(piece) in used:
            continue
        end = piece.end + dt.timedelta(minutes=1) if piece.end.time() == dt.time(23, 59) else piece.end
        for other in at_midnight.get(end, ()):
            if id(other) in used or other is piece or other.end - piece.start >= DAY:
                continue
            if piece.start.time() != dt.time() and similar(piece.title, other.title):
                used.add(id(other))
                piece = replace(piece, end=other.end)
                break
        result.append(piece)
    return result


def _kind(piece: _Piece) -> str:
    start = piece.start.hour * 60 + piece.start.minute
    return kind_of(start, start + int((piece.end - piece.start).total_seconds()) // 60)


def _event(item: _Item, without: set[dt.date | dt.datetime]) -> Event:
    """The entry as the library wants it: one zone, an end after its start, few exceptions, no text of the file."""
    event = Event()
    event.add("UID", "series")
    event.add("X-LINE", str(item.line))
    event.add("DTSTART", item.start)
    event.add("DTEND", _as(item.end, item.start))
    event.add("SEQUENCE", item.sequence)
    if item.replaces is not None:
        event.add("RECURRENCE-ID", _as(item.replaces, item.start), {"RANGE": "THISANDFUTURE"} if item.and_later else {})
        return event
    for rule in item.rules:
        event.add("RRULE", vRecur.from_ical(rule))
    if item.more:
        event.add("RDATE", [_as(at, item.start) for at in item.more])
    if without:
        event.add("EXDATE", [_as(at, item.start) for at in without])
    return event


def _as(at: Any, pattern: dt.date | dt.datetime) -> dt.date | dt.datetime:
    """A date or instant in the shape of another: a date among instants has their time of day, and the reverse."""
    if isinstance(pattern, dt.datetime):
        if isinstance(at, dt.datetime):
            return at.astimezone(pattern.tzinfo)
        return dt.datetime.combine(at, pattern.time(), tzinfo=pattern.tzinfo)
    return at.date() if isinstance(at, dt.datetime) else at


def _value(line: Line | None) -> str:
    return "" if line is None else _parts(line)[1]


@lru_cache(maxsize=4096)
def _parts(line: Line) -> tuple[str, str]:
    """The TZID and the value of a line; nothing when it cannot be read. Kept: a long line is slow to take apart."""
    try:
        _, params, value = Contentline(line.text).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return "", ""
    return str(params.get("TZID", "")), str(value)


def _text(line: Line | None) -> str:
    return re.sub(r"\\([,;nN\\])", " ", _value(line))[:500]


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII) else 0


def _duration(text: str) -> dt.timedelta | None:
    found = re.fullmatch(
        r"\+?P(?:(\d{1,3})W)?(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", text.strip(), re.ASCII
    )
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
