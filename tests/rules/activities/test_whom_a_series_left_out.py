"""The time finder remembers whom a series left out, and proposes times that make up for it (DOMAIN 2.2)."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.core import clock
from aftershift.core.errors import NotVisible
from tests.factories import MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.shifts.crowd import EARLY, ask, people, tell

pytestmark = pytest.mark.django_db

EVERY_EVENING = ["14:00-22:00"] * 7
WEEK = dt.timedelta(weeks=1)


def series(organisation, weeks, **fields) -> Activity:
    activity = ActivityFactory(organisation=organisation)
    for week in weeks:
        OccurrenceFactory(activity=activity, starts_at=THURSDAY_1530 + week * WEEK, **fields)
    return activity


@pytest.fixture
def organisation():
    made = OrganisationFactory()
    people(made, 12, EARLY)
    people(made, 9, EVERY_EVENING)
    return made


def test_a_series_that_leaves_a_group_out_is_told_a_time_that_reaches_it(organisation):
    walk = series(organisation, range(-4, 3))
    memory = ask(MemberFactory(organisation=organisation), series=walk.pk, opens=9 * 60).memory
    assert memory is not None
    assert memory.times == [{"weekday": "Thu", "start": dt.time(15, 30)}]
    assert memory.groups == [{"group": "earlies", "share": "all"}, {"group": "lates", "share": "few"}]
    assert memory.left_out == ["lates"]
    (amends,) = memory.rotation
    assert (amends.group, amends.share) == ("lates", "all")
    assert dt.time(9) <= amends.time.start <= dt.time(13)


def test_a_series_that_already_changes_about_leaves_nobody_out(organisation):
    walk = series(organisation, range(-4, 0))
    OccurrenceFactory(activity=walk, starts_at=THURSDAY_1530.replace(hour=11) + 2 * WEEK)
    memory = ask(MemberFactory(organisation=organisation), series=walk.pk).memory
    assert memory is not None
    assert (memory.left_out, memory.rotation) == ([], [])


def test_what_was_cancelled_or_is_long_ago_is_not_remembered(organisation):
    walk = series(organisation, [-20])
    OccurrenceFactory(activity=walk, state=Occurrence.State.CANCELLED)
    memory = ask(MemberFactory(organisation=organisation), series=walk.pk).memory
    assert memory is not None
    assert (memory.times, memory.left_out) == ([], [])


def test_a_question_without_a_series_remembers_nothing(organisation):
    assert ask(MemberFactory(organisation=organisation)).memory is None


def test_a_series_of_another_organisation_is_as_good_as_none(organisation):
    asker = MemberFactory(organisation=organisation)
    foreign = series(OrganisationFactory(), [0])
    for series_id in (foreign.pk, uuid4()):
        with pytest.raises(NotVisible):
            ask(asker, series=series_id)


def test_the_memory_comes_with_the_times(organisation):
    now = clock.now()
    for member in people(organisation, 8, EARLY):
        tell(member, EARLY, now)
    walk = ActivityFactory(organisation=organisation)
    OccurrenceFactory(activity=walk, starts_at=now - WEEK)
    client = signed_in(MemberFactory(organisation=organisation, roles=("organiser",)))
    found = client.get(f"/api/v1/times?audience=everyone&minutes=45&series={walk.pk}")
    assert found.status_code == 200
    assert len(found.json()["memory"]["times"]) == 1
    for wrong in ("series=nonsense", "repeat=monthly&every=2", "every=9"):
        assert client.get(f"/api/v1/times?audience=everyone&minutes=45&{wrong}").status_code == 400
