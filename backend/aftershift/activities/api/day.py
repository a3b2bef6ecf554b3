"""The register of one date, and the member's own "my shift ran over"."""

import datetime as dt
from dataclasses import asdict
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import register
from aftershift.activities.api import serializers
from aftershift.activities.api.day_serializers import (
    DatesToFaceOut,
    FaceIn,
    RegisterOut,
    RegisterTickIn,
    WalkInIn,
    WithoutCardIn,
)
from aftershift.activities.api.views import own_card_of
from aftershift.activities.services import faces
from aftershift.activities.services import register as services
from aftershift.activities.services.without_card import count_without_card
from aftershift.core.http.conditional import etag_of
from aftershift.people.http.views import MemberView, OnceView


class _Register(MemberView):
    def body(self, occurrence_id: UUID) -> Any:
        found = register.register_of(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            occurrence_id=occurrence_id,
            now=self.now,
        )
        date = found.occurrence
        return RegisterOut(
            {
                "id": date.pk,
                "title": date.title,
                "starts": date.starts_at,
                "names_until": found.names_until,
                "state": date.state,
                "places": date.places,
                "taken": date.taken,
                "free": date.free,
                "here": found.here,
                "may_tick": found.may_tick,
                "may_add_places": found.may_add_places,
                "faces": found.faces,
                "lines": [asdict(line) for line in found.lines],
                "without_card": [asdict(counted) for counted in found.without_card],
            },
            context={"zone": self.member.organisation.time_zone},
        ).data


class RegisterView(_Register):
    """Who holds a place and who is here, for those who run the date."""

    @extend_schema(responses=RegisterOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        body = self.body(occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class RegisterTickView(_Register):
    """Check one person in, or take it back. Safe to repeat by nature."""

    @extend_schema(request=RegisterTickIn, responses=RegisterOut)
    def put(self, request: Request, occurrence_id: UUID, member_id: UUID) -> Response:
        data = self.valid(RegisterTickIn, request.data)
        services.tick(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            member_id=member_id,
            now=self.now,
            **data,
        )
        return Response(self.body(occurrence_id))


@extend_schema_view(post=extend_schema(request=WalkInIn, responses={200: RegisterOut}))
class WalkInsView(OnceView, _Register):
    """Somebody shows their card: checked in, with a free place where they have none."""

    takes = WalkInIn
    status = 200
    differs = frozenset({"sent_at"})

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.walk_in(member=self.member, roles=self.roles, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


class WithoutCardView(_Register):
    """Count people who have no card, or take that back. The phone makes the key, so that a repeat changes nothing."""

    @extend_schema(request=WithoutCardIn, responses=RegisterOut)
    def put(self, request: Request, occurrence_id: UUID, key: UUID) -> Response:
        data = self.valid(WithoutCardIn, request.data)
        count_without_card(
            member=self.member, roles=self.roles, occurrence_id=occurrence_id, key=key, now=self.now, **data
        )
        return Response(self.body(occurrence_id))


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.Card}))
class ShiftOverranView(OnceView):
    """My shift ran over, I cannot come: one tap on the day, and the lead knows."""

    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.tell_shift_overran(member=self.member, now=now, **path).pk

    def show(self, row_id: UUID) -> Any:
        return own_card_of(self.member, row_id)


class DatesToFaceView(MemberView):
    """Where I was lately and have not said how it was."""

    @extend_schema(responses=DatesToFaceOut)
    def get(self, request: Request) -> Response:
        rows = list(register.dates_to_face(member=self.member, now=self.now))
        body = DatesToFaceOut({"results": rows, "next": None}, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


class FaceView(MemberView):
    """How it was, in one of three faces. No idempotency row, whose fingerprint could be guessed from three faces: a
    repeat counts nothing by itself."""

    @extend_schema(request=FaceIn, responses={200: OpenApiTypes.OBJECT})
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(FaceIn, request.data)
        faces.say_face(member=self.member, occurrence_id=occurrence_id, face=data["face"], now=self.now)
        return Response({})
