"""What goes in and what comes out, apart."""

from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import (
    DayField,
    MomentField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
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


class RecoveryOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(("waiting", "vouched", "works", "stopped", "too_old"))
    works = MomentField(allow_null=True)


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
    recovery_pending = RecoveryOut(allow_null=True)


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


class DevicesOut(serializers.Serializer[Any]):
    results = DeviceOut(many=True)
    next = serializers.CharField(allow_null=True)


class CodeGivenIn(StrictSerializer):
    """A poster's token, or a spoken code with the organisation's short name."""

    code = StrictCharField(max_length=200, required=False)
    short_name = StrictCharField(max_length=40, required=False)
    spoken = StrictCharField(max_length=40, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        given = {name for name in ("code", "short_name", "spoken") if attrs.get(name)}
        if given not in ({"code"}, {"short_name", "spoken"}):
            raise serializers.ValidationError("Give the code of the poster, or the short name and the spoken code.")
        return attrs


class InvitationOrganisation(serializers.Serializer[Any]):
    name = serializers.CharField()
    short_name = serializers.CharField()


class InvitationOut(serializers.Serializer[Any]):
    organisation = InvitationOrganisation()
    site = serializers.CharField(allow_null=True)


class JoinIn(CodeGivenIn):
    called_name = CalledNameField()
    is_under_18 = StrictBooleanField(default=False)
    pin = NewPinField()
    language = serializers.ChoiceField(LANGUAGES, default="en")
    form_key = serializers.UUIDField()
    device = StrictCharField(max_length=60, required=False, default="", allow_blank=True)


class CardCode(serializers.Serializer[Any]):
    code = serializers.CharField()


class JoinedOut(SignedInOut):
    card = CardCode()


class CardOut(serializers.Serializer[Any]):
    code = serializers.CharField()
    link = serializers.CharField(help_text="What the QR holds; the part after # never reaches a server.")
    svg_url = serializers.CharField()


class MeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    language = serializers.CharField()
    is_under_18 = serializers.BooleanField()
    is_confirmed = serializers.BooleanField()
    shows_name = serializers.BooleanField()
    joined_date = serializers.DateField()
    email = serializers.CharField(allow_null=True)


class MyLanguageIn(StrictSerializer):
    language = serializers.ChoiceField(LANGUAGES)


class MeIn(StrictSerializer):
    called_name = CalledNameField(required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False)
    is_under_18 = StrictBooleanField(required=False)
    shows_name = StrictBooleanField(required=False)


class PinIn(StrictSerializer):
    pin = PinField()
    new_pin = NewPinField()


class NewMemberOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    joined_date = serializers.DateField()


class NewMembersOut(serializers.Serializer[Any]):
    results = NewMemberOut(many=True)
    next = serializers.CharField(allow_null=True)


class ConfirmedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    is_confirmed = serializers.BooleanField()


class CardIn(StrictSerializer):
    card = StrictCharField(max_length=200)


class JoinCodeIn(StrictSerializer):
    kind = serializers.ChoiceField(("poster", "spoken"))
    take_down_date = DayField(required=False)
    site_id = serializers.UUIDField(required=False, allow_null=True)
    daily_limit = StrictIntegerField(min_value=1, max_value=500, default=60)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["kind"] == "poster" and "take_down_date" not in attrs:
            raise serializers.ValidationError({"take_down_date": ["A poster needs a day on which it is taken down."]})
        return attrs


class JoinCodeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.CharField()
    link = serializers.CharField(allow_null=True, help_text="Only in the reply that made it.")
    spoken = serializers.CharField(allow_null=True, help_text="Only in the reply that made it.")
    qr = serializers.CharField(allow_null=True, help_text="The link as a drawing, where there is one.")
    short_name = serializers.CharField()
    is_live = serializers.BooleanField()
    ends = MomentField()
    take_down_date = serializers.DateField()
    daily_limit = serializers.IntegerField()
    joined_today = serializers.IntegerField()
    joined = serializers.IntegerField(help_text="How many who came in by it are members now.")
    waiting = serializers.IntegerField(help_text="How many of them nobody has confirmed yet.")


class JoinCodesOut(serializers.Serializer[Any]):
    results = JoinCodeOut(many=True)
    next = serializers.CharField(allow_null=True)


class RecoveryIn(StrictSerializer):
    card = StrictCharField(max_length=60)
    pin = NewPinField()


class RecoveryAskedOut(RecoveryOut):
    code = serializers.CharField()
    secret = serializers.CharField()


class VouchIn(StrictSerializer):
    code = StrictCharField(max_length=20)


class VouchOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    called_name = serializers.CharField()
    state = serializers.CharField()
    works = MomentField(allow_null=True)


class OrganisationToPick(serializers.Serializer[Any]):
    member_id = serializers.UUIDField()
    organisation = InvitationOrganisation()


class OrganisationsToPickOut(serializers.Serializer[Any]):
    results = OrganisationToPick(many=True)
    next = serializers.CharField(allow_null=True)


class PickIn(StrictSerializer):
    member_id = serializers.UUIDField()
    device = StrictCharField(max_length=60, required=False, default="", allow_blank=True)
