"""Making one member of two, with the person present: what would happen, and doing it."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people import policies, selectors
from aftershift.people.api import merging_serializers as serializers
from aftershift.people.http.views import MemberView, OnceView
from aftershift.people.models import Member
from aftershift.people.services import merging


def _said(member: Member) -> dict[str, Any]:
    joined: dt.date = member.organisation.local(member.joined_at).date()
    return {
        "called_name": member.called_name,
        "joined_date": joined.isoformat(),
        "is_confirmed": member.is_confirmed,
    }


class MergePreviewView(MemberView):
    """What would happen. Writes nothing; a POST so that no card stands in an address."""

    @extend_schema(request=serializers.MemberMergeIn, responses={200: serializers.MemberMergePreviewOut})
    def post(self, request: Request) -> Response:
        require(policies.MAY, "member.merge", self.roles)
        data = self.valid(serializers.MemberMergeIn, request.data)
        found = merging.preview(by=self.member, **data, now=self.now)
        body = {"kept": _said(found.kept), "gone": _said(found.gone), **found.counts}
        return Response(body, headers={"Cache-Control": "no-store"})


@extend_schema_view(post=extend_schema(request=serializers.MemberMergeIn, responses={201: serializers.MemberMergeOut}))
class MergesView(OnceView):
    takes = serializers.MemberMergeIn

    def post(self, request: Request, **path: Any) -> Response:
        require(policies.MAY, "member.merge", self.roles)
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return merging.merge(by=self.member, **data, now=now).pk

    def show(self, row_id: UUID) -> Any:
        done = one(selectors.visible_merges(member=self.member), row_id)
        return {"id": str(done.pk), "kept": _said(done.kept)}
