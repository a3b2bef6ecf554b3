"""Saying that I am away, so that questions go to others meanwhile."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.leading.api import steps_serializers as serializers
from aftershift.leading.selectors import away as reads
from aftershift.leading.services import away
from aftershift.people.http.views import MemberView


class MyAwayView(MemberView):
    """Safe to repeat by nature."""

    http_method_names = ["get", "put", "delete", "options"]

    @extend_schema(operation_id="my_away", responses=serializers.AwayOut)
    def get(self, request: Request) -> Response:
        body = self.body()
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)

    @extend_schema(request=serializers.AwayIn, responses=serializers.AwayOut)
    def put(self, request: Request) -> Response:
        """I am away until this day."""
        data = self.valid(serializers.AwayIn, request.data)
        away.be_away(member=self.member, until_date=data["until_date"], now=self.now)
        return Response(self.body())

    @extend_schema(request=None, responses={200: serializers.AwayOut})
    def delete(self, request: Request) -> Response:
        """I am back, or was not going."""
        away.be_back(member=self.member, now=self.now)
        return Response(self.body())

    def body(self) -> dict[str, object]:
        until = reads.own_away(member=self.member, today=self.today)
        asked = not self.roles.isdisjoint({"lead", "organiser", "adviser"})
        return dict(serializers.AwayOut({"until_date": until, "is_asked": asked}).data)
