"""Time polls: to answer, and to ask."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import (
    ClockField,
    DayField,
    MomentField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.people.http.views import MemberView, OnceView
from aftershift.shifts import polling


class PollStartIn(StrictSerializer):
    date = DayField()
    start = ClockField()


class PollIn(StrictSerializer):
    audience = StrictCharField(max_length=60)
    what = StrictCharField(min_length=1, max_length=80)
    minutes = StrictIntegerField(min_value=15, max_value=12 * 60)
    place = serializers.ChoiceField(choices=("on", "off"))
    starts = PollStartIn(many=True, min_length=polling.FEWEST_TIMES, max_length=polling.MOST_TIMES)  # type: ignore[call-arg]
    closes_date = DayField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        on_site = attrs.pop("place") == "on"
        starts = [dt.datetime.combine(start["date"], start["start"]) for start in attrs["starts"]]
        return {**attrs, "starts": starts, "on_site": on_site}


class PollAnswerIn(StrictSerializer):
    ticks = serializers.ListField(child=serializers.UUIDField(), max_length=polling.MOST_TIMES)


class PollTimeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    starts = MomentField(source="starts_at")
    ends = MomentField(source="ends_at")
    fits = serializers.BooleanField(source="fit.fits", allow_null=True)
    why = serializers.CharField(source="fit.why", allow_null=True)
    why_time = serializers.CharField(source="fit.why_time", allow_null=True)
    why_not = serializers.CharField(source="fit.why_not", allow_null=True)
    ticked = serializers.BooleanField()


class PollOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.CharField()
    on_site = serializers.BooleanField(source="is_on_site")
    closes = MomentField(source="closes_at")
    answered = serializers.SerializerMethodField()
    times = PollTimeOut(many=True)

    def get_answered(self, row: polling.AskedPoll) -> bool:
        return row.answered_at is not None


class PollsOut(serializers.Serializer[Any]):
    results = PollOut(many=True)
    next = serializers.CharField(allow_null=True)


class PollTimeResultOut(serializers.Serializer[Any]):
    starts = MomentField()
    would_come = serializers.IntegerField(allow_null=True)


class PollResultOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.CharField()
    minutes = serializers.IntegerField()
    on_site = serializers.BooleanField(source="is_on_site")
    closes = MomentField(source="closes_at")
    is_over = serializers.BooleanField()
    answered = serializers.IntegerField(allow_null=True, help_text="Once it is over, if at least three answered.")
    times = serializers.SerializerMethodField()

    @extend_schema_field(PollTimeResultOut(many=True))
    def get_times(self, row: polling.PollResult) -> list[dict[str, Any]]:
        counts: Sequence[int | None] = row.would_come or [None] * len(row.starts)
        times = [{"starts": at, "would_come": count} for at, count in zip(row.starts, counts, strict=True)]
        return PollTimeResultOut(times, many=True, context=self.context).data  # type: ignore[return-value]


class PollResultsOut(serializers.Serializer[Any]):
    results = PollResultOut(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_view(post=extend_schema(request=PollIn, responses={201: PollResultOut}))
class PollsView(OnceView):
    takes = PollIn

    @extend_schema(responses={200: PollsOut})
    def get(self, request: Request) -> Response:
        """The open polls that ask me."""
        found = polling.asked_polls(member=self.member, now=self.now)
        body = PollsOut({"results": found, "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return polling.open_poll(member=self.member, roles=self.roles, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        return _result(self, row_id)


class PollAnswerView(MemberView):
    @extend_schema(request=PollAnswerIn, responses={200: PollOut})
    def put(self, request: Request, poll_id: UUID) -> Response:
        """My ticks; sent again they are the same ticks."""
        data = self.valid(PollAnswerIn, request.data)
        mine = polling.answer(member=self.member, poll_id=poll_id, now=self.now, **data)
        found = polling.asked_poll(member=self.member, answer_id=mine.pk)
        return Response(PollOut(found, context=self.context).data)


@extend_schema_view(post=extend_schema(request=None, responses={201: PollResultOut}))
class PollClosingView(OnceView):
    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return polling.close(member=self.member, roles=self.roles, now=now, **path).pk

    def show(self, row_id: UUID) -> Any:
        return _result(self, row_id)


class AskedPollsView(MemberView):
    @extend_schema(responses={200: PollResultsOut})
    def get(self, request: Request) -> Response:
        """The polls that I opened, with what came of them."""
        found = polling.results(member=self.member, roles=self.roles, now=self.now)
        body = PollResultsOut({"results": found, "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


def _result(view: OnceView, poll_id: UUID) -> Any:
    found = polling.results(member=view.member, roles=view.roles, now=view.now, poll_id=poll_id)
    if not found:
        raise NotVisible
    return PollResultOut(found[0], context=view.context).data
