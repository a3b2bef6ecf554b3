"""Activities and dates for tests, made directly: published, led by nobody, next Thursday unless said otherwise."""

import datetime as dt
from typing import Any

from aftershift.activities.models import Activity, Occurrence
from aftershift.organisations.models import Organisation
from tests.factories import MONDAY_9AM, OrganisationFactory

THURSDAY_1530 = MONDAY_9AM.replace(day=8, hour=15, minute=30).astimezone(dt.UTC)


def ActivityFactory(*, organisation: Organisation | None = None, **fields: Any) -> Activity:
    organisation = organisation or OrganisationFactory()
    values = {
        "title": "Thursday walk",
        "kind": Activity.Kind.WALK,
        "meeting_place": "Main door, by the big clock",
        "minutes": 45,
        "made_at": MONDAY_9AM,
    }
    return Activity.objects.create(organisation=organisation, **(values | fields))


def OccurrenceFactory(
    *, organisation: Organisation | None = None, activity: Activity | None = None, places: int = 10, **fields: Any
) -> Occurrence:
    activity = activity or ActivityFactory(organisation=organisation)
    starts_at = fields.pop("starts_at", THURSDAY_1530)
    values = {
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(minutes=activity.minutes),
        "local_date": activity.organisation.local(starts_at).date(),
        "state": Occurrence.State.PUBLISHED,
        "revised_at": MONDAY_9AM,
    }
    return Occurrence.objects.create(
        organisation=activity.organisation, activity=activity, places=places, **(values | fields)
    )
