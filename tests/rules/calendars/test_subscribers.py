"""A real subscriber, vdirsyncer, and 1,000 polls, over HTTP: what is made, moved, cancelled and deleted arrives."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from django_scopes import scope
from icalendar import Calendar

from aftershift.activities.models import Occurrence
from aftershift.activities.services import joining, organising
from aftershift.calendars import services
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory
from tests.races.harness import server_env
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.servers import served

ORGANISER = frozenset({"member", "organiser"})
DAY = dt.timedelta(days=1)
CONFIG = """
[general]
status_path = "{folder}/status"
[pair aftershift]
a = "phone"
b = "feed"
collections = null
conflict_resolution = "b wins"
partial_sync = "revert"
[storage phone]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
[storage feed]
type = "http"
url = "{url}"
"""


class Phone:
    """A phone that subscribes with vdirsyncer and keeps the events as files."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        (folder / "events").mkdir()
        (folder / "config").write_text(CONFIG.format(folder=folder, url=url))
        self._run("discover")

    def _run(self, *words: str) -> None:
        asked = [sys.executable, "-m", "vdirsyncer", "-c", str(self.folder / "config"), *words]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=60, input="y\n", check=False)
        assert done.returncode == 0, done.stderr

    def events(self):
        """What it shows after looking again, in order."""
        self._run("sync", "--force-delete")
        found = [Calendar.from_ical(file.read_bytes()).walk("VEVENT")[0] for file in (self.folder / "events").iterdir()]
        return sorted(((e.start, str(e["SUMMARY"]), str(e["STATUS"])) for e in found), key=str)


@pytest.mark.django_db(transaction=True)
@pytest.mark.unscoped
def test_a_subscriber_sees_what_is_made_moved_cancelled_and_deleted(tmp_path):
    now = clock.now().replace(microsecond=0)
    with scope(organisation=(organisation := OrganisationFactory()).pk):
        ama, ben = (MemberFactory(organisation=organisation) for _ in range(2))
        activity = ActivityFactory(organisation=organisation, title="Walk; tea, \N{SUNFLOWER} " + "ł" * 50)
        walk, other = (OccurrenceFactory(activity=activity, starts_at=now + n * DAY, places=1) for n in (3, 5))
        made = services.make(member=ama, purpose="mine", shows_titles=True, now=now)
        joining.join(member=ama, occurrence_id=walk.pk, now=now)
        joining.join(member=ben, occurrence_id=other.pk, now=now)
        joining.join(member=ama, occurrence_id=other.pk, now=now)
    title = activity.title
    connections.close_all()
    with served(env=server_env(), workers=1) as (port, _):
        phone = Phone(tmp_path, f"http://127.0.0.1:{port}/feed/{made.secret}.ics")
        assert phone.events() == [
            (walk.starts_at, title, "CONFIRMED"),
            (other.starts_at, "Waiting: " + title, "TENTATIVE"),
        ]
        day = (now + 9 * DAY).date()
        with scope(organisation=organisation.pk):
            organising.move(member=ama, roles=ORGANISER, occurrence_id=walk.pk, date=day, time=dt.time(12, 15), now=now)
            walk.refresh_from_db()
            joining.leave(member=ben, occurrence_id=other.pk, now=now)
        assert phone.events() == [(other.starts_at, title, "CONFIRMED"), (walk.starts_at, title, "CONFIRMED")]
        with scope(organisation=organisation.pk):
            organising.cancel(member=ama, roles=ORGANISER, occurrence_id=walk.pk, now=now)
        assert phone.events() == [
            (other.starts_at, title, "CONFIRMED"),
            (walk.starts_at, "CANCELLED: " + title, "CANCELLED"),
        ]
        with scope(organisation=organisation.pk):
            Occurrence.objects.filter(pk=walk.pk).delete()
        assert phone.events() == [(other.starts_at, title, "CONFIRMED")]


@pytest.mark.django_db
def test_a_thousand_polls_of_unchanged_feeds_are_a_thousand_304s():
    """Q-R12."""
    now = clock.now()
    organisation = OrganisationFactory()
    activity = ActivityFactory(organisation=organisation)
    for days in range(1, 11):
        OccurrenceFactory(activity=activity, starts_at=now + days * DAY)
    phones = []
    for _ in range(20):
        made = services.make(member=MemberFactory(organisation=organisation), purpose="programme", now=now)
        phones.append((f"/feed/{made.secret}.ics", Client().get(f"/feed/{made.secret}.ics")))
    for address, first in phones:
        assert Client().get(address).content == first.content
        for _ in range(50):
            again = Client().get(address, headers={"If-None-Match": first["ETag"]})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
