""" "Come with me": one colleague, one date, a held place."""

import datetime as dt
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.conf import settings
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import inviting, selectors
from aftershift.activities.api import bodies, serializers
from aftershift.activities.api import inviting_serializers as shapes
from aftershift.activities.api.views import card_for
from aftershift.activities.services import inviting as services
from aftershift.core.http.fields import moment
from aftershift.core.http.qr import drawn
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView


def sent_body(found: inviting.Sent, *, zone: str) -> dict[str, Any]:
    # Behind the hash: a browser does not send it, so no log of a server has it.
    link = f"{settings.PUBLIC_URL}/invited#{found.code}" if found.code else None
    return {
        "id": str(found.id),
        "occurrence_id": str(found.occurrence_id),
        "state": found.state,
        "code": found.code,
        "link": link,
        "picture": drawn(link) if link else None,
        "held_until": moment(found.ends_at, zone),
    }


def received_body(found: inviting.Received, *, zone: str) -> dict[str, Any]:
    moments = {"starts": found.starts_at, "ends": found.ends_at, "held_until": found.held_until}
    rest = {k: v for k, v in asdict(found).items() if k not in ("starts_at", "ends_at", "held_until")}
    return rest | {name: moment(at, zone) for name, at in moments.items()}


@extend_schema_view(post=extend_schema(request=shapes.InvitationIn, responses={201: shapes.InvitationSentOut}))
class DateInvitationsView(OnceView):
    """My invitations to one date; and a new one, which holds a place for 24 hours."""

    takes = shapes.InvitationIn

    @extend_schema(responses=shapes.InvitationsSentOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        zone = self.member.organisation.time_zone
        rows, several = inviting.sent_for(member=self.member, occurrence_id=occurrence_id, now=self.now)
        found = [sent_body(row, zone=zone) for row in rows]
        return Response({"results": found, "may_hold_several": several, "next": None})

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.invite(member=self.member, occurrence_id=path["occurrence_id"], card=data["card"], now=now).pk

    def show(self, row_id: UUID) -> Any:
        row = one(inviting.own_invitations(member=self.member), row_id)
        return sent_body(inviting.sent(row, now=self.now), zone=self.member.organisation.time_zone)


class InvitationView(MemberView):
    """Take my invitation back. Safe to repeat by nature."""

    http_method_names = ["delete", "options"]

    @extend_schema(request=None, responses={200: shapes.InvitationSentOut})
    def delete(self, request: Request, invitation_id: UUID) -> Response:
        row = services.take_back(member=self.member, invitation_id=invitation_id, now=self.now)
        return Response(sent_body(inviting.sent(row, now=self.now), zone=self.member.organisation.time_zone))


class _Received(MemberView):
    def shown(self, found: inviting.Received) -> dict[str, Any]:
        return received_body(found, zone=self.member.organisation.time_zone)


class InvitationsView(_Received):
    """What colleagues asked me by my card, and I can still answer."""

    @extend_schema(responses=shapes.InvitationsReceivedOut)
    def get(self, request: Request) -> Response:
        rows = inviting.to_answer(member=self.member, all_roles=self.roles | self.resting_roles, now=self.now)
        return Response({"results": [self.shown(row) for row in rows], "next": None})


class InvitationLookUpView(_Received):
    """What a code is for. It changes nothing; the code is in the body so that no log has it."""

    @extend_schema(request=shapes.InvitationLookUpIn, responses={200: shapes.InvitationReceivedOut})
    def post(self, request: Request) -> Response:
        code = self.valid(shapes.InvitationLookUpIn, request.data)["code"]
        roles = self.roles | self.resting_roles
        return Response(self.shown(inviting.by_code(member=self.member, all_roles=roles, code=code, now=self.now)))


@extend_schema_view(post=extend_schema(request=shapes.InvitationCodeIn, responses={200: serializers.SignUpOut}))
class InvitationAcceptanceView(OnceView):
    """Come along, in the place that is held."""

    takes = shapes.InvitationCodeIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.accept(member=self.member, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        return bodies.sign_up(*selectors.own_sign_up(member=self.member, sign_up_id=row_id))


@extend_schema_view(post=extend_schema(request=shapes.InvitationCodeIn, responses={200: serializers.Card}))
class InvitationRefusalView(OnceView):
    """Not this time. No reason is asked, and whoever invited is not told that I answered."""

    takes = shapes.InvitationCodeIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.refuse(member=self.member, now=now, **path, **data).occurrence_id

    def show(self, row_id: UUID) -> Any:
        return card_for(self.member, inviting.answered_card(member=self.member, occurrence_id=row_id))
