import datetime as dt
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.calendars import selectors, services
from aftershift.calendars.api import serializers
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.qr import drawn
from aftershift.core.selectors import one
from aftershift.core.services import Made
from aftershift.people.http.views import MemberView, OnceView


@extend_schema_view(post=extend_schema(request=serializers.FeedIn, responses={201: serializers.NewFeedOut}))
class FeedsView(OnceView):
    """My secret calendar addresses. A new one for the same purpose ends the one before."""

    takes = serializers.FeedIn

    @extend_schema(responses=serializers.FeedsOut)
    def get(self, request: Request) -> Response:
        rows = list(selectors.own_feeds(member=self.member, now=self.now))
        etag = etag_of(self.member.pk, [(row.pk, row.last_fetched_at) for row in rows])
        return self.conditional(
            request,
            etag,
            lambda: {"results": serializers.FeedOut(rows, many=True, context=self.context).data, "next": None},
        )

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> Made:
        return services.make(member=self.member, now=now, **data)

    def show(self, row_id: UUID) -> Any:
        feed = one(selectors.own_feeds(member=self.member, now=self.now), row_id)
        address = settings.PUBLIC_URL + reverse("feed", args=[self.secret])
        return serializers.FeedOut(feed, context=self.context).data | {
            "url": address,
            "webcal_url": (webcal := "webcal://" + address.split("://", 1)[1]),
            "qr_svg": drawn(webcal),
        }


class FeedView(MemberView):
    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, feed_id: UUID) -> Response:
        services.revoke(member=self.member, feed_id=feed_id, now=self.now)
        return Response(status=204)
