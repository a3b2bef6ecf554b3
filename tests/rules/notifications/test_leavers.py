"""Q-S6: whoever leaves loses every way in and out at once, and their place goes to who waits."""

import datetime as dt
import os

import pytest
from django.conf import settings as configured
from django.test import Client as Browser

from aftershift.activities.models import SignUp
from aftershift.activities.services import joining
from aftershift.calendars import services as feeds
from aftershift.core import clock
from aftershift.notifications.models import Message
from aftershift.notifications.services import devices
from aftershift.people.models import Session
from aftershift.people.services import leaving
from tests.factories import MemberFactory, OrganisationFactory, session_key_of, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.calendars.test_feeds import fetch
from tests.rules.notifications import world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Message.token is deprecated"),
]
LEAVERS = int(os.environ.get("LEAVERS", "6"))  # 50 by night
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _news(settings):
    settings.CLOCK_CAN_MOVE = False
    with world.news():
        yield


class Leaver:
    """A browser, a phone with its push, a calendar, a message that waits, and a link to the programme as a file."""

    def __init__(self, organisation, number, now):
        self.token = f"phone-{number}"
        self.member = MemberFactory(organisation=organisation, roles=("organiser",))
        self.browser = Browser()
        self.browser.cookies[configured.SESSION_COOKIE_NAME] = session_key_of(self.member)
        known = set(Session.objects.values_list("pk", flat=True))
        self.app = signed_in(self.member)
        session = Session.objects.exclude(pk__in=known).get()
        devices.register(session_id=session.public_id, token=self.token, platform="android", now=now)
        self.feed = feeds.make(member=self.member, purpose="mine", now=now).secret

    def ways(self):
        """What each of them answers."""
        return {
            "browser": self.browser.get("/api/v1/session").status_code,
            "app": self.app.get("/api/v1/session").status_code,
            "calendar": fetch(self.feed).status_code,
            "programme as a file": self.browser.get("/api/v1/programme-file?form=csv").status_code,
            "own data as a file": self.app.get("/api/v1/me/data").status_code,
        }


def test_whoever_leaves_loses_every_way_at_once(google):
    now = clock.now()
    organisation = OrganisationFactory()
    activity = ActivityFactory(organisation=organisation)
    ben = MemberFactory(organisation=organisation)
    leavers = [Leaver(organisation, number, now) for number in range(LEAVERS)]
    for number, one in enumerate(leavers):
        walk = OccurrenceFactory(activity=activity, places=1, starts_at=now + dt.timedelta(days=3 + number))
        joining.join(member=one.member, occurrence_id=walk.pk, now=now)
        joining.join(member=ben, occurrence_id=walk.pk, is_straight_in=True, now=now)
        world.tell_now(one.member)
    world.deliver(organisation, clock.now())
    assert [len(google.letters[one.token]) for one in leavers] == [1] * LEAVERS
    assert {tuple(one.ways().values()) for one in leavers} == {(200, 200, 200, 200, 200)}

    for number, one in enumerate(leavers):
        world.tell_now(one.member)  # waits while they leave
        (leaving.leave if number % 2 else leaving.forget_member)(member=one.member, now=now)
        assert set(one.ways().values()) <= {401, 404}
    world.deliver(organisation, clock.now() + HOUR)
    assert [len(google.letters[one.token]) for one in leavers] == [1] * LEAVERS, "nothing more"
    assert not Message.objects.filter(settled_at=None).exclude(member=ben).exists()
    assert SignUp.objects.filter(member=ben, status="placed").count() == LEAVERS
    assert not SignUp.objects.exclude(member=ben).filter(status__in=("placed", "waiting", "offered")).exists()
