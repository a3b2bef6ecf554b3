"""Finding a time: the question as a query, the answer as the desk shows it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import ClockField, StrictCharField, StrictSerializer
from aftershift.people.http.views import MemberView
from aftershift.shifts import audiences, finding
from aftershift.shifts.timefinder.kinds import DAY, GROUPS

REPEATS = ("weekly", "monthly", "once")
KINDS = ("everyone", "site", "team", "group", "idea")
SHARES = ("few", "under half", "over half", "most", "all")


class TimesIn(StrictSerializer):
    """The query of GET times."""

    audience = StrictCharField(max_length=60)
    minutes = serializers.IntegerField(min_value=15, max_value=12 * 60)
    place = serializers.ChoiceField(choices=("on", "off"), default="on")
    from_ = ClockField(required=False)
    to = ClockField(required=False)
    repeat = serializers.ChoiceField(choices=REPEATS, default="weekly")
    every = serializers.IntegerField(min_value=1, max_value=finding.MOST_WEEKS_APART, default=1)
    demanding = serializers.BooleanField(default=False)
    series = serializers.UUIDField(required=False)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["from"] = fields.pop("from_")
        return fields

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["every"] > 1 and attrs["repeat"] != "weekly":
            raise serializers.ValidationError({"every": "Only a weekly time has weeks in between."})
        opens, closes = (self._minute(attrs.get(name), default) for name, default in (("from", 360), ("to", 1320)))
        return {
            "audience": attrs["audience"],
            "minutes": attrs["minutes"],
            "on_site": attrs["place"] == "on",
            "opens": opens,
            "closes": closes or DAY,
            "weekly": attrs["repeat"] != "once",
            "every_weeks": attrs["every"],
            "monthly": attrs["repeat"] == "monthly",
            "demanding": attrs["demanding"],
            "series": attrs.get("series"),
        }

    @staticmethod
    def _minute(time: dt.time | None, default: int) -> int:
        return default if time is None else time.hour * 60 + time.minute


COUNT = {
    "oneOf": [
        {"type": "object", "required": ["about"], "properties": {"about": {"type": "integer"}}},
        {"type": "object", "required": ["fewer_than"], "properties": {"fewer_than": {"type": "integer"}}},
    ]
}


@extend_schema_field(COUNT)
class CountField(serializers.JSONField):
    """A count that shows no small number."""


class ShareOut(serializers.Serializer[Any]):
    group = serializers.ChoiceField(choices=GROUPS)
    share = serializers.ChoiceField(choices=SHARES)


class WhenOut(serializers.Serializer[Any]):
    weekday = serializers.CharField()
    start = ClockField()
    date = serializers.DateField(allow_null=True, help_text="Of a single time.")
    first_date = serializers.DateField(help_text="Its first date, also of a time that comes again.")
    nth = serializers.IntegerField(allow_null=True, help_text="1 to 4: the nth such weekday of each month.")


class AnchorOut(serializers.Serializer[Any]):
    group = serializers.ChoiceField(choices=GROUPS)
    finish = ClockField()
    minutes_after = serializers.IntegerField()


class FoundTimeOut(WhenOut):
    reach = CountField(help_text="On its date, or on an average one.")
    once = CountField(help_text="At least once in eight weeks.")
    groups = ShareOut(many=True)
    left_out = serializers.ListField(child=serializers.CharField())
    anchor = AnchorOut(allow_null=True)
    tired = CountField(allow_null=True, help_text="Fit, but coming off nights or on their only day off.")


class AddedTimeOut(WhenOut):
    adds = CountField(help_text="People it reaches at least once beside those before it.")


class BoxOut(serializers.Serializer[Any]):
    weekday = serializers.CharField()
    hour = serializers.IntegerField()
    start = ClockField()
    reach = CountField()
    groups = ShareOut(many=True)


class WallTimeOut(serializers.Serializer[Any]):
    weekday = serializers.CharField()
    start = ClockField()


class AmendsOut(serializers.Serializer[Any]):
    group = serializers.ChoiceField(choices=GROUPS)
    time = WhenOut()
    share = serializers.ChoiceField(choices=SHARES)


class MemoryOut(serializers.Serializer[Any]):
    times = WallTimeOut(many=True)
    groups = ShareOut(many=True)
    left_out = serializers.ListField(child=serializers.CharField())
    rotation = AmendsOut(many=True)


class FoundTimesOut(serializers.Serializer[Any]):
    known = CountField()
    unknown = CountField(allow_null=True, help_text="Told no shifts; null for a shift group.")
    waits = serializers.BooleanField(
        help_text="Some of the organisation told their shifts and count once they are eight."
    )
    apart = serializers.BooleanField(help_text="Some of this audience count only among all: too few are like them.")
    too_few = serializers.BooleanField()
    times = FoundTimeOut(many=True)
    alternate_with = AddedTimeOut(allow_null=True)
    together = AddedTimeOut(many=True)
    anchors = FoundTimeOut(many=True)
    grid = BoxOut(many=True)
    memory = MemoryOut(allow_null=True)


class AudienceOut(serializers.Serializer[Any]):
    audience = serializers.CharField(help_text="As `audience` of the times and of a time poll takes it.")
    kind = serializers.ChoiceField(choices=KINDS)
    name = serializers.CharField(help_text="Of a site, a team or an idea; else empty.")
    too_few = serializers.BooleanField(help_text="It cannot be counted; a time poll asks them.")


class AudiencesOut(serializers.Serializer[Any]):
    results = AudienceOut(many=True)
    next = serializers.CharField(allow_null=True)


class AudiencesView(MemberView):
    @extend_schema(responses={200: AudiencesOut})
    def get(self, request: Request) -> Response:
        """Whom a time may be sought for."""
        found = audiences.choices(member=self.member, roles=self.roles, now=self.now)
        body = AudiencesOut({"results": found, "next": None}).data
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


class TimesView(MemberView):
    @extend_schema(
        parameters=[
            OpenApiParameter("audience", str, required=True, description="everyone, site:, team:, group: or idea:"),
            OpenApiParameter("minutes", int, required=True),
            OpenApiParameter("place", str, enum=["on", "off"]),
            OpenApiParameter("from", str, description="Earliest start, like 06:00."),
            OpenApiParameter("to", str, description="Latest end, like 22:00."),
            OpenApiParameter("repeat", str, enum=REPEATS),
            OpenApiParameter("every", int, description="For weekly: every so many weeks, 1 to 4."),
            OpenApiParameter("demanding", bool, description="Strenuous or all day: count who is tired."),
            OpenApiParameter("series", UUID, description="An activity whose recent times are remembered."),
        ],
        responses={200: FoundTimesOut},
    )
    def get(self, request: Request) -> Response:
        asked = self.valid(TimesIn, request.query_params.dict())
        found = finding.find_times(
            member=self.member, roles=self.roles, question=finding.Question(**asked), now=self.now
        )
        body = FoundTimesOut(found).data
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)
