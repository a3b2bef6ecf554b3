"""The leaders' circle."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.policies import require
from aftershift.leading import policies
from aftershift.leading.api import steps_serializers as serializers
from aftershift.leading.selectors import circle as reads
from aftershift.leading.services import circle
from aftershift.people.http.views import MemberView, OnceView


class CircleView(MemberView):
    @extend_schema(responses=serializers.CircleOut)
    def get(self, request: Request) -> Response:
        """For the circle: whoever leads, led, shadowed or was invited, and organisers."""
        require(policies.MAY, "circle.read", reads.roles_in(member=self.member, roles=self.roles))
        body = serializers.CircleOut(
            {
                "notes": reads.latest_notes(member=self.member, all_roles=self.roles | self.resting_roles),
                "dates": reads.dates(member=self.member, now=self.now),
                "may_take_out_all": "organiser" in self.roles,
                "may_invite": not policies.MAY["circle.invite"].isdisjoint(self.roles),
                "is_invited": reads.is_invited(member=self.member),
            },
            context=self.context,
        ).data
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)


@extend_schema_view(post=extend_schema(request=serializers.NoteIn, responses={201: serializers.NoteOut}))
class NotesView(OnceView):
    takes: ClassVar[Any] = serializers.NoteIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return circle.write_note(member=self.member, roles=self.roles, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        shown = reads.latest_notes(member=self.member, all_roles=self.roles | self.resting_roles)
        for row in shown:
            if row.id == row_id:
                return serializers.NoteOut(row, context=self.context).data
        raise NotVisible


class NoteView(MemberView):
    http_method_names = ["delete", "options"]

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, note_id: UUID) -> Response:
        circle.take_note_out(member=self.member, roles=self.roles, note_id=note_id, now=self.now)
        return Response(status=204)


class InvitationView(MemberView):
    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, member_id: UUID) -> Response:
        """Ask a colleague in. They alone are told."""
        circle.invite(member=self.member, roles=self.roles, invited_id=member_id, now=self.now)
        return Response(status=204)

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, member_id: UUID) -> Response:
        circle.end_invitation(member=self.member, roles=self.roles, invited_id=member_id, now=self.now)
        return Response(status=204)


class CircleActivityView(MemberView):
    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=serializers.CircleActivityOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        require(policies.MAY, "circle.choose", self.roles)
        return Response(
            {"activity_id": str(activity_id), "what": reads.what_it_is(member=self.member, activity_id=activity_id)}
        )

    @extend_schema(request=serializers.CircleActivityIn, responses=serializers.CircleActivityOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        """The circle's own series, a training, or neither."""
        what = self.valid(serializers.CircleActivityIn, request.data)["what"]
        circle.say_what_it_is(member=self.member, roles=self.roles, activity_id=activity_id, what=what, now=self.now)
        return Response({"activity_id": str(activity_id), "what": what})
