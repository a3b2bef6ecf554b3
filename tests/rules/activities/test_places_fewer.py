"""RULE-11: fewer places than people. The lead says who waits; nobody is chosen by us, and each is told why."""

import datetime as dt

import pytest

from aftershift.activities.errors import PartyTooLarge, PlacesInUse
from aftershift.activities.events import MovedToQueue
from aftershift.activities.models import Party, SignUp
from aftershift.activities.services import joining, organising
from aftershift.core import events
from aftershift.core.errors import FieldProblem
from aftershift.notifications.selectors import inbox
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.test_series import THURSDAYS, opened, rows, save
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def told(monkeypatch):
    heard: list[tuple] = []
    monkeypatch.setitem(events._listeners, MovedToQueue, [lambda event: heard.append((event.sign_up_id, event.reason))])
    return heard


def fewer(walk, places, *sign_ups, reason="The minibus has fewer seats", at=MONDAY_9AM + 9 * MINUTE):
    boss = MemberFactory(organisation=walk.organisation)
    return organising.set_places(
        member=boss,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        places=places,
        to_queue=[row.pk for row in sign_ups],
        reason=reason,
        now=at,
    )


def walk_of(*guests, places):
    """One party after the other; who comes first has a place first."""
    walk = OccurrenceFactory(places=places)
    people = colleagues(walk.organisation, len(guests))
    rows = [
        joining.join(
            member=someone,
            occurrence_id=walk.pk,
            guests=Party(adults=adults),
            now=MONDAY_9AM + minute * MINUTE,
        )
        for minute, (someone, adults) in enumerate(zip(people, guests, strict=True))
    ]
    return walk, rows


def state(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.status for row in rows]


def test_who_is_chosen_waits_first_of_all_and_is_told_why(told):
    walk, rows = walk_of(0, 0, 0, places=2)
    fewer(walk, 1, rows[1])
    assert state(rows) == ["placed", "waiting", "waiting"]
    assert told == [(rows[1].pk, "The minibus has fewer seats")]
    joining.leave(member=rows[0].member, occurrence_id=walk.pk, now=MONDAY_9AM + 10 * MINUTE)
    assert state(rows) == ["left", "placed", "waiting"]


def test_whoever_is_moved_goes_before_people_who_waited_longer_than_they_had_their_place(told):
    walk, rows = walk_of(0, 1, 0, places=2)
    assert state(rows) == ["placed", "waiting", "placed"]
    fewer(walk, 1, rows[2])
    joining.leave(member=rows[0].member, occurrence_id=walk.pk, now=MONDAY_9AM + 10 * MINUTE)
    assert state(rows) == ["left", "waiting", "placed"]


def test_a_choice_that_does_not_make_enough_room_is_refused_and_nothing_changes():
    walk, rows = walk_of(1, 0, 0, places=4)
    with pytest.raises(PlacesInUse):
        fewer(walk, 1, rows[0])
    walk.refresh_from_db()
    assert (state(rows), walk.places, walk.taken) == (["placed"] * 3, 4, 4)


def test_without_a_choice_it_is_refused_as_ever(told):
    walk, rows = walk_of(0, 0, places=2)
    with pytest.raises(PlacesInUse):
        fewer(walk, 1)
    assert state(rows) == ["placed", "placed"]


def test_nobody_is_moved_without_a_reason_nor_who_has_no_place(told):
    walk, rows = walk_of(0, 0, 0, places=2)
    for chosen, reason in ((rows[1], ""), (rows[2], "Snow")):
        with pytest.raises(FieldProblem):
            fewer(walk, 1, chosen, reason=reason)
    assert (state(rows), told) == (["placed", "placed", "waiting"], [])


def test_the_page_of_whoever_was_moved_says_why():
    walk, rows = walk_of(0, 0, places=2)
    fewer(walk, 1, rows[1])
    page = signed_in(rows[1].member).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert (page["mine"], page["my_position"], page["my_moved_because"]) == (
        "waiting",
        1,
        "The minibus has fewer seats",
    )
    fewer(walk, 2)
    page = signed_in(rows[1].member).get(f"/api/v1/occurrences/{walk.pk}").json()
    assert (page["mine"], page["my_moved_because"]) == ("placed", "")
    assert SignUp.objects.filter(status="placed").count() == 2


# ---- a party that waits and is larger than the date has places now


def news(member, kind="date_change"):
    at = MONDAY_9AM + 11 * MINUTE
    return [(row.words.title, row.words.text) for row in inbox(member=member, now=at) if row.kind == kind]


TOO_LARGE = "Your party is too large now: Thursday walk"


def test_who_waits_with_more_people_than_there_are_places_now_is_told_once_and_keeps_their_turn():
    walk, (_, four, three) = walk_of(1, 3, 2, places=4)
    fewer(walk, 3, reason="A smaller bus")
    fewer(walk, 2, reason="", at=MONDAY_9AM + 10 * MINUTE)
    ((title, text),) = news(four.member)
    assert title == TOO_LARGE
    assert text.startswith("Thursday 8 January, 15:30. There are fewer places now than people in your party.")
    assert text.endswith("They say: A smaller bus")
    assert [title for title, _ in news(three.member)] == [TOO_LARGE]  # three did fit three places
    assert state([four, three]) == ["waiting", "waiting"]
    pages = [signed_in(row.member).get(f"/api/v1/occurrences/{walk.pk}").json() for row in (four, three)]
    assert [page["my_position"] for page in pages] == [1, 5]


def test_who_comes_with_fewer_people_then_has_their_turn_and_reads_no_old_news():
    walk, (first, four) = walk_of(0, 3, places=4)
    fewer(walk, 3)
    late = MONDAY_9AM + 9 * MINUTE
    with pytest.raises(PartyTooLarge) as refused:
        joining.join(member=four.member, occurrence_id=walk.pk, now=late)
    assert (refused.value.facts["places"], bool(refused.value.next)) == (3, True)
    joining.leave(member=first.member, occurrence_id=walk.pk, now=late)
    joining.change_party(member=four.member, occurrence_id=walk.pk, guests=Party(adults=2), now=late)
    assert (state([four]), news(four.member)) == (["placed"], [])


def test_who_is_moved_to_the_queue_with_too_many_reads_it_in_the_same_message():
    walk, (three, _) = walk_of(2, 0, places=4)
    fewer(walk, 2, three)
    assert news(three.member) == []
    ((title, text),) = news(three.member, "place")
    assert title == "You wait again: Thursday walk"
    assert "Your party is larger than that." in text
    fewer(walk, 3)
    assert "Your party is larger" not in news(three.member, "place")[0][1]


def test_fewer_places_for_a_whole_series_are_one_message_for_each_party_however_many_dates():
    boss = MemberFactory(organisation=OrganisationFactory())
    walk = ActivityFactory(organisation=boss.organisation)
    save(walk, THURSDAYS, boss, places=4)
    ama, ben = colleagues(boss.organisation, 2)
    for date in rows(walk)[:3]:
        opened(date, boss)
        joining.join(member=ama, occurrence_id=date.pk, guests=Party(adults=3), now=MONDAY_9AM)
        joining.join(member=ben, occurrence_id=date.pk, guests=Party(adults=3), now=MONDAY_9AM)
    save(walk, THURSDAYS, boss, places=3, reason="A smaller room")
    for member in (ama, ben):
        ((title, text),) = news(member)
        assert title == TOO_LARGE
        assert text.startswith("3 dates have fewer places now than people in your party.")
    assert {row.status for row in SignUp.objects.filter(member__in=[ama, ben])} == {"waiting"}


def test_saying_it_costs_the_same_for_one_party_and_for_many():
    walk = OccurrenceFactory(places=5)
    colleague = iter(colleagues(walk.organisation, 14))
    joining.join(member=next(colleague), occurrence_id=walk.pk, now=MONDAY_9AM)

    def waiting(count):
        for _ in range(count):
            joining.join(member=next(colleague), occurrence_id=walk.pk, guests=Party(adults=4), now=MONDAY_9AM)

    def read():
        fewer(walk, 4)
        fewer(walk, 5)

    same_query_count(few=lambda: waiting(1), many=lambda: waiting(12), read=read)
