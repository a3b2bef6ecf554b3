from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import OneLineField, StrictCharField, StrictSerializer
from aftershift.ideas.models import Idea
from aftershift.ideas.statuses import ANSWERS


class ProposeIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=140)
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    shown_as = serializers.ChoiceField(choices=Idea.ShownAs.choices)


class AnswerIn(StrictSerializer):
    status = serializers.ChoiceField(choices=[(status.value, status.label) for status in ANSWERS])
    text = StrictCharField(min_length=3, max_length=600)


class AuthorOut(serializers.Serializer[Any]):
    shown_as = serializers.ChoiceField(choices=Idea.ShownAs.choices)
    name = serializers.CharField(allow_null=True)
    is_me = serializers.BooleanField()


class AnswerOut(serializers.Serializer[Any]):
    status = serializers.CharField()
    text = serializers.CharField()
    date = serializers.DateField()
    is_late = serializers.BooleanField()


class StepOut(serializers.Serializer[Any]):
    step = serializers.CharField()
    state = serializers.CharField()


class EarlierTextOut(serializers.Serializer[Any]):
    text = serializers.CharField()
    language = serializers.CharField()
    replaced_date = serializers.DateField()


class IdeaOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    author = AuthorOut()
    interest = serializers.IntegerField()
    is_mine_interest = serializers.BooleanField()
    status = serializers.ChoiceField(choices=Idea.Status.choices)
    due_date = serializers.DateField()
    is_late = serializers.BooleanField()
    answer = AnswerOut(allow_null=True)
    owner_name = serializers.CharField(allow_null=True)
    proposed_date = serializers.DateField()
    chain = StepOut(many=True)
    ballot_id = serializers.UUIDField(allow_null=True)
    can_be_changed = serializers.BooleanField(help_text="By its author, who alone is told so.")
    withdrawn_date = serializers.DateField(allow_null=True)
    earlier_texts = EarlierTextOut(many=True, help_text="The newest first.")
    changed_since_i_said = serializers.BooleanField(help_text="The reader said that they would come to other words.")
