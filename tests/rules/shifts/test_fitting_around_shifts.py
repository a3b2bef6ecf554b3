"""Does it fit around my shifts, and why; when nobody may be disturbed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftershift.people.models import Member
from aftershift.shifts import maps, selectors, services
from aftershift.shifts.maps import Fit, OwnMap
from aftershift.shifts.timefinder.tokens import read_day
from aftershift.shifts.truth import ToldPattern, Truth
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count

from . import slow

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
MONDAY = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)


def at(day: int, clock: str, minutes: int = 60, on_site: bool = True) -> tuple[dt.datetime, dt.datetime, bool]:
    start = dt.datetime.combine(MONDAY + day * DAY, dt.time.fromisoformat(clock), tzinfo=LONDON).astimezone(dt.UTC)
    return start, start + dt.timedelta(minutes=minutes), on_site


def told(*days: str, **fields: Any) -> Member:
    member = MemberFactory(**fields)
    services.set_pattern(member=member, days=days, anchor_date=MONDAY, now=MONDAY_9AM)
    return member


def fit(member: Member, *stretch: Any, **more: Any) -> Fit:
    (found,) = selectors.fits(member=member, stretches=[at(*stretch, **more)])
    return found


def test_a_time_fits_and_says_why():
    ama = told("07:00-15:00", "-", "13:30-21:30", "-")
    assert fit(ama, 0, "15:00") == Fit(True, "finish", "15:00")
    assert fit(ama, 1, "11:00") == Fit(True, "off")
    assert fit(ama, 2, "10:00") == Fit(True, "before", "13:30")
    split = told("07:00-11:00+17:00-21:00", organisation=ama.organisation)
    assert fit(split, 0, "12:00") == Fit(True, "finish", "11:00")


def test_a_night_that_ends_in_the_morning_is_the_finish_of_that_day():
    ama = told("21:30-07:30", "-", "-")
    assert fit(ama, 1, "16:30") == Fit(True, "finish", "07:30")


def test_a_time_does_not_fit_and_says_why_not():
    ama = told("07:00-15:00", "21:30-07:30", "-", "-")
    assert fit(ama, 0, "14:30") == Fit(False, why_not="at_work")
    assert fit(ama, 2, "12:00") == Fit(False, why_not="after_night")
    assert fit(ama, 3, "20:30") == Fit(False, why_not="before_early")
    short = told("13:30-23:30", "09:00-17:00", "-", "-", organisation=ama.organisation)
    assert fit(short, 0, "23:45", 30) == Fit(False, why_not="short_rest")
    services.add_block(member=ama, starts=dt.datetime(2026, 1, 7, 18), ends=dt.datetime(2026, 1, 7, 19), now=MONDAY_9AM)
    assert fit(ama, 2, "18:30") == Fit(False, why_not="not_free")


def test_off_site_needs_half_an_hour_either_side_of_work():
    """DOMAIN 3.3.1."""
    ama = told("09:00-15:00")
    assert fit(ama, 0, "15:00").fits is True
    assert fit(ama, 0, "15:15", on_site=False) == Fit(False, why_not="at_work")
    assert fit(ama, 0, "15:30", on_site=False).fits is True
    assert fit(ama, 0, "07:45", on_site=True).fits is True
    assert fit(ama, 0, "08:00", on_site=True) == Fit(False, why_not="at_work")
    assert fit(ama, 0, "07:30", on_site=False).fits is True
    assert fit(ama, 0, "07:45", on_site=False) == Fit(False, why_not="at_work")


def test_what_is_not_known_is_neither():
    ama = told("07:00-15:00")
    assert fit(MemberFactory(organisation=ama.organisation), 0, "15:00") == Fit(None)
    assert fit(ama, 12 * 7 + 1, "16:00") == Fit(None)
    assert fit(ama, 12 * 7 - 1, "16:00").fits is True


def test_answers_come_in_the_order_of_the_questions():
    ama = told("07:00-15:00")
    found = selectors.fits(member=ama, stretches=[at(0, "08:00"), at(0, "16:00"), at(400, "08:00")])
    assert [each.fits for each in found] == [False, True, None]
    assert selectors.fits(member=ama, stretches=[]) == []


def test_one_statement_answers_any_number_of_dates(django_assert_num_queries: Any):
    ama = told("07:00-15:00", "-")
    with django_assert_num_queries(1):
        selectors.fits(member=ama, stretches=[at(day, "16:00") for day in range(60)])


def test_a_week_takes_as_many_statements_as_twelve():
    ama = told("07:00-15:00", "-")

    def change(days: range) -> None:
        for day in days:
            services.change_day(member=ama, date=MONDAY + day * DAY, shifts=[], now=MONDAY_9AM)
            services.add_block(
                member=ama,
                starts=dt.datetime(2026, 1, 5, 18) + day * DAY,
                ends=dt.datetime(2026, 1, 5, 19) + day * DAY,
                now=MONDAY_9AM,
            )

    lengths = iter([7, 7, 84, 84])
    count = same_query_count(
        few=lambda: change(range(1)),
        many=lambda: change(range(1, 20)),
        read=lambda: selectors.week_of(member=ama, from_date=MONDAY, days=next(lengths), now=MONDAY_9AM),
    )
    assert count <= 8


def guarded(member: Member, day: int, clock: str) -> str | None:
    ends = selectors.guarded_until(member=member, at=at(day, clock)[0])
    return ends and f"{(ends.astimezone(LONDON).date() - MONDAY).days} {ends.astimezone(LONDON):%H:%M}"


def test_guarded_time_keeps_sleep_after_a_night():
    ama = told("21:30-07:30", "-", "-", "-")
    assert guarded(ama, 1, "07:30") == "1 16:30"
    assert guarded(ama, 1, "16:29") == "1 16:30"
    assert guarded(ama, 1, "16:30") is None
    # At work at night one may be told; the night before and after not.
    assert guarded(ama, 0, "23:00") is None
    assert guarded(ama, 1, "23:00") == "2 07:00"


def test_guarded_time_keeps_the_nine_hours_before_an_early_start():
    ama = told("06:00-14:00", "-", "-", "-")
    assert guarded(ama, 3, "20:59") is None
    assert guarded(ama, 3, "21:00") == "4 06:00"
    assert guarded(ama, 4, "05:59") == "4 06:00"


def test_who_told_no_shifts_is_left_alone_from_eight_to_ten():
    """DOMAIN 3.3.11."""
    ama = MemberFactory()
    assert guarded(ama, 0, "19:59") is None
    assert guarded(ama, 0, "20:00") == "1 10:00"
    assert guarded(ama, 1, "09:59") == "1 10:00"
    assert guarded(ama, 1, "10:00") is None
    known = told("-", organisation=ama.organisation)
    assert guarded(known, 0, "20:00") is None
    assert guarded(known, 200, "20:00") == "201 10:00"


def test_an_offers_clock_also_rests_during_shifts():
    ama = told("07:00-15:00")
    begins, ends = at(0, "12:00")[0], at(1, "12:00")[0]
    spans = selectors.quiet_times(member=ama, begins=begins, ends=ends, with_shifts=True)
    shown = [f"{a.astimezone(LONDON):%a %H:%M}-{b.astimezone(LONDON):%a %H:%M}" for a, b in spans]
    assert shown == ["Mon 12:00-Mon 15:00", "Mon 22:00-Tue 12:00"]


def test_guarded_time_is_right_on_the_nights_the_clock_changes():
    """Q-R11: nine real hours of sleep after a night of nine or eleven hours."""
    ama = MemberFactory()
    for sunday, now in (("2026-03-29", "2026-03-20T09:00:00Z"), ("2026-10-25", "2026-10-20T09:00:00Z")):
        date = dt.date.fromisoformat(sunday)
        services.set_pattern(
            member=ama, days=["21:30-07:30", "-", "-", "-"], anchor_date=date - DAY, now=dt.datetime.fromisoformat(now)
        )
        ended = dt.datetime.combine(date, dt.time(7, 30), tzinfo=LONDON).astimezone(dt.UTC)
        assert selectors.guarded_until(member=ama, at=ended) == ended + dt.timedelta(hours=9)


def test_groups_come_for_many_members_at_once():
    organisation = OrganisationFactory()

    def more(count: int) -> None:
        for member in colleagues(organisation, count):
            services.set_pattern(member=member, days=["07:00-15:00"], anchor_date=MONDAY, now=MONDAY_9AM)

    def read() -> None:
        members = list(Member.objects.of(organisation.pk))
        assert set(selectors.shift_group_of(members).values()) == {"earlies"}

    same_query_count(few=lambda: more(1), many=lambda: more(9), read=read)
    assert selectors.shift_group_of([]) == {}


day_tokens = st.sampled_from(
    ["-", "07:00-15:00", "21:30-07:30", "13:20-21:40", "07:00-11:00+17:00-21:00", "00:00-08:00"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(day_tokens, min_size=1, max_size=10),
    st.sampled_from([dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 6, 10)]),
    st.lists(st.tuples(st.integers(0, 6 * 96), st.integers(1, 24), st.booleans()), min_size=10, max_size=10),
    st.booleans(),
)
def test_a_map_never_calls_a_time_fit_that_the_rules_call_unfit(
    pattern: list[str], sunday: dt.date, asked: list[tuple[int, int, bool]], young: bool
):
    """DESIGN 13: stored maps round outwards; on quarter hours they agree with the rules in full."""
    first = sunday - 3 * DAY
    truth = Truth(pattern=ToldPattern(tuple(pattern), first, first))
    found = maps.derive(truth, [], young=young, zone_name="Europe/London", today=first)
    own = OwnMap(
        found.first_date, dt.date(1970, 1, 1), dt.date(2100, 1, 1), found.on_site, found.off_site, found.shifts,
        found.blocks, young, "Europe/London",
    )  # fmt: skip
    shifts = []
    for day in range(-3, 12):
        midnight = dt.datetime.combine(first + day * DAY, dt.time())
        for start, end in read_day(pattern[day % len(pattern)]):
            shifts.append((midnight + dt.timedelta(minutes=start), midnight + dt.timedelta(minutes=end)))
    base = dt.datetime.combine(first, dt.time(), tzinfo=dt.UTC)
    stretches = [
        (base + dt.timedelta(minutes=15 * slot), base + dt.timedelta(minutes=15 * (slot + length)), on_site)
        for slot, length, on_site in asked
    ]
    for (start, end, on_site), answer in zip(stretches, own.fits(stretches), strict=True):
        minutes = int((end - start).total_seconds()) // 60
        exact = slow.could_come(shifts, start, minutes, on_site=on_site, young=young)
        free = slow.free_quarters(shifts, start, minutes // 15, on_site=on_site, young=young)
        assert answer.fits is all(free)
        assert exact or not answer.fits
        assert (answer.why is None) is not answer.fits
        assert (answer.why_not is None) is answer.fits
