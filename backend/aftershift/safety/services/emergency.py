"""Giving one's emergency number for one date, taking it back, noting each look, and forgetting it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction

from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.organisations.models import Site
from aftershift.people.models import Member
from aftershift.safety import policies, sealing, windows
from aftershift.safety.errors import NotOnTheTrip, NumberComesTooLate
from aftershift.safety.models import EmergencyLook, EmergencyNumber, HelpNumber
from aftershift.safety.selectors.emergency import ON_THE_DATE, OfDate, is_on_it, numbers_of_date


@dataclass(frozen=True)
class Look:
    tap: UUID
    owner_id: UUID
    device_at: dt.datetime


@transaction.atomic
def give_number(*, member: Member, occurrence_id: UUID, number: str, now: dt.datetime) -> EmergencyNumber:
    """One number for one date; giving it again changes it. Raises NotVisible, NotOnTheTrip, NumberComesTooLate."""
    occurrence = _locked(member, occurrence_id)
    require(policies.MAY, "emergency.give", {"member"})
    if not is_on_it(occurrence=occurrence, member=member):
        raise NotOnTheTrip
    if occurrence.state == Occurrence.State.CANCELLED or now >= windows.ends_at(occurrence):
        raise NumberComesTooLate
    row, _ = EmergencyNumber.objects.of(member.organisation_id).update_or_create(
        occurrence=occurrence,
        member=member,
        defaults={"organisation_id": member.organisation_id, "sealed": sealing.seal(number), "given_at": now},
    )
    return row


@transaction.atomic
def take_number_back(*, member: Member, occurrence_id: UUID) -> None:
    """At any time. Who has looked stays. Taking it back twice is once. Raises NotVisible."""
    occurrence = _locked(member, occurrence_id)
    EmergencyNumber.objects.of(member.organisation_id).filter(occurrence=occurrence, member=member).delete()


@transaction.atomic
def hand_out(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> OfDate:
    """The numbers of one date for its lead or second, and a note for each owner that they went to that phone: once for
    each number that they gave, since another one is another that somebody has.

    Raises NotVisible, NotAllowed.
    """
    found = numbers_of_date(member=member, occurrence_id=occurrence_id, now=now)
    EmergencyLook.objects.bulk_create(
        [
            EmergencyLook(
                organisation_id=member.organisation_id,
                occurrence=found.occurrence,
                owner_id=row.member_id,
                by=member,
                what=EmergencyLook.What.FETCHED,
                tap=uuid5(occurrence_id, f"{member.pk} {row.member_id} {row.given_at.isoformat()}"),
                device_at=now,
                server_at=now,
            )
            for row in found.numbers
        ],
        ignore_conflicts=True,
    )
    return found


@transaction.atomic
def note_looks(*, member: Member, occurrence_id: UUID, looks: Sequence[Look], now: dt.datetime) -> list[EmergencyLook]:
    """Lead or second looked, with or without signal. The same look told again is kept once, also when the number has gone.

    A look at a number that never went to this phone is left out: nobody is told of what was not. Raises NotVisible,
    NotAllowed.
    """
    occurrence = _locked(member, occurrence_id)
    require(policies.MAY, "emergency.read", roles_for(member=member, activity=occurrence.activity, granted=()))
    fetched = EmergencyLook.objects.of(member.organisation_id).filter(
        occurrence=occurrence, by=member, what=EmergencyLook.What.FETCHED
    )
    owners = set(fetched.values_list("owner_id", flat=True))
    rows = [
        EmergencyLook(
            organisation_id=member.organisation_id,
            occurrence=occurrence,
            owner_id=look.owner_id,
            by=member,
            what=EmergencyLook.What.LOOKED,
            tap=look.tap,
            device_at=look.device_at,
            server_at=now,
        )
        for look in looks
        if look.owner_id in owners
    ]
    EmergencyLook.objects.bulk_create(rows, ignore_conflicts=True)
    return rows


@transaction.atomic
def erase_numbers(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> int:
    """Two hours after the end, all of one date. Looks at the row again: it may have been moved meanwhile."""
    rows = EmergencyNumber.objects.of(organisation_id).filter(windows.over(now=now), occurrence=occurrence_id)
    return (
        EmergencyNumber.objects.of(organisation_id).filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0]
    )


@transaction.atomic
def set_help_number(
    *, member: Member, roles: Collection[str], site_id: UUID, name: str, number: str, now: dt.datetime
) -> HelpNumber:
    """Who answers for a site. Raises NotVisible, NotAllowed."""
    require(policies.MAY, "help_number.set", roles)
    site = one(Site.objects.of(member.organisation_id).select_for_update(), site_id)
    row, _ = HelpNumber.objects.of(member.organisation_id).update_or_create(
        site=site,
        defaults={
            "organisation_id": member.organisation_id,
            "name": name,
            "number": number,
            "set_by": member,
            "set_at": now,
        },
    )
    return row


def _locked(member: Member, occurrence_id: UUID) -> Occurrence:
    rows = visible_occurrences(member=member).select_related(*ON_THE_DATE)
    return one(rows.select_for_update(of=("self",)), occurrence_id)
