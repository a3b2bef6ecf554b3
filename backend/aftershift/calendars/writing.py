"""Rows to iCalendar, byte for byte the same until something changes (Q-R12)."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from uuid import UUID, uuid5

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from aftershift.calendars.models import Feed
from aftershift.calendars.selectors import Entry

# Change it and every client fetches again: it stands for the shape of what is written.
SHAPE = 1
NAMESPACE = UUID("6c0f8d0e-4a1b-5d7e-9b53-0b1d6a1f2c11")
NAME = "Aftershift"
NEUTRAL_TITLE = "After work"
CANCELLED = "CANCELLED: "
WAITING = "Waiting: "
REFRESH = dt.timedelta(hours=1)


def etag_of(*, feed: Feed, entries: Sequence[Entry]) -> str:
    """A strong validator of the bytes that `calendar_of` would write, without writing them."""
    seen = hashlib.sha256(f"{SHAPE} {feed.pk} {feed.shows_titles}".encode())
    for entry in entries:
        seen.update(repr(entry).encode())
    return f'"{seen.hexdigest()[:32]}"'


def calendar_of(*, feed: Feed, entries: Sequence[Entry]) -> bytes:
    """No attendees, no organiser, no zone names: instants are UTC. UIDs hold neither host nor table."""
    calendar = Calendar.new(
        prodid="-//Aftershift//Aftershift//EN",
        method="PUBLISH",
        name=NAME,
        uid=str(uuid5(NAMESPACE, f"feed:{feed.pk}")),
        last_modified=max((_changed_at(entry) for entry in entries), default=None),
    )
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})  # RFC 7986 asks for the type
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    shows_titles = feed.shows_titles or feed.purpose == Feed.Purpose.PROGRAMME
    for entry in entries:
        calendar.add_component(_event(entry, purpose=feed.purpose, shows_titles=shows_titles))
    body: bytes = calendar.to_ical()
    return body


def _changed_at(entry: Entry) -> dt.datetime:
    latest = max(entry.revised_at, entry.changed_at) if entry.changed_at else entry.revised_at
    return latest.astimezone(dt.UTC).replace(microsecond=0)


def _event(entry: Entry, *, purpose: str, shows_titles: bool) -> Event:
    changed_at = _changed_at(entry)
    title = entry.title if shows_titles else NEUTRAL_TITLE
    if entry.is_cancelled:
        status, title = STATUS.CANCELLED, CANCELLED + title
    elif entry.is_sure:
        status = STATUS.CONFIRMED
    else:
        status, title = STATUS.TENTATIVE, WAITING + title
    return Event.new(
        uid=str(uuid5(NAMESPACE, f"{purpose}:{entry.occurrence_id}")),
        stamp=changed_at,
        last_modified=changed_at,
        sequence=entry.sequence + entry.sign_up_sequence,
        start=entry.starts_at.astimezone(dt.UTC),
        end=entry.ends_at.astimezone(dt.UTC),
        summary=title,
        location=entry.place if shows_titles else None,
        status=status,
        transparency=TRANSP.OPAQUE if status == STATUS.CONFIRMED else TRANSP.TRANSPARENT,
    )
