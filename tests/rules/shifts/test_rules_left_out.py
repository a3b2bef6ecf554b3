""" "This rule is not for me": private, until taken back, and the member's own map follows (DESIGN 5)."""

from __future__ import annotations

import datetime as dt

import pytest

from aftershift.people.models import Member
from aftershift.shifts import personal_data, selectors, services
from aftershift.shifts.errors import RuleStays
from aftershift.shifts.models import RuleOff
from tests.factories import MONDAY_9AM, MemberFactory, colleagues

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)


def early(**fields: object) -> Member:
    member = MemberFactory(**fields)
    services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    return member


def evening(member: Member) -> tuple[bool | None, str | None]:
    start = dt.datetime(2026, 1, 6, 21, 15, tzinfo=dt.UTC)
    (fit,) = selectors.fits(member=member, stretches=[(start, start + dt.timedelta(minutes=45), True)])
    return fit.fits, fit.why_not


def free(member: Member) -> list[str]:
    (day,) = selectors.week_of(member=member, from_date=MONDAY, days=1, now=MONDAY_9AM).days
    return [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in day.free]


def test_a_map_follows_the_rule_left_out_until_it_is_taken_back():
    ama = early()
    services.leave_rule_out(member=ama, rule="short_rest", now=MONDAY_9AM)
    assert (free(ama), evening(ama)) == (["15:00-21:00"], (False, "before_early"))
    services.leave_rule_out(member=ama, rule="before_early", now=MONDAY_9AM)
    services.leave_rule_out(member=ama, rule="before_early", now=MONDAY_9AM)
    assert (free(ama), evening(ama)) == (["00:00-06:45", "15:00-00:00"], (True, None))
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert week.rules_off == ["before_early", "short_rest"]
    services.take_rule_back(member=ama, rule="before_early", now=MONDAY_9AM)
    services.take_rule_back(member=ama, rule="before_early", now=MONDAY_9AM)
    assert (free(ama), evening(ama)) == (["15:00-21:00"], (False, "before_early"))


def test_it_holds_for_shifts_told_later_and_for_nobody_else():
    ama, ben = colleagues(MemberFactory().organisation, 2)
    services.leave_rule_out(member=ama, rule="before_early", now=MONDAY_9AM)
    for member in (ama, ben):
        services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert [evening(ama)[0], evening(ben)[0]] == [True, False]


def test_sleep_after_a_night_stays_guarded_from_messages():
    """The rule left out says when one could come, not when one may be woken."""
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["21:30-07:30", "-"], anchor_date=MONDAY, now=MONDAY_9AM)
    services.leave_rule_out(member=ama, rule="after_night", now=MONDAY_9AM)
    morning = dt.datetime(2026, 1, 6, 9, tzinfo=dt.UTC)
    (fit,) = selectors.fits(member=ama, stretches=[(morning, morning + dt.timedelta(hours=1), True)])
    assert fit.fits is True
    assert selectors.guarded_until(member=ama, at=morning) == dt.datetime(2026, 1, 6, 16, 30, tzinfo=dt.UTC)


def test_under_eighteens_keep_the_rest_that_the_law_gives_them():
    ama = early(is_under_18=True)
    with pytest.raises(RuleStays):
        services.leave_rule_out(member=ama, rule="before_early", now=MONDAY_9AM)
    assert free(ama) == ["15:00-19:00"]


def test_the_member_gets_it_in_their_data_and_it_is_erased():
    ama = early()
    services.leave_rule_out(member=ama, rule="after_night", now=MONDAY_9AM)
    assert personal_data.export(ama)["rules_off"] == ["after_night"]
    personal_data.erase(ama, MONDAY_9AM)
    assert not RuleOff.objects.of(ama.organisation_id).exists()
