"""The time finder against a slow, obvious version: clock-change nights, splits, midnights, rounding outwards (P15, Q-R11)."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftershift.shifts.timefinder import counts as counting
from aftershift.shifts.timefinder import cycles, exact, gaps, kinds, ranking, rest, tokens, zones

from . import slow

SPRING, AUTUMN, ORDINARY = dt.date(2026, 3, 29), dt.date(2026, 10, 25), dt.date(2026, 6, 10)
LONDON = zones.zone("Europe/London", dt.date(2026, 1, 1), dt.date(2026, 12, 31))
few = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Wall = tuple[dt.datetime, dt.datetime]


@st.composite
def wall_shifts(draw: Any, around: dt.date, most: int = 6) -> list[Wall]:
    """Shifts on the days around a date: any minute, nights, midnights, splits, overlaps."""
    midnight = dt.datetime.combine(around, dt.time())
    found = []
    for _ in range(draw(st.integers(0, most))):
        day = draw(st.integers(-2, 2))
        start = draw(st.one_of(st.integers(0, 1439), st.sampled_from([0, 1, 60, 90, 419, 420, 421, 1290, 1380, 1439])))
        length = draw(st.one_of(st.integers(30, 1440), st.sampled_from([179, 180, 240, 450, 480, 600, 720, 1440])))
        begins = midnight + dt.timedelta(days=day, minutes=start)
        found.append((begins, begins + dt.timedelta(minutes=length)))
    return found


def minutes_of(at: dt.datetime) -> int:
    return (zones.day_number(at.date()) * 24 + at.hour) * 60 + at.minute


def fast(people: list[list[Wall]]) -> cycles.Shifts:
    flat = [(row, minutes_of(a), minutes_of(b)) for row, shifts in enumerate(people) for a, b in shifts]
    return cycles.shifts_of(len(people), [f[0] for f in flat], [f[1] for f in flat], [f[2] for f in flat])


days = st.sampled_from([SPRING, AUTUMN, ORDINARY])


@few
@given(st.data(), days, st.booleans(), st.booleans(), st.integers(1, 300))
def test_could_come_is_exact_to_the_minute(data: Any, around: dt.date, on_site: bool, young: bool, minutes: int):
    shifts = data.draw(wall_shifts(around))
    midnight = dt.datetime.combine(around, dt.time(), tzinfo=dt.UTC)
    starts = [
        midnight + dt.timedelta(minutes=m)
        for m in data.draw(st.lists(st.integers(-2000, 4000), min_size=8, max_size=8))
    ]
    # The very edges of what the shifts forbid are where a mistake would show.
    for a, b in shifts[:2]:
        for at in (slow.instant(a), slow.instant(b)):
            for hours in (-12, -10, 0, 9, 11):
                starts += [at + dt.timedelta(hours=hours, minutes=m) for m in (-minutes - 15, -minutes, -1, 0, 1, 30)]
    busy = rest.busy(fast([shifts]), LONDON, on_site=on_site, young=np.array([young]))
    found = exact.could_come(busy, np.array([minutes_of(at) for at in starts], dtype=np.int64), minutes)
    expected = [slow.could_come(shifts, at, minutes, on_site=on_site, young=young) for at in starts]
    assert found[0].tolist() == expected


@few
@given(st.data(), days, st.booleans(), st.booleans())
def test_free_stretches_are_what_busy_time_rounded_outwards_leaves(
    data: Any, around: dt.date, on_site: bool, young: bool
):
    shifts = data.draw(wall_shifts(around))
    base = dt.datetime.combine(around - dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)
    grid = gaps.Grid(minutes_of(base), 4 * 24 * 3)
    found = gaps.free_gaps(rest.busy(fast([shifts]), LONDON, on_site=on_site, young=np.array([young])), grid)
    free = np.zeros(grid.slots, dtype=bool)
    for start, end in zip(*found.of(0), strict=True):
        assert not free[start:end].any()
        assert end > start
        free[start:end] = True
    assert free.tolist() == slow.free_quarters(shifts, base, grid.slots, on_site=on_site, young=young)
    assert gaps.unpack(gaps.pack(*found.of(0)))[0].tolist() == found.start.tolist()


def crowd_of(people: list[list[Wall]], groups: list[int], window: ranking.Window, on_site: bool) -> gaps.Crowd:
    free = gaps.free_gaps(rest.busy(fast(people), LONDON, on_site=on_site), window.grid())
    return gaps.crowd_of_rows(free, np.arange(len(people)), np.array(groups, dtype=np.int64), 3)


def slow_tables(people: list[list[Wall]], window: ranking.Window, on_site: bool) -> tuple[list[list[bool]], list[int]]:
    """For each person whether each wall-time quarter of the window is a start they could come to, and the allowed ones."""
    base = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=window.grid().base)
    need = -(-window.minutes // 15)
    walls = [
        dt.datetime.combine(window.first, dt.time()) + dt.timedelta(minutes=15 * q) for q in range(window.weeks * 672)
    ]
    slots = [int((slow.instant(wall) - base).total_seconds()) // 900 for wall in walls]
    frees = [slow.free_quarters(shifts, base, window.grid().slots, on_site=on_site) for shifts in people]
    allowed = []
    for place, wall in enumerate(walls):
        minute = wall.hour * 60 + wall.minute
        if window.opens <= minute and minute + window.minutes <= window.closes:
            allowed.append(place)
    return [[slow.fits(free, slot, need) for slot in slots] for free in frees], allowed


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), days, st.booleans(), st.sampled_from([15, 45, 60, 61, 240]))
def test_the_best_times_equal_a_count_by_hand(data: Any, around: dt.date, on_site: bool, minutes: int):
    """P15: totals, order, once-reached, second time, on weeks that hold either clock change."""
    people = data.draw(st.lists(wall_shifts(around, 5), min_size=1, max_size=6))
    groups = [data.draw(st.integers(0, 2)) for _ in people]
    first = around - dt.timedelta(days=data.draw(st.integers(1, 9)))
    window = ranking.Window(LONDON, first, 2, minutes, 6 * 60, 22 * 60)
    crowd = crowd_of(people, groups, window, on_site)
    known = counting.distinct(crowd)
    table = known.counts(window.need)
    assert (table == counting.counts_of_rows(crowd, window.need)).all()
    fits, allowed = slow_tables(people, window, on_site)

    total = {q: sum(person[q] for person in fits) for q in allowed}
    weakest = {
        q: min(sum(p[q] for p, g in zip(fits, groups, strict=True) if g == n) for n in range(3)) for q in allowed
    }
    order = sorted(allowed, key=lambda q: (-total[q], -weakest[q], q))
    best = ranking.best_once(table, window, 30)
    assert [(found.quarter, found.total) for found in best] == [(q, total[q]) for q in order[:30]]

    in_week = [q for q in allowed if q < 672]
    weekly = {q: total[q] + total[q + 672] for q in in_week}
    weak = {
        q: min(sum(p[q] + p[q + 672] for p, g in zip(fits, groups, strict=True) if g == n) for n in range(3))
        for q in in_week
    }

    def from_monday(q: int) -> int:
        return (q + first.weekday() * 96) % 672

    order = sorted(in_week, key=lambda q: (-weekly[q], -weak[q], from_monday(q)))
    best = ranking.best_weekly(table, window, 30)
    assert [(found.quarter, found.total) for found in best] == [(q, weekly[q]) for q in order[:30]]

    once = ranking.reached_once(crowd, window)
    assert once.sum(axis=0).tolist() == [sum(p[q] or p[q + 672] for p in fits) for q in range(672)]

    chosen = order[0]
    left = [p for p in fits if not (p[chosen] or p[chosen + 672])]
    adds = {q: sum(p[q] or p[q + 672] for p in left) for q in in_week}
    left_groups = [g for p, g in zip(fits, groups, strict=True) if not (p[chosen] or p[chosen + 672])]
    gain = {
        q: [sum(p[q] or p[q + 672] for p, g in zip(left, left_groups, strict=True) if g == n) for n in range(3)]
        for q in in_week
    }
    expected = min(in_week, key=lambda q: (-adds[q], -min(gain[q]), from_monday(q)))
    second = ranking.alternate_weekly(crowd, best[0], window)
    assert (second and (second.quarter, second.total)) == ((expected, adds[expected]) if adds[expected] else None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), days)
def test_each_further_start_adds_most_of_those_not_reached_yet(data: Any, around: dt.date):
    people = data.draw(st.lists(wall_shifts(around, 6), min_size=1, max_size=6))
    window = ranking.Window(LONDON, around - dt.timedelta(days=2), 1, 180, 0, 24 * 60)
    window = ranking.Window(LONDON, around - dt.timedelta(days=2), 1, 180, 6 * 60, 22 * 60)
    crowd = crowd_of(people, [0] * len(people), window, True)
    fits, allowed = slow_tables(people, window, True)
    left, expected = list(fits), []
    while len(expected) < 3 and left:
        best = min(allowed, key=lambda q: (-sum(p[q] for p in left), q))
        if not (adds := sum(p[best] for p in left)):
            break
        expected.append((best, adds))
        left = [p for p in left if not p[best]]
    table = counting.counts_of_rows(crowd, window.need)
    found = ranking.complementary(crowd, table, window, 3)
    assert [(start.quarter, start.total) for start in found] == expected
    swapped = ranking.swapped(crowd, table, window, found)
    assert sum(start.total for start in swapped) >= sum(adds for _, adds in expected)
    together = ranking.together(crowd, table, window, 3)
    assert sum(start.total for start in together) >= sum(adds for _, adds in expected)
    reached = {place for start in together for place, person in enumerate(fits) if person[start.quarter]}
    assert sum(start.total for start in together) == len(reached)


@settings(max_examples=60, deadline=None)
@given(st.data(), days)
def test_one_changed_rota_changes_the_distinct_stretches_as_a_rebuild_would(data: Any, around: dt.date):
    people = data.draw(st.lists(wall_shifts(around, 4), min_size=2, max_size=6))
    window = ranking.Window(LONDON, around - dt.timedelta(days=2), 1, 60)
    before = crowd_of(people, [0, 1, 2, 0, 1, 2][: len(people)], window, True)
    changed = [data.draw(wall_shifts(around, 4)), *people[1:]]
    after = crowd_of(changed, [0, 1, 2, 0, 1, 2][: len(people)], window, True)

    def pairs(shifts: list[Wall]) -> Any:
        free = gaps.free_gaps(rest.busy(fast([shifts]), LONDON, on_site=True), window.grid())
        return np.stack(free.of(0), axis=1).astype(np.int64)

    updated = counting.distinct(before).changed(0, pairs(people[0]), pairs(changed[0]))
    rebuilt = counting.distinct(after)
    assert (updated.counts(4) == rebuilt.counts(4)).all()
    assert (updated.counts(13) == rebuilt.counts(13)).all()
    kept = updated.people > 0
    assert updated.key[kept].tolist() == rebuilt.key.tolist()


day_tokens = st.sampled_from(
    [
        "-",
        "07:00-15:00",
        "13:30-21:30",
        "21:30-07:30",
        "19:00-07:00",
        "07:00-11:00+17:00-21:00",
        "16:00-00:00",
        "00:00-08:00",
    ]
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.lists(day_tokens, min_size=1, max_size=84), st.integers(-900, 900)), min_size=1, max_size=5),
    st.integers(1, 60),
)
def test_a_cycle_unrolls_from_its_anchor_in_both_directions(people: list[tuple[list[str], int]], span: int):
    first = zones.day_number(dt.date(2026, 3, 20))
    found = cycles.expand(
        [tokens.read_cycle(days_of_cycle) for days_of_cycle, _ in people],
        np.arange(len(people)),
        np.array([first + anchor for _, anchor in people]),
        first_day=first,
        days=span,
    )
    for person, (pattern, anchor) in enumerate(people):
        expected = []
        for day in range(first, first + span):
            token = pattern[(day - first - anchor) % len(pattern)]
            for part in token.split("+") if token != "-" else ():
                hours = [int(p[:2]) * 60 + int(p[3:]) for p in part.split("-")]
                expected.append((day * 1440 + hours[0], day * 1440 + hours[1] + 1440 * (hours[1] <= hours[0])))
        mine = found.shifts.row == found.row_of_person[person]
        assert list(zip(found.shifts.start[mine], found.shifts.end[mine], strict=True)) == expected


def test_changed_days_take_the_place_of_the_cycle_for_that_person_alone():
    cycle = tokens.read_cycle(["07:00-15:00", "-"])
    changes = cycles.Changes(
        np.array([1, 1, 2]), np.array([100, 101, 102]), np.array([-1, 60, 600]), np.array([0, 120, 700])
    )
    found = cycles.expand([cycle], np.zeros(4, dtype=np.int64), np.full(4, 100), first_day=100, days=4, changes=changes)
    shown = []
    for row in found.row_of_person:
        mine = found.shifts.row == row
        shown.append([(int(s) // 1440, int(s) % 1440) for s in found.shifts.start[mine]])
    assert shown == [
        [(100, 420), (102, 420)],
        [(101, 60), (102, 420)],
        [(100, 420), (102, 600)],
        [(100, 420), (102, 420)],
    ]
    assert found.shifts.rows == 3


def test_people_with_one_rota_share_one_row():
    cycle = tokens.read_cycle(["07:00-15:00", "-"])
    found = cycles.expand([cycle], np.zeros(4, dtype=np.int64), np.array([0, 2, 1, -40]), first_day=100, days=10)
    assert found.shifts.rows == 2
    assert found.row_of_person.tolist() == [0, 0, 1, 0]


@pytest.mark.parametrize("zone_name", ["Europe/London", "Europe/Warsaw", "Australia/Lord_Howe"])
def test_wall_time_and_instants_agree_with_the_zone_file_for_every_quarter_of_a_year(zone_name: str):
    """RULE-22."""
    from zoneinfo import ZoneInfo

    table = zones.zone(zone_name, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    info = ZoneInfo(zone_name)
    walls = [dt.datetime(2026, 1, 1) + dt.timedelta(minutes=15 * q) for q in range(365 * 96)]
    local = np.array([minutes_of(wall) for wall in walls], dtype=np.int64)
    expected = [minutes_of(wall.replace(tzinfo=info).astimezone(dt.UTC)) for wall in walls]
    assert table.to_utc(local).tolist() == expected
    back = [minutes_of(wall.replace(tzinfo=dt.UTC).astimezone(info)) for wall in walls]
    assert table.to_local(local).tolist() == back


@pytest.mark.parametrize(("night", "hours"), [(SPRING, 9), (AUTUMN, 11), (ORDINARY, 10)])
def test_a_night_lasts_nine_or_eleven_hours_when_the_clock_changes(night: dt.date, hours: int):
    """RULE-22, Q-R11: 21:30 to 07:30, and the nine hours of sleep after it are real hours."""
    begins = dt.datetime.combine(night - dt.timedelta(days=1), dt.time(21, 30))
    shifts = [(begins, begins + dt.timedelta(hours=10))]
    busy = rest.busy(fast([shifts]), LONDON, on_site=True)
    work = busy.reason == rest.WORK
    assert int(busy.end[work][0] - busy.start[work][0]) == hours * 60 + rest.BEFORE_SHIFT_ON_SITE
    sleep = busy.reason == rest.NIGHT
    local_end = LONDON.to_local(busy.end[sleep])[0] % 1440
    assert local_end == 16 * 60 + 30


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("22:00", "10:00", "night"),
        ("21:30", "07:30", "night"),
        ("20:00", "02:00", "night"),
        ("20:00", "01:59", "twilight"),
        ("03:00", "11:00", "night"),
        ("03:01", "11:00", "early"),
        ("07:00", "19:00", "long"),
        ("07:00", "17:00", "long"),
        ("07:00", "16:59", "early"),
        ("09:59", "18:00", "early"),
        ("10:00", "18:00", "late"),
        ("15:59", "22:00", "late"),
        ("16:00", "20:00", "twilight"),
        ("12:00", "00:00", "long"),
    ],
)
def test_a_shift_gets_its_kind_from_its_times_alone(start: str, end: str, kind: str):
    """RULE-24: night is overlap, never a comparison of hours."""
    ((begins, ends),) = tokens.read_day(f"{start}-{end}")
    assert kinds.kind_of(begins, ends) == kind
    assert kinds.kind_of(begins + 30 * 1440, ends + 30 * 1440) == kind


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 1439), st.integers(1, 1440))
def test_a_night_has_three_hours_between_eleven_and_six(start: int, length: int):
    wall = dt.datetime(2026, 6, 10) + dt.timedelta(minutes=start)
    is_night = slow.is_night((wall, wall + dt.timedelta(minutes=length)))
    assert (kinds.kind_of(start, start + length) == "night") == is_night


@pytest.mark.parametrize(
    ("told", "start", "minutes", "fits"),
    [
        ([("05", "04:00-06:00"), ("05", "12:00-20:00")], "2026-01-05T08:00", 60, True),  # the gap begins at 06:00
        ([("05", "04:00-05:59"), ("05", "12:00-20:00")], "2026-01-05T08:00", 60, False),
        ([("05", "13:00-21:00"), ("05", "23:00-01:00")], "2026-01-05T21:30", 60, True),  # it ends at 23:00
        ([("05", "13:00-21:00"), ("05", "23:01-01:00")], "2026-01-05T21:30", 60, False),
        ([("05", "13:00-21:00"), ("06", "08:00-16:00")], "2026-01-05T21:30", 60, True),  # eleven hours
        ([("05", "13:00-21:01"), ("06", "08:00-16:00")], "2026-01-05T21:30", 60, False),
        ([("05", "07:00-11:00+17:00-21:00")], "2026-01-05T11:00", 300, True),  # between two parts of a day
        ([("06", "07:00-15:00")], "2026-01-05T20:00", 60, True),  # ten hours before 07:00
        ([("06", "07:00-15:00")], "2026-01-05T20:00", 61, False),
        ([("06", "07:01-15:00")], "2026-01-05T22:00", 180, True),  # after 07:00 no rule
        ([("04", "21:30-07:30")], "2026-01-05T16:30", 60, True),
        ([("04", "21:30-07:30")], "2026-01-05T16:29", 60, False),
    ],
)
def test_the_edges_of_rest_are_where_the_rules_put_them(
    told: list[tuple[str, str]], start: str, minutes: int, fits: bool
):
    """DOMAIN 3.3: rules 2, 3 and 5, ends excluded."""
    shifts = day_shifts(*[(f"2026-01-{day}", token) for day, token in told])
    found = cycles.shifts_of(1, [0] * len(shifts), [a for a, _ in shifts], [b for _, b in shifts])
    at = np.array([minutes_of(dt.datetime.fromisoformat(start))], dtype=np.int64)
    assert exact.could_come(rest.busy(found, LONDON, on_site=True), at, minutes)[0, 0] == fits


def day_shifts(*told: tuple[str, str]) -> list[tuple[int, int]]:
    found = []
    for date, token in told:
        midnight = zones.day_number(dt.date.fromisoformat(date)) * 1440
        found += [(midnight + a, midnight + b) for a, b in tokens.read_day(token)]
    return found


@pytest.mark.parametrize(
    "token", ["-", "07:00-15:00", "21:30-07:00", "07:00-11:00+17:00-21:00", "16:00-00:00", "00:00-08:00"]
)
def test_a_token_written_from_its_shifts_reads_back(token: str):
    assert tokens.token_of(tokens.read_day(token)) == token


def test_a_shift_group_needs_sixty_per_cent_of_one_kind():
    early, late, night = "07:00-15:00", "13:30-21:30", "21:30-07:30"
    week = ["2026-01-05", "2026-01-06", "2026-01-07", "2026-01-08", "2026-01-09"]
    assert kinds.group_of([]) == "unknown"
    assert kinds.group_of(day_shifts(*zip(week, [early, early, early, late, late], strict=True))) == "earlies"
    assert kinds.group_of(day_shifts(*zip(week, [early, early, late, late, night], strict=True))) == "turning"
    assert kinds.group_of(day_shifts(*zip(week, [night] * 3 + [late] * 2, strict=True))) == "nights"
    assert kinds.group_of(day_shifts(("2026-01-10", early), ("2026-01-11", early))) == "evenings"
    assert kinds.group_of(day_shifts(("2026-01-05", "17:00-21:00"), ("2026-01-10", early))) == "evenings"
    assert kinds.group_of(day_shifts(("2026-01-05", "07:00-19:00"))) == "long_days"


@pytest.mark.parametrize(
    "token",
    [
        "",
        "7:00-15:00",
        "07:00",
        "07:00-25:00",
        "07:60-15:00",
        "24:00-08:00",
        "off",
        "--",
        "+",
        "07:00-15:00+",
        "０７:00-15:00",
    ],
)
def test_a_token_that_is_no_shift_is_refused(token: str):
    with pytest.raises(tokens.BadToken):
        tokens.read_day(token)


def test_an_end_at_or_before_the_start_is_on_the_next_day():
    """RULE-23."""
    assert tokens.read_day("21:30-07:00") == ((1290, 1860),)
    assert tokens.read_day("13:00-24:00") == ((780, 1440),)
    assert tokens.read_day("13:00-00:00") == ((780, 1440),)
    assert tokens.read_day("17:00-21:00+07:00-11:00") == ((420, 660), (1020, 1260))


def test_starts_chosen_together_are_near_the_best_triple_of_all():
    """P15 on a small case: the optimum by trying every triple of 20 starts."""
    rng = np.random.default_rng(7)
    monday = dt.datetime(2026, 6, 8)
    people = []
    for _ in range(40):
        walls = [
            monday + dt.timedelta(days=int(d), hours=int(rng.integers(0, 24))) for d in range(7) if rng.random() < 0.8
        ]
        people.append([(wall, wall + dt.timedelta(hours=10)) for wall in walls])
    window = ranking.Window(LONDON, dt.date(2026, 6, 8), 1, 240, 9 * 60, 21 * 60)
    crowd = crowd_of(people, [0] * 40, window, True)
    fits, allowed = slow_tables(people, window, True)
    table = counting.counts_of_rows(crowd, window.need)
    chosen = ranking.together(crowd, table, window, 3)
    distinct_columns = {tuple(p[q] for p in fits) for q in allowed}
    columns = sorted(distinct_columns, key=sum)[-60:]
    optimum = max(sum(any(rows) for rows in zip(*triple, strict=True)) for triple in combinations(columns, 3))
    assert 0.99 * optimum <= sum(found.total for found in chosen) <= optimum
