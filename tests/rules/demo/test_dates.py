"""The demonstration shows a date in each state that a date can be in, also when it is made in the middle of the night."""

import datetime as dt

import pytest
from django_scopes import scope

from aftershift.activities.models import Activity, Draw, FaceCount, Invitation, KeptPlaces, Occurrence, SignUp, Track
from aftershift.demo import seeding

pytestmark = [pytest.mark.django_db, pytest.mark.unscoped]
FIVE_PAST_MIDNIGHT = dt.datetime(2026, 11, 29, 0, 5, tzinfo=dt.UTC)  # what began before it began yesterday


def test_every_state_of_a_date_is_there():
    made = seeding.seed(now=FIVE_PAST_MIDNIGHT)
    with scope(organisation=made.organisation.pk):
        under_way = Occurrence.objects.get(state="started")
        assert under_way.starts_at < FIVE_PAST_MIDNIGHT < under_way.ends_at
        assert under_way.register.filter(state="here").count() == 4
        over = Occurrence.objects.get(state="closed")
        assert over.sign_ups.filter(status="missed").count() == 1
        assert sum(FaceCount.objects.filter(occurrence=over).values_list("said", flat=True)) == 8
        assert Occurrence.objects.get(state="cancelled").cancel_reason
        assert KeptPlaces.objects.exclude(job="").count() == 2
        assert Draw.objects.get().occurrence.state == "published"
        assert SignUp.objects.get(status="offered").offer_ends_at > FIVE_PAST_MIDNIGHT
        assert Invitation.objects.get(state="open").to.called_name == "Ama"
        way = Track.objects.get()
        assert Activity.objects.get(pk=way.activity_id).lead.called_name == "Rosa"
        assert 2_000 < way.distance_m < 3_000
