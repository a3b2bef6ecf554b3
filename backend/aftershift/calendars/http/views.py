"""The address a calendar program fetches: no sign-in, no cookie, the secret alone opens it."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from django_scopes import scope

from aftershift.calendars import selectors, services, writing
from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import matches
from aftershift.core.http.problems import of_domain_error, problem
from aftershift.core.prepared import asked_first

HEADERS = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@csrf_exempt
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar, or 304 after two statements. Wrong, revoked and never issued are one and the same 404."""
    now = clock.now()
    try:
        found = asked_first(lambda: services.fetch(secret=secret, now=now))
    except NotVisible as refusal:
        return _not_found(refusal)
    with scope(organisation=found.organisation_id):
        etag = writing.etag_of(feed=found, stamp=selectors.stamp(feed=found, today=now.date()))
        if matches(request.headers.get("If-None-Match"), etag):
            reply: HttpResponse = HttpResponseNotModified()
        else:
            entries = selectors.entries(feed=found, today=now.date())
            reply = HttpResponse(
                writing.calendar_of(feed=found, entries=entries), content_type="text/calendar; charset=utf-8"
            )
    for name, value in HEADERS.items():
        reply[name] = value
    reply["ETag"] = etag
    return reply


def _not_found(refusal: NotVisible) -> HttpResponse:
    body = of_domain_error(refusal)
    reply = problem(404, refusal.slug, refusal.title, next=body.get("next"))
    for name, value in HEADERS.items():
        reply[name] = value
    reply._has_been_logged = True  # type: ignore[attr-defined]  # Django would write the path, and with it the secret
    return reply
