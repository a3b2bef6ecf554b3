import datetime as dt
from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import (
    MomentField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.safety import selectors
from aftershift.safety.drafts import draft

MOST_PEOPLE = 1000
EARLIEST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Tick(serializers.Serializer[Any]):
    ticked = serializers.BooleanField(source="is_ticked")
    by = serializers.CharField(source="by.called_name", default=None, allow_null=True)
    device_at = MomentField()
    server_at = MomentField()
    number = serializers.IntegerField(allow_null=True)
    note = serializers.CharField()
    not_applicable_because = serializers.CharField()
    version = serializers.IntegerField(
        allow_null=True, help_text="Of the template that the phone had, where it said so."
    )
    is_from_paper = serializers.BooleanField()
    typed_by = serializers.CharField(
        source="typed_by.called_name", default=None, allow_null=True, help_text="Who typed it in from a printed list."
    )


class Line(serializers.Serializer[Any]):
    id = serializers.CharField(source="item.id")
    phase = serializers.ChoiceField(choices=("before", "day", "after"), source="item.phase")
    gate = serializers.ChoiceField(choices=("publish", "start", "close"), source="item.gate")
    text = serializers.CharField(source="item.text")
    draft = serializers.SerializerMethodField(
        help_text="The line in the reader's language, by a computer, to stand under the English one; null: there is none."
    )
    is_mandatory = serializers.BooleanField()
    is_done = serializers.BooleanField()
    takes_number = serializers.BooleanField(source="item.takes_number")
    asks_yes_no = serializers.BooleanField(
        source="item.asks_yes_no", help_text="Tick it with number 1 for yes, 0 for no."
    )
    known = serializers.BooleanField(
        allow_null=True, help_text="Answered by the data itself; null when a person has to."
    )
    missing_certificate = serializers.CharField(
        allow_null=True,
        help_text="Nobody who leads holds one that is good on the day: before setting off, its tick needs a note.",
    )
    tick = Tick(allow_null=True)

    def get_draft(self, line: selectors.Line) -> str | None:
        return draft(line.item.text, self.context["member"].language)


class OlderLine(serializers.Serializer[Any]):
    """A tick of an item that this list does not have: an older list on somebody's phone did."""

    id = serializers.CharField(source="item_id")
    text = serializers.CharField(source="words")
    tick = Tick(source="*")


class Gates(serializers.Serializer[Any]):
    publish = serializers.ListField(child=serializers.CharField())
    start = serializers.ListField(child=serializers.CharField())
    close = serializers.ListField(child=serializers.CharField())


class ChecklistOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField()
    state = serializers.CharField()
    template = serializers.CharField()
    versions = serializers.DictField(child=serializers.IntegerField())
    tier = serializers.CharField()
    taken = serializers.IntegerField(help_text="People with a place.")
    gates = Gates(help_text="The items that keep each gate shut.")
    items = Line(many=True)
    older = OlderLine(many=True, help_text="Ticks of items that only an older list had.")


class TickIn(StrictSerializer):
    ticked = StrictBooleanField()
    device_at = serializers.DateTimeField(default_timezone=dt.UTC)
    number = StrictIntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True, default=None)
    note = StrictCharField(max_length=500, allow_blank=True, default="")
    not_applicable_because = StrictCharField(max_length=200, allow_blank=True, default="")

    def validate_device_at(self, value: dt.datetime) -> dt.datetime:
        if value < EARLIEST:
            raise serializers.ValidationError("This phone's clock is wrong. Set its date, then try again.")
        return value


class CountIn(StrictSerializer):
    count = StrictIntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True, default=None)
    note = StrictCharField(max_length=500, allow_blank=True, default="")


class StopIn(StrictSerializer):
    reason = StrictCharField(max_length=200, allow_blank=True, default="")


class StartIn(StrictSerializer):
    count = StrictIntegerField(min_value=0, max_value=MOST_PEOPLE, allow_null=True, default=None)


class AnswersIn(StrictSerializer):
    is_long = StrictBooleanField()
    makes_food = StrictBooleanField()
    has_children = StrictBooleanField()
    is_wild = StrictBooleanField()
    is_hilly = StrictBooleanField(
        allow_null=True,
        default=None,
        help_text="Of is_wild: hills or mountains. Null is not said, which on a walk counts as yes.",
    )
    is_new = StrictBooleanField()
    takes_photos = StrictBooleanField(default=False)


class AnswersOut(serializers.Serializer[Any]):
    is_long = serializers.BooleanField()
    makes_food = serializers.BooleanField()
    has_children = serializers.BooleanField()
    is_wild = serializers.BooleanField()
    is_hilly = serializers.BooleanField(allow_null=True)
    is_mountain_day = serializers.BooleanField(
        help_text="Somebody qualified for the mountains leads or comes, and the list of a hill day is used."
    )
    is_new = serializers.BooleanField()
    takes_photos = serializers.BooleanField()
    is_answered = serializers.BooleanField()
    tier = serializers.CharField()
