from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import MomentField, StrictSerializer
from aftershift.leading.models import DateRole


class DateRoleOut(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=DateRole.Role.choices)
    state = serializers.ChoiceField(choices=("free", "asked", "held"))
    name = serializers.CharField(help_text="Empty for whoever is told no names, and while it is offered around.")
    is_me = serializers.BooleanField()
    may_take = serializers.BooleanField()
    is_new = serializers.BooleanField(help_text="The reader has not tried it at this kind of activity.")


class DateRolesOut(serializers.Serializer[Any]):
    """The small roles of one date. Names are told to those who have a place, and to whoever runs the date."""

    kind = serializers.CharField()
    roles = DateRoleOut(many=True)
    suggested = serializers.ChoiceField(
        choices=DateRole.Role.choices, allow_null=True, help_text="The one that the reader is invited to try."
    )
    may_ask = serializers.BooleanField()


class DateRoleQuestionIn(StrictSerializer):
    sign_up_id = serializers.UUIDField(
        allow_null=True, default=None, help_text="Null: the app offers it around those who come."
    )


class RoleQuestionOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField(source="starts_at")
    role = serializers.ChoiceField(choices=DateRole.Role.choices)


class RoleQuestionsOut(serializers.Serializer[Any]):
    results = RoleQuestionOut(many=True)
    next = serializers.CharField(allow_null=True)
