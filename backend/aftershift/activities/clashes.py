"""My other plans at the same time: told before I join, never a reason to refuse (RULE-27)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.wording import said
from aftershift.people.models import Member

# An overlap is only a little one up to this length, or a quarter of the shorter of the two.
LITTLE = dt.timedelta(minutes=15)
OVER = (Occurrence.State.CANCELLED, Occurrence.State.CLOSED, Occurrence.State.STOPPED)
Span = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Clash:
    occurrence_id: UUID
    title: str
    starts_at: dt.datetime
    is_hard: bool


def is_hard(one: Span, other: Span) -> bool:
    """A real overlap of two spans that overlap; a short one between long things is soft."""
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    shorter = min(one[1] - one[0], other[1] - other[0])
    return overlap > min(LITTLE, shorter / 4)


def clashes_of(*, member: Member, occurrence: Occurrence) -> list[Clash]:
    """What else the member has a place or an offer in while this goes on, soonest first. One statement."""
    rows = SignUp.objects.of(member.organisation_id).filter(
        member=member,
        status__in=(SignUp.Status.PLACED, SignUp.Status.OFFERED),
        occurrence__starts_at__lt=occurrence.ends_at,
        occurrence__ends_at__gt=occurrence.starts_at,
    )
    found = rows.exclude(occurrence=occurrence).exclude(occurrence__state__in=OVER)
    mine = (occurrence.starts_at, occurrence.ends_at)
    columns = ("occurrence_id", said("title", "occurrence__"), "occurrence__starts_at", "occurrence__ends_at")
    return [
        Clash(key, title, starts_at, is_hard(mine, (starts_at, ends_at)))
        for key, title, starts_at, ends_at in found.order_by("occurrence__starts_at", "occurrence_id").values_list(
            *columns
        )
    ]
