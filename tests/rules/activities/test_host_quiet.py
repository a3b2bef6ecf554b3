""" "A small, quiet group": said with the page's facts, read on cards, and chosen by nobody for anybody."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity
from aftershift.core import clock
from tests.factories import MemberFactory, colleagues, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",))


@pytest.fixture
def walk(rosa):
    starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=7)
    return OccurrenceFactory(activity=ActivityFactory(organisation=rosa.organisation), starts_at=starts_at)


def say(member, walk, *, version=0, **facts):
    path = f"/api/v1/occurrences/{walk.pk}/about"
    return signed_in(member).send("PUT", path, facts, **{"If-Match": f'"{version}-x"'})


def test_it_is_said_with_the_facts_of_the_page_and_read_on_page_and_card(rosa, walk):
    ama = colleagues(rosa.organisation, 1)[0]
    assert "is_quiet" not in signed_in(ama).get("/api/v1/occurrences").json()["results"][0]
    assert say(rosa, walk, is_quiet=True).json()["is_quiet"] is True
    client = signed_in(ama)
    assert client.get("/api/v1/occurrences").json()["results"][0]["is_quiet"] is True
    assert client.get(f"/api/v1/occurrences/{walk.pk}").json()["is_quiet"] is True


def test_it_can_be_taken_back_and_other_facts_leave_it(rosa, walk):
    say(rosa, walk, is_quiet=True)
    assert say(rosa, walk, version=1, steps="few").json()["is_quiet"] is True
    assert say(rosa, walk, version=2, is_quiet=False).json()["is_quiet"] is False


def test_a_list_that_was_read_before_is_read_anew(rosa, walk):
    client = signed_in(colleagues(rosa.organisation, 1)[0])
    tag = client.get("/api/v1/occurrences").headers["ETag"]
    say(rosa, walk, is_quiet=True)
    assert client.get("/api/v1/occurrences", headers={"If-None-Match": tag}).status_code == 200


def test_other_members_do_not_say_it(rosa, walk):
    assert say(colleagues(rosa.organisation, 1)[0], walk, is_quiet=True).status_code == 403
    assert Activity.objects.get().is_quiet is False


def test_a_new_activity_and_its_copy_can_be_quiet(rosa):
    client = signed_in(rosa)
    new = {
        "title": "Tea for six",
        "kind": "cafe",
        "is_quiet": True,
        "meeting_place": "Staff room",
        "starts_date": "2090-01-05",
        "starts_time": "15:30",
        "minutes": 60,
        "places": 6,
    }
    made = client.send("POST", "/api/v1/activities", new, once=True).json()
    assert made["is_quiet"] is True
    path = f"/api/v1/activities/{made['id']}/copies"
    again = {"starts_date": "2090-02-05", "starts_time": "15:30", "places": 6}
    copied = client.send("POST", path, again, once=True)
    assert copied.status_code == 201, copied.json()
    assert Activity.objects.filter(is_quiet=True).count() == 2
