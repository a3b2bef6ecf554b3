from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import MomentField, StrictCharField, StrictSerializer


class RoleIn(StrictSerializer):
    member_id = StrictCharField(max_length=36, help_text='A member\'s id, or "me".')


class RoleOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    role = serializers.ChoiceField(choices=("lead", "second"))
    state = serializers.ChoiceField(choices=("mine", "held", "asked", "free"))


class RoleOfferOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    activity_id = serializers.UUIDField()
    title = serializers.CharField(source="activity.title")
    role = serializers.ChoiceField(choices=("lead", "second"))
    state = serializers.ChoiceField(choices=("open", "accepted", "refused", "withdrawn"))
    asked_by = serializers.CharField(source="offered_by.called_name", default=None, allow_null=True)
    offered = MomentField(source="offered_at")


class RoleOffersOut(serializers.Serializer[Any]):
    results = RoleOfferOut(many=True)
    next = serializers.CharField(allow_null=True)
