from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import StrictCharField, StrictSerializer


class MemberMergeIn(StrictSerializer):
    """Both cards, read or scanned: the person stands there and shows them."""

    kept_card = StrictCharField(max_length=200)
    gone_card = StrictCharField(max_length=200)


class MergedMember(serializers.Serializer[Any]):
    called_name = serializers.CharField()
    joined_date = serializers.DateField()
    is_confirmed = serializers.BooleanField()


class MemberMergePreviewOut(serializers.Serializer[Any]):
    """How many of what follows, never which. dates_of_both: on these both have a place or a turn, and one stays."""

    kept = MergedMember()
    gone = MergedMember()
    dates = serializers.IntegerField()
    dates_of_both = serializers.IntegerField()
    ideas = serializers.IntegerField()
    roles = serializers.IntegerField()


class MemberMergeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kept = MergedMember()
