""" "Tell me when": a place comes free, sign-up opens, another date is made. Told once, by an event."""

import datetime as dt

import pytest

from aftershift.activities import personal_data
from aftershift.activities.events import AskedToBeTold
from aftershift.activities.models import FacilitiesTeam, Occurrence, TellMe
from aftershift.activities.services import joining, keeping, organising, telling
from aftershift.activities.tasks import let_all_in
from aftershift.core import clock, events
from aftershift.notifications.selectors import inbox
from aftershift.organisations.models import Team
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.test_places_kept import keep, regulars
from tests.rules.activities.test_series import THURSDAYS, opened, rows, save
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
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


def kept_walk(regular=1):
    """Three places, one kept for first-timers and one for a small job, and all three taken. regular: so many more people
    who were on a walk before."""
    walk = OccurrenceFactory(places=3)
    keep(walk, first_timers=1, jobs=["Back-marker"])
    walk.first, walk.second, *walk.regulars = regulars(walk, 2 + regular)
    walk.new, walk.other = colleagues(walk.organisation, 2)
    joining.join(member=walk.new, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.join(member=walk.first, occurrence_id=walk.pk, now=MONDAY_9AM)
    joining.join(member=walk.second, occurrence_id=walk.pk, job_id=job_of(walk), now=MONDAY_9AM)
    walk.refresh_from_db()
    assert (walk.taken, walk.kept) == (3, 0)
    return walk


def job_of(walk):
    return walk.kept_places.get(group="job").pk


def said(member, now=MONDAY_9AM):
    return [row.words.title for row in inbox(member=member, now=now) if row.kind == "asked_for"]


def test_a_kept_place_that_comes_free_is_told_to_those_it_is_kept_for():
    walk = kept_walk()
    (regular,) = walk.regulars
    for someone in (walk.other, regular):
        ask(someone, walk, "place_free")
    joining.leave(member=walk.new, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert Occurrence.objects.get(pk=walk.pk).free == 0
    assert (said(walk.other), said(regular)) == (["A place is free: Thursday walk"], [])
    assert TellMe.objects.get(member=regular).told_at is None
    joining.leave(member=walk.first, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert said(regular) == ["A place is free: Thursday walk"]


def test_a_kept_place_is_told_no_more_to_who_is_no_first_timer_any_more():
    """Read again at delivery: meanwhile they were on another walk."""
    walk = kept_walk()
    ask(walk.other, walk, "place_free")
    joining.leave(member=walk.new, occurrence_id=walk.pk, now=MONDAY_9AM)
    been = OccurrenceFactory(activity=walk.activity, starts_at=MONDAY_9AM + dt.timedelta(days=1))
    joining.join(member=walk.other, occurrence_id=been.pk, now=MONDAY_9AM)
    assert said(walk.other, MONDAY_9AM + dt.timedelta(hours=23)) == ["A place is free: Thursday walk"]
    assert said(walk.other, MONDAY_9AM + dt.timedelta(hours=25)) == []


def test_the_place_of_a_small_job_is_told_with_its_job_when_it_is_given_back():
    walk = kept_walk()
    (regular,) = walk.regulars
    ask(regular, walk, "place_free")
    joining.leave(member=walk.second, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert said(regular) == ["A place with a small job is free: Thursday walk"]
    (told,) = [row for row in inbox(member=regular, now=MONDAY_9AM) if row.kind == "asked_for"]
    assert "The job: Back-marker." in told.words.text
    joining.join(member=walk.other, occurrence_id=walk.pk, job_id=job_of(walk), now=MONDAY_9AM)
    assert said(regular) == []


def test_who_asked_while_a_small_job_was_free_hears_of_the_next_place_without_one(told):
    """They saw the job on the page when they asked; being told of it would use up what they asked."""
    walk = kept_walk()
    joining.leave(member=walk.second, occurrence_id=walk.pk, now=MONDAY_9AM)
    (regular,) = walk.regulars
    ask(regular, walk, "place_free")
    later = MONDAY_9AM + dt.timedelta(minutes=1)
    joining.settle_due(organisation_id=walk.organisation_id, occurrence_id=walk.pk, now=later)
    assert told == []
    joining.leave(member=walk.first, occurrence_id=walk.pk, now=later)
    assert told == [(regular.pk, "place_free", walk.pk)]


def test_telling_of_a_kept_place_costs_the_same_for_one_who_asked_and_for_many():
    walk = kept_walk(regular=13)
    joining.leave(member=walk.new, occurrence_id=walk.pk, now=MONDAY_9AM)
    settle = {"organisation_id": walk.organisation_id, "occurrence_id": walk.pk, "now": MONDAY_9AM}

    def asked(count):
        """By people who come for the first time no more: each is looked at, and nobody is told."""
        for _ in range(count):
            someone = walk.regulars.pop()
            ask(someone, walk, "place_free")

    same_query_count(few=lambda: asked(1), many=lambda: asked(12), read=lambda: joining.settle_due(**settle))


def test_what_is_told_of_kept_places_is_read_in_as_many_statements_for_many_dates_as_for_one():
    (ama,) = colleagues(OrganisationFactory(), 1)

    def told_of(count):
        for _ in range(count):
            walk = OccurrenceFactory(organisation=ama.organisation, places=1)
            keep(walk, first_timers=1)
            (new,) = colleagues(ama.organisation, 1)
            joining.join(member=new, occurrence_id=walk.pk, now=MONDAY_9AM)
            ask(ama, walk, "place_free")
            joining.leave(member=new, occurrence_id=walk.pk, now=MONDAY_9AM)

    same_query_count(few=lambda: told_of(1), many=lambda: told_of(8), read=lambda: said(ama))
    assert len(said(ama)) == 9


def test_more_places_for_a_whole_series_are_told_to_who_asked_about_one_of_its_dates(told):
    boss = MemberFactory(organisation=OrganisationFactory())
    walk = ActivityFactory(organisation=boss.organisation)
    save(walk, THURSDAYS, boss, places=1)
    (ama, ben), (first, second) = colleagues(boss.organisation, 2), rows(walk)[:2]
    for date in (first, second):
        opened(date, ama)
    ask(ben, first, "place_free")
    save(walk, THURSDAYS, boss, places=2)
    assert told == [(ben.pk, "place_free", first.pk)]


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
