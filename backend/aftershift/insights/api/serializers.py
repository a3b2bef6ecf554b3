from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

KINDS = (
    "nothing_to_join",
    "promise_late",
    "promise_to_judge",
    "idea_to_answer",
    "merge_waiting",
    "step_late",
    "new_members",
    "activity_without_lead",
    "activity_without_second",
    "checklist_to_finish",
    "agreement_to_give",
    "ballot_closing",
    "outcome_to_publish",
)


@extend_schema_field(
    {
        "oneOf": [
            {"type": "integer"},
            {
                "type": "object",
                "properties": {"about": {"type": "integer"}, "fewer_than": {"type": "integer"}},
            },
        ]
    }
)
class CountField(serializers.JSONField):
    """Items of a list exactly; people rounded, `{"about": 15}` or `{"fewer_than": 8}`."""


class Thing(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    due_date = serializers.DateField()
    is_late = serializers.BooleanField()
    count = CountField(allow_null=True)


class Desk(serializers.Serializer[Any]):
    today = serializers.DateField()
    things = Thing(many=True)
