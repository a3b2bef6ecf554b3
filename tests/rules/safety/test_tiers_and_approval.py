"""Kind, plan and five answers give the tier; from T2 an organiser approves what they saw."""

import pytest

from aftershift.activities.models import Occurrence
from aftershift.core.errors import NotAllowed
from aftershift.safety import services, tiers
from aftershift.safety.errors import KnownAlready
from aftershift.safety.models import SafetyAnswers
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.activities.world import ActivityFactory
from tests.rules.safety.test_gates import BEFORE, MEMBER, ORGANISER, Walk

pytestmark = pytest.mark.django_db
NO = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)


@pytest.mark.parametrize(
    ("kind", "minutes", "places", "yes", "tier"),
    [
        ("talk", 60, 10, (), 0),
        ("walk", 45, 20, (), 1),
        ("walk", 60, 25, (), 1),
        ("walk", 61, 20, (), 2),
        ("walk", 45, 26, (), 2),
        ("talk", 60, 10, ("makes_food",), 2),
        ("talk", 60, 10, ("has_children",), 2),
        ("move", 30, 10, (), 1),
        ("move", 30, 10, ("is_long",), 2),
        ("cook", 90, 10, (), 2),
        ("walk", 45, 10, ("is_wild",), 3),
        ("talk", 45, 10, ("is_new",), 3),
        ("hill", 300, 10, (), 3),
    ],
)
def test_the_tier(kind, minutes, places, yes, tier):
    """DOMAIN 4.8."""
    activity = ActivityFactory(kind=kind, minutes=minutes)
    answers = SafetyAnswers(activity=activity, **(NO | dict.fromkeys(yes, True)))
    assert tiers.tier_of(activity=activity, places=places, answers=answers) == tier


def large_walk():
    walk = Walk()
    Occurrence.objects.filter(pk=walk.date.pk).update(places=30)
    walk.tick(*BEFORE)
    return walk


def test_a_small_walk_needs_no_approval():
    walk = Walk()
    organiser = MemberFactory(organisation=walk.activity.organisation)
    assert "C-B12" not in walk.missing("publish")
    with pytest.raises(KnownAlready):
        walk.tick("C-B12", by=organiser, roles=ORGANISER)


def test_a_large_walk_waits_for_an_organisers_approval():
    walk = large_walk()
    organiser = MemberFactory(organisation=walk.activity.organisation)
    assert walk.missing("publish") == {"C-B12"}
    with pytest.raises(NotAllowed):
        walk.tick("C-B12", by=walk.rosa, roles=MEMBER)
    walk.tick("C-B12", by=organiser, roles=ORGANISER)
    assert walk.missing("publish") == set()


@pytest.mark.parametrize("change", ["place", "size", "lead", "children"])
def test_a_material_change_reopens_the_approval(change):
    """RULE-40."""
    walk = large_walk()
    organiser = MemberFactory(organisation=walk.activity.organisation)
    walk.tick("C-B12", by=organiser, roles=ORGANISER)
    if change == "place":
        type(walk.activity).objects.filter(pk=walk.activity.pk).update(meeting_place="The car park")
    elif change == "size":
        Occurrence.objects.filter(pk=walk.date.pk).update(places=40)
    elif change == "lead":
        type(walk.activity).objects.filter(pk=walk.activity.pk).update(lead=organiser)
    else:
        services.give_answers(
            member=walk.rosa,
            roles=MEMBER,
            activity_id=walk.activity.pk,
            answers=NO | {"has_children": True, "takes_photos": False},
            now=MONDAY_9AM,
        )
    assert walk.missing("publish") == {"C-B12"}
