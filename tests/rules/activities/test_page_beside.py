"""The page of a date says of what there is something beside it, so that a phone asks for nothing that is not there."""

import datetime as dt

import pytest

from aftershift.activities.services import helping, joining, promising, tracks
from aftershift.activities.tracks.limited import MadeTrack
from aftershift.core import clock
from tests.factories import MemberFactory, colleagues, signed_in, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
NOW = clock.now().replace(microsecond=0)


@pytest.fixture
def rosa():
    return MemberFactory(roles=("organiser",))


@pytest.fixture
def ama(rosa):
    return colleagues(rosa.organisation, 1)[0]


def a_date(rosa, activity=None, *, days=7):
    activity = activity or ActivityFactory(organisation=rosa.organisation)
    return OccurrenceFactory(activity=activity, starts_at=NOW + dt.timedelta(days=days))


def bring_a_track(rosa, walk):
    made = MadeTrack(2_200, None, None, None, [[51.5, -0.12], [51.52, -0.12]], None)
    tracks.attach_track(member=rosa, roles=ORGANISER, activity_id=walk.activity_id, made=made, now=NOW)


def enter_a_helper(rosa, walk):
    said = {"name": "Meg", "what": "Mountain guide", "phone": ""}
    helping.enter_helper(member=rosa, roles=ORGANISER, activity_id=walk.activity_id, **said, now=NOW)


def promise(rosa, walk):
    joining.join(member=rosa, occurrence_id=walk.pk, now=NOW)
    promising.promise(member=rosa, occurrence_id=walk.pk, text="I bring the flask", shows_name=False, now=NOW)


def read(member, walk):
    reply = signed_in(member).get(f"/api/v1/occurrences/{walk.pk}")
    assert reply.status_code == 200
    return reply


def test_a_date_with_nothing_beside_it_says_so(rosa, ama):
    assert read(ama, a_date(rosa)).json()["beside"] == []


@pytest.mark.parametrize(
    ("add", "part"), [(bring_a_track, "track"), (enter_a_helper, "helpers"), (promise, "promises")]
)
def test_what_is_added_is_said_at_once(rosa, ama, add, part):
    walk = a_date(rosa)
    before = read(ama, walk).headers["ETag"]
    add(rosa, walk)
    after = read(ama, walk)
    assert after.json()["beside"] == [part]
    assert after.headers["ETag"] != before


def test_a_track_and_helpers_stand_beside_each_date_of_their_activity_and_promises_beside_one(rosa, ama):
    walk = a_date(rosa)
    again, other = a_date(rosa, walk.activity, days=8), a_date(rosa)
    for add in (bring_a_track, enter_a_helper, promise):
        add(rosa, walk)
    found = [read(ama, date).json()["beside"] for date in (walk, again, other)]
    assert found == [["track", "helpers", "promises"], ["track", "helpers"], []]


def test_saying_so_takes_no_statement_of_its_own(rosa, ama):
    bare, full = a_date(rosa), a_date(rosa)
    for add in (bring_a_track, enter_a_helper, promise):
        add(rosa, full)
    client = signed_in(ama)
    client.get(f"/api/v1/occurrences/{bare.pk}")  # the first request of all reads some settings
    counts = [statements(lambda date=date: client.get(f"/api/v1/occurrences/{date.pk}")) for date in (bare, full)]
    assert counts[0] == counts[1]
