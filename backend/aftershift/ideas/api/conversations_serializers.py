from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import (
    ClockField,
    DayField,
    OneLineField,
    StrictBooleanField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.ideas.models import Conversation, Theme


class ConversationIn(StrictSerializer):
    question = OneLineField(min_length=3, max_length=140)
    template = serializers.ChoiceField(choices=Conversation.Template.choices)
    place = OneLineField(min_length=2, max_length=160)
    site_id = serializers.UUIDField(required=False, allow_null=True, default=None)
    held_date = DayField()
    start = ClockField()
    minutes = StrictIntegerField(min_value=15, max_value=480)


class ConversationOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    question = serializers.CharField()
    language = serializers.CharField()
    template = serializers.ChoiceField(choices=Conversation.Template.choices)
    state = serializers.ChoiceField(choices=Conversation.State.choices)
    held_date = serializers.DateField(help_text="With `start`, on the organisation's wall clock.")
    start = serializers.CharField(help_text="As 15:30.")
    minutes = serializers.IntegerField()
    place = serializers.CharField()
    site_id = serializers.UUIDField(allow_null=True)
    site_name = serializers.CharField(allow_null=True)
    holder_name = serializers.CharField(allow_null=True)
    is_mine = serializers.BooleanField(help_text="The reader holds it.")
    written_up_date = serializers.DateField(allow_null=True)
    late_steps = serializers.IntegerField()


class TopicOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    is_mine = serializers.BooleanField()


class ThemeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    tables = serializers.ChoiceField(choices=Theme.Tables.choices)
    idea_id = serializers.UUIDField(allow_null=True)
    hidden_reason = serializers.CharField(allow_null=True, help_text="In public. The text is empty then.")


class NextStepOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    due_date = serializers.DateField()
    done_date = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField()
    owner_name = serializers.CharField(allow_null=True)
    is_agreed = serializers.BooleanField(help_text="The owner said so themselves; else it is an organiser's.")
    is_mine = serializers.BooleanField()


class PhotoOfConversationOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    width = serializers.IntegerField(help_text="Of the large size, in pixels.")
    height = serializers.IntegerField()
    alt = serializers.CharField(allow_blank=True, help_text="What it shows, for who cannot see it.")


class ConversationPageOut(ConversationOut):
    may_run = serializers.BooleanField()
    photos = PhotoOfConversationOut(many=True)
    topics = TopicOut(many=True)
    themes = ThemeOut(many=True)
    steps = NextStepOut(many=True)


class ConversationPhotoIn(StrictSerializer):
    photo_id = serializers.UUIDField(help_text="Of a photo that the same member has just sent.")
    alt = OneLineField(max_length=140, allow_blank=True, default="")


class TopicIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=140)


class ThemeIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=140)
    tables = serializers.ChoiceField(choices=Theme.Tables.choices)


class NextStepIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=200)
    due_date = DayField()
    is_mine = StrictBooleanField()
