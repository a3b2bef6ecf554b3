"""How many statements a screen costs (PERFORMANCE P4, P8): the same for few and many rows, and few."""

import datetime as dt
from dataclasses import fields

import pytest
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from aftershift.activities import selectors
from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.activities.selectors_coming import coming
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.shifts import services as shifts
from tests.factories import MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_clock_is_the_real_one(settings):
    settings.CLOCK_CAN_MOVE = False


@pytest.fixture
def member():
    return MemberFactory(organisation=OrganisationFactory())


def dates(organisation, count, *, signed_up=(), places=10):
    """That many walks from tomorrow on, each with these people on it."""
    activity = ActivityFactory(organisation=organisation)
    now = clock.now().replace(microsecond=0)
    made = [
        OccurrenceFactory(activity=activity, starts_at=now + dt.timedelta(days=n + 1), places=places)
        for n in range(count)
    ]
    for date in made:
        for someone in signed_up:
            joining.join(member=someone, occurrence_id=date.pk, now=now)
    return made


def test_the_list_takes_at_most_four_statements_sign_in_included_for_any_number_of_rows(member):
    """P4."""
    client = signed_in(member)
    people = colleagues(member.organisation, 4)

    def read():
        reply = client.get("/api/v1/occurrences")
        assert reply.status_code == 200

    taken = same_query_count(
        few=lambda: dates(member.organisation, 1),
        many=lambda: dates(member.organisation, 33, signed_up=[*people, member], places=3),
        read=read,
    )
    assert taken <= 4
    body = client.get("/api/v1/occurrences").json()
    assert len(body["results"]) == 30
    assert {row.get("mine") for row in body["results"]} == {None, "waiting"}
    assert {row["my_position"] for row in body["results"] if "mine" in row} == {2}


def test_joining_takes_at_most_twelve_statements_sign_in_included(member):
    """P8."""
    client = signed_in(member)
    colleague = MemberFactory(organisation=member.organisation)
    free, full = dates(member.organisation, 2, places=1)
    joining.join(member=colleague, occurrence_id=full.pk, now=clock.now())

    def join(date):
        reply = client.send("POST", f"/api/v1/occurrences/{date.pk}/sign-ups", {}, once=True)
        assert reply.status_code == 201

    join(dates(member.organisation, 1)[0])
    assert statements(lambda: join(free)) <= 12
    assert statements(lambda: join(full)) <= 12
    assert SignUp.objects.get(member=member, occurrence=free).status == "placed"
    assert SignUp.objects.get(member=member, occurrence=full).status == "waiting"


@pytest.mark.parametrize("path", ["/api/v1/home", "/api/v1/occurrences/{date}"])
def test_a_screen_takes_the_same_statements_for_few_and_many(member, path):
    client = signed_in(member)
    first = dates(member.organisation, 1)[0]

    def read():
        assert client.get(path.format(date=first.pk)).status_code == 200

    same_query_count(
        few=lambda: dates(member.organisation, 1, signed_up=[member]),
        many=lambda: dates(member.organisation, 20, signed_up=[member]),
        read=read,
    )


def test_an_unchanged_list_is_a_304_until_somebody_joins(member):
    client = signed_in(member)
    (date,) = dates(member.organisation, 1)
    first = client.get("/api/v1/occurrences")
    assert client.get("/api/v1/occurrences", headers={"If-None-Match": first["ETag"]}).status_code == 304
    joining.join(member=MemberFactory(organisation=member.organisation), occurrence_id=date.pk, now=clock.now())
    changed = client.get("/api/v1/occurrences", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed.json()["results"][0]["taken"] == 1


def test_a_list_that_fits_otherwise_is_no_304(member):
    client = signed_in(member)
    dates(member.organisation, 1)
    first = client.get("/api/v1/occurrences")
    assert "fits" not in first.json()["results"][0]
    shifts.set_pattern(member=member, days=["-"], anchor_date=clock.now().date(), now=clock.now())
    told = client.get("/api/v1/occurrences", headers={"If-None-Match": first["ETag"]})
    assert told.status_code == 200
    assert told.json()["results"][0]["fits"] is True
    assert client.get("/api/v1/occurrences", headers={"If-None-Match": told["ETag"]}).status_code == 304


def test_a_next_date_is_no_304(member):
    client = signed_in(member)
    dates(member.organisation, 30)
    first = client.get("/api/v1/occurrences")
    assert first.json()["next"] is None
    dates(member.organisation, 1)
    assert client.get("/api/v1/occurrences", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_row_of_the_list_leaves_out_what_is_empty(member):
    """P5: a page of 30 is at most 9 kB. What most dates have alike is left out too."""
    (date,) = dates(member.organisation, 1)
    (row,) = signed_in(member).get("/api/v1/occurrences").json()["results"]
    empty = {"mine", "my_party", "my_position", "my_offer_ends", "i_lead", "fits", "why", "back_by"}
    assert not (empty | {"on_site", "free", "waiting", "state", "ends"}) & set(row)
    assert row["minutes"] == (date.ends_at - date.starts_at).total_seconds() / 60
    joining.join(member=member, occurrence_id=date.pk, now=clock.now())
    (row,) = signed_in(member).get("/api/v1/occurrences").json()["results"]
    assert (row["mine"], set(row["my_party"].values())) == ("placed", {0})
    assert dt.datetime.fromisoformat(row["starts"]) == date.starts_at.replace(second=0, microsecond=0)


def test_a_row_of_the_list_says_what_is_not_as_with_most(member):
    (date,) = dates(
        member.organisation, 1, signed_up=[MemberFactory(organisation=member.organisation), member], places=1
    )
    Activity.objects.filter(pk=date.activity_id).update(is_on_site=False)
    Occurrence.objects.filter(pk=date.pk).update(state="cancelled", held=1, places=4)
    (row,) = signed_in(member).get("/api/v1/occurrences").json()["results"]
    assert (row["on_site"], row["free"], row["waiting"], row["state"]) == (False, 2, 1, "cancelled")


@pytest.mark.parametrize("starts", ["2099-10-25T00:30:00+00:00", "2099-03-29T00:30:00+00:00"])
def test_a_row_says_when_a_date_ends_over_which_the_clocks_change(member, starts):
    at = dt.datetime.fromisoformat(starts)
    OccurrenceFactory(organisation=member.organisation, starts_at=at, ends_at=at + dt.timedelta(hours=1))
    (row,) = signed_in(member).get("/api/v1/occurrences").json()["results"]
    assert "minutes" not in row
    assert dt.datetime.fromisoformat(row["ends"]) == at + dt.timedelta(minutes=60)


def test_the_pages_of_the_list_hold_every_date_once_and_in_order(member):
    client = signed_in(member)
    expected = [str(date.pk) for date in dates(member.organisation, 65)]
    same_time = clock.now().replace(microsecond=0) + dt.timedelta(days=200)
    for _ in range(5):
        expected.append(str(OccurrenceFactory(organisation=member.organisation, starts_at=same_time).pk))
    found, address = [], "/api/v1/occurrences"
    while address:
        page = client.get(address).json()
        found += [row["id"] for row in page["results"]]
        address = page["next"]
    assert found[:65] == expected[:65]
    assert sorted(found[65:]) == sorted(expected[65:])
    assert Occurrence.objects.count() == len(found)


def test_a_cursor_that_is_no_cursor_is_a_problem(member):
    reply = signed_in(member).get("/api/v1/occurrences?cursor=%F0%9F%8C%BB")
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["pointer"] == "/cursor"


def test_the_prepared_list_is_what_the_query_says(member):
    """The statement that is built once gives the rows of the query it was built from."""
    made = dates(member.organisation, 3, signed_up=[MemberFactory(organisation=member.organisation), member], places=1)
    now = clock.now()
    page = coming(member=member, now=now, stamp=None)
    assert [row.id for row in page.rows] == [date.pk for date in made]
    for row in page.rows:
        card = selectors.occurrence_card(member=member, occurrence_id=row.id)
        shared = set(row._fields) & {field.name for field in fields(card)}
        assert len(shared) > 20
        assert {name: getattr(row, name) for name in shared} == {name: getattr(card, name) for name in shared}
    assert page.following is None
    later = coming(member=member, now=now, stamp=None, after=(made[0].starts_at, made[0].pk))
    assert later.rows == page.rows[1:]


def test_the_prepared_list_finds_nothing_in_another_organisations_scope_and_is_refused_outside_any(member):
    stranger = MemberFactory(organisation=OrganisationFactory())
    with scope(organisation=stranger.organisation_id):
        dates(stranger.organisation, 1)
        assert len(coming(member=stranger, now=clock.now(), stamp=None).rows) == 1
    assert coming(member=stranger, now=clock.now(), stamp=None) == ([], "", None)
    with scope(organisation=None), pytest.raises(ScopeError):
        coming(member=member, now=clock.now(), stamp=None)
