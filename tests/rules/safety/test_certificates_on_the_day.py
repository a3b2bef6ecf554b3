"""A certificate that nobody who leads has on the day is no wall: somebody says who else has it, or why they go without."""

import datetime as dt

import pytest

from aftershift.leading.models import Certificate
from aftershift.safety.errors import ChecklistIncomplete
from tests.factories import MONDAY_9AM, MemberFactory
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.safety.test_gates import Walk
from tests.rules.safety.test_safe1_agreeing import Large
from tests.rules.safety.test_safe1_every_item import all_ticked_but

pytestmark = pytest.mark.django_db
DAY = THURSDAY_1530.date()
COOKING = {"kind": "cook", "minutes": 90}


def certificate(walk, what, last_date=None, whose=None):
    organisation = walk.activity.organisation
    Certificate.objects.create(
        organisation=organisation,
        member=whose or walk.bashir,
        what=what,
        last_date=last_date,
        told_at=MONDAY_9AM,
        seen_by=MemberFactory(organisation=organisation),
        seen_date=MONDAY_9AM.date(),
    )


@pytest.mark.parametrize(
    ("about", "item", "what"),
    [
        (COOKING, "CK-B2", "food_hygiene"),
        ({"minutes": 120}, "C-B9", "first_aid"),
        ({"kind": "family"}, "FS-B2", "safeguarding"),
    ],
)
def test_it_is_asked_for_before_setting_off_and_not_before_opening(about, item, what):
    walk = Walk(**about)
    walk.tick(item)
    assert item not in walk.missing("publish") | walk.missing("close")
    assert item in walk.missing("start")
    walk.tick(item, note="Chef Marta has hers", at=MONDAY_9AM + dt.timedelta(minutes=1))
    assert item not in walk.missing("start")


@pytest.mark.parametrize(("last", "asked"), [(None, False), (DAY, False), (DAY - dt.timedelta(days=1), True)])
def test_one_that_is_good_that_day_needs_no_word(last, asked):
    walk = Walk(**COOKING)
    certificate(walk, "food_hygiene", last)
    walk.tick("CK-B2")
    assert ("CK-B2" in walk.missing("start")) is asked


def test_one_of_another_kind_or_of_somebody_who_does_not_lead_does_not_count():
    walk = Walk(**COOKING)
    certificate(walk, "first_aid")
    certificate(walk, "food_hygiene", whose=MemberFactory(organisation=walk.activity.organisation))
    walk.tick("CK-B2")
    assert "CK-B2" in walk.missing("start")


def test_the_refusal_says_what_to_write_and_the_word_lets_them_go():
    walk = Large(**COOKING, before=())
    walk.write()
    walk.agree()
    all_ticked_but(walk, "nothing")
    walk.publish()
    with pytest.raises(ChecklistIncomplete) as refused:
        walk.start(count=9)
    assert [one["id"] for one in refused.value.facts["missing"]] == ["CK-B2"]
    assert "who else has one" in refused.value.next
    walk.tick("CK-B2", note="Chef Marta has hers")
    walk.start(count=9)
    assert walk.state() == "started"


@pytest.mark.parametrize("about", [{}, {"kind": "talk"}, {"kind": "cook", "is_programme": False}])
def test_what_asks_for_no_certificate_asks_for_no_word(about):
    """Negative control."""
    walk = Walk(**about)
    assert all(line.missing_certificate is None for line in walk.filled().lines)
