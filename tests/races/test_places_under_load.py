"""Q-R1: places are never over-filled and never wasted, through real server processes, on both databases."""

import datetime as dt
import json

import pytest
from django.db import connection, connections
from django.db.models import Sum
from django_scopes import scope

from aftershift.activities.models import PEOPLE, Occurrence, SignUp
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import Phone, all_at_once, hang_up, phone, server_env, statuses
from tests.rules.activities.world import OccurrenceFactory
from tests.servers import gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, PHONES, TRIES, PLACES = 30, 8, 6, 10


@pytest.fixture
def organisation():
    return OrganisationFactory()


def occurrence(organisation, *, starts_at=None, **fields):
    with scope(organisation=organisation.pk):
        starts_at = starts_at or clock.now() + dt.timedelta(days=3)
        return OccurrenceFactory(organisation=organisation, starts_at=starts_at, **fields)


def seated(organisation, occurrence) -> int:
    with scope(organisation=organisation.pk):
        placed = SignUp.objects.filter(occurrence=occurrence, status="placed")
        return placed.aggregate(people=Sum(PEOPLE))["people"] or 0


def everybody(organisation, port: int, count: int) -> list[Phone]:
    phones = [phone(MemberFactory(organisation=organisation), port) for _ in range(count)]
    connections.close_all()
    return phones


def race(organisation, phones, rounds):
    """`rounds` occurrences of 10 places, each wanted by everybody at once. Yields (occurrence, replies)."""
    for _ in range(rounds):
        date = occurrence(organisation, places=PLACES)
        connections.close_all()
        path = f"/api/v1/occurrences/{date.pk}/sign-ups"
        yield date, all_at_once([lambda p=p, path=path: p.send("POST", path) for p in phones])


def test_ten_places_go_to_ten_of_forty_eight_in_every_round(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, PHONES * TRIES)
        filled = 0
        for date, replies in race(organisation, phones, ROUNDS):
            assert statuses(replies) == {201: len(phones)}, [r for r in replies if r[0] != 201][:3]
            said = sum(body["status"] == "placed" for _, body in replies)
            held = seated(organisation, date)
            assert held == said == PLACES
            filled += held
            places_in_queue = sorted(body["position"] for _, body in replies if body["status"] == "waiting")
            assert len(places_in_queue) == len(phones) - PLACES
        assert filled == ROUNDS * PLACES
        hang_up(phones)


def test_without_the_lock_the_same_race_overbooks(organisation):
    """The negative control: if this does not overbook, the test above proves nothing."""
    # SQLite has one writer at a time even without transactions, so fewer rounds overlap there.
    rounds, enough = 30, 25 if connection.vendor == "postgresql" else 15
    with gunicorn(env=server_env(), app="tests.races.unlocked") as port:
        phones = everybody(organisation, port, PHONES * 3)
        overbooked = sum(seated(organisation, date) > PLACES for date, _ in race(organisation, phones, rounds))
        hang_up(phones)
    print(f"overbooked {overbooked} of {rounds} rounds on {connection.vendor}")
    assert overbooked >= enough, "this check is powerless here"


def test_fewer_places_while_people_join_never_over_fills(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, 20)
        boss = phone(MemberFactory(organisation=organisation, roles=("organiser",)), port)
        for _ in range(10):
            date = occurrence(organisation, places=20)
            etag = current_etag(boss, date)
            connections.close_all()
            path = f"/api/v1/occurrences/{date.pk}"
            joins = [lambda p=p, path=path: p.send("POST", f"{path}/sign-ups") for p in phones]
            all_at_once([*joins, lambda path=path, etag=etag: put_places(boss, path, 5, etag)])
            with scope(organisation=organisation.pk):
                row = Occurrence.objects.get(pk=date.pk)
            assert row.taken == seated(organisation, date) <= row.places
        hang_up([*phones, boss])


def current_etag(boss: Phone, date) -> str:
    boss.fresh()
    boss.connection.request("GET", f"/api/v1/occurrences/{date.pk}", headers={"X-Session-Token": boss.token})
    reply = boss.connection.getresponse()
    reply.read()
    return reply.headers["ETag"]


def put_places(boss: Phone, path: str, places: int, etag: str):
    headers = {
        "X-Session-Token": boss.token,
        "X-Member": boss.member_id,
        "Content-Type": "application/json",
        "If-Match": etag,
    }
    boss.fresh()
    boss.connection.request("PUT", f"{path}/places", json.dumps({"places": places}), headers)
    reply = boss.connection.getresponse()
    raw = reply.read()
    assert reply.status in (200, 409, 412), raw
    return reply.status, json.loads(raw)


def test_leaving_and_joining_at_once_leaves_no_place_empty(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, 24)
        first, late = phones[:PLACES], phones[PLACES:]
        for _ in range(10):
            date = occurrence(organisation, places=PLACES)
            connections.close_all()
            path = f"/api/v1/occurrences/{date.pk}/sign-ups"
            all_at_once([lambda p=p, path=path: p.send("POST", path) for p in first])
            swaps = [lambda p=p, path=path: p.send("DELETE", f"{path}/mine") for p in first]
            joins = [lambda p=p, path=path: p.send("POST", path) for p in late]
            replies = all_at_once([*swaps, *joins])
            assert not [r for r in replies if r[0] not in (200, 201)]
            assert seated(organisation, date) == PLACES
        hang_up(phones)


def test_a_key_sent_twice_at_once_has_one_effect(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, 10)
        twins = [Phone(p.member_id, p.token, type(p.connection)("127.0.0.1", port, timeout=60)) for p in phones]
        for turn in range(20):
            date = occurrence(organisation, places=PLACES)
            connections.close_all()
            path = f"/api/v1/occurrences/{date.pk}/sign-ups"
            keys = [f"00000000-0000-4000-8000-{turn:06d}{i:06d}" for i in range(len(phones))]
            pairs = [(p, t, k) for p, t, k in zip(phones, twins, keys, strict=True)]
            calls = [
                lambda p=p, k=k, path=path: p.send("POST", path, key=k)
                for pair in pairs
                for p, k in ((pair[0], pair[2]), (pair[1], pair[2]))
            ]
            replies = all_at_once(calls)
            for first, second in zip(replies[::2], replies[1::2], strict=True):
                assert first[0] == second[0] == 201
                assert first[1]["id"] == second[1]["id"]
            assert seated(organisation, date) == PLACES
        hang_up([*phones, *twins])
