"""The free map in the database after any sequence of writes, against a brute force from what was told.

The facts are kept here a second time, as plain dictionaries, by the rules as DESIGN 5 puts them; nothing of ours is
asked what a member told. A write that is refused must leave facts and map as they were.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from aftershift.core.errors import FieldProblem
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.people.services.settling import change_settings
from aftershift.shifts import services
from aftershift.shifts.errors import NothingToConfirm, RuleStays
from aftershift.shifts.models import FreeMap
from aftershift.shifts.reading.model import Reading, ReadShift
from aftershift.shifts.timefinder.gaps import unpack
from tests.factories import MemberFactory, OrganisationFactory

from . import slow
from .test_maps_of_random_rotas import DAY, MINUTE, RULES, SLOTS, TODAYS, Part, any_day, token

pytestmark = pytest.mark.django_db


def wall(date: dt.date, minute: int) -> dt.datetime:
    return dt.datetime.combine(date, dt.time()) + minute * MINUTE


@dataclass
class Facts:
    """What the member told up to now."""

    today: dt.date
    cycle: list[list[Part]] | None = None
    anchor: dt.date = dt.date.min
    usual: tuple[int, list[int]] | None = None  # minute of the finish, weekdays
    confirmed: dt.date = dt.date.min
    changes: dict[dt.date, list[Part]] = field(default_factory=dict)
    told_on: dict[dt.date, dt.date] = field(default_factory=dict)
    imported: dict[dt.date, list[Part]] = field(default_factory=dict)
    blocks: dict[Any, tuple[dt.datetime, dt.datetime]] = field(default_factory=dict)
    rules_off: set[str] = field(default_factory=set)
    young: bool = False

    def repeats_until(self) -> dt.date | None:
        return self.confirmed + 84 * DAY if self.cycle or self.usual else None

    def known(self) -> tuple[dt.date, dt.date] | None:
        repeats = self.repeats_until()
        ends = [*self.imported, *([repeats] if repeats else [])]
        if repeats is None or any(told > repeats for told in self.told_on.values()):
            ends += self.changes
        if not ends:
            return None
        last = max(ends)
        while last + DAY in self.changes:
            last += DAY
        begins = dt.date(1990, 1, 1) if repeats else min([*self.changes, *self.imported, *self.told_on.values()])
        return begins, last

    def worked_on(self, date: dt.date) -> list[Part]:
        repeats = self.repeats_until()
        if date in self.changes:
            return self.changes[date]
        if date in self.imported:
            return self.imported[date]
        if repeats is None or date > repeats:
            return []
        if self.cycle:
            return self.cycle[(date - self.anchor).days % len(self.cycle)]
        assert self.usual is not None
        finish, weekdays = self.usual
        start = (finish - 480) % 1440
        ends_on = date if finish > start else date + DAY
        return [(start, 480)] if ends_on.weekday() in weekdays else []

    def free(self, *, on_site: bool) -> list[bool]:
        known = self.known()
        if known is None:
            return [False] * SLOTS
        dates = [self.today + day * DAY for day in range(-17, 87)]
        shifts = [
            (wall(date, start), wall(date, start + length))
            for date in dates
            if known[0] <= date <= known[1]
            for start, length in self.worked_on(date)
        ]
        base = dt.datetime.combine(self.today - 14 * DAY, dt.time(), tzinfo=dt.UTC)
        rules_off = [] if self.young else sorted(self.rules_off)
        free = slow.free_quarters(shifts, base, SLOTS, on_site=on_site, young=self.young, rules_off=rules_off)
        begins, ends = (slow.instant(wall(date, 0)) for date in (known[0], known[1] + DAY))
        for slot in range(SLOTS):
            at = base + 15 * slot * MINUTE
            until = at + 15 * MINUTE
            blocked = any(start < until and end > at for start, end in self.blocks.values())
            free[slot] = free[slot] and begins <= at and until <= ends and not blocked
        return free


class Teller:
    """One member who tells things; each method is one write of theirs, or of the worker's."""

    def __init__(self, organisation: Organisation, today: dt.date) -> None:
        self.facts = Facts(today)
        self.member: Member = MemberFactory(organisation=organisation)

    @property
    def now(self) -> dt.datetime:
        return dt.datetime.combine(self.facts.today, dt.time(12), tzinfo=dt.UTC)

    def on(self, day: int) -> dt.date:
        return self.facts.today + day * DAY

    def pattern(self, cycle: list[list[Part]], anchor: int) -> None:
        facts = self.facts
        days = [token(parts) for parts in cycle]
        services.set_pattern(member=self.member, days=days, anchor_date=self.on(anchor), now=self.now)
        facts.cycle, facts.anchor, facts.confirmed, facts.usual = cycle, self.on(anchor), facts.today, None
        facts.imported = {date: parts for date, parts in facts.imported.items() if date < facts.today}

    def no_pattern(self) -> None:
        services.drop_pattern(member=self.member, now=self.now)
        self.facts.cycle = None

    def usual(self, finish: int, weekdays: list[int]) -> None:
        at = dt.time(finish // 60, finish % 60)
        services.set_usual_finish(member=self.member, finish=at, weekdays=weekdays, now=self.now)
        self.facts.cycle, self.facts.usual, self.facts.confirmed = None, (finish, weekdays), self.facts.today

    def no_usual(self) -> None:
        services.drop_usual_finish(member=self.member, now=self.now)
        self.facts.usual = None

    def still_right(self) -> None:
        services.confirm(member=self.member, now=self.now)
        self.facts.confirmed = self.facts.today

    def days(self, told: dict[int, list[Part]]) -> None:
        """Told one at a time when it is one, and together when they are more."""
        shifts = {
            self.on(day): [(wall(self.on(day), start).time(), wall(self.on(day), start + length).time())
                           for start, length in parts]
            for day, parts in told.items()
        }  # fmt: skip
        if len(shifts) == 1:
            ((date, one),) = shifts.items()
            services.change_day(member=self.member, date=date, shifts=one, now=self.now)
        else:
            services.change_days(member=self.member, days=shifts, now=self.now)
        for day, parts in told.items():
            self.facts.changes[self.on(day)] = parts
            self.facts.told_on[self.on(day)] = self.facts.today

    def back(self, which: int) -> None:
        """One of the changed days, or a day that was not changed."""
        date = sorted(self.facts.changes)[which % len(self.facts.changes)] if self.facts.changes else self.on(which)
        services.put_day_back(member=self.member, date=date, now=self.now)
        self.facts.changes.pop(date, None)
        self.facts.told_on.pop(date, None)

    def rota(self, first: int, told: list[list[Part]]) -> None:
        """A rota in a file, looked at and applied."""
        shifts = [
            ReadShift(wall(self.on(first + day), start), wall(self.on(first + day), start + length), "early")
            for day, parts in enumerate(told)
            for start, length in parts
        ]
        off = [self.on(first + day) for day, parts in enumerate(told) if not parts]
        read = Reading(shifts, off, [], self.on(first), self.on(first + len(told) - 1))
        draft = services.keep_draft(member=self.member, reading=read, now=self.now)
        services.apply_import(member=self.member, import_id=draft.pk, now=self.now)
        self.facts.usual = None
        self.facts.imported |= {self.on(first + day): parts for day, parts in enumerate(told)}

    def block(self, start: int, length: int) -> None:
        begins, ends = wall(self.facts.today, start), wall(self.facts.today, start + length)
        row = services.add_block(member=self.member, starts=begins, ends=ends, now=self.now)
        self.facts.blocks[row.pk] = (slow.instant(begins), slow.instant(ends.replace(fold=1)))

    def no_block(self) -> None:
        for key in list(self.facts.blocks)[:1]:
            services.remove_block(member=self.member, block_id=key, now=self.now)
            del self.facts.blocks[key]

    def without(self, rule: str) -> None:
        services.leave_rule_out(member=self.member, rule=rule, now=self.now)
        self.facts.rules_off.add(rule)

    def again(self, rule: str) -> None:
        services.take_rule_back(member=self.member, rule=rule, now=self.now)
        self.facts.rules_off.discard(rule)

    def age(self, under_18: bool) -> None:
        change_settings(member=self.member, changes={"is_under_18": under_18}, now=self.now)
        self.facts.young = under_18

    def days_pass(self, days: int) -> None:
        """And the worker rolls the map on; what is four weeks old is forgotten."""
        facts = self.facts
        facts.today += days * DAY
        services.roll(member=self.member, now=self.now)
        for kept in (facts.changes, facts.told_on, facts.imported):
            for date in [date for date in kept if date < facts.today - 28 * DAY]:
                del kept[date]
        facts.blocks = {key: one for key, one in facts.blocks.items() if one[1] >= self.now - 28 * DAY}

    def check(self, step: object) -> None:
        row = FreeMap.objects.of(self.member.organisation_id).filter(member=self.member).first()
        assert (row is None) == (self.facts.known() is None), step
        assert row is None or row.first_date == self.facts.today - 14 * DAY, step
        for on_site in (True, False):
            stored = np.zeros(SLOTS, dtype=bool)
            packed = (row.on_site if on_site else row.off_site) if row else b""
            if packed:
                for start, end in zip(*unpack(bytes(packed)), strict=True):
                    stored[start:end] = True
            assert stored.tolist() == self.facts.free(on_site=on_site), (step, on_site)


def step(name: str, *values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.tuples(st.just(name), *values)


steps = st.one_of(
    step("pattern", st.lists(any_day, min_size=1, max_size=14), st.integers(-30, 30)),
    step("no_pattern"),
    step("usual", st.integers(0, 1439), st.lists(st.integers(0, 6), min_size=1, unique=True)),
    step("no_usual"),
    step("still_right"),
    step("days", st.dictionaries(st.integers(-20, 90), any_day, min_size=1, max_size=4)),
    step("back", st.integers(0, 60)),
    step("rota", st.integers(-20, 60), st.lists(any_day, min_size=1, max_size=21)),
    step("block", st.integers(-20_000, 110_000), st.integers(1, 5_000)),
    step("no_block"),
    step("without", st.sampled_from(RULES)),
    step("again", st.sampled_from(RULES)),
    step("age", st.booleans()),
    step("days_pass", st.integers(0, 40)),
)

EARLY: list[Part] = [(420, 480)]
NIGHT: list[Part] = [(1290, 600)]


@pytest.fixture
def organisation() -> Organisation:
    return OrganisationFactory()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(today=st.sampled_from(TODAYS), told=st.lists(steps, min_size=1, max_size=8))
@example(
    today=TODAYS[0], told=[("pattern", [NIGHT, []], 27), ("without", "after_night"), ("age", True), ("days_pass", 30)]
)
@example(
    today=TODAYS[1], told=[("usual", 900, [0, 1]), ("days", {41: NIGHT}), ("still_right",), ("no_usual",), ("back", 0)]
)
@example(
    today=TODAYS[1],
    told=[("rota", 40, [NIGHT, [], EARLY]), ("block", 60_120, 120), ("no_block",),
     ("pattern", [EARLY], 0), ("rota", 40, [[], EARLY]), ("no_pattern",)],
)  # fmt: skip
@example(
    today=TODAYS[2],
    told=[("pattern", [EARLY], 0), ("without", "before_early"), ("again", "before_early"), ("days", {3: [], 5: NIGHT, 6: []}),
          ("days_pass", 30), ("still_right",)],
)  # fmt: skip
def test_the_map_is_right_after_every_write(organisation: Organisation, today: dt.date, told: list[tuple[Any, ...]]):
    """DESIGN 5: kept right by every write in its own transaction, over both nights the clock changes."""
    teller = Teller(organisation, today)
    for number, (name, *values) in enumerate(told):
        with contextlib.suppress(FieldProblem, NothingToConfirm, RuleStays):  # refused: as it was before
            getattr(teller, name)(*values)
        teller.check((number, name, values))
