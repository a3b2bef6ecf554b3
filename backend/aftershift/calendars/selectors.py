"""Feeds of a member, and the lean rows behind a calendar."""

import datetime as dt
import hashlib
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from aftershift.activities.models import LIVE, Occurrence, SignUp
from aftershift.activities.wording import said
from aftershift.calendars.fitting import fits
from aftershift.calendars.models import Feed
from aftershift.core.errors import NotVisible
from aftershift.people.models import Member

# What a calendar reaches: enough past to look back, half a year and more ahead (RULES 9).
BACK = dt.timedelta(days=60)
AHEAD = dt.timedelta(days=400)
# A cancelled date stays visible this long (RULE-49).
CANCELLED_STAYS = dt.timedelta(days=30)


class Entry(NamedTuple):
    """One event of a calendar. What begins with sign_up, and changed_at, stand only in a member's own calendar."""

    occurrence_id: UUID
    title: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    sequence: int
    revised_at: dt.datetime
    sign_up_status: str = ""
    sign_up_sequence: int = 0
    changed_at: dt.datetime | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.state == Occurrence.State.CANCELLED

    @property
    def is_sure(self) -> bool:
        return self.sign_up_status in ("", SignUp.Status.PLACED)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def all_feeds(*, member: Member) -> QuerySet[Feed]:
    """The member's feeds, those that were taken back too."""
    return Feed.objects.filter(organisation_id=member.organisation_id, member_id=member.pk)


def own_feeds(*, member: Member) -> QuerySet[Feed]:
    """The member's live feeds, the newest first."""
    return all_feeds(member=member).filter(revoked_at=None).order_by("-pk")


def stamp(*, feed: Feed, today: dt.date) -> str:
    """Changes whenever `entries` would, without reading them. One statement; call inside the organisation's scope.

    A date's sequence moves with it, its activity's version with title, place and kind, a sign-up's with its status.
    """
    parts = ["pk", "sequence", "activity__version"]
    if feed.purpose == Feed.Purpose.MINE:
        parts = ["pk", "sequence", "occurrence__pk", "occurrence__sequence", "occurrence__activity__version"]
    rows = _mine(feed, today) if feed.purpose == Feed.Purpose.MINE else _dates(feed, today)
    joined: list[Cast | Value] = []
    for part in parts:
        joined += [Cast(part, TextField()), Value(" ")]
    stamped = rows.annotate(stamp=Concat(*joined, output_field=TextField())).values_list("stamp")
    # As one text: 3,000 rows cost more to hand over than to read. In another order it would be sent once more, no worse.
    sql, values = stamped.query.sql_with_params()
    join = "GROUP_CONCAT(stamp, '+')" if connection.vendor == "sqlite" else "STRING_AGG(stamp, '+')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {join} FROM ({sql}) AS dates", values)
        found: str | None = cursor.fetchone()[0]
    return found or ""


def entries(*, feed: Feed, today: dt.date) -> list[Entry]:
    """What the feed shows on this day, in order. One statement; call inside the organisation's scope."""
    if feed.purpose == Feed.Purpose.MINE:
        return _entries_of_mine(feed, today)
    rows = _dates(feed, today)
    if feed.purpose != Feed.Purpose.FITS:
        return [Entry(*row) for row in rows.values_list(*columns())]
    zoned = rows.values_list("organisation__time_zone", *columns())
    return [entry for zone, *row in zoned if _fits(feed.about, (entry := Entry(*row)), ZoneInfo(zone))]


def columns(date: str = "") -> tuple[str | Coalesce, ...]:
    """What an Entry begins with. date: the way from the row to its occurrence, such as "occurrence__"."""
    rest = ("starts_at", "ends_at", "state", "sequence", "revised_at")
    words = (said("title", date), said("meeting_place", date))
    return (f"{date}pk", *words, *(f"{date}{name}" for name in rest))


def one_date(*, member: Member, occurrence_id: UUID) -> Entry:
    """One date for a file of its own: listed ones, and those "just us" that the member was given the link of."""
    rows = Occurrence.objects.of(member.organisation_id).filter(pk=occurrence_id).exclude(UNHEARD_OF)
    found = rows.values_list(*columns()).first()
    if found is None:
        raise NotVisible
    return Entry(*found)


# A date that nobody has been told of: planned, or called off before it was published.
UNHEARD_OF = Q(state=Occurrence.State.PLANNED) | Q(
    state=Occurrence.State.CANCELLED, state_before_cancelling=Occurrence.State.PLANNED
)


def _dates(feed: Feed, today: dt.date) -> QuerySet[Occurrence]:
    day = dt.datetime.combine(today, dt.time(), dt.UTC)
    rows = (
        Occurrence.objects.of(feed.organisation_id)
        .filter(starts_at__gte=day - BACK, starts_at__lt=day + AHEAD)
        .exclude(state=Occurrence.State.CANCELLED, revised_at__lt=day - CANCELLED_STAYS)
        .order_by("starts_at", "pk")
    )
    if feed.purpose == Feed.Purpose.LEADING:
        # Whoever leads has been told of planned dates too.
        return rows.filter(Q(activity__lead_id=feed.member_id) | Q(activity__second_id=feed.member_id))
    rows = rows.filter(activity__is_programme=True).exclude(UNHEARD_OF)
    if feed.purpose == Feed.Purpose.SITE:
        return rows.filter(activity__site_id=UUID(feed.about))
    if feed.purpose == Feed.Purpose.KIND:
        return rows.filter(activity__kind=feed.about)
    return rows


def _fits(group: str, entry: Entry, zone: ZoneInfo) -> bool:
    return fits(group, starts=entry.starts_at.astimezone(zone), ends=entry.ends_at.astimezone(zone))


def _mine(feed: Feed, today: dt.date) -> QuerySet[SignUp]:
    """Every turn of the member, those given back too: their sequences go on in the turn that follows."""
    day = dt.datetime.combine(today, dt.time(), dt.UTC)
    rows = SignUp.objects.of(feed.organisation_id).filter(
        member_id=feed.member_id, occurrence__starts_at__gte=day - BACK, occurrence__starts_at__lt=day + AHEAD
    )
    rows = rows.exclude(occurrence__state=Occurrence.State.CANCELLED, occurrence__revised_at__lt=day - CANCELLED_STAYS)
    return rows.order_by("occurrence__starts_at", "occurrence_id", F("queued_at").desc(), "-pk")


def _entries_of_mine(feed: Feed, today: dt.date) -> list[Entry]:
    latest: dict[UUID, Entry] = {}
    for row in _mine(feed, today).values_list(*columns("occurrence__"), "status", "sequence", "changed_at"):
        entry = Entry(*row)
        now = latest.setdefault(entry.occurrence_id, entry)
        if now is not entry:  # an earlier turn: SEQUENCE never goes back (RULE-48)
            sequence = now.sign_up_sequence + entry.sign_up_sequence + 1
            latest[entry.occurrence_id] = now._replace(sign_up_sequence=sequence)
    return [entry for entry in latest.values() if _is_shown(entry)]


def _is_shown(entry: Entry) -> bool:
    """Whoever waited sees the cancellation; brought back, the date is no longer theirs."""
    if entry.sign_up_status == SignUp.Status.CANCELLED:
        return entry.is_cancelled
    return entry.sign_up_status in LIVE
