"""Feeds of a member, and the lean rows behind a calendar."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet, TextField
from django.db.models import Value as Text
from django.db.models.functions import Cast, Coalesce, Concat

from aftershift.activities.models import LIVE, Occurrence, SignUp
from aftershift.activities.selectors import visible_occurrences
from aftershift.activities.wording import said
from aftershift.calendars.fitting import fits
from aftershift.calendars.models import Feed
from aftershift.core.errors import NotVisible
from aftershift.core.prepared import Prepared, Value
from aftershift.people.models import Member

# What a calendar reaches: enough past to look back, half a year and more ahead (RULES 9).
BACK = dt.timedelta(days=60)
AHEAD = dt.timedelta(days=400)
# A cancelled date stays visible this long (RULE-49).
CANCELLED_STAYS = dt.timedelta(days=30)
# A feed that nobody has fetched for 13 months is dead (Q-S7).
UNUSED_DIES_AFTER = dt.timedelta(days=396)


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


def standing_feeds(*, member: Member) -> QuerySet[Feed]:
    """Those that were not taken back."""
    return all_feeds(member=member).filter(revoked_at=None)


def own_feeds(*, member: Member, now: dt.datetime) -> QuerySet[Feed]:
    """Those that a calendar can still fetch, the newest first."""
    used_since = now - UNUSED_DIES_AFTER
    is_used = Q(last_fetched_at__gte=used_since) | Q(last_fetched_at=None, made_date__gte=used_since.date())
    return standing_feeds(member=member).filter(is_used).order_by("-pk")


def stamp(*, feed: Feed, today: dt.date) -> str:
    """Changes whenever `entries` would, without reading them. One statement; call inside the organisation's scope.

    A date's sequence moves with it, its activity's version with title, place and kind, a sign-up's with its status.
    """
    return _STAMPS[Feed.Purpose(feed.purpose)].digest(**_asked(feed, today))


def entries(*, feed: Feed, today: dt.date) -> list[Entry]:
    """What the feed shows on this day, in order. One statement; call inside the organisation's scope."""
    purpose, asked = Feed.Purpose(feed.purpose), _asked(feed, today)
    if purpose == Feed.Purpose.MINE:
        return _entries_of_mine(asked)
    rows = _dates(purpose, asked)
    if purpose != Feed.Purpose.FITS:
        return [Entry(*row) for row in rows.values_list(*columns())]
    zoned = rows.values_list("organisation__time_zone", *columns())
    return [entry for zone, *row in zoned if _fits(feed.about, (entry := Entry(*row)), ZoneInfo(zone))]


def columns(date: str = "") -> tuple[str | Coalesce, ...]:
    """What an Entry begins with. date: the way from the row to its occurrence, such as "occurrence__"."""
    rest = ("starts_at", "ends_at", "state", "sequence", "revised_at")
    words = (said("title", date), said("meeting_place", date))
    return (f"{date}pk", *words, *(f"{date}{name}" for name in rest))


def one_date(*, member: Member, occurrence_id: UUID) -> Entry:
    """One date for a file of its own: listed ones, and those "just us" that the member is in or invited to."""
    rows = visible_occurrences(member=member).filter(pk=occurrence_id).exclude(UNHEARD_OF)
    found = rows.values_list(*columns()).first()
    if found is None:
        raise NotVisible
    return Entry(*found)


def public_date(*, organisation_id: UUID, occurrence_id: UUID) -> Entry:
    """One listed date for whoever has its link. Raises NotVisible. Call inside the organisation's scope."""
    rows = Occurrence.objects.of(organisation_id).filter(pk=occurrence_id, activity__is_programme=True)
    found = rows.exclude(UNHEARD_OF).values_list(*columns()).first()
    if found is None:
        raise NotVisible
    return Entry(*found)


# A date that nobody has been told of: planned, or called off before it was published.
UNHEARD_OF = Q(state=Occurrence.State.PLANNED) | Q(
    state=Occurrence.State.CANCELLED, state_before_cancelling=Occurrence.State.PLANNED
)


# What the rows of each purpose are asked by.
_SPAN: Mapping[str, type[Value]] = {
    "organisation": UUID,
    "begins": dt.datetime,
    "ends": dt.datetime,
    "cancelled_since": dt.datetime,
}
_BY: Mapping[Feed.Purpose, Mapping[str, type[Value]]] = {
    Feed.Purpose.MINE: {"member": UUID},
    Feed.Purpose.LEADING: {"member": UUID},
    Feed.Purpose.PROGRAMME: {},
    Feed.Purpose.SITE: {"site": UUID},
    Feed.Purpose.KIND: {"kind": str},
    Feed.Purpose.FITS: {},
}


def _asked(feed: Feed, today: dt.date) -> dict[str, Any]:
    day = dt.datetime.combine(today, dt.time(), dt.UTC)
    values = {
        "organisation": feed.organisation_id,
        "begins": day - BACK,
        "ends": day + AHEAD,
        "cancelled_since": day - CANCELLED_STAYS,
    }
    for name in _BY[Feed.Purpose(feed.purpose)]:
        about = feed.member_id if name == "member" else UUID(feed.about) if name == "site" else feed.about
        values[name] = about
    return values


def _dates(purpose: Feed.Purpose, asked: Mapping[str, Any]) -> QuerySet[Occurrence]:
    rows = (
        Occurrence.objects.of(asked["organisation"])
        .filter(starts_at__gte=asked["begins"], starts_at__lt=asked["ends"])
        .exclude(state=Occurrence.State.CANCELLED, revised_at__lt=asked["cancelled_since"])
        .order_by("starts_at", "pk")
    )
    if purpose == Feed.Purpose.LEADING:
        # Whoever leads has been told of planned dates too.
        return rows.filter(Q(activity__lead_id=asked["member"]) | Q(activity__second_id=asked["member"]))
    rows = rows.filter(activity__is_programme=True).exclude(UNHEARD_OF)
    if purpose == Feed.Purpose.SITE:
        return rows.filter(activity__site_id=asked["site"])
    if purpose == Feed.Purpose.KIND:
        return rows.filter(activity__kind=asked["kind"])
    return rows


def _fits(group: str, entry: Entry, zone: ZoneInfo) -> bool:
    return fits(group, starts=entry.starts_at.astimezone(zone), ends=entry.ends_at.astimezone(zone))


def _mine(asked: Mapping[str, Any]) -> QuerySet[SignUp]:
    """Every turn of the member, those given back too: their sequences go on in the turn that follows."""
    rows = SignUp.objects.of(asked["organisation"]).filter(
        member_id=asked["member"], occurrence__starts_at__gte=asked["begins"], occurrence__starts_at__lt=asked["ends"]
    )
    rows = rows.exclude(
        occurrence__state=Occurrence.State.CANCELLED, occurrence__revised_at__lt=asked["cancelled_since"]
    )
    return rows.order_by("occurrence__starts_at", "occurrence_id", F("queued_at").desc(), "-pk")


def _versions(purpose: Feed.Purpose, asked: Mapping[str, Any]) -> QuerySet[Any, Any]:
    """One text for each row of the feed: who it is, and what its versions are."""
    parts = ["pk", "sequence", "activity__version"]
    rows: QuerySet[Any] = _dates(purpose, asked) if purpose != Feed.Purpose.MINE else _mine(asked)
    if purpose == Feed.Purpose.MINE:
        parts = ["pk", "sequence", "occurrence__pk", "occurrence__sequence", "occurrence__activity__version"]
    joined: list[Cast | Text] = []
    for part in parts:
        joined += [Cast(part, TextField()), Text(" ")]
    told: QuerySet[Any, Any] = rows.annotate(told=Concat(*joined, output_field=TextField())).values_list("told")
    return told


# Built once for each purpose: it is asked at every fetch, and building it took longer than asking.
_STAMPS = {purpose: Prepared(partial(_versions, purpose), {**_SPAN, **by}) for purpose, by in _BY.items()}


def _entries_of_mine(asked: Mapping[str, Any]) -> list[Entry]:
    latest: dict[UUID, Entry] = {}
    for row in _mine(asked).values_list(*columns("occurrence__"), "status", "sequence", "changed_at"):
        entry = Entry(*row)
        now = latest.setdefault(entry.occurrence_id, entry)
        if now is not entry:  # an earlier turn: SEQUENCE never goes back (RULE-48)
            sequence = now.sign_up_sequence + entry.sign_up_sequence + 1
            # Whoever was moved to the top of the queue stands before a turn that they gave back.
            stands = entry if entry.sign_up_status in LIVE else now
            latest[entry.occurrence_id] = stands._replace(sign_up_sequence=sequence)
    return [entry for entry in latest.values() if _is_shown(entry)]


def _is_shown(entry: Entry) -> bool:
    """Whoever waited sees the cancellation; brought back, the date is no longer theirs."""
    if entry.sign_up_status == SignUp.Status.CANCELLED:
        return entry.is_cancelled
    return entry.sign_up_status in LIVE
