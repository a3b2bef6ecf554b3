"""Offers: a timed chance of a place, whose clock stands still while its holder sleeps or works."""

import datetime as dt

import pytest

from aftershift.activities.errors import OfferOver
from aftershift.activities.models import SignUp
from aftershift.activities.services import joining
from aftershift.activities.tasks import settle_due_places
from aftershift.core import clock
from tests.factories import MONDAY_9AM, colleagues
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
NOON = MONDAY_9AM + 3 * HOUR


def full_walk(*, waiting=2, starts_at=THURSDAY_1530, straight_in=False):
    """One place, held by Ama; the others wait, in order, and want to be asked first."""
    walk = OccurrenceFactory(places=1, starts_at=starts_at)
    ama, *others = colleagues(walk.organisation, 1 + waiting)
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    for other in others:
        joining.join(member=other, occurrence_id=walk.pk, is_straight_in=straight_in, now=MONDAY_9AM)
    return walk, ama, others


def leave(member, walk, at):
    joining.leave(member=member, occurrence_id=walk.pk, now=at)


def mine(member):
    return SignUp.objects.get(member=member)


def test_whoever_wants_to_be_asked_gets_an_offer_that_holds_the_place():
    """RULE-7."""
    walk, ama, (ben, chidi) = full_walk()
    leave(ama, walk, NOON)
    walk.refresh_from_db()
    assert (mine(ben).status, mine(chidi).status) == ("offered", "waiting")
    assert (walk.taken, walk.held, walk.free) == (0, 1, 0)


@pytest.mark.parametrize(
    ("days", "hours"),
    [(8, 12), (3, 4), (1, 2)],
)
def test_an_offer_lasts_by_how_far_away_the_start_is(days, hours):
    """DESIGN 7. Without shifts told, guarded time is 20:00 to 10:00, and the clock stands still then."""
    start = NOON - 2 * HOUR + dt.timedelta(days=days) + 2 * HOUR
    walk, ama, (ben,) = full_walk(waiting=1, starts_at=start)
    at = NOON - 2 * HOUR + HOUR  # 11:00: nine waking hours are left today
    leave(ama, walk, at)
    expected = at + hours * HOUR if hours <= 9 else at + 9 * HOUR + 14 * HOUR + (hours - 9) * HOUR
    assert mine(ben).offer_ends_at == expected


def test_an_offer_never_runs_past_the_cut_off():
    walk, ama, (ben,) = full_walk(waiting=1)
    at = THURSDAY_1530 - 4 * HOUR
    leave(ama, walk, at)
    assert mine(ben).offer_ends_at == THURSDAY_1530 - 3 * HOUR


def test_nobody_is_asked_who_sleeps_until_the_cut_off():
    early = (MONDAY_9AM + dt.timedelta(days=2)).replace(hour=12, minute=30)
    walk, ama, (ben,) = full_walk(waiting=1, starts_at=early)
    leave(ama, walk, early - 5 * HOUR)
    walk.refresh_from_db()
    assert mine(ben).status == "waiting"
    assert walk.free == 1


def test_saying_yes_in_time_gives_the_place_and_twice_is_once():
    walk, ama, (ben, chidi) = full_walk()
    leave(ama, walk, NOON)
    for _ in range(2):
        yes = joining.accept_offer(member=ben, occurrence_id=walk.pk, now=NOON + HOUR)
        assert yes.status == "placed"
    assert mine(chidi).status == "waiting"


def test_saying_yes_too_late_is_told_and_the_next_is_asked():
    walk, ama, (ben, chidi) = full_walk()
    leave(ama, walk, NOON)
    late = mine(ben).offer_ends_at
    with pytest.raises(OfferOver):
        joining.accept_offer(member=ben, occurrence_id=walk.pk, now=late)
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=late)
    assert (mine(ben).status, mine(chidi).status) == ("waiting", "offered")
    assert mine(ben).queued_at == late


def test_leaving_an_offer_asks_the_next_at_once():
    """RULE-5, RULE-9."""
    walk, ama, (ben, chidi) = full_walk()
    leave(ama, walk, NOON)
    leave(ben, walk, NOON + HOUR)
    assert (mine(ben).status, mine(chidi).status) == ("declined", "offered")


def test_an_offer_that_ran_out_comes_round_once_more_and_then_rests_until_asked_for():
    """RULE-14."""
    walk, ama, (ben,) = full_walk(waiting=1, starts_at=THURSDAY_1530 + dt.timedelta(days=20))
    leave(ama, walk, NOON)
    for missed in (1, 2):
        ends_at = mine(ben).offer_ends_at
        joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=ends_at)
        assert mine(ben).offers_missed == missed
    walk.refresh_from_db()
    assert (mine(ben).status, walk.free) == ("waiting", 1)
    again = joining.join(member=ben, occurrence_id=walk.pk, now=ends_at + HOUR)
    assert again.status == "placed"


def test_the_worker_ends_offers_that_are_due():
    now = clock.now()
    _walk, ama, (ben, _chidi) = full_walk(starts_at=now + dt.timedelta(days=3))
    SignUp.objects.filter(member=ama).update(status="left")
    SignUp.objects.filter(member=ben).update(status="offered", offer_ends_at=now - HOUR)
    assert settle_due_places() == 1
    assert mine(ben).status in ("waiting", "offered")
    assert mine(ben).offers_missed == 1
    assert settle_due_places() == 0
