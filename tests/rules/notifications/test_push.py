"""Push through a stand-in for Firebase: the right phone, once, and dead tokens leave (Q-R9, RULE-54, RULE-56)."""

import datetime as dt
import itertools
import json
import random
import threading
from collections import Counter
from contextlib import closing
from http.client import HTTPConnection

import pytest
from django.core.checks import Error, Info

from aftershift.activities.services import joining, organising
from aftershift.core import clock
from aftershift.notifications import channels, checks, selectors, tasks
from aftershift.notifications.channels import firebase
from aftershift.notifications.models import Delivery, Device
from aftershift.notifications.models.devices import sealed
from aftershift.notifications.services import devices
from aftershift.people import codes
from aftershift.people.models import Member, Person, Session
from aftershift.people.services import leaving, sessions
from tests.factories import MemberFactory, OrganisationFactory, same_query_count, statements
from tests.faults import fcm
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.notifications import world
from tests.rules.notifications.world import about, deliver, phone_of, tell, tell_now

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Message.token is deprecated"),  # a phone still gives nothing else
]
State = Delivery.State
VAPID = "BDOU99-h67HcA6JeFXHbSNMu7e2yNNu3RzoMj8TM4W88jITfq7ZmPvIM1Iv-4_l2LxQcYwhqby2xGpWwzjfAnG5"  # 65 bytes
APPLES = "a1b2c3d4" * 8  # a token as an iPhone has it
SECOND, DAY = dt.timedelta(seconds=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _news():
    with world.news():
        yield


@pytest.fixture
def hospital():
    return OrganisationFactory()


@pytest.fixture
def ama(hospital):
    return MemberFactory(organisation=hospital, called_name="Ama")


def left() -> set[str]:
    return {device.token for device in Device.objects.all()}


def test_a_phone_gets_it_once_and_nothing_private(google, hospital, ama):
    """RULE-56."""
    phone_of(ama, "amas-phone")
    deliver(hospital, tell_now(ama, text="the walk to the war memorial with Zoë"))
    (letter,) = google.letters["amas-phone"]
    delivery = Delivery.objects.get()
    assert letter["notification"] == {"title": "Aftershift", "body": "News"}
    assert letter["data"].keys() == {"bundle", "body"}
    assert letter["data"]["bundle"] == str(delivery.bundle)
    assert about(letter) == {"organisation": str(hospital.pk), "path": "/"}
    assert letter["android"]["notification"]["tag"] == str(delivery.bundle)
    assert letter["apns"]["headers"]["apns-collapse-id"] == str(delivery.bundle)
    assert "Zoë" not in json.dumps(letter, ensure_ascii=False)
    assert (delivery.state, delivery.last_error) == (State.DELIVERED, "")


def test_what_falls_together_is_one_letter_that_counts_in_the_readers_language(google, hospital):
    ola = MemberFactory(organisation=hospital, language="pl")
    phone_of(ola, "olas-phone")
    for _ in range(3):
        at = tell_now(ola)
    deliver(hospital, at)
    (letter,) = google.letters["olas-phone"]
    assert letter["notification"]["body"] == "Masz 3 nowe wiadomości. Otwórz aplikację, aby je przeczytać."
    assert about(letter)["path"] == "/messages"


def test_a_letter_is_not_kept_longer_than_it_is_worth(google, hospital, ama):
    phone_of(ama, "amas-phone")
    now = clock.now()
    tell(ama, speed="urgent", now=now, expires_at=now + 90 * SECOND)
    deliver(hospital, now)
    (letter,) = google.letters["amas-phone"]
    assert 60 < float(letter["android"]["ttl"].rstrip("s")) <= 90
    assert abs(int(letter["apns"]["headers"]["apns-expiration"]) - (now + 90 * SECOND).timestamp()) <= 1


def test_every_phone_of_a_person_gets_it_and_a_second_try_goes_only_where_it_is_missing(google, hospital, ama):
    for token in ("phone", "tablet", "browser"):
        phone_of(ama, token)
    google.script["tablet"] = [fcm.UNAVAILABLE]
    google.script["browser"] = [fcm.UNREGISTERED]
    now = tell_now(ama)
    deliver(hospital, now)
    assert Delivery.objects.get().state == State.TEMPORARY_FAILURE
    deliver(hospital, now + 15 * SECOND)
    assert Delivery.objects.get().state == State.DELIVERED
    assert Counter(google.asked) == {"phone": 1, "tablet": 2, "browser": 1}
    assert {token: len(got) for token, got in google.letters.items()} == {"phone": 1, "tablet": 1}
    assert left() == {"phone", "tablet"}


def test_a_person_of_two_hospitals_is_reached_by_both_and_the_letter_says_which(google, hospital, ama):
    """DESIGN 9: a device belongs to a person, messages name the organisation."""
    other = OrganisationFactory()
    phone_of(MemberFactory(organisation=other, person=ama.person), "phone")
    deliver(hospital, tell_now(ama))
    assert [about(letter)["organisation"] for letter in google.letters["phone"]] == [str(hospital.pk)]


def test_an_activity_that_moves_reaches_the_phone_and_the_inbox(google, hospital, ama):
    """From the lead's press to the locked screen, through every part but Google's."""
    now = clock.now()
    rosa = MemberFactory(organisation=hospital)
    date = OccurrenceFactory(
        activity=ActivityFactory(organisation=hospital, lead=rosa), starts_at=now + dt.timedelta(hours=20)
    )
    phone_of(ama, "amas-phone")
    phone_of(rosa, "rosas-phone")
    joining.join(member=ama, occurrence_id=date.pk, now=now)
    later = hospital.local(now + dt.timedelta(hours=22))
    organising.move(member=rosa, roles=(), occurrence_id=date.pk, date=later.date(), time=later.time(), now=now)
    for hour in range(20):  # whenever she is awake
        deliver(hospital, now + hour * dt.timedelta(hours=1))
    assert selectors.inbox(member=ama, now=now)[0].kind == "date_change"
    assert len(google.letters["amas-phone"]) == 1
    assert about(google.letters["amas-phone"][0])["path"] == f"/occurrences/{date.pk}"
    assert google.letters["rosas-phone"] == [], "nobody is told of their own change"


# --- what Google may answer: reply, what is said of the delivery, when it is tried again, whether the device stays
ANSWERS = {
    "unregistered": (fcm.UNREGISTERED, State.PERMANENT_FAILURE, None, False),
    "of another project": (fcm.SENDER_MISMATCH, State.PERMANENT_FAILURE, None, False),
    "400, no token": (fcm.BAD_TOKEN, State.PERMANENT_FAILURE, None, False),
    "400, no token by the field": (fcm.BAD_TOKEN_FIELD, State.PERMANENT_FAILURE, None, False),
    "400, our letter": (fcm.BAD_LETTER, State.TECHNICAL_FAILURE, 15, True),
    "400, our letter too big": (fcm.TOO_BIG, State.TECHNICAL_FAILURE, 15, True),
    "404 of the project": (fcm.NO_SUCH_PROJECT, State.TECHNICAL_FAILURE, 15, True),
    "403 of the project": (fcm.NO_PERMISSION, State.TECHNICAL_FAILURE, 15, True),
    "429": (fcm.busy(300), State.TEMPORARY_FAILURE, 300, True),
    "429 without a time": (fcm.BUSY_WITHOUT_TIME, State.TEMPORARY_FAILURE, 60, True),
    "429 for ages": (fcm.busy("9" * 30), State.TEMPORARY_FAILURE, 86_400, True),
    "429 with garbage": (fcm.busy("soon"), State.TEMPORARY_FAILURE, 60, True),
    "500": (fcm.INTERNAL, State.TEMPORARY_FAILURE, 15, True),
    "503": (fcm.UNAVAILABLE, State.TEMPORARY_FAILURE, 15, True),
    "503 with a time": (fcm.unavailable(120), State.TEMPORARY_FAILURE, 120, True),
    "garbage": (fcm.GARBAGE, State.TEMPORARY_FAILURE, 15, True),
    "502 of a proxy": (fcm.GARBAGE_502, State.TEMPORARY_FAILURE, 15, True),
    "500 in another shape": (fcm.GARBAGE_ERROR, State.TEMPORARY_FAILURE, 15, True),
    "nothing": (fcm.NOTHING, State.TEMPORARY_FAILURE, 15, True),
    "a cut line": (fcm.CUT, State.TEMPORARY_FAILURE, 15, True),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_google_answers(google, hospital, ama, answer, monkeypatch):
    reply, state, waits, stays = ANSWERS[answer]
    monkeypatch.setattr(firebase, "TIMEOUT", 0.5)
    phone_of(ama, "phone")
    google.script["phone"] = [reply]
    now = tell_now(ama)
    deliver(hospital, now)
    row = Delivery.objects.get()
    assert google.asked == ["phone"], "one try, and the next is the worker's"
    assert row.state == state
    assert row.free_at == (None if waits is None else now + waits * SECOND)
    assert left() == ({"phone"} if stays else set())
    if waits is not None and waits < 3_600:
        deliver(hospital, now + (waits - 1) * SECOND)
        assert google.asked == ["phone"]
        deliver(hospital, now + waits * SECOND)
        assert Delivery.objects.get().state == State.DELIVERED
        assert len(set(google.tags("phone"))) == 1, "a repeat is known by its id"


def test_apples_key_refused_is_our_own_failure(google, hospital, ama):
    """Google's library takes the 401 for an access token that is over, and asks for another twice."""
    phone_of(ama, APPLES, platform="ios")
    tasks.exchange_apple_tokens()
    token = fcm.of_apple(APPLES)
    google.script[token] = [fcm.APNS_KEY] * 3
    deliver(hospital, tell_now(ama))
    assert (Delivery.objects.get().state, google.letters, left()) == (State.TECHNICAL_FAILURE, {}, {token})


def test_a_date_in_retry_after_is_waited_for(google, hospital, ama):
    now = clock.now().replace(microsecond=0)
    phone_of(ama, "phone")
    google.script["phone"] = [fcm.busy((now + 600 * SECOND).strftime("%a, %d %b %Y %H:%M:%S GMT"))]
    deliver(hospital, tell_now(ama))
    waits = (Delivery.objects.get().free_at - now).total_seconds()
    assert 590 <= waits <= 610


@pytest.mark.parametrize("oauth", [fcm.Reply(400, b'{"error": "invalid_grant"}'), fcm.GARBAGE_502, fcm.GARBAGE])
def test_credentials_that_google_refuses_cost_no_device(google, hospital, ama, oauth):
    phone_of(ama, "phone")
    google.oauth = oauth
    now = tell_now(ama)
    deliver(hospital, now)
    assert google.asked == []
    assert Delivery.objects.get().state in (State.TECHNICAL_FAILURE, State.TEMPORARY_FAILURE)
    google.oauth = None
    deliver(hospital, now + 15 * SECOND)
    assert Delivery.objects.get().state == State.DELIVERED


def test_an_access_token_is_fetched_once_for_many_letters(google, hospital):
    members = [MemberFactory(organisation=hospital) for _ in range(40)]
    for number, member in enumerate(members):
        phone_of(member, f"phone-{number}")
    deliver(hospital, tell_now(*members))
    assert (len(google.letters), google.signed_in) == (40, 1)


def test_a_thousand_tokens(google, hospital, caplog):
    """Q-R9: exactly the right 150 removed, none for our own error, nothing twice, at most 32 threads, 429 waited out."""
    kinds = {
        "ok": (700, []),
        "gone": (100, [fcm.UNREGISTERED]),
        "none": (50, [fcm.BAD_TOKEN]),
        "ours": (50, [fcm.BAD_LETTER] * 5),
        "down": (50, [fcm.UNAVAILABLE]),
        "busy": (50, [fcm.busy(30)]),
    }
    tokens = {f"{kind}-{number}": replies for kind, (count, replies) in kinds.items() for number in range(count)}
    members, now = people_with_phones(hospital, list(tokens)), clock.now()
    before = Counter(Device.objects.values_list("platform", flat=True))
    google.script.update({token: list(replies) for token, replies in tokens.items()})
    random.Random(9).shuffle(members)
    google.slow = 0.002
    most_threads = Watch()
    with most_threads:
        tell(*members, speed="urgent", now=now, expires_at=now + DAY)
        deliver(hospital, now)
        assert_not_tried_before(google, "busy", now=now, hospital=hospital, seconds=30)
        for later in (30, 120, 600, 3_600, 7_200):
            deliver(hospital, now + later * SECOND)
    assert Counter(token.split("-")[0] for token in left()) == {"ok": 700, "ours": 50, "down": 50, "busy": 50}
    removed = before - Counter(Device.objects.values_list("platform", flat=True))
    assert removed == {"android": 50, "ios": 50, "web": 50}, "phones, iPhones and browsers alike"
    assert {token: len(got) for token, got in google.letters.items() if got} == {
        f"{kind}-{number}": 1 for kind in ("ok", "down", "busy") for number in range(50 if kind != "ok" else 700)
    }
    assert Counter(Delivery.objects.values_list("state", flat=True)) == {
        State.DELIVERED: 800,
        State.PERMANENT_FAILURE: 150,
        State.TECHNICAL_FAILURE: 50,
    }
    assert Counter(google.asked.count(f"{kind}-7") for kind in ("down", "busy")) == {2: 2}
    assert most_threads.seen <= 32
    assert google.most_at_once <= 32
    assert any("push_refused" in str(record.msg) for record in caplog.records), "the operator is told"


def people_with_phones(hospital, tokens) -> list[Member]:
    """One member for each token, in few statements."""
    now = clock.now()
    persons = Person.objects.bulk_create([Person(password="!") for _ in tokens])
    members = Member.objects.bulk_create(
        Member(organisation=hospital, person=person, called_name="Ama", joined_at=now, confirmed_at=now)
        for person in persons
    )
    signed_in = Session.objects.bulk_create(
        Session(session_key=codes.hashed(token), person=member.person, member=member, expire_date=now + DAY)
        for token, member in zip(tokens, members, strict=True)
    )
    Device.objects.bulk_create(
        Device(
            session=session,
            token_hash=codes.hashed(f"apple {token}" if platform == "ios" else token),
            sealed_token=sealed(token),
            sealed_apple_token=sealed(f"apple {token}") if platform == "ios" else "",
            platform=platform,
            seen_at=now,
        )
        for token, session, platform in zip(tokens, signed_in, itertools.cycle(("android", "ios", "web")), strict=False)
    )
    return members


def assert_not_tried_before(google, kind, *, now, hospital, seconds):
    before = sum(token.startswith(kind) for token in google.asked)
    deliver(hospital, now + (seconds - 1) * SECOND)
    assert sum(token.startswith(kind) for token in google.asked) == before == 50


class Watch(threading.Thread):
    """How many threads send at once."""

    def __init__(self):
        super().__init__(daemon=True)
        self.seen, self.over = 0, threading.Event()

    def run(self):
        while not self.over.wait(0.001):
            self.seen = max(self.seen, sum(t.name.startswith("push") for t in threading.enumerate()))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()
        assert self.seen > 1, "nothing was watched"


def test_handing_over_takes_as_many_statements_for_many_as_for_few(google, hospital):
    def make(count, prefix):
        members = [MemberFactory(organisation=hospital) for _ in range(count)]
        for number, member in enumerate(members):
            phone_of(member, f"{prefix}-{number}")
        return members

    few, many = make(2, "few"), make(30, "many")
    counts = []
    for members in (few, many):
        now = tell_now(*members)
        counts.append(statements(lambda at=now: deliver(hospital, at)))
    assert counts[0] == counts[1]


# --- whose phone it is
def test_the_newest_sign_in_takes_the_phone_over(google, hospital, ama):
    """RULE-54: phones are shared."""
    ben = MemberFactory(organisation=hospital)
    phone_of(ama, "shared")
    phone_of(ben, "shared")
    deliver(hospital, tell_now(ama, text="for Ama"))
    assert google.letters == {}
    deliver(hospital, tell_now(ben, text="for Ben"))
    assert len(google.letters["shared"]) == 1


def test_a_new_token_of_the_same_phone_takes_the_old_ones_place(hospital, ama):
    session = phone_of(ama, "old")
    devices.register(session_id=session.public_id, token="new", platform="android", now=clock.now())
    assert left() == {"new"}


def test_signing_out_here_or_from_elsewhere_ends_push(google, hospital, ama):
    here, there = phone_of(ama, "here"), phone_of(ama, "there")
    sessions.end_session(member=ama, session_id=there.public_id)
    assert left() == {"here"}
    here.delete()
    assert left() == set()
    deliver(hospital, tell_now(ama))
    assert google.asked == []


def test_leaving_ends_push(google, hospital, ama):
    """Q-S6."""
    phone_of(ama, "phone")
    leaving.leave(member=ama, now=clock.now())
    assert left() == set()


def test_a_phone_signed_out_between_deciding_and_sending_gets_nothing(google, hospital, ama):
    from aftershift.notifications.services import delivering

    session = phone_of(ama, "phone")
    now = tell_now(ama)
    delivering.settle_due(organisation_id=hospital.pk, now=now)
    session.delete()
    deliver(hospital, now)
    assert google.asked == []
    assert (Delivery.objects.get().state, Delivery.objects.get().last_error) == (State.PERMANENT_FAILURE, "NoDevice")


def test_a_month_of_silence_is_stale(hospital, ama):
    now = clock.now()
    phone_of(ama, "silent", now=now - devices.SILENT_AFTER - SECOND)
    phone_of(ama, "used", now=now - devices.SILENT_AFTER + SECOND)
    assert devices.forget_silent(now=now) == 1
    assert left() == {"used"}


def test_two_hundred_random_sign_ins_and_outs_never_reach_the_wrong_person(google, hospital):
    """Q-R9."""
    chance = random.Random(54)
    people = [MemberFactory(organisation=hospital) for _ in range(4)]
    platforms = {"phone": "android", "browser": "web", APPLES: "ios"}
    phones = dict.fromkeys(platforms)  # who holds it, with which session
    due: Counter[tuple[str, object]] = Counter()
    for _ in range(200):
        token = chance.choice(list(phones))
        match chance.choice(["in", "out", "start again", "tell", "tell", "tell"]):
            case "in":
                member = chance.choice(people)
                phones[token] = (member, phone_of(member, token, platforms[token]))  # the last one did not sign out
            case "out" if phones[token]:
                phones[token][1].delete()
                phones[token] = None
            case "start again" if phones[token]:
                session = phones[token][1]
                devices.register(session_id=session.public_id, token=token, platform=platforms[token], now=clock.now())
            case "tell":
                tasks.exchange_apple_tokens()
                member = chance.choice(people)
                due.update((held, member.pk) for held, by in phones.items() if by and by[0] == member)
                deliver(hospital, tell_now(member))
    told = dict(Delivery.objects.values_list("bundle", "member_id"))
    named = {token: fcm.of_apple(token) if platform == "ios" else token for token, platform in platforms.items()}
    got = Counter((token, told_to(told, tag)) for token in phones for tag in google.tags(named[token]))
    assert got == due
    assert {token for token, _ in got} == set(platforms), "none of the three was left out"
    assert sum(due.values()) > 30


def told_to(told, tag):
    return next(member for bundle, member in told.items() if str(bundle) == tag)


def test_a_token_lies_sealed_in_the_database(hospital, ama, settings):
    phone_of(ama, "dR3x:APA91b-secret")
    row = Device.objects.get()
    assert "APA91b" not in row.sealed_token + row.token_hash
    assert row.token == "dR3x:APA91b-secret"
    settings.FIELD_KEY = "another"
    assert row.token is None


def test_a_token_that_nobody_can_read_any_more_is_removed(google, hospital, ama, settings):
    phone_of(ama, "phone")
    settings.FIELD_KEY = "another"
    deliver(hospital, tell_now(ama))
    assert (google.asked, Device.objects.count()) == ([], 0)


def test_who_is_reached_takes_one_statement(google, hospital, ama):
    def more(count):
        for number in range(count):
            phone_of(MemberFactory(organisation=hospital), f"phone-{count}-{number}")

    same_query_count(
        few=lambda: more(1), many=lambda: more(20), read=lambda: selectors.devices_of([ama.person_id]), batches=0
    )


# --- without credentials
def test_without_credentials_push_is_off_and_everything_else_goes_on(hospital, ama, settings):
    settings.PUSH_CREDENTIALS = ""
    phone_of(ama, "phone")
    assert "push" not in channels.open_channels()
    deliver(hospital, tell_now(ama))
    assert Delivery.objects.count() == 0
    assert len(selectors.inbox(member=ama, now=clock.now())) == 1


def test_the_check_at_start_says_that_push_is_off_and_refuses_a_wrong_file(settings, tmp_path, google):
    settings.TESTING = False
    assert [said.id for said in checks.push_can_sign_in(None)] == ["notifications.I002"], "phones alone are pushed to"
    settings.PUSH_CREDENTIALS = ""
    (said,) = checks.push_can_sign_in(None)
    assert isinstance(said, Info)
    for wrong in (tmp_path / "absent.json", tmp_path / "list.json", tmp_path / "web.json"):
        if wrong.name != "absent.json":
            wrong.write_text("[]" if wrong.name == "list.json" else '{"type": "authorized_user"}')
        settings.PUSH_CREDENTIALS = str(wrong)
        (said,) = checks.push_can_sign_in(None)
        assert isinstance(said, Error), wrong


def test_a_browser_that_registered_gets_it_until_it_is_given_back(google, hospital, ama):
    """RULE-54. At the stand-in a browser registers as Google's library asks for it, in two steps."""
    token = browser_of(google, "address-1")
    phone_of(ama, token)
    heard = []
    google.tell = heard.append
    deliver(hospital, tell_now(ama, text="the walk to the war memorial"))
    (letter,) = heard
    assert (letter["what"], letter["token"]) == ("letter", token)
    assert letter["pushed"]["notification"] == {"title": "Aftershift", "body": "News"}
    assert letter["pushed"]["data"] == google.letters[token][0]["data"]
    asked_of(google, "DELETE", f"registrations/{token}")
    deliver(hospital, tell_now(ama))
    assert len(google.letters[token]) == 1
    assert left() == set(), "given back at Google, it is forgotten here"


def asked_of(google, method, path, body=None):
    line = HTTPConnection(google.address.removeprefix("http://"), timeout=10)
    head = {"x-goog-api-key": fcm.API_KEY, "x-goog-firebase-installations-auth": "FIS a.b.c"}
    with closing(line):
        line.request(method, f"/v1/projects/{fcm.PROJECT}/{path}", json.dumps(body or {}), head)
        reply = line.getresponse()
        assert reply.status == 200
        return json.loads(reply.read())


def browser_of(google, address):
    said = asked_of(google, "POST", "installations", {"fid": "f1", "appId": fcm.BROWSER_APP, "sdkVersion": "w:1"})
    assert said["fid"] == "f1"
    web = {
        "endpoint": f"https://push.example/{address}",
        "auth": "YXV0aA",
        "p256dh": "cDI1NmRo",
        "applicationPubKey": VAPID,
    }
    return asked_of(google, "POST", "registrations", {"web": web})["token"]
