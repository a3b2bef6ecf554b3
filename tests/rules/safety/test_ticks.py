"""Ticks arrive late, twice and out of order, and the list is right."""

import datetime as dt

import pytest

from aftershift.core.errors import NotVisible
from aftershift.safety import templates
from aftershift.safety.models import Checklist, ChecklistTick
from tests.factories import MONDAY_9AM
from tests.rules.safety.test_gates import MINUTE, Walk

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def line(walk, item):
    return next(line for line in walk.filled().lines if line.item.id == item)


def test_the_same_tap_sent_twice_is_kept_once():
    """RULE-57."""
    walk = Walk()
    walk.tick("C-B4", at=MONDAY_9AM)
    walk.tick("C-B4", at=MONDAY_9AM, now=MONDAY_9AM + HOUR)
    assert ChecklistTick.objects.count() == 1


def test_both_times_are_kept():
    """RULE-58."""
    walk = Walk()
    walk.tick("C-B4", at=MONDAY_9AM, now=MONDAY_9AM + HOUR)
    tick = line(walk, "C-B4").tick
    assert (tick.by, tick.device_at, tick.server_at) == (walk.rosa, MONDAY_9AM, MONDAY_9AM + HOUR)


def test_two_phones_merge_item_by_item_by_the_time_of_the_tap():
    walk = Walk()
    walk.tick("C-B4", by=walk.bashir, at=MONDAY_9AM + 2 * MINUTE, ticked=False)
    walk.tick("C-B4", by=walk.rosa, at=MONDAY_9AM, now=MONDAY_9AM + HOUR)
    walk.tick("C-B7", by=walk.rosa, at=MONDAY_9AM, now=MONDAY_9AM + HOUR)
    assert not line(walk, "C-B4").is_done
    assert line(walk, "C-B7").is_done
    assert ChecklistTick.objects.count() == 3


def test_a_phone_whose_clock_is_ahead_cannot_win_for_ever():
    walk = Walk()
    walk.tick("C-B4", by=walk.rosa, at=MONDAY_9AM + 72 * HOUR, now=MONDAY_9AM)
    walk.tick("C-B4", by=walk.bashir, at=MONDAY_9AM + MINUTE, ticked=False)
    assert not line(walk, "C-B4").is_done


def test_a_list_keeps_the_words_and_the_version_it_was_begun_with():
    """RULE-42."""
    walk = Walk()
    walk.tick("C-B4")
    kept = Checklist.objects.get()
    assert kept.versions == {"core": 2, "end-of-shift-walk": 1}
    Checklist.objects.update(
        items=[item | {"text": "As it was"} if item["id"] == "C-B4" else item for item in kept.items]
    )
    assert line(walk, "C-B4").item.text == "As it was"


def test_an_item_that_is_not_on_the_list_is_not_there():
    walk = Walk()
    with pytest.raises(NotVisible):
        walk.tick("HM-B1")
    assert Checklist.objects.count() == 0


def test_what_leads_write_for_themselves_is_shown_to_nobody_else():
    """C-A7."""
    walk = Walk()
    walk.tick("C-A7", at=MONDAY_9AM + 80 * HOUR, note="My knee hurts.")
    shown = {reader: walk.filled().shown_to(reader) for reader in (walk.rosa, walk.bashir)}
    notes = {
        reader: [line.tick.note for line in lines if line.item.id == "C-A7" and line.tick]
        for reader, lines in shown.items()
    }
    assert notes == {walk.rosa: ["My knee hurts."], walk.bashir: []}


MANDATORY_WHEN = {
    "C-B9": {"tier_at_least": 1},
    "C-D5": {"off_site": True},
    "C-A5": {"answer": "takes_photos"},
    "EW-B6": {"people_more_than": 7},
    "FS-B5": {"answer": "is_wild"},
}
RECOMMENDED = set(
    "C-D3 C-A4 C-A7 EW-B4 EW-B5 EW-D3 DW-B8 DW-B9 DW-A2 HM-A3 CK-B4 FS-B8 HC-D1 SO-B3".split()  # noqa: SIM905
)
COUNTS = {
    "core": (12, 5, 7), "end-of-shift-walk": (6, 3, 1), "day-walk": (9, 4, 2), "hill-day": (11, 4, 3),
    "cooking": (7, 5, 3), "trip": (6, 3, 2), "family-social": (9, 2, 2), "health-check": (6, 2, 1),
    "gentle-exercise": (4, 2, 1), "sit-down": (4, 2, 2),
}  # fmt: skip


def test_every_list_of_the_domain_is_there_item_by_item():
    """DOMAIN 4.9."""
    assert set(templates.names()) == set(COUNTS)
    rules = {}
    for name, counts in COUNTS.items():
        items = templates.template(name).items
        prefix = items[0].id.split("-")[0]
        expected = [
            f"{prefix}-{letter}{n}" for letter, count in zip("BDA", counts, strict=True) for n in range(1, count + 1)
        ]
        assert [item.id for item in items] == expected
        rules |= {item.id: item.mandatory for item in items}
    assert {i for i, rule in rules.items() if rule == "never"} == RECOMMENDED
    assert {i: rule for i, rule in rules.items() if isinstance(rule, dict)} == MANDATORY_WHEN
