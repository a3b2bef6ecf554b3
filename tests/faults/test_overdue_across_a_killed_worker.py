"""DESIGN 8: an overdue alert survives a restart. A worker is killed in the middle of telling; another one tells, once."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.core import claims, clock
from aftershift.core.events import _listeners
from aftershift.core.models import Claim
from aftershift.safety.events import GroupOverdue
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.tasks import alert_when_overdue
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import server_env
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.servers import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
HANGS_INSIDE = """
import time
import django
django.setup()
from aftershift.core.events import subscribe
from aftershift.safety import tasks
from aftershift.safety.events import GroupOverdue

def hang(event):
    print(event.step, flush=True)   # told, and its transaction is still open
    time.sleep(600)

subscribe(GroupOverdue, hang)
tasks.alert_when_overdue()
"""


def test_a_worker_killed_while_it_tells_leaves_the_alert_to_the_next_one(monkeypatch: pytest.MonkeyPatch):
    organisation = OrganisationFactory()
    ama = MemberFactory(organisation=organisation)
    begun = clock.now() - dt.timedelta(hours=3)
    with scope(organisation=organisation.pk):
        walk = OccurrenceFactory(
            activity=ActivityFactory(organisation=organisation, is_on_site=False),
            starts_at=begun,
            state="started",
            started_at=begun,
        )
        HomeContact.objects.create(
            organisation=organisation,
            occurrence=walk,
            rank=1,
            member=ama,
            state="confirmed",
            may_wake=True,
            asked_at=begun,
        )
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
        assert worker.stdout.readline() == b"first\n"
    finally:
        worker.kill()
        worker.wait()
        worker.stdout.close()
    told: list[GroupOverdue] = []
    listeners = _listeners[GroupOverdue]
    monkeypatch.setitem(_listeners, GroupOverdue, [*listeners, told.append])
    assert steps(organisation) == [], "nothing of the killed worker's transaction stays"
    assert alert_when_overdue() == 0, "still claimed: nobody else may do it yet"
    later = clock.now() + claims.LEASE + dt.timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    for _ in range(3):
        alert_when_overdue()
    assert [event.step for event in told] == ["first"]
    assert steps(organisation) == ["first"]
    much_later = later + dt.timedelta(minutes=30)
    monkeypatch.setattr(clock, "now", lambda: much_later)
    for _ in range(3):
        alert_when_overdue()
    assert [event.step for event in told] == ["first", "site"]
    assert not Claim.objects.filter(kind="overdue_alert").exists()


def steps(organisation: object) -> list[str]:
    with scope(organisation=organisation.pk):  # type: ignore[attr-defined]
        return list(OverdueStep.objects.order_by("at").values_list("step", flat=True))
