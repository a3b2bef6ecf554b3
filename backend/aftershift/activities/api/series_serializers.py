"""What the API takes and gives about series."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from aftershift.activities.api.serializers import MINE, MOST_PLACES, STATES, PartyOut
from aftershift.activities.rule import LAST, Rest, Rule, Time
from aftershift.activities.services.series.answering import Answer
from aftershift.activities.services.series.planning import Scope, What
from aftershift.activities.services.series.saving import Wanted
from aftershift.core.http.fields import DayField, MomentField, OneLineField, StrictIntegerField, StrictSerializer
from aftershift.shifts.timefinder.kinds import GROUPS

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NTH = (1, 2, 3, 4, LAST)
LONGEST_AFTER_FINISH = 60
MOST_TIMES = 4
MOST_SKIPS = 60
MOST_RESTS = 12
# A count that is too large is answered in words by the rule; a number that is none is not.
ANY_COUNT = 1_000_000


class SeriesTimeIn(StrictSerializer):
    weekday = serializers.RegexField(f"^({'|'.join(WEEKDAYS)})$")
    start = serializers.TimeField(input_formats=["%H:%M"])
    nth = serializers.ChoiceField(choices=NTH, allow_null=True, default=None, help_text="-1 is the last of the month.")
    group = serializers.RegexField(
        f"^({'|'.join(group for group in GROUPS if group != 'unknown')})$",
        allow_null=True,
        default=None,
        help_text="Begins after this shift group's usual finish; `start` is then worked out.",
    )
    minutes_after = StrictIntegerField(min_value=15, max_value=LONGEST_AFTER_FINISH, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["group"] is None) != (attrs["minutes_after"] is None):
            raise serializers.ValidationError(
                {"minutes_after": "Say both the shift group and how long after, or none."}
            )
        return attrs | {"weekday": WEEKDAYS.index(attrs["weekday"])}


class SeriesRestIn(StrictSerializer):
    first_date = DayField()
    last_date = DayField(allow_null=True, default=None, help_text="Null until it is taken back.")
    reason = OneLineField(max_length=80, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["last_date"] is not None and attrs["last_date"] < attrs["first_date"]:
            raise serializers.ValidationError({"last_date": "A rest ends after it begins."})
        return attrs


class SeriesRuleIn(StrictSerializer):
    """Weekly, or by the month when `every_months` is said. Local wall time throughout."""

    first_date = DayField()
    every_weeks = StrictIntegerField(min_value=1, max_value=8, default=1)
    every_months = StrictIntegerField(min_value=1, max_value=12, allow_null=True, default=None)
    times = SeriesTimeIn(many=True, min_length=1, max_length=MOST_TIMES)  # type: ignore[call-arg]
    until_date = DayField(allow_null=True, default=None)
    count = StrictIntegerField(min_value=1, max_value=ANY_COUNT, allow_null=True, default=None)
    skips = serializers.ListField(child=DayField(), max_length=MOST_SKIPS, default=list)
    rests = SeriesRestIn(many=True, max_length=MOST_RESTS, default=list)  # type: ignore[call-arg]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["until_date"] is not None and attrs["count"] is not None:
            raise serializers.ValidationError({"count": "Choose a last day or a number of dates, not both."})
        if (attrs["every_months"] is None) != all(time["nth"] is None for time in attrs["times"]):
            raise serializers.ValidationError({"every_months": "Say which week of the month for each time."})
        if attrs["every_months"] is not None and any(time["nth"] is None for time in attrs["times"]):
            raise serializers.ValidationError({"every_months": "Say which week of the month for each time."})
        return attrs


class SeriesIn(StrictSerializer):
    rule = SeriesRuleIn()
    places = StrictIntegerField(min_value=1, max_value=MOST_PLACES)
    scope = serializers.ChoiceField(
        choices=[scope.value for scope in Scope],
        default=Scope.UNMODIFIED.value,
        help_text="Which dates to come follow: none, those not changed by hand, or all.",
    )
    reason = OneLineField(max_length=200, allow_blank=True, default="", help_text="Told to everyone it affects.")


def wanted(data: dict[str, Any]) -> Wanted:
    rule = data["rule"]
    return Wanted(
        rule=Rule(
            **rule
            | {
                "times": tuple(Time(**time) for time in rule["times"]),
                "skips": frozenset(rule["skips"]),
                "rests": tuple(Rest(**rest) for rest in rule["rests"]),
            }
        ),
        places=data["places"],
        scope=Scope(data["scope"]),
    )


class PatternAnswerIn(StrictSerializer):
    answer = serializers.ChoiceField(choices=[answer.value for answer in Answer])
    reason = OneLineField(max_length=200, allow_blank=True, default="")


class CopyIn(StrictSerializer):
    starts_date = DayField()
    starts_time = serializers.TimeField(input_formats=["%H:%M"])
    places = StrictIntegerField(min_value=1, max_value=MOST_PLACES)


class SeriesTime(serializers.Serializer[Any]):
    weekday = serializers.CharField(help_text="mon to sun")
    start = serializers.CharField(help_text="Local wall time, HH:MM.")
    nth = serializers.ChoiceField(choices=NTH, allow_null=True)
    group = serializers.CharField(allow_null=True)
    minutes_after = serializers.IntegerField(allow_null=True)


class SeriesRest(serializers.Serializer[Any]):
    first_date = serializers.DateField()
    last_date = serializers.DateField(allow_null=True)
    reason = serializers.CharField()


class SeriesRule(serializers.Serializer[Any]):
    first_date = serializers.DateField()
    every_weeks = serializers.IntegerField()
    every_months = serializers.IntegerField(allow_null=True)
    times = SeriesTime(many=True)
    until_date = serializers.DateField(allow_null=True)
    count = serializers.IntegerField(allow_null=True)
    skips = serializers.ListField(child=serializers.DateField())
    rests = SeriesRest(many=True)


class SeriesDate(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    starts = MomentField()
    state = serializers.ChoiceField(choices=STATES)
    places = serializers.IntegerField()
    taken = serializers.IntegerField()
    waiting = serializers.IntegerField()
    mine = serializers.ChoiceField(choices=MINE, allow_null=True)
    by_hand = serializers.BooleanField(help_text="Changed by hand: it does not follow the rule.")
    off_pattern = serializers.BooleanField(help_text="The rule would not put it here, and nobody has said to keep it.")
    belongs = MomentField(allow_null=True, help_text="Where the rule puts it, when that is elsewhere.")


class SeriesOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.CharField()
    rule = SeriesRule(allow_null=True, help_text="Null for what takes place once.")
    places = serializers.IntegerField(allow_null=True)
    today = serializers.DateField()
    resting = SeriesRest(allow_null=True, help_text="The rest it is in today.")
    dates = SeriesDate(many=True)
    i_come_every_time = serializers.BooleanField()
    my_guests = PartyOut(allow_null=True, help_text="Who comes with me every time. Null when I do not.")
    every_time = serializers.IntegerField(help_text="How many come every time.")
    may_change = serializers.BooleanField()


class AffectedDate(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.CharField(help_text=", ".join(what.value for what in What))
    starts = MomentField()
    becomes = MomentField()
    taken = serializers.IntegerField()
    waiting = serializers.IntegerField()


class SeriesPreview(serializers.Serializer[Any]):
    """Counts only: nobody's name."""

    people = serializers.IntegerField(help_text="With a place or a turn on a date that changes or is asked about.")
    every_time = serializers.IntegerField()
    added = serializers.ListField(child=serializers.DateField())
    too_small = serializers.IntegerField(help_text="Dates with more people than the new places. They keep theirs.")
    dates = AffectedDate(many=True, help_text="Those that do not stay as they are.")


def rule_body(rule: Rule) -> dict[str, Any]:
    return {
        "first_date": rule.first_date.isoformat(),
        "every_weeks": rule.every_weeks,
        "every_months": rule.every_months,
        "times": [
            {
                "weekday": WEEKDAYS[time.weekday],
                "start": f"{time.start:%H:%M}",
                "nth": time.nth,
                "group": time.group,
                "minutes_after": time.minutes_after,
            }
            for time in rule.times
        ],
        "until_date": rule.until_date.isoformat() if rule.until_date else None,
        "count": rule.count,
        "skips": [day.isoformat() for day in sorted(rule.skips)],
        "rests": [rest_body(rest) for rest in rule.rests],
    }


def rest_body(rest: Rest) -> dict[str, Any]:
    return {
        "first_date": rest.first_date.isoformat(),
        "last_date": rest.last_date.isoformat() if rest.last_date else None,
        "reason": rest.reason,
    }


def resting(rule: Rule, today: dt.date) -> dict[str, Any] | None:
    return next((rest_body(rest) for rest in rule.rests if rest.covers(today)), None)
