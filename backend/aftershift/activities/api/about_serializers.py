from typing import Any

from rest_framework import serializers

from aftershift.activities.models import About, Change
from aftershift.core.http.fields import MomentField, OneLineField, StrictBooleanField, StrictSerializer
from aftershift.ideas.models import Idea


class MeetingPhotoOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField(help_text="Empty when nobody wrote what it shows.")


class ProposerOut(serializers.Serializer[Any]):
    shown_as = serializers.ChoiceField(choices=Idea.ShownAs.choices)
    name = serializers.CharField(allow_null=True)
    is_me = serializers.BooleanField()


class ChangeOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=Change.What.choices)
    was = serializers.CharField()
    became = serializers.CharField()
    was_at = MomentField(allow_null=True, help_text="Of a date that moved.")
    became_at = MomentField(allow_null=True)
    changed = MomentField()


class AboutOut(serializers.Serializer[Any]):
    steps = serializers.ChoiceField(choices=About.Steps.choices)
    toilets = serializers.ChoiceField(choices=About.Toilets.choices)
    stops = serializers.CharField()
    what_is_free = serializers.CharField()
    time = serializers.ChoiceField(choices=About.Time.choices)
    is_quiet = serializers.BooleanField(help_text="A small group, and nothing loud.")
    photo = MeetingPhotoOut(allow_null=True)
    proposer = ProposerOut(allow_null=True)
    changes = ChangeOut(many=True, help_text="The newest first, twenty at most.")


class AboutIn(StrictSerializer):
    """What is left out changes nothing."""

    steps = serializers.ChoiceField(choices=About.Steps.choices, required=False)
    toilets = serializers.ChoiceField(choices=About.Toilets.choices, required=False)
    stops = OneLineField(max_length=160, allow_blank=True, required=False)
    what_is_free = OneLineField(max_length=160, allow_blank=True, required=False)
    time = serializers.ChoiceField(choices=About.Time.choices, required=False)
    is_quiet = StrictBooleanField(required=False)
    photo_id = serializers.UUIDField(allow_null=True, required=False, help_text="Null takes the picture away.")
    photo_alt = OneLineField(max_length=140, allow_blank=True, required=False)
