"""Apart from the views: DRF imports this while it loads its own, so it may not import them."""

from typing import Any, ClassVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request

from aftershift.people.sessions import SessionStore, person_of


class _HeadersOnly:
    """A request as the check of its token sees it. Our clients send the token in a header, and looking for it in the body
    would have that read before anybody has asked how long it is and how often this member sends one."""

    POST: ClassVar[dict[str, str]] = {}

    def __init__(self, request: Request) -> None:
        self._seen = request

    def __getattr__(self, name: str) -> Any:
        return getattr(self._seen, name)


class SessionKeyAuthentication(SessionAuthentication):
    """Cookie with CSRF, or the native X-Session-Token. `request.auth` is the session."""

    def authenticate(self, request: Request) -> tuple[Any, SessionStore] | None:
        session: SessionStore = request._request.session  # type: ignore[assignment]
        person = person_of(session)
        if person is None:
            return None
        self.enforce_csrf(_HeadersOnly(request))  # type: ignore[arg-type]
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
