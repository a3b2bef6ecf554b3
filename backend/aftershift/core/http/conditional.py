"""ETag, 304 and If-Match."""

import hashlib
from typing import Any

from rest_framework.request import Request

from aftershift.core.errors import Stale, VersionMissing


def etag_of(*parts: Any) -> str:
    """A strong validator over what the reply depends on: row versions, the reader, the local date."""
    return '"' + hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32] + '"'


def matches(header: str | None, etag: str) -> bool:
    """Does If-None-Match name this version? Weak comparison, as RFC 9110 asks for GET."""
    if not header:
        return False
    return header.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in header.split(","))


def require_match(request: Request, etag: str) -> None:
    """If-Match must name the current version: absent is 428, another is 412."""
    given = request.headers.get("If-Match")
    if not given:
        raise VersionMissing
    if etag not in (tag.strip() for tag in given.split(",")):
        raise Stale(etag=etag)
