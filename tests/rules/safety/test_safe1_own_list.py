"""An activity's own list: other words, items of its own, what does not apply; and what can never vanish."""

import pytest

from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.safety.errors import CannotLeaveOut, PlanMovedOn
from aftershift.safety.models import OwnList
from aftershift.safety.services import own_list
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.activities.world import OccurrenceFactory
from tests.rules.safety.test_gates import BEFORE, MEMBER, ORGANISER, Walk

pytestmark = pytest.mark.django_db
VESTS = {"phase": "before", "text": "Borrow the yellow vests", "is_mandatory": True}


def change(walk, changed=(), own=(), based_on=0, by=None, roles=MEMBER):
    return own_list.change_list(
        member=by or walk.rosa,
        roles=roles,
        activity_id=walk.activity.pk,
        based_on=based_on,
        changed=dict(changed),
        own=list(own),
        now=MONDAY_9AM,
    )


def lines(walk):
    return {line.item.id: line for line in walk.filled().lines}


def test_an_item_of_ones_own_keeps_the_gate_shut_when_it_is_asked_for():
    walk = Walk()
    change(walk, own=[VESTS, VESTS | {"text": "Tell the gate", "is_mandatory": False}])
    walk.tick(*BEFORE)
    assert walk.missing("publish") == {"OWN-B1"}
    walk.tick("OWN-B1")
    assert walk.publish().state == "published"


def test_other_words_keep_id_gate_and_rule():
    walk = Walk()
    before = lines(walk)["EW-B3"].item
    change(walk, changed={"EW-B3": {"text": "Two crossings; lift at the back door"}})
    after = lines(walk)["EW-B3"].item
    assert after.text == "Two crossings; lift at the back door"
    assert (after.id, after.gate, after.mandatory) == (before.id, before.gate, before.mandatory)


@pytest.mark.parametrize("item", ["C-B4", "C-B8", "C-B9", "C-B12", "C-D1", "C-A1"])
def test_what_every_activity_needs_cannot_vanish(item):
    walk = Walk()
    boss = MemberFactory(organisation=walk.activity.organisation)
    with pytest.raises(CannotLeaveOut):
        change(walk, changed={item: {"left_out_because": "No time"}}, by=boss, roles=ORGANISER)
    assert not OwnList.objects.exists()


def test_what_its_kind_needs_goes_by_an_organisers_word_with_the_reason_shown():
    walk = Walk()
    boss = MemberFactory(organisation=walk.activity.organisation)
    reason = {"EW-B3": {"left_out_because": "We walk inside the building"}}
    with pytest.raises(NotAllowed):
        change(walk, changed=reason)
    assert not OwnList.objects.exists()
    change(walk, changed=reason, by=boss, roles=ORGANISER)
    assert lines(walk)["EW-B3"].item.left_out_because == "We walk inside the building"
    assert "EW-B3" not in walk.missing("publish")


def test_what_is_recommended_goes_by_the_leads_word():
    walk = Walk()
    change(walk, changed={"EW-B5": {"left_out_because": "We come without bags"}})
    assert lines(walk)["EW-B5"].item.left_out_because == "We come without bags"


def test_a_list_that_somebody_has_begun_stays_as_it_is():
    """RULE-42."""
    walk = Walk()
    walk.tick("C-B8")
    change(walk, own=[VESTS])
    assert "OWN-B1" not in lines(walk)
    next_week = OccurrenceFactory(activity=walk.activity, starts_at=walk.date.starts_at.replace(day=15))
    walk.date = next_week
    assert "OWN-B1" in lines(walk)


def test_two_who_change_it_at_once_do_not_write_over_each_other():
    walk = Walk()
    assert change(walk, own=[VESTS]).version == 1
    assert change(walk, own=[VESTS]).version == 1
    with pytest.raises(PlanMovedOn):
        change(walk, own=[VESTS, VESTS], by=walk.bashir)
    assert change(walk, own=[VESTS, VESTS], based_on=1, by=walk.bashir).version == 2


def test_an_item_that_is_not_on_the_list_cannot_be_changed():
    with pytest.raises(FieldProblem):
        change(Walk(), changed={"HM-B1": {"text": "A friend who knows hills"}})
