"""What a member says of themselves about one date: "this time is fine for me", and "I can drive"."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from aftershift.activities import fitting, policies, selectors
from aftershift.activities.errors import NightBeforeDriving, NobodyDrives, NotComing, NotReadyToDrive
from aftershift.activities.models import FineForMe, Occurrence, SignUp
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.shifts.errors import RuleStays
from aftershift.shifts.selectors import own_map


@transaction.atomic
def say_fine(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> None:
    """This date is not greyed for me any more. Twice is once; no map and no validator of others moves.

    Raises NotVisible, and RuleStays for who is under 18: their rest is the law.
    """
    occurrence = one(selectors.visible_occurrences(member=member), occurrence_id)
    require(policies.MAY, "occurrence.say_fine", {"member"})
    if member.is_under_18:
        raise RuleStays
    FineForMe.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id, occurrence=occurrence, member=member
    )


@transaction.atomic
def take_fine_back(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> None:
    """My shifts and my rest speak again. Taking back what was never said changes nothing."""
    occurrence = one(selectors.visible_occurrences(member=member), occurrence_id)
    selectors.visible_fine_for_me(member=member).filter(occurrence=occurrence).delete()


@dataclass(frozen=True)
class DriverTicks:
    """What a driver says of themselves, for this date alone. It is asked and not kept: nobody can read it later."""

    licence: bool
    insurance: bool
    mot: bool  # where the car needs one


@transaction.atomic
def offer_to_drive(*, member: Member, occurrence_id: UUID, ticks: DriverTicks, now: dt.datetime) -> None:
    """ "I can drive". Twice is once. Raises NotComing without a place, NobodyDrives where it does not go by lifts,
    NotReadyToDrive without all three ticks, NightBeforeDriving (DOMAIN 3.3, rule 8)."""
    occurrence, mine = _my_place(member, occurrence_id)
    if mine is None:
        raise NotComing
    if mine.is_driving:
        return
    if not occurrence.activity.drivers_needed:
        raise NobodyDrives
    if not (ticks.licence and ticks.insurance and ticks.mot):
        raise NotReadyToDrive
    if fitting.has_a_night_before(own_map(member=member), date=occurrence):
        raise NightBeforeDriving
    _drive(occurrence, mine, is_driving=True)


@transaction.atomic
def stop_driving(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> None:
    """I do not drive after all; my place stays. Without a reason; nothing changes for who never drove."""
    occurrence, mine = _my_place(member, occurrence_id)
    if mine is not None and mine.is_driving:
        _drive(occurrence, mine, is_driving=False)


def _my_place(member: Member, occurrence_id: UUID) -> tuple[Occurrence, SignUp | None]:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "occurrence.drive", {"member"})
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    return occurrence, mine if mine is not None and mine.status == SignUp.Status.PLACED else None


def _drive(occurrence: Occurrence, mine: SignUp, *, is_driving: bool) -> None:
    mine.is_driving = is_driving
    mine.save(update_fields=["is_driving"])
    occurrence.version += 1  # the page counts drivers for everybody
    occurrence.save(update_fields=["version"])


@transaction.atomic(savepoint=False)  # always inside a service's own, which holds the locks
def forget_what_was_said(*, occurrences: Collection[Occurrence]) -> frozenset[UUID]:
    """These dates have another time; both words were said of the one they had. Returns the drivers with a place on them,
    who are to be asked anew.

    Rested or not: were only those asked who come off a night now, whoever moves a date would read their shifts off the
    count (RULE-28). Three statements at most, however many dates and drivers.
    """
    if not occurrences:
        return frozenset()
    organisation_id, dates = next(iter(occurrences)).organisation_id, [row.pk for row in occurrences]
    FineForMe.objects.of(organisation_id).filter(occurrence__in=dates).delete()
    drivers = SignUp.objects.of(organisation_id).filter(occurrence__in=dates, is_driving=True)
    found = list(drivers.values_list("member_id", "status"))
    if found:
        drivers.update(is_driving=False)
    return frozenset(member_id for member_id, status in found if status == SignUp.Status.PLACED)
