import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.ballots import selectors
from aftershift.ballots.api import checks_serializers as serializers
from aftershift.ballots.services import checking
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.pages import CursorPages
from aftershift.people.http.views import MemberView


class ChecksView(MemberView):
    """Every idea that could stand in the next vote, and whether it can be done."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.FeasibilityOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.ideas_to_check(member=self.member), request, view=self) or []
        found = selectors.feasibilities(rows, roles=self.roles | self.resting_roles)
        body = {"results": serializers.FeasibilityOut(found, many=True).data, "next": pages.get_next_link()}
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


class _CheckView(MemberView):
    def body(self, idea_id: UUID) -> Any:
        found = selectors.feasibility(member=self.member, roles=self.roles | self.resting_roles, idea_id=idea_id)
        return serializers.FeasibilityOut(found).data


class CheckView(_CheckView):
    @extend_schema(operation_id="idea_feasibility", responses={200: serializers.FeasibilityOut})
    def get(self, request: Request, idea_id: UUID) -> Response:
        body = self.body(idea_id)
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)

    @extend_schema(operation_id="idea_check", request=serializers.CheckIn, responses={200: serializers.FeasibilityOut})
    def put(self, request: Request, idea_id: UUID) -> Response:
        data = self.valid(serializers.CheckIn, request.data)
        checking.check(member=self.member, idea_id=idea_id, now=self.now, **data)
        return Response(self.body(idea_id))


class CostAskedView(_CheckView):
    """What the author asks for; null takes it back."""

    @extend_schema(
        operation_id="idea_cost_asked", request=serializers.CostAskedIn, responses={200: serializers.FeasibilityOut}
    )
    def put(self, request: Request, idea_id: UUID) -> Response:
        data = self.valid(serializers.CostAskedIn, request.data)
        checking.ask_for_money(member=self.member, idea_id=idea_id, **data)
        return Response(self.body(idea_id))
