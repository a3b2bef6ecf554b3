from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.notifications import selectors
from aftershift.notifications.api import serializers
from aftershift.notifications.services import reading, telling
from aftershift.people.http.views import MemberView


class _Inbox(MemberView):
    def body(self) -> Any:
        rows = selectors.inbox(member=self.member, now=self.now)
        unread = sum(not row.is_read for row in rows)
        return serializers.InboxOut({"unread": unread, "results": rows, "next": None}, context=self.context).data


class InboxView(_Inbox):
    """What I was told in the last two weeks and is still true, the latest first."""

    @extend_schema(responses=serializers.InboxOut)
    def get(self, request: Request) -> Response:
        body = self.body()
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class InboxReadView(_Inbox):
    """I have read it. Safe to repeat by nature."""

    @extend_schema(request=None, responses={200: serializers.InboxOut})
    def put(self, request: Request, message_id: UUID) -> Response:
        reading.mark_read(member=self.member, message_id=message_id, now=self.now)
        return Response(self.body())


class PreferencesView(MemberView):
    """Which kinds of message I want where. The inbox has them all."""

    def body(self) -> Any:
        works = selectors.working_channels(member=self.member)
        rows = selectors.preferences(member=self.member)
        return serializers.PreferencesOut({"works": sorted(works), "results": rows, "next": None}).data

    @extend_schema(responses=serializers.PreferencesOut)
    def get(self, request: Request) -> Response:
        body = self.body()
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    @extend_schema(request=serializers.PreferenceIn, responses={200: serializers.PreferencesOut})
    def put(self, request: Request) -> Response:
        said = serializers.PreferenceIn(data=request.data)
        said.is_valid(raise_exception=True)
        reading.prefer(member=self.member, **said.validated_data)
        return Response(self.body())


class _ToTell(MemberView):
    def body(self) -> Any:
        rows = selectors.to_tell(member=self.member, roles=self.roles, now=self.now)
        return serializers.ToTellListOut({"results": rows, "next": None}, context=self.context).data


class ToTellView(_ToTell):
    """Whom nothing has reached, of those who chose to be told in person. For connectors."""

    @extend_schema(responses=serializers.ToTellListOut)
    def get(self, request: Request) -> Response:
        body = self.body()
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class ToldView(_ToTell):
    """I told them. Whoever is off the list already is no longer there: 404."""

    @extend_schema(request=None, responses={200: serializers.ToTellListOut})
    def put(self, request: Request, message_id: UUID) -> Response:
        telling.told_in_person(member=self.member, roles=self.roles, message_id=message_id, now=self.now)
        return Response(self.body())
