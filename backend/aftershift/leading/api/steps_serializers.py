from typing import Any

from rest_framework import serializers

from aftershift.activities.models import Activity
from aftershift.core.http.fields import (
    DayField,
    MomentField,
    OneLineField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.leading.models import Certificate, CircleActivity, RecordLine, SignOff
from aftershift.leading.models.circle import LONGEST_NOTE

NEEDS = (
    "came",
    "jobs",
    "role_card",
    "roles",
    "briefing",
    "help_plan",
    "shadowed",
    "shared",
    "whole_list",
    "basics",
    "with_buddy",
    "buddy_ready",
    "organiser_ready",
    "led",
)


class NeedOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=NEEDS)
    have = serializers.IntegerField()
    of = serializers.IntegerField()
    is_met = serializers.BooleanField()


class StandingOut(serializers.Serializer[Any]):
    """Where I stand for one kind. Nobody else reads this."""

    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    number = serializers.IntegerField()
    rests = serializers.BooleanField(help_text="Unused for twelve months: one date led with somebody wakes it.")
    stepped_back_from = serializers.IntegerField(allow_null=True, help_text="One tap brings it back.")
    next = serializers.IntegerField(allow_null=True)
    needs = NeedOut(many=True)
    is_invited = serializers.BooleanField()
    conditions = serializers.ListField(child=serializers.ChoiceField(choices=SignOff.Condition.choices))
    may_say_led = serializers.IntegerField(
        help_text="Dates that I led and that count for nothing yet: I can ask a colleague to say so (`led_before`)."
    )


class SignOffOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    what = serializers.ChoiceField(choices=SignOff.What.choices)
    state = serializers.ChoiceField(choices=SignOff.State.choices)
    asked_of = serializers.CharField(source="asked_of.called_name", default=None, allow_null=True)
    answered_by = serializers.CharField(source="answered_by.called_name", default=None, allow_null=True)
    answered_as = serializers.CharField(help_text="Stays when the name is gone.")
    answered_date = serializers.DateField(allow_null=True)
    conditions = serializers.ListField(child=serializers.CharField())
    lapses_date = serializers.DateField(allow_null=True)
    dates = serializers.IntegerField(allow_null=True, help_text="Of `led_before`: how many.")
    is_paused = serializers.SerializerMethodField()

    def get_is_paused(self, row: SignOff) -> bool:
        return row.paused_date is not None


class CertificateOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    last_date = serializers.DateField(allow_null=True)
    is_seen = serializers.SerializerMethodField()

    def get_is_seen(self, row: Certificate) -> bool:
        return row.seen_date is not None


class MyStepsOut(serializers.Serializer[Any]):
    kinds = StandingOut(many=True)
    cards = serializers.ListField(child=serializers.CharField(), help_text="Cards that I read or heard.")
    sign_offs = SignOffOut(many=True)
    certificates = CertificateOut(many=True)
    is_adult = serializers.BooleanField()
    in_circle = serializers.BooleanField(help_text="The leaders' circle is open to me.")


class StepIn(StrictSerializer):
    number = StrictIntegerField(min_value=0, max_value=6)


class SignOffIn(StrictSerializer):
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    what = serializers.ChoiceField(choices=SignOff.What.choices)
    asked_of = serializers.UUIDField(allow_null=True, default=None, help_text="Nobody: an organiser.")


class SignerOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class SignersOut(serializers.Serializer[Any]):
    results = SignerOut(many=True)
    next = serializers.CharField(allow_null=True)
    organisers = serializers.BooleanField(help_text="An organiser can be asked as well.")


class AskedOut(serializers.Serializer[Any]):
    """One question to me. It goes from this list once anybody has answered it."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    what = serializers.ChoiceField(choices=SignOff.What.choices)
    answers_as = serializers.ChoiceField(choices=SignOff.As.choices)
    asked = MomentField()
    dates = serializers.IntegerField(allow_null=True, help_text="Of `led_before`: how many they led.")


class AskedListOut(serializers.Serializer[Any]):
    results = AskedOut(many=True)
    next = serializers.CharField(allow_null=True)


class AwayIn(StrictSerializer):
    until_date = DayField(help_text="The day I am back.")


class AwayOut(serializers.Serializer[Any]):
    """Mine alone. While I am away, what others ask for goes to those who are there."""

    until_date = serializers.DateField(allow_null=True)
    is_asked = serializers.BooleanField(
        help_text="I lead, help lead or agree, so that colleagues may ask me for a word."
    )


class SignOffAnswerIn(StrictSerializer):
    is_given = StrictBooleanField()
    conditions = serializers.ListField(
        child=serializers.ChoiceField(choices=SignOff.Condition.choices), default=list, max_length=2
    )
    lapses_date = DayField(allow_null=True, default=None)


class AnsweredOut(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=SignOff.State.choices)


class PauseIn(StrictSerializer):
    is_paused = StrictBooleanField()


class ShadowingOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField(source="starts_at")
    is_mine = serializers.BooleanField()
    name = serializers.CharField(help_text="Who comes along, for those who lead; empty for themselves.")
    i_said = serializers.BooleanField()
    other_said = serializers.BooleanField()
    may_say = serializers.BooleanField()


class ShadowingsOut(serializers.Serializer[Any]):
    results = ShadowingOut(many=True)
    next = serializers.CharField(allow_null=True)


class PartOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=RecordLine.What.choices)
    role = serializers.CharField(help_text="Of a role or a job: which one.")


class DateDoneOut(serializers.Serializer[Any]):
    """One date, with everything that I did on it, the weightiest first."""

    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    title = serializers.CharField()
    date = serializers.DateField(source="local_date")
    minutes = serializers.IntegerField()
    did = PartOut(many=True)


class RecordOut(serializers.Serializer[Any]):
    results = DateDoneOut(many=True)
    next = serializers.CharField(allow_null=True)
    dates_led = serializers.IntegerField()
    minutes_led = serializers.IntegerField(help_text="Of all time.")
    minutes_led_lately = serializers.IntegerField(help_text="Of the last four weeks, for a request for time.")


class CertificateIn(StrictSerializer):
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    last_date = DayField(allow_null=True, default=None, help_text="Its last good day; nothing when it has no end.")


class OnTheDayOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    is_held = serializers.BooleanField(help_text="By lead, second or hired guide, good on the day of the date.")


class OnTheDayListOut(serializers.Serializer[Any]):
    results = OnTheDayOut(many=True)
    next = serializers.CharField(allow_null=True)


class ToSeeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField(source="member.called_name")
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    last_date = serializers.DateField(allow_null=True)


class ToSeeListOut(serializers.Serializer[Any]):
    results = ToSeeOut(many=True)
    next = serializers.CharField(allow_null=True)


class SeenOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    is_seen = serializers.BooleanField()


class GuideEvidenceIn(StrictSerializer):
    guide = OneLineField(min_length=2, max_length=80)
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    last_date = DayField(allow_null=True, default=None)


class GuideEvidenceOut(serializers.Serializer[Any]):
    guide = serializers.CharField()
    what = serializers.ChoiceField(choices=Certificate.What.choices)
    last_date = serializers.DateField(allow_null=True)


class GuideEvidenceShown(serializers.Serializer[Any]):
    evidence = GuideEvidenceOut(allow_null=True)


class NoteIn(StrictSerializer):
    text = StrictCharField(min_length=2, max_length=LONGEST_NOTE)
    shows_name = StrictBooleanField(default=False)


class NoteOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    written = MomentField(source="written_at")
    name = serializers.CharField()
    is_mine = serializers.BooleanField()


class CircleDateOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField()
    what = serializers.ChoiceField(choices=CircleActivity.What.choices)
    title = serializers.CharField()
    starts = MomentField(source="starts_at")
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    waiting = serializers.IntegerField()


class CircleOut(serializers.Serializer[Any]):
    notes = NoteOut(many=True)
    dates = CircleDateOut(many=True)
    may_take_out_all = serializers.BooleanField()
    may_invite = serializers.BooleanField()
    is_invited = serializers.BooleanField(help_text="I can leave it again with one tap.")


class CircleActivityIn(StrictSerializer):
    what = serializers.ChoiceField(choices=CircleActivity.What.choices, allow_null=True)


class CircleActivityOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    what = serializers.ChoiceField(choices=CircleActivity.What.choices, allow_null=True)
