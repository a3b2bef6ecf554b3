"""Who led before steps were kept: the app counts what is written, a colleague says that it is so, and then it counts.
Invited, never promoted (DOMAIN 5.2)."""

import datetime as dt

import pytest

from aftershift.activities.models import Occurrence
from aftershift.leading.errors import CannotBeAsked, StepNotYet
from aftershift.leading.models import Handover, SignOff
from aftershift.leading.selectors import sign_offs as reads
from aftershift.leading.services import sign_offs, steps
from aftershift.people.selectors import all_roles_of
from tests.factories import MONDAY_9AM, same_query_count, signed_in
from tests.rules.leading.steps_world import (
    TODAY,
    Walk,
    answer,
    ask,
    did,
    left_to_do,
    number_of,
    on_step,
    standing,
    take,
    word_from,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return Walk()


@pytest.fixture
def bea(walk):
    """She has led the walk for years, and stands at the first step."""
    return walk.somebody("Bea")


def confirmed(walk, member):
    answer(walk.rosa, ask(member, "led_before"))


def closed_before(walk, member, times, **fields):
    """Dates that were held before anything was written of who led."""
    walk.led_by(member, walk.sam)
    return [walk.date(state=Occurrence.State.CLOSED, **fields) for _ in range(times)]


def test_dates_that_are_written_of_her_are_offered_to_be_counted(walk, bea):
    did(bea, "shared", 4)
    did(bea, "shared", 1, role="second")
    assert standing(bea).may_say_led == 4


def test_dates_from_before_records_count_for_who_leads_now(walk, bea):
    closed_before(walk, bea, 3)
    walk.date(state=Occurrence.State.CANCELLED)
    assert standing(bea).may_say_led == 3


def test_what_was_taken_over_and_what_another_led_is_not_hers(walk, bea):
    walk.held()  # under Rosa, and written of her
    closed_before(walk, bea, 2)
    assert standing(bea).may_say_led == 2
    Handover.objects.create(
        organisation=walk.organisation,
        activity=walk.activity,
        giver=walk.rosa,
        taker=bea,
        state="done",
        begun_at=MONDAY_9AM,
        given_at=MONDAY_9AM,
        taken_at=MONDAY_9AM,
        lapses_at=MONDAY_9AM + dt.timedelta(days=7),
    )
    assert standing(bea).may_say_led == 0


def test_nothing_counts_before_a_colleague_said_so(walk, bea):
    did(bea, "shared", 6)
    on_step(bea, 2)
    assert left_to_do(bea) == ["roles", "briefing", "help_plan"]
    ask(bea, "led_before")
    assert left_to_do(bea) == ["roles", "briefing", "help_plan"]


def test_whoever_is_asked_reads_how_many_dates_and_only_that_many_count(walk, bea):
    did(bea, "shared", 2)
    word = ask(bea, "led_before", of=walk.sam)
    did(bea, "led", 9)
    reply = signed_in(walk.sam).get("/api/v1/sign-off-requests").json()["results"]
    assert [(row["name"], row["what"], row["dates"]) for row in reply] == [("Bea", "led_before", 2)]
    answer(walk.sam, word)
    on_step(bea, 4)
    need = next(need for need in standing(bea).needs if need.what == "with_buddy")
    assert (need.have, need.of) == (2, 3)


def test_she_is_invited_to_the_highest_step_that_asks_for_nothing_more_and_only_her_yes_takes_it(walk, bea):
    did(bea, "shared", 6)
    confirmed(walk, bea)
    assert (number_of(bea), standing(bea).next, standing(bea).is_invited) == (0, 2, True)
    steps.read_card(member=bea, card="help_plan", now=MONDAY_9AM)
    assert standing(bea).next == 3
    word_from(walk.sam, bea, "basics")
    assert (number_of(bea), standing(bea).next) == (0, 4)
    take(bea, 4)
    assert (number_of(bea), left_to_do(bea)) == (4, ["buddy_ready", "organiser_ready"])


def test_what_others_have_to_say_and_the_certificate_is_asked_of_everybody(walk, bea):
    did(bea, "shared", 20)
    confirmed(walk, bea)
    steps.read_card(member=bea, card="help_plan", now=MONDAY_9AM)
    with pytest.raises(StepNotYet):
        take(bea, 4)
    take(bea, 3)
    assert left_to_do(bea) == ["basics"]


def test_who_climbs_step_by_step_skips_none(walk, bea):
    """Only dates that somebody confirmed open more than the next step."""
    did(bea, "shared", 6)
    steps.read_card(member=bea, card="greet", now=MONDAY_9AM)
    did(bea, "job")
    assert standing(bea).next == 1
    with pytest.raises(StepNotYet):
        take(bea, 2)


def test_not_yet_changes_nothing_and_can_be_asked_again(walk, bea):
    did(bea, "shared", 6)
    answer(walk.rosa, ask(bea, "led_before"), is_given=False)
    assert (standing(bea).next, standing(bea).may_say_led) == (1, 6)
    confirmed(walk, bea)
    assert (standing(bea).next, standing(bea).may_say_led) == (2, 0)


def test_it_rests_when_she_wants_it_to(walk, bea):
    did(bea, "shared", 6)
    confirmed(walk, bea)
    word = SignOff.objects.get()
    sign_offs.pause_sign_off(member=bea, sign_off_id=word.pk, is_paused=True, now=MONDAY_9AM)
    assert standing(bea).next == 1


def test_who_led_nothing_and_who_shares_the_lead_already_has_nothing_to_ask(walk, bea):
    with pytest.raises(CannotBeAsked):
        ask(bea, "led_before")
    did(bea, "shared", 6)
    on_step(bea, 3)
    assert standing(bea).may_say_led == 0
    with pytest.raises(CannotBeAsked):
        ask(bea, "led_before")
    assert SignOff.objects.count() == 0


def test_who_stepped_back_is_offered_nothing(walk, bea):
    did(bea, "shared", 6)
    on_step(bea, 2)
    steps.step_back(member=bea, kind="walk", now=MONDAY_9AM)
    assert standing(bea).may_say_led == 0


def test_an_organiser_or_who_leads_this_kind_is_asked_and_nobody_else(walk, bea):
    did(bea, "shared", 2)
    names = [row.name for row in reads.signers(member=bea, kind="walk", what="led_before", today=TODAY)]
    assert names == ["Rosa", "Sam"]
    with pytest.raises(CannotBeAsked):
        ask(bea, "led_before", of=walk.somebody("Ben"))


def test_my_steps_take_the_same_statements_however_many_dates_i_led(walk, bea):
    client = signed_in(bea)
    same_query_count(
        few=lambda: closed_before(walk, bea, 1),
        many=lambda: closed_before(walk, bea, 20),
        read=lambda: client.get("/api/v1/my-steps"),
    )


def test_a_supervisor_is_not_asked_whatever_else_they_are(walk, bea):
    did(bea, "shared", 2)
    word = ask(bea, "led_before")
    supervisor = walk.somebody("Vera", roles=("organiser", "supervisor"))
    roles = all_roles_of(supervisor)
    assert reads.asked_of(member=supervisor, roles=roles, all_roles=roles, now=MONDAY_9AM) == []
    assert SignOff.objects.get(pk=word.pk).state == "open"
