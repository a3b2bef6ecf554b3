"""The feed: right bytes, the same bytes until something changes, and a key that can be taken back."""

import datetime as dt
import re

import pytest
from django.test import Client
from django_scopes import scope
from icalendar import Calendar

from aftershift.activities.models import Activity, Occurrence, Party
from aftershift.activities.services import joining, organising
from aftershift.calendars import selectors, services, writing
from aftershift.calendars.models import Feed
from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.people.events import MemberLeft
from aftershift.people.http.early import SessionMiddleware
from aftershift.people.models import Member, Person
from tests.factories import MemberFactory, OrganisationFactory, colleagues, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ORGANISER = frozenset({"member", "organiser"})


@pytest.fixture
def now(settings):
    settings.CLOCK_CAN_MOVE = False
    return clock.now()


def fetch(secret, etag=None, method="get"):
    headers = {"If-None-Match": etag} if etag else {}
    return getattr(Client(), method)(f"/feed/{secret}.ics", headers=headers)


class World:
    """Ama with a feed, and walks from tomorrow on."""

    def __init__(self, now, *, purpose="mine", shows_titles=True, **activity):
        self.now = now
        self.organisation = OrganisationFactory()
        self.ama, self.ben = colleagues(self.organisation, 2)
        self.activity = ActivityFactory(organisation=self.organisation, **activity)
        self.made = services.make(member=self.ama, purpose=purpose, shows_titles=shows_titles, now=now)

    def walk(self, days=1, **fields):
        starts_at = self.now.replace(microsecond=0) + dt.timedelta(days=days)
        return OccurrenceFactory(activity=self.activity, starts_at=starts_at, **fields)

    def join(self, walk, member=None, **more):
        return joining.join(member=member or self.ama, occurrence_id=walk.pk, now=self.now, **more)

    def fetch(self, etag=None, method="get"):
        return fetch(self.made.secret, etag, method)

    def events(self):
        return list(Calendar.from_ical(self.fetch().content).walk("VEVENT"))


def test_my_feed_holds_what_i_have_a_place_in(now):
    world = World(now)
    mine, other = world.walk(1), world.walk(2)
    world.join(mine)
    world.join(other, world.ben)
    (event,) = world.events()
    assert event.start == mine.starts_at
    assert event.end == mine.ends_at
    assert (event["STATUS"], event["SUMMARY"], event["LOCATION"]) == (
        "CONFIRMED",
        "Thursday walk",
        "Main door, by the big clock",
    )


def test_titles_are_neutral_unless_their_owner_asks_for_them(now):
    world = World(now, shows_titles=False, title="Blood pressure check")
    world.join(world.walk())
    body = world.fetch().content.decode()
    assert "SUMMARY:After work\r\n" in body
    assert "Blood pressure" not in body
    assert "LOCATION" not in body


def test_the_programme_holds_every_listed_date_and_no_planned_or_private_one(now):
    world = World(now, purpose="programme")
    listed = world.walk(1)
    world.walk(2, state="planned")
    Activity.objects.filter(pk=(private := ActivityFactory(organisation=world.organisation)).pk).update(
        is_programme=False
    )
    OccurrenceFactory(activity=private, starts_at=now + 30 * HOUR)
    assert [event.start for event in world.events()] == [listed.starts_at]


def test_waiting_is_tentative(now):
    world = World(now)
    full = world.walk(places=1)
    world.join(full, world.ben)
    world.join(full)
    (event,) = world.events()
    assert (event["STATUS"], event["SUMMARY"]) == ("TENTATIVE", "Waiting: Thursday walk")
    joining.leave(member=world.ben, occurrence_id=full.pk, now=now)
    (event,) = world.events()
    assert (event["STATUS"], event["SUMMARY"]) == ("CONFIRMED", "Thursday walk")


def test_a_cancelled_date_is_shown_as_cancelled_for_thirty_days(now):
    """RULE-49."""
    world = World(now)
    walk = world.walk(40)
    world.join(walk)
    before = world.events()[0]
    organising.cancel(member=world.ben, roles=ORGANISER, occurrence_id=walk.pk, now=now)
    (event,) = world.events()
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "CANCELLED: Thursday walk")
    assert event["UID"] == before["UID"]
    assert event["SEQUENCE"] == before["SEQUENCE"] + 1
    Occurrence.objects.update(revised_at=now - dt.timedelta(days=32))
    assert world.events() == []


def test_whoever_waited_for_a_cancelled_date_sees_that_it_is_cancelled(now):
    """RULE-13."""
    world = World(now)
    walk = world.walk(places=1)
    world.join(walk, world.ben)
    world.join(walk)
    organising.cancel(member=world.ben, roles=ORGANISER, occurrence_id=walk.pk, now=now)
    assert [event["STATUS"] for event in world.events()] == ["CANCELLED"]


def test_a_change_moves_sequence_and_stamps_and_nothing_else_does(now):
    """RULE-48."""
    world = World(now)
    walk = world.walk()
    world.join(walk)
    (first,) = world.events()
    world.join(walk, world.ben)
    (same,) = world.events()
    assert same.to_ical() == first.to_ical()
    later = now + HOUR
    organising.change_activity(
        member=world.ben, roles=ORGANISER, activity_id=world.activity.pk, changes={"title": "Long walk"}, now=later
    )
    (changed,) = world.events()
    assert changed["SEQUENCE"] == first["SEQUENCE"] + 1
    assert changed["UID"] == first["UID"]
    assert changed.LAST_MODIFIED == changed.DTSTAMP == later.replace(microsecond=0)


def test_the_uid_knows_neither_host_nor_table(now, settings):
    """RULE-48."""
    world = World(now)
    walk = world.walk()
    world.join(walk)
    uid = str(world.events()[0]["UID"])
    settings.PUBLIC_URL = "https://elsewhere.example.org"
    assert str(world.events()[0]["UID"]) == uid
    assert str(walk.pk) not in uid
    assert "@" not in uid


def test_two_fetches_are_the_same_bytes_and_the_second_can_be_a_304(now):
    world = World(now)
    for day in range(1, 6):
        world.join(world.walk(day))
    first, second = world.fetch(), world.fetch()
    assert first.status_code == 200
    assert first.content == second.content
    assert first["ETag"] == second["ETag"]
    unchanged = world.fetch(first["ETag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    world.join(world.walk(9))
    assert world.fetch(first["ETag"]).status_code == 200


def test_an_unchanged_feed_takes_two_statements_however_long_it_is(now):
    world = World(now)
    world.join(world.walk())
    etag = world.fetch()["ETag"]
    assert statements(lambda: world.fetch(etag)) == 2
    for day in range(2, 30):
        world.join(world.walk(day))
    etag = world.fetch()["ETag"]
    assert statements(lambda: world.fetch(etag)) == 2


def answers(secret, etag):
    """What a calendar program can hear, each with its headers."""
    asked = [
        fetch(secret),
        fetch(secret, etag),
        fetch(secret, '"another"'),
        fetch(secret, method="head"),
        fetch("a" * 32),
        fetch("a" * 32, method="head"),
        fetch(secret, method="post"),
        fetch("not/one"),
        Client(headers={"host": "elsewhere.example.org"}).get(f"/feed/{secret}.ics"),
        Client(headers={"cookie": f"aftershift={'k' * 32}"}).get(f"/feed/{secret}.ics"),
    ]
    return [(reply.status_code, reply.content, dict(reply.headers), reply.cookies) for reply in asked]


def test_a_calendar_program_hears_above_the_layers_for_people_what_it_would_below_them(now, settings):
    """The layers below know people; a feed is answered without them, word for word and header for header."""
    settings.ALLOWED_HOSTS = ["testserver"]
    world = World(now)
    world.join(world.walk())
    etag = world.fetch()["ETag"]
    early = answers(world.made.secret, etag)
    layer = "aftershift.calendars.http.early.FeedMiddleware"
    assert layer in settings.MIDDLEWARE
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != layer]
    assert answers(world.made.secret, etag) == early
    assert [status for status, *_ in early] == [200, 304, 200, 200, 404, 404, 405, 404, 400, 200]


def test_the_layers_for_people_are_not_asked(now, monkeypatch):
    world = World(now)

    def refuse(*_):
        raise AssertionError("a layer for people was asked")

    monkeypatch.setattr(SessionMiddleware, "process_request", refuse)
    etag = world.fetch()["ETag"]
    assert world.fetch(etag).status_code == 304
    assert fetch("a" * 32).status_code == 404
    with pytest.raises(AssertionError, match="a layer for people was asked"):
        world.fetch(method="post")


def test_the_bytes_keep_the_rules_of_the_format(now):
    """Q-R12."""
    world = World(
        now, title="Zażółć gęślą jaźń; 歩く, تمشية \U0001f33b " * 2, meeting_place="Gate 4; by, the \\ clock " * 6
    )
    for day in range(1, 4):
        world.join(world.walk(day))
    body = world.fetch().content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    lines = body.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)
    unfolded = body.replace(b"\r\n ", b"").decode()
    for wanted in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Aftershift",
        "X-WR-CALNAME:Aftershift",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ):
        assert f"\r\n{wanted}\r\n" in unfolded
    assert "TZID" not in unfolded
    assert "VTIMEZONE" not in unfolded
    assert "ATTENDEE" not in unfolded
    assert "ORGANIZER" not in unfolded
    assert "mailto" not in unfolded.lower()
    starts = re.findall(r"\r\nDTSTART:(.+)\r\n", unfolded)
    assert len(starts) == 3
    assert all(re.fullmatch(r"\d{8}T\d{6}Z", start) for start in starts)


def test_head_answers_like_get_without_the_body(now):
    world = World(now)
    world.join(world.walk())
    head, got = world.fetch(method="head"), world.fetch()
    assert head.status_code == 200
    assert head.content == b""
    assert {name: head[name] for name in ("ETag", "Content-Type")} == {
        name: got[name] for name in ("ETag", "Content-Type")
    }


def test_the_reply_is_private_and_hidden_from_search(now):
    """Q-S7."""
    reply = World(now).fetch()
    assert reply["Cache-Control"].startswith("private")
    assert reply["X-Robots-Tag"] == "noindex"
    assert reply["Referrer-Policy"] == "no-referrer"
    assert reply["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Content-Disposition" not in reply
    assert not reply.cookies


def test_the_secret_has_160_bits_and_is_not_kept(now):
    world = World(now)
    assert re.fullmatch(r"[a-z2-7]{32}", world.made.secret)
    assert world.made.secret not in repr(list(Feed.objects.values()))


@pytest.mark.unscoped
def test_wrong_revoked_unused_and_never_issued_are_one_and_the_same_404(now):
    """Q-S7."""
    replies = []
    for spoil in ("wrong", "revoked", "replaced", "unused", "left", "left unheard", "switched off"):
        with scope(organisation=(organisation := OrganisationFactory()).pk):
            ama = MemberFactory(organisation=organisation)
            made = services.make(member=ama, purpose="mine", shows_titles=True, now=now)
            secret = made.secret
            assert fetch(secret).status_code == 200
            if spoil == "wrong":
                secret = "a" * 32
            elif spoil == "revoked":
                services.revoke(member=ama, feed_id=made.row_id, now=now)
            elif spoil == "replaced":
                services.make(member=ama, purpose="mine", shows_titles=True, now=now)
            elif spoil == "unused":
                Feed.objects.filter(pk=made.row_id).update(last_fetched_at=now - dt.timedelta(days=400))
            elif spoil == "left unheard":
                Member.objects.filter(pk=ama.pk).update(left_at=now)
            elif spoil == "switched off":
                Person.objects.filter(pk=ama.person_id).update(is_active=False)
            else:
                services.end_feeds_of(MemberLeft(organisation_id=organisation.pk, member_id=ama.pk, at=now))
        replies.append(fetch(secret))
    assert {reply.status_code for reply in replies} == {404}
    assert len({reply.content for reply in replies}) == 1
    assert len({tuple(sorted(reply.headers.items())) for reply in replies}) == 1


def test_the_owner_sees_when_it_was_last_fetched(now):
    world = World(now)
    assert Feed.objects.get().last_fetched_at is None
    world.fetch()
    assert now <= Feed.objects.get().last_fetched_at <= clock.now()


def test_a_feed_is_taken_back_only_by_its_owner(now):
    world = World(now)
    with pytest.raises(NotVisible):
        services.revoke(member=world.ben, feed_id=world.made.row_id, now=now)
    assert world.fetch().status_code == 200


@pytest.mark.unscoped
def test_a_feed_never_holds_anything_of_another_organisation(now):
    made = {}
    for name in ("here", "there"):
        organisation = OrganisationFactory()
        with scope(organisation=organisation.pk):
            member = MemberFactory(organisation=organisation)
            OccurrenceFactory(
                activity=ActivityFactory(organisation=organisation, title=name), starts_at=now + 30 * HOUR
            )
            made[name] = services.make(member=member, purpose="programme", shows_titles=True, now=now)
    body = Client().get(f"/feed/{made['here'].secret}.ics").content.decode()
    assert "SUMMARY:here" in body
    assert "there" not in body


def test_what_stands_in_the_row_decides_the_bytes(now):
    """The validator and the bytes are made from the same rows."""
    world = World(now)
    world.join(world.walk())
    feed = Feed.objects.get()
    rows = selectors.entries(feed=feed, today=now.date())
    assert writing.calendar_of(feed=feed, entries=rows) == world.fetch().content


def test_a_turn_that_was_given_back_once_hides_no_turn_that_stands(now):
    """Moved to the top of the queue, the later turn stands before the earlier one, also in time."""
    world = World(now)
    walk = world.walk(places=2)
    (cleo,) = colleagues(world.organisation, 1)
    world.join(walk, cleo)
    world.join(walk, world.ben, guests=Party(adults=1))  # waits, and stays first
    world.now += HOUR
    world.join(walk)
    joining.leave(member=world.ama, occurrence_id=walk.pk, now=world.now)
    world.now += HOUR
    mine = world.join(walk)
    before = world.events()[0]["SEQUENCE"]
    call = {"member": cleo, "roles": ORGANISER, "occurrence_id": walk.pk, "now": world.now}
    organising.set_places(places=1, to_queue=[mine.pk], reason="Fewer seats", **call)
    (event,) = world.events()
    assert event["STATUS"] == "TENTATIVE"
    assert event["SEQUENCE"] > before
