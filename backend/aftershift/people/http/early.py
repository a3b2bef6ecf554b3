"""A list that many ask for is answered before the framework starts, and unchanged by one statement (decision 0013)."""

from collections.abc import Callable
from functools import lru_cache

from django.contrib.sessions.middleware import SessionMiddleware as DjangosSessionMiddleware
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch, resolve
from rest_framework.renderers import JSONRenderer

from aftershift.core.errors import DomainError
from aftershift.core.http.headers import session_key_in
from aftershift.people.http.views import MemberView
from aftershift.people.sessions import SessionStore

_JSON = JSONRenderer()


class EarlyMiddleware:
    """Has the session tell what the view asks of it, and answers a member who is signed in as for every other answer.

    Whoever does not get that answer takes the long way with the session that was loaded here, and hears there why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._early(request) or self.get_response(request)

    def _early(self, request: HttpRequest) -> HttpResponse | None:
        if request.method not in ("GET", "HEAD") or not request.path_info.startswith("/api/"):
            return None
        found = _view_at(request.path_info)
        if found is None:
            return None
        kind, match = found
        view = kind()
        try:
            asked = view.asked(request)
            if asked is None:
                return None
            request.session = session = SessionStore(session_key_in(request))
            session.ask(asked[0], **asked[1])
            told = view.early(request, session) if _is_plain(request) else None
        except DomainError:
            return None  # said where every refusal is, once we know to whom
        if told is None:
            return None
        request.resolver_match = match  # for the line in the log
        headers = {"ETag": told.etag, "Vary": "Cookie"}
        if told.body is None:
            return HttpResponse(status=304, headers=headers)
        said = _JSON.render(told.body)
        headers |= {"Allow": "GET, HEAD, OPTIONS", "Content-Length": str(len(said))}
        return HttpResponse(said, content_type="application/json", headers=headers)


class SessionMiddleware(DjangosSessionMiddleware):
    """Django's own, which keeps a session that was asked before."""

    def process_request(self, request: HttpRequest) -> None:
        if not hasattr(request, "session"):
            super().process_request(request)


def _is_plain(request: HttpRequest) -> bool:
    """Asks for JSON as nearly every client does. What is said otherwise the framework reads, and it answers HEAD."""
    said = request.META.get("HTTP_ACCEPT", "*/*")
    return request.method == "GET" and said in ("*/*", "application/json")


@lru_cache(maxsize=256)
def _view_at(path: str) -> tuple[type[MemberView], ResolverMatch] | None:
    """The view of this address, if it asks something of the session."""
    try:
        match = resolve(path)
    except Http404:
        return None
    kind = getattr(match.func, "cls", None)
    if not isinstance(kind, type) or not issubclass(kind, MemberView) or kind.asked is MemberView.asked:
        return None
    return kind, match
