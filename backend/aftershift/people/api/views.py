import datetime as dt
import hashlib
import json
from typing import Any, ClassVar
from uuid import UUID

from django.middleware.csrf import get_token
from django_scopes import scope
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aftershift.core import clock
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import moment
from aftershift.people import selectors
from aftershift.people.api import serializers
from aftershift.people.http import sessions as http_sessions
from aftershift.people.http.addresses import address_of
from aftershift.people.http.views import MemberView
from aftershift.people.models import Member
from aftershift.people.policies import STRONG
from aftershift.people.services import sessions, signing_in


def session_body(member: Member, *, now: dt.datetime) -> dict[str, Any]:
    """Who is signed in, where, and as what. The caller has opened the scope; `with_second_factor` is set."""
    everything = selectors.all_roles_of(member)
    resting = frozenset() if member.with_second_factor else everything & STRONG
    pending = selectors.recovery_pending(member=member, now=now)
    organisation = member.organisation
    return {
        "member": {
            "id": str(member.pk),
            "called_name": member.called_name,
            "is_confirmed": member.is_confirmed,
            "is_under_18": member.is_under_18,
            "language": member.language,
        },
        "organisation": {
            "id": str(organisation.pk),
            "name": organisation.name,
            "short_name": organisation.short_name,
            "time_zone": organisation.time_zone,
        },
        "roles": sorted(everything - resting),
        "resting_roles": sorted(resting),
        "today": organisation.local(now).date().isoformat(),
        "recovery_pending": pending
        and {"id": str(pending.pk), "works": moment(pending.works_at, organisation.time_zone)},
    }


def etag_of_body(body: Any) -> str:
    return etag_of(hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest())


class CsrfView(APIView):
    """The token that web requests carry, and whose cookie this is."""

    authentication_classes: ClassVar[list[Any]] = []
    permission_classes = [AllowAny]

    @extend_schema(responses={200: serializers.CsrfOut})
    def get(self, request: Request) -> Response:
        session = request._request.session
        member = session.get("member_id") if session.get("_auth_user_id") else None
        return Response({"csrf": get_token(request._request), "member": member}, headers={"Cache-Control": "no-store"})


class SessionView(MemberView):
    """Sign in with card and PIN, see who is signed in, sign out."""

    def get_authenticators(self) -> list[Any]:
        return [] if self._signs_in() else super().get_authenticators()

    def get_permissions(self) -> list[Any]:
        return [AllowAny()] if self._signs_in() else super().get_permissions()

    def _signs_in(self) -> bool:
        return getattr(getattr(self, "request", None), "method", "") == "POST"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method == "GET":
            super().initial(request, *args, **kwargs)
        else:  # nobody is signed in yet; or a person signs out who has picked no organisation
            APIView.initial(self, request, *args, **kwargs)

    @extend_schema(responses={200: serializers.SessionOut})
    def get(self, request: Request) -> Response:
        body = session_body(self.member, now=self.now)
        return self.conditional(request, etag_of_body(body), lambda: body)

    @extend_schema(request=serializers.SignInIn, responses={200: serializers.SignedInOut})
    def post(self, request: Request) -> Response:
        checked = serializers.SignInIn(data=request.data)
        checked.is_valid(raise_exception=True)
        data, now = checked.validated_data, clock.now()
        member = signing_in.sign_in(card=data["card"], pin=data["pin"], address=address_of(request._request), now=now)
        return Response(signed_in_body(request, member, device=data["device"], now=now))

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        if (named := request.headers.get("X-Member")) and named != request.auth.get("member_id"):
            raise NotAuthenticated
        http_sessions.end(request._request)
        return Response(status=204, headers={"Clear-Site-Data": '"cache"'})


def signed_in_body(request: Request, member: Member, *, device: str, now: dt.datetime) -> dict[str, Any]:
    """Open a card-and-PIN session on this device and say so."""
    member.with_second_factor = False
    opened = sessions.open_session(person=member.person, member=member, device=device, methods=[sessions.method("pin")])
    secrets = http_sessions.begin(request._request, opened)
    with scope(organisation=member.organisation_id):
        return {"session": session_body(member, now=now), **secrets}


class SessionsView(MemberView):
    """My signed-in devices."""

    @extend_schema(responses={200: serializers.DeviceOut(many=True)})
    def get(self, request: Request) -> Response:
        mine = request.auth.row.public_id
        rows = list(selectors.own_sessions(member=self.member))
        for row in rows:
            row.is_this_one = row.public_id == mine  # type: ignore[attr-defined]
        body = {"results": serializers.DeviceOut(rows, many=True).data, "next": None}
        return self.conditional(request, etag_of_body(body), lambda: body)


class OneSessionView(MemberView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        if session_id == request.auth.row.public_id:
            http_sessions.end(request._request)
            return Response(status=204, headers={"Clear-Site-Data": '"cache"'})
        sessions.end_session(member=self.member, session_id=session_id)
        return Response(status=204)
