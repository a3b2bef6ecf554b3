import re
from typing import Any

from rest_framework import serializers

from aftershift.ballots.models import Ballot, Option, Result
from aftershift.core.http.fields import (
    ClockField,
    DayField,
    MomentField,
    OneLineField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.ideas.models import Idea

HASH = re.compile(r"[0-9a-f]{64}")
STATES = [("open", "open"), ("closed", "closed"), ("waiting_for_panel", "waiting_for_panel"), ("settled", "settled")]
PAPERS = [("none", "none"), ("unused", "unused"), ("used", "used"), ("printed", "printed")]
NUMBERED = [(state, state) for state in ("out", "read_once", "differs", "counted", "dead")]


class MoneyField(serializers.DecimalField):
    """An amount as text, "12.50"; no number, so that no digit is lost on the way."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=10, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or not re.fullmatch(r"[0-9]{1,8}(\.[0-9]{1,2})?", data):
            raise serializers.ValidationError('Write the amount as text, such as "12.50".')
        return super().to_internal_value(data)


class HashField(StrictCharField):
    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if not HASH.fullmatch(text):
            raise serializers.ValidationError("The hash of the receipt has 64 digits from 0 to f.")
        return text


class OptionIn(StrictSerializer):
    idea_id = serializers.UUIDField()
    title = OneLineField(max_length=140, required=False, default="", allow_blank=True)
    kind = serializers.ChoiceField(choices=Idea.Kind.choices, required=False, default="")
    weekday = serializers.ChoiceField(choices=Option.Weekday.choices)
    start = ClockField()
    minutes = StrictIntegerField(min_value=5, max_value=1440)
    cost = MoneyField(required=False, allow_null=True, default=None)
    price = OneLineField(max_length=40, required=False, default="", allow_blank=True)
    helper_hours = StrictIntegerField(min_value=0, max_value=1000, required=False, allow_null=True, default=None)


class OpenIn(StrictSerializer):
    title = OneLineField(min_length=3, max_length=80)
    closes_date = DayField()
    closes_time = ClockField()
    short_reason = StrictCharField(max_length=300, required=False, default="", allow_blank=True)
    slots = StrictIntegerField(min_value=1, max_value=100, required=False, allow_null=True, default=None)
    budget = MoneyField(min_value=1, required=False, allow_null=True, default=None)
    options = serializers.ListField(child=OptionIn(), min_length=1, max_length=60)


class CastIn(StrictSerializer):
    options = serializers.ListField(child=serializers.UUIDField(), max_length=60)
    receipt_hash = HashField(max_length=64)


class ChangeIn(StrictSerializer):
    ballot = serializers.UUIDField()
    options = serializers.ListField(child=serializers.UUIDField(), max_length=60)


class PublishIn(StrictSerializer):
    reason = StrictCharField(min_length=3, max_length=600)
    chosen = serializers.ListField(
        child=serializers.UUIDField(), max_length=60, required=False, allow_null=True, default=None
    )


class PrintIn(StrictSerializer):
    count = StrictIntegerField(min_value=1, max_value=200)


class HandOutIn(StrictSerializer):
    card = OneLineField(min_length=1, max_length=200)


class HandBackIn(HandOutIn):
    number = OneLineField(min_length=6, max_length=6)


class ReadingIn(StrictSerializer):
    options = serializers.ListField(child=serializers.UUIDField(), max_length=60)


class TimePatternOut(serializers.Serializer[Any]):
    weekday = serializers.ChoiceField(choices=Option.Weekday.choices)
    start = serializers.CharField()
    minutes = serializers.IntegerField()


class LeftOutOut(serializers.Serializer[Any]):
    idea_id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    reason = serializers.CharField()


class OptionOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    idea_id = serializers.UUIDField(allow_null=True)
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Idea.Kind.choices)
    pattern = TimePatternOut()
    cost = serializers.CharField()
    price = serializers.CharField(allow_blank=True)
    helper_hours = serializers.IntegerField(allow_null=True)
    condition = serializers.CharField(allow_blank=True, help_text="Under what it can be done, as the check said.")
    hidden_reason = serializers.CharField(
        allow_null=True, help_text="Its idea was hidden meanwhile: no words, no ticks."
    )


class FloorOut(serializers.Serializer[Any]):
    people = serializers.IntegerField(help_text="So many people have to tick an idea,")
    percent = serializers.IntegerField(help_text="and so many of a hundred voters, whichever is more.")


class NumberedSlipOut(serializers.Serializer[Any]):
    number = serializers.CharField()
    state = serializers.ChoiceField(choices=NUMBERED)
    is_read_by_me = serializers.BooleanField()
    can_read = serializers.BooleanField(help_text="Whether you may type it in, or look at it again.")


class PrintedOut(serializers.Serializer[Any]):
    ballot_id = serializers.UUIDField()
    title = serializers.CharField()
    can_hand_out = serializers.BooleanField()
    can_type_in = serializers.BooleanField()
    handed_out = serializers.IntegerField()
    counted = serializers.IntegerField()
    to_print = serializers.IntegerField(help_text="Numbers that no sheet bears yet.")
    options = OptionOut(many=True)
    slips = NumberedSlipOut(many=True)


class BallotCardOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    closes = MomentField()
    first_closed = MomentField(allow_null=True, help_text="When it closed before it was extended by 14 days, once.")
    my_paper = serializers.ChoiceField(choices=PAPERS)
    slots = serializers.IntegerField(allow_null=True)
    budget = serializers.DecimalField(max_digits=10, decimal_places=2, allow_null=True)


class BallotOut(BallotCardOut):
    options = OptionOut(many=True)
    seed_hash = serializers.CharField()
    completion = serializers.CharField()
    tie_break = serializers.CharField()
    short_reason = serializers.CharField(allow_blank=True)
    floor = FloorOut(allow_null=True)
    missing_groups = serializers.ListField(
        child=serializers.CharField(), help_text="While the outcome waits, for those who publish it."
    )
    left_out = LeftOutOut(many=True, help_text="Ideas that cannot be done now, and why.")
    how_counted = serializers.CharField()


class ChosenOut(serializers.Serializer[Any]):
    option = OptionOut()
    ticks = serializers.IntegerField(allow_null=True)
    each_pays = serializers.CharField(allow_null=True)
    each_pays_tokens = serializers.CharField(allow_null=True)


class MissedOut(serializers.Serializer[Any]):
    option = OptionOut()
    ticks = serializers.IntegerField(allow_null=True)
    short_by = serializers.IntegerField(allow_null=True)
    not_counted = serializers.ChoiceField(choices=Result.NotCounted.choices, allow_blank=True)


class RoundOut(serializers.Serializer[Any]):
    option = serializers.UUIDField()
    supporters = serializers.IntegerField()
    each_pays = serializers.CharField(required=False)
    poorer = serializers.IntegerField(required=False)
    poorer_paid = serializers.CharField(required=False)
    score = serializers.CharField(required=False)


class SlipOut(serializers.Serializer[Any]):
    ticks = serializers.ListField(child=serializers.UUIDField())
    receipt_hash = serializers.CharField()


class OutcomeOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=STATES)
    rule = serializers.ChoiceField(choices=Ballot.Rule.choices)
    voters = serializers.IntegerField()
    papers = serializers.IntegerField()
    share_tokens = serializers.IntegerField(allow_null=True)
    cost_tokens = serializers.CharField(allow_null=True)
    chosen = ChosenOut(many=True)
    not_chosen = MissedOut(many=True)
    rounds = RoundOut(many=True)
    explanation = serializers.ListField(child=serializers.CharField())
    seed = serializers.CharField()
    seed_hash = serializers.CharField()
    completion = serializers.CharField()
    final_share = serializers.CharField(allow_null=True)
    floor = FloorOut(allow_null=True)
    floor_ticks = serializers.IntegerField(allow_null=True, help_text="What the floor came to among those who voted.")
    budget = serializers.CharField(allow_null=True)
    spent = serializers.CharField(allow_null=True)
    left_over = serializers.CharField(allow_null=True)
    missing_groups = serializers.ListField(
        child=serializers.CharField(), help_text="Large shift groups that may have got nothing they ticked."
    )
    every_group_got_something = serializers.BooleanField(allow_null=True)
    published_reason = serializers.CharField(allow_blank=True)
    slips = SlipOut(many=True, allow_null=True)
    receipt_hashes = serializers.ListField(child=serializers.CharField(), allow_null=True)
