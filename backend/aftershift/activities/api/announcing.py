"""Telling everyone, and how far it got."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import announcements
from aftershift.activities.models import Announcement
from aftershift.activities.services import announcing
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField, OneLineField, StrictIntegerField, StrictSerializer
from aftershift.people.http.views import OnceView

Kind = Announcement.Kind
NEEDS_WORDS = {
    Kind.MOVED: "Say where to meet.",
    Kind.CANCELLED: "Say why, in a few words.",
    Kind.OWN: "Write what you want to tell them.",
}


class AnnouncementIn(StrictSerializer):
    kind = serializers.ChoiceField(choices=Kind.choices)
    minutes = StrictIntegerField(min_value=5, max_value=180, allow_null=True, default=None)
    text = OneLineField(max_length=200, allow_blank=True, default="")
    device_at = serializers.DateTimeField(default_timezone=dt.UTC, allow_null=True, default=None)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["kind"] == Kind.LATE and data["minutes"] is None:
            raise serializers.ValidationError({"minutes": "Say how many minutes late."})
        if data["kind"] in NEEDS_WORDS and not data["text"]:
            raise serializers.ValidationError({"text": NEEDS_WORDS[data["kind"]]})
        return data


class _SaidOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    minutes = serializers.IntegerField(allow_null=True)
    text = serializers.CharField()


class ToldOut(_SaidOut):
    said = MomentField(source="told_at")
    told = serializers.IntegerField()
    reached = serializers.IntegerField(help_text="Have read it, or used the app in the last 7 days.")
    in_person = serializers.ListField(child=serializers.CharField(), help_text="Whom to tell in person.")
    no_phone = serializers.IntegerField(
        allow_null=True,
        help_text="How many of those not reached have no phone registered; null where push is not set up.",
    )


class AnnouncementsOut(serializers.Serializer[Any]):
    results = ToldOut(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(post=extend_schema(request=AnnouncementIn, responses={201: AnnouncementsOut}))
class AnnouncementsView(OnceView):
    """What those who come or wait were told about one date, and how far it got."""

    takes = AnnouncementIn

    @extend_schema(responses=AnnouncementsOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        body = self.body(occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return announcing.tell_everyone(member=self.member, roles=self.roles, now=now, **path, **data).occurrence_id

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)

    def body(self, occurrence_id: UUID) -> Any:
        rows = announcements.told_about(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )
        return AnnouncementsOut({"results": rows, "next": None}, context=self.context).data
