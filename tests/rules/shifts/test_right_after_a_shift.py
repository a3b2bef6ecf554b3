"""Times anchored to shift ends, and those who could come to something hard but had better not (DOMAIN 3.3, rules 6, 7, 9)."""

from __future__ import annotations

import datetime as dt

import pytest

from aftershift.shifts import services
from aftershift.shifts.finding import Anchor
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory

from .crowd import EARLY, LATE, ask, people, tell

pytestmark = pytest.mark.django_db


def test_a_time_right_after_most_earlies_finish_says_so():
    organisation = OrganisationFactory()
    people(organisation, 12, EARLY)
    found = ask(MemberFactory(organisation=organisation), opens=14 * 60, closes=20 * 60)
    anchored = [time for time in found.anchors if time.weekday == "Thu"]
    assert [(time.start, time.anchor) for time in anchored] == [
        (dt.time(15, 15), Anchor("earlies", dt.time(15), 15)),
    ]
    assert anchored[0].reach == {"about": 10}
    assert {time.weekday for time in found.anchors} == {"Mon", "Tue", "Wed", "Thu", "Fri"}


def test_a_finish_off_the_quarter_is_followed_by_the_next_quarter_hour():
    organisation = OrganisationFactory()
    people(organisation, 9, ["07:00-15:05"] * 5 + ["-"] * 2)
    found = ask(MemberFactory(organisation=organisation))
    assert {(time.start, time.anchor and time.anchor.minutes_after) for time in found.anchors} == {
        (dt.time(15, 30), 25)
    }


def test_a_finish_that_fewer_than_eight_share_is_never_shown():
    """DESIGN 12.3: it would say when somebody works."""
    organisation = OrganisationFactory()
    people(organisation, 7, EARLY)
    people(organisation, 7, ["06:30-14:45"] * 5 + ["-"] * 2)
    found = ask(MemberFactory(organisation=organisation))
    assert found.known == {"about": 15}
    assert found.anchors == []
    assert all(time.anchor is None for time in found.times)


@pytest.mark.parametrize("wrong", [{"on_site": False}, {"minutes": 75}])
def test_only_an_hour_or_less_on_site_is_for_right_after_a_shift(wrong: dict[str, object]):
    """DOMAIN 3.3, rule 9."""
    organisation = OrganisationFactory()
    people(organisation, 12, EARLY)
    assert ask(MemberFactory(organisation=organisation), **wrong).anchors == []


def test_who_comes_off_nights_is_counted_as_tired_and_ranked_behind():
    """DOMAIN 3.3, rule 7: two sleeps first."""
    organisation = OrganisationFactory()
    # Friday's night ends on Saturday at 05:30: by 15:00 they are fit, and tired until Sunday 07:00.
    people(organisation, 10, ["-"] * 4 + ["21:30-05:30"] + ["-"] * 2)
    hours = {"opens": 15 * 60, "closes": 19 * 60, "minutes": 240}
    asker = MemberFactory(organisation=organisation)
    plain = ask(asker, **hours)
    assert next(time for time in plain.times if time.weekday == "Sat").reach == {"about": 10}
    assert all(time.tired is None for time in plain.times)
    hard = ask(asker, demanding=True, **hours)
    assert "Sat" not in {time.weekday for time in hard.times}
    assert next(time for time in hard.times if time.weekday == "Sun").tired == {"fewer_than": 8}


def test_fit_but_tired_is_said_beside_those_who_are_not():
    organisation = OrganisationFactory()
    people(organisation, 10, ["-"] * 4 + ["21:30-05:30"] + ["-"] * 2)
    people(organisation, 20, LATE)
    found = ask(MemberFactory(organisation=organisation), opens=15 * 60, closes=19 * 60, minutes=240, demanding=True)
    saturday = next(time for time in found.times if time.weekday == "Sat")
    assert (saturday.reach, saturday.tired) == ({"about": 20}, {"about": 10})


def test_the_only_day_off_of_a_week_is_left_to_rest():
    """DOMAIN 3.3, rule 6."""
    organisation = OrganisationFactory()
    people(organisation, 10, ["13:30-21:30"] * 6 + ["-"])
    found = ask(MemberFactory(organisation=organisation), opens=9 * 60, closes=19 * 60, minutes=480, demanding=True)
    assert found.times == []
    people(organisation, 10, LATE)
    found = ask(MemberFactory(organisation=organisation), opens=9 * 60, closes=19 * 60, minutes=480, demanding=True)
    sunday = next(time for time in found.times if time.weekday == "Sun")
    assert (sunday.reach, sunday.tired) == ({"about": 10}, {"about": 10})


def test_a_rota_that_changes_day_by_day_keeps_its_tired_days_apart():
    organisation = OrganisationFactory()
    mine = people(organisation, 8, LATE)
    for member in mine:
        services.change_day(
            member=member, date=dt.date(2026, 1, 10), shifts=[(dt.time(13, 30), dt.time(21, 30))], now=MONDAY_9AM
        )
    found = ask(
        MemberFactory(organisation=organisation), opens=540, closes=1140, minutes=480, demanding=True, weekly=False
    )
    first_sunday = [time for time in found.times if time.date == dt.date(2026, 1, 11)]
    assert first_sunday == []  # worked Monday to Saturday that week
    assert dt.date(2026, 1, 18) in {time.date for time in found.times}
    tell(mine[0], EARLY)  # one alone changes nothing yet
    assert (
        ask(
            MemberFactory(organisation=organisation), opens=540, closes=1140, minutes=480, demanding=True, weekly=False
        ).times
        == found.times
    )
