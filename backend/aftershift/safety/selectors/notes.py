"""What everybody who comes may read of one date, and what the weather rules say of it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.safety import policies, weather
from aftershift.safety.daylight import Daylight, daylight
from aftershift.safety.models import DateNotes, SitePoint, WeatherCheck


@dataclass(frozen=True)
class Notes:
    """children: how many come, each with an adult of their own; ages in three bands. daylight: None where nobody wrote
    down where the site lies, or it has no site."""

    occurrence: Occurrence
    photo_rule: str
    dishes: list[dict[str, object]]
    version: int
    children: dict[str, int]
    daylight: Daylight | None
    weather_says: str
    checks: list[WeatherCheck]
    may_change: bool


def notes(*, member: Member, roles: Collection[str], occurrence_id: UUID) -> Notes:
    """Five statements. Raises NotVisible."""
    rows = visible_occurrences(member=member).select_related("activity", "organisation")
    occurrence = one(rows, occurrence_id)
    kept = DateNotes.objects.of(member.organisation_id).filter(occurrence=occurrence).first()
    checks = checks_of(occurrence)
    here = roles_for(member=member, activity=occurrence.activity, granted=roles)
    return Notes(
        occurrence=occurrence,
        photo_rule=kept.photo_rule if kept else DateNotes.PhotoRule.NOT_SAID,
        dishes=kept.dishes if kept else [],
        version=kept.version if kept else 0,
        children=children_of(occurrence),
        daylight=daylight_of(occurrence, point_of(occurrence)),
        weather_says=weather.says(occurrence.activity, checks),
        checks=checks,
        may_change=not policies.MAY["notes.change"].isdisjoint(here),
    )


def children_of(occurrence: Occurrence) -> dict[str, int]:
    """Who comes, in the bands of a party. Exact, as all counts of who comes to one thing (DESIGN 12.3)."""
    bands = ("children_0_4", "children_5_10", "children_11_17")
    placed = SignUp.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, status=SignUp.Status.PLACED)
    counts = [*placed.values_list(*bands)]
    return {band: sum(row[place] for row in counts) for place, band in enumerate(bands)}


def checks_of(occurrence: Occurrence) -> list[WeatherCheck]:
    """Oldest first."""
    rows = WeatherCheck.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    return list(rows.select_related("by").order_by("looked_at", "pk"))


def weather_says(*, occurrence: Occurrence) -> str:
    return weather.says(occurrence.activity, checks_of(occurrence))


def point_of(occurrence: Occurrence) -> SitePoint | None:
    site = occurrence.activity.site_id
    return SitePoint.objects.of(occurrence.organisation_id).filter(site=site).first() if site else None


def daylight_of(occurrence: Occurrence, point: SitePoint | None) -> Daylight | None:
    if point is None:
        return None
    return daylight(latitude=point.latitude, longitude=point.longitude, ends_at=occurrence.ends_at)
