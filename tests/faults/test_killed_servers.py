"""Q-R3: what was acknowledged is kept, whatever moment the servers are killed at; a retry makes nothing twice."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.services import joining
from aftershift.activities.tasks import settle_due_places
from aftershift.core import claims, clock
from aftershift.core.models import Claim, Outcome
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import Phone, phone, server_env
from tests.rules.activities.world import OccurrenceFactory
from tests.servers import ROOT, served, workers_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
SEED, KILLS, MEMBERS, DATES, PLACES, CLIENTS = 20261122, 10, 50, 10, 30, 16


class Ward:
    """Clients that ask again with the same key until they are answered, and what they were told."""

    def __init__(self, jobs: list[tuple[Phone, UUID]], port: int) -> None:
        self.jobs, self.port = list(jobs), port
        self.told: dict[str, tuple[Phone, UUID, dict[str, Any]]] = {}
        self.tries = 0
        self.lock = threading.Lock()

    def work(self) -> None:
        while True:
            with self.lock:
                if not self.jobs:
                    return
                someone, date_id = self.jobs.pop()
            key = str(uuid4())
            body = self.until_answered(someone, date_id, key)
            with self.lock:
                self.told[key] = (someone, date_id, body)

    def until_answered(self, someone: Phone, date_id: UUID, key: str) -> dict[str, Any]:
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            with self.lock:
                self.tries += 1
            line = HTTPConnection("127.0.0.1", self.port, timeout=20)
            with closing(line), suppress(OSError, HTTPException):
                asking = Phone(someone.member_id, someone.token, line)
                status, body = asking.send("POST", f"/api/v1/occurrences/{date_id}/sign-ups", key=key)
                assert status == 201, (status, body)
                return body
            time.sleep(0.05)
        raise AssertionError("not answered in five minutes")


def kill_all_workers(server: subprocess.Popen[bytes]) -> int:
    pids = workers_of(server)
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(pids)


def test_ten_kills_among_five_hundred_sign_ups_lose_and_double_nothing():
    chance = random.Random(SEED)
    organisation = OrganisationFactory()
    members = [MemberFactory(organisation=organisation) for _ in range(MEMBERS)]
    with scope(organisation=organisation.pk):
        starts_at = clock.now() + dt.timedelta(days=3)
        dates = [OccurrenceFactory(organisation=organisation, places=PLACES, starts_at=starts_at) for _ in range(DATES)]
    phones = [phone(member, 1) for member in members]
    jobs = [(someone, date.pk) for someone in phones for date in dates]
    chance.shuffle(jobs)
    moments = sorted(chance.sample(range(20, len(jobs) - 20), KILLS))  # after how many answers
    connections.close_all()
    killed = 0
    with served(env=server_env()) as (port, server):
        ward = Ward(jobs, port)
        threads = [threading.Thread(target=ward.work) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for moment in moments:
            while len(ward.told) < moment and any(thread.is_alive() for thread in threads):
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.03))
            killed += kill_all_workers(server) > 0
        for thread in threads:
            thread.join()
    told = list(ward.told.values())
    assert killed == KILLS
    assert len(told) == len(jobs), "a client gave up"
    with scope(organisation=organisation.pk):
        kept = {str(row.pk): row for row in SignUp.objects.all()}
        lost = [body["id"] for _, _, body in told if body["id"] not in kept]
        wrong = [
            body["id"]
            for someone, date_id, body in told
            if body["id"] in kept
            and (str(kept[body["id"]].member_id), kept[body["id"]].occurrence_id) != (someone.member_id, date_id)
        ]
        pairs = Counter((row.member_id, row.occurrence_id) for row in kept.values())
        seated = Counter(row.occurrence_id for row in kept.values() if row.status == "placed")
        counted = dict(Occurrence.objects.values_list("pk", "taken"))
    print(f"{len(jobs)} sign-ups, {killed} kills, {ward.tries - len(jobs)} asked again")
    assert (lost, wrong) == ([], [])
    assert [pair for pair, times in pairs.items() if times > 1] == []
    assert {seated[date.pk] for date in dates} == {PLACES}, "over-filled, or a place left empty"
    assert counted == {date.pk: PLACES for date in dates}
    made = set(Outcome.objects.values_list("row_id", flat=True))
    assert {str(key) for key in made} == set(kept), "a key is left half done"
    assert ward.tries > len(jobs), "no kill met a request under way: this check is powerless"
    the_database_is_whole()


def the_database_is_whole() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
            cursor.execute("PRAGMA foreign_key_check")
            assert cursor.fetchall() == []
        else:
            cursor.execute("SELECT count(*) FROM pg_index WHERE NOT indisvalid")
            assert cursor.fetchone() == (0,)


HANGS_INSIDE = """
import sys, time
import django
django.setup()
from aftershift.activities import tasks
from aftershift.activities.services import joining

settle = joining.settle_due

def settle_and_hang(**given):
    settle(**given)          # the effect is done, its transaction is still open
    print("inside", flush=True)
    time.sleep(600)

joining.settle_due = settle_and_hang
tasks.settle_due_places()
"""


def test_a_worker_killed_between_claim_and_finish_loses_nothing(monkeypatch: pytest.MonkeyPatch):
    organisation = OrganisationFactory()
    rosa, ben, ama = (MemberFactory(organisation=organisation) for _ in range(3))
    before = clock.now() - dt.timedelta(days=1)
    with scope(organisation=organisation.pk):
        walk = OccurrenceFactory(organisation=organisation, places=1, starts_at=clock.now() + dt.timedelta(days=3))
        for who in (rosa, ben, ama):
            joining.join(member=who, occurrence_id=walk.pk, is_straight_in=False, now=before)
        joining.leave(member=rosa, occurrence_id=walk.pk, now=before)  # Ben is offered the place, until last night
        assert SignUp.objects.get(member=ben).status == "offered"
    connections.close_all()
    worker = subprocess.Popen(
        [sys.executable, "-c", HANGS_INSIDE],
        cwd=ROOT,
        env=os.environ
        | server_env()
        | {"PYTHONPATH": str(Path(ROOT) / "backend"), "DJANGO_SETTINGS_MODULE": "aftershift.config.settings"},
        stdout=subprocess.PIPE,
    )
    assert worker.stdout is not None
    try:
        assert worker.stdout.readline() == b"inside\n"
    finally:
        worker.kill()
        worker.wait()
        worker.stdout.close()
    assert settle_due_places() == 0, "still claimed: nobody else may do it yet"
    assert offered(organisation) == ben.pk
    later = clock.now() + claims.LEASE + dt.timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert settle_due_places() == 1
    assert offered(organisation) == ama.pk
    assert settle_due_places() == 0
    assert not Claim.objects.exists()


def offered(organisation: Any) -> UUID:
    with scope(organisation=organisation.pk):
        return SignUp.objects.get(status="offered").member_id
