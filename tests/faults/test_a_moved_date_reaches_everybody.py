"""From end to end: a lead moves a date through the API, and it reaches the inbox, the phone and the subscribed calendar of
who comes; whoever sleeps is pushed to after they wake. Real server, real worker, real subscriber; only Google is a
stand-in (`fcm.py`), and the clock is moved as in the demonstration."""

import datetime as dt
import json
import os
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection

import pytest
from django.db import connections
from django_scopes import scope
from icalendar import Calendar

from aftershift.activities.services import joining
from aftershift.calendars import services as feeds
from aftershift.core import clock
from aftershift.notifications.models import Preference
from aftershift.notifications.services import devices, reading
from aftershift.people.models import Session
from aftershift.shifts import services as shifts
from tests.factories import LONDON, MemberFactory, OrganisationFactory, session_key_of
from tests.faults import fcm
from tests.races.harness import server_env
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.calendars.test_subscribers import Phone as Calendars
from tests.servers import ROOT, served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
HOUR = dt.timedelta(hours=1)
REASON = "The gate is locked until seven"


class Member:
    """A member with a session of their own, as a phone would have it, and with or without a device to push to."""

    def __init__(self, organisation, name, **fields):
        self.row = MemberFactory(organisation=organisation, called_name=name, **fields)
        self.key, self.token = session_key_of(self.row), f"the-phone-of-{name}"
        session = Session.objects.get(member_id=self.row.pk)
        devices.register(session_id=session.public_id, token=self.token, platform="android", now=clock.now())
        for kind in ("reminder", "place"):  # so that what arrives is what this is about
            reading.prefer(member=self.row, kind=kind, channel=Preference.Channel.PUSH, is_on=False)

    def ask(self, port, method, path, body=None, **headers):
        head = {"X-Session-Token": self.key, "X-Member": str(self.row.pk), "Content-Type": "application/json"} | headers
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
            line.request(method, path, json.dumps(body) if body is not None else None, head)
            reply = line.getresponse()
            return reply, json.loads(reply.read() or b"null")


def work(env):
    """One round of the worker that runs in earnest."""
    command = [sys.executable, "backend/manage.py", "worker", "--once"]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | env, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "failed" not in done.stdout + done.stderr


def entry(port, secret):
    """(UID, SEQUENCE, start) of the one entry as the feed says it: vdirsyncer makes UIDs of its own."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("GET", f"/feed/{secret}.ics")
        (event,) = Calendar.from_ical(line.getresponse().read()).walk("VEVENT")
    return str(event["UID"]), int(event["SEQUENCE"]), event.start


def test_a_moved_date_reaches_inbox_phone_and_calendar_and_wakes_nobody(tmp_path, settings):
    settings.CLOCK_CAN_MOVE = True
    local = clock.now().astimezone(LONDON)
    noon = dt.datetime.combine(local.date() + dt.timedelta(days=1), dt.time(12), LONDON)
    clock.move(by=noon - local)
    starts = noon.astimezone(dt.UTC) + 6 * HOUR
    now = clock.now()
    organisation = OrganisationFactory()
    with scope(organisation=organisation.pk):
        lead, ola, ben = (
            Member(organisation, name, language=language)
            for name, language in (("Lee", "en"), ("Ola", "pl"), ("Ben", "en"))
        )
        # Ben works nights: he came off at 07:00 and is left alone until 16:00. Ola has told no shifts: she is awake at noon.
        shifts.set_pattern(member=ben.row, days=["21:30-07:00"], anchor_date=noon.date(), now=now - 48 * HOUR)
        activity = ActivityFactory(organisation=organisation, title="Walk to the war memorial", lead=lead.row)
        walk = OccurrenceFactory(activity=activity, starts_at=starts)
        for someone in (ola, ben):
            joining.join(member=someone.row, occurrence_id=walk.pk, now=now)
        feed = feeds.make(member=ola.row, purpose="mine", shows_titles=True, now=now)
    connections.close_all()
    with fcm.serving(tmp_path) as google:
        env = server_env() | {"CLOCK_CAN_MOVE": "1"}
        working = env | {
            "PUSH_CREDENTIALS": google.credentials,
            "PUSH_ENDPOINT": google.address,
            "PYTHONPATH": "backend",
        }
        with served(env=env, workers=1) as (port, _):
            (folder := tmp_path / "calendars").mkdir()
            calendars = Calendars(folder, f"http://127.0.0.1:{port}/feed/{feed.secret}.ics")
            uid, sequence, start = entry(port, feed.secret)
            assert start == starts
            assert [at for at, _, _ in calendars.events()] == [starts]

            page = f"/api/v1/occurrences/{walk.pk}"
            seen, _ = lead.ask(port, "GET", page)
            later = noon + 7 * HOUR
            moved, body = lead.ask(
                port,
                "PUT",
                f"{page}/time",
                {"starts_date": later.date().isoformat(), "starts_time": "19:00", "reason": REASON},
                **{"If-Match": seen.getheader("ETag")},
            )
            assert moved.status == 200, body

            for someone, title in ((ola, "Inny termin"), (ben, "Another time")):
                _, inbox = someone.ask(port, "GET", "/api/v1/inbox")
                new = [row for row in inbox["results"] if row["kind"] == "date_change"]
                assert (inbox["unread"], [row["title"] for row in new]) == (1, [f"{title}: Walk to the war memorial"])
                assert REASON in new[0]["text"]
            _, inbox = lead.ask(port, "GET", "/api/v1/inbox")
            assert inbox["unread"] == 0, "whoever did it knows"

            work(working)
            (letter,) = google.letters[ola.token]
            assert letter["notification"]["title"] == "Aftershift"
            assert not any(
                private in json.dumps(letter, ensure_ascii=False) for private in ("memorial", REASON, "Lee", "19:00")
            )
            assert google.letters.keys() == {ola.token}, "Ben sleeps, and Lee did it"

            assert entry(port, feed.secret) == (uid, sequence + 1, starts + HOUR)
            assert [at for at, _, _ in calendars.events()] == [starts + HOUR]

            with scope(organisation=organisation.pk):
                clock.move(by=4 * HOUR + dt.timedelta(minutes=5))
            work(working)
            assert [len(google.letters[someone.token]) for someone in (ola, ben)] == [1, 1]
            _, inbox = ben.ask(port, "GET", "/api/v1/inbox")
            kinds = sorted(row["kind"] for row in inbox["results"])
            assert (inbox["unread"], kinds) == (2, ["date_change", "reminder"]), "a push is not a reading"
        assert google.wrong == []
