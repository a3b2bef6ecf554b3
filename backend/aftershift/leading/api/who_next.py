"""Who next: for the page of a date that is over."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField
from aftershift.leading.models import DateRole
from aftershift.leading.selectors.who_next import who_next
from aftershift.people.http.views import MemberView


class NextDateOut(serializers.Serializer[Any]):
    next_id = serializers.UUIDField()
    next = MomentField(source="next_at")
    has_lead = serializers.BooleanField()
    has_second = serializers.BooleanField()
    free = serializers.ListField(child=serializers.ChoiceField(choices=DateRole.Role.choices))
    try_it = serializers.ChoiceField(choices=DateRole.Role.choices, allow_null=True)
    turn_is_somebody_elses = serializers.BooleanField()
    may_ask = serializers.BooleanField()


class WhoNextOut(serializers.Serializer[Any]):
    coming = NextDateOut(allow_null=True)


class WhoNextView(MemberView):
    @extend_schema(responses=WhoNextOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        """The next date of the same activity: who leads it, and which small roles are free. No names."""
        found = who_next(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )
        body = WhoNextOut({"coming": found}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)
