"""The HTTP half of signing in and out: cookie and CSRF token on the web, an opaque token for the native app."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token, rotate_token

from aftershift.people.sessions import SessionStore


def is_native(request: HttpRequest) -> bool:
    return request.headers.get("X-Client") == "native" or "X-Session-Token" in request.headers


def begin(request: HttpRequest, session: SessionStore) -> dict[str, Any]:
    """Make `session` the one of this device; what it had before ends. Gives `csrf` and `token`, each for its kind of client."""
    before: Any = request.session
    if before.session_key and before.session_key != session.session_key:
        before.delete()
    session.modified = True  # SessionMiddleware sets the cookie; for the native app it is taken off again
    request.session = session  # type: ignore[assignment]
    if is_native(request):
        return {"csrf": None, "token": session.session_key}
    rotate_token(request)
    return {"csrf": get_token(request), "token": None}


def end(request: HttpRequest) -> None:
    """Delete the session's row and the cookie, and turn the CSRF token over."""
    request.session.flush()
    rotate_token(request)
