"""Who is told what about a group that is out: once, while it is true, and woken only where they agreed to it."""

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining
from aftershift.notifications.models import Message
from aftershift.notifications.selectors import inbox
from aftershift.organisations.models import Site
from aftershift.safety import services
from aftershift.safety.services import emergency, home
from tests.factories import MONDAY_9AM, same_query_count
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory
from tests.rules.safety.test_gates import MEMBER, ORGANISER
from tests.rules.safety.test_safe2_home import BACK, HOUR, MINUTE, Trip, at

pytestmark = pytest.mark.django_db
__all__ = ["at"]  # a fixture: the worker at a moment


def told(member, now):
    return [(row.words.title.split(":")[0], row.words.text) for row in inbox(member=member, now=now)]


def titles(member, now):
    return [title for title, _ in told(member, now)]


def speeds(member):
    return sorted(Message.objects.filter(member=member, kind="at_home").values_list("speed", flat=True))


def stop(trip, reason="", now=THURSDAY_1530 + MINUTE):
    services.stop(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, reason=reason, now=now)


def test_who_is_out_is_told_at_once_that_it_stopped_and_organisers_at_a_set_time():
    trip = Trip()
    joining.join(member=trip.ama, occurrence_id=trip.date.pk, now=MONDAY_9AM)
    trip.sets_off()
    for _ in range(2):
        stop(trip, "Lightning")
    now = THURSDAY_1530 + HOUR
    for member in (trip.ama, trip.bashir, trip.olu):
        (row,) = [row for row in inbox(member=member, now=now) if row.words.title.startswith("Stopped")]
        assert row.words.text.endswith("The lead says: Lightning")
    assert "Stopped" not in titles(trip.rosa, now) + titles(trip.ben, now)
    rows = Message.objects.filter(kind="stopped")
    assert dict(rows.values_list("member_id", "speed")) == {
        trip.ama.pk: "today",
        trip.bashir.pk: "today",
        trip.olu.pk: "set_time",
    }


def test_stopped_before_it_began_it_may_wake_who_would_set_out():
    trip = Trip()
    stop(trip, now=THURSDAY_1530 - HOUR)
    (row,) = Message.objects.filter(kind="stopped", member=trip.bashir)
    assert (row.speed, row.starts_at) == ("urgent", THURSDAY_1530)


def test_a_colleague_is_asked_once_until_they_answer_or_another_is_asked():
    trip = Trip()
    asked = trip.ask(trip.ama)
    trip.ask(trip.ama)
    ((title, text),) = told(trip.ama, MONDAY_9AM + HOUR)
    assert title == "Can you be at home for"
    assert "Thursday 8 January" in text
    home.answer(member=trip.ama, contact_id=asked.pk, says_yes=True, may_wake=True, now=MONDAY_9AM)
    assert titles(trip.ama, MONDAY_9AM + HOUR) == []
    trip.ask(trip.ben, rank=2)
    trip.ask(trip.olu, rank=2)
    assert titles(trip.ben, MONDAY_9AM + HOUR) == []
    assert len(titles(trip.olu, MONDAY_9AM + HOUR)) == 1


def test_the_leads_are_told_before_they_leave_until_somebody_says_yes(at):
    trip = Trip()
    for _ in range(2):
        at(THURSDAY_1530 - 3 * HOUR)
    soon = THURSDAY_1530 - 2 * HOUR
    assert titles(trip.rosa, soon) == titles(trip.bashir, soon) == ["Nobody at home yet"]
    assert titles(trip.olu, soon) == []
    trip.has(trip.ama)
    assert titles(trip.rosa, soon) == []


def test_each_contact_is_told_in_turn_and_woken_only_if_they_agreed(at):
    trip = Trip()
    trip.has(trip.ama)
    trip.has(trip.ben, 2, may_wake=False)
    trip.sets_off()
    for _ in range(2):
        at(BACK + 31 * MINUTE)
    now = BACK + 40 * MINUTE
    assert (titles(trip.ama, now), titles(trip.ben, now)) == (["Not back yet"], [])
    at(BACK + 61 * MINUTE)
    assert titles(trip.ben, BACK + 62 * MINUTE) == ["Not back yet"]
    assert "urgent" in speeds(trip.ama)
    assert "urgent" not in speeds(trip.ben)


def test_in_the_end_contacts_and_organisers_are_told_whom_to_phone(at):
    trip = Trip()
    site = Site.objects.create(organisation=trip.organisation, name="Main")
    trip.has(trip.ama)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    at(BACK + 62 * MINUTE)
    now = BACK + 63 * MINUTE
    assert "switchboard" in dict(told(trip.olu, now))["Still not back"]
    emergency.set_help_number(
        member=trip.olu, roles=ORGANISER, site_id=site.pk, name="Duty", number="020 7946 0000", now=now
    )
    for member in (trip.ama, trip.olu):
        assert dict(told(member, now))["Still not back"].endswith("Phone Duty: 020 7946 0000.")
    assert titles(trip.rosa, now) == []
    assert "urgent" not in speeds(trip.olu)


def test_an_organiser_who_is_on_the_trip_is_not_told_that_it_is_missing(at):
    trip = Trip()
    Activity.objects.filter(pk=trip.date.activity_id).update(second=trip.olu)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    assert "Still not back" not in titles(trip.olu, BACK + 32 * MINUTE)


def test_who_was_told_hears_that_all_is_well_and_the_alert_is_no_news_any_more(at):
    trip = Trip()
    first = trip.has(trip.ama)
    trip.has(trip.ben, 2)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    now = BACK + 40 * MINUTE
    home.say_heard(member=trip.ama, contact_id=first.pk, now=now)
    assert titles(trip.ama, now) == ["All is well"]
    assert titles(trip.ben, now) == titles(trip.olu, now) == []


def test_a_later_time_takes_the_alert_back(at):
    trip = Trip()
    trip.has(trip.ama)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    now = BACK + 40 * MINUTE
    home.say_later(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=BACK + 2 * HOUR, now=now)
    assert titles(trip.ama, now) == []


def test_reading_of_many_groups_costs_the_same_as_of_few():
    trip = Trip()

    def make(count):
        for _ in range(count):
            week = Occurrence.objects.count()
            date = OccurrenceFactory(activity=trip.date.activity, starts_at=THURSDAY_1530 + week * 168 * HOUR)
            home.ask_contact(
                member=trip.rosa,
                roles=MEMBER,
                occurrence_id=date.pk,
                rank=1,
                contact_id=trip.ama.pk,
                now=MONDAY_9AM,
            )

    now = MONDAY_9AM + HOUR
    same_query_count(few=lambda: make(1), many=lambda: make(5), read=lambda: inbox(member=trip.ama, now=now), batches=0)
    assert len(titles(trip.ama, now)) == 6
