"""A porter's way: from the first small job to leading a walk with a buddy, date after date, as the real steps see it."""

import pytest

from aftershift.activities.services import hosting, joining
from aftershift.leading.errors import StepNotYet
from aftershift.leading.models import SignOff
from aftershift.leading.services import record, sign_offs, steps
from aftershift.people.selectors import all_roles_of
from tests.factories import MONDAY_9AM
from tests.rules.leading.steps_world import Walk, answer, ask, left_to_do, number_of, standing, take

pytestmark = pytest.mark.django_db


def watch(walk, ama, date):
    row = sign_offs.shadow(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    walk.close(date)
    for who in (ama, walk.rosa):
        roles = all_roles_of(who)
        sign_offs.say_it_happened(member=who, roles=roles, all_roles=roles, shadowing_id=row.pk, now=date.ends_at)


def test_a_porter_grows_into_leading_with_a_buddy_over_eight_dates_and_is_never_pushed():
    walk = Walk()
    ama = walk.somebody("Ama")

    # Come along; then one small job: she meets people who are new.
    walk.held(ama)
    assert (number_of(ama), standing(ama).is_invited) == (0, True)
    take(ama, 1)
    date = walk.date()
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    hosting.be_host(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    walk.close(date)
    assert left_to_do(ama) == ["role_card"]
    steps.read_card(member=ama, card="back_marker", now=MONDAY_9AM)
    take(ama, 2)

    # Two roles on two dates, the talk, and what to do when something goes wrong.
    for role in ("back_marker", "register"):
        date = walk.held(ama)
        record.note_role(member=ama, occurrence_id=date.pk, role=role, now=date.ends_at)
    assert left_to_do(ama) == ["briefing", "help_plan"]
    with pytest.raises(StepNotYet):
        take(ama, 3)
    answer(walk.sam, ask(ama, of=walk.sam), conditions=["short_walks"])
    steps.read_card(member=ama, card="help_plan", now=MONDAY_9AM)
    assert (number_of(ama), standing(ama).is_invited) == (2, True)
    take(ama, 3)

    # She watches once, then shares the lead twice and goes through the whole list.
    date = walk.date()
    joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    watch(walk, ama, date)
    assert left_to_do(ama) == ["shared", "whole_list"]
    walk.led_by(walk.rosa, ama)
    walk.held()
    walk.held(by=ama)
    assert left_to_do(ama) == []
    take(ama, 4)

    # She leads, Rosa beside her. That is what it is called in her record, and what it counts as.
    walk.led_by(ama, walk.rosa)
    walk.held()
    [with_buddy] = [need for need in standing(ama).needs if need.what == "with_buddy"]
    assert (with_buddy.have, with_buddy.of) == (1, 3)
    assert standing(ama).conditions == ["short_walks"]
    assert SignOff.objects.get().answered_as == "lead"
