"""Asking for a word and giving it, and watching somebody lead."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.selectors import one
from aftershift.leading.api import steps_serializers as serializers
from aftershift.leading.api.steps import kind_of
from aftershift.leading.models import SignOff
from aftershift.leading.selectors import sign_offs as reads
from aftershift.leading.selectors.steps import own_sign_offs
from aftershift.leading.services import sign_offs
from aftershift.people.http.views import MemberView, OnceView


class Asking(MemberView):
    @property
    def reader(self) -> dict[str, Any]:
        """all_roles: a supervisor is told nothing, also where that role rests."""
        return {"member": self.member, "roles": self.roles, "all_roles": self.roles | self.resting_roles}


class SignersView(MemberView):
    @extend_schema(
        responses=serializers.SignersOut,
        parameters=[OpenApiParameter("what", OpenApiTypes.STR, enum=SignOff.What.values, required=True)],
    )
    def get(self, request: Request, kind: str) -> Response:
        """Whom I can ask by name: people whose leading everybody knows of."""
        what = self.valid(serializers.SignOffIn, {"kind": kind_of(kind), "what": request.GET.get("what")})["what"]
        names = "supervisor" not in self.roles | self.resting_roles
        found = reads.signers(member=self.member, kind=kind, what=what, today=self.today) if names else []
        return Response(
            {
                "results": serializers.SignerOut(found, many=True).data,
                "next": None,
                "organisers": what != SignOff.What.BUDDY_READY and not reads.needs_no_word(kind, what),
            }
        )


@extend_schema_view(post=extend_schema(request=serializers.SignOffIn, responses={201: serializers.SignOffOut}))
class SignOffsView(OnceView):
    takes: ClassVar[Any] = serializers.SignOffIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return sign_offs.ask_for_sign_off(
            member=self.member, kind=data["kind"], what=data["what"], asked_of_id=data["asked_of"], now=now
        ).pk

    def show(self, row_id: UUID) -> Any:
        return serializers.SignOffOut(one(own_sign_offs(member=self.member), row_id)).data


class SignOffView(MemberView):
    http_method_names = ["delete", "options"]

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, sign_off_id: UUID) -> Response:
        """I ask no longer."""
        sign_offs.take_sign_off_back(member=self.member, sign_off_id=sign_off_id, now=self.now)
        return Response(status=204)


class PauseView(MemberView):
    http_method_names = ["put", "options"]

    @extend_schema(request=serializers.PauseIn, responses=serializers.SignOffOut)
    def put(self, request: Request, sign_off_id: UUID) -> Response:
        """My own word from somebody rests, or counts again."""
        is_paused = self.valid(serializers.PauseIn, request.data)["is_paused"]
        sign_offs.pause_sign_off(member=self.member, sign_off_id=sign_off_id, is_paused=is_paused, now=self.now)
        return Response(serializers.SignOffOut(one(own_sign_offs(member=self.member), sign_off_id)).data)


class AskedView(Asking):
    @extend_schema(operation_id="sign_off_requests_list", responses=serializers.AskedListOut)
    def get(self, request: Request) -> Response:
        """What I am asked now. An answer, mine or another's, takes it from here."""
        rows = [
            {
                "id": row.pk,
                "name": row.member.called_name,
                "kind": row.kind,
                "what": row.what,
                "answers_as": answers_as,
                "asked": row.asked_at,
                "dates": row.dates,
            }
            for row, answers_as in reads.asked_of(**self.reader, now=self.now)
        ]
        body = {"results": serializers.AskedOut(rows, many=True, context=self.context).data, "next": None}
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)


class AnswerView(Asking):
    http_method_names = ["put", "options"]

    @extend_schema(request=serializers.SignOffAnswerIn, responses=serializers.AnsweredOut)
    def put(self, request: Request, sign_off_id: UUID) -> Response:
        data = self.valid(serializers.SignOffAnswerIn, request.data)
        row = sign_offs.answer_sign_off(**self.reader, sign_off_id=sign_off_id, now=self.now, **data)
        return Response({"state": row.state})


class ShadowView(MemberView):
    """My going along to watch, on one date; safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=None, responses=serializers.ShadowingOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        row = sign_offs.shadow(member=self.member, occurrence_id=occurrence_id, now=self.now)
        shown = reads.shadowing_shown(row, reader=self.member, now=self.now)
        return Response(serializers.ShadowingOut(shown, context=self.context).data)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        sign_offs.do_not_shadow(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return Response(status=204)


class ShadowingsView(Asking):
    @extend_schema(operation_id="shadowings_list", responses=serializers.ShadowingsOut)
    def get(self, request: Request) -> Response:
        """My own, and those of people who watch me."""
        rows = reads.shadowings(**self.reader, now=self.now)
        body = {"results": serializers.ShadowingOut(rows, many=True, context=self.context).data, "next": None}
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)


class ItHappenedView(Asking):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses=serializers.ShadowingOut)
    def put(self, request: Request, shadowing_id: UUID) -> Response:
        """My side of it."""
        row = sign_offs.say_it_happened(**self.reader, shadowing_id=shadowing_id, now=self.now)
        shown = reads.shadowing_shown(row, reader=self.member, now=self.now)
        return Response(serializers.ShadowingOut(shown, context=self.context).data)
