"""The phone reminds by itself, at a moment that wakes nobody (DESIGN 12.5)."""

import datetime as dt

import pytest

from aftershift.activities.my_reminders import my_reminders
from aftershift.activities.services import joining, organising
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, same_query_count
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def hospital():
    return OrganisationFactory()


@pytest.fixture
def ama(hospital):
    return MemberFactory(organisation=hospital)


def going(member, starts_at):
    date = OccurrenceFactory(organisation=member.organisation, starts_at=starts_at.astimezone(dt.UTC))
    joining.join(member=member, occurrence_id=date.pk, now=MONDAY_9AM)
    return date


def told(member, now=MONDAY_9AM):
    local = member.organisation.local
    return [f"{local(row.remind_at):%a %H:%M}" for row in my_reminders(member=member, now=now)]


def test_two_hours_before_by_day(ama):
    going(ama, MONDAY_9AM + 6 * HOUR)
    assert told(ama) == ["Mon 13:00"]


def test_when_she_gets_up_if_that_is_early_enough(ama):
    """Who told no shifts is guarded from 20:00 to 10:00."""
    going(ama, MONDAY_9AM + DAY + 1.5 * HOUR)
    assert told(ama) == ["Tue 10:00"]


def test_before_she_sleeps_if_it_is_not(ama):
    going(ama, MONDAY_9AM + DAY + HOUR)
    assert told(ama) == ["Mon 19:55"]


def test_after_a_night_shift_it_waits_until_sleep_is_over(ama):
    shifts.set_pattern(member=ama, days=["21:30-07:30"], anchor_date=MONDAY_9AM.date(), now=MONDAY_9AM - DAY)
    going(ama, MONDAY_9AM + DAY + 8 * HOUR)  # 17:00, and the nine hours end at 16:30
    assert told(ama) == ["Tue 16:30"]


def test_it_follows_changes(hospital, ama):
    """What was given back, cancelled or moved: the phone asks again and finds it so."""
    kept, given_back, cancelled = (going(ama, MONDAY_9AM + DAY + hours * HOUR) for hours in (5, 6, 7))
    joining.leave(member=ama, occurrence_id=given_back.pk, now=MONDAY_9AM)
    organiser = MemberFactory(organisation=hospital, roles=("organiser",))
    organising.cancel(member=organiser, roles=("organiser",), occurrence_id=cancelled.pk, reason="Rain", now=MONDAY_9AM)
    assert [row.occurrence.pk for row in my_reminders(member=ama, now=MONDAY_9AM)] == [kept.pk]
    assert told(ama, now=MONDAY_9AM + 2 * DAY) == []


def test_the_number_of_statements_does_not_grow(ama):
    same_query_count(
        few=lambda: going(ama, MONDAY_9AM + DAY + 4 * HOUR),
        many=lambda: [going(ama, MONDAY_9AM + (day + 2) * DAY + 4 * HOUR) for day in range(8)],
        read=lambda: my_reminders(member=ama, now=MONDAY_9AM),
    )
