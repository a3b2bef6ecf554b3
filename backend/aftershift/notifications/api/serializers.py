from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import MomentField, StrictBooleanField, StrictSerializer
from aftershift.notifications import kinds
from aftershift.notifications.http.messages import MessageOut
from aftershift.notifications.models import Preference

Channel = Preference.Channel


class InboxOut(serializers.Serializer[Any]):
    unread = serializers.IntegerField()
    results = MessageOut(many=True)
    next = serializers.CharField(allow_null=True)


class ToTellOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    title = serializers.CharField(source="words.title")
    text = serializers.CharField(source="words.text")
    language = serializers.CharField(help_text="Of title and text.")
    said = MomentField(source="made_at")


class ToTellListOut(serializers.Serializer[Any]):
    results = ToTellOut(many=True)
    next = serializers.CharField(allow_null=True)


class WantedOut(serializers.Serializer[Any]):
    kind = serializers.CharField()
    push = serializers.BooleanField(source="channels.push")
    email = serializers.BooleanField(source="channels.email")
    in_person = serializers.BooleanField(source="channels.in_person")


class PreferencesOut(serializers.Serializer[Any]):
    """works: the channels that lead to this member today; in_person always may be asked for."""

    works = serializers.ListField(child=serializers.CharField())
    results = WantedOut(many=True)
    next = serializers.CharField(allow_null=True)


class PreferenceIn(StrictSerializer):
    kind = serializers.CharField(max_length=30)
    channel = serializers.ChoiceField(choices=Channel.choices)
    is_on = StrictBooleanField()

    def validate_kind(self, value: str) -> str:
        if value not in kinds.registered:
            raise serializers.ValidationError("There is no such kind of message.")
        return value
