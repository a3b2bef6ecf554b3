"""Certificates that an organiser has to look at, and what is good on a day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import roles_for, visible_activities, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import ladder, policies
from aftershift.leading.models import Certificate, GuideEvidence
from aftershift.leading.mountain_days import is_mountain_day
from aftershift.leading.selectors.steps import is_good_on
from aftershift.people.models import Member

What = Certificate.What
MOUNTAIN = frozenset({What.MOUNTAIN, What.WINTER_MOUNTAIN})
# Snow and ice are to be expected on our mountains; then the summer qualification is not enough (DOMAIN 4.5). The months
# are ours: whoever leads decides on the day, and may always turn back.
WINTER_MONTHS = frozenset({12, 1, 2, 3})


def to_see(*, member: Member, all_roles: Collection[str]) -> QuerySet[Certificate]:
    """What members told of and no organiser has seen, oldest first. For organisers; a supervisor is told no names."""
    rows = Certificate.objects.of(member.organisation_id)
    if "supervisor" in all_roles:
        return rows.none()
    waiting = rows.filter(seen_date=None, member__left_at=None).exclude(member=member)
    return waiting.select_related("member").order_by("told_at", "pk")


def guide_evidence(*, member: Member, activity_id: UUID) -> GuideEvidence | None:
    """What an organiser saw of the hired guide. Callers check `certificate.see`. Raises NotVisible."""
    activity = one(visible_activities(member=member), activity_id)
    return GuideEvidence.objects.of(member.organisation_id).filter(activity=activity).first()


def wanted_on(day: dt.date) -> frozenset[str]:
    return frozenset({What.WINTER_MOUNTAIN}) if day.month in WINTER_MONTHS else MOUNTAIN


@dataclass(frozen=True, slots=True)
class Qualified:
    """Who is qualified for the mountains on one day, as an organiser saw."""

    leaders: frozenset[UUID]  # of lead and second
    has_guide: bool

    @property
    def count(self) -> int:
        return len(self.leaders) + int(self.has_guide)


def qualified_on(*, occurrence: Occurrence) -> Qualified:
    """Lead, second and hired guide, whoever is qualified on that day. Two statements."""
    day, activity = occurrence.local_date, occurrence.activity
    wanted = wanted_on(day)
    guide = GuideEvidence.objects.of(occurrence.organisation_id).filter(activity=activity, what__in=wanted).first()
    held = _good_held(activity=activity, day=day)
    return Qualified(
        leaders=frozenset(row.member_id for row in held if row.what in wanted),
        has_guide=guide is not None and (guide.last_date is None or day <= guide.last_date),
    )


def has_mountain_evidence(*, occurrence: Occurrence) -> bool:
    """Lead, second or hired guide is qualified on that day, as an organiser saw. Two statements."""
    return qualified_on(occurrence=occurrence).count > 0


def good_among_leaders(*, activity: Activity, day: dt.date) -> set[str]:
    """What lead or second hold that is good on that day; not who holds it."""
    return {row.what for row in _good_held(activity=activity, day=day)}


def _good_held(*, activity: Activity, day: dt.date) -> list[Certificate]:
    both = [someone for someone in (activity.lead_id, activity.second_id) if someone is not None]
    rows = Certificate.objects.of(activity.organisation_id).filter(member__in=both)
    return [row for row in rows if is_good_on(row, day)]


@dataclass(frozen=True, slots=True)
class OnTheDay:
    """What the kind of a date asks for, and whether somebody who leads holds it on that day. Never who."""

    what: str
    is_held: bool


def _basics_of(activity: Activity) -> str | None:
    """The certificate that this kind asks for; none for a short walk (DOMAIN 5.2)."""
    is_short_walk = activity.kind == Activity.Kind.WALK and activity.minutes <= ladder.LONGEST_SHORT_WALK
    return None if is_short_walk else ladder.BASICS.get(activity.kind)


def basics_missing_on(*, occurrence: Occurrence) -> str | None:
    """The certificate that this kind asks for and nobody who leads holds on that day, mountains apart. One statement."""
    activity = occurrence.activity
    what = _basics_of(activity)
    if what is None or activity.kind == Activity.Kind.HILL or not activity.is_programme:
        return None
    return None if what in good_among_leaders(activity=activity, day=occurrence.local_date) else what


def on_the_day(*, member: Member, roles: Collection[str], occurrence_id: UUID) -> list[OnTheDay]:
    """For lead, second and organisers; empty where the kind asks for no certificate. At most five statements.

    Raises NotVisible, NotAllowed.
    """
    occurrence = one(visible_occurrences(member=member).select_related("activity"), occurrence_id)
    activity = occurrence.activity
    require(policies.MAY, "certificate.on_the_day", roles_for(member=member, activity=activity, granted=roles))
    if is_mountain_day(activity):
        wanted = What.WINTER_MOUNTAIN if occurrence.local_date.month in WINTER_MONTHS else What.MOUNTAIN
        return [OnTheDay(wanted, has_mountain_evidence(occurrence=occurrence))]
    what = _basics_of(activity)
    if what is None:
        return []
    return [OnTheDay(what, what in good_among_leaders(activity=activity, day=occurrence.local_date))]
