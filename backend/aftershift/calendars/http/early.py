"""A calendar program is answered above the layers for people: it brings no session and no cookie, and mostly nothing changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve


class FeedMiddleware:
    """Has the feed's own view answer at once, whatever it answers. What is no feed's address takes the long way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._early(request) or self.get_response(request)

    def _early(self, request: HttpRequest) -> HttpResponse | None:
        if request.method not in ("GET", "HEAD") or not request.path_info.startswith("/feed/"):
            return None
        try:
            match = resolve(request.path_info, "aftershift.calendars.http.urls")
        except Resolver404:
            return None
        request.get_host()  # refuses a name that is not ours, as for every other request
        request.resolver_match = match  # for the line in the log
        reply: HttpResponse = match.func(request, **match.kwargs)
        reply.headers.setdefault("Content-Length", str(len(reply.content)))
        return reply
