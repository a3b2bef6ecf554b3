"""DOMAIN 4.8: an answer has target days; after them everybody who could give it is reminded, once."""

import datetime as dt

import pytest

from aftershift.core import clock
from aftershift.notifications.models import Message
from aftershift.safety import tasks
from tests.factories import MONDAY_9AM
from tests.rules.notifications.told import told
from tests.rules.safety.test_safe1_agreeing import Large
from tests.rules.safety.test_safe1_told import holder

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
# Asked on a Monday, at T2 an answer is due on Thursday.
THURSDAY, FRIDAY = MONDAY_9AM + 3 * DAY, MONDAY_9AM + 4 * DAY


@pytest.fixture
def walk():
    """On the 22nd, so that it is still to come when an answer is late."""
    walk = Large()
    walk.move(14) if hasattr(walk, "move") else later(walk)
    return walk


def later(walk):
    from aftershift.activities.models import Occurrence

    starts = walk.date.starts_at + 14 * DAY
    Occurrence.objects.filter(pk=walk.date.pk).update(
        starts_at=starts, ends_at=walk.date.ends_at + 14 * DAY, local_date=starts.date()
    )
    walk.date.refresh_from_db()


def works(monkeypatch, now):
    monkeypatch.setattr(clock, "now", lambda: now)
    return tasks.remind_of_late_answers()


def reminded(member, now):
    return [title for kind, title in told(member, now) if kind == "waiting_for_yes"]


def test_who_could_agree_is_reminded_once_when_the_answer_is_late(walk, monkeypatch):
    esi, adviser = holder(walk, "organiser"), holder(walk, "adviser")
    walk.write()
    walk.ask()
    works(monkeypatch, THURSDAY)
    assert reminded(esi, THURSDAY) == []
    for hours in (0, 5, 24, 72):
        works(monkeypatch, FRIDAY + dt.timedelta(hours=hours))
    assert reminded(esi, FRIDAY + 3 * DAY) == [f"Still waits for your yes: {walk.activity.title}"]
    assert reminded(adviser, FRIDAY) == reminded(walk.rosa, FRIDAY) == []
    assert Message.objects.filter(member=esi, kind="waiting_for_yes").count() == 1


def test_a_yes_ends_the_reminder_and_what_was_agreed_in_time_has_none(walk, monkeypatch):
    esi = holder(walk, "organiser")
    walk.write()
    walk.ask()
    works(monkeypatch, FRIDAY)
    assert len(reminded(esi, FRIDAY)) == 1
    walk.agree(by=esi, now=FRIDAY)
    assert reminded(esi, FRIDAY) == []
    works(monkeypatch, FRIDAY + 7 * DAY)
    assert (
        Message.objects.filter(kind="waiting_for_yes").count()
        == Message.objects.filter(kind="waiting_for_yes", made_at__lte=FRIDAY).count()
    )


def test_each_is_looked_at_once_a_day(walk, monkeypatch):
    holder(walk, "organiser")
    walk.write()
    walk.ask()
    assert [works(monkeypatch, FRIDAY + dt.timedelta(hours=hours)) for hours in (0, 1, 24)] == [1, 0, 1]
    from aftershift.activities.models import Occurrence

    Occurrence.objects.update(state="cancelled")
    assert works(monkeypatch, FRIDAY + 2 * DAY) == 0
