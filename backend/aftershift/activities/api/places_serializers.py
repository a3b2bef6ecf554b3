"""What the API takes and gives about who is on the list of one date."""

from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import PartyOut
from aftershift.core.http.fields import MomentField, StrictCharField, StrictSerializer

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
    reason = serializers.CharField(help_text="Why they were taken off.")


class PlacesList(serializers.Serializer[Any]):
    title = serializers.CharField()
    starts = MomentField()
    state = serializers.CharField()
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    held = serializers.IntegerField()
    waiting = serializers.IntegerField()
    may_remove = serializers.BooleanField()
    sign_ups = OnList(many=True)
