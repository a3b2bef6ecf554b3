""" "Tell me when": a place comes free, sign-up opens, another date is made. Told once, by an event."""

import datetime as dt

import pytest

from aftershift.activities import personal_data
from aftershift.activities.events import AskedToBeTold
from aftershift.activities.models import FacilitiesTeam, Occurrence, TellMe
from aftershift.activities.services import joining, keeping, organising, telling
from aftershift.activities.tasks import let_all_in
from aftershift.core import clock, events
from aftershift.organisations.models import Team
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530, OccurrenceFactory
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})


@pytest.fixture
def told(monkeypatch):
    """What was said to whom, as a higher app hears it."""
    heard: list[tuple] = []
    monkeypatch.setitem(
        events._listeners,
        AskedToBeTold,
        [lambda event: heard.append((event.member_id, event.what, event.occurrence_id))],
    )
    return heard


def ask(member, walk, *whats):
    telling.ask_to_be_told(member=member, occurrence_id=walk.pk, whats=whats, now=MONDAY_9AM)


def full_walk(places=1):
    walk = OccurrenceFactory(places=places)
    people = colleagues(walk.organisation, places + 2)
    for someone in people[:places]:
        joining.join(member=someone, occurrence_id=walk.pk, now=MONDAY_9AM)
    return walk, people


def test_a_place_that_comes_free_and_that_nobody_waits_for_is_told_once(told):
    walk, (ama, ben, _) = full_walk()
    ask(ben, walk, "place_free")
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert told == [(ben.pk, "place_free", walk.pk)]
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert len(told) == 1


def test_a_place_that_goes_to_whoever_waits_is_told_to_nobody_else(told):
    walk, (ama, ben, chidi) = full_walk()
    ask(ben, walk, "place_free")
    joining.join(member=chidi, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert told == []


def test_more_places_are_told_too(told):
    walk, (_, ben, _) = full_walk()
    ask(ben, walk, "place_free")
    boss = MemberFactory(organisation=walk.organisation)
    organising.set_places(member=boss, roles=ORGANISER, occurrence_id=walk.pk, places=2, now=MONDAY_9AM)
    assert told == [(ben.pk, "place_free", walk.pk)]


def test_sign_up_that_opens_is_told_and_another_date_to_who_asked_about_any(told):
    walk = Walk()
    ama, ben = colleagues(walk.activity.organisation, 2)
    past = OccurrenceFactory(activity=walk.activity, starts_at=THURSDAY_1530 - dt.timedelta(weeks=1), state="cancelled")
    ask(ama, walk.date, "sign_up_opens")
    ask(ben, past, "another_date")
    walk.tick(*walk.missing("publish"))
    walk.publish()
    assert sorted(told, key=str) == sorted(
        [(ama.pk, "sign_up_opens", walk.date.pk), (ben.pk, "another_date", walk.date.pk)], key=str
    )


def test_where_facilities_staff_go_first_others_are_told_when_they_may(told, monkeypatch):
    walk = OccurrenceFactory()
    (ama,) = colleagues(walk.organisation, 1)
    FacilitiesTeam.objects.create(
        organisation=walk.organisation, team=Team.objects.create(organisation=walk.organisation, name="Porters")
    )
    opens = MONDAY_9AM + dt.timedelta(days=1)
    keeping.keep_places(
        member=ama,
        roles=ORGANISER,
        occurrence_id=walk.pk,
        first_timers=0,
        jobs=(),
        facilities_until=opens,
        now=MONDAY_9AM,
    )
    ask(ama, walk, "sign_up_opens")
    monkeypatch.setattr(clock, "now", lambda: opens - dt.timedelta(minutes=1))
    assert let_all_in() == 0
    monkeypatch.setattr(clock, "now", lambda: opens)
    assert let_all_in() == 1
    assert let_all_in() == 0
    assert told == [(ama.pk, "sign_up_opens", walk.pk)]


def test_who_asked_is_told_too_when_the_days_of_facilities_staff_are_ended_by_hand(told, monkeypatch):
    walk = OccurrenceFactory()
    ama, boss = colleagues(walk.organisation, 2)
    FacilitiesTeam.objects.create(
        organisation=walk.organisation, team=Team.objects.create(organisation=walk.organisation, name="Porters")
    )
    call = {"member": boss, "roles": ORGANISER, "occurrence_id": walk.pk, "first_timers": 0, "jobs": ()}
    keeping.keep_places(**call, facilities_until=MONDAY_9AM + dt.timedelta(days=1), now=MONDAY_9AM)
    ask(ama, walk, "sign_up_opens")
    keeping.keep_places(**call, facilities_until=None, now=MONDAY_9AM)
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    assert (let_all_in(), let_all_in()) == (1, 0)
    assert told == [(ama.pk, "sign_up_opens", walk.pk)]


def test_asking_again_says_all_that_is_asked_and_after_being_told_starts_anew(told):
    walk, (ama, ben, _) = full_walk()
    ask(ben, walk, "place_free", "another_date")
    ask(ben, walk, "place_free")
    assert [row.what for row in TellMe.objects.all()] == ["place_free"]
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.join(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    ask(ben, walk, "place_free")
    joining.leave(member=ama, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert len(told) == 2


def test_what_i_asked_is_on_my_page_in_my_copy_and_gone_with_me():
    walk = OccurrenceFactory()
    Occurrence.objects.filter(pk=walk.pk).update(ends_at=walk.ends_at.replace(year=2090))
    ama, ben = colleagues(walk.organisation, 2)
    path = f"/api/v1/occurrences/{walk.pk}"
    assert signed_in(ama).put(f"{path}/tell-me", {"whats": ["another_date"]}).json()["tell_me"] == ["another_date"]
    assert signed_in(ben).get(path).json()["tell_me"] == []
    assert personal_data.export(ama)["asked_to_be_told"][0]["what"] == "another_date"
    personal_data.erase(ama, MONDAY_9AM)
    assert not TellMe.objects.exists()
