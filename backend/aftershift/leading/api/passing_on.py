"""Passing leading on: the screen of an activity, its taper, its handover and its pack."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import Stale, VersionMissing
from aftershift.core.http.conditional import etag_of
from aftershift.core.selectors import one
from aftershift.leading.api import passing_on_serializers as serializers
from aftershift.leading.selectors import handover as handovers
from aftershift.leading.selectors import pauses
from aftershift.leading.selectors.passing_on import passing_on
from aftershift.leading.services import handover as services
from aftershift.leading.services import tapering
from aftershift.people.http.views import MemberView


class PassingOnView(MemberView):
    @extend_schema(operation_id="passing_on_retrieve", responses=serializers.PassingOnOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        found = self.found(activity_id)
        return self.conditional(request, etag_of(found, self.member.pk), lambda: self.body(found))

    def found(self, activity_id: UUID) -> Any:
        return passing_on(**self.call(activity_id), all_roles=self.roles | self.resting_roles)

    def call(self, activity_id: UUID) -> dict[str, Any]:
        return {"member": self.member, "roles": self.roles, "activity_id": activity_id, "now": self.now}

    def body(self, found: Any) -> Any:
        return serializers.PassingOnOut(found, context=self.context).data

    def reply(self, activity_id: UUID) -> Response:
        return Response(self.body(self.found(activity_id)))


class TaperView(PassingOnView):
    """The plan. Each of these is safe to repeat by nature."""

    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={200: serializers.PassingOnOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        tapering.begin_taper(**self.call(activity_id))
        return self.reply(activity_id)


class TaperAgreementView(PassingOnView):
    """Yes to the step that is proposed."""

    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={200: serializers.PassingOnOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        tapering.agree(**self.call(activity_id))
        return self.reply(activity_id)


class TaperHelpView(PassingOnView):
    """A lead would like the organiser there more often."""

    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={200: serializers.PassingOnOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        tapering.ask_for_more_help(**self.call(activity_id))
        return self.reply(activity_id)


class HandoverView(PassingOnView):
    """Ask one person to take it on. Whoever leads stays responsible until both sides said yes."""

    http_method_names = ["put", "options"]

    @extend_schema(request=serializers.HandoverIn, responses={200: serializers.PassingOnOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        data = self.valid(serializers.HandoverIn, request.data)
        services.begin_handover(**self.call(activity_id), **data)
        return self.reply(activity_id)


class HandoverPackView(MemberView):
    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=serializers.PackOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        found = handovers.pack_of(member=self.member, roles=self.roles, activity_id=activity_id)
        return self.conditional(request, self.etag(found), lambda: asdict(found))

    @extend_schema(request=serializers.PackIn, responses={200: serializers.PackOut})
    def put(self, request: Request, activity_id: UUID) -> Response:
        words = self.valid(serializers.PackIn, request.data)
        services.write_pack(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            words=words,
            version=self.version(request),
            now=self.now,
        )
        found = handovers.pack_of(member=self.member, roles=self.roles, activity_id=activity_id)
        return Response(asdict(found), headers={"ETag": self.etag(found)})

    def etag(self, found: handovers.Pack) -> str:
        return f'"{found.version}-{etag_of(found, self.member.pk).strip(chr(34))}"'

    @staticmethod
    def version(request: Request) -> int:
        """The version that If-Match names; compared under the lock. Raises VersionMissing, Stale."""
        given = request.headers.get("If-Match")
        if not given:
            raise VersionMissing
        number = given.strip().removeprefix('"').split("-")[0]
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            raise Stale
        return int(number)


class _Mine(MemberView):
    def shown(self, handover_id: UUID) -> Response:
        row = one(handovers.own_handovers(member=self.member), handover_id)
        return Response(serializers.HandoverOut(row, context=self.context).data)


class HandoversView(_Mine):
    @extend_schema(operation_id="handovers_list", responses=serializers.HandoversOut)
    def get(self, request: Request) -> Response:
        """What waits for my yes."""
        rows = list(handovers.asked_of(member=self.member)[:50])
        etag = etag_of(self.member.pk, [(row.pk, row.activity.version) for row in rows])
        return self.conditional(
            request,
            etag,
            lambda: {"results": serializers.HandoverOut(rows, many=True, context=self.context).data, "next": None},
        )


class HandoverAgreementView(_Mine):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={200: serializers.HandoverOut})
    def put(self, request: Request, handover_id: UUID) -> Response:
        services.agree_to_handover(member=self.member, handover_id=handover_id, now=self.now)
        return self.shown(handover_id)


class HandoverRefusalView(_Mine):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={200: serializers.HandoverOut})
    def put(self, request: Request, handover_id: UUID) -> Response:
        services.refuse_handover(member=self.member, handover_id=handover_id, now=self.now)
        return self.shown(handover_id)


class LeaderCallsView(MemberView):
    @extend_schema(operation_id="leader_calls_list", responses=serializers.LeaderCallsOut)
    def get(self, request: Request) -> Response:
        """What needs a leader, the soonest first."""
        found = pauses.leader_calls(member=self.member, now=self.now)
        return self.conditional(
            request,
            etag_of(found, self.member.pk),
            lambda: {"results": serializers.LeaderCallOut(found, many=True, context=self.context).data, "next": None},
        )
