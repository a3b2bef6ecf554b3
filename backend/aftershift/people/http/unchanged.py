"""A list that did not change is answered by one statement, before anything else is done (decision 0013)."""

from collections.abc import Callable
from functools import lru_cache

from django.contrib.sessions.middleware import SessionMiddleware as DjangosSessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve

from aftershift.core.errors import DomainError
from aftershift.core.http.headers import session_key_in
from aftershift.people.http.views import MemberView
from aftershift.people.sessions import SessionStore


class UnchangedMiddleware:
    """Has the session tell what the view asks of it, and answers 304 where the reader has what the view would send.

    Whoever does not get that answer takes the long way with the session that was loaded here, and hears there why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._unchanged(request) or self.get_response(request)

    def _unchanged(self, request: HttpRequest) -> HttpResponse | None:
        if request.method != "GET" or not request.path_info.startswith("/api/"):
            return None
        kind = _view_at(request.path_info)
        if kind is None:
            return None
        view = kind()
        try:
            asked = view.asked(request)
        except DomainError:
            return None  # said where every refusal is, once we know to whom
        if asked is None:
            return None
        session = SessionStore(session_key_in(request))
        session.ask(asked[0], **asked[1])
        request.session = session
        given = request.META.get("HTTP_IF_NONE_MATCH")
        etag = view.unchanged(session, given) if given else None
        if etag is None:
            return None
        return HttpResponse(status=304, headers={"ETag": etag, "Vary": "Cookie"})


class SessionMiddleware(DjangosSessionMiddleware):
    """Django's own, which keeps a session that was asked before."""

    def process_request(self, request: HttpRequest) -> None:
        if not hasattr(request, "session"):
            super().process_request(request)


@lru_cache(maxsize=256)
def _view_at(path: str) -> type[MemberView] | None:
    """The view of this address, if it asks something of the session."""
    try:
        kind = getattr(resolve(path).func, "cls", None)
    except Http404:
        return None
    return (
        kind if isinstance(kind, type) and issubclass(kind, MemberView) and kind.asked is not MemberView.asked else None
    )
