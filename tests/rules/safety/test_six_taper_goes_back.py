"""The four reasons of DOMAIN 5.3 for which the organiser comes more often again, from the tap to the plan that is shown:
something happened, fewer than two can lead, a lead asks, two dates in a row are called off."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities.models import Occurrence
from aftershift.core import clock
from aftershift.leading import tasks
from aftershift.leading.events import TaperMoved
from aftershift.leading.models import Taper, TaperMove
from aftershift.safety.models import NearMiss
from tests.factories import MemberFactory, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.leading.hearing import hearing
from tests.rules.leading.series import WEEK, a_date, led_by, weekly_walk

pytestmark = pytest.mark.django_db
SAID = {"was_hurt": False, "went_to_hospital": False, "could_be_worse": True, "kind": "walk", "what": "Icy step"}
QUARTER = 13 * WEEK


@pytest.fixture
def at(monkeypatch):
    """Moves the clock of the server and of its worker."""

    def move(now):
        monkeypatch.setattr(clock, "now", lambda: now)
        return now

    move(THURSDAY_1530 + dt.timedelta(hours=2))
    return move


@pytest.fixture
def walk(at):
    """A weekly walk that Rosa leads with Ben, where the organiser comes every second time."""
    walk = weekly_walk()
    rosa, ben = colleagues(walk.organisation, 2)
    led_by(walk, rosa, ben)
    walk.refresh_from_db()
    today = clock.now().date()
    taper = Taper.objects.create(
        organisation=walk.organisation,
        activity=walk,
        began_date=today - QUARTER,
        step=2,
        since_date=today - WEEK * 4,
        next_date=today + QUARTER,
        reviewed_date=today,
    )
    TaperMove.objects.create(organisation=walk.organisation, taper=taper, step=1, why="began", date=taper.began_date)
    return walk


@pytest.fixture
def ama(walk):
    """Came along on Thursday."""
    return MemberFactory(organisation=walk.organisation, called_name="Ama")


def came(member, date):
    then = {"queued_at": date.starts_at, "changed_at": date.starts_at}
    date.sign_ups.create(organisation_id=date.organisation_id, member=member, status="placed", **then)
    return date


def say(who, random="a" * 32, **more):
    return signed_in(who).post("/api/v1/near-misses", {"random": random, **SAID, **more}, format="json")


def shown(who, walk):
    taper = signed_in(who).get(f"/api/v1/activities/{walk.pk}/passing-on").json()["taper"]
    return taper["step"], taper["went_back_for"]


def test_something_happened_on_a_date_that_somebody_names(walk, ama, monkeypatch):
    moved = hearing(monkeypatch, TaperMoved)
    date = came(ama, a_date(walk))
    (told,) = signed_in(ama).get("/api/v1/near-miss-dates").json()["results"]
    assert told["id"] == str(date.pk)
    assert say(ama, occurrence_id=told["id"]).status_code == 201
    assert shown(walk.lead, walk) == (1, "incident")
    assert [(event.step, event.why) for event in moved] == [(1, "incident")]


def test_the_same_one_sent_again_days_later_takes_the_organiser_back_once(walk, ama, at):
    Taper.objects.filter(activity=walk).update(step=4)
    date = came(ama, a_date(walk))
    for days in (0, 3):
        at(THURSDAY_1530 + dt.timedelta(days=days, hours=2))
        assert say(ama, occurrence_id=str(date.pk)).status_code == 201
    assert shown(walk.lead, walk) == (3, "incident")


def test_without_a_date_nothing_is_known_of_any_series(walk, ama):
    came(ama, a_date(walk))
    assert say(ama).status_code == 201
    assert shown(walk.lead, walk) == (2, None)


def test_an_activity_without_a_day_is_enough(walk, ama, at, monkeypatch):
    moved = hearing(monkeypatch, TaperMoved)
    came(ama, a_date(walk))
    at(THURSDAY_1530 + dt.timedelta(days=60))  # which date it was is forgotten by now
    told = signed_in(ama).get("/api/v1/near-miss-dates").json()
    assert (told["results"], [row["id"] for row in told["activities"]]) == ([], [str(walk.pk)])
    for random in ("a" * 32, "b" * 32):  # two of one day are once
        assert say(ama, random, activity_id=str(walk.pk)).status_code == 201
    assert (shown(walk.lead, walk), len(moved)) == ((1, "incident"), 1)


def test_only_an_activity_that_one_came_to_can_be_named_and_whoever_looks_at_them_may_name_any(walk, ama):
    a_date(walk)
    other = weekly_walk(organisation=walk.organisation)  # not held in those months
    boss = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    for who, activity in ((ama, walk), (boss, other), (MemberFactory(roles=("organiser",)), walk)):
        refused = say(who, activity_id=str(activity.pk))
        assert [row["pointer"] for row in refused.json()["errors"]] == ["/activity_id"]
    assert shown(walk.lead, walk) == (2, None)
    assert say(boss, activity_id=str(walk.pk)).status_code == 201
    assert shown(walk.lead, walk) == (1, "incident")


@pytest.mark.parametrize(("answer", "step"), [(1, 1), (0, 2), (None, 2)])
@pytest.mark.parametrize("way", ["one", "together"])
def test_a_yes_to_whether_anybody_was_hurt_brings_the_organiser_back(walk, answer, step, way):
    date = a_date(walk)
    base = f"/api/v1/occurrences/{date.pk}/checklist"
    body = {"ticked": True, "number": answer, "device_at": clock.now().isoformat()}
    for n in range(2):  # said again it is once
        if way == "one":
            done = signed_in(walk.lead).put(f"{base}/items/C-A2", body, format="json")
        else:
            tap = {"tap": str(uuid4()), "item_id": "C-A2", **body}
            sent = {"sent_at": clock.now().isoformat(), "ticks": [tap]}
            done = signed_in(walk.second).send("PUT", f"{base}/ticks", sent)
        assert done.status_code == 200, (n, done.content)
    assert shown(walk.lead, walk)[0] == step
    (line,) = [one for one in signed_in(walk.lead).get(base).json()["items"] if one["id"] == "C-A2"]
    assert (line["asks_yes_no"], line["tick"]["number"], line["is_done"]) == (True, answer, True)


def test_a_yes_that_comes_again_days_later_is_still_once(walk, at):
    Taper.objects.filter(activity=walk).update(step=4)
    date = a_date(walk)
    for days, who in ((0, walk.lead), (3, walk.second)):
        at(THURSDAY_1530 + dt.timedelta(days=days, hours=2))
        body = {"ticked": True, "number": 1, "device_at": clock.now().isoformat()}
        signed_in(who).put(f"/api/v1/occurrences/{date.pk}/checklist/items/C-A2", body, format="json")
    assert shown(walk.lead, walk) == (3, "incident")


def test_an_answer_that_is_neither_yes_nor_no_is_refused(walk):
    date = a_date(walk)
    body = {"ticked": True, "number": 7, "device_at": clock.now().isoformat()}
    refused = signed_in(walk.lead).put(f"/api/v1/occurrences/{date.pk}/checklist/items/C-A2", body, format="json")
    assert [row["pointer"] for row in refused.json()["errors"]] == ["/number"]
    assert shown(walk.lead, walk) == (2, None)


def test_what_is_kept_of_it_names_no_date_and_nobody(walk, ama):
    date = came(ama, a_date(walk))
    say(ama, occurrence_id=str(date.pk))
    (row,) = NearMiss.objects.values()
    (move,) = TaperMove.objects.filter(why="incident").values()
    for found in (row, move):
        assert not {str(date.pk), str(ama.pk)} & {str(value) for value in found.values()}
    assert str(walk.pk) not in {str(value) for value in row.values()}


def test_only_a_date_that_one_was_at_lately_can_be_named(walk, ama, at):
    date = came(ama, a_date(walk))
    coming = came(ama, a_date(walk, 1))
    off = came(ama, a_date(walk, -1, state=Occurrence.State.CANCELLED))
    stranger = MemberFactory(organisation=walk.organisation)
    elsewhere = MemberFactory()
    for who, named in ((stranger, date), (elsewhere, date), (ama, coming), (ama, off)):
        refused = say(who, occurrence_id=str(named.pk))
        assert (refused.status_code, [row["pointer"] for row in refused.json()["errors"]]) == (400, ["/occurrence_id"])
    at(THURSDAY_1530 + dt.timedelta(days=14, minutes=1))
    assert say(ama, occurrence_id=str(date.pk)).status_code == 400
    assert NearMiss.objects.count() == 0
    assert shown(walk.lead, walk) == (2, None)


def test_fewer_than_two_can_lead_it(walk, at):
    a_date(walk, 2)
    assert signed_in(walk.second).send("DELETE", f"/api/v1/activities/{walk.pk}/second").status_code == 200
    at(THURSDAY_1530 + dt.timedelta(days=1))
    tasks.review_tapers()
    assert shown(walk.lead, walk) == (1, "few_leads")


def test_a_lead_asks(walk):
    assert signed_in(walk.lead).send("PUT", f"/api/v1/activities/{walk.pk}/taper/help").status_code == 200
    assert shown(walk.lead, walk) == (1, "lead_asked")


def test_two_dates_in_a_row_are_called_off(walk, at):
    for week in (1, 2):
        date = a_date(walk, week)
        address = f"/api/v1/occurrences/{date.pk}/cancellation"
        assert signed_in(walk.lead).send("POST", address, {"reason": "Ice"}, once=True).status_code == 200
    at(THURSDAY_1530 + 2 * WEEK + dt.timedelta(hours=2))
    tasks.review_tapers()
    assert shown(walk.lead, walk) == (1, "cancellations")
