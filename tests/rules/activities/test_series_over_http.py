"""Series as a phone or the desk asks for them: statuses, refusals in words, and what is told to whom."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence, Series
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))


@pytest.fixture
def path(organiser):
    return f"/api/v1/activities/{ActivityFactory(organisation=organiser.organisation).pk}"


def thursdays(**more):
    """From a Thursday on, whatever day it is today: a rule of another weekday then adds no date before it."""
    first = clock.now().date() + dt.timedelta(days=7)
    first += dt.timedelta(days=(3 - first.weekday()) % 7)
    rule = {"first_date": first.isoformat(), "times": [{"weekday": "thu", "start": "15:30"}]} | more
    return {"rule": rule, "places": 12}


def save(client, path, body, *, version=None):
    etag = client.get(path + "/series")["ETag"] if version is None else version
    return client.send("PUT", path + "/series", body, **{"If-Match": etag})


def test_an_activity_becomes_a_series_and_says_so_in_its_own_words(organiser, path):
    client = signed_in(organiser)
    assert client.get(path + "/series").json()["rule"] is None
    rest = {"first_date": "2090-08-01", "last_date": "2090-08-31", "reason": "Summer"}
    reply = save(client, path, thursdays(every_weeks=2, rests=[rest]))
    assert reply.status_code == 200
    body = reply.json()
    assert body == client.get(path + "/series").json()
    assert body["rule"]["times"] == [
        {"weekday": "thu", "start": "15:30", "nth": None, "group": None, "minutes_after": None}
    ]
    assert (body["rule"]["every_weeks"], body["rule"]["rests"], body["places"]) == (2, [rest], 12)
    assert {(date["starts"]["time"], date["state"]) for date in body["dates"]} == {("15:30", "planned")}


def test_saving_what_was_read_changes_nothing(organiser, path):
    """Q-R11: no save-load-save drifts."""
    client = signed_in(organiser)
    save(client, path, thursdays(every_weeks=1))
    before = list(Occurrence.objects.order_by("pk").values())
    read = client.get(path + "/series").json()
    assert save(client, path, {"rule": read["rule"], "places": read["places"]}).status_code == 200
    assert list(Occurrence.objects.order_by("pk").values()) == before


def test_an_edit_of_a_series_that_was_changed_meanwhile_is_refused(organiser, path):
    client = signed_in(organiser)
    old = client.get(path + "/series")["ETag"]
    save(client, path, thursdays())
    refused = save(client, path, thursdays(every_weeks=3), version=old)
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (412, "changed-meanwhile")
    assert Series.objects.get().every_weeks == 1
    assert client.send("PUT", path + "/series", thursdays()).status_code == 428


@pytest.mark.parametrize(
    ("rule", "pointer"),
    [
        ({"count": 10_000}, "/rule/count"),
        ({"until_date": "2150-01-01"}, "/rule/until_date"),
        ({"first_date": "2001-01-01", "until_date": "2002-01-01"}, "/rule/until_date"),
        ({"times": [{"weekday": "sun", "start": "01:30"}]}, "/rule/times/0/start"),
        (
            {"times": [{"weekday": "thu", "start": "15:30", "group": "nights", "minutes_after": 15}]},
            "/rule/times/0/group",
        ),
    ],
    ids=["ten thousand dates", "a century", "all in the past", "the hour that clocks skip", "nobody finishes then"],
)
@pytest.mark.parametrize("how", ["PUT", "POST"])
def test_a_rule_that_cannot_be_is_refused_in_words_before_and_at_saving(organiser, path, rule, pointer, how):
    client = signed_in(organiser)
    etag = client.get(path + "/series")["ETag"]
    where = path + "/series" + ("/preview" if how == "POST" else "")
    reply = client.send(how, where, thursdays(**rule), **{"If-Match": etag})
    assert reply.status_code == 400
    assert [error["pointer"] for error in reply.json()["errors"]] == [pointer]
    assert (Series.objects.count(), Occurrence.objects.count()) == (0, 0)


def test_the_preview_counts_and_names_nobody(organiser, path):
    client = signed_in(organiser)
    save(client, path, thursdays())
    ama = MemberFactory(organisation=organiser.organisation, called_name="Zebedee")
    assert signed_in(ama).send("PUT", path + "/standing-sign-up").status_code == 200
    friday = thursdays(times=[{"weekday": "fri", "start": "10:00"}])
    reply = client.send("POST", path + "/series/preview", friday)
    body = reply.json()
    assert (reply.status_code, body["people"], body["every_time"], body["added"]) == (200, 1, 1, [])
    assert {(date["what"], date["waiting"]) for date in body["dates"]} == {("asked", 1)}
    assert "Zebedee" not in reply.content.decode()
    assert Series.objects.get().rule.times[0].weekday == 3


def test_a_member_comes_every_time_and_stops(organiser, path):
    save(signed_in(organiser), path, thursdays())
    ama = MemberFactory(organisation=organiser.organisation)
    client = signed_in(ama)
    for _ in range(2):
        body = client.send("PUT", path + "/standing-sign-up").json()
        assert (body["i_come_every_time"], body["every_time"], body["may_change"]) == (True, 1, False)
        assert {date["mine"] for date in body["dates"]} == {"waiting"}
    body = client.send("DELETE", path + "/standing-sign-up").json()
    assert (body["i_come_every_time"], {date["mine"] for date in body["dates"]}) == (False, {None})


def test_only_who_may_change_a_series_is_told_what_is_off_its_pattern(organiser, path):
    client = signed_in(organiser)
    save(client, path, thursdays())
    ama = signed_in(MemberFactory(organisation=organiser.organisation))
    ama.send("PUT", path + "/standing-sign-up")
    save(client, path, thursdays(times=[{"weekday": "fri", "start": "10:00"}]))
    dates = [date for date in client.get(path + "/series").json()["dates"] if date["off_pattern"]]
    assert {date["belongs"]["time"] for date in dates if date["belongs"]} == {"10:00"}
    assert len(dates) >= 11
    assert {date["off_pattern"] for date in ama.get(path + "/series").json()["dates"]} == {False}
    first = dates[0]["id"]
    reply = client.send("PUT", f"/api/v1/occurrences/{first}/pattern-answer", {"answer": "follow", "reason": "Room"})
    (moved,) = [date for date in reply.json()["dates"] if date["id"] == first]
    assert (moved["starts"]["time"], moved["off_pattern"], moved["by_hand"]) == ("10:00", False, False)


def test_what_takes_place_once_says_so_to_who_would_come_every_time(organiser, path):
    reply = signed_in(organiser).send("PUT", path + "/standing-sign-up")
    assert (reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]) == (409, "not-a-series")


def test_a_copy_is_a_new_activity_with_one_planned_date(organiser, path):
    reply = signed_in(organiser).send(
        "POST", path + "/copies", {"starts_date": "2090-01-06", "starts_time": "10:00", "places": 8}, once=True
    )
    assert reply.status_code == 201
    assert [date["state"] for date in reply.json()["occurrences"]] == ["planned"]
    assert Activity.objects.count() == 2
