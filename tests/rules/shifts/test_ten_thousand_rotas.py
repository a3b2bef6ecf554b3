"""P15: ten thousand random rotas against a count by hand, every quarter of an hour and many single minutes.

The slow side knows no stretches and no grid of starts: it takes DESIGN 13 sentence by sentence for `reach`, and paints
minute after minute for free maps and the finder, then rounds outwards. Seeds are fixed, so a failure stays one.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from aftershift.shifts import maps, rotas
from aftershift.shifts.timefinder import exact, gaps, rest
from aftershift.shifts.timefinder.zones import day_number
from aftershift.shifts.truth import ToldPattern, Truth

from . import slow

BATCHES, PEOPLE = 40, 250
WEEKS, DAYS = 2, 14
AROUND = 4  # days on either side whose shifts can still matter
QUARTERS = DAYS * 96
DAY = 1440
FIRSTS = (dt.date(2026, 3, 23), dt.date(2026, 10, 19), dt.date(2026, 3, 17), dt.date(2026, 10, 15), dt.date(2026, 6, 3))
USUAL = (
    "07:00-15:00", "13:30-21:30", "21:30-07:30", "07:00-19:00", "19:00-07:00", "17:00-21:00", "06:30-14:30",
    "07:00-11:00+17:00-21:00", "06:00-10:00+22:00-02:00", "16:00-24:00", "00:00-08:00", "20:00-02:00", "07:01-15:00",
    "01:00-02:00", "01:30-09:30", "23:00-01:30+02:00-06:00", "12:00-12:00",
)  # fmt: skip

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Batch:
    """People with one question asked of all of them."""

    number: int
    first: dt.date
    minutes: int
    on_site: bool
    opens: int
    closes: int
    patterns: list[list[str]]
    anchors: list[dt.date]

    @property
    def base(self) -> int:
        """UTC minute where the painted minutes begin; the shifts of AROUND days before the first date lie after it."""
        return (day_number(self.first) - AROUND - 1) * DAY

    @property
    def painted(self) -> int:
        return (DAYS + 2 * AROUND + 3) * DAY


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def made(number: int) -> Batch:
    chance = random.Random(20_260_000 + number)

    def token() -> str:
        kind = chance.random()
        if kind < 0.3:
            return "-"
        if kind < 0.75:
            return chance.choice(USUAL)
        times = sorted(chance.sample(range(DAY), 4 if kind > 0.93 else 2))
        if len(times) == 4:
            return f"{clock(times[0])}-{clock(times[1])}+{clock(times[2])}-{clock(times[3])}"
        return f"{clock(times[0])}-{clock(times[1])}" if kind < 0.86 else f"{clock(times[1])}-{clock(times[0])}"

    first = FIRSTS[number % len(FIRSTS)]
    opens = chance.choice([0, 360, 600, 1110])
    minutes = chance.choice([1, 15, 45, 50, 60, 61, 180, 240, 780])
    return Batch(
        number,
        first,
        minutes,
        number % 2 == 0,
        opens,
        chance.choice([min(DAY, opens + minutes + 240), DAY]),
        [[token() for _ in range(chance.randint(1, 84))] for _ in range(PEOPLE)],
        [first + dt.timedelta(days=chance.randint(-900, 900)) for _ in range(PEOPLE)],
    )


# -- by hand -----------------------------------------------------------------------------------------------------------


@cache
def utc(wall: dt.datetime) -> int:
    return int(slow.instant(wall).timestamp()) // 60


@cache
def dark(base: int, painted: int) -> Flags:
    """For each UTC minute whether the clock on the wall shows 23:00 to 06:00."""
    hours = [
        dt.datetime.fromtimestamp((base + hour * 60) * 60, tz=dt.UTC).astimezone(slow.LONDON).hour
        for hour in range(painted // 60)
    ]
    return np.repeat(np.array([hour >= 23 or hour < 6 for hour in hours]), 60)


@dataclass(frozen=True)
class Worked:
    begins: int
    ends: int
    is_night: bool
    is_early: bool


@cache
def night(start: int, length: int) -> bool:
    return sum((start + minute) % DAY >= 1380 or (start + minute) % DAY < 360 for minute in range(length)) >= 180


def worked(batch: Batch, person: int) -> list[Worked]:
    pattern, anchor = batch.patterns[person], batch.anchors[person]
    found = []
    for step in range(-AROUND, DAYS + AROUND):
        date = batch.first + dt.timedelta(days=step)
        token = pattern[(date - anchor).days % len(pattern)]
        for piece in token.split("+") if token != "-" else ():
            start, end = (int(part[:2]) * 60 + int(part[3:]) for part in piece.split("-"))
            length = end - start if end > start else end - start + DAY
            wall = dt.datetime.combine(date, dt.time(start // 60, start % 60))
            begins = utc(wall)
            ends = max(begins, utc(wall + dt.timedelta(minutes=length)))
            found.append(Worked(begins, ends, night(start, length), start <= 420))
    return found


def shortened_nights(shifts: list[Worked], batch: Batch) -> list[tuple[int, int]]:
    found, night_time = [], dark(batch.base, batch.painted)
    spans = sorted((shift.begins, shift.ends) for shift in shifts)
    for place in range(1, len(spans)):
        before, after = max(ends for _, ends in spans[:place]), spans[place][0]
        if before < after < before + 660 and night_time[before - batch.base : after - batch.base].any():
            found.append((before, after))
    return found


def could_come(shifts: list[Worked], nights: list[tuple[int, int]], starts: Any, batch: Batch) -> Flags:
    """DESIGN 13, a sentence a line."""
    ends = starts + batch.minutes
    before, after = (0, 15) if batch.on_site else (30, 30)
    home = 0 if batch.on_site else 30
    fits = np.ones(len(starts), dtype=np.bool_)
    for shift in shifts:
        fits &= ~((starts - before < shift.ends) & (ends + after > shift.begins))
        if shift.is_night:
            fits &= ~((starts >= shift.ends) & (starts < shift.ends + 540))
        if shift.is_early:
            fits &= ~((starts < shift.begins) & (ends + home > shift.begins - 600))
    for begins, until in nights:
        fits &= (ends <= begins) | (starts >= until)
    return fits


def quarters_that_fit(shifts: list[Worked], nights: list[tuple[int, int]], starts: Any, batch: Batch) -> Flags:
    """Paint every minute that an activity may not touch; a quarter with one such minute is not free."""
    before, after = (0, 15) if batch.on_site else (30, 30)
    home = 0 if batch.on_site else 30
    busy = np.zeros(batch.painted, dtype=np.bool_)
    stretches = list(nights)
    for shift in shifts:
        stretches.append((shift.begins - after, shift.ends + before))
        if shift.is_night:
            stretches.append((shift.ends, shift.ends + 540))
        if shift.is_early:
            stretches.append((shift.begins - 600 - home, shift.begins))
    for begins, until in stretches:
        busy[max(0, begins - batch.base) : max(0, until - batch.base)] = True
    taken = np.concatenate([[0], np.cumsum(busy.reshape(-1, 15).any(axis=1))])
    slot, need = (starts - batch.base) // 15, -(-batch.minutes // 15)
    return taken[slot + need] == taken[slot]


def wall_quarters(batch: Batch) -> tuple[list[dt.datetime], Any]:
    midnight = dt.datetime.combine(batch.first, dt.time())
    walls = [midnight + dt.timedelta(minutes=15 * quarter) for quarter in range(QUARTERS)]
    return walls, np.array([utc(wall) for wall in walls], dtype=np.int64)


# -- the comparison ----------------------------------------------------------------------------------------------------


def sheet(batch: Batch, folder: Path) -> Path:
    path = folder / f"rotas-{batch.number}.csv"
    lines = [
        f"person {n},{' '.join(pattern)},{anchor}"
        for n, (pattern, anchor) in enumerate(zip(batch.patterns, batch.anchors, strict=True))
    ]
    path.write_text("\n".join(["name,pattern,anchor", *lines]))
    return path


def mistakes(batch: Batch, folder: Path) -> Iterator[str]:
    """Every way in which the engine and the count by hand differ, as text; none when all is well."""
    loaded = rotas.load(sheet(batch, folder), first=batch.first, days=DAYS)
    walls, starts = wall_quarters(batch)
    shifts = [worked(batch, person) for person in range(PEOPLE)]
    nights = [shortened_nights(mine, batch) for mine in shifts]
    hand = np.array(
        [quarters_that_fit(a, b, starts, batch) for a, b in zip(shifts, nights, strict=True)], dtype=np.bool_
    )
    by_minute = np.array([could_come(a, b, starts, batch) for a, b in zip(shifts, nights, strict=True)])
    busy = rest.busy(loaded.shifts, loaded.zone, on_site=batch.on_site)
    exactly = exact.could_come(busy, starts, batch.minutes)[loaded.row_of_person]
    if not (exactly == by_minute).all():
        yield "reach, on quarter hours"
    grid = gaps.Grid(batch.base, batch.painted // 15)
    free = gaps.free_gaps(busy, grid)
    engine = np.array([fits_of(free, row, starts, batch) for row in range(free.rows)])[loaded.row_of_person]
    if not (engine == hand).all():
        yield "free stretches"
    if (engine & ~exactly).any():
        yield "fit where reach says unfit"
    yield from minute_by_minute(batch, loaded, shifts, nights)
    yield from found_times(batch, loaded, hand, walls, starts)


def fits_of(free: gaps.Gaps, row: int, starts: Any, batch: Batch) -> Flags:
    begins, until = free.of(row)
    slot, need = (starts - batch.base) // 15, -(-batch.minutes // 15)
    place = np.searchsorted(begins, slot, side="right") - 1
    return (place >= 0) & (until[np.maximum(place, 0)] >= slot + need) if len(begins) else np.zeros(len(slot), bool)


def minute_by_minute(
    batch: Batch, loaded: rotas.Rotas, shifts: list[list[Worked]], nights: list[list[tuple[int, int]]]
) -> Iterator[str]:
    """`reach` at random minutes of the week, and at the very edges of what somebody's shifts forbid."""
    chance = random.Random(batch.number)
    edges = [shift.ends + 540 for shift in chance.choice(shifts)] + [s.begins - 600 for s in chance.choice(shifts)]
    at = [(chance.randrange(7), chance.randrange(DAY)) for _ in range(12)]
    for edge in chance.sample(edges, min(6, len(edges))):
        for moved in (-1, 0, 1, -batch.minutes - 1, -batch.minutes, -batch.minutes + 1):
            local = dt.datetime.fromtimestamp((edge + moved) * 60, tz=dt.UTC).astimezone(slow.LONDON)
            at.append((local.weekday(), local.hour * 60 + local.minute))
    dates = [
        [batch.first + dt.timedelta(days=(weekday - batch.first.weekday()) % 7 + 7 * week) for week in range(WEEKS)]
        for weekday, _ in at
    ]
    when = [
        utc(dt.datetime.combine(date, dt.time(minute // 60, minute % 60)))
        for (_, minute), mine in zip(at, dates, strict=True)
        for date in mine
    ]
    starts = np.array(when, dtype=np.int64)
    hand = np.array([could_come(a, b, starts, batch) for a, b in zip(shifts, nights, strict=True)])
    hand = hand.reshape(PEOPLE, len(at), WEEKS)
    for place, (weekday, minute) in enumerate(at):
        found = rotas.reach(
            loaded,
            weekday=weekday,
            start=minute,
            minutes=batch.minutes,
            on_site=batch.on_site,
            first=batch.first,
            weeks=WEEKS,
        )
        if [person["could_come"] for person in found["people"]] != hand[:, place].sum(axis=1).tolist():
            yield f"reach, people, weekday {weekday} minute {minute}"
        expected = [
            {"date": date.isoformat(), "could_come": count}
            for date, count in zip(dates[place], hand[:, place].sum(axis=0).tolist(), strict=True)
        ]
        if found["dates"] != expected:
            yield f"reach, dates, weekday {weekday} minute {minute}"


def found_times(batch: Batch, loaded: rotas.Rotas, hand: Flags, walls: list[dt.datetime], starts: Any) -> Iterator[str]:
    """`find_times`, weekly and once, whole: every start, in order, and the second time."""
    question = {
        "minutes": batch.minutes, "on_site": batch.on_site, "first": batch.first, "weeks": WEEKS,
        "opens": batch.opens, "closes": batch.closes, "top": 1000,
    }  # fmt: skip
    minute = np.array([wall.hour * 60 + wall.minute for wall in walls])
    inside = (minute >= batch.opens) & (minute + batch.minutes <= batch.closes)
    if batch.closes - batch.opens >= DAY:
        inside[:] = True
    # In the hour that the clock jumps over no clock ever shows these starts.
    exists = np.array([slow.instant(wall).astimezone(slow.LONDON).replace(tzinfo=None) == wall for wall in walls])
    once = rotas.find_times(loaded, weekly=False, **question)
    allowed = np.flatnonzero(inside & exists)
    total = hand.sum(axis=0)
    order = sorted(allowed.tolist(), key=lambda q: (-total[q], q))[:1000]
    expected: list[dict[str, Any]] = [
        {"date": walls[q].date().isoformat(), "start": f"{walls[q]:%H:%M}", "could_come": total[q], "reached_once": total[q]}
        for q in order
    ]  # fmt: skip
    if once["times"] != expected:
        yield "find_times, once"
    if order and once["alternate_with"] != second(hand, order[0], allowed, walls, "date"):
        yield "find_times, once, the second time"
    weekly = rotas.find_times(loaded, weekly=True, **question)
    per_week = hand.reshape(PEOPLE, WEEKS, 672)
    dates, ever = per_week.sum(axis=(0, 1)), per_week.any(axis=1)
    in_week = np.flatnonzero(inside[:672])
    moved = batch.first.weekday() * 96
    in_order = sorted(in_week.tolist(), key=lambda q: (-dates[q], (q + moved) % 672))[:1000]
    expected = [
        {"weekday": f"{walls[q]:%a}", "start": f"{walls[q]:%H:%M}", "could_come": dates[q], "reached_once": ever[:, q].sum()}
        for q in in_order
    ]  # fmt: skip
    if weekly["times"] != expected:
        yield "find_times, weekly"
    by_monday = np.array(sorted(in_week.tolist(), key=lambda q: (q + moved) % 672), dtype=np.int64)
    if in_order and weekly["alternate_with"] != second(ever, in_order[0], by_monday, walls, "weekday"):
        yield "find_times, weekly, the second time"


def second(fits: Flags, first: int, allowed: Any, walls: list[dt.datetime], day: str) -> dict[str, Any] | None:
    adds = fits[~fits[:, first]][:, allowed].sum(axis=0)
    best = int(adds.argmax())
    if not adds[best]:
        return None
    wall = walls[int(allowed[best])]
    when = wall.date().isoformat() if day == "date" else f"{wall:%a}"
    return {day: when, "start": f"{wall:%H:%M}", "adds": int(adds[best])}


@pytest.mark.parametrize("number", range(BATCHES))
def test_ten_thousand_rotas_are_answered_as_a_count_by_hand_answers_them(number: int, tmp_path: Path):
    """P15, Q-R11, RULE-22: exact to the minute where `reach` is asked, rounded outwards where maps are."""
    assert list(mistakes(made(number), tmp_path)) == []


def test_the_rotas_hold_every_hard_case():
    """A comparison that never met a clock change, a split or a long cycle would prove little."""
    batches = [made(number) for number in range(BATCHES)]
    met: Counter[str] = Counter()
    for batch in batches:
        days = [batch.first + dt.timedelta(days=day) for day in range(DAYS)]
        met["spring"] += dt.date(2026, 3, 29) in days
        met["autumn"] += dt.date(2026, 10, 25) in days
        met["on site"] += batch.on_site
        for pattern, anchor in zip(batch.patterns, batch.anchors, strict=True):
            met["people"] += 1
            met[f"cycle of {len(pattern)}"] += 1
            met["anchor ahead"] += anchor > batch.first + dt.timedelta(days=DAYS)
            met["split"] += any("+" in token for token in pattern)
            met["midnight"] += any("00:00" in token or "24:00" in token for token in pattern)
    assert met["people"] == 10_000
    assert min(met["spring"], met["autumn"]) >= 10
    assert met["on site"] == BATCHES // 2
    assert min(met["anchor ahead"], met["split"], met["midnight"]) > 1000
    assert all(met[f"cycle of {days}"] for days in range(1, 85))


def test_members_maps_are_the_same_free_quarters(tmp_path: Path):
    """DESIGN 5: the map kept for a member answers as the finder does from a file."""
    for number in range(4):
        batch = made(number)
        _, starts = wall_quarters(batch)
        for person in range(0, PEOPLE, 10):
            pattern = ToldPattern(tuple(batch.patterns[person]), batch.anchors[person], batch.first)
            today = batch.first
            derived = maps.derive(Truth(pattern=pattern), [], young=False, zone_name="Europe/London", today=today)
            begins, until = gaps.unpack(derived.on_site if batch.on_site else derived.off_site)
            slot, need = (starts - day_number(derived.first_date) * DAY) // 15, -(-batch.minutes // 15)
            fits = ((begins[:, None] <= slot) & (until[:, None] >= slot + need)).any(axis=0)
            shifts = worked(batch, person)
            assert (fits == quarters_that_fit(shifts, shortened_nights(shifts, batch), starts, batch)).all()


FAULTS = [
    ("AFTER_NIGHT", 9 * 60 - 1),
    ("BEFORE_EARLY_START", 10 * 60 - 1),
    ("EARLY_START", 7 * 60 - 1),
    ("SHORT_NIGHT", 11 * 60 - 1),
    ("BEFORE_SHIFT_ON_SITE", 14),
    ("AFTER_SHIFT_OFF_SITE", 29),
    ("NIGHT_ENDS", 5 * 60),
]


@pytest.mark.parametrize(("rule", "wrong"), FAULTS)
def test_a_rule_that_is_a_minute_out_is_found(rule: str, wrong: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The control: the comparison has the power to fail."""
    monkeypatch.setattr(rest, rule, wrong)
    assert any(next(mistakes(made(number), tmp_path), None) for number in range(BATCHES))
