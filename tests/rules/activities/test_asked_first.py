"""Who waits says whether they are put straight in or asked first, reads what they said, and may say otherwise (DESIGN 7)."""

import datetime as dt

import pytest

from aftershift.activities.models import SignUp
from aftershift.activities.services import joining
from aftershift.core import clock
from tests.factories import colleagues, signed_in
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    """Full, in five days."""
    walk = OccurrenceFactory(places=1, starts_at=clock.now().replace(microsecond=0) + dt.timedelta(days=5))
    (ama,) = colleagues(walk.organisation, 1)
    joining.join(member=ama, occurrence_id=walk.pk, now=clock.now())
    walk.ama = ama
    return walk


@pytest.fixture
def ben(walk):
    return signed_in(colleagues(walk.organisation, 1)[0])


def asks(client, walk, **more):
    return client.send("POST", f"/api/v1/occurrences/{walk.pk}/sign-ups", more, once=True)


def read(client, walk):
    return client.get(f"/api/v1/occurrences/{walk.pk}").json()


def leaves(walk):
    joining.leave(member=walk.ama, occurrence_id=walk.pk, now=clock.now())


def status():
    return SignUp.objects.get(status__in=("placed", "offered", "waiting")).status


@pytest.mark.parametrize(("said", "becomes"), [(True, "placed"), (False, "offered")])
def test_who_waits_is_put_straight_in_or_asked_first_as_they_said(walk, ben, said, becomes):
    assert asks(ben, walk, straight_in=said).json()["status"] == "waiting"
    assert read(ben, walk)["my_straight_in"] is said
    leaves(walk)
    assert status() == becomes
    assert read(ben, walk)["my_straight_in"] is None


@pytest.mark.parametrize(("said", "becomes"), [(True, "placed"), (False, "offered")])
def test_who_waits_may_say_otherwise_and_keeps_their_turn(walk, ben, said, becomes):
    first = asks(ben, walk, straight_in=not said).json()
    before = SignUp.objects.get(pk=first["id"]).queued_at
    tag = ben.get(f"/api/v1/occurrences/{walk.pk}")["ETag"]
    again = asks(ben, walk, straight_in=said).json()
    assert (again["id"], again["status"], again["position"]) == (first["id"], "waiting", 1)
    assert SignUp.objects.get(pk=first["id"]).queued_at == before
    page = ben.get(f"/api/v1/occurrences/{walk.pk}", headers={"If-None-Match": tag})
    assert (page.status_code, page.json()["my_straight_in"]) == (200, said)
    leaves(walk)
    assert status() == becomes
