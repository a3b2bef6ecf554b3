"""Joining and leaving: who has a place, who waits, and what the refusals say."""

import datetime as dt

import pytest

from aftershift.activities.errors import (
    NotOpenYet,
    OccurrenceCancelled,
    OccurrenceStarted,
    PartyTooLarge,
)
from aftershift.activities.models import Occurrence, Party, SignUp
from aftershift.activities.services import joining
from aftershift.core.errors import NotVisible
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def join(member, walk, *, at=MONDAY_9AM, **more):
    return joining.join(member=member, occurrence_id=walk.pk, now=at, **more)


def leave(member, walk, *, at=MONDAY_9AM):
    return joining.leave(member=member, occurrence_id=walk.pk, now=at)


def statuses(walk):
    return [row.status for row in SignUp.objects.filter(occurrence=walk).order_by("queued_at", "pk")]


def counted(walk):
    walk.refresh_from_db()
    return walk.taken, walk.held, walk.waiting


def test_the_last_place_goes_to_one_person():
    """RULE-1."""
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    assert [join(ama, walk).status, join(ben, walk).status] == ["placed", "waiting"]
    assert counted(walk) == (1, 0, 1)


def test_asking_twice_gives_the_same_sign_up():
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    assert join(ama, walk).pk == join(ama, walk, at=MONDAY_9AM + MINUTE, guests=Party(adults=3)).pk
    assert counted(walk) == (1, 0, 0)


def test_a_retry_of_a_join_that_worked_is_answered_even_after_the_start():
    walk = OccurrenceFactory(places=1)
    (ama,) = colleagues(walk.organisation, 1)
    first = join(ama, walk)
    assert join(ama, walk, at=THURSDAY_1530 + MINUTE).pk == first.pk


def test_places_count_people_and_not_sign_ups():
    """RULE-2."""
    walk = OccurrenceFactory(places=3)
    ama, ben = colleagues(walk.organisation, 2)
    assert join(ama, walk, guests=Party(adults=2)).status == "placed"
    assert join(ben, walk).status == "waiting"
    assert counted(walk) == (3, 0, 1)


def test_a_party_is_never_split():
    """RULE-3: the party of three waits whole, and the one person behind it takes the single place."""
    walk = OccurrenceFactory(places=3)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    join(ama, walk, guests=Party(adults=1))
    assert join(ben, walk, guests=Party(adults=2)).status == "waiting"
    assert join(chidi, walk).status == "placed"
    assert counted(walk) == (3, 0, 3)


def test_a_party_larger_than_the_whole_walk_is_told_so_and_nothing_changes():
    walk = OccurrenceFactory(places=2)
    (ama,) = colleagues(walk.organisation, 1)
    with pytest.raises(PartyTooLarge) as refusal:
        join(ama, walk, guests=Party(adults=2))
    assert refusal.value.facts == {"places": 2}
    assert statuses(walk) == []


def test_a_place_that_comes_free_goes_to_the_first_who_waits_and_fits():
    """RULE-5, RULE-6."""
    walk = OccurrenceFactory(places=2)
    ama, ben, chidi, danuta = colleagues(walk.organisation, 4)
    join(ama, walk)
    join(ben, walk)
    join(chidi, walk, guests=Party(adults=1), at=MONDAY_9AM + MINUTE)
    join(danuta, walk, at=MONDAY_9AM + 2 * MINUTE)
    leave(ama, walk, at=MONDAY_9AM + 3 * MINUTE)
    assert statuses(walk) == ["left", "placed", "waiting", "placed"]
    leave(ben, walk, at=MONDAY_9AM + 4 * MINUTE)
    assert statuses(walk) == ["left", "left", "waiting", "placed"]
    leave(danuta, walk, at=MONDAY_9AM + 5 * MINUTE)
    assert statuses(walk) == ["left", "left", "placed", "left"]
    assert counted(walk) == (2, 0, 0)


def test_people_who_asked_at_the_same_moment_keep_the_order_of_asking():
    """RULE-6: a stable tie break."""
    walk = OccurrenceFactory(places=1)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    first, second, third = join(ama, walk), join(ben, walk), join(chidi, walk)
    assert first.queued_at == second.queued_at < third.queued_at, "one of them stands behind the other"
    leave(ama, walk)
    second.refresh_from_db()
    third.refresh_from_db()
    assert [second.status, third.status] == ["placed", "waiting"]


def test_the_queue_stands_in_the_order_in_which_people_were_let_in_whatever_their_clocks_said():
    """RULE-6: two server processes have two clocks, and a request may wait for another; the order of commits counts."""
    walk = OccurrenceFactory(places=1)
    ama, ben, chidi, danuta = colleagues(walk.organisation, 4)
    join(ama, walk)
    first = join(ben, walk, at=MONDAY_9AM + MINUTE)
    second = join(chidi, walk, at=MONDAY_9AM)
    third = join(danuta, walk, at=MONDAY_9AM - MINUTE)
    assert first.queued_at < second.queued_at < third.queued_at
    assert [row.position for row in (first, second, third)] == [1, 2, 3]


def test_whoever_comes_back_queues_again_at_the_end():
    """RULE-6: the time of entering the queue, not of the first record."""
    walk = OccurrenceFactory(places=1)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    join(ama, walk)
    join(ben, walk, at=MONDAY_9AM + MINUTE)
    join(chidi, walk, at=MONDAY_9AM + 2 * MINUTE)
    leave(ben, walk, at=MONDAY_9AM + 3 * MINUTE)
    again = join(ben, walk, at=MONDAY_9AM + 4 * MINUTE)
    leave(ama, walk, at=MONDAY_9AM + 5 * MINUTE)
    again.refresh_from_db()
    assert again.status == "waiting"
    assert SignUp.objects.get(member=chidi).status == "placed"


def test_leaving_twice_frees_one_place():
    walk = OccurrenceFactory(places=2)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    join(ben, walk)
    leave(ama, walk)
    leave(ama, walk)
    assert counted(walk) == (1, 0, 0)


def test_after_the_cut_off_nobody_is_moved_in_and_the_first_tap_has_the_place():
    walk = OccurrenceFactory(places=1)
    ama, ben, chidi = colleagues(walk.organisation, 3)
    late = THURSDAY_1530 - dt.timedelta(hours=3)
    join(ama, walk)
    join(ben, walk)
    leave(ama, walk, at=late)
    assert counted(walk) == (0, 0, 1)
    assert join(chidi, walk, at=late + MINUTE).status == "placed"
    assert join(ben, walk, at=late + 2 * MINUTE).status == "waiting"


def test_whoever_waits_and_taps_first_after_the_cut_off_has_the_place():
    walk = OccurrenceFactory(places=1)
    ama, ben = colleagues(walk.organisation, 2)
    late = THURSDAY_1530 - dt.timedelta(hours=2)
    join(ama, walk)
    waiting = join(ben, walk)
    leave(ama, walk, at=late)
    taken = join(ben, walk, at=late + MINUTE)
    assert (taken.pk, taken.status) == (waiting.pk, "placed")
    assert counted(walk) == (1, 0, 0)


@pytest.mark.parametrize(
    ("state", "at", "refusal"),
    [
        (Occurrence.State.PLANNED, MONDAY_9AM, NotOpenYet),
        (Occurrence.State.CANCELLED, MONDAY_9AM, OccurrenceCancelled),
        (Occurrence.State.PUBLISHED, THURSDAY_1530, OccurrenceStarted),
        (Occurrence.State.STARTED, THURSDAY_1530 - MINUTE, OccurrenceStarted),
    ],
)
def test_a_refusal_says_which_rule_and_what_to_do(state, at, refusal):
    walk = OccurrenceFactory(state=state)
    (ama,) = colleagues(walk.organisation, 1)
    with pytest.raises(refusal) as told:
        join(ama, walk, at=at)
    assert told.value.next
    assert statuses(walk) == []
    assert counted(walk) == (0, 0, 0)


def test_a_date_of_another_organisation_is_not_there():
    walk = OccurrenceFactory()
    stranger = MemberFactory(organisation=OrganisationFactory())
    with pytest.raises(NotVisible):
        join(stranger, walk)
    assert statuses(walk) == []


def test_a_guest_dropped_frees_a_place_for_who_waits():
    """RULE-5."""
    walk = OccurrenceFactory(places=2)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk, guests=Party(adults=1))
    waiting = join(ben, walk)
    joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(), now=MONDAY_9AM)
    waiting.refresh_from_db()
    assert waiting.status == "placed"
    assert counted(walk) == (2, 0, 0)


def test_a_party_grows_only_into_free_places():
    walk = OccurrenceFactory(places=3)
    ama, ben = colleagues(walk.organisation, 2)
    join(ama, walk)
    join(ben, walk)
    grown = joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(adults=1), now=MONDAY_9AM)
    assert (grown.guests, counted(walk)) == (Party(adults=1), (3, 0, 0))
    with pytest.raises(PartyTooLarge):
        joining.change_party(member=ama, occurrence_id=walk.pk, guests=Party(adults=2), now=MONDAY_9AM)
    assert counted(walk) == (3, 0, 0)
