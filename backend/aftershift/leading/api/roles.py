"""The small roles of one date."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.leading.api import roles_serializers as serializers
from aftershift.leading.models import DateRole
from aftershift.leading.selectors import roles as reads
from aftershift.leading.services import roles as services
from aftershift.people.http.views import MemberView

ROLE = [OpenApiParameter("role", location="path", required=True, enum=DateRole.Role.values)]


def role_named(text: str) -> DateRole.Role:
    if text not in DateRole.Role.values:
        raise NotVisible
    return DateRole.Role(text)


class DateRolesView(MemberView):
    @extend_schema(operation_id="date_roles_retrieve", responses=serializers.DateRolesOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = self.found(occurrence_id)
        return self.conditional(request, etag_of(found, self.member.pk), lambda: asdict(found))

    def found(self, occurrence_id: UUID) -> reads.RolesShown:
        return reads.roles_shown(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )

    def reply(self, occurrence_id: UUID) -> Response:
        return Response(asdict(self.found(occurrence_id)))


class DateRoleView(DateRolesView):
    """Safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(parameters=ROLE, request=None, responses={200: serializers.DateRolesOut})
    def put(self, request: Request, occurrence_id: UUID, role: str) -> Response:
        """Yes, I do it: asked or not."""
        services.take_date_role(member=self.member, occurrence_id=occurrence_id, role=role_named(role), now=self.now)
        return self.reply(occurrence_id)

    @extend_schema(parameters=ROLE, request=None, responses={200: serializers.DateRolesOut})
    def delete(self, request: Request, occurrence_id: UUID, role: str) -> Response:
        """Not this time, or no longer."""
        services.give_back_date_role(
            member=self.member, occurrence_id=occurrence_id, role=role_named(role), now=self.now
        )
        return self.reply(occurrence_id)


class DateRoleQuestionView(DateRolesView):
    """Asking for it, by whoever runs the date."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(parameters=ROLE, request=serializers.DateRoleQuestionIn, responses={200: serializers.DateRolesOut})
    def put(self, request: Request, occurrence_id: UUID, role: str) -> Response:
        data = self.valid(serializers.DateRoleQuestionIn, request.data)
        services.ask_for_date_role(**self.call(occurrence_id, role), **data)
        return self.reply(occurrence_id)

    @extend_schema(parameters=ROLE, request=None, responses={200: serializers.DateRolesOut})
    def delete(self, request: Request, occurrence_id: UUID, role: str) -> Response:
        services.ask_nobody_for_date_role(**self.call(occurrence_id, role))
        return self.reply(occurrence_id)

    def call(self, occurrence_id: UUID, role: str) -> dict[str, Any]:
        return {
            "member": self.member,
            "roles": self.roles,
            "occurrence_id": occurrence_id,
            "role": role_named(role),
            "now": self.now,
        }


class RoleQuestionsView(MemberView):
    @extend_schema(operation_id="role_questions_list", responses=serializers.RoleQuestionsOut)
    def get(self, request: Request) -> Response:
        """Small roles that I am asked to take."""
        found = reads.role_questions(member=self.member, now=self.now)
        return self.conditional(
            request,
            etag_of(found, self.member.pk),
            lambda: {
                "results": serializers.RoleQuestionOut(found, many=True, context=self.context).data,
                "next": None,
            },
        )
