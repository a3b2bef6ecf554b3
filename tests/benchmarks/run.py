"""`make bench`: every figure of PERFORMANCE that this product has, against floors of its own in the same run.

Prints must / target / seen, writes var/bench.json, and ends with 1 when a must is missed.
Gates are ratios of processor time, counts of statements, bytes and memory; requests per second and waiting times only warn
where they are not themselves the goal. ARGS=finder runs one group.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT), str(ROOT / "backend")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aftershift.config.settings")
import django

import tests.environment  # noqa: F401  (before the settings are read)

django.setup()

from django.core.management import call_command
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.core import clock
from tests.benchmarks import (
    bench_counting,
    bench_feeds,
    bench_finder,
    bench_lists,
    bench_saving,
    bench_times,
    bench_whole_lists,
    http_measure,
    http_world,
)
from tests.benchmarks.http_measure import Asked, Server, running
from tests.benchmarks.http_world import World
from tests.factories import Client, session_key_of, statements

Row = dict[str, Any]
LIST = "/api/v1/occurrences"
PRODUCT, FLOOR, BARE = "aftershift.config.wsgi", "tests.benchmarks.floor", "tests.benchmarks.http_bare"
REQUESTS = 900
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # of the transaction; no statement of ours
RACERS, PLACES, RACES = 200, 10, 5


def row(goal: str, what: str, must: str, target: str, seen: str, ok: bool, *, warns: bool = False) -> Row:
    return {"goal": goal, "what": what, "must": must, "target": target, "seen": seen, "ok": ok, "warns": warns}


def env() -> dict[str, str]:
    database = connection.settings_dict
    return {
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "FLOOR_DATABASE": f"host={database['HOST']} user={database['USER']} dbname={database['NAME']}",
        "TESTING": "1",
        "SECRET_KEY": os.environ["SECRET_KEY"],
        "PUBLIC_URL": "http://localhost",
    }


def asks(path: str, token: str, **headers: str) -> Asked:
    return Asked("GET", path, {"X-Session-Token": token} | headers)


def count_statements(small: World, large: World) -> list[Row]:
    """P4: the list with sign-in, at both sizes; every second date has 20 sign-ups, the others none."""
    seen = []
    for world in (small, large):
        _, token = world.reader()
        client = Client(headers={"X-Session-Token": token})
        client.get(LIST)
        reply: Any = None

        def read(client: Client = client) -> None:
            nonlocal reply
            reply = client.get(LIST)

        seen.append(statements(read))
        assert len(reply.json()["results"]) == 30
        assert {card["taken"] for card in reply.json()["results"]} == {0, 20}
    same = "equal" if len(set(seen)) == 1 else "NOT equal"
    return [
        row("P4", "list: statements, sign-in included", "<= 4, equal", "2", f"{seen[1]}, {same}", max(seen) <= 4 and same == "equal")
    ]  # fmt: skip


def lists(large: World) -> list[Row]:
    """P2, P3, P5, P6: the page of 30, its floor, and the floor's own proof."""
    _, token = large.reader()
    product, floor, empty, nothing = [], [], [], []
    with (
        running(PRODUCT, env(), workers=1) as ours,
        running(FLOOR, env(), workers=1) as least,
        running(BARE, env(), workers=1) as bare,
    ):
        for server, path in ((ours, LIST), (least, "/list"), (bare, "/list")):
            server.load(lambda _, path=path: asks(path, token), 100)
        for _ in range(3):  # side by side, so that a noisy minute meets all of them
            product.append(ours.load(lambda _: asks(LIST, token), REQUESTS // 3))
            floor.append(least.load(lambda _: asks("/list", token), REQUESTS))
            nothing.append(least.load(lambda _: unchanged_already("/nothing", token), REQUESTS))
            empty.append(bare.load(lambda _: asks("/list", token), REQUESTS))
        unchanged_cpu, unchanged = conditional(ours, LIST, token)
        feed = large.feed_path()
        _, feed_share = conditional(ours, feed, token)
    cpu, least_cpu, empty_cpu, nothing_cpu = (
        statistics.median(s.cpu_ms for s in found) for found in (product, floor, empty, nothing)
    )
    power = least_cpu / empty_cpu
    wait = statistics.median(s.p50_ms for s in product) / statistics.median(s.p50_ms for s in floor)
    kb, floor_kb = product[0].kb, floor[0].kb
    return [
        row("floor", f"floor {least_cpu:.2f} ms against an empty Django view {empty_cpu:.2f} ms; {floor_kb:.1f} kB", "<= 0.6x", "-", f"{power:.2f}x", power <= 0.6),
        row("P2", f"list: CPU {cpu:.2f} ms against floor", "<= 12x", "<= 4x", f"{cpu / least_cpu:.1f}x", cpu / least_cpu <= 12),
        row("P3", f"list: p50 at 8 connections {product[0].p50_ms:.1f} ms against floor", "<= 8x", "<= 3x", f"{wait:.1f}x", wait <= 8, warns=True),
        row("P5", "list: bytes for 30", "<= 12 kB", "<= 9 kB", f"{kb:.1f} kB", kb <= 12),
        row("P6", f"list: CPU of a 304 {unchanged_cpu:.2f} ms against floor (decision 0013)", "<= 3x", "-", f"{unchanged_cpu / least_cpu:.1f}x", unchanged_cpu / least_cpu <= 3),
        row("P6", "list: the same against its 200, which P2 makes cheap", "<= 25 %", "<= 5 %", f"{unchanged:.0%}", unchanged <= 0.25, warns=True),
        row("P6", f"the web server's own 304, nothing looked at: {nothing_cpu:.2f} ms against 5 % of four floors", "-", "-", f"{nothing_cpu / (0.05 * 4 * least_cpu):.1f}x", True),
        row("P6", "feed of 3,000: CPU of a 304 against its 200", "<= 25 %", "<= 5 %", f"{feed_share:.0%}", feed_share <= 0.25),
    ]  # fmt: skip


def unchanged_already(path: str, token: str, **headers: str) -> Asked:
    found = asks(path, token, **headers)
    found.status = 304
    return found


def conditional(server: Server, path: str, token: str) -> tuple[float, float]:
    """Processor time of "nothing changed": ms, and as a part of the full reply's."""
    _, body, headers = server.one(asks(path, token))
    count = 900 if len(body) < 50_000 else 16
    whole = server.load(lambda _: asks(path, token), count)
    tag = headers["ETag"]

    def again(_: int) -> Asked:
        return unchanged_already(path, token, **{"If-None-Match": tag})

    cpu = server.load(again, max(count, 300)).cpu_ms
    return cpu, cpu / whole.cpu_ms


def joins(world: World) -> list[Row]:
    """P7, P8, P10: sign-ups one after another at 8 connections, and 200 at the same moment for 10 places."""
    tokens = [(str(member.pk), session_key_of(member)) for member in world.members[:RACERS]]

    def ask_ours(date: Any, number: int) -> Asked:
        member_id, token = tokens[number % RACERS]
        headers = {"X-Session-Token": token, "X-Member": member_id, "Idempotency-Key": str(uuid4()), "Content-Type": "application/json"}  # fmt: skip
        return Asked("POST", f"{LIST}/{date}/sign-ups", headers, b"{}", 201)

    def ask_floor(date: Any, number: int, path: str = "/join/") -> Asked:
        return Asked("POST", f"{path}{date}", {"X-Session-Token": tokens[number % RACERS][1]}, b"", 201)

    with running(PRODUCT, env()) as ours, running(FLOOR, env()) as least:
        rounds, dates = 3, [world.date(places=30) for _ in range(6)]
        spare = world.date(places=30)
        connections.close_all()
        ours.load(lambda n: ask_ours(spare, n), 50)
        least.load(lambda n: ask_floor(spare, n + 100), 8)
        mine, theirs = [], []
        for turn in range(rounds):
            mine.append(ours.load(lambda n, turn=turn: ask_ours(dates[2 * turn], n), RACERS))
            theirs.append(least.load(lambda n, turn=turn: ask_floor(dates[2 * turn + 1], n), RACERS))
        cpu = statistics.median(s.cpu_ms for s in mine)
        rate = statistics.median(s.rps for s in mine) / statistics.median(s.rps for s in theirs)
        raced: dict[str, list[float]] = {"ours": [], "floor": []}
        fair = True
        for _ in range(RACES):
            first, second = world.date(places=PLACES), world.date(places=PLACES)
            connections.close_all()
            took, replies = ours.race([ask_ours(first, n) for n in range(RACERS)])
            raced["ours"].append(took)
            fair = fair and held(world, first) == PLACES and {status for status, _ in replies} == {201}
            took, _ = least.race([ask_floor(second, n, "/join-at-once/") for n in range(RACERS)])
            raced["floor"].append(took)
    slower = statistics.median(raced["ours"]) / statistics.median(raced["floor"])
    count = sign_up_statements(world)
    return [
        row("P7", f"sign-ups/s at 8 against floor FOR UPDATE: {statistics.median(s.rps for s in mine):.0f}/s", ">= 0.15x", ">= 0.3x", f"{rate:.2f}x", rate >= 0.15),
        row("P8", "sign-up: statements, idempotency and sign-in included", "<= 12", "<= 7", str(count), count <= 12),
        row("P8", "sign-up: CPU", "<= 8 ms", "<= 4 ms", f"{cpu:.1f} ms", cpu <= 8),
        row("P9", f"{RACES} races of {RACERS} for {PLACES}; the proof is tests/races", "0 wrong", "-", "0 wrong" if fair else "WRONG", fair),
        row("P10", f"race of {RACERS}, all answered in {statistics.median(raced['ours']) * 1000:.0f} ms, against floor of one statement", "<= 15x", "<= 6x", f"{slower:.1f}x", slower <= 15),
    ]  # fmt: skip


def held(world: World, date: Any) -> int:
    with scope(organisation=world.organisation.pk):
        placed = SignUp.objects.filter(occurrence_id=date, status="placed").count()
        assert Occurrence.objects.get(pk=date).taken == placed
    return placed


def sign_up_statements(world: World) -> int:
    member, token = world.reader(RACERS + 1)
    date = world.date(places=30)
    client = Client(headers={"X-Session-Token": token, "X-Member": str(member.pk)})
    client.send("GET", "/api/v1/session")
    reply: Any = None

    def send() -> None:
        nonlocal reply
        reply = client.send("POST", f"{LIST}/{date}/sign-ups", {}, once=True)

    with CaptureQueriesContext(connection) as seen:
        send()
    assert reply.status_code == 201
    return sum(not query["sql"].startswith(CONTROL) for query in seen.captured_queries)


def processes(world: World) -> list[Row]:
    """P17, P18: how long to the first answer, and how much memory a worker keeps."""
    # Compiled, as the image has it; an environment that forbids Python to write would have each start compile everything.
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "backend")], check=True)
    ours = http_measure.cold_start(PRODUCT, env(), "/livez")
    bare = http_measure.cold_start(BARE, env(), "/bare")
    _, token = world.reader()
    with running(PRODUCT, env(), workers=1) as server:
        server.load(lambda _: asks(LIST, token), 20)
        fresh = server.pss_mib()
        server.load(lambda _: asks(LIST, token), 5000)
        half = server.pss_mib()
        server.load(lambda _: asks(LIST, token), 5000)
        whole = server.pss_mib()
    growth = whole / half - 1
    return [
        row("P17", f"cold start {ours:.2f} s against bare DRF {bare:.2f} s", "<= 2.5x", "<= 1.6x", f"{ours / bare:.1f}x", ours / bare <= 2.5),
        row("P18", "memory of a worker, fresh (PSS)", "<= 80 MiB", "<= 50", f"{fresh:.0f} MiB", fresh <= 80),
        row("P18", "memory of a worker after 10,000 requests", "<= 110 MiB", "<= 70", f"{whole:.0f} MiB", whole <= 110),
        row("P18", "growth in the second 5,000", "<= 10 %", "<= 3 %", f"{growth:.1%}", growth <= 0.10),
    ]  # fmt: skip


def http() -> list[Row]:
    if connection.vendor != "postgresql":
        raise SystemExit("Run under tests/pg.py: the floors are written for PostgreSQL.")
    call_command("migrate", verbosity=0)
    now = clock.now()
    small = http_world.made("small", dates=300, members=200, now=now)
    large = http_world.made("large", dates=3000, members=2000, now=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found: list[Row] = []
    for name, measure in (
        ("statements", lambda: count_statements(small, large)),
        ("lists", lambda: lists(large)),
        ("sign-ups", lambda: joins(large)),
        ("processes", lambda: processes(large)),
    ):
        begun = time.monotonic()
        rows = measure()
        found += rows
        for r in rows:
            print("  ", r["goal"], r["what"], "|", r["seen"], file=sys.stderr)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return found


GROUPS: dict[str, Callable[[], list[Row]]] = {
    "counting": bench_counting.run,
    "finder": bench_finder.run,
    "times": bench_times.run,
    "http": http,
    "saving": bench_saving.run,
    "feeds": bench_feeds.run,
    "lists": bench_lists.run,
    "whole-lists": bench_whole_lists.run,
}


def main(wanted: list[str]) -> int:
    begun = time.monotonic()
    found: list[Row] = []
    if unknown := set(wanted) - set(GROUPS):
        raise SystemExit(f"No such group: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}.")
    for name, run in GROUPS.items():
        if not wanted or name in wanted:
            found += run()
    width = max(len(r["what"]) for r in found)
    print(f"{'':6} {'':{width}}  {'must':22} {'target':14} seen")
    for r in found:
        verdict = "" if r["ok"] else ("  (warning)" if r.get("warns") else "  MISSED")
        print(f"{r['goal']:6} {r['what']:{width}}  {r['must']:22} {r['target']:14} {r['seen']}{verdict}")
    missed = [r for r in found if not r["ok"] and not r.get("warns")]
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var/bench.json").write_text(json.dumps(found, indent=1))
    print(f"{len(found)} figures, {len(missed)} missed, {time.monotonic() - begun:.0f} s; written to var/bench.json")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
