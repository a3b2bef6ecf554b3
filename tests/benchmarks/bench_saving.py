"""Saving one shift change costs the same in an organisation of 200 and of 200,000.

Both stand in one database, the small one measured before the large one is made, so that every index grows with it.
Members are made in bulk with what each would have: a person, a pattern, a changed day and a free map, which one member
of each rota told through the service and the others get as a copy. Measured is the service itself: lock the member, look
for overlaps, write the day, derive the map. Processor time of this process (the database has its own), and statements.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from django_scopes import scope

from aftershift.core import clock
from aftershift.core.ids import new_id
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member, Person
from aftershift.shifts import selectors, services
from aftershift.shifts.models import DayChange, FreeMap, Pattern
from tests.factories import statements

FEW, MANY, SAVES, AT_ONCE = 200, 200_000, 300, 2_000
CYCLES = (
    ["07:00-15:00"] * 5 + ["-"] * 2,
    ["07:00-15:00"] * 5 + ["-"] * 2 + ["13:30-21:30"] * 5 + ["-"] * 2,
    ["21:30-07:30"] * 4 + ["-"] * 4,
    ["07:00-19:00"] * 2 + ["19:00-07:00"] * 2 + ["-"] * 4,
)


def members(organisation: Organisation, count: int, now: dt.datetime) -> list[Member]:
    people = Person.objects.bulk_create([Person(password="!") for _ in range(count)], batch_size=AT_ONCE)
    return Member.objects.bulk_create(
        [
            Member(organisation=organisation, person=person, called_name="Ama", joined_at=now, confirmed_at=now)
            for person in people
        ],
        batch_size=AT_ONCE,
    )


def copies(rows: list[Any], of: list[Member]) -> None:
    """What the first members told, for all the others: member i has the rota of member i modulo the rotas."""
    model = type(rows[0])
    names = [field.attname for field in model._meta.fields if field.attname not in ("id", "member_id")]
    for first in range(len(rows), len(of), AT_ONCE):
        model._default_manager.bulk_create(
            [
                model(
                    id=new_id(),
                    member_id=member.pk,
                    **{name: getattr(rows[(first + k) % len(rows)], name) for name in names},
                )
                for k, member in enumerate(of[first : first + AT_ONCE])
            ]
        )


def made(count: int, now: dt.datetime) -> list[Member]:
    """The members of a new organisation of this size."""
    organisation = Organisation(id=new_id(), name=f"Hospital of {count}", short_name=f"of-{count}")
    organisation.save()
    today = organisation.local(now).date()
    with scope(organisation=organisation.pk):
        found = members(organisation, count, now)
        tellers = found[: len(CYCLES)]
        for member, cycle in zip(tellers, CYCLES, strict=True):
            services.set_pattern(member=member, days=cycle, anchor_date=today, now=now)
            services.change_day(member=member, date=today + dt.timedelta(days=30), shifts=[], now=now)
        for model in (Pattern, DayChange, FreeMap):
            told = {row.member_id: row for row in model.objects.of(organisation.pk).all()}
            copies([told[member.pk] for member in tellers], found)
    return found


def save(member: Member, day: int, now: dt.datetime) -> Callable[[], object]:
    date = member.organisation.local(now).date() + dt.timedelta(days=day)
    return lambda: services.change_day(member=member, date=date, shifts=[], now=now)


def measured(found: list[Member], now: dt.datetime, *, first_day: int) -> tuple[float, float, int]:
    """Median processor and waiting seconds of one save, and its statements."""
    cpu, waited = [], []
    organisation = found[0].organisation
    with scope(organisation=organisation.pk):
        for place in range(SAVES):
            work = save(found[place * 7919 % len(found)], first_day + place // len(found), now)
            started, begun = time.process_time(), time.perf_counter()
            work()
            cpu.append(time.process_time() - started)
            waited.append(time.perf_counter() - begun)
        member = found[-1]
        count = statements(save(member, first_day + 9, now))
        assert selectors.visible_free_maps(member=member).exists()
    return statistics.median(cpu), statistics.median(waited), count


def run() -> list[dict[str, Any]]:
    call_command("migrate", verbosity=0)
    now = clock.now()
    few = made(FEW, now)
    measured(few, now, first_day=60)  # imports, plans and caches
    small_cpu, small_wait, small_statements = measured(
        few, now, first_day=40
    )  # days not told before, as among the many
    begun = time.monotonic()
    many = made(MANY, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    made_in = time.monotonic() - begun
    cpu, wait, count = measured(many, now, first_day=40)
    what = f"save one shift change among {MANY} over {FEW}"
    rows: list[dict[str, Any]] = [
        {
            "goal": "save",
            "what": f"{what}, processor (made in {made_in:.0f} s)",
            "must": "<= 1.5x",
            "target": "<= 1.1x",
            "seen": f"{cpu / small_cpu:.2f}x ({cpu * 1000:.1f} ms over {small_cpu * 1000:.1f} ms)",
            "ok": cpu <= 1.5 * small_cpu,
        },
        {
            "goal": "save",
            "what": f"{what}, statements",
            "must": "the same",
            "target": "the same",
            "seen": f"{count} and {small_statements}",
            "ok": count == small_statements,
        },
        {
            "goal": "save",
            "what": f"{what}, waiting for the database too",
            "must": "<= 1.5x",
            "target": "<= 1.1x",
            "seen": f"{wait / small_wait:.2f}x ({wait * 1000:.1f} ms over {small_wait * 1000:.1f} ms)",
            "ok": wait <= 1.5 * small_wait,
            "warns": True,
        },
    ]
    return rows
