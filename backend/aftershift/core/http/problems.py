"""Every error, wherever it comes from, as RFC 9457 `application/problem+json`."""

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework import exceptions
from rest_framework.response import Response

from aftershift.core.errors import DomainError, NotVisible

MEDIA = "application/problem+json"
TYPE = "https://aftershift.example.org/problems/"


def _body(status: int, slug: str, title: str, **members: object) -> dict[str, object]:
    body: dict[str, object] = {"type": TYPE + slug, "title": title, "status": status}
    return body | {k: v for k, v in members.items() if v is not None}


def of_domain_error(error: DomainError) -> dict[str, object]:
    return error.facts | _body(error.status, error.slug, error.title, detail=error.detail, next=error.next)


def of_validation(detail: Any) -> dict[str, object]:
    return _body(400, "invalid", "Something here needs changing", errors=list(_pointers(detail)))


def problem(status: int, slug: str, title: str, **members: object) -> HttpResponse:
    """A problem from outside the API's views: middleware, door, feeds."""
    return HttpResponse(json.dumps(_body(status, slug, title, **members)), status=status, content_type=MEDIA)


def _pointers(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = path if name == "non_field_errors" else f"{path}/{str(name).replace('~', '~0').replace('/', '~1')}"
            yield from _pointers(inner, here)
    elif isinstance(detail, list):
        for index, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from _pointers(inner, f"{path}/{index}" if nested else path)
    else:
        yield {"pointer": path, "text": str(detail)}


SLUGS = {
    400: ("parse-error", "The request cannot be read"),
    401: ("not-signed-in", "Please sign in"),
    403: ("not-allowed", "You cannot do this"),
    405: ("method-not-allowed", "This cannot be done here"),
    406: ("not-acceptable", "We cannot answer in this format"),
    413: ("too-large", "This is too large to send"),
    415: ("unsupported-media-type", "We cannot read this format"),
    429: ("too-many", "Too many tries"),
}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's hook. None for what nobody expected: that stays a logged 500."""
    headers: dict[str, str] = {}
    if isinstance(error, Http404):
        error = NotVisible()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    if isinstance(error, RequestDataTooBig):
        return Response(_body(413, *SLUGS[413]), status=413, content_type=MEDIA)
    if isinstance(error, DomainError):
        status, body, headers = error.status, of_domain_error(error), error.headers
    elif isinstance(error, exceptions.ValidationError):
        status = 400
        body = of_validation(error.detail)
    elif isinstance(error, exceptions.NotFound):
        status, body = 404, of_domain_error(NotVisible())
    elif isinstance(error, exceptions.APIException):
        status = error.status_code
        slug, title = SLUGS.get(status, ("not-possible", "This is not possible now"))
        if status == 403 and "CSRF" in str(error.detail):
            slug, title = "csrf", "Please try once more"
        body = _body(status, slug, title, detail=str(error.detail))
        if challenge := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait) + 1)
    else:
        return None
    return Response(body, status=status, headers=headers, content_type=MEDIA)


class ProblemMiddleware:
    """Turns every error that is no problem yet into one; allauth's own members stay beside ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RecursionError) and request.method in ("POST", "PUT", "PATCH", "DELETE"):
            return problem(400, "parse-error", "The JSON is nested too deeply")
        if isinstance(exception, RequestDataTooBig):
            return problem(413, *SLUGS[413])
        if isinstance(exception, DomainError):
            refused = HttpResponse(json.dumps(of_domain_error(exception)), status=exception.status, content_type=MEDIA)
            for name, value in exception.headers.items():
                refused[name] = value
            return refused
        return None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        media = response.headers.get("Content-Type", "").split(";")[0]
        if response.status_code < 400 or media == MEDIA or request.path.startswith("/admin/"):
            return response
        if getattr(response, "is_page", False):  # a page for people that says what went wrong
            return response
        slug, title = SLUGS.get(
            response.status_code,
            (
                HTTPStatus(response.status_code).phrase.lower().replace(" ", "-"),
                HTTPStatus(response.status_code).phrase,
            ),
        )
        body: dict[str, object] = _body(response.status_code, slug, title)
        if response.status_code == 404:
            body = of_domain_error(NotVisible())
        if media == "application/json" and isinstance(theirs := json.loads(response.content), dict):
            body = theirs | body
        response.content = json.dumps(body).encode()
        response.headers["Content-Length"] = str(
            len(response.content)
        )  # CommonMiddleware, below us, counted the old one
        response.headers["Content-Type"] = MEDIA
        return response
