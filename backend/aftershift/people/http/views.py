"""The three bases of every API view: nobody signed in, a member, and a member's write that is safe to repeat."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, cast
from uuid import UUID

from django.http import HttpRequest
from django_scopes import scope
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from aftershift.core import clock
from aftershift.core.errors import DomainError, Gone, KeyMissing, NotAllowed, NotVisible
from aftershift.core.http.conditional import matches
from aftershift.core.prepared import Prepared
from aftershift.core.services import Made, once
from aftershift.people.errors import SecondFactorNeeded
from aftershift.people.http.authentication import SessionKeyAuthentication
from aftershift.people.models import Member
from aftershift.people.policies import STRONG
from aftershift.people.selectors import all_roles_of
from aftershift.people.sessions import SessionStore, member_of, person_of


class OtherMember(DomainError):
    slug, title, status = "other-member", "Somebody else is signed in on this device", 401
    next = "Sign in again as yourself. What you saved on this phone is kept."


class MemberNotNamed(DomainError):
    slug, title, status = "member-not-named", "The request does not say who it is from", 400
    next = "Send your member id in the X-Member header."


class Told(NamedTuple):
    """An answer that was found early: its version, and its body unless the reader has it."""

    etag: str
    body: Any


class PublicView(APIView):
    """Answers without sign-in; never reads a session."""

    authentication_classes = []
    permission_classes = [AllowAny]


def key_of(request: Request) -> UUID:
    """The Idempotency-Key; KeyMissing without one."""
    try:
        return UUID(request.headers["Idempotency-Key"])
    except (KeyError, ValueError):
        raise KeyMissing from None


def session_of(request: Request) -> SessionStore:
    """The session behind this request; there is one wherever SessionKeyAuthentication let somebody in."""
    return cast(SessionStore, request.auth)


class PersonView(APIView):
    """A person who signed in by e-mail and may not have picked an organisation yet: no member, no scope."""

    authentication_classes = [SessionKeyAuthentication]
    permission_classes = [IsAuthenticated]


class MemberView(APIView):
    """Has `self.member` and `self.roles`; everything below runs inside the member's organisation."""

    authentication_classes = [SessionKeyAuthentication]
    permission_classes = [IsAuthenticated]
    needs_key: ClassVar[bool] = False  # its POST asks for an Idempotency-Key
    member: Member

    def asked(self, request: HttpRequest) -> tuple[Prepared, dict[str, Any]] | None:
        """What the session is to tell when it is loaded (`signed_in_telling`), and the values that takes.

        A GET that names one is answered before any of the framework is there (`people/http/early.py`), which costs more than
        the answer, and "nothing changed" by that one statement. Only `self.now` is there then.
        """
        return None

    def versions(self, session: SessionStore) -> str | None:
        """Of a view that `asked`: the ETag from `self.member` and what the session told; None when it told no versions."""
        raise NotImplementedError

    def current(self, request: HttpRequest, session: SessionStore) -> tuple[str, Any]:
        """Of a view that `asked`: the ETag and what is sent, of plain values. May raise as every read."""
        raise NotImplementedError

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with ExitStack() as self._open:
            return super().dispatch(request, *args, **kwargs)

    def early(self, request: HttpRequest, session: SessionStore) -> Told | None:
        """The answer for a member who is signed in, from a session that was asked; None for all others."""
        if person_of(session) is None:
            return None
        found: Member | None = member_of(session)
        if found is None or self._is_first_use(session):
            return None
        self.member = found
        given = request.META.get("HTTP_IF_NONE_MATCH")
        etag = self.versions(session) if given else None
        if etag and matches(given, etag):
            return Told(etag, None)
        with scope(organisation=found.organisation_id):
            return Told(*self.current(request, session))

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        session = session_of(request)
        found: Member | None = member_of(session)
        if found is None:
            raise NotAuthenticated  # nobody, or e-mail sign-in that has not picked an organisation yet
        self._open.enter_context(scope(organisation=found.organisation_id))
        self.member = found
        self._check_named(request)
        self._note_use(session)

    def _check_named(self, request: Request) -> None:
        """A tab that still thinks somebody else is signed in must not write as the one who is (DESIGN 10)."""
        if request.method in ("GET", "HEAD", "OPTIONS") or getattr(
            request._request, "_dont_enforce_csrf_checks", False
        ):
            return
        named = request.headers.get("X-Member")
        if named is None:
            raise MemberNotNamed
        if named != str(self.member.pk):
            raise OtherMember

    def _note_use(self, session: SessionStore) -> None:
        """Once a day: the list of devices stays true, and a device in use stays signed in."""
        if self._is_first_use(session):
            session.row.last_used_date = self.now.astimezone(dt.UTC).date()
            session.modified = True  # SessionMiddleware saves it, and sends the cookie anew

    def _is_first_use(self, session: SessionStore) -> bool:
        """Of this day."""
        last: dt.date | None = session.row.last_used_date
        return last is None or last < self.now.astimezone(dt.UTC).date()

    def handle_exception(self, exc: Exception) -> Response:
        """A refusal to somebody whose roles rest says how to wake them."""
        if isinstance(exc, NotAllowed) and hasattr(self, "member") and self.resting_roles:
            exc = SecondFactorNeeded()
        return super().handle_exception(exc)

    @cached_property
    def _all_roles(self) -> frozenset[str]:
        return all_roles_of(self.member)

    @property
    def roles(self) -> frozenset[str]:
        return self._all_roles - self.resting_roles

    @property
    def resting_roles(self) -> frozenset[str]:
        """Granted, but not without password and second factor."""
        return frozenset() if self.member.with_second_factor else self._all_roles & STRONG

    @cached_property
    def now(self) -> dt.datetime:
        return clock.now()

    @property
    def today(self) -> dt.date:
        """The local date of the organisation."""
        return self.member.organisation.local(self.now).date()

    @property
    def context(self) -> dict[str, Any]:
        """What serializers need: `zone`, `member`, `now`."""
        return {"zone": self.member.organisation.time_zone, "member": self.member, "now": self.now}

    def valid(self, serializer: type[Serializer[Any]], data: Any) -> dict[str, Any]:
        """The validated input, or a problem with one pointer per wrong field."""
        checked = serializer(data=data, context=self.context)
        checked.is_valid(raise_exception=True)
        result: dict[str, Any] = checked.validated_data
        return result

    def conditional(self, request: Request, etag: str, body: Callable[[], Any]) -> Response:
        """304 without building the body when the reader has this version, else 200 with its ETag."""
        headers = {"ETag": etag}
        if matches(request.headers.get("If-None-Match"), etag):
            return Response(status=304, headers=headers)
        return Response(body(), headers=headers)


class OnceView(MemberView):
    """A POST that a phone may queue: one Idempotency-Key, one effect.

    Subclasses set `takes` (input serializer, or None), and write `act`, which makes one service call and
    returns the row's id (or Made(id, secret)), and `show`, which builds the reply from the id. A replay shows the row as it is now.
    """

    takes: ClassVar[type[Serializer[Any]] | None] = None
    status: ClassVar[int] = 201
    needs_key = True
    differs: ClassVar[frozenset[str]] = frozenset()  # fields that are not the same at each try of one request
    secret: str | None = None
    expected: UUID | None = (
        None  # the id of the row that `act` makes, where the view settles it (`core/services.py: once`)
    )
    _key = staticmethod(key_of)
    # act(self, *, data, now, and what stands in the path); each view names its own.
    act: Callable[..., UUID | Made]

    def show(self, row_id: UUID) -> Any:
        raise NotImplementedError

    def post(self, request: Request, **path: Any) -> Response:
        key = self._key(request)
        data = self.valid(self.takes, request.data) if self.takes else {}
        done = once(
            organisation_id=self.member.organisation_id,
            member_id=self.member.pk,
            key=key,
            request=self._canonical(request),
            today=self.today,
            status=self.status,
            effect=lambda: self.act(data=data, now=self.now, **path),
            expected=self.expected,
        )
        self.secret = done.secret
        try:
            body = self.show(done.row_id)
        except NotVisible:
            if done.replayed:
                raise Gone from None
            raise
        headers = {"Idempotency-Replayed": "true"} if done.replayed else {}
        return Response(body, status=done.status, headers=headers)

    def _canonical(self, request: Request) -> bytes:
        """Method, path and body with sorted names. Files count by their bytes."""
        body: Any = request.data
        if self.differs and isinstance(body, dict):
            body = {name: value for name, value in body.items() if name not in self.differs}
        if request.FILES:
            body = {name: [f.name, f.size, _digest(f)] for name, f in request.FILES.items()}
        text = json.dumps(body, sort_keys=True, default=str, separators=(",", ":"))
        return f"{request.method} {request.path} {text}".encode()


def _digest(file: Any) -> str:
    import hashlib

    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
