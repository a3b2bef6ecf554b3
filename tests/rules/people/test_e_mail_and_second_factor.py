"""Organisers sign in by e-mail with a second factor; roles of power rest without it (DESIGN 4)."""

import pytest
from allauth.mfa.models import Authenticator

from aftershift.core.http.problems import TYPE
from aftershift.people import limits, selectors
from aftershift.people.http.allauth_urls import WANTED
from aftershift.people.models import Person, Session
from aftershift.people.services import accounts
from tests.factories import MONDAY_9AM, Client, MemberFactory, OrganisationFactory, signed_in
from tests.rules.people.world import PIN, card_for, native, web

pytestmark = pytest.mark.django_db
APP, BROWSER = "/_allauth/app/v1/", "/_allauth/browser/v1/"
PASSWORD = "a long walk by the river"


@pytest.fixture
def bashir():
    member = MemberFactory(called_name="Bashir")
    member.secret = accounts.make_organiser_account(
        member=member, email="Bashir@example.org", password=PASSWORD, now=MONDAY_9AM
    )
    member.person.refresh_from_db()
    return member


def sign_in_by_e_mail(member) -> str:
    """The token of a session with password and second factor, before an organisation is picked."""
    first = native().post(APP + "auth/login", {"email": "bashir@example.org", "password": PASSWORD})
    assert first.status_code == 401, first.content
    flows = {f["id"]: f for f in first.json()["data"]["flows"]}
    assert flows["mfa_authenticate"]["is_pending"]
    half = first.json()["meta"]["session_token"]
    done = native(half).post(APP + "auth/2fa/authenticate", {"code": accounts.current_totp(member.secret)})
    assert done.status_code == 200, done.content
    return done.json()["meta"].get("session_token", half)


def test_e_mail_and_second_factor_then_pick_and_be_an_organiser(bashir):
    token = sign_in_by_e_mail(bashir)
    to_pick = native(token).get("/api/v1/organisations-to-pick").json()["results"]
    assert to_pick == [
        {
            "member_id": str(bashir.pk),
            "organisation": {"name": bashir.organisation.name, "short_name": bashir.organisation.short_name},
        }
    ]
    assert native(token).get("/api/v1/session").status_code == 401
    picked = native(token).post("/api/v1/session/organisation", {"member_id": str(bashir.pk), "device": "Laptop"})
    assert picked.status_code == 200
    assert picked.json()["session"]["roles"] == ["confirmed", "member", "organiser"]
    assert native(token).get("/api/v1/organisations-to-pick").status_code == 401, "the first session has ended"
    ours = native(picked.json()["token"]).get("/api/v1/session").json()
    assert ours["resting_roles"] == []
    assert native(picked.json()["token"]).get("/api/v1/members/new").status_code == 200


def test_the_same_in_a_browser_with_csrf(bashir):
    browser = web()

    def csrf():
        return {"X-CSRFToken": browser.get("/api/v1/csrf").json()["csrf"]}

    assert (
        browser.post(BROWSER + "auth/login", {"email": "bashir@example.org", "password": PASSWORD}).status_code == 403
    )
    first = browser.post(BROWSER + "auth/login", {"email": "bashir@example.org", "password": PASSWORD}, headers=csrf())
    assert first.status_code == 401
    done = browser.post(
        BROWSER + "auth/2fa/authenticate", {"code": accounts.current_totp(bashir.secret)}, headers=csrf()
    )
    assert done.status_code == 200
    picked = browser.post("/api/v1/session/organisation", {"member_id": str(bashir.pk)}, headers=csrf())
    assert picked.status_code == 200
    assert "organiser" in browser.get("/api/v1/session").json()["roles"]


def test_an_organiser_with_card_and_pin_is_told_to_use_the_second_factor(bashir):
    card = card_for(bashir)
    body = native().post("/api/v1/session", {"card": card.code, "pin": PIN, "device": ""}).json()
    assert body["session"]["roles"] == ["confirmed", "member"]
    assert body["session"]["resting_roles"] == ["organiser"]
    refused = native(body["token"]).get("/api/v1/members/new")
    assert refused.status_code == 403
    assert refused.json()["type"] == TYPE + "second-factor-needed"


def test_services_see_the_resting_roles_too(bashir):
    assert "organiser" in selectors.roles_of(bashir)
    bashir.with_second_factor = False
    assert "organiser" not in selectors.roles_of(bashir)
    connector = MemberFactory(organisation=bashir.organisation, roles=("connector",))
    connector.with_second_factor = False
    assert "connector" in selectors.roles_of(connector)


def test_with_card_and_pin_nobody_sets_up_a_second_factor(bashir):
    member = MemberFactory(organisation=bashir.organisation)
    client = signed_in(member, second_factor=False)
    for route in ("totp", "recovery-codes"):
        reply = client.get(APP + "account/authenticators/" + route)
        assert reply.status_code == 403
        assert reply.json()["type"] == TYPE + "not-allowed"
    assert not Authenticator.objects.filter(user=member.person).exists()


def test_with_card_and_pin_nobody_picks_another_organisation(bashir):
    elsewhere = OrganisationFactory()
    from django_scopes import scope

    with scope(organisation=elsewhere.pk):
        other = MemberFactory(organisation=elsewhere, person=bashir.person)
    reply = signed_in(bashir).post("/api/v1/session/organisation", {"member_id": str(other.pk)})
    assert reply.status_code == 403


def test_somebody_elses_member_cannot_be_picked(bashir):
    ama = MemberFactory(organisation=bashir.organisation)
    token = sign_in_by_e_mail(bashir)
    reply = native(token).post("/api/v1/session/organisation", {"member_id": str(ama.pk)})
    assert reply.status_code == 404
    assert reply.json()["type"] == TYPE + "not-found"


def test_setting_up_a_second_factor_keeps_the_secret_in_the_problem():
    member = MemberFactory()
    member.person.email = "new@example.org"
    member.person.set_password(PASSWORD)
    member.person.save()
    token = (
        native()
        .post(APP + "auth/login", {"email": "new@example.org", "password": PASSWORD})
        .json()["meta"]["session_token"]
    )
    start = native(token).get(APP + "account/authenticators/totp")
    assert start.status_code == 404
    secret = start.json()["meta"]["secret"]
    assert start.json()["type"] == TYPE + "not-found"
    again = native(token).post(APP + "auth/reauthenticate", {"password": PASSWORD})
    assert again.status_code == 200
    made = native(token).post(APP + "account/authenticators/totp", {"code": accounts.current_totp(secret)})
    assert made.status_code == 200, made.content
    assert secret not in str(Authenticator.objects.get(user=member.person, type="totp").data)
    again = native(token).post(APP + "auth/2fa/reauthenticate", {"code": accounts.current_totp(secret)})
    assert again.status_code == 200
    picked = native(token).post("/api/v1/session/organisation", {"member_id": str(member.pk)})
    assert picked.status_code == 200
    assert Session.objects.filter(member_id=member.pk).count() == 1


@pytest.mark.parametrize("client", [APP, BROWSER])
def test_nobody_signs_up_by_e_mail(client):
    reply = native().post(client + "auth/signup", {"email": "x@example.org", "password": PASSWORD})
    assert reply.status_code == 403
    assert not Person.objects.exists()


def test_only_the_wanted_views_are_routed():
    from django.urls import get_resolver

    found = set()
    for pattern in get_resolver().url_patterns:
        if str(pattern.pattern) == "_allauth/":
            for client in pattern.url_patterns:
                found |= {str(client.pattern) + str(p.pattern) for p in client.url_patterns}
    assert found == {c + r for c in ("app/v1/", "browser/v1/") for r in WANTED}
    for unwanted in ("auth/password/request", "account/phone", "auth/code/request", "account/email"):
        assert native().get(APP + unwanted).status_code == 404
        assert native().post(APP + unwanted, {}).status_code == 405


def test_wrong_passwords_are_counted_across_processes(bashir):
    """Counted in rows, not in a process's memory; an address nobody has answers the same."""
    for email in ("bashir@example.org", "nobody@example.org"):
        replies = [
            native().post(APP + "auth/login", {"email": email, "password": f"wrong wrong {n}"})
            for n in range(limits.E_MAIL_PERSON.tries + 1)
        ]
        assert {r.status_code for r in replies[:-1]} <= {400, 429}
        assert replies[0].status_code == 400
        assert replies[-1].status_code == 429


def test_deep_json_is_a_problem():
    reply = Client().generic("POST", APP + "auth/login", b'{"a":' * 5000, content_type="application/json")
    assert reply.status_code == 400
    assert reply.headers["Content-Type"] == "application/problem+json"
