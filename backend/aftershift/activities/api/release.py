"""The release check, for the screens that make posters and codes."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import releasing
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField
from aftershift.core.policies import require
from aftershift.people.http.views import MemberView
from aftershift.people.policies import MAY


class JoinableOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField(source="starts_at")
    free = serializers.IntegerField()


class ReleaseCheckOut(serializers.Serializer[Any]):
    can_go_out = serializers.BooleanField(help_text="Something can be joined today.")
    next_date = JoinableOut(allow_null=True)


class ReleaseCheckView(MemberView):
    """May a poster or a code go out now? Making one asks the same question again."""

    @extend_schema(responses=ReleaseCheckOut)
    def get(self, request: Request) -> Response:
        require(MAY, "join_code.speak", self.roles)
        found = releasing.can_be_joined_today(organisation_id=self.member.organisation_id, now=self.now)
        date = found.select_related("activity").first()
        etag = etag_of(self.member.pk, date and (date.pk, date.version, date.activity.version))
        shown = {"can_go_out": date is not None, "next_date": date}
        return self.conditional(request, etag, lambda: ReleaseCheckOut(shown, context=self.context).data)
