"""The demonstration shows an address that a calendar looks at, one that none has looked at, and one to make."""

import datetime as dt

import pytest
from django_scopes import scope

from aftershift.calendars import selectors
from aftershift.demo import seeding
from aftershift.people.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.unscoped]
NOW = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)


def test_there_is_an_address_of_each_sort():
    made = seeding.seed(now=NOW)
    with scope(organisation=made.organisation.pk):
        seen = {
            name: [
                (feed.purpose, feed.last_fetched_at) for feed in selectors.standing_feeds(member=member).order_by("-pk")
            ]
            for name in ("Ama", "Rosa")
            for member in Member.objects.filter(called_name=name)
        }
    assert seen == {
        "Ama": [("programme", NOW - dt.timedelta(hours=1))],
        "Rosa": [("leading", None)],
    }
