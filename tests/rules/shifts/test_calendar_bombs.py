"""Q-S9: hostile calendar files are refused or cut, with a sentence, in at most 2 s of processor and 256 MiB."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aftershift.core import limited as core_limited
from aftershift.core.limited import WALL_SECONDS
from aftershift.shifts.reading import guard, ics, limited
from aftershift.shifts.reading.problems import CannotRead
from tests.rules.shifts.measuring import measured

DAILY = "RRULE:FREQ=DAILY"
# Repeat rules that are made up in one run (Q-S9); `make nightly` asks for ten times as many.
EXAMPLES = int(os.environ.get("RULE_EXAMPLES", "5000"))


def event(*lines: str, start: str = "20260706T070000", end: str = "20260706T150000") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"DTSTART:{start}", f"DTEND:{end}", *lines, "END:VEVENT", ""])


def calendar(*events: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


def rule(text: str) -> bytes:
    return calendar(event(f"RRULE:{text}"))


MANY_DAYS = ",".join(str(day) for day in range(1, 32))
MANY_DATES = ",".join(f"2026{month:02}{day:02}T070000" for month in range(1, 13) for day in range(1, 29))

REFUSED: dict[str, bytes] = {
    "every second": rule("FREQ=SECONDLY"),
    "every second in small letters": rule("freq=secondly"),
    "every second since 1970": calendar(event("RRULE:FREQ=SECONDLY", start="19700101T000000", end="19700101T010000")),
    "every minute": rule("FREQ=MINUTELY;COUNT=10"),
    "every hour": rule("FREQ=HOURLY"),
    "interval nought": rule("FREQ=DAILY;INTERVAL=0"),
    "interval below nought": rule("FREQ=DAILY;INTERVAL=-1"),
    "interval without end": rule("FREQ=DAILY;INTERVAL=99999999999999999999"),
    "a thousand million times": rule("FREQ=DAILY;COUNT=1000000000"),
    "733 times": rule("FREQ=DAILY;COUNT=733"),
    "count nought": rule("FREQ=DAILY;COUNT=0"),
    "count of many digits": rule("FREQ=DAILY;COUNT=" + "9" * 5000),
    "count in other digits": rule("FREQ=DAILY;COUNT=１２"),
    "minutely less its exception": calendar(event("RRULE:FREQ=MINUTELY", "EXRULE:FREQ=MINUTELY")),
    "daily less its exception": calendar(event(DAILY, "EXRULE:FREQ=DAILY")),
    "dense lists": rule(
        "FREQ=YEARLY;COUNT=1;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=" + MANY_DAYS + ";BYHOUR=1,2,3,4"
    ),
    "dense seconds": rule(
        "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=" + ",".join(map(str, range(60))) + ";BYSECOND=0,1,2,3,4"
    ),
    "a rule twice in one": rule("FREQ=DAILY;FREQ=SECONDLY"),
    "no frequency": rule("COUNT=3"),
    "an empty rule": rule(""),
    "three rules": calendar(event(DAILY, DAILY, DAILY)),
    "501 single dates": calendar(event("RDATE:" + MANY_DATES, "RDATE:" + MANY_DATES)),
    "single dates over entries": calendar(*[event("RDATE:" + ",".join(["20260707T070000"] * 100)) for _ in range(6)]),
    "single dates, 600 lines": calendar(event(*["RDATE:20260707T070000"] * 600)),
    "2,001 entries": calendar(*[event()] * 2001),
    "entries inside entries": ("BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 1500).encode(),
    "alarms without end": calendar("BEGIN:VEVENT\r\n" + "BEGIN:VALARM\r\nEND:VALARM\r\n" * 2100 + "END:VEVENT\r\n"),
    "larger than 512 KB": calendar(event("SUMMARY:" + "A" * 530_000)),
    "folded to larger than 512 KB": calendar(event("SUMMARY:A" + "\r\n A" * 140_000)),
    "many daily series": calendar(*[event(f"UID:{n}", DAILY) for n in range(1900)]),
    "daily at 900 times": rule(
        "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(37)))
    ),
    "never, a thousand times over": calendar(
        *[event(f"UID:{n}", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30") for n in range(1000)]
    ),
}

CUT: dict[str, bytes] = {
    "daily without end": rule("FREQ=DAILY"),
    "daily from 1970": calendar(event(DAILY, start="19700101T070000", end="19700101T150000")),
    "30 February": rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "until the year 9999": rule("FREQ=DAILY;UNTIL=99991231T235959Z"),
    "until before the start": rule("FREQ=DAILY;UNTIL=20250101T000000Z"),
    "until nonsense": rule("FREQ=DAILY;UNTIL=soon"),
    "the year one": calendar(event(DAILY, start="00010101T070000", end="00010101T150000")),
    "the year 9999": calendar(event(DAILY, start="99991231T070000", end="99991231T235900")),
    "unknown part": rule("FREQ=DAILY;RSCALE=CHINESE;SKIP=FORWARD"),
    "bad day name": rule("FREQ=WEEKLY;BYDAY=XX"),
    "day number beyond": rule("FREQ=MONTHLY;BYMONTHDAY=99"),
    "set position beyond": rule("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9999"),
    "week number nonsense": rule("FREQ=YEARLY;BYWEEKNO=abc"),
    "2,000 exceptions": calendar(event(DAILY, "EXDATE:" + ",".join(["20260707T070000"] * 2000))),
    "exception of another zone": calendar(event(DAILY, "EXDATE;TZID=Nowhere/Land:20260707T070000")),
    "a change of nothing": calendar(event("UID:a", "RECURRENCE-ID:20260706T070000")),
    "changes of one date": calendar(event("UID:a", DAILY), *[event("UID:a", "RECURRENCE-ID:20260707T070000")] * 300),
    "later ones moved": calendar(
        event("UID:a", DAILY), event("UID:a", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260707T070000")
    ),
    "a thousand years long": calendar(event(start="20260706T070000", end="30260706T150000")),
    "all day for a thousand years": calendar(
        "BEGIN:VEVENT\r\nSUMMARY:AL\r\nDTSTART;VALUE=DATE:20260706\r\nDTEND;VALUE=DATE:30260706\r\nEND:VEVENT\r\n"
    ),
    "duration of ages": calendar("BEGIN:VEVENT\r\nDTSTART:20260706T070000\r\nDURATION:P999W\r\nEND:VEVENT\r\n"),
    "duration of digits": calendar(
        "BEGIN:VEVENT\r\nDTSTART:20260706T070000\r\nDURATION:PT" + "9" * 900 + "S\r\nEND:VEVENT\r\n"
    ),
    "month thirteen": calendar(event(start="20261306T070000")),
    "hour thirty": calendar(event(start="20260706T300000")),
    "hour twenty-four": calendar(event(start="20260706T240000", end="20260707T080000")),
    "a zone that is a path": calendar(
        "BEGIN:VEVENT\r\nDTSTART;TZID=../../etc/passwd:20260706T070000\r\nDTEND:20260706T150000\r\nEND:VEVENT\r\n"
    ),
    "a zone that is a folder": calendar(
        "BEGIN:VEVENT\r\nDTSTART;TZID=Europe:20260706T070000\r\nDTEND:20260706T150000\r\nEND:VEVENT\r\n"
    ),
    "quotes that never close": calendar('BEGIN:VEVENT\r\nDTSTART;TZID="Europe:20260706T070000\r\nEND:VEVENT\r\n'),
    "NUL and half letters": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026\x000706T070000\r\nSUMMARY:\xff\xfe\xc3\r\nDTEND:20260706T150000\r\n",
    "title for slow patterns": calendar(
        "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260706\r\nSUMMARY:" + "1" * 20_000 + " - " * 5_000 + "\r\nEND:VEVENT\r\n"
    ),
    "parameters without end": calendar(
        "BEGIN:VEVENT\r\nDTSTART" + ";A=B" * 50_000 + ":20260706T070000\r\nEND:VEVENT\r\n"
    ),
    "closing without opening": b"BEGIN:VCALENDAR\r\n" + b"END:VEVENT\r\n" * 30_000,
    "two thousand at one midnight": calendar(
        *[event("SUMMARY:" + "ab" * 100, start="20260706T200000", end="20260707T000000")] * 900,
        *[event("SUMMARY:" + "cd" * 100, start="20260707T000000", end="20260707T080000")] * 900,
    ),
    "a series within a zone's rules": b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n",
}


def within_limits(data: bytes, folder: Path) -> dict[str, Any]:
    found = measured("read_file", data, folder)
    assert found["kib"] <= 256 * 1024
    assert found["seconds"] <= 2.2  # the limit of 2 s, and the parent's own start of the child
    return found


def test_there_are_at_least_forty_bombs():
    assert len(REFUSED) + len(CUT) >= 40


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_with_a_sentence(name: str, tmp_path: Path):
    said = within_limits(REFUSED[name], tmp_path)["said"]
    assert said.endswith(".")
    assert len(said) < 120


@pytest.mark.parametrize("name", CUT)
def test_a_strange_file_is_cut_to_what_can_be_read(name: str, tmp_path: Path):
    found = within_limits(CUT[name], tmp_path)
    assert found["said"] == ""
    assert found["shifts"] <= 400 * 3


def test_a_child_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch):
    """The limit itself works, were the guard to miss something."""
    started = time.monotonic()
    monkeypatch.setattr(core_limited, "_command", lambda module, what: [sys.executable, "-c", _ENDLESS])
    with pytest.raises(CannotRead, match="too long"):
        limited.read_file(calendar(event()))
    assert time.monotonic() - started < WALL_SECONDS


def test_a_child_that_eats_memory_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(core_limited, "_command", lambda module, what: [sys.executable, "-c", _GREEDY])
    with pytest.raises(CannotRead):
        limited.read_file(calendar(event()))


_ENDLESS = "from aftershift.core import limited\nfrom aftershift.shifts.reading import child\nlimited.limit(cpu_seconds=child.CPU_SECONDS, memory=child.MEMORY)\nwhile True: pass"
_GREEDY = "from aftershift.core import limited\nfrom aftershift.shifts.reading import child\nlimited.limit(cpu_seconds=child.CPU_SECONDS, memory=child.MEMORY)\nkept = bytearray(400 * 2**20)\nprint('{}')"

parts = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "FREQ=DAILY",
                "FREQ=WEEKLY",
                "FREQ=MONTHLY",
                "FREQ=YEARLY",
                "FREQ=HOURLY",
                "INTERVAL=2",
                "COUNT=5",
                "WKST=SU",
                "UNTIL=20261231T000000Z",
                "UNTIL=20261231",
                "BYDAY=MO,TU",
                "BYDAY=-1FR",
                "BYMONTHDAY=31",
                "BYSETPOS=1",
            ]
        ),
        st.builds(
            lambda key, value: f"{key}={value}",
            st.sampled_from(
                ["INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTH", "BYWEEKNO", "BYHOUR", "BYSETPOS", "BYYEARDAY", "X"]
            ),
            st.text("0123456789,-+MOTUWEFRSA TZ", max_size=12),
        ),
    ),
    max_size=6,
)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts, st.sampled_from(["20260706T070000", "20260706", "20261025T013000", "20260706T070000Z"]), st.text(max_size=30)
)
def test_any_repeat_rule_is_read_or_refused(rule_parts: list[str], start: str, title: str):
    kind = ";VALUE=DATE" if len(start) == 8 else ""
    lines = ["BEGIN:VEVENT", f"DTSTART{kind}:{start}", "SUMMARY:AL " + title.replace("\r", "").replace("\n", "")]
    lines += ["RRULE:" + ";".join(rule_parts), "DURATION:" + ("P1D" if kind else "PT8H"), "END:VEVENT", ""]
    try:
        found = ics.read(calendar("\r\n".join(lines)), first=None, last=None, zone="Europe/London")
    except CannotRead:
        return
    assert len(found.shifts) <= 400 * 24


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_scanned_or_refused(data: bytes):
    for prefix in (b"", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"):
        with contextlib.suppress(CannotRead):
            assert len(guard.scan(prefix + data).entries) <= guard.MOST_COMPONENTS
