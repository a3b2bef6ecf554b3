"""A list that did not change is answered by the session's own statement; a changed one without the framework. Nobody gets either who would not get the list."""

import datetime as dt
import json

import pytest
from django.db import connection
from rest_framework.views import APIView

from aftershift.activities.models import Activity
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.people.models import Member, Person, Session
from aftershift.shifts import services as shifts
from tests.factories import MemberFactory, OrganisationFactory, signed_in, statements
from tests.rules.activities.test_statements import dates

pytestmark = pytest.mark.django_db
LIST = "/api/v1/occurrences"


@pytest.fixture(autouse=True)
def _the_clock_is_the_real_one(settings):
    settings.CLOCK_CAN_MOVE = False


@pytest.fixture
def member():
    found = MemberFactory(organisation=OrganisationFactory())
    dates(found.organisation, 31)
    return found


def asked(client, etag, address=LIST):
    return client.get(address, headers={"If-None-Match": etag})


def test_it_takes_one_statement_on_the_first_page_and_on_the_next(member):
    client = signed_in(member)
    first = client.get(LIST)
    following = client.get(first.json()["next"])
    assert following["ETag"] != first["ETag"]
    for page, address in ((first, LIST), (following, first.json()["next"])):
        assert asked(client, page["ETag"], address).status_code == 304
        assert statements(lambda page=page, address=address: asked(client, page["ETag"], address)) == 1


def test_it_has_no_body_and_the_headers_of_the_list(member):
    client = signed_in(member)
    whole = client.get(LIST)
    same = asked(client, whole["ETag"])
    assert same.content == b""
    for name in ("ETag", "Cache-Control", "Vary", "Content-Security-Policy"):
        assert same[name] == whole[name]


@pytest.mark.parametrize("page", ["first", "following"])
def test_a_list_that_changed_is_the_frameworks_own_word_for_word(page, member):
    client = signed_in(member)
    joining.join(member=member, occurrence_id=member_dates(member)[0].pk, now=clock.now())
    address = LIST if page == "first" else client.get(LIST).json()["next"]
    early = client.get(address)
    framework = client.get(address, headers={"Accept": "application/json;q=0.9"})
    assert early.content == framework.content
    assert json.loads(early.content)["results"]
    assert dict(early.headers) == dict(framework.headers)


def test_the_framework_is_not_asked_for_it(member, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the framework was asked")

    client = signed_in(member)
    monkeypatch.setattr(APIView, "dispatch", refuse)
    assert len(client.get(LIST).json()["results"]) == 30
    with pytest.raises(AssertionError, match="the framework was asked"):
        client.get(LIST, headers={"Accept": "application/json;q=0.9"})


def test_a_format_that_we_do_not_have_is_refused_as_everywhere(member):
    assert signed_in(member).get(LIST, headers={"Accept": "text/csv"}).status_code == 406


def test_its_headers_alone_can_be_asked_for(member):
    client = signed_in(member)
    assert client.head(LIST)["ETag"] == client.get(LIST)["ETag"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_asked_for_in_another_way_it_takes_one_statement_too(method, member):
    client = signed_in(member)
    ask = getattr(client, method)
    headers = {"Accept": "application/json;q=0.9", "If-None-Match": client.get(LIST)["ETag"]}
    same = ask(LIST, headers=headers)
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", headers["If-None-Match"])
    assert statements(lambda: ask(LIST, headers=headers)) == 1
    i_join(member)
    assert ask(LIST, headers=headers).status_code == 200


def test_it_is_kept_through_what_does_not_concern_the_reader(member):
    client = signed_in(member)
    etag = client.get(LIST)["ETag"]
    stranger = MemberFactory(organisation=OrganisationFactory())
    dates(stranger.organisation, 2)
    colleague = MemberFactory(organisation=member.organisation)
    shifts.set_pattern(member=colleague, days=["-"], anchor_date=clock.now().date(), now=clock.now())
    assert asked(client, etag).status_code == 304


def i_join(member):
    date = member_dates(member)[0]
    joining.join(member=member, occurrence_id=date.pk, now=clock.now())


def i_tell_a_day(member):
    shifts.set_pattern(member=member, days=["07:00-15:00"], anchor_date=clock.now().date(), now=clock.now())


def another_title(member):
    Activity.objects.of(member.organisation_id).update(title="River walk", version=9)


def a_clock_of_another_place(member):
    member.organisation.time_zone = "Europe/Paris"
    member.organisation.save()


def member_dates(member):
    from aftershift.activities.models import Occurrence

    return list(Occurrence.objects.of(member.organisation_id).order_by("starts_at"))


@pytest.mark.parametrize("change", [i_join, i_tell_a_day, another_title, a_clock_of_another_place])
def test_it_is_not_given_after(change, member):
    client = signed_in(member)
    whole = client.get(LIST)
    change(member)
    again = asked(client, whole["ETag"])
    assert again.status_code == 200
    assert asked(client, again["ETag"]).status_code == 304


def ended(member):
    Session.objects.filter(member=member).delete()


def run_out(member):
    Session.objects.filter(member=member).update(expire_date=clock.now() - dt.timedelta(days=1))


def with_another_password(member):
    person = Person.objects.get(pk=member.person_id)
    person.set_password("another one")
    person.save()


def closed(member):
    Person.objects.filter(pk=member.person_id).update(is_active=False)


def left(member):
    Member.objects.filter(pk=member.pk).update(left_at=clock.now())


def turned_into_somebody_elses(member):
    """As who could write to the database would."""
    other = MemberFactory(organisation=OrganisationFactory())
    Session.objects.filter(member=member).update(member=other)


@pytest.mark.parametrize("gone", [ended, run_out, with_another_password, closed, left, turned_into_somebody_elses])
def test_a_session_that_is_no_longer_good_gets_401_instead(gone, member):
    client = signed_in(member)
    etag = client.get(LIST)["ETag"]
    gone(member)
    for tag in (etag, "*"):
        assert asked(client, tag).status_code == 401


def test_two_members_with_the_same_list_have_different_validators(member):
    colleague = MemberFactory(organisation=member.organisation)
    etag = signed_in(member).get(LIST)["ETag"]
    assert asked(signed_in(colleague), etag).status_code == 200


def test_the_first_use_of_a_day_is_noted_although_nothing_changed(member):
    client = signed_in(member)
    etag = client.get(LIST)["ETag"]
    Session.objects.filter(member=member).update(last_used_date=dt.date(2026, 1, 1))
    assert asked(client, etag).status_code == 304
    assert Session.objects.get(member=member).last_used_date == clock.now().date()


def test_no_page_address_is_a_problem_here_too(member):
    reply = asked(signed_in(member), "*", f"{LIST}?cursor=nonsense")
    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "/cursor")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("address", [LIST, "/api/v1/home"])
def test_a_connection_that_the_database_dropped_is_opened_again(address, settings):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no connection to drop")
    settings.CLOCK_CAN_MOVE = False
    client = signed_in(MemberFactory(organisation=OrganisationFactory()))
    assert client.get(address).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
    other = connection.copy("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [mine])
    other.close()
    assert client.get(address).status_code == 200
