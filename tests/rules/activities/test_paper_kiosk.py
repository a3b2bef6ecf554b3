"""Dates at the shared tablet: what can be joined, my places, come, bring people, leave. Nothing names anybody."""

import datetime as dt

import pytest
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services import joining
from aftershift.core import clock
from tests.factories import Client, MemberFactory, OrganisationFactory, same_query_count
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import PIN, card_for

pytestmark = pytest.mark.django_db
DATES = "/api/v1/kiosk/dates"


@pytest.fixture
def st_brides():
    return OrganisationFactory()


@pytest.fixture
def ama(st_brides):
    return MemberFactory(organisation=st_brides, called_name="Ama")


@pytest.fixture
def tablet(ama):
    reply = Client().post("/api/v1/kiosk/session", {"card": card_for(ama).code, "pin": PIN}, format="json")
    return Client(headers={"X-Kiosk-Token": reply.json()["token"]})


def walk(organisation, *, days=3, **fields):
    lead = MemberFactory(organisation=organisation, called_name="Danuta")
    activity = ActivityFactory(organisation=organisation, lead=lead)
    return OccurrenceFactory(activity=activity, starts_at=clock.now() + dt.timedelta(days=days), **fields)


def put(tablet, date, **party):
    return tablet.put(f"{DATES}/{date.pk}", party, format="json")


def test_joining_bringing_somebody_and_leaving(tablet, st_brides, ama):
    date = walk(st_brides)
    assert put(tablet, date).json()["mine"] == "placed"
    assert put(tablet, date).json()["mine"] == "placed"
    assert put(tablet, date, adults=1).json()["my_party"]["adults"] == 1
    assert SignUp.objects.get(member=ama).typed_by is None
    left = tablet.delete(f"{DATES}/{date.pk}").json()
    assert left["mine"] is None
    assert tablet.delete(f"{DATES}/{date.pk}").status_code == 200
    assert Occurrence.objects.get(pk=date.pk).taken == 0


def test_my_places_and_what_is_open_are_listed_apart_without_a_name(tablet, st_brides, ama):
    mine, other = walk(st_brides), walk(st_brides, days=4)
    joining.join(member=ama, occurrence_id=mine.pk, now=clock.now())
    reply = tablet.get(DATES)
    found = reply.json()
    assert [row["id"] for row in found["mine"]] == [str(mine.pk)]
    assert [row["id"] for row in found["open"]] == [str(other.pk)]
    assert not [name for name in ("Ama", "Danuta") if name in reply.content.decode()]
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


def test_a_full_date_says_where_in_the_queue(tablet, st_brides):
    date = walk(st_brides, places=1)
    joining.join(member=MemberFactory(organisation=st_brides), occurrence_id=date.pk, now=clock.now())
    reply = put(tablet, date).json()
    assert (reply["mine"], reply["my_position"]) == ("waiting", 1)


def test_a_place_that_is_offered_is_taken_by_coming(tablet, st_brides, ama):
    date = walk(st_brides, places=1, days=9)
    first = MemberFactory(organisation=st_brides)
    joining.join(member=first, occurrence_id=date.pk, now=clock.now())
    joining.join(member=ama, occurrence_id=date.pk, is_straight_in=False, now=clock.now())
    SignUp.objects.filter(member=first).delete()
    SignUp.objects.filter(member=ama).update(status="offered", offer_ends_at=clock.now() + dt.timedelta(hours=4))
    assert put(tablet, date).json()["mine"] == "placed"


def test_a_refusal_is_a_problem_and_changes_nothing(tablet, st_brides):
    date = walk(st_brides, state="cancelled")
    reply = put(tablet, date)
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[1]) == (409, "occurrence-cancelled")
    assert not SignUp.objects.exists()


def test_a_date_of_another_hospital_is_not_there(tablet):
    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        date = walk(elsewhere)
    absent = "01890000-0000-7000-8000-000000000000"
    for path in (f"{DATES}/{date.pk}", f"{DATES}/{absent}"):
        assert tablet.put(path, {}, format="json").status_code == 404
        assert tablet.delete(path).status_code == 404


def test_many_dates_take_no_more_statements(tablet, st_brides):
    same_query_count(
        few=lambda: walk(st_brides),
        many=lambda: [walk(st_brides, days=4 + n) for n in range(10)],
        read=lambda: tablet.get(DATES),
    )
