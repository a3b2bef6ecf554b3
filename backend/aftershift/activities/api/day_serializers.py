"""What the register takes and gives."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import STATES
from aftershift.activities.models import LARGEST_PARTY_GUESTS, Face, RegisterLine
from aftershift.core.http.fields import (
    MomentField,
    RoundedField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)

# A phone whose battery died begins at 1970; its ticks would lose to all others.
EARLIEST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class _PressIn(StrictSerializer):
    guests = StrictIntegerField(min_value=0, max_value=LARGEST_PARTY_GUESTS, default=0)
    adds_places = StrictBooleanField(default=False, help_text="The lead makes the places that are short.")
    device_at = serializers.DateTimeField(default_timezone=dt.UTC)

    def validate_device_at(self, value: dt.datetime) -> dt.datetime:
        if value < EARLIEST:
            raise serializers.ValidationError("This phone's clock is wrong. Set its date, then try again.")
        return value


class RegisterTickIn(_PressIn):
    is_here = StrictBooleanField()


class WalkInIn(_PressIn):
    card = StrictCharField(max_length=200, help_text="The code on the card, or its whole link.")


class RegisterLineOut(serializers.Serializer[Any]):
    member_id = serializers.UUIDField()
    name = serializers.CharField(help_text="Empty 48 hours after the end, and for supervisors.")
    party = serializers.IntegerField(help_text="People their places are for, the member included.")
    state = serializers.ChoiceField(choices=RegisterLine.State.choices)
    guests = serializers.IntegerField(help_text="People who came with them.")
    ticked_by = serializers.CharField()
    device_at = serializers.DateTimeField(allow_null=True)


class FaceIn(StrictSerializer):
    face = serializers.ChoiceField(choices=Face.choices)


class FacesOut(serializers.Serializer[Any]):
    good = RoundedField()
    fine = RoundedField()
    poor = RoundedField()


class ToFaceOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField(source="starts_at")


class DatesToFaceOut(serializers.Serializer[Any]):
    results = ToFaceOut(many=True)
    next = serializers.CharField(allow_null=True)


class RegisterOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField()
    names_until = MomentField()
    state = serializers.ChoiceField(choices=STATES)
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    free = serializers.IntegerField()
    here = serializers.IntegerField(help_text="People who are checked in, their guests included.")
    may_tick = serializers.BooleanField()
    may_add_places = serializers.BooleanField()
    lines = RegisterLineOut(many=True)
    faces = FacesOut(allow_null=True, help_text="Told three days after the end, when no more are taken.")
