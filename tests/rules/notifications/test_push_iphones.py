"""An iPhone says its token of Apple's; the worker exchanges it at Google for one that a letter can be sent to (Q-R9)."""

import datetime as dt

import pytest

from aftershift.core import claims, clock
from aftershift.core.models import Claim
from aftershift.notifications import selectors, tasks
from aftershift.notifications.models import Delivery, Device
from aftershift.notifications.services import devices, exchanging
from tests.factories import MemberFactory, OrganisationFactory
from tests.faults import fcm
from tests.rules.notifications import world
from tests.rules.notifications.world import about, deliver, phone_of, session_of, tell_now

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Message.token is deprecated"),  # a phone still gives nothing else
]
AMAS, BENS = "a1b2c3d4" * 8, "e5f60718" * 8
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _news():
    with world.news():
        yield


@pytest.fixture
def hospital():
    return OrganisationFactory()


@pytest.fixture
def ama(hospital):
    return MemberFactory(organisation=hospital)


def iphone_of(member, token=AMAS):
    return phone_of(member, token, "ios")


def exchange(at=None, monkeypatch=None):
    if at is not None:
        monkeypatch.setattr(clock, "now", lambda: at)
    return tasks.exchange_apple_tokens()


def test_it_is_pushed_to_once_google_gave_a_token(google, hospital, ama):
    session = iphone_of(ama)
    assert not selectors.is_registered(session_id=session.public_id), "nothing is promised before"
    deliver(hospital, tell_now(ama))
    assert google.asked == [], "Apple's own token is none of Firebase's"
    assert exchange() == 1
    assert selectors.is_registered(session_id=session.public_id)
    deliver(hospital, tell_now(ama))
    (letter,) = google.letters[fcm.of_apple(AMAS)]
    assert about(letter)["organisation"] == str(hospital.pk)
    assert Claim.objects.count() == 0


def test_every_start_says_the_token_again_and_google_is_asked_once(google, hospital, ama):
    """RULE-54."""
    session = iphone_of(ama)
    exchange()
    for _ in range(3):
        devices.register(session_id=session.public_id, token=AMAS, platform="ios", now=clock.now())
        assert exchange() == 0
    assert google.imported == [[AMAS]]
    assert Device.objects.get().token == fcm.of_apple(AMAS)


def test_the_next_to_sign_in_takes_the_iphone_over_with_what_was_exchanged(google, hospital, ama):
    """RULE-54."""
    ben = MemberFactory(organisation=hospital)
    iphone_of(ama)
    exchange()
    iphone_of(ben)
    assert exchange() == 0
    deliver(hospital, tell_now(ama))
    assert google.letters == {}
    deliver(hospital, tell_now(ben))
    assert len(google.letters[fcm.of_apple(AMAS)]) == 1


def test_a_dead_one_is_exchanged_anew_at_the_next_start(google, hospital, ama):
    session = iphone_of(ama)
    exchange()
    google.script[fcm.of_apple(AMAS)] = [fcm.UNREGISTERED]
    deliver(hospital, tell_now(ama))
    assert Device.objects.count() == 0
    devices.register(session_id=session.public_id, token=AMAS, platform="ios", now=clock.now())
    assert exchange() == 1
    deliver(hospital, tell_now(ama))
    assert len(google.letters[fcm.of_apple(AMAS)]) == 1


def test_many_are_one_request_and_each_has_its_own_answer(google, hospital):
    tokens = [f"{number:064x}" for number in range(5)]
    for token in tokens:
        iphone_of(MemberFactory(organisation=hospital), token)
    google.apple[tokens[1]] = [fcm.NO_APPLE_TOKEN]
    google.apple[tokens[2]] = [fcm.APPLE_INTERNAL]
    assert exchange() == 5
    assert [sorted(request) for request in google.imported] == [tokens]
    known = {device.apple_token: device.token for device in Device.objects.all()}
    assert known == {
        tokens[0]: fcm.of_apple(tokens[0]),
        tokens[2]: None,
        tokens[3]: fcm.of_apple(tokens[3]),
        tokens[4]: fcm.of_apple(tokens[4]),
    }, "none is forgotten, all but one are known"
    assert Claim.objects.get().last_error == "INTERNAL"


FAILURES = {
    "500": (fcm.INTERNAL, "HTTP 500"),
    "429": (fcm.busy(30), "HTTP 429"),
    "401": (fcm.Reply(401, b'{"error": "Unauthorized"}'), "HTTP 401"),
    "403": (fcm.NO_PERMISSION, "HTTP 403"),
    "404": (fcm.NO_SUCH_PROJECT, "HTTP 404"),
    "garbage": (fcm.GARBAGE, "Garbage"),
    "another shape": (fcm.Reply(200, b'{"results": {"a": 1}}'), "Garbage"),
    "no word of it": (fcm.Reply(200, b'{"results": []}'), "no answer"),
    "nothing": (fcm.NOTHING, "ReadTimeout"),
    "a cut line": (fcm.CUT, "ConnectionError"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_kept_where_an_operator_sees_it_and_tried_again(google, ama, failure, monkeypatch):
    reply, error = FAILURES[failure]
    monkeypatch.setattr("aftershift.notifications.channels.firebase.TIMEOUT", 0.3)
    # Google's library takes a 401 for an access token that is over, and asks for another twice.
    google.imports = [reply] * (3 if failure == "401" else 1)
    now = clock.now()
    iphone_of(ama)
    exchange(now, monkeypatch)
    assert (Claim.objects.get().kind, Claim.objects.get().last_error) == ("apple_token", error)
    assert Device.objects.count() == 1, "no iPhone is to blame"
    asked = len(google.imported)
    assert exchange(now + SECOND, monkeypatch) == 0, "not at once"
    assert len(google.imported) == asked
    assert exchange(now + 2 * SECOND, monkeypatch) == 1
    assert Device.objects.get().token == fcm.of_apple(AMAS)
    assert Claim.objects.count() == 0


def test_credentials_that_google_refuses_cost_no_iphone(google, ama, monkeypatch):
    google.oauth = fcm.Reply(400, b'{"error": "invalid_grant"}')
    now = clock.now()
    iphone_of(ama)
    exchange(now, monkeypatch)
    assert (google.imported, Claim.objects.get().last_error) == ([], "RefreshError")
    google.oauth = None
    exchange(now + 2 * SECOND, monkeypatch)
    assert Device.objects.get().token == fcm.of_apple(AMAS)


def test_one_that_fails_for_hours_is_given_up_until_its_app_is_started_again(google, ama, monkeypatch):
    now = clock.now()
    session = iphone_of(ama)
    google.imports = [fcm.INTERNAL] * claims.GIVE_UP_AFTER
    for _ in range(claims.GIVE_UP_AFTER):
        assert exchange(now, monkeypatch) == 1
        now += dt.timedelta(hours=1)
    assert exchange(now, monkeypatch) == 0
    devices.register(session_id=session.public_id, token=AMAS, platform="ios", now=now)
    assert exchange(now, monkeypatch) == 1
    assert Device.objects.get().token == fcm.of_apple(AMAS)


def test_signed_out_while_google_answers(google, ama):
    session = iphone_of(ama)
    (taken,) = exchanging.take(now=clock.now())
    session.delete()
    exchanging.record(taken=taken, said=exchanging.Exchanged(token="late"), now=clock.now())
    assert (Device.objects.count(), Claim.objects.count()) == (0, 0)


def test_signed_out_while_it_waits_leaves_no_claim_behind(google, ama):
    google.imports = [fcm.INTERNAL]
    session = iphone_of(ama)
    exchange()
    session.delete()
    assert Claim.objects.count() == 1
    tasks.forget_silent_devices()
    assert Claim.objects.count() == 0


def test_two_workers_exchange_it_once(google, ama):
    iphone_of(ama)
    now = clock.now()
    (first,) = exchanging.take(now=now)
    assert exchanging.take(now=now) == []
    (second,) = exchanging.take(now=now + claims.LEASE)  # the first was killed, or is slow
    exchanging.record(taken=second, said=exchanging.Exchanged(token="second"), now=now)
    exchanging.record(taken=first, said=exchanging.Exchanged(token="first"), now=now)
    assert Device.objects.get().token == "second"


def test_more_than_one_request_holds_are_asked_in_two(google, hospital, monkeypatch):
    monkeypatch.setattr(exchanging, "MOST", 3)
    for number in range(5):
        iphone_of(MemberFactory(organisation=hospital), f"{number:064x}")
    assert [exchange() for _ in range(3)] == [3, 2, 0]


def test_apples_token_lies_sealed_too_and_one_that_nobody_can_read_goes(google, ama, settings):
    iphone_of(ama)
    assert AMAS not in Device.objects.get().sealed_apple_token
    settings.FIELD_KEY = "another"
    exchange()
    assert (google.imported, Device.objects.count(), Claim.objects.count()) == ([], 0, 0)


def test_without_credentials_nobody_is_asked(google, ama, settings):
    iphone_of(ama)
    settings.PUSH_CREDENTIALS = ""
    assert exchange() == 0
    assert google.imported == []


def test_a_worker_that_sends_finds_it_reached_only_when_it_is(google, hospital, ama):
    """Else its member would be told nowhere: by no letter, and not by e-mail or in person."""
    session_of(ama)
    iphone_of(ama)
    assert selectors.working_channels(member=ama) == set()
    exchange()
    assert selectors.working_channels(member=ama) == {"push"}
    deliver(hospital, tell_now(ama))
    assert Delivery.objects.get().state == Delivery.State.DELIVERED
