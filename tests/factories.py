"""Makes the world of a test. People have names. `now` is passed, never read."""

import datetime as dt
import itertools
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.conf import UserSettingsHolder, settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope
from rest_framework.test import APIClient

from aftershift.organisations.models import Organisation, Site, Team
from aftershift.people.models import Member, Person, RoleGrant
from aftershift.people.sessions import SessionStore

LONDON = ZoneInfo("Europe/London")
MONDAY_9AM = dt.datetime(2026, 1, 5, 9, 0, tzinfo=LONDON)
NAMES = ("Ama", "Ben", "Chidi", "Danuta", "Esther", "Farid", "Grace", "Hana", "Ivo", "Jyoti", "Kofi", "Lena", "Marek")
_count = itertools.count(1)


class _World:
    stack: ExitStack | None = None


world = _World()


def OrganisationFactory(**fields: Any) -> Organisation:
    number = next(_count)
    made = Organisation(**{"name": f"St Bride's Hospital {number}", "short_name": f"st-brides-{number}"} | fields)
    made.save()
    if world.stack is not None:  # the first organisation of a test of rules
        world.stack.enter_context(scope(organisation=made.pk))
        world.stack = None
    return made


def SiteFactory(**fields: Any) -> Site:
    organisation = fields.pop("organisation", None) or OrganisationFactory()
    made = Site(
        **{"organisation": organisation, "name": f"Main site {next(_count)}", "address": "1 Bride Lane"} | fields
    )
    made.save()
    return made


def TeamFactory(**fields: Any) -> Team:
    organisation = fields.pop("organisation", None) or OrganisationFactory()
    made = Team(**{"organisation": organisation, "name": f"Porters {next(_count)}"} | fields)
    made.save()
    return made


def MemberFactory(*, confirmed: bool = True, roles: tuple[str, ...] = (), **fields: Any) -> Member:
    """A member, confirmed by default; `roles` are granted by nobody in particular."""
    number = next(_count)
    organisation = fields.pop("organisation", None) or OrganisationFactory()
    person = fields.pop("person", None)
    if person is None:
        person = Person(email=fields.pop("email", None))
        person.set_unusable_password()
        person.save()
    made = Member(
        **{
            "organisation": organisation,
            "person": person,
            "called_name": NAMES[number % len(NAMES)],
            "joined_at": MONDAY_9AM,
            "confirmed_at": MONDAY_9AM if confirmed else None,
        }
        | fields
    )
    made.save()
    for role in roles:
        RoleGrant(organisation=organisation, member=made, role=role, granted_at=MONDAY_9AM).save()
    return made


def colleagues(organisation: Organisation, count: int, **fields: Any) -> list[Member]:
    return [MemberFactory(organisation=organisation, **fields) for _ in range(count)]


def session_key_of(member: Member, **data: Any) -> str:
    """A signed-in session made directly: only the tests of signing in hash PINs."""
    session = SessionStore()
    session["_auth_user_id"] = str(member.person_id)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = member.person.get_session_auth_hash()
    session["organisation_id"] = str(member.organisation_id)
    session["member_id"] = str(member.pk)
    session["second_factor"] = True
    session.update(data)
    session.save()
    assert session.session_key
    return session.session_key


class OneHandler:
    """The layers of the server, built once and used by every client, as one server process does.

    A client of Django's own builds them anew, which reads every file of the web client each time. A test that changes
    the settings gets layers of its own.
    """

    LAYERS = ("_middleware_chain", "_view_middleware", "_template_response_middleware", "_exception_middleware")
    built: dict[str, Any] | None = None

    @classmethod
    def lend(cls, handler: Any) -> None:
        if handler._middleware_chain is not None or isinstance(settings._wrapped, UserSettingsHolder):
            return
        if cls.built is None:
            handler.load_middleware()
            cls.built = {name: getattr(handler, name) for name in cls.LAYERS}
        for name, layer in cls.built.items():
            setattr(handler, name, layer)


class Client(APIClient):
    """Speaks as the native app does. `once=True` adds a fresh Idempotency-Key."""

    def request(self, **environ: Any) -> Any:
        OneHandler.lend(self.handler)
        return super().request(**environ)

    def send(self, method: str, path: str, body: Any = None, *, once: bool = False, **headers: str) -> Any:
        if once and "Idempotency-Key" not in headers:
            headers["Idempotency-Key"] = str(uuid4())
        return self.generic_json(method, path, body, headers)

    def generic_json(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
        return getattr(self, method.lower())(path, body, format="json", headers=headers)


def signed_in(member: Member, **session: Any) -> Client:
    client = Client(headers={"X-Session-Token": session_key_of(member, **session), "X-Member": str(member.pk)})
    client.default_format = "json"
    return client


def statements(read: Callable[[], Any]) -> int:
    """How many SQL statements `read` takes, savepoints left out."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        read()
    return sum("SAVEPOINT" not in q["sql"] for q in seen.captured_queries)


def same_query_count(
    *, few: Callable[[], Any], many: Callable[[], Any], read: Callable[[], Any], batches: int = 0
) -> int:
    """`read` takes as many statements after `few()` rows exist as after `many()`; returns that number.

    batches: how many more may be there on SQLite, which takes 999 values in one statement.
    """
    few()
    read()
    first = statements(read)
    many()
    second = statements(read)
    most = first + (batches if connection.vendor == "sqlite" else 0)
    assert first <= second <= most, f"{first} statements for few rows, {second} for many"
    return second
