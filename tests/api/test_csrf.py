"""Whoever writes is who they say, and means it: no other site, no other tab and no other device writes in their name."""

import json
from typing import Any
from uuid import uuid4

import pytest

from aftershift.core import clock
from aftershift.core.http.problems import TYPE
from aftershift.ideas.models import Idea
from aftershift.people.models import Card, Member, Session
from tests.factories import Client, MemberFactory, session_key_of
from tests.rules.people.world import PIN, ama, web

pytestmark = pytest.mark.django_db

IDEA = {"text": "Walk by the canal", "kind": "walk", "shown_as": "named"}
IDEAS = "/api/v1/ideas"


@pytest.fixture
def signed() -> tuple[Client, Member, str]:
    """A browser in which Ama has signed in, and its CSRF token."""
    member, card = ama()
    browser = web()
    reply = browser.post("/api/v1/session", {"card": card.code, "pin": PIN})
    assert reply.status_code == 200
    return browser, member, reply.json()["csrf"]


def propose(client: Client, **headers: str) -> Any:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(IDEAS, IDEA, headers={"Idempotency-Key": str(uuid4())} | names)


def ideas() -> int:
    return Idea._base_manager.count()


def test_with_the_token_and_the_member_named_it_is_written(signed):
    browser, member, csrf = signed
    assert propose(browser, X_CSRFToken=csrf, X_Member=str(member.pk)).status_code == 201
    assert ideas() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X_CSRFToken": ""},
        {"X_CSRFToken": "a" * 64},
        {"X_CSRFToken": "a" * 32},
        {"Referer": "http://testserver/"},
        {"X_HTTP_Method_Override": "GET"},
        {"X_Requested_With": "XMLHttpRequest"},
    ],
)
def test_a_cookie_without_the_token_writes_nothing(signed, headers):
    browser, member, _ = signed
    reply = propose(browser, X_Member=str(member.pk), **headers)
    assert reply.status_code == 403
    assert reply.json()["type"] == TYPE + "csrf"
    assert ideas() == 0


@pytest.mark.parametrize("header", [{"X_Client": "native"}, {"X_Session_Token": ""}, {"X_Session_Token": "nobody's"}])
def test_a_header_of_the_native_app_does_not_open_the_cookie(signed, header):
    browser, member, _ = signed
    reply = propose(browser, X_Member=str(member.pk), **header)
    assert reply.status_code == 401
    assert ideas() == 0
    assert not reply.cookies
    assert browser.get("/api/v1/session", headers={"X-Client": "native"}).status_code == 401


def test_another_origin_is_refused_even_with_the_token(signed):
    browser, member, csrf = signed
    reply = propose(browser, X_CSRFToken=csrf, X_Member=str(member.pk), Origin="https://evil.example")
    assert reply.status_code == 403
    assert ideas() == 0


def test_the_token_of_another_browser_is_none(signed):
    browser, member, _ = signed
    theirs = web().get("/api/v1/csrf").json()["csrf"]
    assert propose(browser, X_CSRFToken=theirs, X_Member=str(member.pk)).status_code == 403
    assert ideas() == 0


def test_a_tab_that_thinks_somebody_else_is_signed_in_writes_nothing(signed):
    browser, member, csrf = signed
    other = MemberFactory(organisation=member.organisation)
    reply = propose(browser, X_CSRFToken=csrf, X_Member=str(other.pk))
    assert (reply.status_code, reply.json()["type"]) == (401, TYPE + "other-member")
    reply = propose(browser, X_CSRFToken=csrf)
    assert (reply.status_code, reply.json()["type"]) == (400, TYPE + "member-not-named")
    assert ideas() == 0


def test_the_token_wins_over_the_cookie_and_neither_mixes(signed):
    browser, member, _ = signed
    ben = MemberFactory(organisation=member.organisation, called_name="Ben")
    seen = browser.get("/api/v1/session", headers={"X-Session-Token": session_key_of(ben)})
    assert seen.json()["member"]["id"] == str(ben.pk)
    assert not seen.cookies


def test_signing_in_takes_a_new_key_and_ends_the_one_that_was_there(signed):
    browser, _, csrf = signed
    before = browser.cookies["aftershift"].value
    _, card = ama()
    reply = browser.post("/api/v1/session", {"card": card.code, "pin": PIN}, headers={"X-CSRFToken": csrf})
    assert reply.status_code == 200
    assert browser.cookies["aftershift"].value != before
    assert reply.json()["csrf"] != csrf
    assert Client(headers={"X-Session-Token": before}).get("/api/v1/session").status_code == 401


def test_a_key_that_a_stranger_planted_is_not_taken_over():
    """Session fixation: the key after signing in is never the one the browser came with."""
    _, card = ama()
    browser = web()
    browser.cookies["aftershift"] = "planted0planted0planted0planted0"
    assert browser.post("/api/v1/session", {"card": card.code, "pin": PIN}).status_code == 200
    assert browser.cookies["aftershift"].value != "planted0planted0planted0planted0"
    planted = Client(headers={"X-Session-Token": "planted0planted0planted0planted0"})
    assert planted.get("/api/v1/session").status_code == 401


def test_a_plain_form_of_another_site_cannot_sign_somebody_in():
    """A browser sends such forms without asking first; JSON in them is refused."""
    _, card = ama()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
        body = json.dumps({"card": card.code, "pin": PIN})
        reply = web().generic("POST", "/api/v1/session", body, content_type=kind)
        assert reply.status_code == 415
        assert not reply.cookies
    assert Session.objects.count() == 0


def test_signing_out_needs_the_token_too(signed):
    browser, _, csrf = signed
    assert browser.delete("/api/v1/session").status_code == 403
    assert browser.get("/api/v1/session").status_code == 200
    assert browser.delete("/api/v1/session", headers={"X-CSRFToken": csrf}).status_code == 204
    assert browser.get("/api/v1/session").status_code == 401


def test_a_session_ends_with_the_password_it_was_opened_by():
    member = MemberFactory(email="rosa@example.org")
    token = session_key_of(member)
    client = Client(headers={"X-Session-Token": token})
    assert client.get("/api/v1/session").status_code == 200
    member.person.set_password("another correct horse battery")
    member.person.save()
    assert client.get("/api/v1/session").status_code == 401


def test_a_member_who_has_left_is_signed_out():
    member = MemberFactory()
    client = Client(headers={"X-Session-Token": session_key_of(member)})
    member.left_at = clock.now()
    member.save()
    assert client.get("/api/v1/session").status_code == 401


def test_a_session_whose_member_is_somebody_elses_opens_nothing():
    rosa, ben = MemberFactory(), MemberFactory()
    mixed = session_key_of(rosa, member_id=str(ben.pk), organisation_id=str(ben.organisation_id))
    assert Client(headers={"X-Session-Token": mixed}).get("/api/v1/session").status_code == 401


def test_the_door_takes_no_form_without_its_token():
    reply = Client(enforce_csrf_checks=True).post("/join", {"short_name": "a", "spoken": "b"}, format="multipart")
    assert reply.status_code == 403
    assert Card.objects.count() == 0
