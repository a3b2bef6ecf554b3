"""Places by lot: a window that meets every shift, and a draw that a member can repeat with a calculator for SHA-256."""

import datetime as dt
import hashlib

import pytest

from aftershift.activities.errors import DrawTooShort, DrawUnderWay
from aftershift.activities.models import Draw, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import draws, exits, joining, keeping
from aftershift.activities.services.series import answering
from aftershift.activities.tasks import draw_due_places
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, signed_in
from tests.rules.activities.test_series import edit, opened, rows, save
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
TUESDAY, FRIDAY, SATURDAY, SUNDAY = 1, 4, 5, 6
STARTS = MONDAY_9AM + 12 * DAY
CLOSES = MONDAY_9AM + 8 * DAY


def decide(walk, *, closes_at=CLOSES, roles=ORGANISER, at=MONDAY_9AM):
    boss = MemberFactory(organisation=walk.organisation)
    return draws.decide_draw(member=boss, roles=roles, occurrence_id=walk.pk, closes_at=closes_at, now=at)


def drawn_walk(places=2, people=5, **more):
    walk = OccurrenceFactory(places=places, starts_at=STARTS)
    decide(walk)
    members = colleagues(walk.organisation, people)
    for someone in members:
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM, **more)
    return walk, members


def draw(walk, at=CLOSES):
    draws.draw_places(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=at)
    walk.refresh_from_db()


def statuses(walk):
    return {row.pk: row.status for row in SignUp.objects.filter(occurrence=walk)}


def test_before_the_draw_nobody_has_a_place_however_early_they_ask():
    walk, (ama, *_) = drawn_walk()
    walk.refresh_from_db()
    assert (walk.taken, walk.waiting) == (0, 5)
    draw(walk, at=CLOSES - dt.timedelta(seconds=1))
    assert walk.taken == 0
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert exits.undo_leaving(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM).status == "waiting"


def test_the_draw_is_the_order_of_the_hashes_of_seed_and_code():
    walk, _ = drawn_walk()
    codes = list(statuses(walk))
    draw(walk)
    row = Draw.objects.get()
    assert hashlib.sha256(row.seed.encode()).hexdigest() == row.seed_hash
    order = sorted(codes, key=lambda code: hashlib.sha256(f"{row.seed}:{code}".encode()).hexdigest())
    assert [entry["code"] for entry in row.entries] == [str(code) for code in order]
    assert [statuses(walk)[code] for code in order] == ["placed", "placed", "waiting", "waiting", "waiting"]
    waiting = SignUp.objects.filter(status="waiting").order_by("queued_at", "pk")
    assert [sign_up.pk for sign_up in waiting] == order[2:]


def test_whoever_is_drawn_has_the_place_without_being_asked_again():
    walk, _ = drawn_walk(is_straight_in=False)
    draw(walk)
    assert (walk.taken, walk.held, walk.waiting) == (2, 0, 3)


def test_confirmed_members_are_drawn_before_new_ones():
    """DESIGN 4."""
    walk, members = drawn_walk(places=2, people=2)
    for _ in range(6):
        new = MemberFactory(organisation=walk.organisation, confirmed_at=None)
        joining.join(member=new, occurrence_id=walk.pk, now=MONDAY_9AM)
    draw(walk)
    placed = SignUp.objects.filter(occurrence=walk, status="placed")
    assert {row.member_id for row in placed} == {one.pk for one in members}


def test_drawing_twice_draws_once():
    walk, _ = drawn_walk()
    draw(walk)
    before = (statuses(walk), Draw.objects.get().entries, walk.version)
    draw(walk, at=CLOSES + DAY)
    assert (statuses(walk), Draw.objects.get().entries, walk.version) == before


def test_the_worker_draws_when_the_moment_has_passed(monkeypatch):
    walk, _ = drawn_walk()
    monkeypatch.setattr(clock, "now", lambda: CLOSES - dt.timedelta(minutes=1))
    assert draw_due_places() == 0
    monkeypatch.setattr(clock, "now", lambda: CLOSES)
    assert [draw_due_places(), draw_due_places()] == [1, 0]
    walk.refresh_from_db()
    assert walk.taken == 2


def test_the_draw_respects_what_is_kept():
    walk = OccurrenceFactory(places=2, starts_at=STARTS)
    boss = MemberFactory(organisation=walk.organisation)
    decide(walk)
    more = {"member": boss, "roles": ORGANISER, "occurrence_id": walk.pk, "facilities_until": None}
    keeping.keep_places(**more, first_timers=0, jobs=["Back-marker"], now=MONDAY_9AM)
    for someone in colleagues(walk.organisation, 4):
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    draw(walk)
    assert (walk.taken, walk.kept, walk.waiting) == (1, 1, 3)


def test_who_comes_after_the_draw_waits_behind_everybody_who_was_in_it():
    walk, _ = drawn_walk()
    draw(walk)
    (late,) = colleagues(walk.organisation, 1)
    mine = joining.join(member=late, occurrence_id=walk.pk, now=CLOSES + DAY)
    assert mine.status == "waiting"
    assert mine.queued_at > max(row.queued_at for row in SignUp.objects.exclude(pk=mine.pk))


@pytest.mark.parametrize("closes_at", [MONDAY_9AM + 6 * DAY, STARTS - DAY])
def test_a_window_that_does_not_meet_every_shift_or_ends_too_late_is_refused(closes_at):
    walk = OccurrenceFactory(starts_at=STARTS)
    with pytest.raises(FieldProblem):
        decide(walk, closes_at=closes_at)
    walk.refresh_from_db()
    assert (walk.draws_at, Draw.objects.count()) == (None, 0)


def test_a_date_does_not_open_with_less_than_a_week_to_its_draw():
    walk = Walk()
    type(walk.date).objects.filter(pk=walk.date.pk).update(draws_at=MONDAY_9AM + 6 * DAY)
    walk.tick(*walk.missing("publish"))
    with pytest.raises(DrawTooShort):
        walk.publish()
    assert walk.state() == "planned"


def opened_after(waiting, *, starts_at=STARTS, state="closed", asks=0):
    """A date that is opened on Monday, a week after one of the same activity that so many still waited for."""
    walk = Walk()
    dates = type(walk.date).objects
    dates.filter(pk=walk.date.pk).update(starts_at=starts_at, ends_at=starts_at + dt.timedelta(hours=1), waiting=asks)
    OccurrenceFactory(
        activity=walk.activity, starts_at=MONDAY_9AM - 7 * DAY, state=state, places=2, taken=2, waiting=waiting
    )
    walk.tick(*walk.missing("publish"))
    walk.publish()
    walk.date.refresh_from_db()
    return walk


def test_a_date_after_one_that_left_people_waiting_goes_by_lot_unless_somebody_decides_otherwise():
    walk = opened_after(waiting=1)
    assert walk.date.draws_at == MONDAY_9AM + 7 * DAY + dt.timedelta(hours=1)
    assert Draw.objects.get().closes_at == walk.date.draws_at
    draws.no_draw(member=walk.rosa, roles=ORGANISER, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    ama, *_ = colleagues(walk.date.organisation, 1)
    assert joining.join(member=ama, occurrence_id=walk.date.pk, now=MONDAY_9AM).status == "placed"


@pytest.mark.parametrize(
    "how",
    [
        {"waiting": 0},
        {"waiting": 1, "state": "cancelled"},
        {"waiting": 1, "starts_at": MONDAY_9AM + 9 * DAY},  # too soon for a window and two days to change a shift in
        {"waiting": 1, "asks": 1},
    ],
    ids=["nobody waited", "the last was cancelled", "too soon", "somebody has asked"],
)
def test_any_other_date_is_first_come_first_served(how):
    walk = opened_after(**how)
    assert (walk.date.draws_at, Draw.objects.count()) == (None, 0)


def test_how_places_are_given_does_not_change_once_somebody_asked():
    walk, _ = drawn_walk(people=1)
    boss = MemberFactory(organisation=walk.organisation)
    decide(walk)
    with pytest.raises(DrawUnderWay):
        decide(walk, closes_at=CLOSES + DAY)
    with pytest.raises(DrawUnderWay):
        draws.no_draw(member=boss, roles=ORGANISER, occurrence_id=walk.pk, now=MONDAY_9AM)
    with pytest.raises(NotAllowed):
        decide(walk, roles=frozenset({"member"}))
    walk.refresh_from_db()
    assert walk.draws_at == CLOSES


def test_members_see_the_hash_first_and_the_seed_and_codes_after():
    walk, (ama, *_) = drawn_walk()
    path = f"/api/v1/occurrences/{walk.pk}/draw"
    before = signed_in(ama).get(path).json()
    assert (before["seed"], before["entries"], before["drawn"]) == ("", [], None)
    draw(walk)
    after = signed_in(ama).get(path).json()
    assert hashlib.sha256(after["seed"].encode()).hexdigest() == before["seed_hash"]
    assert after["my_code"] in [entry["code"] for entry in after["entries"]]


# ---- a series that moves under its draw


def every_week(organiser, weekday, hour, **more):
    rule = Rule(dt.date(2026, 1, 12), (Time(weekday, dt.time(hour)),))
    walk = more.pop("walk", None) or ActivityFactory(organisation=organiser.organisation)
    save(walk, rule, organiser, places=2)
    return walk


def drawn_series(people=3):
    """Saturdays at 9:00, the first by lot at the last moment there can be, with people waiting for it."""
    boss = MemberFactory(organisation=OrganisationFactory())
    walk = every_week(boss, SATURDAY, 9)
    date = opened(rows(walk)[0])
    closes = date.starts_at - 2 * DAY
    draws.decide_draw(member=boss, roles=ORGANISER, occurrence_id=date.pk, closes_at=closes, now=MONDAY_9AM)
    members = colleagues(boss.organisation, people)
    for someone in members:
        joining.join(member=someone, occurrence_id=date.pk, now=MONDAY_9AM)
    return boss, walk, date, closes


def test_a_series_at_an_earlier_hour_is_drawn_as_it_was_said_and_before_it_begins():
    """People were told when it is drawn: that stays. The same day can bring the start less than a day nearer."""
    boss, walk, date, closes = drawn_series()
    every_week(boss, SATURDAY, 0, walk=walk)
    date.refresh_from_db()
    assert (date.draws_at, date.waiting, date.taken) == (closes, 3, 0)
    assert date.starts_at - closes == 2 * DAY - 9 * HOUR
    draw(date, closes)
    assert (date.taken, date.waiting) == (2, 1)


def test_a_series_on_an_earlier_weekday_leaves_a_date_with_a_draw_where_it_is_until_somebody_answers():
    boss, walk, date, closes = drawn_series()
    every_week(boss, TUESDAY, 9, walk=walk)
    date.refresh_from_db()
    assert (date.local_date, date.draws_at, date.waiting) == (dt.date(2026, 1, 17), closes, 3)
    with pytest.raises(FieldProblem) as refused:  # Tuesday is before the draw
        edit(answering.answer, date, boss, answer=answering.Answer.FOLLOW)
    assert "Places go by lot on 15 January 2026" in refused.value.facts["errors"][0]["text"]
    edit(answering.answer, date, boss, answer=answering.Answer.KEEP)
    draw(date, closes)
    assert (date.local_date, date.taken, date.waiting) == (dt.date(2026, 1, 17), 2, 1)


def test_a_date_with_a_draw_that_nobody_asked_for_yet_goes_no_nearer_to_it_either():
    boss, walk, date, closes = drawn_series(people=0)
    every_week(boss, FRIDAY, 9, walk=walk)
    date.refresh_from_db()
    assert (date.local_date, date.draws_at) == (dt.date(2026, 1, 17), closes)
    every_week(boss, SUNDAY, 9, walk=walk)
    date.refresh_from_db()
    assert (date.local_date, date.draws_at) == (dt.date(2026, 1, 18), closes)
