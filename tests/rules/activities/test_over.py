"""A date that is over says so, and how many came as the register has it; whoever was there may still say how it was."""

import datetime as dt

import pytest

from aftershift.activities.models import Occurrence
from aftershift.core import clock
from tests.factories import signed_in, statements
from tests.rules.activities.test_day_register import BACK, BEFORE, OUT, Walk

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def walk():
    return Walk()


def page(walk, member, monkeypatch, *, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    reply = signed_in(member).get(f"/api/v1/occurrences/{walk.date.pk}")
    assert reply.status_code == 200
    return reply


def told(walk, member, monkeypatch, *, now=BACK + 5 * MINUTE):
    body = page(walk, member, monkeypatch, now=now).json()
    return {name: body[name] for name in ("is_over", "came", "may_face")}


def test_a_date_to_come_or_under_way_is_not_over(walk, monkeypatch):
    assert told(walk, walk.ama, monkeypatch, now=BEFORE) == {"is_over": False, "came": None, "may_face": False}
    walk.tick(walk.ama)
    walk.set_off()
    assert told(walk, walk.ama, monkeypatch) == {"is_over": False, "came": None, "may_face": False}


def test_how_many_came_is_what_the_register_says_with_their_guests(walk, monkeypatch):
    walk.tick(walk.ama, guests=1)
    walk.tick(walk.ben)
    walk.set_off()
    walk.close()
    assert told(walk, walk.chidi, monkeypatch) == {"is_over": True, "came": 3, "may_face": False}


def test_where_no_register_was_kept_nobody_says_how_many_came(walk, monkeypatch):
    walk.set_off()
    walk.close()
    body = page(walk, walk.ama, monkeypatch, now=BACK + 5 * MINUTE).json()
    assert (body["is_over"], body["came"], body["taken"]) == (True, None, 4)


def test_whoever_was_there_may_say_how_it_was_until_they_did_or_three_days_are_over(walk, monkeypatch):
    walk.tick(walk.ama)
    walk.set_off()
    walk.close()
    assert told(walk, walk.ama, monkeypatch)["may_face"] is True
    assert told(walk, walk.ben, monkeypatch)["may_face"] is False
    assert told(walk, walk.ama, monkeypatch, now=BACK + dt.timedelta(days=3))["may_face"] is False
    walk.date.register.filter(member=walk.ama).update(has_answered=True)
    assert told(walk, walk.ama, monkeypatch)["may_face"] is False


def test_a_date_that_nobody_set_off_on_is_over_when_its_time_is(walk, monkeypatch):
    assert told(walk, walk.ama, monkeypatch, now=BACK - MINUTE)["is_over"] is False
    assert told(walk, walk.ama, monkeypatch, now=BACK)["is_over"] is True
    Occurrence.objects.filter(pk=walk.date.pk).update(state="cancelled")
    assert told(walk, walk.ama, monkeypatch, now=BACK)["is_over"] is False


def test_a_phone_that_has_the_page_hears_that_it_is_over(walk, monkeypatch):
    before = page(walk, walk.ama, monkeypatch, now=BACK - MINUTE).headers["ETag"]
    assert page(walk, walk.ama, monkeypatch, now=BACK).headers["ETag"] != before


def test_a_date_to_come_is_asked_no_more_statements_for_it(walk, monkeypatch):
    client = signed_in(walk.ama)

    def count(now):
        monkeypatch.setattr(clock, "now", lambda: now)
        return statements(lambda: client.get(f"/api/v1/occurrences/{walk.date.pk}"))

    count(OUT)
    assert count(BACK) == count(OUT) + 1
