"""Apart from the views: DRF imports this while it loads its own, so it may not import them."""

from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.utils.crypto import constant_time_compare
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from aftershift.people.sessions import SessionStore


class SessionKeyAuthentication(SessionAuthentication):
    """Cookie with CSRF, or the native X-Session-Token. `request.auth` is the session."""

    def authenticate(self, request: Request) -> tuple[Any, SessionStore] | None:
        session: SessionStore = request._request.session  # type: ignore[assignment]
        if "_auth_user_id" not in session or session.row is None:
            return None
        person = session.row.person
        if person is None or not person.is_active:
            return None
        if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
            return None  # the password was changed since: whoever knew the old one is out
        self.enforce_csrf(request)
        return person, session

    def authenticate_header(self, request: Request) -> str:
        return "Session"


class SessionKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = SessionKeyAuthentication
    name = ["sessionCookie", "sessionToken"]

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        return [
            {"type": "apiKey", "in": "cookie", "name": "aftershift"},
            {"type": "apiKey", "in": "header", "name": "X-Session-Token"},
        ]
