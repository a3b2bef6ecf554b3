import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from aftershift.core import clock
from aftershift.core.errors import TooMany
from aftershift.core.services import spend
from aftershift.core.small_numbers import rounded
from tests.factories import MONDAY_9AM as NOW

HOUR = dt.timedelta(hours=1)


@pytest.mark.django_db
def test_a_budget_refuses_when_it_is_used_up_and_says_how_long_to_wait():
    for _ in range(3):
        spend(name="pins:x", limit=3, window=HOUR, now=NOW)
    with pytest.raises(TooMany) as refusal:
        spend(name="pins:x", limit=3, window=HOUR, now=NOW + dt.timedelta(minutes=20))
    assert refusal.value.headers["Retry-After"] == str(40 * 60 + 1)
    spend(name="pins:x", limit=3, window=HOUR, now=NOW + HOUR)


@pytest.mark.django_db
def test_the_clock_moves_for_everyone_who_reads_the_database(settings):
    settings.CLOCK_CAN_MOVE = True
    before = clock.now()
    call_command("clock", "+21d")
    assert dt.timedelta(days=21) <= clock.now() - before < dt.timedelta(days=21, minutes=1)


@pytest.mark.django_db
def test_the_clock_does_not_move_in_production(settings):
    settings.CLOCK_CAN_MOVE = False
    with pytest.raises(CommandError):
        call_command("clock", "+21d")


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, {"fewer_than": 8}),
        (1, {"fewer_than": 8}),
        (7, {"fewer_than": 8}),
        (8, {"about": 10}),
        (12, {"about": 10}),
        (13, {"about": 15}),
        (131, {"about": 130}),
    ],
)
def test_a_count_of_a_group_is_rounded_or_withheld(count, shown):
    assert rounded(count) == shown
