"""RULE-27 for my own shifts: a few minutes of one are told as close, a real overlap as work; either may be overridden."""

import datetime as dt

import pytest

from aftershift.activities.services import joining, own_word
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, signed_in, statements
from tests.rules.activities.test_rest_before_a_date import page, works
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
EARLIES = ["07:00-15:00"] * 5 + ["-", "-"]


@pytest.fixture
def ama():
    member = MemberFactory(organisation=OrganisationFactory(), called_name="Ama")
    works(member, EARLIES)
    return member


def on_thursday(member, clock, minutes, *, day=8, **fields):
    hour, minute = clock
    starts_at = MONDAY_9AM.replace(day=day, hour=hour, minute=minute).astimezone(dt.UTC)
    activity = ActivityFactory(organisation=member.organisation, minutes=minutes, **fields)
    return OccurrenceFactory(activity=activity, starts_at=starts_at)


@pytest.mark.parametrize(
    ("clock", "minutes", "said"),
    [
        ((15, 0), 45, (True, None, None)),
        ((14, 50), 45, (False, "at_work", "soft")),  # ten minutes of three quarters of an hour
        ((14, 45), 60, (False, "at_work", "soft")),
        ((14, 44), 60, (False, "at_work", "hard")),
        ((14, 50), 20, (False, "at_work", "hard")),  # the tolerance shrinks with a short thing
        ((14, 55), 20, (False, "at_work", "soft")),
        ((9, 0), 45, (False, "at_work", "hard")),
        ((6, 15), 60, (False, "at_work", "soft")),  # it ends as the shift begins
        ((5, 0), 480, (False, "at_work", "hard")),
    ],
)
def test_how_much_of_a_shift_is_in_the_way_is_said(ama, clock, minutes, said):
    found = page(ama, on_thursday(ama, clock, minutes))
    assert (found["fits"], found["why_not"], found["my_work"]) == said


def test_the_way_to_a_shift_alone_is_soft(ama):
    """Off site, half an hour is left for the way."""
    found = page(ama, on_thursday(ama, (15, 10), 45, is_on_site=False))
    assert (found["fits"], found["my_work"]) == (False, "soft")


def test_a_hard_one_too_is_mine_to_override_and_to_join(ama):
    date = on_thursday(ama, (9, 0), 45)
    assert page(ama, date)["my_work"] == "hard"
    own_word.say_fine(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    found = page(ama, date)
    assert (found["fits"], found["my_work"]) == (True, None)
    assert joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM).status == "placed"


def test_nothing_is_said_of_shifts_that_nobody_told(ama):
    (ben,) = colleagues(ama.organisation, 1)
    assert page(ben, on_thursday(ama, (9, 0), 45))["my_work"] is None


def test_it_takes_no_statement_of_its_own(ama):
    client = signed_in(ama)
    dates = [on_thursday(ama, clock, 45) for clock in ((9, 0), (15, 0))]
    first, second = (statements(lambda date=date: client.get(f"/api/v1/occurrences/{date.pk}")) for date in dates)
    assert first == second
