"""The moments at which my own phone reminds me."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.my_reminders import my_reminders
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField
from aftershift.people.http.views import MemberView


class MyReminderOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="occurrence.pk", help_text="Of the date.")
    starts = MomentField(source="occurrence.starts_at")
    remind = MomentField(source="remind_at", help_text="Outside my guarded time.")


class MyRemindersOut(serializers.Serializer[Any]):
    results = MyReminderOut(many=True)
    next = serializers.CharField(allow_null=True)


class MyRemindersView(MemberView):
    """Of what I go to in the next two weeks. No titles: the phone shows them on its locked screen."""

    @extend_schema(responses=MyRemindersOut)
    def get(self, request: Request) -> Response:
        rows = my_reminders(member=self.member, now=self.now)
        body = MyRemindersOut({"results": rows, "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)
