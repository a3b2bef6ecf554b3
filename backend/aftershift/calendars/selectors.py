"""Feeds of a member, and the lean rows behind a calendar."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities.models import LIVE, Occurrence, SignUp
from aftershift.activities.wording import said
from aftershift.calendars.models import Feed
from aftershift.core.errors import NotVisible
from aftershift.people.models import Member

# What a calendar reaches: enough past to look back, half a year and more ahead (RULES 9).
BACK = dt.timedelta(days=60)
AHEAD = dt.timedelta(days=400)
# A cancelled date stays visible this long (RULE-49).
CANCELLED_STAYS = dt.timedelta(days=30)
# A feed that nobody has fetched for 13 months is dead (Q-S7).
UNUSED_DIES_AFTER = dt.timedelta(days=396)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a calendar. sign_up_sequence and changed_at are 0 and None in the programme."""

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


def feed_of_secret(*, secret: str, today: dt.date) -> Feed:
    """The live feed with this secret. Wrong, revoked, unused and never issued are all NotVisible. One statement."""
    feed = Feed.objects.filter(secret_hash=hash_of(secret), revoked_at=None).first()
    if feed is None or (feed.last_fetched_date or feed.made_date) < today - UNUSED_DIES_AFTER:
        raise NotVisible
    return feed


def entries(*, feed: Feed, today: dt.date) -> list[Entry]:
    """What the feed shows on this day, in order. One statement; call inside the organisation's scope."""
    day = dt.datetime.combine(today, dt.time(), dt.UTC)
    found = _mine(feed, day) if feed.purpose == Feed.Purpose.MINE else _programme(feed, day)
    return [entry for entry in found if not entry.is_cancelled or entry.revised_at >= day - CANCELLED_STAYS]


def _mine(feed: Feed, day: dt.datetime) -> list[Entry]:
    rows = SignUp.objects.of(feed.organisation_id).filter(
        member_id=feed.member_id,
        status__in=(*LIVE, SignUp.Status.CANCELLED),
        occurrence__starts_at__gte=day - BACK,
        occurrence__starts_at__lt=day + AHEAD,
    )
    found = rows.order_by("occurrence__starts_at", "occurrence_id", "-queued_at").values_list(
        "occurrence_id",
        said("title", "occurrence__"),
        said("meeting_place", "occurrence__"),
        "occurrence__starts_at",
        "occurrence__ends_at",
        "occurrence__state",
        "occurrence__sequence",
        "occurrence__revised_at",
        "status",
        "sequence",
        "changed_at",
    )
    latest: dict[UUID, Entry] = {}
    for row in found:
        entry = Entry(*row)
        # Their turn in the queue ended with the cancellation: shown as cancelled, and gone when the date is brought back.
        if entry.sign_up_status != SignUp.Status.CANCELLED or entry.is_cancelled:
            latest.setdefault(entry.occurrence_id, entry)
    return list(latest.values())


def _programme(feed: Feed, day: dt.datetime) -> list[Entry]:
    rows = (
        Occurrence.objects.of(feed.organisation_id)
        .filter(activity__is_programme=True, starts_at__gte=day - BACK, starts_at__lt=day + AHEAD)
        .exclude(state=Occurrence.State.PLANNED)
        .exclude(state=Occurrence.State.CANCELLED, state_before_cancelling=Occurrence.State.PLANNED)
    )
    found = rows.order_by("starts_at", "pk").values_list(
        "pk",
        said("title"),
        said("meeting_place"),
        "starts_at",
        "ends_at",
        "state",
        "sequence",
        "revised_at",
    )
    return [Entry(*row) for row in found]
