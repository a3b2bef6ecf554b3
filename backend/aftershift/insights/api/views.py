from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.insights import selectors
from aftershift.insights.api import serializers
from aftershift.people.http.views import MemberView


class DeskView(MemberView):
    """What waits for an organiser, by due date."""

    @extend_schema(responses=serializers.Desk)
    def get(self, request: Request) -> Response:
        things = selectors.desk(member=self.member, roles=self.roles, now=self.now)
        return self.conditional(
            request,
            etag_of(self.member.pk, self.today, things),
            lambda: serializers.Desk({"today": self.today, "things": things}).data,
        )
