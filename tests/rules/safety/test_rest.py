"""C-B3: nobody leads who has not slept, and nobody can tick that away."""

import datetime as dt

import pytest

from aftershift.safety.errors import KnownAlready
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM
from tests.rules.safety.test_gates import BEFORE, Walk

pytestmark = pytest.mark.django_db
EARLIES = ["07:00-15:00"] * 5 + ["-", "-"]
# Off the night at 07:30 on Thursday: protected until 16:30, and the walk is at 15:30.
NIGHTS = ["21:30-07:30"] * 4 + ["-"] * 3


def works(member, days):
    shifts.set_pattern(member=member, days=days, anchor_date=dt.date(2026, 1, 5), now=MONDAY_9AM)


def test_it_is_known_when_both_have_told_their_shifts_and_are_rested():
    walk = Walk()
    works(walk.rosa, EARLIES)
    works(walk.bashir, EARLIES)
    assert "C-B3" not in walk.missing("start")
    with pytest.raises(KnownAlready):
        walk.tick("C-B3")


def test_a_second_coming_off_nights_keeps_the_walk_from_setting_off():
    walk = Walk()
    works(walk.rosa, EARLIES)
    works(walk.bashir, NIGHTS)
    assert "C-B3" in walk.missing("start")
    with pytest.raises(KnownAlready):
        walk.tick("C-B3")
    assert "C-B3" in walk.missing("start")


def test_the_list_does_not_say_whose_rest_it_is():
    """RULE-28."""
    walk = Walk()
    works(walk.rosa, EARLIES)
    works(walk.bashir, NIGHTS)
    (line,) = [line for line in walk.filled().lines if line.item.id == "C-B3"]
    assert (line.known, line.tick, line.item.text) == (False, None, "Lead and second are rested (rest rules pass)")


def test_a_person_says_it_where_shifts_are_not_known():
    walk = Walk()
    works(walk.rosa, EARLIES)
    walk.tick(*BEFORE)
    assert "C-B3" in walk.missing("start")
    walk.tick("C-B3")
    assert "C-B3" not in walk.missing("start")
