"""What everybody who comes may read of one date, and writing it; where a site lies."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField, OneLineField, StrictBooleanField, StrictSerializer
from aftershift.people.http.views import MemberView, OnceView
from aftershift.safety import allergens, weather
from aftershift.safety.api.plan_serializers import DaylightOut
from aftershift.safety.models import DateNotes, WeatherCheck
from aftershift.safety.selectors import notes as selectors
from aftershift.safety.services import notes as services

MOST_DISHES = 30
PHOTO_RULES = [choice for choice in DateNotes.PhotoRule.choices if choice[0] != DateNotes.PhotoRule.NOT_SAID]


class AllergensIn(StrictSerializer):
    """The 14; what is not said is unknown."""

    def get_fields(self) -> dict[str, Any]:
        return {
            name: serializers.ChoiceField(choices=allergens.ANSWERS, default="unknown") for name in allergens.ALLERGENS
        }


class DishIn(StrictSerializer):
    name = OneLineField(max_length=80)
    allergens = AllergensIn()


class DishesIn(StrictSerializer):
    dishes = DishIn(many=True, max_length=MOST_DISHES)  # type: ignore[call-arg]
    was = DishIn(  # type: ignore[call-arg]
        many=True,
        max_length=MOST_DISHES,
        required=False,
        help_text="The dishes as they were read before the change; what somebody else wrote since is kept.",
    )

    def validate_dishes(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Of two with one name somebody would read the wrong answers."""
        names = [dish["name"].casefold() for dish in value]
        if len(set(names)) < len(names):
            raise serializers.ValidationError("Two dishes have the same name. Give each its own.")
        return value


class DishOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    allergens = serializers.DictField(child=serializers.ChoiceField(choices=allergens.ANSWERS))
    may_contain = serializers.SerializerMethodField(help_text="Every yes, and what nobody has ruled out.")

    def get_may_contain(self, dish: dict[str, Any]) -> list[str]:
        return allergens.may_contain(dish)


class PhotoRuleIn(StrictSerializer):
    photo_rule = serializers.ChoiceField(choices=PHOTO_RULES)


class WeatherIn(StrictSerializer):
    about = serializers.ChoiceField(choices=WeatherCheck.About.choices)
    level = serializers.ChoiceField(choices=WeatherCheck.Level.choices)
    source = OneLineField(max_length=120)  # type: ignore[assignment]
    is_go = StrictBooleanField(default=False)


class WeatherOut(serializers.Serializer[Any]):
    about = serializers.ChoiceField(choices=WeatherCheck.About.choices)
    level = serializers.ChoiceField(choices=WeatherCheck.Level.choices)
    source = serializers.CharField()  # type: ignore[assignment]
    is_go = serializers.BooleanField()
    as_role = serializers.ChoiceField(choices=WeatherCheck.Role.choices)
    by = serializers.CharField(source="by.called_name", default=None, allow_null=True)
    looked_at = MomentField()


class ChildrenOut(serializers.Serializer[Any]):
    children_0_4 = serializers.IntegerField()
    children_5_10 = serializers.IntegerField()
    children_11_17 = serializers.IntegerField()


class NotesOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField(source="occurrence.pk")
    title = serializers.CharField(source="occurrence.title")
    kind = serializers.CharField(source="occurrence.activity.kind")
    starts = MomentField(source="occurrence.starts_at")
    ends = MomentField(source="occurrence.ends_at")
    photo_rule = serializers.ChoiceField(choices=DateNotes.PhotoRule.choices)
    dishes = DishOut(many=True)
    children = ChildrenOut(help_text="Each comes with an adult of their own.")
    daylight = DaylightOut(allow_null=True, help_text="Null where nobody wrote down where the site lies.")
    weather_says = serializers.ChoiceField(choices=(weather.GO, weather.CONFIRM, weather.CHANGE, weather.STOP))
    checks = WeatherOut(many=True, help_text="What was looked at, oldest first. For those who run it.")
    may_change = serializers.BooleanField()


class SitePointIn(StrictSerializer):
    latitude = serializers.FloatField(min_value=-90, max_value=90)
    longitude = serializers.FloatField(min_value=-180, max_value=180)


class SitePointOut(serializers.Serializer[Any]):
    site_id = serializers.UUIDField()
    latitude = serializers.FloatField()
    longitude = serializers.FloatField()


def body(view: MemberView, occurrence_id: UUID) -> Any:
    found = selectors.notes(member=view.member, roles=view.roles, occurrence_id=occurrence_id)
    shown: Any = NotesOut(found, context=view.context).data
    if not found.may_change:
        shown["checks"] = []  # who looked and who said go is for those who decide
    return shown


class NotesView(MemberView):
    """Photo rule, dishes with their allergens, children, daylight and weather of one date."""

    @extend_schema(responses=NotesOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        shown = body(self, occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, shown), lambda: shown)


class PhotoRuleView(MemberView):
    @extend_schema(request=PhotoRuleIn, responses=NotesOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(PhotoRuleIn, request.data)
        services.set_photo_rule(member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(body(self, occurrence_id))


class DishesView(MemberView):
    @extend_schema(request=DishesIn, responses=NotesOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        """All dishes of this date."""
        data = self.valid(DishesIn, request.data)
        services.set_dishes(member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(body(self, occurrence_id))


class WeatherView(OnceView):
    """Write down what the warnings say now, and where that stands."""

    takes = WeatherIn

    @extend_schema(request=WeatherIn, responses={201: NotesOut})
    def post(self, request: Request, **path: Any) -> Response:
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime, occurrence_id: UUID) -> UUID:
        check = services.note_weather(
            member=self.member, roles=self.roles, occurrence_id=occurrence_id, now=now, **data
        )
        return check.occurrence_id

    def show(self, row_id: UUID) -> Any:
        return body(self, row_id)


class SitePointView(MemberView):
    @extend_schema(request=SitePointIn, responses=SitePointOut)
    def put(self, request: Request, site_id: UUID) -> Response:
        """Where a site lies, for its daylight."""
        data = self.valid(SitePointIn, request.data)
        row = services.set_site_point(member=self.member, roles=self.roles, site_id=site_id, now=self.now, **data)
        return Response(SitePointOut(row).data)
