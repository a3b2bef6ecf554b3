"""Q-R6: workers killed between handing over and writing down lose no message, and the receiver sees each bundle once."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.config.worker import TASKS
from aftershift.core import clock
from aftershift.core.models import TaskRun
from aftershift.core.runs import EVERY_ROUND, LEASE
from aftershift.notifications import channels
from aftershift.notifications.models import Delivery, Message
from aftershift.notifications.services import retrying
from aftershift.notifications.services.sending import send
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import server_env
from tests.servers import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
KILLS = int(os.environ.get("KILLS", "10"))  # 50 by night
JOBS = 2_000 if KILLS > 10 else 400
SEED = 20261126

# Workers are forked from one process that has read all code already: a kill costs little then, and each runs the worker's
# own command with its whole list, so that what it notes about its tasks is killed with it.
# The far end is a file that several workers append to: a line for each parcel, with the id by which it knows a repeat.
NURSERY = """
import os, signal, sys, time
import django
django.setup()
import datetime as dt
from django.core.management import call_command
import aftershift.config.worker
from aftershift.notifications import channels, kinds
from aftershift.notifications.channels import Result
from aftershift.notifications.kinds import Kind, Words
from aftershift.notifications.services import delivering

delivering.BATCH = 20
delivering.LEASE = dt.timedelta(seconds=1)
kinds.registered["news"] = Kind(
    "news", lambda rows, now: {row.pk: row.key for row in rows}, lambda key, language: Words("News", key, "News", "/")
)

class File:
    def is_on(self):
        return True

    def reached(self, members):
        return {member.pk for member in members}

    def hand_over(self, parcels):
        found = {}
        for parcel in parcels:
            line = f"{parcel.bundle} {','.join(words.text for words in parcel.words)}\\n"
            os.write(far, line.encode())
            found[parcel.bundle] = Result("delivered")
            time.sleep(hangs or 0.01)
        return found

far = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
channels.registered.clear()
channels.registered["push"] = File()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who is killed leaves nothing behind
for line in sys.stdin:
    hangs = float(line)
    made = os.fork()
    if made == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what it says is no answer of this process
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        call_command("worker", every=0.02)
    print(made, flush=True)
"""


class Nursery:
    """Starts workers and kills them, without warning."""

    def __init__(self, far: Path) -> None:
        self.alive: list[int] = []
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY, str(far)],
            cwd=ROOT,
            env=os.environ
            | server_env()
            | {"PYTHONPATH": str(Path(ROOT) / "backend"), "DJANGO_SETTINGS_MODULE": "aftershift.config.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, *, hangs: float = 0) -> None:
        """hangs: seconds between handing a parcel over and writing it down."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{hangs}\n")
        self._process.stdin.flush()
        self.alive.append(int(self._process.stdout.readline()))

    def kill_all(self) -> None:
        for pid in self.alive:
            os.kill(pid, signal.SIGKILL)
        wait_for(lambda: not any(map(is_there, self.alive)))
        self.alive = []

    def end(self) -> None:
        self.kill_all()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def nursery(far: Path) -> Iterator[Nursery]:
    made = Nursery(far)
    try:
        yield made
    finally:
        made.end()


def test_killed_workers_lose_no_message_and_double_none(tmp_path: Path):
    chance = random.Random(SEED)
    organisation = OrganisationFactory()
    members = [MemberFactory(organisation=organisation) for _ in range(JOBS)]
    far = tmp_path / "far"
    far.touch()
    now = clock.now()
    with scope(organisation=organisation.pk):
        for member in members:
            send(
                organisation_id=organisation.pk,
                members=[member.pk],
                kind="news",
                about=uuid4(),
                key=str(member.pk),
                speed="urgent",  # at once, whatever the time of day at which this runs
                expires_at=now + dt.timedelta(hours=1),
                now=now,
            )
    connections.close_all()
    kills = 0
    with nursery(far) as workers:
        while True:
            workers.start()
            workers.start()
            if kills == KILLS:
                break
            wait_for_a_line(far)  # one of them is handing over
            time.sleep(chance.uniform(0, 0.12))
            workers.kill_all()
            kills += 1
        wait_for(lambda: all_written_down(organisation))
        wait_for(all_noted)
    lines = [line.split(" ", 1) for line in far.read_text().splitlines()]
    seen = dict(lines)  # what the receiver keeps: one for each id
    repeats = sum(times - 1 for times in Counter(bundle for bundle, _ in lines).values())
    print(f"{JOBS} messages, {kills} kills, {repeats} handed over again and known by their id")
    assert repeats > 0, "no kill met a message under way: this check is powerless"
    assert sorted(seen.values()) == sorted(f"news:{member.pk}" for member in members), "lost, or told twice"
    with scope(organisation=organisation.pk):
        assert Counter(Delivery.objects.values_list("state", flat=True)) == {"delivered": JOBS}
    the_workers_kept_their_notes(since=now)
    assert channels.registered.keys() == {"push", "email"}


def all_noted() -> bool:
    """A worker notes what went well when its first round is over."""
    return not TaskRun.objects.filter(succeeded_at=None, every=EVERY_ROUND).exists()


def the_workers_kept_their_notes(*, since: dt.datetime) -> None:
    """A kill is no failure of a task: each has its one row, and was done by one worker or another."""
    rows = {row.name: row for row in TaskRun.objects.all()}
    assert rows.keys() == {task.name for task in TASKS}
    assert [row.name for row in rows.values() if row.failures_in_a_row or row.failed_at] == []
    undone = [row.name for row in rows.values() if row.succeeded_at is None or row.succeeded_at < since]
    assert [name for name in undone if not rows[name].every] == []
    # One with a date that was under way at a kill is taken over when its lease is over, and no sooner.
    assert all(rows[name].next_at <= clock.now() + LEASE for name in undone)


def test_a_retry_whose_worker_is_killed_reaches_the_receiver_once(tmp_path: Path):
    """What was given up, asked for by an organiser, handed over, and killed before it was written down."""
    organisation = OrganisationFactory()
    ama = MemberFactory(organisation=organisation)
    olu = MemberFactory(organisation=organisation, roles=("organiser",))
    far, now = tmp_path / "far", clock.now()
    far.touch()
    with scope(organisation=organisation.pk):
        send(
            organisation_id=organisation.pk,
            members=[ama.pk],
            kind="news",
            about=uuid4(),
            key="once",
            speed="urgent",
            expires_at=now + dt.timedelta(hours=1),
            now=now,
        )
        bundle = uuid4()
        Message.objects.update(settled_at=now, outcome="sent", bundle=bundle)
        given_up = Delivery.objects.create(
            organisation=organisation,
            member=ama,
            bundle=bundle,
            channel="push",
            state="technical-failure",
            attempts=5,
            changed_at=now,
        )
        retrying.try_again(member=olu, roles={"organiser"}, item_id=given_up.pk, now=now)
    connections.close_all()
    with nursery(far) as workers:
        workers.start(hangs=60)
        wait_for(lambda: far.read_text() != "")
        workers.kill_all()
        workers.start()
        wait_for(lambda: all_written_down(organisation))
    assert far.read_text().splitlines() == [f"{bundle} news:once"] * 2, "handed over again, and known by its id"
    with scope(organisation=organisation.pk):
        row = Delivery.objects.get()
        retrying.try_again(member=olu, roles={"organiser"}, item_id=row.pk, now=clock.now())
        assert (row.state, row.attempts, Delivery.objects.get().free_at) == ("delivered", 7, None)


def wait_for_a_line(far: Path) -> None:
    size = far.stat().st_size
    wait_for(lambda: far.stat().st_size > size)


def wait_for(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not done():
        assert time.monotonic() < deadline, "too slow"
        time.sleep(0.05)


def all_written_down(organisation) -> bool:
    with scope(organisation=organisation.pk):
        return not (
            Message.objects.filter(settled_at=None).exists() or Delivery.objects.filter(free_at__isnull=False).exists()
        )
