"""Every error is one format (Q-R8), and carries the headers of every reply (Q-S14)."""

import pytest
from django.test import Client

from aftershift.core.http.problems import MEDIA, TYPE

pytestmark = pytest.mark.django_db

PROBES = [
    ("GET", "/api/v1/nothing-here", {}, b"", 404, "not-found"),
    ("GET", "/api/v1/session", {}, b"", 401, "not-signed-in"),
    ("DELETE", "/api/v1/csrf", {}, b"", 405, "method-not-allowed"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b"{", 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b"[" * 3000, 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b'{"pin": NaN}', 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b'{"pin": "1", "pin": "2"}', 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b'{"pin": "\\u0000"}', 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b'{"pin": "\\ud800"}', 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "application/json"}, b"\xff\xfe", 400, "parse-error"),
    ("POST", "/api/v1/session", {"content_type": "text/plain"}, b"hello", 415, "unsupported-media-type"),
    ("GET", "/api/v1/session", {"headers": {"Accept": "image/png"}}, b"", 406, "not-acceptable"),
    ("GET", "/api/v1/occurrences/" + "9" * 60, {}, b"", 404, "not-found"),
    ("GET", "/missing.js", {}, b"", 404, "not-found"),
]


@pytest.mark.parametrize(("method", "path", "extra", "body", "status", "slug"), PROBES)
def test_an_error_is_a_problem_that_names_itself(method, path, extra, body, status, slug):
    kind = extra.get("content_type", "application/octet-stream")
    reply = Client().generic(method, path, body, content_type=kind, headers=extra.get("headers", {}))
    assert reply.status_code == status
    assert reply.headers["Content-Type"] == MEDIA
    problem = reply.json()
    assert problem["type"] == TYPE + slug
    assert problem["status"] == status
    assert "Traceback" not in reply.text
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe-inline" not in reply.headers["Content-Security-Policy"]


def test_a_body_over_the_limit_is_refused():
    reply = Client().generic("POST", "/api/v1/session", b'"' + b"a" * 300_000 + b'"', content_type="application/json")
    assert reply.status_code == 413
    assert reply.json()["type"] == TYPE + "too-large"


def test_a_rewritten_body_arrives_whole():
    """allauth's 401 says what is still wanted (a second factor): cut short, nobody could go on."""
    reply = Client().post("/_allauth/browser/v1/auth/login", b"{}", content_type="application/json")
    assert reply.status_code >= 400
    assert int(reply.headers["Content-Length"]) == len(reply.content)
    assert reply.json()["type"].startswith(TYPE)
