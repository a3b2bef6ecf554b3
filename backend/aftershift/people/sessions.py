"""Server-side sessions of which the database holds no secret: key hashed, data encrypted under the key."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from aftershift.core.prepared import Prepared, Value, asked_first


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _named(values: Mapping[str, Any]) -> Any:
    """What `signed_in` runs."""
    from aftershift.people.models import Session

    rows = Session.objects.filter(session_key=values["session_key"], expire_date__gt=values["now"])
    return rows.select_related("person", "member__organisation")


_SIGNED_IN = Prepared(_named, {"session_key": str, "now": dt.datetime})
# The columns of that query to tell something of the member by.
MEMBER, ORGANISATION = '"people_session"."member_id"', '"people_member"."organisation_id"'


def signed_in_telling(names: Mapping[str, type[Value]], **told: Any) -> Prepared:
    """`signed_in` whose session also carries something of the member, by these names, in the same statement.

    told: expressions, or what makes one of the values that `Prepared` hands to its queries. names: what else those take.
    """
    return Prepared(
        lambda values: _named(values).annotate(
            **{name: each(values) if callable(each) else each for name, each in told.items()}
        ),
        {"session_key": str, "now": dt.datetime, **names},
    )


def signed_in(*, session_key: str, now: dt.datetime, query: Prepared = _SIGNED_IN, **more: Value) -> Any:
    """The Session with this hash that still lives, its person, member and organisation loaded; None when there is none.

    One statement, built once: every request begins with it. query: one that tells more, which `more` is for.
    """
    found = asked_first(lambda: query.instances(session_key=session_key, now=now, **more))
    return found[0] if found else None


def person_of(session: Any) -> Any:
    """The person who is signed in with this session, or None: no session, closed account, or the password was changed since."""
    if "_auth_user_id" not in session or session.row is None:
        return None
    person = session.row.person
    if person is None or not person.is_active:
        return None
    if not constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
        return None  # whoever knew the old password is out
    return person


def member_of(session: Any) -> Any:
    """The member whose session this is, or None: nobody signed in, none picked yet, or they have left.

    What the row says and what is sealed under the key must agree: a row that somebody edited opens nothing.
    """
    row = session.row
    if row is None or row.member is None or row.member.left_at is not None:
        return None
    member = row.member
    sealed = (session.get("organisation_id"), session.get("member_id"), row.person_id)
    if sealed != (str(member.organisation_id), str(member.pk), member.person_id):
        return None
    member.person = row.person
    member.with_second_factor = bool(session.get("second_factor"))
    return member


def _box(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))


@lru_cache(maxsize=1024)  # a phone asks for several things within a minute
def _opened(key: bytes, sealed: bytes | str) -> bytes:
    """What is sealed under the key; nothing where it is another's, or was changed."""
    try:
        return _box(key).decrypt(sealed)
    except (InvalidToken, ValueError):
        return b""


class SessionStore(db.SessionStore):
    """`row` is the loaded Session with person, member and organisation: a request needs one statement for all four."""

    row: Any = None
    _asked: Mapping[str, Any] = {}

    def ask(self, query: Prepared, **more: Value) -> None:
        """Have the row tell more when it is loaded, which a view asks before anything else."""
        self._asked = {"query": query, **more}
        if hasattr(self, "_session_cache"):
            del self._session_cache

    @classmethod
    def get_model_class(cls) -> Any:
        from aftershift.people.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        self.row = signed_in(
            session_key=hashed(self.session_key or ""),
            now=timezone.now(),  # noqa: TID251 (a session's life is real time)
            **self._asked,
        )
        if self.row is None:
            self._session_key = None
        return self.row

    def _box_key(self) -> bytes:
        return hashlib.sha256(b"session data:" + (self.session_key or "").encode()).digest()

    def encode(self, session_dict: dict[str, Any]) -> str:
        return (
            _box(self._box_key()).encrypt(json.dumps(session_dict).encode()).decode()
        )  # the box signs too: Django's own need not

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        opened = _opened(self._box_key(), session_data)
        try:
            found: dict[str, Any] = json.loads(opened)
        except ValueError:
            return {}
        return found

    def exists(self, session_key: str) -> bool:
        return super().exists(hashed(session_key))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.session_key, row.person_id = hashed(row.session_key), data.get("_auth_user_id")
        row.member_id = data.get("member_id")
        row.device = data.get("device", "")[:60]
        row.last_used_date = timezone.now().date()  # noqa: TID251 (a session's life is real time)
        if self.row is not None and self.row.session_key == row.session_key:
            row.public_id, row.last_used_date = self.row.public_id, self.row.last_used_date
        self.row = row
        return row

    def delete(self, session_key: str | None = None) -> None:
        if (key := session_key or self.session_key) is not None:
            super().delete(hashed(key))
