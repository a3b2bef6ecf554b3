"""Every edit of a series names what it saw, and every write may arrive twice."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence, Series, SignUp, StandingSignUp
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db
FACTS = (Activity, Occurrence, Series, SignUp, StandingSignUp)


@pytest.fixture
def boss():
    return MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))


@pytest.fixture
def walk(boss):
    return ActivityFactory(organisation=boss.organisation)


def rule(**more):
    first = clock.now().date() + dt.timedelta(days=7)
    body = {"first_date": first.isoformat(), "times": [{"weekday": "thu", "start": "15:30"}]} | more
    return {"rule": body, "places": 12}


@pytest.fixture
def client(boss, walk):
    client = signed_in(boss)
    path = f"/api/v1/activities/{walk.pk}/series"
    assert client.send("PUT", path, rule(), **{"If-Match": client.get(path)["ETag"]}).status_code == 200
    return client


def everything():
    return [list(model.objects.order_by("pk").values()) for model in FACTS]


def first(walk):
    return Occurrence.objects.filter(activity=walk).order_by("starts_at").first()


def address(walk, what):
    return {
        "rule": f"/api/v1/activities/{walk.pk}/series",
        "words of all": f"/api/v1/activities/{walk.pk}",
        "words": f"/api/v1/occurrences/{first(walk).pk}/words",
        "time": f"/api/v1/occurrences/{first(walk).pk}/time",
        "places": f"/api/v1/occurrences/{first(walk).pk}/places",
    }[what]


EDITS = {
    "rule": ("PUT", rule(every_weeks=3)),
    "words of all": ("PATCH", {"title": "Stroll"}),
    "words": ("PUT", {"title": "Stroll", "reach": "all"}),
    "time": ("PUT", {"starts_date": "2090-01-06", "starts_time": "10:00"}),
    "places": ("PUT", {"places": 5}),
}


@pytest.mark.parametrize("what", EDITS)
def test_a_stale_edit_is_refused_and_changes_nothing(client, walk, what):
    method, body = EDITS[what]
    path = address(walk, what)
    read = path.rsplit("/", 1)[0] if what in ("words", "time", "places") else path
    stale = client.get(read)["ETag"]
    title = {"title": "Evening walk"}
    meanwhile = f"/api/v1/activities/{walk.pk}"
    assert client.send("PATCH", meanwhile, title, **{"If-Match": client.get(meanwhile)["ETag"]}).status_code == 200
    before = everything()
    refused = client.send(method, path, body, **{"If-Match": stale})
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (412, "changed-meanwhile")
    assert client.send(method, path, body).status_code == 428
    assert everything() == before


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_that_arrives_twice_has_one_effect(client, walk, what):
    """The second names what it saw, which is no more: it is told so, and the first stands."""
    method, body = EDITS[what]
    path = address(walk, what)
    read = path.rsplit("/", 1)[0] if what in ("words", "time", "places") else path
    seen = client.get(read)["ETag"]
    assert client.send(method, path, body, **{"If-Match": seen}).status_code == 200
    after = everything()
    assert client.send(method, path, body, **{"If-Match": seen}).status_code == 412
    assert everything() == after


@pytest.mark.parametrize(
    ("method", "body"), [("PUT", None), ("PUT", {"children_5_10": 1}), ("DELETE", None)], ids=["come", "guests", "stop"]
)
def test_coming_every_time_twice_is_once(client, walk, method, body):
    path = f"/api/v1/activities/{walk.pk}/standing-sign-up"
    assert client.send(method, path, body).status_code == 200
    after = everything()
    assert client.send(method, path, body).status_code == 200
    assert everything() == after


def test_a_copy_that_is_sent_twice_is_made_once(client, walk):
    body = {"starts_date": "2090-01-06", "starts_time": "10:00", "places": 8}
    sent = [
        client.send(
            "POST",
            f"/api/v1/activities/{walk.pk}/copies",
            body,
            **{"Idempotency-Key": "0" * 8 + "-0000-4000-8000-" + "0" * 12},
        )
        for _ in range(2)
    ]
    assert [reply.status_code for reply in sent] == [201, 201]
    assert sent[0].json()["id"] == sent[1].json()["id"]
    assert Activity.objects.count() == 2


@pytest.mark.parametrize("answer", ["keep", "follow"])
def test_an_answer_for_a_date_that_arrives_twice_is_one(client, walk, answer):
    date = first(walk)
    Occurrence.objects.filter(pk=date.pk).update(
        starts_at=date.starts_at + dt.timedelta(hours=1), ends_at=date.ends_at + dt.timedelta(hours=1)
    )
    path = f"/api/v1/occurrences/{date.pk}/pattern-answer"
    assert client.send("PUT", path, {"answer": answer}).status_code == 200
    after = everything()
    assert client.send("PUT", path, {"answer": answer}).status_code == 200
    assert everything() == after
