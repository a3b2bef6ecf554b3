"""Q-R9 with Q-R6: a worker killed after Google has the letter and before that is written down tells nobody twice.

The letter goes out again, with the id by which the phone knows it.
"""

import datetime as dt
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connections
from django_scopes import scope

from aftershift.core import clock
from aftershift.notifications.models import Delivery, Device
from aftershift.notifications.services import devices
from aftershift.notifications.services.sending import send
from aftershift.people.models import Session
from tests.factories import MemberFactory, OrganisationFactory, session_key_of
from tests.faults import fcm
from tests.races.harness import server_env
from tests.servers import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
PHONES = 12

WORKER = """
import datetime as dt, time
import django
django.setup()
from aftershift.notifications import channels, kinds, tasks
from aftershift.notifications.kinds import Kind, Words
from aftershift.notifications.services import delivering

delivering.LEASE = dt.timedelta(seconds=1)
kinds.registered["news"] = Kind(
    "news", lambda rows, now: {row.pk: row.key for row in rows}, lambda key, language: Words("News", key, "News", "/")
)
channels.registered.pop("email")
print("ready", flush=True)
while True:
    tasks.deliver_due()
    time.sleep(0.02)
"""


@contextmanager
def worker(google: fcm.Fcm):
    made = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env=os.environ
        | server_env()
        | {
            "PYTHONPATH": str(Path(ROOT) / "backend"),
            "DJANGO_SETTINGS_MODULE": "aftershift.config.settings",
            "PUSH_CREDENTIALS": google.credentials,
            "PUSH_ENDPOINT": google.address,
        },
        stdout=subprocess.PIPE,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == b"ready\n"
    try:
        yield made
    finally:
        made.kill()
        made.wait()
        made.stdout.close()


def until(is_so) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.02)


def test_a_worker_killed_between_sending_and_writing_down(tmp_path):
    organisation = OrganisationFactory()
    tokens = [f"phone-{number}" for number in range(PHONES)]
    now = clock.now()
    members = []
    for token in tokens:
        member = MemberFactory(organisation=organisation)
        session_key_of(member)
        session = Session.objects.get(member_id=member.pk)
        devices.register(session_id=session.public_id, token=token, platform="android", now=now)
        members.append(member.pk)
    with scope(organisation=organisation.pk):
        send(
            organisation_id=organisation.pk,
            members=members,
            kind="news",
            about=uuid4(),
            key="once",
            speed="urgent",
            expires_at=now + dt.timedelta(hours=1),
            now=now,
        )
    connections.close_all()
    with fcm.serving(tmp_path) as google:
        google.script[tokens[-1]] = [fcm.NOTHING]  # everybody has theirs, and the batch waits for this one answer
        with worker(google):
            until(lambda: len(google.asked) == PHONES)
        with scope(organisation=organisation.pk):
            assert set(Delivery.objects.values_list("state", flat=True)) == {"sending"}
            assert not Device.objects.filter(last_bundle__isnull=False).exists()
        with worker(google):
            until(lambda: all_delivered(organisation))
        got = {token: google.tags(token) for token in tokens}
        assert all(len(times) == 2 for times in got.values()), "each went out again"
        assert all(len(set(times)) == 1 for times in got.values()), "with the id that its phone has shown already"
        assert google.wrong == []


def all_delivered(organisation) -> bool:
    with scope(organisation=organisation.pk):
        return not Delivery.objects.exclude(state="delivered").exists()
