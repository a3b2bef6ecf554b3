"""Kind, plan and five answers give the tier. Who agrees from T2 on: test_safe1_agreeing."""

import pytest

from aftershift.safety import tiers
from aftershift.safety.errors import KnownAlready
from aftershift.safety.models import SafetyAnswers
from tests.factories import MemberFactory
from tests.rules.activities.world import ActivityFactory
from tests.rules.safety.test_gates import ORGANISER, Walk

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


def test_a_small_walk_needs_no_approval():
    walk = Walk()
    organiser = MemberFactory(organisation=walk.activity.organisation)
    assert "C-B12" not in walk.missing("publish")
    with pytest.raises(KnownAlready):
        walk.tick("C-B12", by=organiser, roles=ORGANISER)
