"""Behind the scenes: how the work that nobody presses a button for goes, for organisers."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.notifications import work
from aftershift.notifications.api.work_serializers import WorkOut
from aftershift.notifications.services import retrying
from aftershift.people.http.views import MemberView, OnceView


class WorkView(MemberView):
    """Tasks, what waits, and what failed. Names no member and no message."""

    @extend_schema(responses=WorkOut)
    def get(self, request: Request) -> Response:
        found = work.work_of(member=self.member, roles=self.roles, now=self.now)
        body = WorkOut(found, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


@extend_schema_view(post=extend_schema(request=None, responses={201: WorkOut}))
class WorkRetriesView(OnceView):
    """Try this once more. Twice is once; the worker looks again at whether it is still true."""

    def act(self, *, data: Any, now: Any, item_id: UUID) -> UUID:
        return retrying.try_again(member=self.member, roles=self.roles, item_id=item_id, now=now)

    def show(self, row_id: UUID) -> Any:
        found = work.work_of(member=self.member, roles=self.roles, now=self.now)
        return WorkOut(found, context=self.context).data
