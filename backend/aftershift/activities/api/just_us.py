"""Planning something "just us"."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from aftershift.activities import private
from aftershift.activities.api.serializers import Card
from aftershift.activities.api.views import own_card_of
from aftershift.activities.services import just_us
from aftershift.core.http.fields import (
    DayField,
    OneLineField,
    StrictBooleanField,
    StrictIntegerField,
    StrictSerializer,
)
from aftershift.people.http.views import OnceView


class JustUsIn(StrictSerializer):
    title = OneLineField(max_length=80)
    meeting_place = OneLineField(max_length=160)
    on_site = StrictBooleanField(default=True)
    starts_date = DayField()
    starts_time = serializers.TimeField(input_formats=["%H:%M"], help_text="Local wall time.")
    minutes = StrictIntegerField(min_value=private.SHORTEST_MINUTES, max_value=private.LONGEST_MINUTES)
    places = StrictIntegerField(
        min_value=private.FEWEST_PLACES, max_value=private.MOST_PLACES, help_text="With my own."
    )


@extend_schema_view(post=extend_schema(request=JustUsIn, responses={201: Card}))
class JustUsView(OnceView):
    """Some colleagues by themselves: not listed, and without the cover of the programme. I lead it and am in it."""

    takes = JustUsIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return just_us.plan_just_us(
            member=self.member,
            title=data["title"],
            meeting_place=data["meeting_place"],
            is_on_site=data["on_site"],
            date=data["starts_date"],
            time=data["starts_time"],
            minutes=data["minutes"],
            places=data["places"],
            now=now,
        ).pk

    def show(self, row_id: UUID) -> Any:
        return own_card_of(self.member, row_id)
