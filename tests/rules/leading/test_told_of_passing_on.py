"""Who is told that leading passes from hand to hand, and for how long it is true. Whom the app asks is told to nobody
else (decision 0032)."""

import datetime as dt

import pytest

from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.core.events import publish
from aftershift.leading import services as offers
from aftershift.leading import tasks
from aftershift.leading.events import HandoverSuggested, TurnSuggested
from aftershift.leading.models import LeadAnswer, OrganiserActed, RoleOffer, Taper
from aftershift.leading.services import handover, load, tapering
from aftershift.leading.services.pausing import review_pause
from aftershift.notifications import kinds
from aftershift.notifications.models import Message
from aftershift.people.services.leaving import leave
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count
from tests.rules.activities.world import ActivityFactory
from tests.rules.leading.series import WEEK, a_date, led_by, weekly_walk
from tests.rules.notifications.told import told

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}
LEAD, SECOND = RoleOffer.Role.LEAD, RoleOffer.Role.SECOND
QUARTER = 13 * WEEK
LATER = MONDAY_9AM + dt.timedelta(days=1)


@pytest.fixture
def walk():
    return weekly_walk(title="Thursday walk")


@pytest.fixture
def people(walk):
    """Rosa leads, Ben helps, Chidi leads another walk, Esi organises."""
    rosa, ben, chidi = (MemberFactory(organisation=walk.organisation, called_name=n) for n in ("Rosa", "Ben", "Chidi"))
    led_by(walk, rosa, ben)
    ActivityFactory(organisation=walk.organisation, lead=chidi)
    return rosa, ben, chidi, MemberFactory(organisation=walk.organisation, called_name="Esi", roles=("organiser",))


def step_back(member, walk, role=LEAD):
    offers.step_back(member=member, activity_id=walk.pk, role=role, now=MONDAY_9AM)


def take(member, walk, role=LEAD):
    offers.take_role(member=member, roles=MEMBER, activity_id=walk.pk, role=role, now=MONDAY_9AM)


def begin(member, walk, to, roles=MEMBER):
    return handover.begin_handover(member=member, roles=roles, activity_id=walk.pk, to_id=to.pk, now=MONDAY_9AM)


def agree(member, asked, now=LATER):
    handover.agree_to_handover(member=member, handover_id=asked.pk, now=now)


def refuse(member, asked, now=LATER):
    handover.refuse_handover(member=member, handover_id=asked.pk, now=now)


# ---- a leader is wanted, a series pauses


def test_an_open_call_reaches_who_could_lead_and_nobody_else(walk, people):
    rosa, ben, chidi, esi = people
    a_date(walk)
    step_back(rosa, walk)
    assert told(chidi) == [("leader_call", "Who leads: Thursday walk")]
    assert [told(someone) for someone in (ben, esi)] == [[], []]
    assert Message.objects.get(member=chidi).speed == "set_time"


def test_the_call_is_over_once_somebody_leads_or_who_was_asked_needs_a_break(walk, people):
    rosa, _, chidi, _ = people
    a_date(walk)
    step_back(rosa, walk)
    load.answer_month(member=chidi, answer=LeadAnswer.Answer.NEED_BREAK, now=MONDAY_9AM)
    assert told(chidi) == []
    load.answer_month(member=chidi, answer=LeadAnswer.Answer.FINE, now=MONDAY_9AM)
    assert told(chidi) == [("leader_call", "Who leads: Thursday walk")]
    take(rosa, walk)
    assert told(chidi) == []


def test_who_comes_hears_that_a_series_pauses_and_that_it_goes_on(walk, people):
    _, ben, *_ = people
    ama = MemberFactory(organisation=walk.organisation)
    date = a_date(walk)
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    step_back(ben, walk, SECOND)
    assert told(ama) == [("series_pause", "Paused: Thursday walk")]
    take(ben, walk, SECOND)
    assert told(ama) == [("series_pause", "It goes on: Thursday walk")]
    joining.leave(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    assert told(ama) == []


# ---- asked to lead


def test_who_is_asked_to_lead_is_told_and_nobody_else(walk, people):
    rosa, ben, chidi, esi = people
    made = offers.offer_role(
        member=esi, roles=ORGANISER, activity_id=walk.pk, role=LEAD, to_id=chidi.pk, now=MONDAY_9AM
    )
    assert told(chidi) == [("passing_on", "Would you lead: Thursday walk")]
    assert [told(someone) for someone in (rosa, ben, esi)] == [[], [], []]
    offers.refuse(member=chidi, offer_id=made.pk, now=LATER)
    assert told(chidi) == []


def test_asked_of_somebody_else_the_first_question_is_gone(walk, people):
    _, _, chidi, esi = people
    dele = MemberFactory(organisation=walk.organisation)
    for someone in (chidi, dele):
        offers.offer_role(member=esi, roles=ORGANISER, activity_id=walk.pk, role=LEAD, to_id=someone.pk, now=MONDAY_9AM)
    assert (told(chidi), told(dele)) == ([], [("passing_on", "Would you lead: Thursday walk")])


# ---- a handover


def test_only_the_side_whose_yes_is_missing_is_asked(walk, people):
    rosa, ben, chidi, esi = people
    asked = begin(rosa, walk, chidi)
    assert told(chidi) == [("passing_on", "Would you take over: Thursday walk")]
    assert [told(someone) for someone in (rosa, ben, esi)] == [[], [], []]
    agree(chidi, asked)
    assert told(chidi) == []
    assert told(rosa, LATER) == [("passing_on", "Handed over: Thursday walk")]


def test_begun_by_an_organiser_both_sides_are_asked_and_each_hears_what_the_other_did(walk, people):
    rosa, _, chidi, esi = people
    asked = begin(esi, walk, chidi, ORGANISER)
    assert told(rosa) == [("passing_on", "Shall somebody else lead: Thursday walk")]
    agree(chidi, asked)
    assert told(chidi, LATER) == []
    agree(rosa, asked)
    assert told(chidi, LATER) == [("passing_on", "You lead now: Thursday walk")]
    assert told(esi, LATER) == [("passing_on", "Handed over: Thursday walk")]
    assert told(rosa, LATER) == []


def test_a_no_is_told_without_a_reason_to_those_who_asked(walk, people):
    rosa, _, chidi, _ = people
    refuse(chidi, begin(rosa, walk, chidi))
    assert told(rosa, LATER) == [("passing_on", "Not this time: Thursday walk")]
    assert told(chidi, LATER) == []


def test_what_is_taken_back_or_lapses_is_told_to_who_waited(walk, people, monkeypatch):
    rosa, _, chidi, _ = people
    asked = begin(rosa, walk, chidi)
    refuse(rosa, asked)
    assert told(chidi, LATER) == [("passing_on", "Not asked any more: Thursday walk")]
    begin(rosa, walk, chidi)
    late = MONDAY_9AM + dt.timedelta(days=14)
    assert ("passing_on", "Would you take over: Thursday walk") not in told(chidi, late), "an answer is too late"
    monkeypatch.setattr(clock, "now", lambda: late)
    tasks.let_handovers_lapse()
    for someone in (rosa, chidi):
        assert ("passing_on", "No answer: Thursday walk") in told(someone, late)


def test_whoever_leaves_ends_it_and_is_told_nothing(walk, people):
    rosa, _, chidi, _ = people
    begin(rosa, walk, chidi)
    leave(member=chidi, now=LATER)
    assert told(rosa, LATER) == [("passing_on", "Not asked any more: Thursday walk")]
    assert set(Message.objects.filter(member=chidi).values_list("outcome", flat=True)) == {"left"}


def test_whose_turn_it_was_and_who_could_hand_over_are_told_alone(walk, people):
    rosa, ben, _, esi = people
    a_date(walk)
    OrganiserActed.objects.create(organisation=walk.organisation, activity=walk, task="run", times=2)
    publish(TurnSuggested(walk.pk, walk.organisation_id, rosa.pk, MONDAY_9AM))
    publish(HandoverSuggested(walk.pk, walk.organisation_id, esi.pk, MONDAY_9AM))
    assert told(rosa) == [("passing_on", "Who is next: Thursday walk")]
    assert told(esi) == [("passing_on", "Could somebody else do it: Thursday walk")]
    assert told(ben) == []
    OrganiserActed.objects.update(times=0)
    led_by(walk, ben, rosa)
    assert told(rosa) == told(esi) == []


# ---- the taper


@pytest.fixture
def plan(walk, people):
    """A taper whose first step has lasted a quarter, which the app looks at."""
    esi = people[3]
    tapering.begin_taper(member=esi, roles=ORGANISER, activity_id=walk.pk, now=MONDAY_9AM)
    tapering.review_taper(organisation_id=walk.organisation_id, taper_id=Taper.objects.get().pk, now=DUE)
    return walk


DUE = MONDAY_9AM + QUARTER


def say_yes(member, walk, roles=MEMBER):
    tapering.agree(member=member, roles=roles, activity_id=walk.pk, now=DUE)


def test_both_sides_hear_what_is_proposed_until_theirs_has_answered(plan, people):
    rosa, *_, esi = people
    proposed = [("passing_on", "Time for the next step: Thursday walk")]
    assert [told(someone, DUE) for someone in people] == [proposed, proposed, [], proposed]
    say_yes(rosa, plan)
    assert [told(someone, DUE) for someone in people] == [[], [], [], proposed]
    say_yes(esi, plan, ORGANISER)
    agreed = [("passing_on", "The next step is agreed: Thursday walk")]
    assert [told(someone, DUE) for someone in people] == [agreed, agreed, [], []]


def test_back_a_step_is_a_kind_word_that_names_nobody(plan, people):
    rosa, ben, _, esi = people
    say_yes(rosa, plan)
    say_yes(esi, plan, ORGANISER)
    later = DUE + dt.timedelta(days=1)
    tapering.ask_for_more_help(member=ben, roles=MEMBER, activity_id=plan.pk, now=later)
    words = [("passing_on", "More help again: Thursday walk")]
    assert [told(someone, later) for someone in people] == [words, words, [], words], "nobody tells who asked"


# ---- all of it


def test_many_messages_cost_no_more_statements_than_few(walk, people):
    rosa, ben, chidi, esi = people

    def happens(where):
        led_by(where, rosa, ben)
        a_date(where)
        begin(esi, where, chidi, ORGANISER)
        publish(TurnSuggested(where.pk, where.organisation_id, rosa.pk, MONDAY_9AM))
        step_back(ben, where, SECOND)
        review_pause(organisation_id=where.organisation_id, activity_id=where.pk, now=MONDAY_9AM)

    def more():
        for _ in range(5):
            happens(weekly_walk(organisation=walk.organisation))

    def read():
        return kinds.words_of(Message.objects.select_related("member__organisation"), now=MONDAY_9AM)

    same_query_count(few=lambda: happens(walk), many=more, read=read)
    assert len(read()) > 15
