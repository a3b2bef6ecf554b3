"""What the register takes and gives."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import STATES
from aftershift.activities.models import LARGEST_PARTY_GUESTS, Face, RegisterLine
from aftershift.core.http.fields import (
    MomentField,
    PhoneTimeField,
    RoundedField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.core.phones import behind

# A phone whose battery died begins at 1970; its ticks would lose to all others.
EARLIEST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class _PressIn(StrictSerializer):
    adds_places = StrictBooleanField(default=False, help_text="The lead makes the places that are short.")
    device_at = PhoneTimeField(default_timezone=dt.UTC)
    sent_at = PhoneTimeField(
        default_timezone=dt.UTC,
        required=False,
        help_text="The phone's own clock when it sends: by it `device_at` is put right.",
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        sent_at = data.pop("sent_at", None)
        if sent_at is not None:
            data["device_at"] += behind(sent_at=sent_at, now=self.context["now"])
        if data["device_at"] < EARLIEST:
            raise serializers.ValidationError(
                {"device_at": "This phone's clock is wrong. Set its date, then try again."}
            )
        return data


class _SomebodyIn(_PressIn):
    guests = StrictIntegerField(min_value=0, max_value=LARGEST_PARTY_GUESTS, default=0)
    although_removed = StrictBooleanField(
        default=False, help_text="They were taken off, and whoever may take off lets them come all the same."
    )


class RegisterTickIn(_SomebodyIn):
    is_here = StrictBooleanField()


class WithoutCardIn(_PressIn):
    people = StrictIntegerField(min_value=1, max_value=LARGEST_PARTY_GUESTS)
    is_here = StrictBooleanField(help_text="False takes the press of this key back.")


class WalkInIn(_SomebodyIn):
    card = StrictCharField(max_length=200, help_text="The code on the card, or its whole link.")


class RegisterLineOut(serializers.Serializer[Any]):
    member_id = serializers.UUIDField()
    name = serializers.CharField(help_text="Empty 48 hours after the end, and for supervisors.")
    party = serializers.IntegerField(help_text="People their places are for, the member included.")
    state = serializers.ChoiceField(choices=RegisterLine.State.choices)
    guests = serializers.IntegerField(help_text="People who came with them.")
    ticked_by = serializers.CharField()
    device_at = serializers.DateTimeField(allow_null=True)


class WithoutCardOut(serializers.Serializer[Any]):
    key = serializers.UUIDField()
    people = serializers.IntegerField()
    ticked_by = serializers.CharField()
    device_at = serializers.DateTimeField()


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
    here = serializers.IntegerField(help_text="People who are checked in, with guests and who has no card.")
    may_tick = serializers.BooleanField()
    may_add_places = serializers.BooleanField()
    lines = RegisterLineOut(many=True)
    without_card = WithoutCardOut(many=True, help_text="Who came without a card: only counted.")
    faces = FacesOut(allow_null=True, help_text="Told three days after the end, when no more are taken.")
