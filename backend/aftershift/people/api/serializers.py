"""What goes in and what comes out, apart."""

from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import MomentField, StrictCharField, StrictSerializer
from aftershift.people import names, pins

LANGUAGES = ("en", "pl", "ro", "pt", "es", "fr", "bn", "ur", "ar", "fil")


class PinField(StrictCharField):
    """Six digits of any script. The text itself is in no reply and no log."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, trim_whitespace=True, **kwargs)


class NewPinField(PinField):
    def to_internal_value(self, data: Any) -> str:
        pin = pins.read(super().to_internal_value(data))
        if pin is None:
            raise serializers.ValidationError("A PIN is 6 numbers.")
        if pins.is_too_easy(pin):
            raise serializers.ValidationError("This PIN is the first one a stranger tries. Pick another.")
        return pin


class CalledNameField(StrictCharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        name = names.read(super().to_internal_value(data))
        if name is None:
            raise serializers.ValidationError(f"A name here has 1 to {names.LONGEST} letters.")
        return name


class SignInIn(StrictSerializer):
    card = StrictCharField(max_length=60)
    pin = PinField()
    device = StrictCharField(max_length=60, required=False, default="", allow_blank=True)


class RecoveryPending(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    works = MomentField()


class SessionMember(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    is_confirmed = serializers.BooleanField()
    is_under_18 = serializers.BooleanField()
    language = serializers.CharField()


class SessionOrganisation(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    time_zone = serializers.CharField()


class SessionOut(serializers.Serializer[Any]):
    member = SessionMember()
    organisation = SessionOrganisation()
    roles = serializers.ListField(child=serializers.CharField())
    resting_roles = serializers.ListField(child=serializers.CharField())
    today = serializers.DateField()
    recovery_pending = RecoveryPending(allow_null=True)


class SignedInOut(serializers.Serializer[Any]):
    session = SessionOut()
    csrf = serializers.CharField(allow_null=True)
    token = serializers.CharField(allow_null=True)


class CsrfOut(serializers.Serializer[Any]):
    csrf = serializers.CharField()
    member = serializers.UUIDField(allow_null=True)


class DeviceOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="public_id")
    device = serializers.CharField()
    last_used_date = serializers.DateField()
    is_this_one = serializers.BooleanField()
