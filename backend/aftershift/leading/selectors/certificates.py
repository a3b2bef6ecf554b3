"""Certificates that an organiser has to look at, and what is good on a day."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import visible_activities
from aftershift.core.selectors import one
from aftershift.leading.models import Certificate, GuideEvidence
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


def has_mountain_evidence(*, occurrence: Occurrence) -> bool:
    """Lead, second or hired guide is qualified on that day, as an organiser saw. Two statements."""
    day, activity = occurrence.local_date, occurrence.activity
    wanted = wanted_on(day)
    guide = GuideEvidence.objects.of(occurrence.organisation_id).filter(activity=activity, what__in=wanted).first()
    if guide is not None and (guide.last_date is None or day <= guide.last_date):
        return True
    return bool(good_among_leaders(activity=activity, day=day) & wanted)


def good_among_leaders(*, activity: Activity, day: dt.date) -> set[str]:
    """What lead or second hold that is good on that day; not who holds it."""
    both = [someone for someone in (activity.lead_id, activity.second_id) if someone is not None]
    rows = Certificate.objects.of(activity.organisation_id).filter(member__in=both)
    return {row.what for row in rows if is_good_on(row, day)}
