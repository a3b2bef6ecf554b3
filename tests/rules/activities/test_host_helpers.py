"""Who helps from outside: all read what they do, lead and second alone the phone, and nothing stays."""

import datetime as dt

import pytest

from aftershift.activities import tasks
from aftershift.activities.errors import HelpersEnough
from aftershift.activities.models import Activity, Helper
from aftershift.activities.services import helping
from aftershift.core import clock
from tests.factories import MemberFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
NOW = clock.now().replace(microsecond=0)
PHONE = "+44 7700 900123"


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",))


@pytest.fixture
def hike(rosa):
    return ActivityFactory(organisation=rosa.organisation)


def enter(rosa, hike, name="Meg", at=NOW):
    return helping.enter_helper(
        member=rosa, roles=ORGANISER, activity_id=hike.pk, name=name, what="Mountain guide", phone=PHONE, now=at
    )


def read(member, hike):
    reply = signed_in(member).get(f"/api/v1/activities/{hike.pk}/helpers")
    assert reply.status_code == 200
    return reply.json()


def test_everybody_reads_name_and_what_they_do(rosa, hike):
    ama = colleagues(hike.organisation, 1)[0]
    path = f"/api/v1/activities/{hike.pk}/helpers"
    said = {"name": "Meg", "what": "Mountain guide", "phone": PHONE}
    assert signed_in(rosa).send("POST", path, said, once=True).status_code == 201
    found = read(ama, hike)
    assert [(row["name"], row["what"], row["phone"]) for row in found["results"]] == [("Meg", "Mountain guide", None)]
    assert found["may_change"] is False


@pytest.mark.parametrize("role", ["lead", "second"])
def test_lead_and_second_read_the_phone(rosa, hike, role):
    enter(rosa, hike)
    ama = colleagues(hike.organisation, 1)[0]
    Activity.objects.update(**{role: ama})
    assert read(ama, hike)["results"][0]["phone"] == PHONE


def test_whoever_entered_it_does_not_read_the_phone_again(rosa, hike):
    enter(rosa, hike)
    assert read(rosa, hike)["results"][0]["phone"] is None
    assert read(rosa, hike)["may_change"] is True


def test_leading_another_activity_opens_no_phone(rosa, hike):
    enter(rosa, hike)
    ama = colleagues(hike.organisation, 1)[0]
    ActivityFactory(organisation=hike.organisation, lead=ama)
    assert read(ama, hike)["results"][0]["phone"] is None


def test_a_supervisor_reads_what_they_do_and_no_name(rosa, hike):
    enter(rosa, hike)
    boss = MemberFactory(organisation=hike.organisation, roles=("supervisor",))
    assert read(boss, hike)["results"][0] | {"id": ""} == {
        "id": "",
        "name": "",
        "what": "Mountain guide",
        "phone": None,
    }


def test_the_reply_to_entering_it_twice_is_one_row(rosa, hike):
    client, path = signed_in(rosa), f"/api/v1/activities/{hike.pk}/helpers"
    key = {"Idempotency-Key": "0192f3a4-0000-7000-8000-000000000001"}
    said = {"name": "Meg", "what": "Mountain guide"}
    first, again = (client.send("POST", path, said, **key).json() for _ in range(2))
    assert first == again
    assert Helper.objects.count() == 1


def test_six_helpers_are_enough(rosa, hike):
    for number in range(6):
        enter(rosa, hike, name=f"Guide {number}")
    with pytest.raises(HelpersEnough):
        enter(rosa, hike)
    assert Helper.objects.count() == 6


@pytest.mark.parametrize("wrong", [{"phone": "ask Meg"}, {"name": ""}, {"what": "x" * 81}])
def test_what_is_no_helper_is_refused(rosa, hike, wrong):
    path = f"/api/v1/activities/{hike.pk}/helpers"
    said = {"name": "Meg", "what": "Mountain guide"} | wrong
    assert signed_in(rosa).send("POST", path, said, once=True).status_code == 400
    assert not Helper.objects.exists()


def test_taking_one_off_forgets_them_at_once(rosa, hike):
    meg = enter(rosa, hike)
    assert signed_in(rosa).send("DELETE", f"/api/v1/helpers/{meg.pk}").status_code == 204
    assert not Helper.objects.exists()


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_thirty_days_after_the_last_date_nothing_is_left(rosa, hike, days, stays):
    enter(rosa, hike, at=NOW - dt.timedelta(days=90))
    for before in (days + 7, days):
        OccurrenceFactory(activity=hike, starts_at=clock.now() - dt.timedelta(days=before))
    assert tasks.erase_helpers() == (0 if stays else 1)
    assert Helper.objects.exists() is stays


def test_a_date_to_come_keeps_them(rosa, hike):
    enter(rosa, hike, at=NOW - dt.timedelta(days=90))
    OccurrenceFactory(activity=hike, starts_at=clock.now() - dt.timedelta(days=60))
    OccurrenceFactory(activity=hike, starts_at=clock.now() + dt.timedelta(days=60))
    assert tasks.erase_helpers() == 0
    assert Helper.objects.exists()


def test_without_any_date_they_stay_for_thirty_days(rosa, hike):
    enter(rosa, hike)
    assert tasks.erase_helpers() == 0
    Helper.objects.update(entered_at=NOW - dt.timedelta(days=31))
    assert tasks.erase_helpers() == 1
    assert not Helper.objects.exists()


def test_the_list_costs_the_same_for_one_and_for_many(rosa, hike):
    client = signed_in(rosa)
    same_query_count(
        few=lambda: enter(rosa, hike),
        many=lambda: [enter(rosa, hike, name=f"Guide {n}") for n in range(4)],
        read=lambda: client.get(f"/api/v1/activities/{hike.pk}/helpers"),
    )
