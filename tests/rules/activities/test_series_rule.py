"""Which days a rule gives (RULE-22), against a slow and obvious version, and on the Sundays when the clocks change."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aftershift.activities.rule import LAST, Rest, Rule, Time
from aftershift.activities.services.organising import instant
from aftershift.activities.services.series.times import anchored, refuse_impossible
from aftershift.core.errors import FieldProblem
from aftershift.organisations.models import Organisation

LONDON = ZoneInfo("Europe/London")
HALF_PAST_THREE = dt.time(15, 30)
CHANGES = [dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2027, 3, 28), dt.date(2027, 10, 31)]
DAY = dt.timedelta(days=1)


def slowly(rule: Rule, last: dt.date) -> dict[dt.date, Time]:
    """Looks at every single day, and asks of each whether the rule means it."""
    found: dict[dt.date, Time] = {}
    day = rule.first_date
    while day <= last and (rule.until_date is None or day <= rule.until_date):
        time = meant(rule, day)
        resting = any(rest.first_date <= day <= (rest.last_date or dt.date.max) for rest in rule.rests)
        if time and day not in rule.skips and not resting and (rule.count is None or len(found) < rule.count):
            found[day] = time
        day += DAY
    return found


def meant(rule: Rule, day: dt.date) -> Time | None:
    if rule.every_months is None:
        monday = rule.first_date - rule.first_date.weekday() * DAY
        turn, left = divmod((day - monday).days // 7, rule.every_weeks)
    else:
        months = (day.year - rule.first_date.year) * 12 + day.month - rule.first_date.month
        turn, left = divmod(months, rule.every_months)
    time = rule.times[turn % len(rule.times)]
    if left or day.weekday() != time.weekday:
        return None
    if rule.every_months is None:
        return time
    is_last = (day + 7 * DAY).month != day.month
    return time if (is_last if time.nth == LAST else (day.day - 1) // 7 + 1 == time.nth) else None


days = st.dates(dt.date(2026, 1, 1), dt.date(2036, 12, 31))
clocks = st.times(dt.time(0), dt.time(23, 59)).map(lambda time: time.replace(second=0, microsecond=0))
times = st.builds(Time, weekday=st.integers(0, 6), start=clocks, nth=st.sampled_from([1, 2, 3, 4, LAST]))
rests = st.builds(
    lambda first, length, reason: Rest(first, None if length is None else first + length * DAY, reason),
    days,
    st.none() | st.integers(0, 60),
    st.just("August"),
)
rules = st.builds(
    Rule,
    first_date=days,
    times=st.lists(times, min_size=1, max_size=3).map(tuple),
    every_weeks=st.integers(1, 8),
    every_months=st.none() | st.integers(1, 12),
    until_date=st.none() | days,
    count=st.none() | st.integers(1, 60),
    skips=st.frozensets(days, max_size=3),
    rests=st.lists(rests, max_size=2).map(tuple),
)


@given(rules, st.integers(0, 800))
def test_a_rule_gives_the_days_that_a_look_at_every_day_gives(rule, length):
    last = rule.first_date + length * DAY
    assert list(rule.dates(last=last).items()) == list(slowly(rule, last).items())


@given(rules)
def test_every_date_of_every_rule_keeps_its_wall_time(rule):
    """Q-R11, RULE-22: whichever side of a change of the clocks a date is on; only the hour that is left out is not there."""
    organisation = Organisation(time_zone="Europe/London")
    for day, time in rule.dates(last=rule.first_date + 200 * DAY).items():
        local = instant(organisation=organisation, date=day, time=time.start).astimezone(LONDON)
        if day in CHANGES or (day.weekday() == 6 and day.month == 3 and time.start.hour == 1):
            continue
        assert (local.date(), local.time()) == (day, time.start)


KINDS = {
    "weekly": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE),)),
    "every second week": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE),), every_weeks=2),
    "the last Sunday": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE, nth=LAST),), every_months=1),
    "the fourth Sunday": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE, nth=4),), every_months=1),
    "alternating": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE), Time(6, dt.time(10)))),
    "after earlies": Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE, group="earlies", minutes_after=15),)),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_rule_of_every_kind_keeps_its_wall_time_on_both_sundays_of_two_years(kind):
    """RULE-22: 29 March and 25 October 2026, 28 March and 31 October 2027, and the date before and after each."""
    rule, organisation = KINDS[kind], Organisation(time_zone="Europe/London")
    found = rule.dates(last=dt.date(2027, 12, 31))
    if kind in ("weekly", "the last Sunday", "alternating", "after earlies"):
        assert set(CHANGES) <= set(found)
    for day, time in found.items():
        at = instant(organisation=organisation, date=day, time=time.start)
        assert at.astimezone(LONDON).time() == time.start
        summer = (
            dt.date(day.year, 3, CHANGES[0 if day.year == 2026 else 2].day)
            <= day
            < (CHANGES[1] if day.year == 2026 else CHANGES[3])
        )
        assert (at.hour * 60 + at.minute) == time.start.hour * 60 + time.start.minute - (60 if summer else 0)


@pytest.mark.parametrize("sunday", [CHANGES[0], CHANGES[2]])
def test_a_time_in_the_hour_that_the_clocks_skip_is_refused_in_words(sunday):
    organisation = Organisation(time_zone="Europe/London")
    rule = Rule(sunday - 14 * DAY, (Time(6, dt.time(1, 30)),), until_date=sunday)
    with pytest.raises(FieldProblem) as refusal:
        refuse_impossible(organisation=organisation, rule=rule, now=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC))
    (error,) = refusal.value.facts["errors"]
    assert error["pointer"] == "/rule/times/0/start"
    assert "there is no 01:30 that day" in error["text"]
    left_out = Rule(rule.first_date, rule.times, until_date=sunday, skips=frozenset({sunday}))
    refuse_impossible(organisation=organisation, rule=left_out, now=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC))


def test_in_the_hour_that_comes_twice_the_first_is_meant():
    organisation = Organisation(time_zone="Europe/London")
    at = instant(organisation=organisation, date=CHANGES[1], time=dt.time(1, 30))
    assert at == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_a_series_of_ten_thousand_dates_is_refused_in_words():
    rule = Rule(dt.date(2026, 3, 1), (Time(6, HALF_PAST_THREE),), count=10_000)
    with pytest.raises(FieldProblem) as refusal:
        refuse_impossible(
            organisation=Organisation(time_zone="Europe/London"),
            rule=rule,
            now=dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC),
        )
    assert [error["pointer"] for error in refusal.value.facts["errors"]] == ["/rule/count"]


def test_a_time_after_a_shift_follows_that_shift_to_the_next_quarter_hour():
    rule = Rule(
        dt.date(2026, 3, 5),
        (Time(3, HALF_PAST_THREE, group="earlies", minutes_after=15), Time(5, dt.time(10))),
    )
    followed, unknown = anchored(rule=rule, finishes={("earlies", 3): 14 * 60 + 5})
    assert [time.start for time in followed.times] == [dt.time(14, 30), dt.time(10)]
    assert unknown == []


def test_a_finish_that_too_few_share_leaves_the_time_where_it_was():
    rule = Rule(dt.date(2026, 3, 5), (Time(3, HALF_PAST_THREE, group="nights", minutes_after=15),))
    followed, unknown = anchored(rule=rule, finishes={("earlies", 3): 15 * 60})
    assert (followed, unknown) == (rule, [0])
