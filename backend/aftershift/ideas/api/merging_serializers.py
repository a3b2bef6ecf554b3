from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import OneLineField, StrictCharField, StrictSerializer
from aftershift.ideas.api.serializers import IdeaOut
from aftershift.ideas.models import Merge


class SuggestMergeIn(StrictSerializer):
    into_id = serializers.UUIDField(help_text="The idea that would go on.")
    line = OneLineField(min_length=3, max_length=140, required=False, help_text="For both, in place of its own.")


class MergeAnswerIn(StrictSerializer):
    agrees = serializers.BooleanField()


class InPlaceIn(StrictSerializer):
    agrees = serializers.BooleanField()
    reason = StrictCharField(min_length=3, max_length=300, help_text="In public.")


class UndoingIn(StrictSerializer):
    reason = StrictCharField(
        min_length=3, max_length=300, required=False, help_text="In public; from an organiser who had neither idea."
    )


class MergeReplyIn(StrictSerializer):
    comes = serializers.BooleanField()


class MergeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Merge.State.choices)
    asks = serializers.ChoiceField(
        choices=["author", "in_place", "supporter", "still"], allow_null=True, help_text="What the reader is asked."
    )
    ends = IdeaOut()
    goes_on = IdeaOut()
    line = serializers.CharField(allow_null=True, help_text="For both.")
    language = serializers.CharField()
    suggested_date = serializers.DateField()
    settled_date = serializers.DateField(allow_null=True)
    agreed = serializers.IntegerField(help_text="How many of the two sides said yes.")
    i_agreed = serializers.BooleanField()
    reason = serializers.CharField(
        allow_null=True, help_text="The organiser's, who answered for an author who is gone."
    )
    undo_reason = serializers.CharField(allow_null=True)
    undo_until = serializers.DateField(allow_null=True, help_text="For those who may undo it.")
    can_be_taken_back = serializers.BooleanField(help_text="By the reader, who suggested it.")
