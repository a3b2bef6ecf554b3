"""Q-R10: ten thousand random rotas, and no message inside guarded time but the urgent kind.

The other side is painted minute by minute from the rota's own words (DESIGN 2, guarded time); it knows no stretches.
"""

import datetime as dt
import random
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from aftershift.notifications import timing
from aftershift.notifications.services.sending import KEPT_FOR
from aftershift.shifts import maps
from aftershift.shifts.maps import OwnMap
from aftershift.shifts.timefinder.tokens import read_day
from aftershift.shifts.truth import ToldPattern, Truth
from tests.rules.shifts import slow
from tests.rules.shifts.test_ten_thousand_rotas import USUAL

BATCHES, PEOPLE = 20, 500
LONDON = ZoneInfo("Europe/London")
DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
FIRSTS = (
    dt.date(2026, 3, 26),
    dt.date(2026, 10, 22),
    dt.date(2026, 6, 3),
)  # both nights the clock changes, and neither
AROUND = 4
SPEEDS = ("urgent", "today", "set_time")


@cache
def is_night(start, length):
    begins = dt.datetime(2026, 1, 5) + start * MINUTE
    return slow.is_night((begins, begins + length * MINUTE))


def painted(tokens, anchor, first, days):
    """(guarded, at work) for each minute from AROUND days before `first`, in UTC."""
    base = slow.instant(dt.datetime.combine(first - AROUND * DAY, dt.time()))
    size = (days + 2 * AROUND) * 1440
    guarded, work = np.zeros(size, bool), np.zeros(size, bool)

    def place(at):
        return min(max(int((at - base) / MINUTE), 0), size)

    spans = []
    for number in range(-AROUND - 2, days + AROUND + 2):
        date = first + number * DAY
        for start, end in read_day(tokens[(date - anchor).days % len(tokens)]):
            wall = dt.datetime.combine(date, dt.time())
            spans.append((wall + start * MINUTE, wall + end * MINUTE))
    for begins, ends in spans:
        work[place(slow.instant(begins)) : place(slow.instant(ends))] = True
    for number in range(-AROUND - 2, days + AROUND + 2):
        evening = dt.datetime.combine(first + number * DAY, dt.time(22))
        guarded[place(slow.instant(evening)) : place(slow.instant(evening + 9 * slow.HOUR))] = True
    guarded &= ~work
    for begins, ends in spans:
        at = slow.instant(ends)
        if is_night(begins.hour * 60 + begins.minute, int((ends - begins) / MINUTE)):
            guarded[place(at) : place(at + 9 * slow.HOUR)] = True
        at = slow.instant(begins)
        if begins.time() <= dt.time(7):
            guarded[place(at - 9 * slow.HOUR) : place(at)] = True
    return base, guarded, work


def a_rota(chance):
    length = chance.choice((1, 2, 7, 14, 21, 28))
    return [chance.choice((*USUAL, "-", "-", "-", "-")) for _ in range(length)]


def told_at(own, speed, starts_at, now):
    """Every moment at which delivery looks, as it would: until it says now, or the message has expired (None)."""
    ends = now + KEPT_FOR
    while now < ends:
        window = (now - timing.LOOKS_BACK, now + timing.LOOKS_AHEAD)
        at = timing.moment_of(
            speed=speed,
            starts_at=starts_at,
            now=now,
            guarded=[] if speed == "set_time" else own.quiet(*window, with_shifts=False),
            quiet=own.quiet(*window, with_shifts=True) if speed == "set_time" else [],
            zone=LONDON,
        )
        if at == now:
            return now
        assert at > now
        now = at
    return None


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_message_falls_into_guarded_time_but_the_urgent_kind(batch):
    chance = random.Random(20261126 + batch)
    told = urgent = 0
    expired = []
    for _ in range(PEOPLE):
        first = chance.choice(FIRSTS)
        tokens, anchor = a_rota(chance), first - chance.randrange(28) * DAY
        truth = Truth(pattern=ToldPattern(tuple(tokens), anchor, first))
        derived = maps.derive(truth, [], young=False, zone_name="Europe/London", today=first)
        own = OwnMap(
            first_date=derived.first_date,
            known_from=truth.known_from,
            known_until=truth.known_until,
            on_site=derived.on_site,
            off_site=derived.off_site,
            shifts=derived.shifts,
            blocks=derived.blocks,
            young=False,
            zone_name="Europe/London",
        )
        base, guarded, work = painted(tokens, anchor, first, days=14)
        made = slow.instant(dt.datetime.combine(first, dt.time())) + chance.randrange(3 * 1440) * MINUTE
        starts = made + chance.randrange(24 * 60) * MINUTE
        for speed in SPEEDS:
            at = told_at(own, speed, starts, made)
            if at is None:
                expired.append(tokens)
                continue
            minute = int((at - base) / MINUTE)
            if guarded[minute]:
                wakes = minute + int(np.argmin(guarded[minute:]))
                assert speed == "urgent", (tokens, anchor, made, at, speed)
                assert starts < base + wakes * MINUTE, "it could have waited until they woke"
                urgent += 1
            if speed == "set_time":
                assert not work[minute], "at a set time nobody is disturbed at work"
            told += 1
    # Only whoever never has a free hour, such as 24 hours at work every day, finds it in the inbox alone.
    assert told + len(expired) == 3 * PEOPLE
    assert len(expired) < PEOPLE / 10
    assert urgent > 0, "no case would have woken anybody: this check is powerless"
