"""Feeds: what an event costs, how that grows, and 500 people's calendars fetched at 20 a second (P11, P19, Q-R12)."""

import datetime as dt
import math
import os
import statistics
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

from django.core.management import call_command
from django.db import connection, connections
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.calendars import services as calendars
from aftershift.core import clock
from tests.benchmarks import http_world
from tests.benchmarks.http_measure import Asked, Server, running, send
from tests.benchmarks.http_world import World

Row = dict[str, Any]
PRODUCT = "aftershift.config.wsgi"
FEEDS, ENTRIES, PER_SECOND, SECONDS = 500, 200, 20, 15
SMALL, LARGE = 300, 3000


def run() -> list[Row]:
    if connection.vendor != "postgresql":
        raise SystemExit("Run under tests/pg.py: the figures are of PostgreSQL.")
    call_command("migrate", verbosity=0)
    now = clock.now()
    worlds = {size: http_world.made(f"feeds-{size}", dates=size, members=40, now=now) for size in (SMALL, LARGE)}
    crowd = http_world.made("feeds-crowd", dates=ENTRIES, members=FEEDS, now=now)
    sign_everybody_up(crowd, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    whole = {size: address(world, 0, "programme", now) for size, world in worlds.items()}
    empty = {size: address(world, 39, "leading", now) for size, world in worlds.items()}
    mine = [address(crowd, number, "mine", now) for number in range(FEEDS)]
    connections.close_all()
    env = {"TESTING": "1", "PUBLIC_URL": "http://localhost"} | {
        k: os.environ[k] for k in ("DATABASE_URL", "SECRET_KEY")
    }
    with running(PRODUCT, env, workers=1) as server:
        cost = {size: cpu(server, path, 5000 // size + 10) for size, path in whole.items()}
        idle = {size: cpu(server, path, 1000) for size, path in empty.items()}
    with running(PRODUCT, env, workers=2) as server:
        waits = paced(server, mine)
    each = cost[LARGE] / LARGE
    growth, not_sent = exponent(cost), exponent(idle)
    p95 = statistics.quantiles(waits, n=20)[-1] * 1000
    return [
        row("P11", f"feed of {LARGE}: CPU an event", "<= 0.1 ms", "<= 0.03 ms", f"{each:.3f} ms", each <= 0.1),
        row("P11", f"feed: growth exponent {SMALL} to {LARGE}", "<= 1.05", "<= 1.0", f"{growth:.2f}", growth <= 1.05),
        row("P19", "feed: growth with rows not sent", "<= 0.1", "0", f"{not_sent:.2f}", not_sent <= 0.1),
        row("Q-R12", f"{FEEDS} feeds of {ENTRIES} at {PER_SECOND}/s: p95", "< 150 ms", "-", f"{p95:.0f} ms", p95 < 150),
    ]  # fmt: skip


def row(goal: str, what: str, must: str, target: str, seen: str, ok: bool) -> Row:
    return {"goal": goal, "what": what, "must": must, "target": target, "seen": seen, "ok": ok, "warns": False}


def sign_everybody_up(world: World, now: dt.datetime) -> None:
    with scope(organisation=world.organisation.pk):
        SignUp.objects.all().delete()
        dates = list(Occurrence.objects.values_list("pk", flat=True))
        SignUp.objects.bulk_create(
            (
                SignUp(
                    organisation_id=world.organisation.pk,
                    occurrence_id=date,
                    member=member,
                    status=SignUp.Status.PLACED,
                    queued_at=now,
                    changed_at=now,
                )
                for member in world.members
                for date in dates
            ),
            batch_size=2000,
        )


def address(world: World, number: int, purpose: str, now: dt.datetime) -> str:
    with scope(organisation=world.organisation.pk):
        made = calendars.make(member=world.members[number], purpose=purpose, now=now)
    return f"/feed/{made.secret}.ics"


def cpu(server: Server, path: str, count: int) -> float:
    server.load(lambda _: Asked("GET", path, {}), 5)
    return statistics.median(server.load(lambda _: Asked("GET", path, {}), count).cpu_ms for _ in range(3))


def exponent(cost: dict[int, float]) -> float:
    return math.log(cost[LARGE] / cost[SMALL]) / math.log(LARGE / SMALL)


def paced(server: Server, paths: list[str]) -> list[float]:
    """Fetches that begin on the clock, whether the one before has come back or not; a late start counts as waiting."""
    waits: list[float] = []
    begun = time.perf_counter() + 1

    def fetch(number: int) -> None:
        due = begun + number / PER_SECOND
        time.sleep(max(0.0, due - time.perf_counter()))
        with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as line:
            status, body, _ = send(line, Asked("GET", paths[number % len(paths)], {}))
        if status != 200 or body.count(b"BEGIN:VEVENT") != ENTRIES:
            raise RuntimeError(f"{status}, {body.count(b'BEGIN:VEVENT')} events")
        waits.append(time.perf_counter() - due)

    for path in paths[:20]:  # both workers awake
        server.one(Asked("GET", path, {}))
    threads = [threading.Thread(target=fetch, args=(number,)) for number in range(PER_SECOND * SECONDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(waits) != len(threads):
        raise RuntimeError(f"only {len(waits)} of {len(threads)} fetches came back whole")
    return waits
