"""Card and PIN (DESIGN 4, Q-S4)."""

import datetime as dt

import pytest

from aftershift.core.errors import TooMany
from aftershift.core.http.problems import TYPE
from aftershift.people import codes, limits
from aftershift.people.errors import CardOrPinWrong, CardRests
from aftershift.people.models import CardTries, Session
from aftershift.people.services import signing_in
from aftershift.people.sessions import hashed
from tests.factories import MONDAY_9AM, Client, signed_in
from tests.rules.people.world import PIN, ama, native, web

pytestmark = pytest.mark.django_db
SESSION = "/api/v1/session"


def try_pin(card: str, pin: str, *, now: dt.datetime = MONDAY_9AM, address: str = "ward 3"):
    return signing_in.sign_in(card=card, pin=pin, address=address, now=now)


def test_card_and_pin_sign_in_on_the_web_with_a_cookie_and_a_csrf_token():
    _member, card = ama()
    browser = web()
    reply = browser.post(SESSION, {"card": codes.grouped(card.code).lower(), "pin": PIN, "device": "Blue phone"})
    assert reply.status_code == 200
    body = reply.json()
    assert body["token"] is None
    assert body["session"]["member"]["called_name"] == "Ama"
    assert body["session"]["roles"] == ["confirmed", "member"]
    cookie = reply.cookies["aftershift"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert browser.get(SESSION).json() == body["session"]
    assert browser.delete(SESSION).json()["type"] == TYPE + "csrf"
    gone = browser.delete(SESSION, headers={"X-CSRFToken": body["csrf"]})
    assert gone.status_code == 204
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    assert browser.get(SESSION).status_code == 401


def test_the_native_app_gets_a_token_and_no_cookie():
    _member, card = ama()
    reply = native().post(SESSION, {"card": card.code, "pin": PIN, "device": "Phone"})
    token = reply.json()["token"]
    assert reply.json()["csrf"] is None
    assert not reply.cookies
    seen = Client().get(SESSION, headers={"X-Session-Token": token})
    assert seen.status_code == 200
    assert not seen.cookies
    assert Client().delete(SESSION, headers={"X-Session-Token": token}).status_code == 204
    assert Client().get(SESSION, headers={"X-Session-Token": token}).status_code == 401


def test_the_database_holds_no_key_and_no_pin():
    member, card = ama()
    token = native().post(SESSION, {"card": card.code, "pin": PIN, "device": ""}).json()["token"]
    row = Session.objects.get()
    assert row.session_key == hashed(token)
    assert row.member_id == member.pk
    assert token not in row.session_data
    assert PIN not in card.pin_hash
    assert Client().get(SESSION, headers={"X-Session-Token": row.session_key}).status_code == 401


def test_a_wrong_pin_and_an_unknown_card_answer_alike():
    _member, card = ama()
    replies = [
        native().post(SESSION, {"card": code, "pin": "222333", "device": ""})
        for code in (card.code, codes.new_code(codes.CARD_LENGTH))
    ]
    assert [r.status_code for r in replies] == [401, 401]
    assert replies[0].json() == replies[1].json()
    assert replies[0].json()["type"] == TYPE + "card-or-pin-wrong"
    assert replies[0].headers["WWW-Authenticate"] == replies[1].headers["WWW-Authenticate"] == 'Card realm="Aftershift"'


def test_an_unknown_card_does_the_same_hashing_work(monkeypatch):
    _member, card = ama()
    worked = []
    real = signing_in.check_password
    monkeypatch.setattr(signing_in, "check_password", lambda pin, kept: worked.append(kept) or real(pin, kept))
    for code in (card.code, codes.new_code(codes.CARD_LENGTH)):
        with pytest.raises(CardOrPinWrong):
            try_pin(code, "222333")
    assert len(worked) == 2
    assert worked[0].split("$")[0] == worked[1].split("$")[0]


@pytest.mark.parametrize("known", [True, False])
def test_after_five_wrong_pins_the_card_rests_even_for_the_right_one(known):
    _member, card = ama()
    code = card.code if known else codes.new_code(codes.CARD_LENGTH)
    lefts = []
    for _ in range(limits.WRONG_PINS):
        with pytest.raises(CardOrPinWrong) as refusal:
            try_pin(code, "222333")
        lefts.append(refusal.value.facts["tries_left"])
    assert lefts == [4, 3, 2, 1, 0]
    with pytest.raises(CardRests) as rests:
        try_pin(code, PIN)
    assert rests.value.status == 429
    assert rests.value.headers["Retry-After"] == str(15 * 60 + 1)


def test_a_card_that_has_rested_works_again_and_starts_afresh():
    member, card = ama()
    for _ in range(5):
        with pytest.raises(CardOrPinWrong):
            try_pin(card.code, "222333")
    later = MONDAY_9AM + dt.timedelta(minutes=15)
    assert try_pin(card.code, PIN, now=later) == member
    assert not CardTries.objects.exists()


def test_each_further_wrong_pin_doubles_the_rest_up_to_a_day():
    _member, card = ama()
    now, rests = MONDAY_9AM, []
    for _ in range(14):
        with pytest.raises(CardOrPinWrong):
            try_pin(card.code, "222333", now=now)
        until = CardTries.objects.get().rests_until
        if until is not None:
            rests.append((until - now).total_seconds() / 60)
            now = until
    assert rests == [15, 30, 60, 120, 240, 480, 960, 1440, 1440, 1440]


def test_the_right_pin_uses_up_no_budget_and_wrong_ones_do():
    _member, card = ama()
    for _ in range(limits.SIGN_IN_ADDRESS.tries + 5):
        try_pin(card.code, PIN)
    for _ in range(limits.SIGN_IN_ADDRESS.tries):
        with pytest.raises(CardOrPinWrong):
            try_pin(codes.new_code(codes.CARD_LENGTH), PIN)
    with pytest.raises(TooMany):
        try_pin(card.code, PIN)
    assert try_pin(card.code, PIN, address="another house").called_name == "Ama"


def test_a_forged_forwarding_header_gives_no_fresh_budget():
    replies = [
        native().post(
            SESSION,
            {"card": codes.new_code(12), "pin": "222333", "device": ""},
            headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.1.{n}"},
        )
        for n in range(limits.SIGN_IN_ADDRESS.tries + 1)
    ]
    assert {r.status_code for r in replies[:-1]} == {401}
    assert replies[-1].status_code == 429
    assert int(replies[-1].headers["Retry-After"]) > 0


def test_whoever_has_left_is_out_at_once_and_cannot_come_back_in():
    member, card = ama()
    client = signed_in(member)
    assert client.get(SESSION).status_code == 200
    member.left_at = MONDAY_9AM
    member.save(update_fields=["left_at"])
    assert client.get(SESSION).status_code == 401
    with pytest.raises(CardOrPinWrong):
        try_pin(card.code, PIN)


def test_pins_are_read_in_any_digits():
    member, card = ama()
    assert try_pin(card.code, "٤٨١٥٩٢") == member


@pytest.mark.parametrize("body", [{}, {"card": 5, "pin": "481592"}, {"card": "x", "pin": ["481592"]}, [], "text"])
def test_a_body_that_makes_no_sense_names_its_fields_and_counts_nothing(body):
    reply = native().post(SESSION, body)
    assert reply.status_code == 400
    assert reply.json()["type"] == TYPE + "invalid"
    assert not CardTries.objects.exists()


def test_csrf_says_whose_cookie_this_is():
    member, card = ama()
    browser = web()
    assert browser.get("/api/v1/csrf").json()["member"] is None
    browser.post(SESSION, {"card": card.code, "pin": PIN, "device": ""})
    assert browser.get("/api/v1/csrf").json()["member"] == str(member.pk)


def test_signing_in_again_on_one_device_leaves_one_session():
    _member, card = ama()
    browser = web()
    for _ in range(2):
        assert browser.post(SESSION, {"card": card.code, "pin": PIN, "device": ""}).status_code == 200
    assert Session.objects.count() == 1


def test_an_unchanged_session_answers_304():
    member, _card = ama()
    client = signed_in(member)
    etag = client.get(SESSION).headers["ETag"]
    assert client.get(SESSION, headers={"If-None-Match": etag}).status_code == 304
