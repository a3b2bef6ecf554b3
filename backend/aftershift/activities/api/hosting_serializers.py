from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers

from aftershift.activities.models.hosting import MOST_MINUTES_BEFORE
from aftershift.core.http.fields import MomentField, OneLineField, StrictIntegerField, StrictSerializer


class SomeoneOut(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="Empty for whoever is told no names.")
    is_me = serializers.BooleanField()


class HostOut(serializers.Serializer[Any]):
    """Who meets first-timers. Their name is told to those who have a place, and to whoever runs the date."""

    state = serializers.ChoiceField(choices=("nobody", "asked", "sure"))
    host = SomeoneOut(allow_null=True)
    asked = SomeoneOut(allow_null=True, help_text="Who has not answered yet; for whoever runs the date.")
    asks_me = serializers.BooleanField()
    place = serializers.CharField(help_text="Where they wait; empty where it is not told.")
    minutes_before = serializers.IntegerField()
    meets = MomentField(allow_null=True)
    may_volunteer = serializers.BooleanField()
    may_ask = serializers.BooleanField()


class HostIn(StrictSerializer):
    place = OneLineField(max_length=120, allow_blank=True, default="", help_text="Empty: where everybody meets.")
    minutes_before = StrictIntegerField(min_value=0, max_value=MOST_MINUTES_BEFORE, default=10)


class HostQuestionIn(StrictSerializer):
    sign_up_id = serializers.UUIDField()


class HostQuestionOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField()


class HostQuestionsOut(serializers.Serializer[Any]):
    results = HostQuestionOut(many=True)
    next = serializers.CharField(allow_null=True)


class HelperIn(StrictSerializer):
    name = OneLineField(min_length=1, max_length=60)
    what = OneLineField(min_length=2, max_length=80)
    phone = OneLineField(
        max_length=24,
        allow_blank=True,
        default="",
        validators=[RegexValidator(r"^(\+?[0-9 ()-]{5,24})?$", "Write the number in digits.")],
    )


class HelperOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(help_text="Empty for whoever is told no names.")
    what = serializers.CharField()
    phone = serializers.CharField(allow_null=True, help_text="For lead and second alone; null for everybody else.")


class HelpersOut(serializers.Serializer[Any]):
    results = HelperOut(many=True)
    next = serializers.CharField(allow_null=True)
    may_change = serializers.BooleanField()
