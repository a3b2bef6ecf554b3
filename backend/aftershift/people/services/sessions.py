"""Opening and ending sessions. A session belongs to one member; a person picks which one when there are several."""

import datetime as dt
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.core.selectors import one
from aftershift.people import selectors
from aftershift.people.models import KioskSession, Member, Person, Session
from aftershift.people.sessions import SessionStore

METHODS, METHODS_OF = "account_authentication_methods", "account_authentication_methods_user"  # allauth's names
_BACKEND = "django.contrib.auth.backends.ModelBackend"
# By e-mail people act with more power, often at shared computers: such a session ends the same day.
E_MAIL_SESSION = dt.timedelta(hours=12)


def method(name: str) -> dict[str, Any]:
    """A way somebody proved who they are, as allauth notes it."""
    return {"method": name, "at": time.time()}


def is_strong(methods: Sequence[dict[str, Any]]) -> bool:
    """Password and second factor both: only then do organiser, adviser and supervisor count."""
    return {"password", "mfa"} <= {m.get("method") for m in methods}


@transaction.atomic
def open_session(
    *, person: Person, member: Member | None, device: str, methods: Sequence[dict[str, Any]]
) -> SessionStore:
    """A saved session; its key is the secret that the device keeps. The database has only the key's hash."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = _BACKEND
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session[METHODS], session[METHODS_OF] = list(methods), str(person.pk)
    session["device"] = device
    session["second_factor"] = is_strong(methods)
    if member is not None:
        session["organisation_id"], session["member_id"] = str(member.organisation_id), str(member.pk)
    if any(m.get("method") == "password" for m in methods):
        session.set_expiry(int(E_MAIL_SESSION.total_seconds()))
    session.save()
    return session


@transaction.atomic
def pick_member(*, person_id: UUID, member_id: UUID, methods: Sequence[dict[str, Any]]) -> Member:
    """The member that a person who signed in by e-mail wants to be. Raises NotVisible; NotAllowed after card and PIN."""
    if "password" not in {m.get("method") for m in methods}:
        raise NotAllowed(next="Sign in by e-mail to change the organisation, or use your other card.")
    return one(selectors.memberships_of(person_id=person_id), member_id)


@transaction.atomic
def end_session(*, member: Member, session_id: UUID) -> None:
    """End one of my own sessions. Raises NotVisible for anybody else's."""
    if not selectors.own_sessions(member=member).filter(public_id=session_id).delete()[0]:
        raise NotVisible


@transaction.atomic
def end_all_sessions(*, member_id: UUID) -> None:
    """Every device of a member is signed out at once."""
    Session.objects.filter(member_id=member_id).delete()
    KioskSession.objects.filter(member_id=member_id).delete()


@transaction.atomic
def forget_old_sessions(*, now: dt.datetime) -> int:
    """Rows whose time is over. They open nothing any more; this only makes room."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
