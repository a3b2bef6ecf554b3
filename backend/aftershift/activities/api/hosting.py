"""Who meets first-timers on a date."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import hosting as reads
from aftershift.activities.api import hosting_serializers as serializers
from aftershift.activities.services import hosting
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import moment
from aftershift.people.http.views import MemberView


class HostView(MemberView):
    """Safe to repeat by nature."""

    http_method_names = ["get", "put", "delete", "options"]

    @extend_schema(responses=serializers.HostOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = self.found(occurrence_id)
        return self.conditional(request, etag_of(found, self.member.pk), lambda: self.body(found))

    @extend_schema(request=serializers.HostIn, responses=serializers.HostOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        """Yes, I meet them: asked or not."""
        data = self.valid(serializers.HostIn, request.data)
        hosting.be_host(member=self.member, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(self.body(self.found(occurrence_id)))

    @extend_schema(request=None, responses={200: serializers.HostOut})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        """Not this time, or no longer."""
        hosting.step_back(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return Response(self.body(self.found(occurrence_id)))

    def found(self, occurrence_id: UUID) -> reads.HostShown:
        return reads.host_shown(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )

    def body(self, found: reads.HostShown) -> dict[str, Any]:
        shown = asdict(found)
        meets_at = shown.pop("meets_at")
        return shown | {"meets": moment(meets_at, self.member.organisation.time_zone) if meets_at else None}


class HostQuestionView(HostView):
    """Asking one person who has a place, by whoever runs the date."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=serializers.HostQuestionIn, responses=serializers.HostOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(serializers.HostQuestionIn, request.data)
        hosting.ask_to_host(member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(self.body(self.found(occurrence_id)))

    @extend_schema(request=None, responses={200: serializers.HostOut})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        hosting.take_question_back(member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=self.now)
        return Response(self.body(self.found(occurrence_id)))


class HostQuestionsView(MemberView):
    @extend_schema(operation_id="host_questions_list", responses=serializers.HostQuestionsOut)
    def get(self, request: Request) -> Response:
        """Dates that I am asked to be the host of."""
        found = reads.questions_to(member=self.member, now=self.now)
        zone = self.member.organisation.time_zone
        rows = [
            {"occurrence_id": str(row.occurrence_id), "title": row.title, "starts": moment(row.starts_at, zone)}
            for row in found
        ]
        return self.conditional(request, etag_of(found, self.member.pk), lambda: {"results": rows, "next": None})
