import re
from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import (
    MomentField,
    OneLineField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.safety.comparing import ADDED, CHANGED, SAME, TAKEN_OUT
from aftershift.safety.hazards import LEFT
from aftershift.safety.models import Agreement
from aftershift.safety.templates import MOST_OWN, PHASES

MOST_LINES, MOST_DATES = 30, 60
LINE_ID = re.compile(r"[A-Za-z0-9-]{1,40}", re.ASCII)
Roles = Agreement.Role.choices


class HazardOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    what = serializers.CharField()
    who = serializers.CharField()
    action = serializers.CharField()
    left = serializers.ChoiceField(choices=LEFT)


class HazardIn(StrictSerializer):
    id = OneLineField(max_length=40)
    what = OneLineField(max_length=200)
    who = OneLineField(max_length=120)
    action = OneLineField(max_length=400)
    left = serializers.ChoiceField(choices=LEFT, default="low")

    def validate_id(self, value: str) -> str:
        if not LINE_ID.fullmatch(value):
            raise serializers.ValidationError("Letters, digits and dashes.")
        return value


class AssessmentIn(StrictSerializer):
    based_on = StrictIntegerField(min_value=0, max_value=1_000_000)
    route = OneLineField(max_length=500, allow_blank=True, default="")
    lines = HazardIn(many=True, allow_empty=False, max_length=MOST_LINES)  # type: ignore[call-arg]

    def validate_lines(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({line["id"] for line in value}) < len(value):
            raise serializers.ValidationError("Two lines have one id.")
        return value


class AssessmentOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    route = serializers.CharField()
    lines = HazardOut(many=True)
    made_by = serializers.CharField(source="made_by.called_name", default=None, allow_null=True)
    made_at = MomentField()


class SuggestedOut(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    lines = HazardOut(many=True)


class AgreementOut(serializers.Serializer[Any]):
    as_role = serializers.ChoiceField(choices=Roles)
    by = serializers.CharField(source="by.called_name", default=None, allow_null=True)
    at = MomentField()
    number = serializers.IntegerField(source="assessment.number", default=None, allow_null=True)
    proof = serializers.CharField()


class DaylightOut(serializers.Serializer[Any]):
    sunrise = MomentField(allow_null=True)
    sunset = MomentField(allow_null=True)
    dusk = MomentField(allow_null=True)
    ends_in = serializers.ChoiceField(choices=("light", "dusk", "dark"))


class PlanDateOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField(source="occurrence.pk")
    state = serializers.CharField(source="occurrence.state")
    starts = MomentField(source="occurrence.starts_at")
    ends = MomentField(source="occurrence.ends_at")
    places = serializers.IntegerField(source="occurrence.places")
    meeting_place = serializers.CharField(source="occurrence.meeting_place")
    tier = serializers.SerializerMethodField()
    seen = serializers.CharField(help_text="An agreement to this date names it.")
    lacking = serializers.ListField(child=serializers.ChoiceField(choices=Roles))
    to_look_over = serializers.BooleanField(help_text="Open on the lead's word; an organiser may look it over.")
    agreements = AgreementOut(many=True, help_text="Those that count as things stand.")
    daylight = DaylightOut(allow_null=True, help_text="Null where nobody wrote down where the site lies.")

    def get_tier(self, date: Any) -> str:
        return f"T{date.tier}"


class PlanItemOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    phase = serializers.ChoiceField(choices=tuple(PHASES.values()))
    text = serializers.CharField()
    original = serializers.CharField(allow_null=True)
    is_own = serializers.BooleanField()
    is_mandatory = serializers.BooleanField()
    left_out_because = serializers.CharField()
    may_leave_out = serializers.BooleanField()


class PlanMayOut(serializers.Serializer[Any]):
    change = serializers.BooleanField()
    leave_out = serializers.BooleanField()
    ask = serializers.BooleanField()


class PlanOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.CharField()
    lead = serializers.CharField(allow_null=True)
    second = serializers.CharField(allow_null=True)
    site_id = serializers.UUIDField(allow_null=True)
    tier = serializers.CharField()
    must_agree = serializers.ListField(child=serializers.ChoiceField(choices=Roles))
    is_looked_over = serializers.BooleanField(help_text="The lead signs, and an organiser looks it over.")
    target_days = serializers.IntegerField(help_text="Working days in which an answer is due.")
    asked_at = MomentField(allow_null=True)
    answer_by = serializers.DateField(allow_null=True)
    assessment = AssessmentOut(allow_null=True)
    suggested = SuggestedOut()
    agreed_number = serializers.IntegerField(allow_null=True, help_text="The last version that somebody agreed to.")
    dates = PlanDateOut(many=True)
    items = PlanItemOut(many=True)
    list_version = serializers.IntegerField()
    may = PlanMayOut()
    may_agree_as = serializers.ListField(child=serializers.ChoiceField(choices=Roles))
    nobody_for = serializers.ListField(
        child=serializers.ChoiceField(choices=Roles),
        help_text="Of those who have yet to agree: nobody here could. Nobody agrees to what they lead, and two people do.",
    )
    another_agrees = serializers.BooleanField(help_text="You could, but you lead or help lead it.")


class DateSeenIn(StrictSerializer):
    occurrence_id = serializers.UUIDField()
    seen = StrictCharField(max_length=64)


class AgreeIn(StrictSerializer):
    as_role = serializers.ChoiceField(choices=Roles)
    number = StrictIntegerField(min_value=1, max_value=1_000_000)
    dates = DateSeenIn(many=True, allow_empty=False, max_length=MOST_DATES)  # type: ignore[call-arg]
    proof = OneLineField(max_length=200, allow_blank=True, default="")


class WaitingOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField(source="activity.pk")
    title = serializers.CharField(source="activity.title")
    kind = serializers.CharField(source="activity.kind")
    lead = serializers.CharField(source="activity.lead.called_name", default=None, allow_null=True)
    tier = serializers.SerializerMethodField()
    since = MomentField()
    answer_by = serializers.DateField()
    is_late = serializers.BooleanField()
    was_agreed = serializers.BooleanField(help_text="It was agreed to, and a change has reopened it.")
    missing = serializers.ListField(child=serializers.ChoiceField(choices=Roles))
    nobody_for = serializers.ListField(child=serializers.ChoiceField(choices=Roles))
    dates = serializers.IntegerField()
    first_date = serializers.DateField()
    is_look = serializers.BooleanField(help_text="The lead has signed; nothing waits for an organiser's look.")

    def get_tier(self, row: Any) -> str:
        return f"T{row.tier}"


class OpenUnaskedOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField(source="activity.pk")
    title = serializers.CharField(source="activity.title")
    kind = serializers.CharField(source="activity.kind")
    lead = serializers.CharField(source="activity.lead.called_name", default=None, allow_null=True)
    dates = serializers.IntegerField()
    first_date = serializers.DateField()


class QueueOut(serializers.Serializer[Any]):
    results = WaitingOut(many=True)
    open_unasked = OpenUnaskedOut(many=True, help_text="T0: open to join, and nobody had to agree.")


class PieceOut(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=(SAME, ADDED, TAKEN_OUT))
    text = serializers.CharField()


class LineChangeOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=(SAME, ADDED, TAKEN_OUT, CHANGED))
    what = PieceOut(many=True)
    who = PieceOut(many=True)
    action = PieceOut(many=True)
    left_before = serializers.ChoiceField(choices=LEFT, allow_null=True)
    left_now = serializers.ChoiceField(choices=LEFT, allow_null=True)


class ComparisonOut(serializers.Serializer[Any]):
    before = serializers.IntegerField(source="before.number")
    number = serializers.IntegerField(source="now.number")
    route = PieceOut(many=True)
    lines = LineChangeOut(many=True)


class ItemChangeIn(StrictSerializer):
    id = OneLineField(max_length=10)
    text = OneLineField(max_length=200, allow_blank=True, default="")
    left_out_because = OneLineField(max_length=200, allow_blank=True, default="")


class OwnItemIn(StrictSerializer):
    phase = serializers.ChoiceField(choices=tuple(PHASES.values()))
    text = OneLineField(max_length=200)
    is_mandatory = StrictBooleanField(default=False)


class OwnListIn(StrictSerializer):
    based_on = StrictIntegerField(min_value=0, max_value=1_000_000)
    changed = ItemChangeIn(many=True, max_length=100)  # type: ignore[call-arg]
    own = OwnItemIn(many=True, max_length=MOST_OWN)  # type: ignore[call-arg]
