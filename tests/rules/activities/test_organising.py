"""Making dates, moving them, places up and down, cancelling and bringing back."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from aftershift.activities.errors import OccurrenceStarted, PlacesInUse
from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.activities.services import joining, organising
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.people.events import MemberLeft
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
LONDON = ZoneInfo("Europe/London")
ABOUT = {"title": "Thursday walk", "kind": "walk", "meeting_place": "Main door", "minutes": 45}


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


def make(organiser, *, roles=ORGANISER, date=dt.date(2026, 3, 19), count=3, every_weeks=1, time=dt.time(15, 30)):
    return organising.create_activity(
        member=organiser,
        roles=roles,
        about=ABOUT,
        when=organising.When(date, time, every_weeks, count),
        places=10,
        now=MONDAY_9AM,
    )


def edit(do, walk, organiser, *, at=MONDAY_9AM, **more):
    return do(member=organiser, roles=ORGANISER, occurrence_id=walk.pk, now=at, **more)


def test_a_series_keeps_its_wall_time_when_the_clocks_change(organiser):
    """RULE-22: 19 and 26 March are in winter time, 2 April is in summer time."""
    make(organiser)
    starts = list(Occurrence.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert [start.isoformat() for start in starts] == [
        "2026-03-19T15:30:00+00:00",
        "2026-03-26T15:30:00+00:00",
        "2026-04-02T14:30:00+00:00",
    ]
    assert {start.astimezone(LONDON).time() for start in starts} == {dt.time(15, 30)}


def test_every_date_is_planned_and_lasts_as_long_as_the_activity(organiser):
    make(organiser, every_weeks=2)
    rows = Occurrence.objects.order_by("starts_at")
    assert [row.local_date for row in rows] == [dt.date(2026, 3, 19), dt.date(2026, 4, 2), dt.date(2026, 4, 16)]
    assert {row.state for row in rows} == {"planned"}
    assert {row.ends_at - row.starts_at for row in rows} == {dt.timedelta(minutes=45)}


def test_a_walk_over_the_change_of_clocks_lasts_its_real_length(organiser):
    """The night of 29 March 2026: 00:30 to 01:15 of elapsed time, whatever the clock shows."""
    make(organiser, date=dt.date(2026, 3, 29), time=dt.time(0, 30), count=1)
    row = Occurrence.objects.get()
    assert row.ends_at - row.starts_at == dt.timedelta(minutes=45)


def test_only_an_organiser_makes_an_activity(organiser):
    with pytest.raises(NotAllowed):
        make(organiser, roles=frozenset({"member", "lead"}))
    assert Activity.objects.count() == 0


def test_a_date_in_the_past_is_refused_and_nothing_is_made(organiser):
    with pytest.raises(FieldProblem):
        make(organiser, date=dt.date(2026, 1, 1))
    assert (Activity.objects.count(), Occurrence.objects.count()) == (0, 0)


def test_new_places_go_to_those_who_wait(organiser):
    """RULE-10."""
    walk = OccurrenceFactory(organisation=organiser.organisation, places=1)
    people = colleagues(organiser.organisation, 4)
    for someone in people:
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    edit(organising.set_places, walk, organiser, places=3)
    assert [SignUp.objects.get(member=someone).status for someone in people] == [
        "placed",
        "placed",
        "placed",
        "waiting",
    ]


def test_fewer_places_than_people_is_refused_and_nobody_is_dropped(organiser):
    """RULE-11."""
    walk = OccurrenceFactory(organisation=organiser.organisation, places=3)
    for someone in colleagues(organiser.organisation, 2):
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    with pytest.raises(PlacesInUse) as refusal:
        edit(organising.set_places, walk, organiser, places=1)
    assert refusal.value.facts == {"taken": 2}
    walk.refresh_from_db()
    assert (walk.places, walk.taken) == (3, 2)


def test_cancelling_empties_the_queue_and_moves_nobody_in(organiser):
    """RULE-12, RULE-13."""
    walk = OccurrenceFactory(organisation=organiser.organisation, places=1)
    ama, ben = colleagues(organiser.organisation, 2)
    for someone in (ama, ben):
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    edit(organising.cancel, walk, organiser, reason="Snow")
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert [SignUp.objects.get(member=someone).status for someone in (ama, ben)] == ["left", "cancelled"]
    walk.refresh_from_db()
    assert (walk.state, walk.cancel_reason, walk.taken, walk.waiting) == ("cancelled", "Snow", 0, 0)


def test_who_had_a_place_has_it_again_when_a_cancellation_is_taken_back(organiser):
    """RULE-5."""
    walk = OccurrenceFactory(organisation=organiser.organisation, places=1)
    (ama,) = colleagues(organiser.organisation, 1)
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    for _ in range(2):
        edit(organising.cancel, walk, organiser)
    for _ in range(2):
        back = edit(organising.bring_back, walk, organiser)
    assert (back.state, back.taken, SignUp.objects.get().status) == ("published", 1, "placed")


def test_a_cancelled_date_that_was_planned_is_planned_again(organiser):
    walk = OccurrenceFactory(organisation=organiser.organisation, state="planned")
    edit(organising.cancel, walk, organiser)
    assert edit(organising.bring_back, walk, organiser).state == "planned"


def test_nothing_comes_back_after_its_start(organiser):
    walk = OccurrenceFactory(organisation=organiser.organisation)
    edit(organising.cancel, walk, organiser)
    with pytest.raises(OccurrenceStarted):
        edit(organising.bring_back, walk, organiser, at=THURSDAY_1530)
    walk.refresh_from_db()
    assert walk.state == "cancelled"


def test_a_moved_date_keeps_its_people_and_counts_as_changed_by_hand(organiser):
    """RULE-16, RULE-48."""
    walk = OccurrenceFactory(organisation=organiser.organisation)
    (ama,) = colleagues(organiser.organisation, 1)
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    moved = edit(organising.move, walk, organiser, date=dt.date(2026, 1, 9), time=dt.time(16, 0))
    assert moved.starts_at == dt.datetime(2026, 1, 9, 16, 0, tzinfo=dt.UTC)
    assert moved.ends_at - moved.starts_at == dt.timedelta(minutes=45)
    assert (moved.is_modified, moved.sequence, moved.taken) == (True, 1, 1)


def test_two_dates_of_one_activity_never_fall_on_one_day(organiser):
    make(organiser)
    first, second, _ = Occurrence.objects.order_by("starts_at")
    with pytest.raises(FieldProblem):
        edit(organising.move, first, organiser, date=second.local_date, time=dt.time(10, 0))
    first.refresh_from_db()
    assert first.local_date == dt.date(2026, 3, 19)


def test_whoever_leaves_the_programme_frees_their_places_and_leads_nothing_more(organiser):
    """RULE-5: account closed."""
    walk = OccurrenceFactory(organisation=organiser.organisation, places=1)
    ama, ben = colleagues(organiser.organisation, 2)
    Activity.objects.update(lead=ama)
    for someone in (ama, ben):
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.free_places_of(MemberLeft(organisation_id=organiser.organisation_id, member_id=ama.pk, at=MONDAY_9AM))
    assert [SignUp.objects.get(member=someone).status for someone in (ama, ben)] == ["left", "placed"]
    assert Activity.objects.get().lead is None
