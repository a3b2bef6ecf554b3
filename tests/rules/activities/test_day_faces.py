"""How it was, in three faces: only from those who were there, nameless, and shown rounded when no more are taken."""

import datetime as dt

import pytest

from aftershift.activities.errors import FacesClosed, NotThere
from aftershift.activities.models import FaceCount, RegisterLine
from aftershift.activities.over import FACES_WITHIN
from aftershift.activities.register import dates_to_face
from aftershift.activities.services import faces
from tests.factories import signed_in
from tests.rules.activities.test_day_register import BACK, BEFORE, Walk

pytestmark = pytest.mark.django_db
LATER = BACK + FACES_WITHIN


def say(walk, whom, face="good", now=BACK):
    faces.say_face(member=whom, occurrence_id=walk.date.pk, face=face, now=now)


def counts():
    return dict(FaceCount.objects.values_list("face", "said"))


def test_whoever_was_there_is_asked_once():
    walk = Walk()
    walk.tick(walk.ama)
    assert list(dates_to_face(member=walk.ama, now=BACK)) == [walk.date]
    say(walk, walk.ama, "fine")
    say(walk, walk.ama, "fine")
    assert counts() == {"good": 0, "fine": 1, "poor": 0}
    assert list(dates_to_face(member=walk.ama, now=BACK)) == []


def test_whoever_was_not_there_is_not_asked_and_not_heard():
    walk = Walk()
    walk.tick(walk.ama)
    walk.tick(walk.ama, False, at=BEFORE + dt.timedelta(minutes=1))
    for whom in (walk.ama, walk.ben):
        assert list(dates_to_face(member=whom, now=BACK)) == []
        with pytest.raises(NotThere):
            say(walk, whom)
    assert counts() == {}


def test_faces_are_taken_from_the_end_until_three_days_after():
    walk = Walk()
    walk.tick(walk.ama)
    for now in (BACK - dt.timedelta(seconds=1), LATER):
        with pytest.raises(FacesClosed):
            say(walk, walk.ama, now=now)
    assert counts() == {}


def test_of_the_member_stays_only_that_they_answered():
    walk = Walk()
    walk.tick(walk.ama)
    walk.tick(walk.ben)
    before = vars(RegisterLine.objects.get(member=walk.ama))
    say(walk, walk.ama, "poor")
    after = vars(RegisterLine.objects.get(member=walk.ama))
    assert {field for field in after if field != "_state" and after[field] != before[field]} == {"has_answered"}


def test_faces_are_shown_rounded_and_only_when_no_more_are_taken():
    walk = Walk(places=50, others=10)
    for whom in walk.more:
        walk.tick(whom)
        say(walk, whom, "good" if whom is not walk.more[0] else "poor")
    assert walk.register(now=LATER - dt.timedelta(seconds=1)).faces is None
    assert walk.register(now=LATER).faces == {
        "good": {"about": 10},
        "fine": {"fewer_than": 8},
        "poor": {"fewer_than": 8},
    }


def test_pressing_a_face_leaves_no_idempotency_row():
    from aftershift.core import clock
    from aftershift.core.models import Outcome
    from tests.factories import OrganisationFactory, colleagues
    from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

    organisation = OrganisationFactory()
    (ama,) = colleagues(organisation, 1)
    ended = clock.now() - dt.timedelta(hours=3)
    walk = OccurrenceFactory(activity=ActivityFactory(organisation=organisation), starts_at=ended)
    RegisterLine.objects.create(
        organisation=organisation, occurrence=walk, member=ama, state="here", device_at=ended, server_at=ended
    )
    asked = signed_in(ama).get("/api/v1/dates-to-face").json()["results"]
    assert [row["id"] for row in asked] == [str(walk.pk)]
    assert signed_in(ama).get("/api/v1/home").json()["to_face"] == asked
    assert signed_in(ama).send("PUT", f"/api/v1/occurrences/{walk.pk}/face", {"face": "good"}).status_code == 200
    assert counts() == {"good": 1, "fine": 0, "poor": 0}
    assert Outcome.objects.count() == 0
    assert signed_in(ama).get("/api/v1/home").json()["to_face"] == []
