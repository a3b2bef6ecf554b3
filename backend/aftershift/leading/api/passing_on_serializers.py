from typing import Any

from rest_framework import serializers

from aftershift.core.http.fields import (
    MomentField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.leading.models import Handover, LeadAnswer, TaperMove
from aftershift.leading.models.load import MOST_EVER


class TaperStepOut(serializers.Serializer[Any]):
    step = serializers.IntegerField(help_text="1 every date, 2 every second, 3 first of a cycle, 4 on call, 5 a visit.")
    date = serializers.DateField()
    state = serializers.ChoiceField(choices=("done", "now", "later"))


class TaperOut(serializers.Serializer[Any]):
    """How much the organiser is there, by dates that the app proposes and people agree."""

    step = serializers.IntegerField()
    since_date = serializers.DateField()
    steps = TaperStepOut(many=True)
    went_back_for = serializers.ChoiceField(
        choices=TaperMove.Why.choices, allow_null=True, help_text="Why the last move was back; null when it was not."
    )
    is_proposed = serializers.BooleanField()
    lead_agreed = serializers.BooleanField()
    organiser_agreed = serializers.BooleanField()


class OpenHandoverOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    taker = serializers.CharField(help_text="Empty for whoever is told no names.")
    given = serializers.BooleanField()
    taken = serializers.BooleanField()
    waits_for_me = serializers.BooleanField()
    is_turn = serializers.BooleanField(help_text="The app asks, after the lead led several in a row.")
    may_keep = serializers.BooleanField(
        help_text="The reader leads it and may keep the turn, by refusing the handover."
    )


class PassingOnOut(serializers.Serializer[Any]):
    """For whoever runs an activity: who is next, the handover, the taper, and what the app suggests."""

    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    is_series = serializers.BooleanField()
    is_paused = serializers.BooleanField()
    is_resting = serializers.BooleanField()
    rests_until_date = serializers.DateField(allow_null=True)
    next_id = serializers.UUIDField(allow_null=True)
    next = MomentField(source="next_at", allow_null=True)
    turn_is_somebody_elses = serializers.BooleanField(help_text="For the lead alone.")
    second_id = serializers.UUIDField(allow_null=True)
    second_name = serializers.CharField(help_text="Empty for whoever is told no names.")
    asks_second = serializers.BooleanField(help_text="The app proposes the second for the next date.")
    suggests_handover = serializers.BooleanField(help_text="An organiser did what leads do, twice running.")
    readiness = serializers.ChoiceField(
        choices=("enough", "not_yet", "not_yet_other_shift"), allow_null=True, help_text="For organisers."
    )
    taper = TaperOut(allow_null=True)
    my_side_agreed = serializers.BooleanField()
    may_begin_taper = serializers.BooleanField()
    may_ask_for_help = serializers.BooleanField()
    may_hand_over = serializers.BooleanField()
    handover = OpenHandoverOut(allow_null=True)


class HandoverIn(StrictSerializer):
    to_id = serializers.UUIDField()
    stays_as_second = StrictBooleanField(default=False)


class HandoverOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    activity_id = serializers.UUIDField()
    title = serializers.CharField(source="activity.title")
    state = serializers.ChoiceField(choices=Handover.State.choices)
    i_give = serializers.SerializerMethodField()
    stays_as_second = serializers.BooleanField()
    is_turn = serializers.BooleanField(help_text="The app asks, in the name of whoever led several in a row.")
    given = serializers.SerializerMethodField()
    taken = serializers.SerializerMethodField()
    lapses = MomentField(source="lapses_at")

    def get_i_give(self, row: Handover) -> bool:
        return bool(row.giver_id == self.context["member"].pk)

    def get_given(self, row: Handover) -> bool:
        return row.given_at is not None

    def get_taken(self, row: Handover) -> bool:
        return row.taken_at is not None


class HandoversOut(serializers.Serializer[Any]):
    results = HandoverOut(many=True)
    next = serializers.CharField(allow_null=True)


class PackIn(StrictSerializer):
    contacts = StrictCharField(max_length=1000, allow_blank=True)
    place = StrictCharField(max_length=1000, allow_blank=True)
    checklist = StrictCharField(max_length=1000, allow_blank=True)
    learned = StrictCharField(max_length=2000, allow_blank=True)


class PackOut(serializers.Serializer[Any]):
    """What the next lead needs to know. It belongs to the activity and stays when a person goes."""

    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    meeting_place = serializers.CharField()
    what_to_bring = serializers.CharField()
    held = serializers.IntegerField()
    contacts = serializers.CharField()
    place = serializers.CharField()
    checklist = serializers.CharField()
    learned = serializers.CharField()
    version = serializers.IntegerField()
    may_change = serializers.BooleanField()


class LeaderCallOut(serializers.Serializer[Any]):
    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.CharField()
    needs_lead = serializers.BooleanField()
    needs_second = serializers.BooleanField()
    next_id = serializers.UUIDField()
    next = MomentField(source="next_at")
    is_paused = serializers.BooleanField()


class LeaderCallsOut(serializers.Serializer[Any]):
    results = LeaderCallOut(many=True)
    next = serializers.CharField(allow_null=True)


class BuddyOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class HeardOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    answer = serializers.ChoiceField(choices=LeadAnswer.Answer.choices)


class OwnLoadOut(serializers.Serializer[Any]):
    """How much I lead. Nobody else reads it; my answer is read by the one person I chose."""

    most = serializers.IntegerField()
    led = serializers.IntegerField(help_text="Dates led in the last four weeks.")
    is_asked = serializers.BooleanField(help_text="Leads something, and has not answered this month.")
    answer = serializers.ChoiceField(choices=LeadAnswer.Answer.choices, allow_null=True)
    buddy = BuddyOut(allow_null=True)
    buddies = BuddyOut(many=True)
    heard = HeardOut(many=True, help_text="What those who chose me answered.")


class LoadLimitIn(StrictSerializer):
    most = StrictIntegerField(min_value=0, max_value=MOST_EVER)


class LeadAnswerIn(StrictSerializer):
    answer = serializers.ChoiceField(choices=LeadAnswer.Answer.choices)
    buddy_id = serializers.UUIDField(allow_null=True, default=None)


class LoadTotalsOut(serializers.Serializer[Any]):
    """Of the last three whole months. All null with fewer than eight leads: ask them how they are."""

    leads = serializers.IntegerField(allow_null=True)
    carriers = serializers.IntegerField(allow_null=True)
    percent = serializers.IntegerField(allow_null=True)
