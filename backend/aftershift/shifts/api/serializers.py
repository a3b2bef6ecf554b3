from __future__ import annotations

import datetime as dt
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from aftershift.core.http.fields import ClockField, DayField, StrictCharField, StrictIntegerField, StrictSerializer
from aftershift.shifts.models import RuleOff
from aftershift.shifts.timefinder.kinds import GROUPS, KINDS
from aftershift.shifts.timefinder.tokens import LONGEST_CYCLE, MOST_SHIFTS_A_DAY

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class PatternIn(StrictSerializer):
    days = serializers.ListField(
        child=StrictCharField(min_length=1, max_length=60), min_length=1, max_length=LONGEST_CYCLE
    )
    today_index = StrictIntegerField(min_value=0, max_value=LONGEST_CYCLE - 1)
    today = DayField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["today_index"] >= len(attrs["days"]):
            raise serializers.ValidationError({"today_index": "Tap the day that is today."})
        return attrs


class SpanIn(StrictSerializer):
    start = ClockField()
    end = ClockField()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["start"] == attrs["end"]:
            raise serializers.ValidationError({"end": "The end has to be another time than the start."})
        return attrs


class DayIn(StrictSerializer):
    shifts = SpanIn(many=True, max_length=MOST_SHIFTS_A_DAY)  # type: ignore[call-arg]


class ToldDayIn(DayIn):
    date = DayField()


class DaysIn(StrictSerializer):
    """Several days at once, each with what is worked on it: shifts as they come. `put_back`: days whose change goes."""

    days = ToldDayIn(many=True, max_length=LONGEST_CYCLE)  # type: ignore[call-arg]
    put_back = serializers.ListField(child=DayField(), max_length=LONGEST_CYCLE, default=list)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        dates = [*(day["date"] for day in attrs["days"]), *attrs["put_back"]]
        if not dates:
            raise serializers.ValidationError({"days": "Name at least one day."})
        if len(set(dates)) < len(dates):
            raise serializers.ValidationError({"days": "Name each day once."})
        return attrs


class UsualIn(StrictSerializer):
    finish = ClockField()
    weekdays = serializers.ListField(child=serializers.ChoiceField(choices=WEEKDAYS), min_length=1, max_length=7)


class GroupIn(StrictSerializer):
    group = serializers.ChoiceField(choices=[group for group in GROUPS if group != "unknown"])


class BlockIn(StrictSerializer):
    """`end` at or before `start` is on the next day, unless `end_date` says which."""

    date = DayField()
    start = ClockField()
    end = ClockField()
    end_date = DayField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        starts = dt.datetime.combine(attrs["date"], attrs["start"])
        ends = dt.datetime.combine(attrs.get("end_date", attrs["date"]), attrs["end"])
        if ends <= starts and "end_date" not in attrs:
            ends += dt.timedelta(days=1)
        return {"starts": starts, "ends": ends}


class WeekIn(StrictSerializer):
    """The query of GET my-shifts."""

    from_ = DayField(required=False)
    days = serializers.IntegerField(min_value=1, max_value=98, default=7)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["from"] = fields.pop("from_")
        return fields


class PictureOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    days = serializers.ListField(child=serializers.CharField())


class PicturesOut(serializers.Serializer[Any]):
    results = PictureOut(many=True)
    next = serializers.CharField(allow_null=True)


class PatternOut(serializers.Serializer[Any]):
    """`given_date`: a sheet gave it that day; null when it is the member's own word."""

    days = serializers.ListField(child=serializers.CharField(), source="tokens")
    anchor_date = serializers.DateField(source="anchor")
    given_date = serializers.SerializerMethodField()

    def get_given_date(self, row: Any) -> dt.date | None:
        found: dt.date | None = self.context["given_date"]
        return found


class ShiftOut(serializers.Serializer[Any]):
    start = ClockField()
    end = ClockField()
    kind = serializers.ChoiceField(choices=KINDS)


class OwnBlockOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    start = ClockField()
    end = ClockField()


class SpanOut(serializers.Serializer[Any]):
    start = ClockField()
    end = ClockField()


class DayOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    is_known = serializers.BooleanField()
    shifts = ShiftOut(many=True)
    is_changed = serializers.BooleanField()
    not_at_work = serializers.BooleanField()
    blocks = OwnBlockOut(many=True)
    free = SpanOut(many=True)


class UsualOut(serializers.Serializer[Any]):
    finish = ClockField(source="time")
    weekdays = serializers.SerializerMethodField()

    @extend_schema_field({"type": "array", "items": {"type": "string", "enum": list(WEEKDAYS)}})
    def get_weekdays(self, row: Any) -> list[str]:
        return [WEEKDAYS[day] for day in row.weekdays]


class MyShiftsOut(serializers.Serializer[Any]):
    today = serializers.DateField()
    source = serializers.ChoiceField(choices=("pattern", "days", "import", "usual", "none"))  # type: ignore[assignment]
    pattern = PatternOut(allow_null=True)
    usual = UsualOut(allow_null=True)
    known_until = serializers.DateField(allow_null=True)
    group = serializers.ChoiceField(choices=GROUPS)
    group_is_corrected = serializers.BooleanField()
    ask_still_right = serializers.BooleanField()
    rules_off = serializers.ListField(child=serializers.ChoiceField(choices=RuleOff.Rule.choices))
    days = DayOut(many=True)


class BlockOut(serializers.Serializer[Any]):
    """A private block in wall time; the reason is nobody's business and not kept."""

    id = serializers.UUIDField()
    date = serializers.DateField()
    start = ClockField()
    end_date = serializers.DateField()
    end = ClockField()


class FileIn(serializers.Serializer[Any]):
    file = serializers.FileField(max_length=200, allow_empty_file=True)


class SheetProblemOut(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    column = serializers.ChoiceField(choices=("name", "pattern", "anchor"))
    text = serializers.CharField()


class SheetRowOut(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    name = serializers.CharField()
    days = serializers.ListField(child=serializers.CharField())
    anchor_date = serializers.DateField()


class SheetOut(serializers.Serializer[Any]):
    """`people` lines can be used, `problems` names every line that cannot; `rows` shows the first 200, none once applied."""

    id = serializers.UUIDField()
    is_applied = serializers.BooleanField()
    people = serializers.IntegerField()
    problems = SheetProblemOut(many=True)
    rows = SheetRowOut(many=True)
    put_in_before = serializers.DateField(allow_null=True)


class DraftShiftOut(serializers.Serializer[Any]):
    start = serializers.SerializerMethodField()
    end = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=KINDS)

    def get_start(self, row: Any) -> str:
        return str(row.start.isoformat(timespec="minutes"))

    def get_end(self, row: Any) -> str:
        return str(row.end.isoformat(timespec="minutes"))


class WarningOut(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    text = serializers.CharField()


class CheckOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    start = ClockField()


class DraftOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    is_applied = serializers.BooleanField()
    shifts = DraftShiftOut(many=True)
    not_at_work = serializers.ListField(child=serializers.DateField())
    warnings = WarningOut(many=True)
    question = serializers.CharField(allow_null=True)
    check_start = CheckOut(allow_null=True)
