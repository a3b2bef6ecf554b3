"""One number per person and date: seen by lead and second around it, each look told to its owner, then gone."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection

from aftershift.activities.models import Occurrence
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.core.errors import NotAllowed
from aftershift.people.registry import registered
from aftershift.safety import tasks
from aftershift.safety.errors import NotOnTheTrip, NumberComesTooLate
from aftershift.safety.models import EmergencyLook, EmergencyNumber
from aftershift.safety.selectors import emergency as selectors
from aftershift.safety.services import emergency
from aftershift.safety.services.emergency import Look
from tests.factories import MONDAY_9AM, MemberFactory, colleagues
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
END = THURSDAY_1530 + 45 * MINUTE
NUMBER = "020 7946 0001"


@pytest.fixture
def walk():
    """Ama comes along and has given a number."""
    made = Walk()
    Occurrence.objects.filter(pk=made.date.pk).update(state="published")
    made.date.refresh_from_db()
    (made.ama,) = colleagues(made.activity.organisation, 1)
    joining.join(member=made.ama, occurrence_id=made.date.pk, now=MONDAY_9AM)
    emergency.give_number(member=made.ama, occurrence_id=made.date.pk, number=NUMBER, now=MONDAY_9AM)
    return made


def seen_by(walk, who, at):
    found = emergency.hand_out(member=who, occurrence_id=walk.date.pk, now=at)
    return [(row.name, row.number) for row in found.numbers]


@pytest.mark.parametrize(
    ("at", "is_seen"),
    [
        (THURSDAY_1530 - HOUR - MINUTE, False),
        (THURSDAY_1530 - HOUR, True),
        (END + 2 * HOUR - MINUTE, True),
        (END + 2 * HOUR, False),
    ],
    ids=["over an hour before", "an hour before", "nearly two hours after", "two hours after"],
)
def test_lead_and_second_see_it_from_an_hour_before_to_two_hours_after(walk, at, is_seen):
    """RULE-44."""
    expected = [(walk.ama.called_name, NUMBER)] if is_seen else []
    assert seen_by(walk, walk.rosa, at) == expected
    assert seen_by(walk, walk.bashir, at) == expected


def test_nobody_else_sees_it_organisers_and_the_owners_friends_included(walk):
    """RULE-44."""
    organisation = walk.activity.organisation
    olu = MemberFactory(organisation=organisation, roles=("organiser",))
    (ben,) = colleagues(organisation, 1)
    joining.join(member=ben, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    for who in (olu, ben, walk.ama):
        with pytest.raises(NotAllowed):
            seen_by(walk, who, THURSDAY_1530)
    assert EmergencyLook.objects.count() == 0


def test_who_led_before_sees_nothing_any_more(walk):
    """RULE-44: only the current lead."""
    (ben,) = colleagues(walk.activity.organisation, 1)
    walk.activity.lead = ben
    walk.activity.save()
    with pytest.raises(NotAllowed):
        seen_by(walk, walk.rosa, THURSDAY_1530)


def test_a_group_that_is_still_out_keeps_its_numbers_until_it_is_back(walk, monkeypatch):
    Occurrence.objects.filter(pk=walk.date.pk).update(state="started", started_at=THURSDAY_1530)
    monkeypatch.setattr(clock, "now", lambda: END + 5 * HOUR)
    tasks.erase_emergency_numbers()
    assert seen_by(walk, walk.rosa, END + 5 * HOUR) == [(walk.ama.called_name, NUMBER)]
    Occurrence.objects.filter(pk=walk.date.pk).update(state="closed", ended_at=END + 5 * HOUR)
    monkeypatch.setattr(clock, "now", lambda: END + 7 * HOUR)
    tasks.erase_emergency_numbers()
    assert EmergencyNumber.objects.count() == 0


def test_a_group_that_stopped_on_its_way_keeps_its_numbers_and_one_that_never_left_does_not(walk, monkeypatch):
    stopped = Occurrence.objects.filter(pk=walk.date.pk)
    stopped.update(state="stopped", started_at=THURSDAY_1530, ended_at=THURSDAY_1530 + 10 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: END + 5 * HOUR)
    tasks.erase_emergency_numbers()
    assert seen_by(walk, walk.rosa, END + 5 * HOUR) == [(walk.ama.called_name, NUMBER)]
    stopped.update(started_at=None)
    tasks.erase_emergency_numbers()
    assert EmergencyNumber.objects.count() == 0


def test_two_hours_after_the_end_it_is_erased(walk, monkeypatch):
    for at, left in ((END + 2 * HOUR - MINUTE, 1), (END + 2 * HOUR, 0)):
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        tasks.erase_emergency_numbers()
        assert EmergencyNumber.objects.count() == left


def test_a_cancelled_date_keeps_none(walk, monkeypatch):
    Occurrence.objects.filter(pk=walk.date.pk).update(state="cancelled")
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    tasks.erase_emergency_numbers()
    assert EmergencyNumber.objects.count() == 0


def test_it_is_sealed_at_rest(walk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM safety_emergencynumber")
        ((sealed,),) = cursor.fetchall()
    assert NUMBER.encode() not in bytes(sealed)
    assert b"0001" not in bytes(sealed)


def test_under_another_key_it_is_lost_and_nothing_breaks(walk, settings):
    settings.FIELD_KEY = "another key"
    assert seen_by(walk, walk.rosa, THURSDAY_1530) == []
    assert selectors.own_number(member=walk.ama, occurrence_id=walk.date.pk).number is None


def test_its_owner_sees_who_has_it_and_each_look_also_after_it_is_gone(walk, monkeypatch):
    for _ in range(2):
        seen_by(walk, walk.rosa, THURSDAY_1530)
    look = Look(uuid4(), walk.ama.pk, THURSDAY_1530 + 20 * MINUTE)
    monkeypatch.setattr(clock, "now", lambda: END + 3 * HOUR)
    tasks.erase_emergency_numbers()
    for _ in range(2):  # the phone had no signal on the hill, and its reply was lost
        emergency.note_looks(
            member=walk.rosa, occurrence_id=walk.date.pk, looks=[look, look], now=THURSDAY_1530 + 20 * HOUR
        )
    found = selectors.own_number(member=walk.ama, occurrence_id=walk.date.pk)
    assert found.number is None
    assert [(row.what, row.by, row.device_at) for row in found.looks] == [
        ("looked", walk.rosa, THURSDAY_1530 + 20 * MINUTE),
        ("fetched", walk.rosa, THURSDAY_1530),
    ]


def test_only_who_comes_gives_one_and_giving_it_again_changes_it(walk):
    (ben,) = colleagues(walk.activity.organisation, 1)
    with pytest.raises(NotOnTheTrip):
        emergency.give_number(member=ben, occurrence_id=walk.date.pk, number="1", now=MONDAY_9AM)
    emergency.give_number(member=walk.ama, occurrence_id=walk.date.pk, number="999 888", now=MONDAY_9AM)
    assert seen_by(walk, walk.rosa, THURSDAY_1530) == [(walk.ama.called_name, "999 888")]
    emergency.take_number_back(member=walk.ama, occurrence_id=walk.date.pk)
    assert seen_by(walk, walk.rosa, THURSDAY_1530) == []


def test_after_the_end_none_is_taken(walk):
    with pytest.raises(NumberComesTooLate):
        emergency.give_number(member=walk.ama, occurrence_id=walk.date.pk, number=NUMBER, now=END + 2 * HOUR)


def test_it_is_in_what_a_member_takes_along_and_goes_when_they_do(walk):
    seen_by(walk, walk.rosa, THURSDAY_1530)
    mine = registered["safety"].export(walk.ama)
    assert [row["number"] for row in mine["emergency_numbers"]] == [NUMBER]
    assert [row["by"] for row in mine["looks_at_my_emergency_number"]] == [walk.rosa.called_name]
    registered["safety"].erase(walk.ama, MONDAY_9AM)
    assert (EmergencyNumber.objects.count(), EmergencyLook.objects.count()) == (0, 0)


def test_another_date_of_the_same_series_has_none(walk):
    """DESIGN 8: given for one date."""
    other = OccurrenceFactory(activity=walk.activity, starts_at=THURSDAY_1530 + dt.timedelta(days=7))
    found = emergency.hand_out(member=walk.rosa, occurrence_id=other.pk, now=other.starts_at)
    assert (found.given, found.numbers) == (0, [])


def test_who_gives_their_place_back_takes_their_number_with_them(walk):
    joining.leave(member=walk.ama, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    assert seen_by(walk, walk.rosa, THURSDAY_1530) == []
    assert EmergencyLook.objects.count() == 0


def test_a_lead_may_leave_a_number_too(walk):
    emergency.give_number(member=walk.bashir, occurrence_id=walk.date.pk, number="020 7946 0002", now=MONDAY_9AM)
    assert (walk.bashir.called_name, "020 7946 0002") in seen_by(walk, walk.rosa, THURSDAY_1530)


def test_nobody_is_told_of_a_look_that_cannot_have_been(walk):
    """Ama's number went to Rosa's phone alone; Ben comes and gave none."""
    (ben,) = colleagues(walk.activity.organisation, 1)
    joining.join(member=ben, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    seen_by(walk, walk.rosa, THURSDAY_1530)
    for who, owner in ((walk.rosa, ben), (walk.bashir, walk.ama)):
        look = Look(uuid4(), owner.pk, THURSDAY_1530)
        emergency.note_looks(member=who, occurrence_id=walk.date.pk, looks=[look], now=THURSDAY_1530)
    assert list(EmergencyLook.objects.values_list("owner", "what")) == [(walk.ama.pk, "fetched")]
