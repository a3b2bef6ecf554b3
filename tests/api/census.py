"""Every operation, from the URLconf itself, and what each must answer to whom.

Each app lists its operations in `tests/api/rows/<app>.py` as `ROWS = [Row(...), ...]`:

    Row("POST", "/api/v1/ideas", roles={"anonymous": 401, "new": 201, "member": 201}, make=lambda w: Call(body={"text": "Walk"}), once=True)
    Row("GET", "/api/v1/ideas/<uuid:idea_id>", roles=..., make=lambda w: Call({"idea_id": w.idea().pk}), foreign=True)

* `path` is written as in the URLconf. `make(world)` builds what the call needs inside `world.organisation`
  and returns a Call(path values, body, headers). It may name `world.member(role)`; the test then calls as each role in `roles`.
* `roles` maps anonymous | new | member | connector | organiser | supervisor | adviser to the expected status.
  `world.caller` is the member who will call, so that `make` can give them a place, a paper, a lead role.
* `once=True`: needs an Idempotency-Key. `foreign=True`: a row id stands in the path, so another organisation's
  id and an absent id must answer the same 404 and change nothing.
* `PREFIXES` names routes of libraries and pages, by prefix, with the reason.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django_scopes import scope
from rest_framework.views import APIView

from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from tests.factories import MemberFactory, OrganisationFactory

GRANTED = ("connector", "organiser", "supervisor", "adviser", "panellist")


class Route(NamedTuple):
    method: str
    path: str


def routes() -> Iterator[Route]:
    def walk(patterns: Any, prefix: str) -> Iterator[Route]:
        for p in patterns:
            full = prefix + str(p.pattern)
            if isinstance(p, URLResolver):
                yield from walk(p.url_patterns, full)
            elif isinstance(p, URLPattern):
                callback: Any = p.callback
                cls = getattr(callback, "cls", None) or getattr(callback, "view_class", None)
                if not (cls and issubclass(cls, APIView)):
                    yield Route("ANY", "/" + full)
                    continue
                for method in cls.http_method_names:
                    if hasattr(cls, method) and method not in ("options", "head"):
                        yield Route(method.upper(), "/" + full)

    yield from walk(get_resolver().url_patterns, "")


@dataclass
class Call:
    values: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    format: str = "json"
    query: str = ""


@dataclass
class World:
    """One organisation with a caller; `make` builds inside it."""

    role: str
    organisation: Organisation = field(default_factory=OrganisationFactory)
    _members: dict[str, Member] = field(default_factory=dict)

    def member(self, role: str) -> Member:
        if role not in self._members:
            self._members[role] = MemberFactory(
                organisation=self.organisation, confirmed=role != "new", roles=(role,) if role in GRANTED else ()
            )
        return self._members[role]

    @property
    def caller(self) -> Member:
        return self.member("member" if self.role == "anonymous" else self.role)


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    roles: dict[str, int]
    make: Callable[[World], Call]
    once: bool = False
    foreign: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def build(self, world: World) -> tuple[str, Call]:
        with scope(organisation=world.organisation.pk):
            call = self.make(world)
        return filled(self.path, call.values) + call.query, call


def filled(path: str, values: dict[str, Any]) -> str:
    """`/a/<uuid:id>` with id=… -> `/a/…`."""
    import re

    return re.sub(r"<(?:\w+:)?(\w+)>", lambda m: str(values[m[1]]), path)


def rows() -> list[Row]:
    from tests.api import rows as package

    found: list[Row] = []
    for module in pkgutil.iter_modules(package.__path__):
        found += importlib.import_module(f"tests.api.rows.{module.name}").ROWS
    return found


# Routes that are no view of the API's own, by prefix, and why they have no row.
PREFIXES = {
    "/livez": "health, tested in tests/api/test_health.py",
    "/readyz": "health, tested in tests/api/test_health.py",
    "/metrics": "health, tested in tests/api/test_health.py",
    "/_allauth/": "allauth headless; the routed views are listed in tests/rules/people",
    "/feed/": "the calendar feed, tested in tests/rules/calendars",
    "/join": "the door, tested in tests/rules/pages",
    "/joined": "the door, tested in tests/rules/pages",
    "/a/": "public page of an activity, tested in tests/rules/pages",
    "/at-home/": "what an address at home is asked by e-mail, tested in tests/rules/pages",
    "/print/": "print-ready pages, tested in tests/rules/pages",
    "/<path:path>": "the web client's page",
    "/.well-known/": "links that open the app, tested in tests/rules/pages",
}
