from typing import Any

from rest_framework import serializers

from aftershift.ballots.api.serializers import MoneyField
from aftershift.ballots.models import Feasibility
from aftershift.core.http.fields import OneLineField, StrictCharField, StrictIntegerField, StrictSerializer


class CheckIn(StrictSerializer):
    verdict = serializers.ChoiceField(choices=Feasibility.Verdict.choices)
    reason = StrictCharField(max_length=300, required=False, default="", allow_blank=True)
    cost = MoneyField(required=False, allow_null=True, default=None)
    helper_hours = StrictIntegerField(min_value=0, max_value=1000, required=False, allow_null=True, default=None)


class CostAskedIn(StrictSerializer):
    pounds = MoneyField(min_value=1, allow_null=True)
    what_for = OneLineField(max_length=140, required=False, default="", allow_blank=True)


class MoneyAskedOut(serializers.Serializer[Any]):
    pounds = serializers.CharField()
    what_for = serializers.CharField()


class FeasibilityOut(serializers.Serializer[Any]):
    idea_id = serializers.UUIDField()
    verdict = serializers.ChoiceField(choices=Feasibility.Verdict.choices, allow_null=True)
    is_current = serializers.BooleanField(help_text="The author has changed no word since it was checked.")
    reason = serializers.CharField(allow_blank=True)
    cost = serializers.CharField(allow_null=True)
    helper_hours = serializers.IntegerField(allow_null=True)
    checked_by = serializers.CharField(allow_null=True)
    checked_date = serializers.DateField(allow_null=True)
    asked = MoneyAskedOut(allow_null=True)
