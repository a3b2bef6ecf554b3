"""Dates made before a series could be a rule stand for its days after the migration, moved ones too."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django_scopes import scopes_disabled

from aftershift.activities.models import Occurrence, Series
from aftershift.activities.services import organising
from aftershift.activities.services.series import generating
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
migration = importlib.import_module("aftershift.activities.migrations.0005_series")
JAN_8 = dt.date(2026, 1, 8)


def test_a_date_moved_before_stands_for_the_day_that_is_left_and_nothing_is_made_again():
    organiser = MemberFactory(organisation=OrganisationFactory())
    walk = organising.create_activity(
        member=organiser,
        roles={"organiser"},
        about={"title": "Thursday walk", "kind": "walk", "meeting_place": "Main door", "minutes": 45},
        when=organising.When(JAN_8, dt.time(15, 30), 1, 3),
        places=10,
        now=MONDAY_9AM,
    )
    second = Occurrence.objects.get(local_date=JAN_8 + dt.timedelta(weeks=1))
    organising.move(
        member=organiser,
        roles={"organiser"},
        occurrence_id=second.pk,
        date=dt.date(2026, 1, 17),
        time=dt.time(10, 0),
        now=MONDAY_9AM,
    )
    Occurrence.objects.update(pattern_date=None)
    Series.objects.update(times=[], places=1)
    with scopes_disabled():
        migration.stand_for_their_days(apps, None)
    rows = Occurrence.objects.order_by("starts_at")
    assert [row.pattern_date for row in rows] == [JAN_8 + dt.timedelta(weeks=n) for n in range(3)]
    series = Series.objects.get()
    assert (series.places, series.rule.times[0].start) == (10, dt.time(15, 30))
    made = generating.generate_due(organisation_id=walk.organisation_id, series_id=series.pk, now=MONDAY_9AM)
    assert (made, rows.count()) == (0, 3)


def test_going_back_an_open_series_has_the_number_of_dates_that_it_has():
    organiser = MemberFactory(organisation=OrganisationFactory())
    organising.create_activity(
        member=organiser,
        roles={"organiser"},
        about={"title": "Thursday walk", "kind": "walk", "meeting_place": "Main door", "minutes": 45},
        when=organising.When(JAN_8, dt.time(15, 30), 1, 3),
        places=10,
        now=MONDAY_9AM,
    )
    Series.objects.update(count=None)
    with scopes_disabled():
        migration.count_what_is_there(apps, None)
    assert Series.objects.get().count == 3
