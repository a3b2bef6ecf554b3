"""The seven steps: the app invites, the person says yes, and one tap goes back."""

import datetime as dt

import pytest

from aftershift.core.events import subscribe
from aftershift.leading import ladder
from aftershift.leading.errors import NotConfirmedYet, StepNotYet, TooYoungToLead
from aftershift.leading.events import StepOpened
from aftershift.leading.models import RecordLine, Step
from aftershift.leading.selectors import steps as reads
from aftershift.leading.services import record, steps
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count
from tests.rules.leading.steps_world import (
    TODAY,
    Walk,
    did,
    left_to_do,
    lines,
    number_of,
    on_step,
    standing,
    take,
    word_from,
)

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=366)


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def opened():
    """What was published of steps that are open."""
    found = []

    def listen(event):
        found.append((event.member_id, event.kind, event.number))

    subscribe(StepOpened, listen)
    return found


def read_cards(member, *cards):
    for card in cards:
        steps.read_card(member=member, card=card, now=MONDAY_9AM)


def test_everybody_is_invited_to_lend_a_hand_and_takes_it_with_a_yes():
    ama = MemberFactory()
    assert (standing(ama).number, standing(ama).is_invited) == (0, True)
    take(ama, 1)
    take(ama, 1)
    assert number_of(ama) == 1


def test_doing_everything_a_step_asks_for_promotes_nobody(walk):
    """The app only invites (DOMAIN 5.2): what is done opens the step, and only the member's yes takes it."""
    ama = walk.somebody("Ama")
    take(ama, 1)
    did(ama, "job")
    read_cards(ama, "back_marker")
    walk.held(ama)
    assert (standing(ama).is_invited, number_of(ama)) == (True, 1)
    take(ama, 2)
    assert number_of(ama) == 2


def test_a_step_that_asks_for_something_first_is_not_taken():
    ama = MemberFactory()
    take(ama, 1)
    with pytest.raises(StepNotYet):
        take(ama, 2)
    assert (number_of(ama), left_to_do(ama)) == (1, ["came", "jobs", "role_card"])


def test_no_step_is_skipped():
    ama = MemberFactory()
    did(ama, "led", 9)
    with pytest.raises(StepNotYet):
        take(ama, 6)
    assert number_of(ama) == 0


def test_what_each_step_asks_for():
    """DOMAIN 5.2, row by row."""
    asked = {
        number: [(need.what, need.of) for need in ladder.needs(number=number, kind="walk", facts=ladder.Facts())]
        for number in range(7)
    }
    assert asked == {
        0: [],
        1: [],
        2: [("came", 1), ("jobs", 1), ("role_card", 1)],
        3: [("roles", 2), ("briefing", 1), ("help_plan", 1)],
        4: [("shadowed", 1), ("shared", 2), ("whole_list", 1), ("basics", 1)],
        5: [("with_buddy", 3), ("buddy_ready", 1), ("organiser_ready", 1)],
        6: [("led", 5)],
    }


def test_steps_are_of_one_kind_and_never_of_all():
    ama = MemberFactory()
    on_step(ama, 5, kind="walk")
    assert (number_of(ama, "walk"), number_of(ama, "cook")) == (5, 0)


def test_two_roles_on_two_dates_not_one_role_twice():
    ama = MemberFactory()
    on_step(ama, 2)
    did(ama, "role", 2, role="register")
    assert "roles" in left_to_do(ama)
    did(ama, "role", 1, role="kit")
    assert "roles" not in left_to_do(ama)


def test_what_a_kind_needs():
    """First aid for walks, food hygiene for cooking, safeguarding for families, an organiser's briefing for trips."""
    ama = MemberFactory()
    assert ladder.BASICS == {
        "walk": "first_aid",
        "cook": "food_hygiene",
        "family": "safeguarding",
        "picnic": "safeguarding",
        "trip": None,
        "day_out": None,
        "hill": "mountain_leader",
    }
    for kind in ladder.BASICS:
        on_step(ama, 3, kind=kind)
        assert "basics" in left_to_do(ama, kind)
    on_step(ama, 3, kind="cafe")
    assert "basics" not in left_to_do(ama, "cafe")


def test_nobody_of_us_leads_a_mountain_day_alone():
    """DOMAIN 5.2: on mountains step 4 is the last."""
    ama = MemberFactory()
    on_step(ama, 4, kind="hill")
    did(ama, "with_buddy", 9, kind="hill")
    for what in ("buddy_ready", "organ_ready"):
        word_from(None, ama, what, kind="hill")
    assert standing(ama, "hill").next is None
    with pytest.raises(StepNotYet):
        take(ama, 5, kind="hill")


def test_people_under_18_and_people_still_new_do_not_share_the_lead():
    young = MemberFactory(is_under_18=True)
    new = MemberFactory(organisation=young.organisation, confirmed=False)
    for member, refusal in ((young, TooYoungToLead), (new, NotConfirmedYet)):
        on_step(member, 2)
        with pytest.raises(refusal):
            take(member, 3)


# -- back, and back again ---------------------------------------------------------------------------------------------


def test_stepping_back_is_one_tap_and_one_tap_brings_it_back():
    ama = MemberFactory()
    on_step(ama, 4)
    for _ in range(2):
        steps.step_back(member=ama, kind="walk", now=MONDAY_9AM)
    found = standing(ama)
    assert (found.number, found.stepped_back_from, found.is_invited) == (0, 4, False)
    take(ama, 4)
    assert (standing(ama).number, standing(ama).stepped_back_from) == (4, None)


def test_one_may_come_back_half_way_and_not_further_than_one_was():
    ama = MemberFactory()
    on_step(ama, 4)
    steps.step_back(member=ama, kind="walk", now=MONDAY_9AM)
    take(ama, 2)
    with pytest.raises(StepNotYet):
        take(ama, 5)
    assert (standing(ama).number, standing(ama).stepped_back_from) == (2, 4)


def test_stepping_back_takes_nothing_from_the_record():
    ama = MemberFactory()
    on_step(ama, 4)
    did(ama, "shared", 2)
    steps.step_back(member=ama, kind="walk", now=MONDAY_9AM)
    assert len(lines(ama)) == 2


def test_not_now_is_not_asked_again_for_two_months_and_bars_nothing():
    ama = MemberFactory()
    steps.say_not_now(member=ama, kind="walk", now=MONDAY_9AM)
    assert standing(ama).is_invited is False
    assert standing(ama, today=TODAY + dt.timedelta(days=60)).is_invited is True
    take(ama, 1)
    assert number_of(ama) == 1


# -- resting ----------------------------------------------------------------------------------------------------------


def test_after_twelve_months_unused_a_step_rests_and_one_shared_lead_wakes_it(walk):
    ama = walk.somebody("Ama")
    on_step(ama, 5, used=TODAY - YEAR)
    assert (standing(ama).rests, standing(ama).number) == (True, 5)
    walk.led_by(ama, walk.sam)
    date = walk.held()
    assert lines(ama) == [("shared", ""), ("whole_list", "")]  # not "led": it was asleep
    assert standing(ama, today=date.local_date).rests is False
    walk.held()
    assert ("led", "") in lines(ama)


def test_a_small_job_does_not_wake_leading(walk):
    ama = walk.somebody("Ama")
    on_step(ama, 4, used=TODAY - YEAR)
    date = walk.date()
    record.note_role(member=ama, occurrence_id=date.pk, role="kit", now=MONDAY_9AM)
    assert standing(ama).rests is True


# -- what a date leaves in the record -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "left"),
    [(0, "shared"), (3, "shared"), (4, "with_buddy"), (5, "led"), (6, "led")],
)
def test_leading_counts_as_what_the_own_step_makes_of_it(walk, step, left):
    ama = walk.somebody("Ama")
    on_step(ama, step)
    walk.led_by(ama, walk.rosa)  # Rosa organises: she can be the buddy
    walk.held()
    assert set(lines(ama)) == {(left, ""), ("whole_list", "")}


def test_a_buddy_is_somebody_experienced(walk):
    """Led beside somebody who leads no more than oneself, it was sharing the lead."""
    ama = walk.somebody("Ama")
    on_step(ama, 4)
    walk.led_by(ama, walk.sam)
    walk.held()
    assert ("with_buddy", "") not in lines(ama)
    did(walk.sam, "led", 3)
    walk.held()
    assert ("with_buddy", "") in lines(ama)
    assert ("buddied", "") in lines(walk.sam)


def test_the_second_shares_the_lead_once_they_stand_there_and_has_a_role_before(walk):
    on_step(walk.sam, 2)
    walk.held()
    assert lines(walk.sam) == [("role", "second")]
    take_three = Step.objects.get(member=walk.sam)
    take_three.number = 3
    take_three.save()
    walk.held()
    assert ("shared", "second") in lines(walk.sam)


def test_whoever_closed_the_date_ran_the_whole_list(walk):
    walk.held(by=walk.sam)
    assert ("whole_list", "") in lines(walk.sam)
    assert ("whole_list", "") not in lines(walk.rosa)


def test_the_first_time_is_marked_and_later_times_are_not(walk):
    ama = walk.somebody("Ama")
    walk.held(ama)
    walk.held(ama)
    assert lines(ama) == [("came", "")]


def test_a_date_told_twice_is_written_once(walk):
    date = walk.held()
    walk.close(date)
    assert RecordLine.objects.filter(member=walk.rosa, what="whole_list").count() == 1
    for _ in range(2):
        record.note_role(member=walk.sam, occurrence_id=date.pk, role="kit", now=MONDAY_9AM)
    assert RecordLine.objects.filter(member=walk.sam, role="kit").count() == 1


def test_the_record_stays_when_the_date_is_gone(walk):
    date = walk.held()
    walk.activity.delete()
    kept = RecordLine.objects.get(member=walk.rosa, what="shared")
    assert (kept.title, kept.local_date, kept.minutes, kept.occurrence) == ("Thursday walk", date.local_date, 45, None)


def test_a_step_that_opens_is_told_once_to_the_member_alone(walk, opened):
    ama = walk.somebody("Ama")
    on_step(ama, 1)
    read_cards(ama, "kit")
    date = walk.date()
    for _ in range(2):
        record.note_role(member=ama, occurrence_id=date.pk, role="kit", now=MONDAY_9AM)
    assert opened == [(ama.pk, "walk", 2)]


def test_my_steps_take_the_same_statements_for_one_kind_and_for_all():
    ama = MemberFactory()

    def many():
        for kind in ladder.Kind.values[1:]:
            on_step(ama, 1, kind=kind)
            did(ama, "role", 5, kind=kind, role="kit")
            word_from(None, ama, kind=kind)

    same_query_count(few=lambda: on_step(ama, 1), many=many, read=lambda: reads.standings(member=ama, today=TODAY))
