"""A far end that keeps what it is handed, a kind of message whose facts a test may change, and phones that are pushed to."""

import datetime as dt
import json
from contextlib import contextmanager
from uuid import UUID, uuid4

from aftershift.core import clock
from aftershift.notifications import channels, kinds, tasks
from aftershift.notifications.channels import Result
from aftershift.notifications.kinds import Kind, Words
from aftershift.notifications.models import Delivery, Message
from aftershift.notifications.services import delivering, devices
from aftershift.notifications.services.sending import send
from aftershift.people.models import Session
from tests.factories import MONDAY_9AM, session_key_of

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
TEN = MONDAY_9AM + HOUR  # the first set time of the day; who told no shifts sleeps until then


class Phones:
    """Push, as it would be: whoever is in `who` has a phone (everybody, where it is None)."""

    def __init__(self, who=None):
        self.who, self.got, self.says = who, [], {}

    def is_on(self):
        return True

    def reached(self, members):
        return {member.pk for member in members if self.who is None or member.pk in self.who}

    def hand_over(self, parcels):
        found = {}
        for parcel in parcels:
            self.got.append((parcel.member.pk, parcel.bundle, [words.text for words in parcel.words]))
            found[parcel.bundle] = self.says.get(parcel.member.pk, Result(Delivery.State.DELIVERED))
        return found

    def texts(self, member):
        return [texts for pk, _, texts in self.got if pk == member.pk]


@contextmanager
def phones(who=None, only=True):
    """Push is open meanwhile, and e-mail is not unless `only` is False."""
    before, fake = dict(channels.registered), Phones(who)
    channels.registered["push"] = fake
    if only:
        channels.registered.pop("email", None)
    try:
        yield fake
    finally:
        channels.registered.clear()
        channels.registered.update(before)


untrue: set[UUID] = set()


def _read(messages, now):
    return {row.pk: row for row in messages if row.about_id not in untrue}


def _write(row, language):
    return Words("News", f"{row.facts.get('text', 'news')} {language}".strip(), "News", "/")


@contextmanager
def news():
    """The kind `news`: true unless its `about` is in `untrue`."""
    kinds.registered["news"] = Kind("news", _read, _write)
    try:
        yield
    finally:
        del kinds.registered["news"]
        untrue.clear()


def tell(*members, text="news", key=None, speed="set_time", now=TEN, about=None, **more):
    send(
        organisation_id=members[0].organisation_id,
        members=[member.pk for member in members],
        kind="news",
        about=about or uuid4(),
        facts={"text": text},
        key=key or str(uuid4()),
        speed=speed,
        now=now,
        **more,
    )


def deliver(organisation, now):
    """What the worker does for one organisation, until nothing is left."""
    for step in (delivering.settle_due, tasks.hand_over_due):
        while step(organisation_id=organisation.pk, now=now):
            pass


def outcomes():
    return sorted(Message.objects.values_list("outcome", flat=True))


def session_of(member) -> Session:
    known = set(Session.objects.values_list("pk", flat=True))
    session_key_of(member)
    return Session.objects.exclude(pk__in=known).get()


def phone_of(member, token, platform="android", now=None):
    """A phone on which this member signs in and allows notifications."""
    session = session_of(member)
    devices.register(session_id=session.public_id, token=token, platform=platform, now=now or clock.now())
    return session


def tell_now(*members, **more):
    """At once, whatever the time of day is."""
    now = clock.now()
    tell(*members, speed="urgent", now=now, expires_at=now + 24 * HOUR, **more)
    return now


def about(letter):
    return json.loads(letter["data"]["body"])
