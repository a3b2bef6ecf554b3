"""Many ticks of one list in one request: what a phone kept without signal, or what stands on a printed list."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.fields import (
    PhoneTimeField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.core.http.problems import of_domain_error, of_validation
from aftershift.people.http.views import MemberView
from aftershift.safety.api.serializers import MOST_PEOPLE, ChecklistOut
from aftershift.safety.api.views import body, read
from aftershift.safety.services.ticking import Tap, tick_together

MOST_TOGETHER = 200


class TapIn(StrictSerializer):
    tap = serializers.UUIDField()
    item_id = serializers.SlugField(max_length=10)
    ticked = StrictBooleanField(source="is_ticked")
    device_at = PhoneTimeField(default_timezone=dt.UTC)
    number = StrictIntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True, default=None)
    note = StrictCharField(max_length=500, allow_blank=True, default="")
    not_applicable_because = StrictCharField(max_length=200, allow_blank=True, default="")
    version = StrictIntegerField(min_value=1, max_value=9999, allow_null=True, default=None)
    words = StrictCharField(max_length=300, allow_blank=True, default="")
    paper_by = serializers.ChoiceField(
        choices=("lead", "second"), allow_null=True, default=None, help_text="Who ticked it on a printed list."
    )


class KeyOnly(serializers.Serializer[Any]):
    """Only a list of ticks that each carry their key can be answered one by one."""

    tap = serializers.UUIDField()


class TicksIn(StrictSerializer):
    sent_at = PhoneTimeField(default_timezone=dt.UTC, help_text="The phone's own clock when it sends.")
    ticks = serializers.ListField(child=serializers.DictField(), min_length=1, max_length=MOST_TOGETHER)

    def validate_ticks(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = KeyOnly(data=value, many=True)
        keys.is_valid(raise_exception=True)
        return value


class TapProblem(serializers.Serializer[Any]):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    next = serializers.CharField(required=False)


class TapOut(serializers.Serializer[Any]):
    tap = serializers.UUIDField()
    problem = TapProblem(allow_null=True, help_text="Null when it is kept.")


class TicksOut(serializers.Serializer[Any]):
    results = TapOut(many=True)
    checklist = ChecklistOut()


class TicksShape(serializers.Serializer[Any]):
    """What the description of the API shows: each tick is checked by itself, so that one wrong one refuses no other."""

    sent_at = serializers.DateTimeField()
    ticks = TapIn(many=True)


class TicksView(MemberView):
    """Keep up to 200 ticks. Safe to repeat by nature: each has its own key. Each is answered by itself."""

    @extend_schema(request=TicksShape, responses=TicksOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(TicksIn, request.data)
        read_ones: list[Tap] = []
        problems: dict[UUID, dict[str, Any]] = {}
        keys = []
        for raw in data["ticks"]:
            checked = TapIn(data=raw, context=self.context)
            key = UUID(str(raw["tap"]))
            keys.append(key)
            if checked.is_valid():
                read_ones.append(Tap(**checked.validated_data))
            else:
                problems[key] = of_validation(checked.errors)
        answers = tick_together(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            taps=read_ones,
            sent_at=data["sent_at"],
            now=self.now,
        )
        problems |= {answer.tap: of_domain_error(answer.refusal) for answer in answers if answer.refusal is not None}
        results = [{"tap": str(key), "problem": problems.get(key)} for key in dict.fromkeys(keys)]
        return Response({"results": results, "checklist": body(self, read(self, occurrence_id))})
