"""Q-R1 for what gives and takes places besides joining: offers, undo, and a draw that two workers start at once."""

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import Draw, Occurrence, SignUp
from aftershift.activities.services import draws, joining
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import all_at_once, hang_up, server_env, statuses
from tests.races.test_places_under_load import everybody, occurrence, seated
from tests.servers import ROOT, gunicorn

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
ROUNDS, PLACES = 8, 5


@pytest.fixture
def organisation():
    return OrganisationFactory()


def counted(organisation, date):
    with scope(organisation=organisation.pk):
        return Occurrence.objects.get(pk=date.pk)


def test_places_given_up_and_taken_back_at_once_are_never_doubled(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, PLACES + 10)
        first, late = phones[:PLACES], phones[PLACES:]
        for _ in range(ROUNDS):
            date = occurrence(organisation, places=PLACES)
            connections.close_all()
            path = f"/api/v1/occurrences/{date.pk}/sign-ups"
            all_at_once([lambda p=p, path=path: p.send("POST", path) for p in first])
            all_at_once([lambda p=p, path=path: p.send("DELETE", f"{path}/mine") for p in first])
            undos = [lambda p=p, path=path: p.send("POST", f"{path}/mine/undo") for p in first]
            joins = [lambda p=p, path=path: p.send("POST", path) for p in late]
            replies = all_at_once([*undos, *joins])
            assert statuses(replies[: len(first)]) == {200: len(first)}
            assert statuses(replies[len(first) :]) == {201: len(late)}
            row = counted(organisation, date)
            assert row.taken == seated(organisation, date) == PLACES
            assert row.waiting == len(late)
        hang_up(phones)


def test_offers_taken_while_others_leave_fill_every_place_once(organisation):
    with gunicorn(env=server_env()) as port:
        phones = everybody(organisation, port, 2 * PLACES + 4)
        first, then, late = phones[:PLACES], phones[PLACES : 2 * PLACES], phones[2 * PLACES :]
        for _ in range(ROUNDS):
            date = occurrence(organisation, places=PLACES)
            connections.close_all()
            path = f"/api/v1/occurrences/{date.pk}/sign-ups"
            all_at_once([lambda p=p, path=path: p.send("POST", path) for p in first])
            all_at_once([lambda p=p, path=path: p.send("POST", path, {"straight_in": False}) for p in then])
            all_at_once([lambda p=p, path=path: p.send("DELETE", f"{path}/mine") for p in first[:3]])
            accepts = [lambda p=p, path=path: p.send("POST", f"{path}/mine/acceptance") for p in then]
            leaves = [lambda p=p, path=path: p.send("DELETE", f"{path}/mine") for p in first[3:]]
            joins = [lambda p=p, path=path: p.send("POST", path) for p in late]
            replies = all_at_once([*accepts, *leaves, *joins])
            assert set(statuses(replies)) <= {200, 201, 409}
            row = counted(organisation, date)
            assert row.taken == seated(organisation, date)
            assert row.taken + row.held <= PLACES
            # What is not taken is offered: nobody who was offered a place lost it to somebody who came later.
            taken = sum(status == 200 for status, _ in replies[: len(then)])
            assert row.taken >= taken
        hang_up(phones)


WORKER = """
import sys
from aftershift.config import wsgi
from aftershift.activities import tasks
print("ready", flush=True)
sys.stdin.readline()
print(tasks.draw_due_places())
"""


def test_a_draw_that_two_workers_start_at_once_is_drawn_once(organisation):
    with scope(organisation=organisation.pk):
        now = clock.now()
        boss = MemberFactory(organisation=organisation)
        dates = []
        for _ in range(4):
            date = occurrence(organisation, places=PLACES)
            Occurrence.objects.filter(pk=date.pk).update(
                starts_at=now + dt.timedelta(days=20), ends_at=now + dt.timedelta(days=20, hours=1)
            )
            draws.decide_draw(
                member=boss,
                roles=frozenset({"organiser"}),
                occurrence_id=date.pk,
                closes_at=now + dt.timedelta(days=8),
                now=now,
            )
            for _ in range(9):
                someone = MemberFactory(organisation=organisation)
                joining.join(member=someone, occurrence_id=date.pk, now=now)
            dates.append(date)
        Occurrence.objects.update(draws_at=now)
    connections.close_all()
    command = [sys.executable, "-c", WORKER]
    pipe = subprocess.PIPE
    env = os.environ | server_env() | {"PYTHONPATH": str(ROOT / "backend")}
    workers = [subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) for _ in range(2)]
    for worker in workers:  # both are up before either is told to go
        assert worker.stdout is not None
        assert "ready\n" in iter(worker.stdout.readline, "")
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    said = [worker.communicate(timeout=60)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    assert all(text.split()[-1].isdigit() for text in said)
    with scope(organisation=organisation.pk):
        for date in dates:
            row, draw = Occurrence.objects.get(pk=date.pk), Draw.objects.get(occurrence=date)
            order = [entry["code"] for entry in draw.entries]
            placed = SignUp.objects.filter(occurrence=date, status="placed").values_list("pk", flat=True)
            assert (row.taken, row.waiting, len(order)) == (PLACES, 4, 9)
            assert {str(pk) for pk in placed} == set(order[:PLACES])
            # Given once: a second draw would have moved them again.
            assert set(SignUp.objects.filter(occurrence=date).values_list("status", "sequence")) == {
                ("placed", 1),
                ("waiting", 0),
            }
