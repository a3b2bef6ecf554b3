"""Photo rule, dishes, weather of one date; where a site lies."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.safety import allergens, policies
from aftershift.safety.models import DateNotes, SitePoint, WeatherCheck


@transaction.atomic
def set_photo_rule(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, photo_rule: str, now: dt.datetime
) -> DateNotes:
    """Said for this date; it stands before the answer given for the activity. Raises NotVisible, NotAllowed."""
    occurrence = _locked(member, roles, occurrence_id, "notes.change")
    return _kept(occurrence, member, now, photo_rule=photo_rule)


@transaction.atomic
def set_dishes(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    dishes: Sequence[Mapping[str, Any]],
    was: Sequence[Mapping[str, Any]] | None = None,
    now: dt.datetime,
) -> DateNotes:
    """All dishes of this date, each with its 14 answers; what is not answered is unknown, and so "may contain".

    was: the dishes as they were read before; what somebody else has written since then is merged. None writes over it.
    Raises NotVisible, NotAllowed.
    """
    occurrence = _locked(member, roles, occurrence_id, "notes.change")
    if was is not None:
        row = DateNotes.objects.of(member.organisation_id).filter(occurrence=occurrence).first()
        dishes = allergens.together(row.dishes if row else [], was, dishes)
    return _kept(occurrence, member, now, dishes=[dict(dish) for dish in dishes])


def _kept(occurrence: Occurrence, member: Member, now: dt.datetime, **fields: Any) -> DateNotes:
    row = DateNotes.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    if row is None:
        return DateNotes.objects.create(
            organisation_id=occurrence.organisation_id,
            occurrence=occurrence,
            changed_by=member,
            changed_at=now,
            **fields,
        )
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    row.changed_by, row.changed_at = member, now
    row.save(update_fields=[*fields, "version", "changed_by", "changed_at"])
    return row


@transaction.atomic
def note_weather(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    about: str,
    level: str,
    source: str,
    is_go: bool,
    now: dt.datetime,
) -> WeatherCheck:
    """What the warnings say now, and where that stands. Raises NotVisible, NotAllowed."""
    occurrence = _locked(member, roles, occurrence_id, "weather.note")
    here = roles_for(member=member, activity=occurrence.activity, granted=roles)
    as_role = WeatherCheck.Role.ORGANISER if policies.LEADS_IT.isdisjoint(here) else WeatherCheck.Role.LEAD
    return WeatherCheck.objects.create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        about=about,
        level=level,
        source=source,
        is_go=is_go,
        as_role=as_role,
        by=member,
        looked_at=now,
    )


@transaction.atomic
def set_site_point(
    *, member: Member, roles: Collection[str], site_id: UUID, latitude: float, longitude: float, now: dt.datetime
) -> SitePoint:
    """Where a site lies. Raises NotVisible, NotAllowed."""
    require(policies.MAY, "site.point", roles)
    site = one(Site.objects.of(member.organisation_id).select_for_update(), site_id)
    row, _ = SitePoint.objects.of(member.organisation_id).update_or_create(
        site=site,
        defaults={
            "organisation_id": member.organisation_id,
            "latitude": latitude,
            "longitude": longitude,
            "set_by": member,
            "set_at": now,
        },
    )
    return row


def _locked(member: Member, roles: Collection[str], occurrence_id: UUID, action: str) -> Occurrence:
    rows = visible_occurrences(member=member).select_related("activity")
    occurrence = one(rows.select_for_update(of=("self",)), occurrence_id)
    require(policies.MAY, action, roles_for(member=member, activity=occurrence.activity, granted=roles))
    return occurrence
