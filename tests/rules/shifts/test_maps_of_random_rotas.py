"""A whole map against a brute force: any cycle, single days, imports and blocks, over both nights the clock changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aftershift.shifts import maps
from aftershift.shifts.timefinder.gaps import unpack
from aftershift.shifts.truth import ToldPattern, Truth

from . import slow

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
# Their 14 weeks hold the spring night, the autumn night, or neither.
TODAYS = [dt.date(2026, 3, 2), dt.date(2026, 9, 14), dt.date(2026, 6, 10)]
RULES = ["after_night", "before_early", "short_rest"]
SLOTS = 14 * 7 * 96

Part = tuple[int, int]
"""Start in minutes of the day and length in minutes."""


@dataclass(frozen=True)
class Rota:
    """What a member told, as plain lists: None in `cycle` when there is no pattern."""

    today: dt.date
    cycle: list[list[Part]] | None
    anchor: int
    changes: dict[int, list[Part]] = field(default_factory=dict)
    imported: dict[int, list[Part]] = field(default_factory=dict)
    blocks: list[Part] = field(default_factory=list)

    def date(self, day: int) -> dt.date:
        return self.today + day * DAY

    def worked_on(self, day: int) -> list[Part]:
        """Single changes over imports over the pattern, as DESIGN 5 puts it."""
        if day in self.changes:
            return self.changes[day]
        if day in self.imported:
            return self.imported[day]
        if self.cycle and day <= 84:
            return self.cycle[(day - self.anchor) % len(self.cycle)]
        return []

    def known(self) -> tuple[int, int] | None:
        """First and last day of which anything is known, counted from today."""
        if self.cycle:
            last = max([84, *self.imported])
            while last + 1 in self.changes:
                last += 1
            return -10_000, last
        told = [*self.changes, *self.imported, *([0] if self.changes else [])]
        return (min(told), max([*self.changes, *self.imported])) if told else None

    def truth(self) -> Truth:
        pattern = None
        if self.cycle:
            tokens = tuple(token(parts) for parts in self.cycle)
            pattern = ToldPattern(tokens, self.date(self.anchor), self.today)
        told = self.today if self.changes else None
        return Truth(
            pattern=pattern,
            changes={self.date(day): token(parts) for day, parts in self.changes.items()},
            imported={self.date(day): token(parts) for day, parts in self.imported.items()},
            first_told=told,
            last_told=told,
        )

    def wall_shifts(self) -> list[slow.WallShift]:
        """Shifts from three days before the map to three days after it: the longest rest reaches less far."""
        known, found = self.known(), []
        for day in range(-17, 87):
            if known and (known[0] <= day <= known[1] or day in self.changes):
                midnight = dt.datetime.combine(self.date(day), dt.time())
                for start, length in self.worked_on(day):
                    begins = midnight + start * MINUTE
                    found.append((begins, begins + length * MINUTE))
        return found

    def block_stretches(self) -> list[tuple[dt.datetime, dt.datetime]]:
        midnight = dt.datetime.combine(self.today, dt.time(), tzinfo=dt.UTC)
        return [(midnight + start * MINUTE, midnight + (start + length) * MINUTE) for start, length in self.blocks]


def token(parts: list[Part]) -> str:
    def clock(minute: int) -> str:
        return f"{minute % 1440 // 60:02}:{minute % 60:02}"

    return "+".join(f"{clock(start)}-{clock(start + length)}" for start, length in parts) or "-"


# Earlies, lates, nights, long days and nights, splits, midnights, either side of 07:00, 23:00 and 06:00; and any minute.
ordinary: list[list[Part]] = [
    [], [(420, 480)], [(810, 480)], [(1290, 600)], [(420, 720)], [(1140, 720)], [(420, 240), (1020, 240)],
    [(0, 480)], [(960, 480)], [(421, 450)], [(1380, 180)], [(180, 180)], [(1439, 1)], [(60, 60), (150, 30)],
]  # fmt: skip
any_day = st.one_of(
    st.sampled_from(ordinary),
    st.tuples(st.integers(0, 1439), st.integers(1, 1440)).map(lambda part: [part]),
)
rotas = st.builds(
    Rota,
    today=st.sampled_from(TODAYS),
    cycle=st.none() | st.lists(any_day, min_size=1, max_size=84),
    anchor=st.integers(-200, 200),
    changes=st.dictionaries(st.integers(-14, 90), any_day, max_size=8),
    imported=st.dictionaries(st.integers(-14, 90), any_day, max_size=8),
    blocks=st.lists(st.tuples(st.integers(-20_000, 120_000), st.integers(1, 5_000)), max_size=4),
)


def free_by_hand(rota: Rota, base: dt.datetime, *, on_site: bool, young: bool, rules_off: list[str]) -> list[bool]:
    """Rules and blocks quarter by quarter, and nothing free outside of what is known."""
    known = rota.known()
    if known is None:
        return [False] * SLOTS
    free = slow.free_quarters(rota.wall_shifts(), base, SLOTS, on_site=on_site, young=young, rules_off=rules_off)
    begins = slow.instant(dt.datetime.combine(max(rota.date(known[0]), rota.date(-20)), dt.time()))
    ends = slow.instant(dt.datetime.combine(rota.date(known[1] + 1), dt.time()))
    blocks = rota.block_stretches()
    return [
        is_free
        and begins <= at
        and at + 15 * MINUTE <= ends
        and not any(start < at + 15 * MINUTE and end > at for start, end in blocks)
        for is_free, at in zip(free, (base + 15 * slot * MINUTE for slot in range(SLOTS)), strict=True)
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rotas, st.booleans(), st.lists(st.sampled_from(RULES), unique=True))
@example(Rota(TODAYS[0], [[(1290, 600)], []], anchor=27), False, [])  # at work in the spring night
@example(Rota(TODAYS[1], [[(1290, 600)], [(810, 480)]], anchor=40), True, ["before_early"])  # and in the autumn night
@example(Rota(TODAYS[2], [[(420, 480)]], anchor=0, changes={85: [], 86: [(0, 1440)], 89: []}), False, ["short_rest"])
@example(Rota(TODAYS[2], None, anchor=0, changes={-3: [(420, 240), (1020, 240)], 5: []}), False, ["after_night"])
def test_a_map_of_any_rota_equals_the_brute_force(rota: Rota, young: bool, rules_off: list[str]):
    """DESIGN 13: busy time is rounded outwards to quarter hours, and nothing else is lost or won.

    A rule that is not for the member is left out of it, and no other.
    """
    derived = maps.derive(
        rota.truth(),
        rota.block_stretches(),
        young=young,
        zone_name="Europe/London",
        today=rota.today,
        rules_off=rules_off,
    )
    base = dt.datetime.combine(rota.date(-14), dt.time(), tzinfo=dt.UTC)
    assert derived.first_date == rota.date(-14)
    for on_site, packed in ((True, derived.on_site), (False, derived.off_site)):
        free = np.zeros(SLOTS, dtype=bool)
        if packed:
            for start, end in zip(*unpack(packed), strict=True):
                free[start:end] = True
        assert free.tolist() == free_by_hand(rota, base, on_site=on_site, young=young, rules_off=rules_off)
