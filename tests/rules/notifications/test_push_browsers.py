"""A browser learns from the server with what to register, and may call nothing else (Q-R9, Q-S14)."""

import pytest
from django.core.checks import Error
from django.test import Client

from aftershift.notifications import checks
from aftershift.notifications.models import Device
from tests.factories import MemberFactory, signed_in
from tests.faults import fcm

pytestmark = pytest.mark.django_db
WEB = {"app_id": "1:42:web:7", "sender_id": "42", "api_key": "AIza-public", "vapid_key": "BDOU99"}
AMAS = "a1b2c3d4" * 8


def put(client, token, platform):
    return client.put("/api/v1/push", {"token": token, "platform": platform}, content_type="application/json")


@pytest.fixture
def ama():
    return signed_in(MemberFactory())


def test_it_is_told_with_what_to_register(google, ama, settings):
    settings.PUSH_WEB = WEB
    assert ama.get("/api/v1/push").json() == {
        "is_on": True,
        "is_this_device_on": False,
        "browser": WEB | {"project_id": fcm.PROJECT},
    }
    said = put(ama, "dR3x:APA91b-browser", "web").json()
    assert said["is_this_device_on"]
    assert Device.objects.get().platform == "web"


@pytest.mark.parametrize("missing", WEB)
def test_with_less_than_all_of_it_browsers_are_not_pushed_to_and_the_start_stops(google, ama, settings, missing):
    settings.PUSH_WEB = WEB | {missing: ""}
    assert ama.get("/api/v1/push").json()["browser"] is None
    settings.TESTING = False
    (said,) = checks.push_can_sign_in(None)
    assert isinstance(said, Error)
    assert f"PUSH_WEB_{missing.upper()}" in said.hint
    settings.PUSH_WEB = WEB
    assert checks.push_can_sign_in(None) == []


def test_without_credentials_it_is_told_that_push_is_off(ama, settings):
    settings.PUSH_CREDENTIALS, settings.PUSH_WEB = "", WEB
    assert ama.get("/api/v1/push").json() == {"is_on": False, "is_this_device_on": False, "browser": None}


def test_an_iphone_is_on_once_google_knows_it_and_a_token_that_is_none_of_apples_is_refused(google, ama):
    assert put(ama, "dR3x:APA91b", "ios").status_code == 400
    assert put(ama, AMAS, "ios").json()["is_this_device_on"] is False
    assert Device.objects.get().apple_token == AMAS


def test_a_page_may_call_the_two_addresses_of_registering_and_nothing_else_outside():
    policy = Client().get("/livez").headers["Content-Security-Policy"]
    (connect,) = [part.strip() for part in policy.split(";") if "connect-src" in part]
    assert connect.split() == [
        "connect-src",
        "'self'",
        "https://firebaseinstallations.googleapis.com",
        "https://fcmregistrations.googleapis.com",
    ]
    assert policy.count("https:") == 2
