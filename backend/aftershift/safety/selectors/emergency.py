"""Emergency numbers: my own with who looked, the leads' within the window, and what is to be erased."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.selectors import live_sign_up, roles_for, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.safety import policies, sealing, windows
from aftershift.safety.models import EmergencyLook, EmergencyNumber, HelpNumber

ON_THE_DATE = ("activity", "organisation")


@dataclass(frozen=True)
class Own:
    """number: None when I gave none, or when it has been erased. looks: who saw it, latest first."""

    occurrence: Occurrence
    number: str | None
    goes_at: dt.datetime
    looks: list[EmergencyLook]


@dataclass(frozen=True)
class Shown:
    """One number as lead and second see it."""

    id: UUID
    member_id: UUID
    name: str
    number: str
    given_at: dt.datetime


@dataclass(frozen=True)
class OfDate:
    """is_open: within the window. opens_at and goes_at: so that a phone shows and wipes them without signal."""

    occurrence: Occurrence
    is_open: bool
    opens_at: dt.datetime
    goes_at: dt.datetime
    given: int
    numbers: list[Shown]


def is_on_it(*, occurrence: Occurrence, member: Member) -> bool:
    """Goes there: leads it, helps, or holds a place."""
    activity = occurrence.activity
    if member.pk in (activity.lead_id, activity.second_id):
        return True
    mine = live_sign_up(occurrence=occurrence, member=member)
    return mine is not None and mine.status == "placed"


def date_to_come_to(*, member: Member, occurrence_id: UUID) -> Occurrence:
    return one(visible_occurrences(member=member).select_related(*ON_THE_DATE), occurrence_id)


def own_number(*, member: Member, occurrence_id: UUID) -> Own:
    """Raises NotVisible."""
    occurrence = date_to_come_to(member=member, occurrence_id=occurrence_id)
    row = EmergencyNumber.objects.of(member.organisation_id).filter(occurrence=occurrence, member=member).first()
    looks = own_looks(member=member).filter(occurrence=occurrence)
    return Own(
        occurrence=occurrence,
        number=None if row is None else sealing.opened(row.sealed),
        goes_at=windows.ends_at(occurrence),
        looks=list(looks.select_related("by")[:50]),
    )


def own_looks(*, member: Member) -> QuerySet[EmergencyLook]:
    return EmergencyLook.objects.of(member.organisation_id).filter(owner=member).order_by("-server_at", "-pk")


def numbers_of_date(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> OfDate:
    """For lead and second alone, whoever else may run it; outside the window how many there are, and no number. Of whoever
    gave their place back nothing, though they may have left their number there.

    Raises NotVisible, NotAllowed.
    """
    occurrence = date_to_come_to(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "emergency.read", roles_for(member=member, activity=occurrence.activity, granted=()))
    placed = SignUp.objects.of(member.organisation_id).filter(occurrence=occurrence, status=SignUp.Status.PLACED)
    coming = Q(member__in=placed.values("member")) | Q(
        member__in=[key for key in (occurrence.activity.lead_id, occurrence.activity.second_id) if key]
    )
    rows = EmergencyNumber.objects.of(member.organisation_id).filter(coming, occurrence=occurrence)
    found = list(rows.select_related("member").order_by("member__called_name", "pk"))
    is_open = windows.is_open(occurrence, now)
    return OfDate(
        occurrence=occurrence,
        is_open=is_open,
        opens_at=occurrence.starts_at - windows.OPENS_BEFORE,
        goes_at=windows.ends_at(occurrence),
        given=len(found),
        numbers=[
            Shown(row.pk, row.member_id, row.member.called_name, number, row.given_at)
            for row in found
            if is_open and (number := sealing.opened(row.sealed)) is not None
        ],
    )


def due_for_erasing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(occurrence, organisation). Read where due work is claimed, outside any scope."""
    rows = EmergencyNumber.objects.filter(windows.over(now=now))
    return list(rows.values_list("occurrence_id", "organisation_id").distinct())


def help_numbers(*, member: Member) -> QuerySet[HelpNumber]:
    return HelpNumber.objects.of(member.organisation_id).select_related("site").order_by("site__name", "pk")


def sites(*, member: Member) -> QuerySet[Site]:
    return Site.objects.of(member.organisation_id).order_by("name", "pk")


def help_number_of(*, occurrence: Occurrence) -> HelpNumber | None:
    """Of the activity's site; without one there, the organisation's first."""
    rows = HelpNumber.objects.of(occurrence.organisation_id).order_by("site__name", "pk")
    site_id = occurrence.activity.site_id
    return (rows.filter(site=site_id).first() if site_id else None) or rows.first()
