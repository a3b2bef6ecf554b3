"""Push to this phone or browser: whether it is on at all, and switching it on and off here."""

import re
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import StrictCharField, StrictSerializer
from aftershift.notifications import selectors
from aftershift.notifications.channels.browsers import browser_config
from aftershift.notifications.models import Device
from aftershift.notifications.services import devices
from aftershift.people.http.views import MemberView, session_of

APPLES = re.compile(r"[0-9a-fA-F]{64,200}")  # 32 bytes today; Apple says that it may grow


class BrowserConfigOut(serializers.Serializer[Any]):
    project_id = serializers.CharField()
    app_id = serializers.CharField()
    sender_id = serializers.CharField()
    api_key = serializers.CharField()
    vapid_key = serializers.CharField()


class PushOut(serializers.Serializer[Any]):
    is_on = serializers.BooleanField(help_text="False where nobody set push up: no phone is pushed to.")
    is_this_device_on = serializers.BooleanField(
        help_text="An iPhone is on once Firebase knows it: some seconds later."
    )
    browser = BrowserConfigOut(
        allow_null=True, help_text="With what a browser registers; null: browsers are not pushed to."
    )


class PushDeviceIn(StrictSerializer):
    token = StrictCharField(max_length=4096)
    platform = serializers.ChoiceField(choices=Device.Platform.choices)

    def validate_token(self, value: str) -> str:
        if not value.isascii() or not value.isprintable() or " " in value:
            raise serializers.ValidationError("This is not a token that a push service gives.")
        return value

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["platform"] == Device.Platform.IOS and not APPLES.fullmatch(data["token"]):
            raise serializers.ValidationError({"token": "This is not a token that Apple gives."})
        return data


class PushView(MemberView):
    """About the device that asks: its session says which one that is."""

    def body(self, request: Request) -> Any:
        is_mine = selectors.is_registered(session_id=session_of(request).row.public_id)
        found = {"is_on": bool(settings.PUSH_CREDENTIALS), "is_this_device_on": is_mine, "browser": browser_config()}
        return PushOut(found).data

    @extend_schema(responses=PushOut)
    def get(self, request: Request) -> Response:
        body = self.body(request)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    @extend_schema(request=PushDeviceIn, responses={200: PushOut})
    def put(self, request: Request) -> Response:
        """Said at every start of an app that may show notifications. Where push is off, the token is not kept."""
        data = self.valid(PushDeviceIn, request.data)
        if settings.PUSH_CREDENTIALS:
            devices.register(session_id=session_of(request).row.public_id, now=self.now, **data)
        return Response(self.body(request))

    @extend_schema(responses={200: PushOut})
    def delete(self, request: Request) -> Response:
        devices.unregister(session_id=session_of(request).row.public_id)
        return Response(self.body(request))
