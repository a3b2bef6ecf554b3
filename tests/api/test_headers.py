"""Every kind of reply carries the headers of Q-S14, and cookies are what the address of the installation asks for."""

import http.client
import re
import subprocess
import sys
from contextlib import closing
from email.message import Message
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django_scopes import scope

from aftershift.activities.api import views
from aftershift.calendars import services as calendars
from aftershift.core import clock
from tests.factories import MemberFactory, session_key_of, signed_in
from tests.races.harness import server_env
from tests.rules.people.world import PIN, ama, poster
from tests.servers import ROOT, served

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
# The list is answered early to whoever asks for JSON as nearly all do, and by the framework to others (decision 0013).
WAYS: list[dict[str, str]] = [{}, {"Accept": "application/json;q=0.9"}]
PUBLIC_URL = "https://aftershift.example.org"
# What the checks of Django that are silenced look for, and where it is instead.
SILENCED = {
    "security.W001": "HeadersMiddleware sends what SecurityMiddleware would, to static files as well",
    "security.W002": "HeadersMiddleware sends X-Frame-Options and frame-ancestors",
}


class Reply(NamedTuple):
    status: int
    headers: Message
    body: bytes

    def every(self, name: str) -> list[str]:
        return self.headers.get_all(name) or []


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request(method, path, body, {"Host": "aftershift.example.org", "X-Forwarded-Proto": "https"} | names)
        reply = line.getresponse()
        return Reply(reply.status, reply.headers, reply.read())


@pytest.fixture
def web_files(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Aftershift</title><script src=/assets/app.js></script>")
    (tmp_path / "assets/app.js").write_text("1")
    return tmp_path


def installed(web_files: Path) -> dict[str, str]:
    """An installation behind a proxy with TLS, as docs/operators.md says."""
    return server_env() | {
        "PUBLIC_URL": PUBLIC_URL,
        "ALLOWED_HOSTS": "aftershift.example.org,127.0.0.1",
        "BEHIND_PROXY": "1",
        "WEB_CLIENT": str(web_files),
    }


def is_hardened(name: str, headers: Any) -> None:
    """The published rules that MDN's Observatory and OWASP's cheat sheet score."""
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert "unsafe" not in headers["Content-Security-Policy"], name
    assert "*" not in headers["Content-Security-Policy"], name
    assert policy["default-src"] in ("'self'", "'none'"), name
    assert policy["frame-ancestors"] == "'none'", name
    assert policy["base-uri"] == "'none'", name
    assert policy["object-src"] == "'none'", name
    assert policy["form-action"] == "'self'", name
    assert headers["X-Content-Type-Options"] == "nosniff", name
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin", "strict-origin"), name
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", name
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin", name
    assert headers["X-Frame-Options"] == "DENY", name
    assert "microphone=(self)" in headers["Permissions-Policy"], name
    assert "Server" not in headers or "gunicorn" in headers["Server"], name


def test_every_kind_of_reply_over_https(web_files: Path):
    member, card = ama()
    now = clock.now()
    with scope(organisation=member.organisation_id):
        token = poster(member.organisation, take_down_date=now.date(), now=now)
        feed = calendars.make(member=member, purpose="mine", shows_titles=False, now=now).secret
    key = session_key_of(member)
    connections.close_all()
    with served(env=installed(web_files), workers=1) as (port, _):
        me = {"X_Session_Token": key}
        kinds = {
            "the client's page": (ask(port, "GET", "/"), 200, "text/html"),
            "the door": (ask(port, "GET", f"/join/{token}"), 200, "text/html"),
            "a page that is not there": (ask(port, "GET", "/join/nothing"), 404, "text/html"),
            "JSON": (ask(port, "GET", "/api/v1/session", **me), 200, "application/json"),
            "a problem": (ask(port, "GET", "/api/v1/session"), 401, "application/problem+json"),
            "a calendar": (ask(port, "GET", f"/feed/{feed}.ics"), 200, "text/calendar"),
            "a static file": (ask(port, "GET", "/assets/app.js"), 200, "text/javascript"),
            "a missing file": (ask(port, "GET", "/assets/none.js"), 404, "application/problem+json"),
            "nothing changed": (ask(port, "GET", "/api/v1/session", If_None_Match="*", **me), 304, None),
            "not allowed": (ask(port, "PUT", "/api/v1/session", **me), 405, "application/problem+json"),
            "health": (ask(port, "GET", "/livez"), 200, "text/plain"),
        }
        signed = ask(
            port, "POST", "/api/v1/session", f'{{"card":"{card.code}","pin":"{PIN}"}}'.encode(),
            Content_Type="application/json",
        )  # fmt: skip
        csrf = ask(port, "GET", "/api/v1/csrf")
    for name, (reply, status, media) in kinds.items():
        assert reply.status == status, (name, reply.status, reply.body[:200])
        assert media is None or reply.headers["Content-Type"].startswith(media), name
        is_hardened(name, reply.headers)
        age = re.fullmatch(r"max-age=(\d+); includeSubDomains", reply.headers["Strict-Transport-Security"])
        assert age, name
        assert int(age[1]) >= 31536000, name
    for name in ("JSON", "a problem", "the door"):
        assert "private" in kinds[name][0].headers["Cache-Control"], name
    assert signed.headers["Cache-Control"] == "private, no-store"
    assert "immutable" in kinds["a static file"][0].headers["Cache-Control"]
    cookies = [*signed.every("Set-Cookie"), *csrf.every("Set-Cookie")]
    names = {cookie.split("=")[0] for cookie in cookies}
    assert names == {"__Host-aftershift", "__Host-aftershift-csrf"}
    for cookie in cookies:
        rest = cookie.split(";", 1)[1].lower()
        assert "secure" in rest
        assert "httponly" in rest
        assert "samesite=lax" in rest
        assert "path=/" in rest
        assert "domain" not in rest, "a __Host- cookie with a domain is thrown away"


def test_no_server_header_names_a_version():
    assert not re.search(r"\d+\.\d+", Client().get("/livez").headers.get("Server", ""))


def test_the_demonstration_uses_plain_names_on_http():
    _, card = ama()
    browser = Client()
    reply = browser.post("/api/v1/session", {"card": card.code, "pin": PIN}, content_type="application/json")
    assert reply.status_code == 200
    assert set(reply.cookies) == {"aftershift", "aftershift-csrf"}
    for cookie in reply.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert not cookie["secure"], "a browser would not send it back over http"
    assert "Strict-Transport-Security" not in reply.headers
    assert browser.get("/api/v1/session").status_code == 200


@pytest.mark.parametrize("headers", WAYS)
def test_a_fault_of_ours_has_the_headers_too(monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]):
    def broken(**_: Any) -> None:
        raise ValueError

    monkeypatch.setattr(views, "coming", broken)
    client = signed_in(MemberFactory())
    client.raise_request_exception = False
    reply = client.get("/api/v1/occurrences", headers=headers)
    assert reply.status_code == 500
    assert reply.headers["Content-Type"] == "application/problem+json"
    is_hardened("500", reply.headers)
    assert "ValueError" not in reply.text


def test_check_deploy_has_nothing_to_say(tmp_path: Path):
    env = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": "backend",
        "SECRET_KEY": "3kf8Zq1-_Lw9" * 6,
        "PUBLIC_URL": PUBLIC_URL,
        "ALLOWED_HOSTS": "aftershift.example.org",
        "VAR_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "backend/manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert set(settings.SILENCED_SYSTEM_CHECKS) == set(SILENCED), "silenced without a reason here"
