from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from aftershift.core.http.fields import MomentField
from aftershift.core.models import TaskRun
from aftershift.notifications import work
from aftershift.notifications.models import Preference
from aftershift.notifications.models.trying import State

WHAT = [*Preference.Channel.values, work.LETTER, work.TASK]


class TaskOut(serializers.Serializer[Any]):
    """How one task fares, over all workers. error: class of the last failure, kept after it went well again."""

    name = serializers.CharField()
    is_failing = serializers.SerializerMethodField()
    is_daily = serializers.SerializerMethodField()
    failures_in_a_row = serializers.IntegerField()
    error = serializers.CharField()
    error_place = serializers.CharField()
    started = MomentField(source="started_at", allow_null=True)
    went_well = MomentField(source="succeeded_at", allow_null=True)
    failed = MomentField(source="failed_at", allow_null=True)
    next = MomentField(source="next_at", allow_null=True, help_text="Null: at once, again and again.")

    def get_is_failing(self, row: TaskRun) -> bool:
        return row.failures_in_a_row > 0

    def get_is_daily(self, row: TaskRun) -> bool:
        return bool(row.every)


class SentOut(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=State.choices)
    number = serializers.IntegerField()


class FailedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.ChoiceField(choices=WHAT)
    task = serializers.CharField(help_text="Its name, where `what` is task; empty for one that no worker has any more.")
    state = serializers.ChoiceField(choices=State.choices)
    attempts = serializers.IntegerField()
    error = serializers.CharField(help_text="Class and place: for whoever helps with the installation.")
    failed = MomentField(source="failed_at")
    next = MomentField(source="next_at", allow_null=True, help_text="Null: not tried again unless somebody asks.")


class WorkOut(serializers.Serializer[Any]):
    """oldest_minutes: how long the oldest due message or letter waits. sent: deliveries of the last seven days."""

    is_working = serializers.BooleanField()
    seen = MomentField(source="seen_at", allow_null=True)
    oldest_minutes = serializers.SerializerMethodField()
    sent = serializers.SerializerMethodField()
    failed = FailedOut(many=True)
    tasks = TaskOut(many=True)

    def get_oldest_minutes(self, row: work.Work) -> int:
        return int(row.oldest.total_seconds()) // 60

    @extend_schema_field(SentOut(many=True))
    def get_sent(self, row: work.Work) -> list[dict[str, Any]]:
        return [{"state": state, "number": number} for state, number in row.sent.items()]
