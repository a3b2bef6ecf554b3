"""Signing in, sessions, joining, confirming, recovery and one's own settings: one call each."""

import datetime as dt
import hashlib
import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django_scopes import scope
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of, require_match
from aftershift.core.http.fields import moment
from aftershift.core.http.qr import drawn
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.core.services import Made
from aftershift.people import codes, limits, policies, selectors
from aftershift.people.api import serializers
from aftershift.people.http import sessions as http_sessions
from aftershift.people.http.addresses import address_of
from aftershift.people.http.views import MemberView, OnceView, OtherMember, PersonView, PublicView, session_of
from aftershift.people.models import Member, Recovery
from aftershift.people.services import (
    confirming,
    join_codes,
    joining,
    leaving,
    recovering,
    sessions,
    settling,
    signing_in,
)


def session_body(member: Member, *, now: dt.datetime) -> dict[str, Any]:
    """Who is signed in, where, and as what. The caller has opened the scope; `with_second_factor` is set."""
    everything = selectors.all_roles_of(member)
    resting = frozenset() if member.with_second_factor else everything & policies.STRONG
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
        "recovery_pending": pending and recovery_body(pending, zone=organisation.time_zone, now=now),
    }


def etag_of_body(body: Any) -> str:
    return etag_of(hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest())


def listed(rows: Any) -> dict[str, Any]:
    """A short list that fits on one page."""
    return {"results": rows, "next": None}


class CsrfView(APIView):
    """The token that web requests carry, and whose cookie this is."""

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(responses={200: serializers.CsrfOut})
    def get(self, request: Request) -> Response:
        session = request._request.session
        member = session.get("member_id") if session.get("_auth_user_id") else None
        return Response({"csrf": get_token(request._request), "member": member}, headers={"Cache-Control": "no-store"})


class SessionView(MemberView):
    """Sign in with card and PIN, see who is signed in, sign out."""

    def get_authenticators(self) -> list[Any]:
        return [] if self._signs_in() else list(super().get_authenticators())

    def get_permissions(self) -> list[Any]:
        return [AllowAny()] if self._signs_in() else list(super().get_permissions())

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
        data, now = checked(serializers.SignInIn, request), clock.now()
        member = signing_in.sign_in(card=data["card"], pin=data["pin"], address=address_of(request._request), now=now)
        return Response(signed_in_body(request, member, device=data["device"], now=now))

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        if (named := request.headers.get("X-Member")) and named != session_of(request).get("member_id"):
            raise OtherMember
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

    @extend_schema(responses={200: serializers.DevicesOut})
    def get(self, request: Request) -> Response:
        mine = session_of(request).row.public_id
        rows = list(selectors.own_sessions(member=self.member))
        for row in rows:
            row.is_this_one = row.public_id == mine  # type: ignore[attr-defined]
        body = listed(serializers.DeviceOut(rows, many=True).data)
        return self.conditional(request, etag_of_body(body), lambda: body)


class OneSessionView(MemberView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, session_id: UUID) -> Response:
        if session_id == session_of(request).row.public_id:
            http_sessions.end(request._request)
            return Response(status=204, headers={"Clear-Site-Data": '"cache"'})
        sessions.end_session(member=self.member, session_id=session_id)
        return Response(status=204)


class LookUpView(PublicView):
    """Who invites with this code. The organisation is shown before anything is asked."""

    @extend_schema(request=serializers.CodeGivenIn, responses={200: serializers.InvitationOut})
    def post(self, request: Request) -> Response:
        data = checked(serializers.CodeGivenIn, request)
        found = joining.look_up(given=given(data), address=address_of(request._request), now=clock.now())
        return Response(
            {
                "organisation": {"name": found.organisation.name, "short_name": found.organisation.short_name},
                "site": found.site.name if found.site else None,
            }
        )


class JoinsView(PublicView):
    """From a code to a member with a card and a session. `form_key` makes it safe to repeat."""

    @extend_schema(request=serializers.JoinIn, responses={201: serializers.JoinedOut})
    def post(self, request: Request) -> Response:
        data, now = checked(serializers.JoinIn, request), clock.now()
        joined = joining.join_organisation(
            given=given(data),
            called_name=data["called_name"],
            is_under_18=data["is_under_18"],
            pin=data["pin"],
            language=data["language"],
            form_key=data["form_key"],
            address=address_of(request._request),
            now=now,
        )
        body = signed_in_body(request, joined.member, device=data["device"], now=now)
        return Response(body | {"card": {"code": codes.grouped(joined.card.code)}}, status=201)


class JoinCodeView(OnceView):
    """Answers with the code as its organiser sees it, counted now."""

    def show(self, row_id: UUID) -> Any:
        return self.out(selectors.join_code_row(member=self.member, code_id=row_id, now=self.now))

    def out(self, row: selectors.JoinCodeRow) -> Any:
        """`secret` is there only in the reply to the request that made the code, and in its replay."""
        link = f"{settings.PUBLIC_URL}/join/{self.secret}" if self.secret and row.kind == "poster" else None
        spoken = codes.grouped(self.secret) if self.secret and row.kind == "spoken" else None
        qr = drawn(link) if link else None
        return serializers.JoinCodeOut(
            {**vars(row), "link": link, "spoken": spoken, "qr": qr}, context=self.context
        ).data


class JoinCodesView(JoinCodeView):
    """An organiser's posters, and spoken codes. The code itself is only in the reply that made it."""

    takes = serializers.JoinCodeIn

    @extend_schema(responses={200: serializers.JoinCodesOut})
    def get(self, request: Request) -> Response:
        require(policies.MAY, "join_code.manage", self.roles)
        body = listed([self.out(row) for row in selectors.join_code_rows(member=self.member, now=self.now)])
        return self.conditional(request, etag_of_body(body), lambda: body)

    @extend_schema(request=serializers.JoinCodeIn, responses={201: serializers.JoinCodeOut})
    def post(self, request: Request, **path: Any) -> Response:
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> Made:
        if data["kind"] == "spoken":
            return join_codes.make_spoken(member=self.member, now=now, daily_limit=data["daily_limit"])
        return join_codes.make_poster(
            member=self.member,
            take_down_date=data["take_down_date"],
            site_id=data.get("site_id"),
            daily_limit=data["daily_limit"],
            now=now,
        )


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.JoinCodeOut}))
class JoinCodeRevocationView(JoinCodeView):
    """Nobody joins by this code any more."""

    def act(self, *, data: dict[str, Any], now: dt.datetime, code_id: UUID) -> UUID:
        return join_codes.revoke(member=self.member, code_id=code_id, now=now).pk


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.JoinCodeOut}))
class JoinCodeUndoView(JoinCodeView):
    """The code and everybody who came in by it and is not confirmed are taken away together."""

    def act(self, *, data: dict[str, Any], now: dt.datetime, code_id: UUID) -> UUID:
        return join_codes.undo_joins(member=self.member, code_id=code_id, now=now).pk


class NewMembersView(MemberView):
    """Who waits for somebody to say "I know this person"."""

    @extend_schema(responses={200: serializers.NewMembersOut})
    def get(self, request: Request) -> Response:
        require(policies.MAY, "member.list_new", self.roles)
        local = self.member.organisation.local
        rows = selectors.new_members(member=self.member)[:100]
        body = listed(
            [
                {"id": str(m.pk), "called_name": m.called_name, "joined_date": local(m.joined_at).date().isoformat()}
                for m in rows
            ]
        )
        return self.conditional(request, etag_of_body(body), lambda: body)


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.ConfirmedOut}))
class ConfirmationsView(OnceView):
    """ "I know this person"."""

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return confirming.confirm(member_id=path["member_id"], by=self.member, now=now).pk

    def show(self, row_id: UUID) -> Any:
        return serializers.ConfirmedOut(one(selectors.visible_members(member=self.member), row_id)).data


@extend_schema_view(post=extend_schema(request=serializers.CardIn, responses={201: serializers.ConfirmedOut}))
class ConfirmationsByCardView(ConfirmationsView):
    """The same, with the other's card scanned or read face to face."""

    takes = serializers.CardIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return confirming.confirm_by_card(card=data["card"], by=self.member, now=now).pk


def card_link(code: str) -> str:
    """What the QR of a card holds. After the # nothing goes to a server, so no log has it."""
    return f"{settings.PUBLIC_URL}/card#{codes.grouped(code)}"


class CardView(MemberView):
    """My card. Code and QR alone open nothing; the PIN is in nobody's reply."""

    @extend_schema(responses={200: serializers.CardOut})
    def get(self, request: Request) -> Response:
        card = selectors.own_card(member=self.member).first()
        if card is None:
            raise NotVisible
        body = {"code": codes.grouped(card.code), "link": card_link(card.code), "svg_url": "/api/v1/card/qr"}
        return self.conditional(request, etag_of_body(body), lambda: body)


class CardQrView(MemberView):
    """My card's QR as a drawing."""

    @extend_schema(responses={(200, "image/svg+xml"): OpenApiTypes.STR})
    def get(self, request: Request) -> HttpResponse:
        card = selectors.own_card(member=self.member).first()
        if card is None:
            raise NotVisible
        reply = HttpResponse(drawn(card_link(card.code)).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))
        reply["Content-Type"] = "image/svg+xml"
        return reply


class MeView(MemberView):
    """My own settings; leaving and being forgotten."""

    def _body(self) -> dict[str, Any]:
        m = self.member
        joined = m.organisation.local(m.joined_at).date()
        return {
            "id": str(m.pk),
            "called_name": m.called_name,
            "language": m.language,
            "is_under_18": m.is_under_18,
            "is_confirmed": m.is_confirmed,
            "shows_name": m.shows_name,
            "joined_date": joined.isoformat(),
            "email": self.request.user.email,  # type: ignore[union-attr]
        }

    @extend_schema(responses={200: serializers.MeOut})
    def get(self, request: Request) -> Response:
        body = self._body()
        return self.conditional(request, etag_of_body(body), lambda: body)

    @extend_schema(request=serializers.MeIn, responses={200: serializers.MeOut})
    def patch(self, request: Request) -> Response:
        data = self.valid(serializers.MeIn, request.data)
        require_match(request, etag_of_body(self._body()))
        self.member = settling.change_settings(member=self.member, changes=data, now=self.now)
        body = self._body()
        return Response(body, headers={"ETag": etag_of_body(body)})

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Leave, and be forgotten: everything kept about me goes now and does not come back."""
        leaving.forget_member(member=self.member, now=self.now)
        http_sessions.end(request._request)
        return Response(status=204, headers={"Clear-Site-Data": '"cache"'})


class MyLanguageView(MemberView):
    """The language that I read: of my messages, my letters and my calendar too. Safe to repeat by nature."""

    @extend_schema(request=serializers.MyLanguageIn, responses={204: None})
    def put(self, request: Request) -> Response:
        """Chosen on any screen, also without signal: so it names no version, and the last one said holds."""
        data = self.valid(serializers.MyLanguageIn, request.data)
        settling.change_settings(member=self.member, changes=data, now=self.now)
        return Response(status=204)


class MyDataView(MemberView):
    """Everything kept about me."""

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request) -> Response:
        return Response(leaving.export_member(member=self.member))


DEFAULT_ZONE = "Europe/London"  # for a card that nobody has


class RecoveriesView(PublicView):
    """Ask for a new PIN with a card. The code is read out to the people who vouch."""

    @extend_schema(request=serializers.RecoveryIn, responses={201: serializers.RecoveryAskedOut})
    def post(self, request: Request) -> Response:
        data, now = checked(serializers.RecoveryIn, request), clock.now()
        asked = recovering.ask(card=data["card"], pin=data["pin"], address=address_of(request._request), now=now)
        body = recovery_body(asked.recovery, zone=DEFAULT_ZONE, now=now)
        return Response(body | {"code": asked.code, "secret": asked.secret}, status=201)


def recovery_body(recovery: Recovery, *, zone: str, now: dt.datetime) -> dict[str, Any]:
    return {
        "id": str(recovery.pk),
        "state": recovering.state(recovery, now=now),
        "works": moment(recovery.works_at, zone) if recovery.works_at else None,
    }


class OneRecoveryView(PublicView):
    """For the phone that asked: how far it is."""

    @extend_schema(
        parameters=[OpenApiParameter("secret", str, required=True)], responses={200: serializers.RecoveryOut}
    )
    def get(self, request: Request, recovery_id: UUID) -> Response:
        secret = request.query_params.get("secret", "")
        recovery, zone = selectors.recovery_to_follow(recovery_id=recovery_id, secret=secret)
        body = recovery_body(recovery, zone=zone, now=clock.now())
        return Response(body, headers={"Cache-Control": "no-store"})


class RecoveryStopView(MemberView):
    """Any of my devices says no to a new PIN."""

    @extend_schema(request=None, responses={200: serializers.RecoveryOut})
    def post(self, request: Request, recovery_id: UUID) -> Response:
        recovery = recovering.stop(member=self.member, recovery_id=recovery_id, now=self.now)
        return Response(recovery_body(recovery, zone=self.member.organisation.time_zone, now=self.now))


@extend_schema_view(post=extend_schema(request=serializers.VouchIn, responses={201: serializers.VouchOut}))
class RecoveryVouchesView(OnceView):
    """ "This is the person whose card it is": a lead or an organiser types the code from the phone beside them."""

    takes = serializers.VouchIn

    def post(self, request: Request, **path: Any) -> Response:
        require(policies.MAY, "recovery.vouch", self.roles)
        self._key(request)
        self.valid(serializers.VouchIn, request.data)
        # Commits by itself, so before the transaction of the effect; a right code is given back.
        limits.VOUCHER.take(str(self.member.pk), now=self.now)
        reply = super().post(request, **path)
        limits.VOUCHER.give_back(str(self.member.pk))
        return reply

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return recovering.vouch(code=data["code"], by=self.member, now=now).pk

    def show(self, row_id: UUID) -> Any:
        recovery, member = selectors.recovery_of_colleague(member=self.member, recovery_id=row_id)
        body = recovery_body(recovery, zone=self.member.organisation.time_zone, now=self.now)
        return body | {"called_name": member.called_name}


class OrganisationsToPickView(PersonView):
    """Where this person is a member, to choose after signing in by e-mail."""

    @extend_schema(responses={200: serializers.OrganisationsToPickOut})
    def get(self, request: Request) -> Response:
        rows = selectors.memberships_of(person_id=session_of(request).row.person_id)
        found = [
            {
                "member_id": str(m.pk),
                "organisation": {"name": m.organisation.name, "short_name": m.organisation.short_name},
            }
            for m in rows
        ]
        return Response(listed(found), headers={"Cache-Control": "no-store"})


class SessionOrganisationView(PersonView):
    """The session becomes that of one member."""

    @extend_schema(request=serializers.PickIn, responses={200: serializers.SignedInOut})
    def post(self, request: Request) -> Response:
        data, now = checked(serializers.PickIn, request), clock.now()
        methods = session_of(request).get(sessions.METHODS, [])
        member = sessions.pick_member(
            person_id=session_of(request).row.person_id, member_id=data["member_id"], methods=methods
        )
        opened = sessions.open_session(person=member.person, member=member, device=data["device"], methods=methods)
        member.with_second_factor = sessions.is_strong(methods)
        secrets = http_sessions.begin(request._request, opened)
        with scope(organisation=member.organisation_id):
            return Response({"session": session_body(member, now=now), **secrets})


def checked(serializer: Any, request: Request) -> dict[str, Any]:
    """The validated input of somebody who is not signed in as a member."""
    found = serializer(data=request.data)
    found.is_valid(raise_exception=True)
    data: dict[str, Any] = found.validated_data
    return data


def given(data: dict[str, Any]) -> joining.Given:
    return joining.Given(
        token=data.get("code", ""), short_name=data.get("short_name", ""), spoken=data.get("spoken", "")
    )
