"""What keeps a walk from opening, setting off and closing, and what never does."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining, running
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.safety import selectors, services
from aftershift.safety.errors import ChecklistIncomplete, CountsDiffer, KnownAlready, NotTheDayYet
from tests.factories import MONDAY_9AM, MemberFactory, colleagues
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
MEMBER = frozenset({"member", "confirmed"})
ORGANISER = MEMBER | {"organiser"}
MINUTE = dt.timedelta(minutes=1)
BEFORE = {"C-B4", "C-B7", "C-B8", "C-B9", "C-B10", "C-B11", "EW-B2", "EW-B3"}
BEFORE_START = {"C-B3", "EW-B1"}
DAY = {"C-D2", "C-D4", "EW-D1", "EW-D2"}
AFTER = {"C-A2", "C-A3", "EW-A1"}
SET_OFF = THURSDAY_1530 - MINUTE
BACK = THURSDAY_1530 + 45 * MINUTE


class Walk:
    """A planned end-of-shift walk with Rosa leading and Bashir helping."""

    def __init__(self, **activity):
        rosa, bashir = colleagues(
            (
                made := ActivityFactory(
                    how_hard="Flat, no steps.", cost="Free", what_to_bring="Flat shoes.", **activity
                )
            ).organisation,
            2,
        )
        Activity.objects.filter(pk=made.pk).update(lead=rosa, second=bashir)
        made.refresh_from_db()
        self.activity, self.rosa, self.bashir = made, rosa, bashir
        self.date = OccurrenceFactory(activity=made, state="planned", places=20)

    def filled(self):
        rows = Occurrence.objects.select_related(
            "activity__lead__organisation", "activity__second__organisation", "organisation"
        )
        return selectors.filled(occurrence=rows.get(pk=self.date.pk))

    def missing(self, gate):
        return {line.item.id for line in self.filled().missing(gate)}

    def tick(self, *items, by=None, roles=MEMBER, at=MONDAY_9AM, ticked=True, **more):
        for item in items:
            services.tick(
                member=by or self.rosa,
                roles=roles,
                occurrence_id=self.date.pk,
                item_id=item,
                is_ticked=ticked,
                device_at=at,
                now=more.pop("now", at),
                **more,
            )

    def publish(self, by=None, roles=MEMBER):
        return running.publish_occurrence(
            member=by or self.rosa, roles=roles, occurrence_id=self.date.pk, now=MONDAY_9AM
        )

    def start(self, count=None, at=SET_OFF):
        return services.start(member=self.rosa, roles=MEMBER, occurrence_id=self.date.pk, count=count, now=at)

    def close(self, count=None, note="", at=BACK):
        return services.close(
            member=self.rosa, roles=MEMBER, occurrence_id=self.date.pk, count=count, note=note, now=at
        )

    def state(self):
        return Occurrence.objects.get(pk=self.date.pk).state

    def on_its_way(self, count=2):
        self.tick(*BEFORE, *BEFORE_START)
        self.publish()
        self.start(count)


def test_an_empty_list_is_not_complete():
    """RULE-41."""
    walk = Walk()
    with pytest.raises(ChecklistIncomplete) as refusal:
        walk.publish()
    assert {item["id"] for item in refusal.value.facts["missing"]} == BEFORE
    assert walk.state() == "planned"


def test_a_walk_opens_when_everything_before_the_day_is_ticked():
    walk = Walk()
    walk.tick(*BEFORE - {"EW-B2"})
    with pytest.raises(ChecklistIncomplete) as refusal:
        walk.publish()
    assert [item["id"] for item in refusal.value.facts["missing"]] == ["EW-B2"]
    walk.tick("EW-B2")
    assert walk.publish().state == "published"
    assert walk.publish().state == "published"


def test_a_tick_taken_back_is_missing_again():
    walk = Walk()
    walk.tick(*BEFORE)
    walk.tick("C-B8", at=MONDAY_9AM + MINUTE, ticked=False)
    assert walk.missing("publish") == {"C-B8"}


def test_two_named_adults_are_known_from_the_activity_and_cannot_be_ticked():
    walk = Walk()
    walk.tick(*BEFORE)
    with pytest.raises(KnownAlready):
        walk.tick("C-B1")
    Activity.objects.filter(pk=walk.activity.pk).update(second=None)
    assert walk.missing("publish") == {"C-B1"}
    with pytest.raises(KnownAlready):
        walk.tick("C-B1")


def test_a_walk_whose_second_steps_back_does_not_set_off():
    walk = Walk()
    walk.tick(*BEFORE, *BEFORE_START)
    walk.publish()
    Activity.objects.filter(pk=walk.activity.pk).update(second=None)
    with pytest.raises(ChecklistIncomplete) as refusal:
        walk.start(3)
    assert "C-B1" in {item["id"] for item in refusal.value.facts["missing"]}
    assert walk.state() == "published"


def test_nobody_sets_off_without_the_head_count():
    walk = Walk()
    walk.tick(*BEFORE, *BEFORE_START)
    walk.publish()
    with pytest.raises(ChecklistIncomplete) as refusal:
        walk.start()
    assert [item["id"] for item in refusal.value.facts["missing"]] == ["C-D1"]
    with pytest.raises(FieldProblem):
        walk.tick("C-D1", at=SET_OFF)
    assert walk.start(3).state == "started"
    assert walk.filled().number("C-D1") == 3


def test_a_refused_start_keeps_no_count():
    walk = Walk()
    walk.tick(*BEFORE)
    walk.publish()
    with pytest.raises(ChecklistIncomplete):
        walk.start(3)
    assert walk.filled().number("C-D1") is None
    assert walk.state() == "published"


def test_a_walk_closes_when_the_day_and_the_end_are_ticked_and_counted():
    walk = Walk()
    walk.on_its_way(count=2)
    with pytest.raises(ChecklistIncomplete) as refusal:
        walk.close(2)
    assert {item["id"] for item in refusal.value.facts["missing"]} == DAY | AFTER
    walk.tick(*DAY, *AFTER, at=BACK)
    with pytest.raises(ChecklistIncomplete):
        walk.close()
    assert walk.close(2).state == "closed"


def test_two_counts_that_differ_need_a_word():
    walk = Walk()
    walk.on_its_way(count=3)
    walk.tick(*DAY, *AFTER, at=BACK)
    with pytest.raises(CountsDiffer) as refusal:
        walk.close(2)
    assert refusal.value.facts == {"at_start": 3, "at_end": 2}
    assert walk.state() == "started"
    assert walk.close(2, note="Piotr took the bus at the gate.").state == "closed"


@pytest.mark.parametrize("state", ["planned", "published", "started"])
def test_a_leader_can_always_stop_without_a_reason(state):
    walk = Walk()
    Occurrence.objects.filter(pk=walk.date.pk).update(state=state)
    stopped = running.stop(member=walk.bashir, roles=MEMBER, occurrence_id=walk.date.pk, now=THURSDAY_1530)
    assert stopped.state == "stopped"


def test_nobody_else_ticks_starts_or_stops():
    walk = Walk()
    ama = MemberFactory(organisation=walk.activity.organisation)
    for roles in (MEMBER, MEMBER | {"lead"}, MEMBER | {"supervisor"}):
        with pytest.raises(NotAllowed):
            walk.tick("C-B4", by=ama, roles=roles)
    with pytest.raises(NotAllowed):
        running.stop(member=ama, roles=MEMBER, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    assert walk.missing("publish") == BEFORE
    assert walk.state() == "planned"


def test_an_organiser_ticks_what_comes_before_the_day_and_not_the_day_itself():
    walk = Walk()
    organiser = MemberFactory(organisation=walk.activity.organisation)
    walk.tick("C-B4", by=organiser, roles=ORGANISER)
    with pytest.raises(NotAllowed):
        walk.tick("C-D2", by=organiser, roles=ORGANISER, at=THURSDAY_1530)
    assert "C-B4" not in walk.missing("publish")


def test_the_day_is_not_ticked_days_before():
    walk = Walk()
    with pytest.raises(NotTheDayYet):
        walk.tick("C-D2")


def test_somebody_walks_at_the_back_when_more_than_seven_come():
    """EW-B6."""
    walk = Walk()
    walk.tick(*BEFORE, *BEFORE_START)
    walk.publish()
    for member in colleagues(walk.activity.organisation, 7):
        joining.join(member=member, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    assert "EW-B6" not in walk.missing("start")
    (eighth,) = colleagues(walk.activity.organisation, 1)
    joining.join(member=eighth, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    assert "EW-B6" in walk.missing("start")


def test_photos_are_checked_only_where_photos_are_taken():
    """C-A5."""
    walk = Walk()
    assert "C-A5" not in walk.missing("close")
    answers = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)
    services.give_answers(
        member=walk.rosa,
        roles=MEMBER,
        activity_id=walk.activity.pk,
        answers=answers | {"takes_photos": True},
        now=MONDAY_9AM,
    )
    assert "C-A5" in walk.missing("close")


@pytest.mark.parametrize("is_on_site", [True, False])
def test_counting_on_the_way_is_for_off_site_walks(is_on_site):
    """C-D5."""
    assert ("C-D5" in Walk(is_on_site=is_on_site).missing("close")) is not is_on_site
