"""Dates at the shared tablet: what can be joined, what I have, come and leave. Nothing here names anybody."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import selectors
from aftershift.activities.api.bodies import one_date
from aftershift.activities.api.serializers import OneDate, PartyIn, PartyOut
from aftershift.activities.models import LIVE, Occurrence, Party
from aftershift.activities.selectors import Card
from aftershift.activities.services import joining, kiosk
from aftershift.core.http.fields import MomentField, moment
from aftershift.people.http.kiosk import KioskView

MOST_OPEN = 20
WITHIN = dt.timedelta(weeks=8)


class KioskDate(OneDate):
    starts = MomentField()
    ends = MomentField()
    mine = serializers.ChoiceField(choices=LIVE, allow_null=True)
    my_party = PartyOut(allow_null=True)
    my_position = serializers.IntegerField(allow_null=True, help_text="1 when nobody waits before me.")
    my_offer_ends = MomentField(allow_null=True)
    may_join = serializers.BooleanField()


class KioskDates(serializers.Serializer[Any]):
    mine = KioskDate(many=True)
    open = KioskDate(many=True)


class _Dates(KioskView):
    def date(self, row: Card) -> dict[str, Any]:
        zone = self.member.organisation.time_zone
        is_mine = row.mine is not None
        return one_date(row) | {
            "starts": moment(row.starts_at, zone),
            "ends": moment(row.ends_at, zone),
            "mine": row.mine,
            "my_party": {name: getattr(row, name) for name in Party._fields} if is_mine else None,
            "my_position": row.my_position,
            "my_offer_ends": moment(row.offer_ends_at, zone) if row.offer_ends_at else None,
            "may_join": row.state == Occurrence.State.PUBLISHED and row.starts_at > self.now,
        }


class KioskDatesView(_Dates):
    """My places, and what I could still join. Two statements."""

    @extend_schema(responses={200: KioskDates})
    def get(self, request: Request) -> Response:
        mine = [row for row in selectors.mine(member=self.member, now=self.now) if row.mine is not None]
        until = self.now + WITHIN
        coming = selectors.open_to_me(member=self.member, now=self.now, until=until, limit=MOST_OPEN)
        return Response({"mine": [self.date(row) for row in mine], "open": [self.date(row) for row in coming]})


class KioskDateView(_Dates):
    """Come with a party, or leave. Safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=PartyIn, responses={200: KioskDate})
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(PartyIn, request.data)
        kiosk.come(member=self.member, occurrence_id=occurrence_id, guests=data["guests"], now=self.now)
        return self.one(occurrence_id)

    @extend_schema(request=None, responses={200: KioskDate})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        joining.leave(member=self.member, occurrence_id=occurrence_id, now=self.now)
        return self.one(occurrence_id)

    def one(self, occurrence_id: UUID) -> Response:
        return Response(self.date(selectors.occurrence_card(member=self.member, occurrence_id=occurrence_id)))
