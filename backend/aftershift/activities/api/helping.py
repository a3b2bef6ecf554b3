"""Who helps with an activity from outside."""

import datetime as dt
from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import helping as reads
from aftershift.activities.api import hosting_serializers as serializers
from aftershift.activities.services import helping
from aftershift.core.http.conditional import etag_of
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView


def helpers_of(view: MemberView, activity_id: UUID) -> reads.Helpers:
    return reads.helpers_of(
        member=view.member, roles=view.roles, all_roles=view.roles | view.resting_roles, activity_id=activity_id
    )


@extend_schema_view(post=extend_schema(request=serializers.HelperIn, responses={201: serializers.HelperOut}))
class HelpersView(OnceView):
    takes = serializers.HelperIn

    @extend_schema(operation_id="helpers_list", responses=serializers.HelpersOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        found = helpers_of(self, activity_id)
        return self.conditional(
            request,
            etag_of(found, self.member.pk),
            lambda: {
                "results": [asdict(row) for row in found.rows],
                "next": None,
                "may_change": found.may_change,
            },
        )

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return helping.enter_helper(
            member=self.member, roles=self.roles, activity_id=path["activity_id"], now=now, **data
        ).pk

    def show(self, row_id: UUID) -> Any:
        row = one(reads.visible_helpers(member=self.member), row_id)
        return asdict(next(shown for shown in helpers_of(self, row.activity_id).rows if shown.id == row_id))


class HelperView(MemberView):
    http_method_names = ["delete", "options"]

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, helper_id: UUID) -> Response:
        helping.forget_helper(member=self.member, roles=self.roles, helper_id=helper_id, now=self.now)
        return Response(status=204)
