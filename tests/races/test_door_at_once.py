"""Q-R1 at the door: a walk-in, with a card or without, beside a sign-up for the last place, two for one, one press twice."""

import datetime as dt
from functools import partial
from uuid import uuid4

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import Occurrence, RegisterLine, WithoutCard
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import all_at_once, hang_up, phone, server_env, statuses
from tests.races.test_places_under_load import occurrence, seated
from tests.rules.activities.world import ActivityFactory
from tests.rules.people.world import card_for
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS = 6


class Door:
    """Rosa leads and has two phones at the door of a date that starts within the hour; two people come."""

    def __init__(self, organisation, port):
        self.organisation = organisation
        with scope(organisation=organisation.pk):
            rosa = MemberFactory(organisation=organisation)
            self.activity = ActivityFactory(organisation=organisation, lead=rosa)
            people = [MemberFactory(organisation=organisation) for _ in range(2)]
            self.cards = [card_for(someone).code for someone in people]
        self.desks = [phone(rosa, port) for _ in range(2)]
        self.own = [phone(someone, port) for someone in people]

    def opens(self, places):
        starts_at = clock.now() + dt.timedelta(minutes=50)
        with scope(organisation=self.organisation.pk):
            Occurrence.objects.filter(activity=self.activity).delete()
        self.date = occurrence(self.organisation, activity=self.activity, places=places, starts_at=starts_at)
        connections.close_all()

    def walks_in(self, who, desk, **more):
        body = {"card": self.cards[who], "device_at": clock.now().isoformat()} | more
        return partial(self.desks[desk].send, "POST", f"/api/v1/occurrences/{self.date.pk}/walk-ins", body)

    def signs_up(self, who):
        return partial(self.own[who].send, "POST", f"/api/v1/occurrences/{self.date.pk}/sign-ups")

    def counts(self, desk, key, people=1, **more):
        """Somebody without a card."""
        body = {"people": people, "is_here": True, "device_at": clock.now().isoformat()} | more
        return partial(self.desks[desk].send, "PUT", f"/api/v1/occurrences/{self.date.pk}/without-card/{key}", body)

    def nameless(self):
        """What the row counts without a card, and what the presses say; the row's sums."""
        with scope(organisation=self.organisation.pk):
            row = Occurrence.objects.get(pk=self.date.pk)
            pressed = WithoutCard.objects.filter(occurrence=row, is_here=True).values_list("people", flat=True)
            return row.without_card, sum(pressed), row.taken, row.places

    def stands(self):
        """People with a place, the row's own sums, and who is checked in."""
        with scope(organisation=self.organisation.pk):
            row = Occurrence.objects.get(pk=self.date.pk)
            here = RegisterLine.objects.filter(occurrence=row, state="here").count()
        return seated(self.organisation, self.date), row.taken, row.places, here

    def close(self):
        hang_up([*self.desks, *self.own])


@pytest.fixture
def organisation():
    return OrganisationFactory()


def test_a_walk_in_and_a_sign_up_for_the_last_place_make_one(organisation):
    with gunicorn(env=server_env()) as port:
        door = Door(organisation, port)
        for _ in range(ROUNDS):
            door.opens(places=1)
            (walked, _), (asked, body) = all_at_once([door.walks_in(0, 0), door.signs_up(1)])
            assert asked == 201
            assert (walked, body["status"]) in [(200, "waiting"), (409, "placed")]
            assert door.stands() == (1, 1, 1, 1 if walked == 200 else 0)
        door.close()


def test_two_walk_ins_for_one_place_make_one_and_a_second_place_only_where_it_is_added(organisation):
    with gunicorn(env=server_env()) as port:
        door = Door(organisation, port)
        for _ in range(ROUNDS):
            door.opens(places=1)
            replies = all_at_once([door.walks_in(0, 0), door.walks_in(1, 1)])
            assert statuses(replies) == {200: 1, 409: 1}
            assert door.stands() == (1, 1, 1, 1)
            door.opens(places=1)
            replies = all_at_once([door.walks_in(n, n, adds_places=True) for n in range(2)])
            assert statuses(replies) == {200: 2}
            assert door.stands() == (2, 2, 2, 2)
        door.close()


def test_one_person_let_in_on_two_phones_has_one_place(organisation):
    with gunicorn(env=server_env()) as port:
        door = Door(organisation, port)
        for _ in range(ROUNDS):
            door.opens(places=2)
            replies = all_at_once([door.walks_in(0, 0), door.walks_in(0, 1), door.signs_up(0)])
            assert set(statuses(replies)) <= {200, 201}
            assert door.stands() == (1, 1, 2, 1)
        door.close()


def test_a_sign_up_and_somebody_without_a_card_for_the_last_place_make_one(organisation):
    with gunicorn(env=server_env()) as port:
        door = Door(organisation, port)
        for _ in range(ROUNDS):
            door.opens(places=1)
            (counted, _), (asked, body) = all_at_once([door.counts(0, uuid4()), door.signs_up(1)])
            assert asked == 201
            assert (counted, body["status"]) in [(200, "waiting"), (409, "placed")]
            some = 1 if counted == 200 else 0
            assert door.nameless() == (some, some, 1, 1)
            assert seated(organisation, door.date) == 1 - some
        door.close()


def test_two_phones_count_each_press_once_whichever_comes_twice(organisation):
    """One press sent again by its own phone while it is under way, and others beside it."""
    with gunicorn(env=server_env()) as port:
        door = Door(organisation, port)
        for _ in range(ROUNDS):
            door.opens(places=5)
            first, second = uuid4(), uuid4()
            at = clock.now().isoformat()
            twice = [door.counts(desk, first, 2, device_at=at) for desk in range(2)]
            assert statuses(all_at_once(twice)) == {200: 2}
            assert statuses(all_at_once([door.counts(0, first, 2, device_at=at), door.counts(1, second)])) == {200: 2}
            assert door.nameless() == (3, 3, 3, 5)
        door.close()


def test_without_the_lock_a_sign_up_and_somebody_without_a_card_get_one_place_or_break_on_it(organisation):
    """The negative control of the two above."""
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        door = Door(organisation, port)
        broken = 0
        for _ in range(ROUNDS):
            door.opens(places=1)
            replies = all_at_once([door.counts(0, uuid4()), door.signs_up(1)])
            _, pressed, _, places = door.nameless()
            broken += pressed + seated(organisation, door.date) > places or statuses(replies)[500] > 0
        door.close()
    assert broken >= ROUNDS // 2, "this check is powerless here"


def test_without_the_lock_two_walk_ins_get_one_place_or_break_on_it(organisation):
    """The negative control: if nothing breaks, the tests above prove nothing. Where each request is one transaction, the
    row's own constraint stops the second."""
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        door = Door(organisation, port)
        broken = 0
        for _ in range(ROUNDS):
            door.opens(places=1)
            replies = all_at_once([door.walks_in(0, 0), door.walks_in(1, 1)])
            broken += door.stands()[0] > 1 or statuses(replies)[500] > 0
        door.close()
    assert broken >= ROUNDS // 2, "this check is powerless here"
