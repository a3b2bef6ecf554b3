"""Rows to iCalendar, byte for byte the same until something changes (Q-R12).

Written line by line, because a library takes four times as long for an event; tests hold each line beside the library's.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from uuid import UUID, uuid5

from aftershift.calendars.models import Feed
from aftershift.calendars.selectors import Entry
from aftershift.calendars.words import CalendarWords, words_in

# Change it and every client fetches again: it stands for the shape of what is written.
SHAPE = 3
NAMESPACE = UUID("6c0f8d0e-4a1b-5d7e-9b53-0b1d6a1f2c11")
NAME = "Aftershift"
OCTETS = 75  # of a line, without its end (RFC 5545, 3.1)


def etag_of(*, feed: Feed, stamp: str) -> str:
    """A strong validator of the bytes that `calendar_of` would write, without writing them."""
    shape = f"{SHAPE} {feed.pk} {feed.shows_titles} {feed.is_busy_only} {words_in(feed.language).language}\n"
    return f'"{hashlib.sha256((shape + stamp).encode()).hexdigest()[:32]}"'


def calendar_of(*, feed: Feed, entries: Sequence[Entry]) -> bytes:
    """No attendees, no organiser, no zone names: instants are UTC. UIDs hold neither host nor table."""
    # A new address for the same purpose is the same calendar: its dates keep their UIDs.
    family = "programme" if not feed.is_of_member else feed.purpose
    words = words_in(feed.language)
    name = words.busy if feed.is_busy_only else NAME
    title = None if feed.shows_titles or not feed.is_of_member else words.busy if feed.is_busy_only else words.neutral
    events = (event(entry, family=family, title=title, words=words) for entry in entries)
    changed_at = max((_changed_at(entry) for entry in entries), default=None)
    return calendar(events, name=name, changed_at=changed_at)


def file_of(entries: Sequence[Entry], *, language: str) -> bytes:
    """The same events as a file to keep. Opened again after a change, it changes what was kept: the UIDs are the programme's."""
    words = words_in(language)
    return calendar(event(entry, family="programme", title=None, words=words) for entry in entries)


def calendar(events: Iterable[str], *, name: str = NAME, changed_at: dt.datetime | None = None) -> bytes:
    """No UID of the calendar's own, though RFC 7986 knows one: vdirsyncer takes it for each event's and keeps only the last."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Aftershift//Aftershift//EN", "METHOD:PUBLISH"]
    if changed_at:
        head.append(f"LAST-MODIFIED:{_utc(changed_at)}")
    head += [f"NAME:{name}", f"X-WR-CALNAME:{name}"]
    head += ["REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    return "".join([*(line + "\r\n" for line in head), *events, "END:VCALENDAR\r\n"]).encode()


def event(entry: Entry, *, family: str, title: str | None, words: CalendarWords) -> str:
    """One VEVENT. title: said instead of the entry's own, and then the place is not said either."""
    changed_at = _utc(_changed_at(entry))
    summary = entry.title if title is None else title
    if entry.is_cancelled:
        status, summary = "CANCELLED", words.before(words.cancelled, summary)
    elif entry.is_sure:
        status = "CONFIRMED"
    else:
        status, summary = "TENTATIVE", words.before(words.waiting, summary)
    place = text_line("LOCATION", entry.place) if title is None and entry.place else ""
    return (
        "BEGIN:VEVENT\r\n"
        f"UID:{_uid(family, entry.occurrence_id)}\r\n"
        f"DTSTAMP:{changed_at}\r\nLAST-MODIFIED:{changed_at}\r\n"
        f"SEQUENCE:{entry.sequence + entry.sign_up_sequence}\r\n"
        f"DTSTART:{_utc(entry.starts_at)}\r\nDTEND:{_utc(entry.ends_at)}\r\n"
        f"{text_line('SUMMARY', summary)}{place}"
        f"STATUS:{status}\r\nTRANSP:{'OPAQUE' if status == 'CONFIRMED' else 'TRANSPARENT'}\r\n"
        "END:VEVENT\r\n"
    )


@lru_cache(maxsize=8192)  # the programme's dates stand in every colleague's calendar
def _uid(family: str, occurrence_id: UUID) -> str:
    return str(uuid5(NAMESPACE, f"{family}:{occurrence_id}"))


@lru_cache(maxsize=1024)  # the dates of a series say the same
def text_line(name: str, text: str) -> str:
    """A property of text, escaped and folded: no line above 75 octets, no character cut in two."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    if not text.isprintable():  # only then can there be an end of a line in it, or what may stand in no line
        text = text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")
        text = "".join(c for c in text if c >= " " or c == chr(9))
    line = f"{name}:{text}"
    if len(line.encode()) <= OCTETS:
        return line + "\r\n"
    folded, used = [], 0
    for character in line:
        octets = len(character.encode())
        if used + octets > OCTETS:
            folded.append("\r\n ")
            used = 1
        folded.append(character)
        used += octets
    return "".join(folded) + "\r\n"


def _changed_at(entry: Entry) -> dt.datetime:
    return max(entry.revised_at, entry.changed_at) if entry.changed_at else entry.revised_at


def _utc(at: dt.datetime) -> str:
    return _said(at.astimezone(dt.UTC))


@lru_cache(maxsize=8192)  # in UTC alone: elsewhere two instants of the night in which the clocks go back are one key
def _said(at: dt.datetime) -> str:
    """As `strftime` says it, which takes longer."""
    return f"{at.year:04}{at.month:02}{at.day:02}T{at.hour:02}{at.minute:02}{at.second:02}Z"
