"""Q-R5: the client's own outbox, a real server, and between them a network that does what it is told.

The phone is a process of its own that runs mobile/src/outbox and mobile/src/api/client, with its disk in a folder. It is
killed and started again; what it shows as received is judged against what the proxy saw the server answer. How many:
OUTBOX_TICKS for each fault, OUTBOX_KILLS, OUTBOX_CLOCKS; small here, the numbers of Q-R5 in `make test-outbox`.
"""

import datetime as dt
import json
import os
import random
import subprocess
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.activities.models import Activity
from aftershift.core import clock
from aftershift.safety.models import ChecklistTick
from tests.factories import MemberFactory, OrganisationFactory, session_key_of
from tests.faults.proxy import Do, Fault, Proxy, proxied
from tests.races.harness import server_env
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.servers import ROOT, gunicorn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
SEED = 20261126
TICKS = int(os.environ.get("OUTBOX_TICKS", "4"))
KILLS = int(os.environ.get("OUTBOX_KILLS", "6"))
PATIENCE = 25  # seconds: mobile/src/api/client.ts
CLOCKS = int(os.environ.get("OUTBOX_CLOCKS", "4"))
STALLED = float(os.environ.get("OUTBOX_STALL", "1"))  # seconds
AT_ONCE = int(os.environ.get("OUTBOX_AT_ONCE", "4"))  # phones that stall at the same time
ITEMS = ("C-B4", "C-B7", "C-B8", "C-B9", "C-B10", "C-B11")
DAYS_3 = 3 * 24 * 3600 * 1000
FAULTS = {
    "refused": Fault(Do.REFUSE),
    "request lost": Fault(Do.LOSE_REQUEST),
    "reply lost after commit": Fault(Do.LOSE_REPLY),
    "reply cut in half": Fault(Do.CUT_REPLY),
    "reply cut in its head": Fault(Do.CUT_REPLY, 20),
    "delivered twice": Fault(Do.TWICE),
    "delivered twice at once": Fault(Do.TWICE_AT_ONCE),
    "reordered": Fault(Do.LATER),
    "bad gateway": Fault(Do.BAD_GATEWAY),
    "bad gateway though it was done": Fault(Do.BAD_GATEWAY_AFTER),
    "slow": Fault(Do.DELAY, 0.2),
    "dripping": Fault(Do.THROTTLE, 20_000),
}
STALL = Fault(Do.STALL, STALLED)  # apart from the others: it is waited for by many phones at once


class Phone:
    """One phone with its disk; `dies` ends its process without warning, `wakes` opens the app again."""

    def __init__(self, *, disk: Path, port: int, member: Any, date_id: Any, token: str) -> None:
        self.disk, self.port, self.member, self.date_id, self.token = disk, port, member, date_id, token
        self.saved: list[str] = []  # keys that were safe on the device
        self.received: set[str] = set()
        self.refused: list[Any] = []
        self.process: subprocess.Popen[str] | None = None
        self._unsent: int | None = None
        self._heard = threading.Condition()

    def wakes(self, clock_error: int = 0) -> None:
        env = {
            "PATH": os.environ["PATH"],
            "PHONE_DISK": str(self.disk),
            "PHONE_SERVER": f"http://127.0.0.1:{self.port}",
            "PHONE_MEMBER": str(self.member.pk),
            "PHONE_TOKEN": self.token,
            "PHONE_CLOCK_ERROR": str(clock_error),
        }
        self.process = subprocess.Popen(
            ["node", str(ROOT / "tests/faults/phone/phone.mjs")],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._is_open = False
        threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()
        self._wait(lambda: self._is_open, "the app did not open")

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            with suppress(json.JSONDecodeError), self._heard:  # killed in the middle of a word
                said = json.loads(line)
                self._is_open = self._is_open or bool(said.get("open"))
                if "saved" in said:
                    self.saved.append(said["saved"])
                if "received" in said:
                    self.received.add(said["received"])
                if "refused" in said:
                    self.refused.append(said)
                if "unsent" in said:
                    self._unsent = said["unsent"]
                self._heard.notify_all()

    def _wait(self, until: Any, why: str, seconds: float = 60) -> None:
        with self._heard:
            assert self._heard.wait_for(until, seconds), why

    def tell(self, **what: Any) -> None:
        assert self.process is not None
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def ticks(self, note: str, *, clock_error: int = 0, waits: bool = True) -> dt.datetime:
        """Press one item. `note` says which press it is; the device's time, which is returned, is this phone's own."""
        at = clock.now() + dt.timedelta(milliseconds=clock_error)
        path = f"/api/v1/occurrences/{self.date_id}/checklist/ticks"
        body = {"item_id": ITEMS[len(note) % len(ITEMS)], "ticked": True, "device_at": at.isoformat(), "note": note}
        before = len(self.saved)
        self.tell(
            write={
                "subject": f"checklist:{self.date_id}",
                "method": "PUT",
                "path": path,
                "together": {"path": path, "as": "ticks"},
                "body": body,
            }
        )
        if waits:
            self._wait(lambda: len(self.saved) > before, "not saved on the phone")
        return at

    def sends_all(self, seconds: float = 120) -> None:
        """There is signal again and again, until nothing waits any more."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._unsent = None
            self.tell(online=True)
            self._wait(lambda: self._unsent is not None, "the app does not answer", 40)
            if self._unsent == 0:
                return
            time.sleep(0.05)
        raise AssertionError("something was never sent")

    def dies(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


@contextmanager
def a_walk(tmp_path: Path) -> Any:
    """Rosa leads a walk in three days; her phone talks to the server through the proxy."""
    organisation = OrganisationFactory()
    rosa, bashir = (MemberFactory(organisation=organisation) for _ in range(2))
    with scope(organisation=organisation.pk):
        activity = ActivityFactory(organisation=organisation)
        Activity.objects.filter(pk=activity.pk).update(lead=rosa, second=bashir)
        date = OccurrenceFactory(activity=activity, starts_at=clock.now() + dt.timedelta(days=3))
    tokens = {who.pk: session_key_of(who) for who in (rosa, bashir)}
    connections.close_all()
    with gunicorn(env=server_env()) as port, proxied(port) as proxy:
        phones: list[Phone] = []

        def phone(who: Any = rosa) -> Phone:
            made = Phone(
                disk=tmp_path / f"phone-{len(phones)}",
                port=proxy.port,
                member=who,
                date_id=date.pk,
                token=tokens[who.pk],
            )
            phones.append(made)
            return made

        try:
            yield phone, proxy, (rosa, bashir), organisation
        finally:
            for each in phones:
                if each.process is not None and each.process.poll() is None:
                    each.dies()


def kept_of(organisation: Any) -> list[ChecklistTick]:
    with scope(organisation=organisation.pk):
        return list(ChecklistTick.objects.order_by("note"))


def witnessed(proxy: Proxy) -> set[str]:
    """The presses that the server answered with yes, as the proxy saw them go by."""
    return {
        tick["tap"]
        for exchange in proxy.answered(200)
        if exchange.path.endswith("/checklist/ticks")
        for tick in json.loads(exchange.body)["ticks"]
    }


def judge(phones: list[Phone], proxy: Proxy, organisation: Any, notes: list[str]) -> None:
    kept = kept_of(organisation)
    assert Counter(row.note for row in kept) == Counter(notes), "one was lost, or one was kept twice"
    for phone in phones:
        assert {str(row.tap) for row in kept} >= set(phone.saved)
        assert phone.received <= witnessed(proxy), "shown as received before the server had it"
        assert phone.refused == []


def test_every_tick_arrives_once_whatever_the_network_does(tmp_path: Path):
    with a_walk(tmp_path) as (a_phone, proxy, _, organisation):
        phone = a_phone()
        phone.wakes()
        notes: list[str] = []
        for name, fault in FAULTS.items():
            proxy.plan([fault] * TICKS)
            before = len(proxy.seen)
            for number in range(TICKS):
                notes.append(f"{name} {number}")
                phone.ticks(notes[-1])
            phone.sends_all(600)
            assert fault.do in proxy.seen[before:], f"no request met {name}: the check is powerless"
            kept = Counter(row.note for row in kept_of(organisation))
            # A request that was kept back comes with the one after it, or when the line closes.
            assert fault.do is Do.LATER or kept == Counter(notes), name
    judge([phone], proxy, organisation, notes)


def test_every_tick_arrives_once_though_its_line_stalls(tmp_path: Path):
    """The server has the tick, and the line says nothing for so long that the phone gives up and asks again.

    One after another a hundred stalls would take most of an hour: so many phones of both leads stall at once, each on
    a line of its own.
    """
    with a_walk(tmp_path) as (a_phone, proxy, leads, organisation):
        phones = [a_phone(leads[n % 2]) for n in range(min(AT_ONCE, TICKS))]
        for phone in phones:
            phone.wakes()
        notes: list[str] = []
        while len(notes) < TICKS:
            stalled = phones[: TICKS - len(notes)]
            proxy.plan([STALL] * len(stalled))
            began = time.monotonic()
            for phone in stalled:
                notes.append(f"stalled {len(notes):03}")
                phone.ticks(notes[-1])
            senders = [threading.Thread(target=phone.sends_all, args=(300,)) for phone in stalled]
            for sender in senders:
                sender.start()
            for sender in senders:
                sender.join()
            assert proxy.left == 0, "a phone met no stall: the check is powerless"
            assert time.monotonic() - began >= min(STALLED, PATIENCE), "nobody waited"
            assert Counter(row.note for row in kept_of(organisation)) == Counter(notes)
        met = Counter(
            tick["tap"]
            for exchange in proxy.exchanges
            if exchange.fault is Do.STALL
            for tick in json.loads(exchange.body)["ticks"]
        )
    assert len(proxy.stalls) == TICKS
    assert min(proxy.stalls) >= STALLED
    assert met == Counter(key for phone in phones for key in phone.saved), "each tick stalled once"
    for phone in phones:
        assert len(phone.received) == len(phone.saved)
    judge(phones, proxy, organisation, notes)


def test_every_tick_arrives_once_through_kills_of_the_app_and_wrong_clocks(tmp_path: Path):
    """Killed at random moments, with a clock up to three days off, on a network that fails in every way."""
    chance = random.Random(SEED)
    every = [*FAULTS.values(), STALL]
    said: dict[str, dt.datetime] = {}  # by the phone's own clock
    with a_walk(tmp_path) as (a_phone, proxy, _, organisation):
        phone = a_phone()
        for number in range(KILLS + CLOCKS):
            wrong = chance.randint(-DAYS_3, DAYS_3) if number >= KILLS else 0
            proxy.plan(chance.choice(every) for _ in range(2))
            phone.wakes(wrong)
            note = f"{number:04}"
            said[note] = phone.ticks(note, clock_error=wrong)
            time.sleep(chance.uniform(0, 0.4))
            phone.dies()
        proxy.plan([])
        phone.wakes()
        phone.sends_all()
    judge([phone], proxy, organisation, list(said))
    stored = kept_of(organisation)
    assert {row.note: row.device_at for row in stored} == said
    assert all(row.counts_at is not None and row.counts_at <= row.server_at for row in stored)


def test_a_press_that_was_not_safe_on_the_phone_is_never_half_there(tmp_path: Path):
    """Killed at the very moment of the press: it arrives once or not at all, and what was said to be saved arrives."""
    chance = random.Random(SEED + 1)
    with a_walk(tmp_path) as (a_phone, proxy, _, organisation):
        phone = a_phone()
        pressed = []
        for number in range(KILLS):
            phone.wakes()
            note = f"{number:04}"
            phone.ticks(note, waits=False)
            pressed.append(note)
            time.sleep(chance.uniform(0, 0.02))
            phone.dies()
        phone.wakes()
        phone.sends_all()
    counts = Counter(row.note for row in kept_of(organisation))
    assert set(counts) <= set(pressed)
    assert set(counts.values()) <= {1}
    assert {str(row.tap) for row in kept_of(organisation)} >= set(phone.saved)
    assert phone.received <= witnessed(proxy)


def test_two_hundred_ticks_take_a_few_requests(tmp_path: Path):
    """Pressed without signal, on a link with 200 ms and one request in twenty lost."""
    chance = random.Random(SEED + 2)
    with a_walk(tmp_path) as (a_phone, proxy, _, organisation):
        phone = a_phone()
        phone.wakes()
        proxy.plan([Fault(Do.REFUSE)] * 1000)
        notes = [f"{n:04}" for n in range(200)]
        for note in notes:
            phone.ticks(note, waits=False)
        phone._wait(lambda: len(phone.saved) == 200, "not saved on the phone")
        proxy.plan(Fault(Do.LOSE_REPLY) if chance.random() < 0.05 else Fault(Do.DELAY, 0.1) for _ in range(1000))
        before, began = len(proxy.seen), time.monotonic()
        phone.sends_all()
        requests, seconds = len(proxy.seen) - before, time.monotonic() - began
    print(f"200 ticks, {requests} requests, {seconds:.1f} s")
    judge([phone], proxy, organisation, notes)
    assert requests <= 5
    assert seconds < 60


def test_two_leads_send_at_once_and_each_tick_is_there(tmp_path: Path):
    with a_walk(tmp_path) as (a_phone, proxy, (rosa, bashir), organisation):
        phones = [a_phone(rosa), a_phone(bashir)]
        for phone in phones:
            phone.wakes()
        proxy.plan([Fault(Do.REFUSE)] * 40)
        for n in range(10):
            for who, phone in zip("rb", phones, strict=True):
                phone.ticks(f"{who}{'x' * n}")
        proxy.plan([Fault(Do.TWICE_AT_ONCE)] * 40)
        senders = [threading.Thread(target=phone.sends_all) for phone in phones]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
    notes = Counter(row.note for row in kept_of(organisation))
    assert notes == Counter(f"{who}{'x' * n}" for n in range(10) for who in "rb")
