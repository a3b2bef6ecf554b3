"""What happens to a date reaches the inbox of those it concerns, and not of whoever did it."""

import datetime as dt

import pytest
from django_scopes import scope

from aftershift.activities import tasks
from aftershift.activities.services import exits, joining, organising
from aftershift.core import clock
from aftershift.notifications.models import Message
from aftershift.notifications.selectors import inbox
from tests.factories import MemberFactory
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
BEFORE = THURSDAY_1530 - 30 * HOUR
LEAD = frozenset({"member", "lead"})


@pytest.fixture
def walk():
    rosa = MemberFactory(called_name="Rosa")
    activity = ActivityFactory(organisation=rosa.organisation, lead=rosa)
    date = OccurrenceFactory(activity=activity, places=1)
    date.rosa = rosa
    date.ama, date.ben = (MemberFactory(organisation=rosa.organisation, called_name=name) for name in ("Ama", "Ben"))
    for member in (rosa, date.ama, date.ben)[1:]:
        joining.join(member=member, occurrence_id=date.pk, now=BEFORE)
    return date


def titles(member, now=BEFORE):
    return [row.words.title for row in inbox(member=member, now=now)]


def test_a_cancelled_date_is_told_to_who_comes_and_who_waits_but_not_to_who_cancelled_it(walk):
    organising.cancel(member=walk.rosa, roles=LEAD, occurrence_id=walk.pk, reason="Snow", now=BEFORE)
    for member in (walk.ama, walk.ben):
        assert titles(member) == ["Thursday walk is off"]
    assert inbox(member=walk.ama, now=BEFORE)[0].words.text.endswith("They say: Snow")
    assert titles(walk.rosa) == []


def test_brought_back_the_old_news_is_gone(walk):
    organising.cancel(member=walk.rosa, roles=LEAD, occurrence_id=walk.pk, reason="Snow", now=BEFORE)
    organising.bring_back(member=walk.rosa, roles=LEAD, occurrence_id=walk.pk, now=BEFORE + HOUR)
    assert titles(walk.ama, BEFORE + HOUR) == ["Thursday walk takes place after all"]


def test_what_begins_within_a_day_is_told_today_and_only_its_end_is_urgent(walk):
    near = THURSDAY_1530 - 3 * HOUR
    organising.move(
        member=walk.rosa,
        roles=LEAD,
        occurrence_id=walk.pk,
        date=THURSDAY_1530.date(),
        time=dt.time(16, 0),
        reason="Rain",
        now=BEFORE,
    )
    organising.move(
        member=walk.rosa,
        roles=LEAD,
        occurrence_id=walk.pk,
        date=THURSDAY_1530.date(),
        time=dt.time(16, 30),
        reason="Rain",
        now=near,
    )
    organising.cancel(member=walk.rosa, roles=LEAD, occurrence_id=walk.pk, reason="", now=near)
    mine = Message.objects.filter(member=walk.ama).order_by("made_at", "pk")
    assert [row.speed for row in mine] == ["set_time", "today", "urgent"]


def test_who_is_taken_off_reads_why_and_the_next_reads_that_a_place_is_theirs(walk):
    theirs = walk.sign_ups.get(member=walk.ama)
    exits.remove(
        member=walk.rosa, roles=LEAD, occurrence_id=walk.pk, sign_up_id=theirs.pk, reason="Asked for", now=BEFORE
    )
    (gone,) = inbox(member=walk.ama, now=BEFORE)
    assert gone.words.title == "You are off the list: Thursday walk"
    assert gone.words.text.endswith("They say: Asked for")
    assert titles(walk.ben) == ["You have a place: Thursday walk"]


def test_who_has_a_place_is_reminded_once_of_the_day_before(walk, monkeypatch):
    for now in (BEFORE, THURSDAY_1530 - 23 * HOUR, THURSDAY_1530 - 22 * HOUR):
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        tasks.remind_of_dates()
    with scope(organisation=walk.organisation_id):
        assert [row.member_id for row in Message.objects.filter(kind="reminder")] == [walk.ama.pk]
    assert "Soon: Thursday walk" in titles(walk.ama, THURSDAY_1530 - 22 * HOUR)
