"""Health, and the web client's one page."""

import datetime as dt
import hmac
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db.utils import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django_scopes import scopes_disabled

from aftershift.core import clock
from aftershift.notifications import work

MINUTE = dt.timedelta(minutes=1)
NEVER_THE_CLIENT = (
    "api/",
    "_allauth/",
    "admin",
    "feed/",
    "media/",
    "join",
    "at-home/",
    "print/",
    "static/",
    "_expo/",
    "assets/",
)


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """200 while the process lives."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, 503 until then. The queue's age is said and stops nothing: pages work without a worker."""
    try:
        with scopes_disabled():
            age = work.queue_age(now=clock.now())
    except DatabaseError:
        return HttpResponse("not ready\n", status=503, content_type="text/plain")
    return HttpResponse(f"ready\nqueue age in minutes: {age // MINUTE}\n", content_type="text/plain")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """What is worth an alert, as Prometheus reads it. Without the token it is not there."""
    given = request.headers.get("Authorization", "")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(
        given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
    ):
        raise Http404
    with scopes_disabled():
        numbers = work.numbers(now=clock.now())
    lines = [f"# TYPE {name} gauge\n{name} {value}\n" for name, value in numbers.items()]
    return HttpResponse("".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")


@lru_cache(maxsize=2)
def _shell(index: Path, changed_at: float) -> bytes:
    return index.read_bytes()


@require_safe
def web_client(request: HttpRequest, path: str) -> HttpResponse:
    """The page of the web client, for every address that is nothing else. A missing file stays 404."""
    if "." in path.rsplit("/", 1)[-1] or path.startswith(NEVER_THE_CLIENT):
        raise Http404
    index = settings.WEB_CLIENT / "index.html"
    if not index.is_file():
        return HttpResponse("The web client is not built. Run: make run\n", status=503, content_type="text/plain")
    page = HttpResponse(_shell(index, index.stat().st_mtime), content_type="text/html; charset=utf-8")
    page["Cache-Control"] = "no-cache"
    return page
