from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import OneLineField, StrictCharField, StrictSerializer
from aftershift.ideas.models import Idea, Report, RuleInOurWay, SuitingTime, Verdict
from aftershift.ideas.statuses import ANSWERS


class ProposeIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=140)
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    shown_as = serializers.ChoiceField(choices=Idea.ShownAs.choices)
    # Left out, they change nothing; null takes away what is there.
    photo_id = serializers.UUIDField(required=False, allow_null=True)
    photo_alt = OneLineField(required=False, allow_blank=True, max_length=140)
    voice_note_id = serializers.UUIDField(required=False, allow_null=True)


class PhotoOfIdeaOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    width = serializers.IntegerField(help_text="Of the large size, in pixels.")
    height = serializers.IntegerField()
    alt = serializers.CharField(allow_blank=True, help_text="By the idea's author; may be empty.")


class VoiceNoteOfIdeaOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    seconds = serializers.IntegerField()


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


class VerdictOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=Verdict.What.choices)
    reason = serializers.CharField()
    date = serializers.DateField()


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
    merged_into = serializers.UUIDField(allow_null=True, help_text="The idea that it became part of.")
    can_be_changed = serializers.BooleanField(help_text="By its author, who alone is told so.")
    withdrawn_date = serializers.DateField(allow_null=True)
    earlier_texts = EarlierTextOut(many=True, help_text="The newest first.")
    changed_since_i_said = serializers.BooleanField(help_text="The reader said that they would come to other words.")
    hidden_reason = serializers.CharField(allow_null=True, help_text="In public. The text is empty then.")
    verdict = VerdictOut(allow_null=True, help_text="For the author and for those who reported it.")
    conversation_id = serializers.UUIDField(allow_null=True, help_text="Of the conversation that it came from.")
    photo = PhotoOfIdeaOut(allow_null=True)
    voice_note = VoiceNoteOfIdeaOut(allow_null=True)
    judged_by_author = serializers.BooleanField(help_text="In public: no other organiser could.")


class OtherIdeaOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()


class DecidedOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    idea_id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    hidden_reason = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=Idea.Status.choices)
    date = serializers.DateField()
    reason = serializers.CharField(allow_null=True)
    ballot_id = serializers.UUIDField(allow_null=True)
    other = OtherIdeaOut(allow_null=True, help_text="The idea that it became part of.")
    is_undoing = serializers.BooleanField(help_text="It was part of another, and is an idea of its own again.")


class RaiseRuleIn(StrictSerializer):
    text = OneLineField(min_length=3, max_length=200)


class RuleReplyIn(StrictSerializer):
    state = serializers.ChoiceField(
        choices=[choice for choice in RuleInOurWay.State.choices if choice[0] != RuleInOurWay.State.OPEN]
    )
    text = StrictCharField(min_length=3, max_length=600)


class RuleReplyOut(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=RuleInOurWay.State.choices)
    text = serializers.CharField()
    date = serializers.DateField()
    is_late = serializers.BooleanField()


class RuleOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    about = serializers.ChoiceField(choices=RuleInOurWay.About.choices)
    about_id = serializers.UUIDField()
    about_text = serializers.CharField(allow_null=True)
    text = serializers.CharField()
    language = serializers.CharField()
    state = serializers.ChoiceField(choices=RuleInOurWay.State.choices)
    raised_date = serializers.DateField()
    due_date = serializers.DateField()
    is_late = serializers.BooleanField()
    owner_name = serializers.CharField(allow_null=True)
    reply = RuleReplyOut(allow_null=True)


class ReportIn(StrictSerializer):
    reason = serializers.ChoiceField(choices=Report.Reason.choices)


class ObjectIn(StrictSerializer):
    text = StrictCharField(min_length=3, max_length=300)


class JudgeIn(StrictSerializer):
    what = serializers.ChoiceField(choices=Verdict.What.choices)
    reason = StrictCharField(min_length=3, max_length=300)


class ToJudgeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    hidden_reason = serializers.CharField(allow_null=True)
    reasons = serializers.ListField(child=serializers.ChoiceField(choices=Report.Reason.choices))
    objections = serializers.ListField(child=serializers.CharField())
    since_date = serializers.DateField()


class TimeIn(StrictSerializer):
    weekday = serializers.ChoiceField(choices=SuitingTime.Weekday.choices)
    start = serializers.ChoiceField(choices=SuitingTime.Start.choices)


class TimesIn(StrictSerializer):
    # Seven days with five starts are all there are; repeats say nothing more.
    times = serializers.ListField(child=TimeIn(), max_length=35)


class TimeOut(serializers.Serializer[Any]):
    weekday = serializers.ChoiceField(choices=SuitingTime.Weekday.choices)
    start = serializers.ChoiceField(choices=SuitingTime.Start.choices)


class PeopleOut(serializers.Serializer[Any]):
    about = serializers.IntegerField(help_text="Rounded; a time that suits fewer than 8 is not listed.")


class CountedTimeOut(TimeOut):
    people = PeopleOut()


class TimesOut(serializers.Serializer[Any]):
    mine = TimeOut(many=True)
    proposed = TimeOut(many=True, help_text="From the reader's own free map.")
    counted = CountedTimeOut(many=True, allow_null=True, help_text="For organisers.")
