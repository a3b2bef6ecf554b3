"""A calendar file becomes a draft, and the draft, once the member says so, their shifts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aftershift.core.errors import NotVisible
from aftershift.people.models import Member
from aftershift.shifts import selectors, services
from aftershift.shifts.errors import NothingInRota, RotaNotReadable
from aftershift.shifts.models import ImportedDay, RotaImport
from tests.factories import MONDAY_9AM, MemberFactory, colleagues

pytestmark = pytest.mark.django_db

MONDAY = dt.date(2026, 1, 5)
DAY = dt.timedelta(days=1)


def calendar(*shifts: tuple[str, str, str]) -> bytes:
    entries = "".join(
        f"BEGIN:VEVENT\r\nSUMMARY:{title}\r\nLOCATION:Ward 7\r\nDTSTART:{start}\r\nDTEND:{end}\r\nEND:VEVENT\r\n"
        for title, start, end in shifts
    )
    return f"BEGIN:VCALENDAR\r\n{entries}END:VCALENDAR\r\n".encode()


WEEK = calendar(
    ("Early Ward 7", "20260106T070000", "20260106T150000"),
    ("Sick", "20260107T000000", "20260108T000000"),
    ("Night", "20260109T213000", "20260110T073000"),
)


def draft(member: Member, data: bytes = WEEK) -> RotaImport:
    reading = selectors.read_upload(member=member, data=data)
    return services.keep_draft(member=member, reading=reading, now=MONDAY_9AM)


def shown(member: Member, days: int = 6) -> list[str]:
    week = selectors.week_of(member=member, from_date=MONDAY, days=days, now=MONDAY_9AM)
    return [
        "+".join(f"{s.start:%H:%M}-{s.end:%H:%M}" for s in d.shifts) or ("-" if d.is_known else "?") for d in week.days
    ]


def test_a_draft_asks_about_one_shift_and_changes_nothing():
    ama = MemberFactory()
    found = selectors.draft_of(draft(ama), today=MONDAY)
    assert found.question == "Is this right: Tuesday you start at 07:00?"
    assert [(s.start.isoformat(), s.kind) for s in found.shifts] == [
        ("2026-01-06T07:00:00", "early"),
        ("2026-01-09T21:30:00", "night"),
    ]
    assert found.not_at_work == ["2026-01-07"]
    assert found.is_applied is False
    assert shown(ama) == ["?"] * 6
    assert selectors.own_map(member=ama) is None


def test_applying_a_draft_makes_it_the_truth_from_its_first_to_its_last_day():
    ama = MemberFactory()
    services.set_pattern(member=ama, days=["13:30-21:30"], anchor_date=MONDAY, now=MONDAY_9AM)
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    assert shown(ama) == ["13:30-21:30", "07:00-15:00", "-", "-", "21:30-07:30", "13:30-21:30"]
    week = selectors.week_of(member=ama, from_date=MONDAY + 2 * DAY, days=1, now=MONDAY_9AM)
    assert (week.source, week.days[0].not_at_work) == ("import", True)
    own = selectors.own_map(member=ama)
    assert own is not None
    assert own.map.shifts_on(MONDAY + 4 * DAY) == [(dt.time(21, 30), dt.time(7, 30), "night")]


def test_an_import_alone_is_known_to_its_last_entry():
    """DESIGN 5."""
    ama = MemberFactory()
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    assert shown(ama) == ["?", "07:00-15:00", "-", "-", "21:30-07:30", "?"]
    week = selectors.week_of(member=ama, from_date=MONDAY, days=1, now=MONDAY_9AM)
    assert week.known_until == dt.date(2026, 1, 9)


def state(member: Member) -> Any:
    own = selectors.own_map(member=member)
    assert own is not None
    rows = list(ImportedDay.objects.of(member.organisation_id).order_by("date").values_list("pk", "date", "token"))
    return rows, own.map


def test_the_same_file_twice_changes_nothing():
    ama = MemberFactory()
    first = draft(ama)
    services.apply_import(member=ama, import_id=first.pk, now=MONDAY_9AM)
    before = state(ama)
    services.apply_import(member=ama, import_id=first.pk, now=MONDAY_9AM)
    assert state(ama) == before
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    assert state(ama) == before


def test_a_newer_file_takes_the_place_of_the_days_it_speaks_for():
    ama = MemberFactory()
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    newer = calendar(("L", "20260108T133000", "20260108T213000"), ("L", "20260110T133000", "20260110T213000"))
    services.apply_import(member=ama, import_id=draft(ama, newer).pk, now=MONDAY_9AM)
    assert shown(ama) == ["?", "07:00-15:00", "-", "13:30-21:30", "-", "13:30-21:30"]


def test_a_day_changed_by_hand_stays_changed():
    ama = MemberFactory()
    services.change_day(member=ama, date=MONDAY + DAY, shifts=[], now=MONDAY_9AM)
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    assert shown(ama)[1] == "-"


def test_a_pattern_told_later_takes_the_place_of_imported_days():
    ama = MemberFactory()
    services.apply_import(member=ama, import_id=draft(ama).pk, now=MONDAY_9AM)
    services.set_pattern(member=ama, days=["09:00-17:00"], anchor_date=MONDAY, now=MONDAY_9AM)
    assert shown(ama) == ["09:00-17:00"] * 6


def test_only_the_latest_draft_is_kept_and_nothing_of_the_files_words():
    ama = MemberFactory()
    draft(ama)
    last = draft(ama)
    rows = list(RotaImport.objects.of(ama.organisation_id))
    assert rows == [last]
    kept = repr([rows[0].days, rows[0].not_at_work, rows[0].warnings])
    for word in ("Ward", "Sick", "Early", "Night"):
        assert word not in kept


def test_nobody_applies_somebody_elses_draft():
    ama, ben = colleagues(MemberFactory().organisation, 2)
    mine = draft(ama)
    with pytest.raises(NotVisible):
        services.apply_import(member=ben, import_id=mine.pk, now=MONDAY_9AM)
    assert selectors.own_map(member=ben) is None


def test_a_file_that_cannot_be_read_says_so():
    ama = MemberFactory()
    with pytest.raises(RotaNotReadable) as wrong:
        selectors.read_upload(member=ama, data=b"PK\x03\x04")
    assert wrong.value.detail == "This is not a calendar file: it has to start with BEGIN:VCALENDAR."
    with pytest.raises(NothingInRota):
        draft(ama, calendar())
    assert RotaImport.objects.of(ama.organisation_id).count() == 0


def test_an_old_draft_is_forgotten():
    ama = MemberFactory()
    draft(ama)
    later = MONDAY_9AM + 8 * DAY
    assert selectors.behind(now=later) == {ama.pk: ama.organisation_id}
    services.roll(member=ama, now=later)
    assert RotaImport.objects.of(ama.organisation_id).count() == 0
