"""Small public promises of one date."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import promises
from aftershift.activities.services import promising
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import DayField, OneLineField, StrictBooleanField, StrictCharField, StrictSerializer
from aftershift.ideas.models import Report, Verdict
from aftershift.people.http.views import MemberView, OnceView

LONGEST = 80


class PromiseIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=LONGEST)
    shows_name = StrictBooleanField(default=False)


class OfficialPromiseIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=LONGEST)
    due_date = DayField()


class KeptIn(StrictSerializer):
    is_kept = StrictBooleanField()


class PromiseReportIn(StrictSerializer):
    reason = serializers.ChoiceField(choices=Report.Reason.choices)


class PromiseVerdictIn(StrictSerializer):
    what = serializers.ChoiceField(choices=Verdict.What.choices)
    reason = StrictCharField(min_length=3, max_length=300)


class PromiseOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField(help_text="Empty when it is hidden.")
    language = serializers.CharField()
    name = serializers.CharField(allow_null=True, help_text="Only where the member chose to show it.")
    is_mine = serializers.BooleanField()
    shows_name = serializers.BooleanField(help_text="What I chose, of my own.")
    is_official = serializers.BooleanField()
    due_date = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=("made", "thanked", "kept", "late"))
    hidden_reason = serializers.CharField(allow_null=True)
    to_judge = serializers.BooleanField(help_text="Reported and not looked at yet; told to organisers.")


class PromisesOut(serializers.Serializer[Any]):
    results = PromiseOut(many=True)
    next = serializers.CharField(allow_null=True)


class _Promises(MemberView):
    def body(self, occurrence_id: UUID) -> Any:
        found = promises.promises_of(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )
        return PromisesOut({"results": found, "next": None}).data


@extend_schema_view(post=extend_schema(request=OfficialPromiseIn, responses={201: PromisesOut}))
class PromisesView(OnceView, _Promises):
    """What is promised for one date; and what the programme promises, by an organiser."""

    takes = OfficialPromiseIn

    @extend_schema(responses=PromisesOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        body = self.body(occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return promising.promise_officially(member=self.member, roles=self.roles, now=now, **path, **data).occurrence_id

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


class MyPromiseView(_Promises):
    """My own promise, until I take it back. Safe to repeat by nature."""

    @extend_schema(request=PromiseIn, responses=PromisesOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(PromiseIn, request.data)
        promising.promise(member=self.member, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(self.body(occurrence_id))

    @extend_schema(request=None, responses={200: PromisesOut})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        promising.take_back(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return Response(self.body(occurrence_id))


class KeptView(_Promises):
    """The programme kept what it promised, or not yet."""

    @extend_schema(request=KeptIn, responses=PromisesOut)
    def put(self, request: Request, promise_id: UUID) -> Response:
        data = self.valid(KeptIn, request.data)
        found = promising.say_kept(
            member=self.member, roles=self.roles, promise_id=promise_id, is_kept=data["is_kept"], now=self.now
        )
        return Response(self.body(found.occurrence_id))


class _OfPromise(OnceView, _Promises):
    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


@extend_schema_view(post=extend_schema(request=PromiseReportIn, responses={201: PromisesOut}))
class PromiseReportsView(_OfPromise):
    takes = PromiseReportIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return promising.report(member=self.member, now=now, **path, **data).occurrence_id


@extend_schema_view(post=extend_schema(request=PromiseVerdictIn, responses={201: PromisesOut}))
class PromiseVerdictsView(_OfPromise):
    takes = PromiseVerdictIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return promising.judge(member=self.member, roles=self.roles, now=now, **path, **data).occurrence_id
