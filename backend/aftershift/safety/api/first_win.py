"""The first activity of all: a template to read and change on one screen, and making it."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.models import Activity
from aftershift.activities.selectors import activity_with_dates
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import ClockField, DayField, StrictBooleanField, StrictCharField, StrictSerializer
from aftershift.people.http.views import OnceView
from aftershift.safety import first_win
from aftershift.safety.services.first_win import make_first_win

ABOUT = ("title", "meeting_place", "how_hard", "cost", "what_to_bring")


class SaidOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    text = serializers.CharField(help_text="What the list asks.")
    note = serializers.CharField(help_text="What may be said of it. Nothing is ticked by itself.")


class FirstWinOut(serializers.Serializer[Any]):
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    minutes = serializers.IntegerField()
    places = serializers.IntegerField()
    site_id = serializers.UUIDField(allow_null=True)
    meeting_place = serializers.CharField()
    starts_date = serializers.DateField()
    starts_time = ClockField()
    found = serializers.BooleanField(help_text="The time comes from the shifts that people told.")
    after_group = serializers.CharField(allow_null=True, help_text="Whose usual finish it follows.")
    after_finish = ClockField(allow_null=True)
    how_hard = serializers.CharField()
    cost = serializers.CharField()
    what_to_bring = serializers.CharField()
    checks = SaidOut(many=True)


class AnsweredIn(StrictSerializer):
    id = serializers.ChoiceField(choices=sorted(first_win.SAID_OF_MOST))
    note = StrictCharField(max_length=500, allow_blank=True, default="")


class FirstWinIn(StrictSerializer):
    title = StrictCharField(max_length=80)
    meeting_place = StrictCharField(max_length=160)
    site_id = serializers.UUIDField(allow_null=True, default=None)
    starts_date = DayField()
    starts_time = ClockField()
    how_hard = StrictCharField(max_length=200)
    cost = StrictCharField(max_length=80)
    what_to_bring = StrictCharField(max_length=200)
    i_lead = StrictBooleanField(default=False)
    checks = AnsweredIn(many=True, max_length=len(first_win.SAID_OF_MOST))  # type: ignore[call-arg]


class FirstWinMadeOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()


class FirstWinView(OnceView):
    """One walk, 45 minutes, 8 places: filled in as far as it may be."""

    takes = FirstWinIn

    @extend_schema(responses=FirstWinOut)
    def get(self, request: Request) -> Response:
        found = first_win.first_win(member=self.member, roles=self.roles, now=self.now)
        return self.conditional(request, etag_of(self.member.pk, found), lambda: FirstWinOut(found).data)

    @extend_schema(request=FirstWinIn, responses={201: FirstWinMadeOut})
    def post(self, request: Request, **path: Any) -> Response:
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> UUID:
        return make_first_win(
            member=self.member,
            roles=self.roles,
            about={name: data[name] for name in ABOUT},
            date=data["starts_date"],
            time=data["starts_time"],
            site_id=data["site_id"],
            i_lead=data["i_lead"],
            checked={check["id"]: check["note"] for check in data["checks"]},
            now=now,
        ).pk

    def show(self, row_id: UUID) -> Any:
        activity, dates = activity_with_dates(member=self.member, activity_id=row_id)
        return FirstWinMadeOut({"activity_id": activity.pk, "occurrence_id": dates[0].pk}).data
