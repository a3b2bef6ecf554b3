"""What the API takes and gives. Replies of hot lists are built by `bodies`, in the shapes described here."""

import datetime as dt
from typing import Any

from rest_framework import serializers

from aftershift.activities.models import LARGEST_PARTY_GUESTS, TEXTS, Activity, Party, TellMe
from aftershift.activities.selectors import BESIDE
from aftershift.core.http.fields import (
    DayField,
    MomentField,
    StrictBooleanField,
    StrictCharField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.shifts.timefinder.tokens import MOST_SHIFTS_A_DAY

MINE = ("placed", "waiting", "offered")
ENDED = ("left", "declined", "removed", "cancelled", "missed")
WHY = ("finish", "off", "before", "fine")
WHY_NOT = ("at_work", "after_night", "before_early", "short_rest", "not_free")
STATES = ("planned", "published", "started", "closed", "stopped", "cancelled")
REST = ("first_night", "only_day_off", "two_sleeps")
LONGEST_DRIVE = 12 * 60
CLOCK = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
LONGEST_MINUTES = 24 * 60
MOST_PLACES = 500
LATEST_CUT_OFF = 48  # hours before the start
MOST_DATES = 26


class PartyOut(serializers.Serializer[Any]):
    """Who comes with a member: guests only, children by age band."""

    adults = serializers.IntegerField()
    children_0_4 = serializers.IntegerField()
    children_5_10 = serializers.IntegerField()
    children_11_17 = serializers.IntegerField()


class OneDate(serializers.Serializer[Any]):
    """What a card says of a date, whoever looks and however it is sent."""

    id = serializers.UUIDField()
    activity_id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    place = serializers.CharField()
    on_site = serializers.BooleanField()
    places = serializers.IntegerField()
    taken = serializers.IntegerField(help_text="People with a place.")
    free = serializers.IntegerField(help_text="What a newcomer can still have now.")
    waiting = serializers.IntegerField(help_text="People on the waiting list.")
    state = serializers.ChoiceField(choices=STATES)


class Card(OneDate):
    starts = MomentField()
    ends = MomentField()
    back_by = serializers.CharField(help_text="Local wall time, HH:MM.")
    mine = serializers.ChoiceField(choices=MINE, allow_null=True)
    my_party = PartyOut(allow_null=True)
    my_position = serializers.IntegerField(allow_null=True, help_text="1 when nobody waits before me.")
    my_offer_ends = MomentField(allow_null=True)
    i_lead = serializers.BooleanField()
    is_quiet = serializers.BooleanField(help_text="A small group, and nothing loud.")
    fits = serializers.BooleanField(allow_null=True, help_text="Null when no shifts are known then.")
    why = serializers.ChoiceField(choices=WHY, allow_null=True)
    why_time = serializers.CharField(allow_null=True)
    why_not = serializers.ChoiceField(choices=WHY_NOT, allow_null=True)


LOCAL = "Local wall time with its offset (RFC 3339), to the minute."


class ListRow(OneDate):
    """A card as a long list sends it: what is empty is left out, and a moment is one text."""

    starts = serializers.CharField(help_text=LOCAL)
    minutes = serializers.IntegerField(required=False, help_text="How long. Left out when the clocks change meanwhile.")
    ends = serializers.CharField(required=False, help_text=LOCAL + " Only where `minutes` is left out.")
    on_site = serializers.BooleanField(required=False, help_text="Left out when it is.")
    free = serializers.IntegerField(required=False, help_text="Left out when it is all that is not taken.")
    waiting = serializers.IntegerField(required=False, help_text="Left out when nobody waits.")
    state = serializers.ChoiceField(choices=STATES, required=False, help_text="Left out when it is published.")
    mine = serializers.ChoiceField(choices=MINE, required=False)
    my_party = PartyOut(required=False)
    my_position = serializers.IntegerField(required=False, help_text="1 when nobody waits before me.")
    my_offer_ends = serializers.CharField(required=False, help_text=LOCAL)
    i_lead = serializers.BooleanField(required=False, help_text="Left out when I do not.")
    is_quiet = serializers.BooleanField(required=False, help_text="Left out when it is not.")
    fits = serializers.BooleanField(required=False, help_text="Left out when no shifts are known then.")
    why = serializers.ChoiceField(choices=WHY, required=False)
    why_time = serializers.CharField(required=False)
    why_not = serializers.ChoiceField(choices=WHY_NOT, required=False)


class ListRows(serializers.Serializer[Any]):
    results = ListRow(many=True)
    next = serializers.CharField(allow_null=True)


class Named(serializers.Serializer[Any]):
    name = serializers.CharField()
    is_me = serializers.BooleanField()


class HowChosen(serializers.Serializer[Any]):
    ballot_id = serializers.UUIDField()
    idea_id = serializers.UUIDField(allow_null=True)
    idea_text = serializers.CharField(allow_null=True)


class May(serializers.Serializer[Any]):
    join = serializers.BooleanField()
    leave = serializers.BooleanField()
    drive = serializers.BooleanField(help_text="Say that I can drive.")
    lead = serializers.BooleanField(help_text="Offer to lead: nobody does yet.")
    second = serializers.BooleanField(help_text="Offer to help lead: nobody does yet.")
    checklist = serializers.BooleanField()
    publish = serializers.BooleanField()
    start = serializers.BooleanField()
    stop = serializers.BooleanField()
    close = serializers.BooleanField()
    change = serializers.BooleanField()
    cancel = serializers.BooleanField()
    bring_back = serializers.BooleanField()


class RestNote(serializers.Serializer[Any]):
    """What I should know before it: my own nights or my only day off speak against it. I may come all the same."""

    code = serializers.ChoiceField(choices=REST)
    at = MomentField(allow_null=True, help_text="When the night begins, or when I have slept twice.")


class Drivers(serializers.Serializer[Any]):
    needed = serializers.IntegerField()
    found = serializers.IntegerField(help_text="A count. Nobody is told who.")


class KeptGroup(serializers.Serializer[Any]):
    """Places that only a group may have until a moment."""

    id = serializers.UUIDField()
    job = serializers.CharField(help_text="The small job; empty for people who come for the first time.")
    left = serializers.IntegerField()
    until = MomentField()
    mine = serializers.BooleanField(help_text="I come for the first time.")


class ClashOut(serializers.Serializer[Any]):
    """Something else I go to at the same time. I may come all the same."""

    occurrence_id = serializers.UUIDField()
    title = serializers.CharField()
    starts = MomentField()
    hard = serializers.BooleanField(help_text="False where they overlap only a little.")


class LastSignUp(serializers.Serializer[Any]):
    """How my last sign-up ended, while I have none."""

    status = serializers.ChoiceField(choices=ENDED)
    reason = serializers.CharField(help_text="Why somebody took me off. Empty otherwise.")
    undo_until = MomentField(allow_null=True, help_text="Until when I can take back that I left or said no.")


class OccurrencePage(Card):
    draws_at = MomentField(allow_null=True, help_text="Places go by lot then. Null: no draw to come.")
    drawn = serializers.BooleanField(help_text="It was drawn: anybody can check how.")
    clashes = ClashOut(many=True)
    kept = KeptGroup(many=True)
    opens_to_me = MomentField(allow_null=True, help_text="Facilities staff join first: I may from then.")
    tell_me = serializers.ListField(
        child=serializers.ChoiceField(choices=TellMe.What.choices), help_text="What I asked to be told and was not yet."
    )
    my_last = LastSignUp(allow_null=True)
    my_typed_by = Named(allow_null=True, help_text="Who typed me in from a paper sheet.")
    my_moved_because = serializers.CharField(help_text="Why I wait, first of all, after having a place. Else empty.")
    my_work = serializers.ChoiceField(
        choices=("soft", "hard"),
        allow_null=True,
        help_text="Where `why_not` is at_work: by a little, or really (RULE-27).",
    )
    my_straight_in = serializers.BooleanField(
        allow_null=True, help_text="While I wait: a place that comes free is mine at once. Otherwise I am asked first."
    )
    my_offer_lapsed = MomentField(allow_null=True, help_text="When an offer to me ended that I did not answer.")
    how_hard = serializers.CharField()
    effort = serializers.ChoiceField(choices=Activity.Effort.choices)
    travel = serializers.ChoiceField(choices=Activity.Travel.choices)
    drive_minutes = serializers.IntegerField(allow_null=True, help_text="One way.")
    drivers = Drivers(allow_null=True)
    i_drive = serializers.BooleanField()
    night_before = serializers.BooleanField(help_text="I work a night in the 24 hours before: I do not drive.")
    rest = RestNote(many=True)
    fine_for_me = serializers.BooleanField(help_text="My own word. Nobody else sees it.")
    lead_rested = MomentField(allow_null=True, help_text="When I have slept twice, if nights keep me from leading it.")
    cost = serializers.CharField()
    what_to_bring = serializers.CharField()
    own_words = serializers.ListField(
        child=serializers.ChoiceField(choices=TEXTS), help_text="What this date says in words of its own."
    )
    minutes = serializers.IntegerField()
    cut_off = MomentField(
        help_text="Until then who waits is moved in or asked; after it a free place goes to whoever presses first."
    )
    is_programme = serializers.BooleanField()
    repeats = serializers.BooleanField(help_text="It comes again: there is a series behind it.")
    cancel_reason = serializers.CharField()
    beside = serializers.ListField(
        child=serializers.ChoiceField(choices=BESIDE), help_text="Of what there is something at an address of its own."
    )
    is_over = serializers.BooleanField()
    came = serializers.IntegerField(
        allow_null=True, help_text="Of a date that is over: people on the register. Null where none was kept."
    )
    may_face = serializers.BooleanField(help_text="I was there, and can still say how it was.")
    lead = Named(allow_null=True)
    second = Named(allow_null=True)
    how_chosen = HowChosen(allow_null=True)
    may = May()


class SignUpOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    occurrence_id = serializers.UUIDField()
    status = serializers.CharField()
    party = PartyOut()
    position = serializers.IntegerField(allow_null=True)


def _guests(**more: Any) -> StrictIntegerField:
    return StrictIntegerField(min_value=0, max_value=LARGEST_PARTY_GUESTS, default=0, **more)


class DriverTicksIn(StrictSerializer):
    """Asked for each date, and not kept."""

    licence = StrictBooleanField()
    insurance = StrictBooleanField()
    mot = StrictBooleanField(help_text="True too where the car needs none yet.")


class PartyIn(StrictSerializer):
    """Guests only: the member is not counted. Children by age band, never by name or age."""

    adults = _guests()
    children_0_4 = _guests()
    children_5_10 = _guests()
    children_11_17 = _guests()

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        guests = Party(*(attrs.pop(name) for name in Party._fields))
        if guests.guests > LARGEST_PARTY_GUESTS:
            raise serializers.ValidationError({"adults": f"Bring at most {LARGEST_PARTY_GUESTS} people."})
        return {**attrs, "guests": guests}


class SignUpIn(PartyIn):
    job_id = serializers.UUIDField(allow_null=True, default=None, help_text="A small job that a place is kept for.")
    straight_in = StrictBooleanField(default=True, help_text="Put me straight in when a place comes free.")


class InsteadIn(StrictSerializer):
    start = serializers.RegexField(CLOCK)
    end = serializers.RegexField(CLOCK)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["start"] == attrs["end"]:
            raise serializers.ValidationError({"end": "The end has to be another time than the start."})
        return {edge: dt.time.fromisoformat(clock) for edge, clock in attrs.items()}


class ChangedShiftIn(StrictSerializer):
    """What is worked that day instead; null when the member does not say."""

    shifts = InsteadIn(many=True, max_length=MOST_SHIFTS_A_DAY, allow_null=True)  # type: ignore[call-arg]


class PlacesIn(StrictSerializer):
    places = StrictIntegerField(min_value=1, max_value=MOST_PLACES)
    to_queue = serializers.ListField(
        child=serializers.UUIDField(), max_length=MOST_PLACES, default=list, help_text="Sign-ups that wait from now on."
    )
    reason = StrictCharField(max_length=200, allow_blank=True, default="", help_text="Those who move read it.")
    cut_off_hours = StrictIntegerField(
        min_value=0,
        max_value=LATEST_CUT_OFF,
        allow_null=True,
        default=None,
        help_text="How long before the start the waiting list ends. Left out: as it is.",
    )


class CancellationIn(StrictSerializer):
    reason = StrictCharField(max_length=200, allow_blank=True, default="")


class RepeatIn(StrictSerializer):
    every_weeks = StrictIntegerField(min_value=1, max_value=8, default=1)
    count = StrictIntegerField(min_value=1, max_value=MOST_DATES)


class MoveIn(StrictSerializer):
    starts_date = DayField()
    starts_time = serializers.TimeField(input_formats=["%H:%M"])
    reason = StrictCharField(max_length=200, allow_blank=True, default="", help_text="Told to everyone on it.")


class ActivityIn(StrictSerializer):
    option_id = serializers.UUIDField(allow_null=True, default=None)
    title = StrictCharField(max_length=80)
    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    is_quiet = StrictBooleanField(default=False)
    on_site = StrictBooleanField(default=True)
    site_id = serializers.UUIDField(allow_null=True, default=None)
    meeting_place = StrictCharField(max_length=160)
    how_hard = StrictCharField(max_length=200, allow_blank=True, default="")
    effort = serializers.ChoiceField(choices=Activity.Effort.choices, default=Activity.Effort.EASY)
    travel = serializers.ChoiceField(choices=Activity.Travel.choices, default=Activity.Travel.NOT_SAID)
    drive_minutes = StrictIntegerField(min_value=1, max_value=LONGEST_DRIVE, allow_null=True, default=None)
    cost = StrictCharField(max_length=80, allow_blank=True, default="")
    what_to_bring = StrictCharField(max_length=200, allow_blank=True, default="")
    starts_date = DayField()
    starts_time = serializers.TimeField(input_formats=["%H:%M"])
    minutes = StrictIntegerField(min_value=5, max_value=LONGEST_MINUTES)
    places = StrictIntegerField(min_value=1, max_value=MOST_PLACES)
    repeat = RepeatIn(allow_null=True, default=None)


class ActivityPatch(StrictSerializer):
    title = StrictCharField(max_length=80, required=False)
    meeting_place = StrictCharField(max_length=160, required=False)
    how_hard = StrictCharField(max_length=200, allow_blank=True, required=False)
    effort = serializers.ChoiceField(choices=Activity.Effort.choices, required=False)
    travel = serializers.ChoiceField(choices=Activity.Travel.choices, required=False)
    drive_minutes = StrictIntegerField(min_value=1, max_value=LONGEST_DRIVE, allow_null=True, required=False)
    cost = StrictCharField(max_length=80, allow_blank=True, required=False)
    what_to_bring = StrictCharField(max_length=200, allow_blank=True, required=False)


class ActivityDate(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    starts = MomentField()
    state = serializers.CharField()


class ActivityOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.CharField()
    is_programme = serializers.BooleanField()
    is_quiet = serializers.BooleanField()
    on_site = serializers.BooleanField()
    site_id = serializers.UUIDField(allow_null=True)
    meeting_place = serializers.CharField()
    how_hard = serializers.CharField()
    effort = serializers.ChoiceField(choices=Activity.Effort.choices)
    travel = serializers.ChoiceField(choices=Activity.Travel.choices)
    drive_minutes = serializers.IntegerField(allow_null=True, help_text="One way.")
    cost = serializers.CharField()
    what_to_bring = serializers.CharField()
    minutes = serializers.IntegerField()
    lead = Named(allow_null=True)
    second = Named(allow_null=True)
    occurrences = ActivityDate(many=True)


class HomeShift(serializers.Serializer[Any]):
    start = serializers.CharField()
    end = serializers.CharField()
    kind = serializers.CharField()


class HomeBallot(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    state = serializers.CharField()
    closes = MomentField()
    my_paper = serializers.CharField()
    slots = serializers.IntegerField(allow_null=True)
    budget = serializers.CharField(allow_null=True)


class HomeAuthor(serializers.Serializer[Any]):
    shown_as = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    is_me = serializers.BooleanField()


class HomeStep(serializers.Serializer[Any]):
    step = serializers.CharField()
    state = serializers.CharField()


class HomeAnswer(serializers.Serializer[Any]):
    status = serializers.CharField()
    text = serializers.CharField()
    date = serializers.DateField()
    is_late = serializers.BooleanField()


class HomeIdea(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.CharField()
    author = HomeAuthor()
    interest = serializers.IntegerField()
    is_mine_interest = serializers.BooleanField()
    status = serializers.CharField()
    due_date = serializers.DateField()
    is_late = serializers.BooleanField()
    answer = HomeAnswer(allow_null=True)
    owner_name = serializers.CharField(allow_null=True)
    proposed_date = serializers.DateField()
    chain = HomeStep(many=True)
    ballot_id = serializers.UUIDField(allow_null=True)


class HomePollTime(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    starts = MomentField()
    ends = MomentField()
    fits = serializers.BooleanField(allow_null=True)
    why = serializers.CharField(allow_null=True)
    why_time = serializers.CharField(allow_null=True)
    why_not = serializers.CharField(allow_null=True)
    ticked = serializers.BooleanField(help_text="From the member's own map, until they answer.")


class HomePoll(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    what = serializers.CharField()
    on_site = serializers.BooleanField()
    closes = MomentField()
    times = HomePollTime(many=True)


class HomeSide(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    text = serializers.CharField()
    language = serializers.CharField()
    kind = serializers.CharField()


class HomeMerge(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    asks = serializers.ChoiceField(choices=["author", "supporter", "still"])
    ends = HomeSide()
    goes_on = HomeSide()
    line = serializers.CharField(allow_null=True)


class HomeDay(serializers.Serializer[Any]):
    date = serializers.DateField()
    shifts = HomeShift(many=True)
    is_known = serializers.BooleanField()
    fits = serializers.BooleanField(help_text="One of the three things is on this day.")
    going = serializers.BooleanField()


class Home(serializers.Serializer[Any]):
    today = serializers.DateField()
    week = HomeDay(many=True)
    fits = Card(many=True)
    going = Card(many=True)
    ballot = HomeBallot(allow_null=True)
    ideas = HomeIdea(many=True)
    is_new = serializers.BooleanField()
    shifts_known = serializers.BooleanField()
    ask_still_right = serializers.BooleanField()
    lead_next = Card(allow_null=True)
    poll = HomePoll(allow_null=True)
    merges = HomeMerge(many=True, help_text="What the reader is asked about ideas that became one, or could.")
