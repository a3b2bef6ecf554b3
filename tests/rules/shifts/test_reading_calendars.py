"""Calendar files: each quirk of DOMAIN 2.5 has a file in tests/data/rotas/quirks and a line here."""

from __future__ import annotations

from pathlib import Path

import pytest

from aftershift.shifts.reading import ics, limited
from aftershift.shifts.reading.model import Reading
from aftershift.shifts.reading.problems import CannotRead

QUIRKS = Path(__file__).parents[2] / "data/rotas/quirks"

EARLY = "07-06T07:00/07-06T15:00 early"
LATE = "07-06T13:30/07-06T21:30 late"
NIGHT = "07-06T21:30/07-07T07:30 night"

# file: shifts, days not at work, (line, text) warned; all in 2026
EXPECTED: dict[str, tuple[list[str], list[str], list[tuple[int, str]]]] = {
    "floating": ([EARLY], [], []),
    "calendar-zone-only": ([EARLY], [], []),
    "calendar-zone-unknown": (["07-06T08:00/07-06T16:00 early"], [], [(1, ics.UNKNOWN_ZONE)]),
    "windows-zones": ([f"07-{d:02}T07:00/07-{d:02}T15:00 early" for d in (6, 7, 8, 9, 10)], [], []),
    "unknown-zone": ([LATE], [], [(7, ics.UNKNOWN_ZONE), (8, ics.UNKNOWN_ZONE)]),
    "zone-with-location": (["07-06T12:30/07-06T20:30 late"], [], []),
    "utc-across-clock-change": (
        ["03-28T21:30/03-29T07:30 night", "07-01T07:00/07-01T15:00 early", "10-24T21:30/10-25T07:30 night"],
        [],
        [],
    ),
    "overnight-same-date": ([NIGHT], [], [(8, ics.WRONG_END)]),
    "overnight-end-before-start": ([NIGHT], [], [(8, ics.WRONG_END)]),
    "overnight-split": ([NIGHT], [], []),
    "overnight-split-similar": ([NIGHT], [], []),
    "meets-at-midnight-other-title": (
        ["07-06T16:00/07-07T00:00 twilight", "07-07T00:00/07-07T08:00 night"],
        [],
        [],
    ),
    "ends-at-midnight": (["07-06T16:00/07-07T00:00 twilight"], [], []),
    "all-day-leave": ([], ["07-06", "07-08", "07-10", "07-11"], []),
    "all-day-in-utc": ([], ["07-06"], []),
    "all-day-with-zone": ([], ["07-06"], []),
    "no-vtimezone": ([EARLY], [], []),
    "times-in-title": (
        ["07-06T23:00/07-07T01:00 twilight", "07-07T07:00/07-07T15:00 early", "07-08T07:00/07-08T15:00 early"],
        [],
        [(21, ics.NO_TIMES)],
    ),
    "duplicates": ([EARLY], [], []),
    "newer-sequence": (["07-06T08:00/07-06T16:00 early"], [], []),
    "cancelled": (["07-07T07:00/07-07T15:00 early"], [], []),
    "cancelled-whole": ([], [], []),
    "series": ([EARLY, "07-13T09:00/07-13T17:00 early", "07-20T07:00/07-20T15:00 early"], [], []),
    "series-over-clock-change": (
        ["10-17T21:30/10-18T07:30 night", "10-24T21:30/10-25T07:30 night", "10-31T21:30/11-01T07:30 night"],
        [],
        [],
    ),
    "series-in-utc": (["10-19T07:00/10-19T15:00 early", "10-26T06:00/10-26T14:00 early"], [], []),
    "more-dates": ([EARLY, "07-08T07:00/07-08T15:00 early", "07-09T07:00/07-09T15:00 early"], [], []),
    "duration": (["10-24T21:30/10-25T07:30 night"], ["07-06", "07-07"], []),
    "away": ([], [f"07-{d:02}" for d in range(6, 16)], []),
    "leave-with-times": (["07-07T09:00/07-07T17:00 early"], ["07-06"], []),
    "leave-and-shift": ([EARLY], ["07-06"], [(4, ics.BOTH)]),
    "too-long": ([NIGHT], [], [(4, ics.TOO_LONG)]),
    "no-end": (["07-07T07:00/07-07T15:00 early"], [], [(4, ics.NO_END)]),
    "no-start": ([], [], [(4, ics.NO_START), (9, ics.NO_START)]),
    "folded-and-cut": ([EARLY], [], []),
    "folded-in-odd-places": ([EARLY], [], []),
    "overnight-split-at-24": (["07-06T19:30/07-07T07:30 night"], [], []),
    # The night of March has nine real hours and that of October eleven; 01:30 on 29 March is no time, and kept as told.
    "clock-change-nights": (
        [
            "03-28T21:30/03-29T07:30 night",
            "03-29T01:30/03-29T09:00 night",
            "10-24T21:30/10-25T07:30 night",
            "10-26T07:00/10-26T15:00 early",
        ],
        [],
        [],
    ),
    "sixteen-bits": ([EARLY], [], []),
}


def shown(read: Reading) -> tuple[list[str], list[str], list[tuple[int, str]]]:
    for shift in read.shifts:
        assert shift.start.tzinfo is None
        assert shift.start.year == 2026
    return (
        [f"{shift.start:%m-%dT%H:%M}/{shift.end:%m-%dT%H:%M} {shift.kind}" for shift in read.shifts],
        [f"{day:%m-%d}" for day in read.not_at_work],
        [(warned.line, warned.text) for warned in read.warnings],
    )


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_each_quirk_of_calendar_files_is_read(name: str):
    data = (QUIRKS / f"{name}.ics").read_bytes()
    assert shown(ics.read(data, first=None, last=None, zone="Europe/London")) == EXPECTED[name]


def test_every_quirk_file_is_expected():
    assert sorted(path.stem for path in QUIRKS.glob("*.ics")) == sorted(EXPECTED)


def test_the_child_reads_what_the_reader_reads():
    for name in ("series", "times-in-title", "away"):
        data = (QUIRKS / f"{name}.ics").read_bytes()
        assert limited.read_file(data) == ics.read(data, first=None, last=None, zone="Europe/London")


def test_no_word_of_the_file_comes_out():
    """DOMAIN 2.5: titles, wards, names and reasons are dropped."""
    for name in EXPECTED:
        found = (
            repr(limited.read_file((QUIRKS / f"{name}.ics").read_bytes())) if name in ("away", "times-in-title") else ""
        )
        for word in ("Ward", "Domestic", "private", "Sick", "Leave"):
            assert word not in found


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR", ""]).encode()


def entry(start: str, end: str, *more: str) -> list[str]:
    return ["BEGIN:VEVENT", f"DTSTART:{start}", f"DTEND:{end}", *more, "END:VEVENT"]


def test_a_whole_file_is_read_for_four_hundred_days_from_its_first_entry():
    daily = entry("20260706T070000", "20260706T150000", "RRULE:FREQ=DAILY")
    late = entry("20280706T070000", "20280706T150000")
    read = limited.read_file(calendar(*daily, *late))
    assert len(read.shifts) == 400
    assert read.shifts[-1].start.date() == read.last
    assert [warned.line for warned in read.warnings] == [7]


def test_a_window_holds_the_shifts_that_start_in_it():
    """RULE-23."""
    import datetime as dt

    daily = entry("20260101T213000", "20260102T073000", "RRULE:FREQ=DAILY")
    read = limited.read_file(calendar(*daily), first=dt.date(2026, 7, 6), last=dt.date(2026, 7, 8))
    assert [shift.start.day for shift in read.shifts] == [6, 7, 8]
    for first, last in ((dt.date(2026, 7, 6), dt.date(2027, 8, 10)), (dt.date(2026, 7, 6), dt.date(2026, 7, 5))):
        with pytest.raises(CannotRead):
            limited.read_file(calendar(*daily), first=first, last=last)


def test_a_file_without_entries_gives_nothing():
    read = limited.read_file(calendar())
    assert (read.shifts, read.not_at_work, read.warnings, read.first) == ([], [], [], None)


def test_a_file_of_three_megabytes_is_refused_in_a_sentence():
    """DOMAIN 10; the limit is that of Q-S9."""
    large = calendar(
        *[line for _ in range(28_000) for line in entry("20260706T070000", "20260706T150000", "X-A:" + "a" * 40)]
    )
    assert len(large) > 3_000_000
    with pytest.raises(CannotRead, match="larger than 512 KB"):
        limited.read_file(large)


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"\x00\x01\x02", b"PK\x03\x04", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"\xff\xfe", b"\xef\xbb\xbf"],
)
def test_what_is_no_calendar_is_refused_in_a_sentence(data: bytes):
    with pytest.raises(CannotRead, match="This is not a calendar file"):
        limited.read_file(data)
