"""What the API takes and gives about who is on the list of one date."""

from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import MOST_PLACES, PartyOut
from aftershift.activities.models import TellMe
from aftershift.core.http.fields import DayField, MomentField, StrictCharField, StrictIntegerField, StrictSerializer

MOST_JOBS = 5
LISTED = ("placed", "offered", "waiting", "removed")


class RemovalIn(StrictSerializer):
    reason = StrictCharField(max_length=200, help_text="The member reads it.")


class OnList(serializers.Serializer[Any]):
    """One party, for who runs the date. A supervisor is told no name."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    is_me = serializers.BooleanField()
    status = serializers.ChoiceField(choices=LISTED)
    party = PartyOut()
    position = serializers.IntegerField(allow_null=True, help_text="Of those who wait: 1 when nobody waits before.")
    offer_ends = MomentField(allow_null=True)
    offer_lapsed = MomentField(allow_null=True, help_text="When an offer ended that nobody answered. Never a count.")
    reason = serializers.CharField(help_text="Why they were taken off, also where they were let come all the same.")
    typed_by = serializers.CharField(help_text="Who typed them in from a paper sheet. Else empty.")


class KeptRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    job = serializers.CharField(help_text="Empty for people who come for the first time.")
    count = serializers.IntegerField()
    left = serializers.IntegerField()


class KeepIn(StrictSerializer):
    """All of what is kept on one date: what is left out is kept no longer."""

    first_timers = StrictIntegerField(min_value=0, max_value=MOST_PLACES)
    jobs = serializers.ListField(child=StrictCharField(max_length=40), max_length=MOST_JOBS)
    facilities_until = DayField(
        allow_null=True, help_text="From the start of this day everybody may join; facilities staff may before."
    )


class DrawIn(StrictSerializer):
    closes_date = DayField(help_text="It is drawn at noon of this day, local time.")


class Entry(serializers.Serializer[Any]):
    code = serializers.UUIDField()
    confirmed = serializers.BooleanField(help_text="Members whom somebody knows come first.")
    people = serializers.IntegerField()
    first_time = serializers.BooleanField()
    job = serializers.UUIDField(allow_null=True)


class DrawOut(serializers.Serializer[Any]):
    """Sort entries by confirmed first, then by SHA-256 of "seed:code": that is the order."""

    title = serializers.CharField()
    closes = MomentField()
    seed_hash = serializers.CharField(help_text="SHA-256 of the seed, shown from the start.")
    seed = serializers.CharField(help_text="Empty until it is drawn.")
    drawn = MomentField(allow_null=True)
    places = serializers.IntegerField()
    my_code = serializers.UUIDField(allow_null=True)
    entries = Entry(many=True, help_text="In drawn order, once drawn.")


class TellMeIn(StrictSerializer):
    """All that I want to be told about one date."""

    whats = serializers.ListField(child=serializers.ChoiceField(choices=TellMe.What.choices), max_length=3)


class TeamsIn(StrictSerializer):
    team_ids = serializers.ListField(child=serializers.UUIDField(), max_length=200)


class TeamRow(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    is_facilities = serializers.BooleanField()


class TeamRows(serializers.Serializer[Any]):
    teams = TeamRow(many=True)


class PlacesList(serializers.Serializer[Any]):
    title = serializers.CharField()
    starts = MomentField()
    state = serializers.CharField()
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    without_card = serializers.IntegerField(help_text="Of these: who came without a card, counted and on no list.")
    held = serializers.IntegerField()
    waiting = serializers.IntegerField()
    cut_off = MomentField(help_text="When the waiting list ends.")
    cut_off_hours = serializers.IntegerField(help_text="The same, in hours before the start.")
    free = serializers.IntegerField()
    kept = KeptRow(many=True)
    kept_until = MomentField(allow_null=True)
    facilities_until = MomentField(allow_null=True)
    draws_at = MomentField(allow_null=True, help_text="Places go by lot then.")
    may_choose_teams = serializers.BooleanField()
    may_keep = serializers.BooleanField()
    may_remove = serializers.BooleanField()
    sign_ups = OnList(many=True)
