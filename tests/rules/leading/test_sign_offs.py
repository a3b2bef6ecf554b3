"""Somebody's word: per kind, dated, with conditions, able to lapse or pause; it stands without whoever gave it."""

import datetime as dt

import pytest

from aftershift.activities.errors import NotComing
from aftershift.activities.services import joining
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import subscribe
from aftershift.leading.errors import CannotBeAsked, NotThatDayYet, QualificationNeeded, SignOffClosed
from aftershift.leading.events import SignOffAsked
from aftershift.leading.models import Shadowing, SignOff
from aftershift.leading.selectors import sign_offs as reads
from aftershift.leading.selectors.steps import trusted_to_lead
from aftershift.leading.services import sign_offs
from aftershift.people.selectors import all_roles_of
from aftershift.people.services import leaving
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, same_query_count
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import (
    TODAY,
    Walk,
    answer,
    ask,
    did,
    left_to_do,
    lines,
    on_step,
    standing,
    take,
    word_from,
)

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def ama(walk):
    return walk.somebody("Ama")


def questions(member, *, now=MONDAY_9AM, roles=None):
    all_roles = all_roles_of(member)
    found = reads.asked_of(member=member, roles=all_roles if roles is None else roles, all_roles=all_roles, now=now)
    return [(row.member.called_name, row.what, answers_as) for row, answers_as in found]


def test_a_briefing_that_was_given_counts(walk, ama):
    on_step(ama, 2)
    word = ask(ama, of=walk.sam)
    assert questions(walk.sam) == [("Ama", "briefing", "lead")]
    answer(walk.sam, word)
    assert "briefing" not in left_to_do(ama)
    word.refresh_from_db()
    assert (word.answered_date, word.answered_as) == (TODAY, "lead")


@pytest.fixture
def heard():
    """What was published of questions: whom to tell."""
    found = []

    def listen(event):
        found.append(set(event.member_ids))

    subscribe(SignOffAsked, listen)
    return found


def test_whoever_is_asked_is_to_be_told_and_a_supervisor_never(walk, ama, heard):
    olga = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    MemberFactory(organisation=walk.organisation, roles=("organiser", "supervisor"))
    ask(ama)
    ask(ama, of=walk.sam)
    ask(walk.rosa)
    assert heard == [{walk.rosa.pk, olga.pk}, {walk.sam.pk}, {olga.pk}]


def test_a_word_is_for_one_kind(walk, ama):
    """RULE-39."""
    answer(walk.sam, ask(ama, of=walk.sam))
    on_step(ama, 2)
    on_step(ama, 2, kind="cafe")
    assert "briefing" not in left_to_do(ama)
    assert "briefing" in left_to_do(ama, "cafe")


def test_not_yet_gives_nothing_and_can_be_asked_again(walk, ama):
    on_step(ama, 2)
    answer(walk.sam, ask(ama, of=walk.sam), is_given=False, conditions=["with_buddy"])
    assert "briefing" in left_to_do(ama)
    assert SignOff.objects.get().conditions == []
    answer(walk.sam, ask(ama, of=walk.sam))
    assert "briefing" not in left_to_do(ama)


def test_asking_twice_is_once_and_asking_another_takes_the_first_back(walk, ama):
    first = ask(ama, of=walk.sam)
    assert ask(ama, of=walk.sam).pk == first.pk
    second = ask(ama, of=walk.rosa)
    assert questions(walk.sam) == []
    with pytest.raises(NotVisible):
        answer(walk.sam, first)
    assert SignOff.objects.get(pk=second.pk).state == "open"


def test_a_word_survives_whoever_gave_it(walk, ama):
    """RULE-38."""
    on_step(ama, 2)
    answer(walk.sam, ask(ama, of=walk.sam))
    leaving.forget_member(member=walk.sam, now=MONDAY_9AM)
    word = SignOff.objects.get()
    assert (word.state, word.answered_by, word.answered_as, word.answered_date) == ("given", None, "lead", TODAY)
    assert "briefing" not in left_to_do(ama)


def test_a_word_lapses_on_its_day(walk, ama):
    """RULE-39."""
    on_step(ama, 2)
    answer(walk.sam, ask(ama, of=walk.sam), lapses_date=TODAY + 30 * DAY)
    briefed = {
        days: all(need.is_met for need in standing(ama, today=TODAY + days * DAY).needs if need.what == "briefing")
        for days in (0, 29, 30)
    }
    assert briefed == {0: True, 29: True, 30: False}


def test_its_holder_pauses_it_and_wakes_it_without_a_reason(walk, ama):
    """RULE-39."""
    on_step(ama, 2)
    word = answer(walk.sam, ask(ama, of=walk.sam))
    for _ in range(2):
        sign_offs.pause_sign_off(member=ama, sign_off_id=word.pk, is_paused=True, now=MONDAY_9AM)
    assert "briefing" in left_to_do(ama)
    sign_offs.pause_sign_off(member=ama, sign_off_id=word.pk, is_paused=False, now=MONDAY_9AM)
    assert "briefing" not in left_to_do(ama)
    with pytest.raises(NotVisible):
        sign_offs.pause_sign_off(member=walk.sam, sign_off_id=word.pk, is_paused=True, now=MONDAY_9AM)


def test_short_walks_needs_no_first_aid_and_bars_long_ones(walk, ama):
    """RULE-39: a condition."""
    on_step(ama, 3)
    assert "basics" in left_to_do(ama)
    answer(walk.sam, ask(ama, of=walk.sam), conditions=["short_walks"])
    assert "basics" not in left_to_do(ama)
    on_step(walk.sam, 5)
    for what, times in (("shadowed", 1), ("shared", 2), ("whole_list", 1)):
        did(ama, what, times)
    take(ama, 4)
    long = ActivityFactory(organisation=walk.organisation, minutes=61)
    assert trusted_to_lead(activity=walk.activity, today=TODAY) == {ama.pk, walk.sam.pk}
    assert trusted_to_lead(activity=long, today=TODAY) == {walk.sam.pk}


def test_ready_with_a_buddy_is_not_ready_to_lead_alone(walk, ama):
    on_step(ama, 4)
    word_from(walk.sam, ama, "buddy_ready", conditions=["with_buddy"])
    assert "buddy_ready" in left_to_do(ama)
    word_from(walk.rosa, ama, "buddy_ready")
    assert "buddy_ready" not in left_to_do(ama)


def test_short_walks_is_said_of_walks_only(walk, ama):
    cafe = ActivityFactory(organisation=walk.organisation, kind="cafe", lead=walk.sam)
    word = ask(ama, of=walk.sam, kind=cafe.kind)
    with pytest.raises(FieldProblem):
        answer(walk.sam, word, conditions=["short_walks"])
    with pytest.raises(FieldProblem):
        answer(walk.sam, word, lapses_date=TODAY)
    assert SignOff.objects.get().state == "open"


# -- whom one can ask ---------------------------------------------------------------------------------------------------


def test_people_whose_leading_everybody_knows_can_be_asked_and_steps_are_not_looked_at(walk, ama):
    """Who stands where is nobody's to find out: a high step makes nobody someone to ask."""
    ben = walk.somebody("Ben")
    on_step(ben, 6)
    assert [row.name for row in reads.signers(member=ama, kind="walk", what="briefing", today=TODAY)] == ["Rosa", "Sam"]
    with pytest.raises(CannotBeAsked):
        ask(ama, of=ben)


def test_a_buddy_is_asked_who_came_along(walk, ama):
    on_step(ama, 4)
    walk.led_by(ama, walk.rosa)
    walk.held()
    assert [row.name for row in reads.signers(member=ama, kind="walk", what="buddy_ready", today=TODAY)] == ["Rosa"]
    with pytest.raises(CannotBeAsked):
        ask(ama, "buddy_ready", of=walk.sam)
    with pytest.raises(CannotBeAsked):
        ask(ama, "buddy_ready")
    answer(walk.rosa, ask(ama, "buddy_ready", of=walk.rosa))
    assert "buddy_ready" not in left_to_do(ama)


def test_a_trip_and_readiness_are_an_organisers_to_say(walk, ama):
    trip = ActivityFactory(organisation=walk.organisation, kind="trip", lead=walk.sam)
    for what, kind in (("basics", trip.kind), ("organ_ready", "walk")):
        with pytest.raises(CannotBeAsked):
            ask(ama, what, of=walk.sam, kind=kind)
        word = ask(ama, what, kind=kind)
        assert questions(walk.sam) == []
        answer(walk.rosa, word)


def test_a_mountain_qualification_is_shown_and_not_said(ama):
    with pytest.raises(QualificationNeeded):
        ask(ama, "basics", kind="hill")


# -- nobody answers -----------------------------------------------------------------------------------------------------


def test_after_a_week_others_who_could_say_it_are_asked_too(walk, ama):
    """RULE-39: a ladder is not stuck when who was asked is away."""
    ask(ama, of=walk.sam)
    assert questions(walk.rosa, now=MONDAY_9AM + 6 * DAY) == []
    assert questions(walk.rosa, now=MONDAY_9AM + 7 * DAY) == [("Ama", "briefing", "organiser")]


def test_at_once_when_who_was_asked_has_left(walk, ama):
    ask(ama, of=walk.sam)
    leaving.leave(member=walk.sam, now=MONDAY_9AM)
    assert questions(walk.rosa) == [("Ama", "briefing", "organiser")]


def test_when_all_who_could_say_it_are_away_whoever_leads_something_may_with_a_buddy(walk, ama):
    """RULE-39: the way out. Three weeks, and always on the condition that somebody comes along."""
    ivo = walk.somebody("Ivo")
    ActivityFactory(organisation=walk.organisation, kind="choir", lead=ivo)
    word = ask(ama, of=walk.sam)
    assert questions(ivo, now=MONDAY_9AM + 20 * DAY) == []
    late = MONDAY_9AM + 21 * DAY
    assert questions(ivo, now=late) == [("Ama", "briefing", "colleague")]
    answer(ivo, word, now=late)
    word.refresh_from_db()
    assert (word.answered_as, word.conditions) == ("colleague", ["with_buddy"])


def test_when_no_organiser_answers_whoever_leads_this_kind_may(walk, ama):
    word = ask(ama, "organ_ready")
    assert questions(walk.sam, now=MONDAY_9AM + 20 * DAY) == []
    assert questions(walk.sam, now=MONDAY_9AM + 21 * DAY) == [("Ama", "organ_ready", "lead")]
    answer(walk.sam, word, now=MONDAY_9AM + 21 * DAY)
    on_step(ama, 4)
    assert "organiser_ready" not in left_to_do(ama)


def test_nobody_answers_their_own_question(walk):
    word = ask(walk.rosa)
    assert questions(walk.rosa, now=MONDAY_9AM + 30 * DAY) == []
    with pytest.raises(NotVisible):
        answer(walk.rosa, word, now=MONDAY_9AM + 30 * DAY)


def test_one_answer_ends_it_for_everybody(walk, ama):
    other = MemberFactory(organisation=walk.organisation, called_name="Olga", roles=("organiser",))
    word = ask(ama)
    assert questions(other) == questions(walk.rosa) == [("Ama", "briefing", "organiser")]
    answer(walk.rosa, word)
    answer(walk.rosa, word)  # my own again
    assert questions(other) == questions(walk.rosa) == []
    with pytest.raises(NotVisible):
        answer(other, word, is_given=False)
    with pytest.raises(SignOffClosed):
        answer(walk.rosa, word, is_given=False)
    assert SignOff.objects.get().state == "given"


def test_a_question_taken_back_is_gone_and_an_answer_is_not_taken_back(walk, ama):
    word = ask(ama)
    for _ in range(2):
        sign_offs.take_sign_off_back(member=ama, sign_off_id=word.pk, now=MONDAY_9AM)
    assert questions(walk.rosa) == []
    given = ask(ama)
    answer(walk.rosa, given)
    with pytest.raises(SignOffClosed):
        sign_offs.take_sign_off_back(member=ama, sign_off_id=given.pk, now=MONDAY_9AM)


def test_questions_take_the_same_statements_for_one_and_for_twenty(walk):
    def many():
        for someone in colleagues(walk.organisation, 20):
            ask(someone)

    same_query_count(few=lambda: ask(walk.somebody("Ama")), many=many, read=lambda: questions(walk.rosa))


# -- watching -----------------------------------------------------------------------------------------------------------


def watched(walk, member):
    date = walk.date()
    joining.join(member=member, occurrence_id=date.pk, now=MONDAY_9AM)
    return sign_offs.shadow(member=member, occurrence_id=date.pk, now=MONDAY_9AM)


def say(member, row, *, now):
    roles = all_roles_of(member)
    return sign_offs.say_it_happened(member=member, roles=roles, all_roles=roles, shadowing_id=row.pk, now=now)


@pytest.mark.parametrize("order", ["ama first", "lead first"])
def test_watching_counts_once_both_sides_say_so(walk, ama, order):
    row = watched(walk, ama)
    after = row.occurrence.ends_at
    sides = [ama, walk.rosa] if order == "ama first" else [walk.rosa, ama]
    say(sides[0], row, now=after)
    say(sides[0], row, now=after)
    assert lines(ama) == []
    say(sides[1], row, now=after)
    say(sides[1], row, now=after)
    assert lines(ama) == [("shadowed", "")]


def test_it_is_not_said_before_it_began(walk, ama):
    row = watched(walk, ama)
    with pytest.raises(NotThatDayYet):
        say(ama, row, now=MONDAY_9AM)
    assert Shadowing.objects.get().member_said_date is None


def test_the_second_can_say_it_and_after_a_week_an_organiser(walk, ama):
    olga = MemberFactory(organisation=walk.organisation, roles=("organiser",))
    first, other = watched(walk, ama), watched(walk, ama)
    say(walk.sam, first, now=first.occurrence.ends_at)
    with pytest.raises(NotVisible):
        say(olga, other, now=other.occurrence.ends_at + 6 * DAY)
    say(olga, other, now=other.occurrence.ends_at + 7 * DAY)
    assert all(row.lead_said_date for row in Shadowing.objects.all())


def test_one_watches_with_a_place(walk, ama):
    date = OccurrenceFactory(activity=walk.activity)
    with pytest.raises(NotComing):
        sign_offs.shadow(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)


def test_not_after_all_is_one_tap_until_both_said_it(walk, ama):
    row = watched(walk, ama)
    sign_offs.do_not_shadow(member=ama, occurrence_id=row.occurrence_id, now=MONDAY_9AM)
    assert Shadowing.objects.count() == 0
    again = watched(walk, ama)
    for side in (ama, walk.rosa):
        say(side, again, now=again.occurrence.ends_at)
    sign_offs.do_not_shadow(member=ama, occurrence_id=again.occurrence_id, now=MONDAY_9AM)
    assert Shadowing.objects.count() == 1
