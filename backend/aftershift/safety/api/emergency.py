"""Emergency numbers of one date, who looked, and the number that a site answers."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.fields import MomentField, OneLineField, PhoneTimeField, StrictSerializer
from aftershift.people.http.views import MemberView
from aftershift.safety.api.together import MOST_TOGETHER, TapOut
from aftershift.safety.selectors import emergency
from aftershift.safety.services import emergency as services

IS_A_NUMBER = RegexValidator(r"^\+?[0-9 ()-]{3,20}$", "Write the number in digits.")


class OwnNumberIn(StrictSerializer):
    number = OneLineField(max_length=20, validators=[IS_A_NUMBER])


class LookOut(serializers.Serializer[Any]):
    what = serializers.ChoiceField(choices=("fetched", "looked"))
    by = serializers.CharField(source="by.called_name", default=None, allow_null=True)
    at = MomentField(source="device_at", help_text="By the clock of the phone that looked.")


class OwnNumberOut(serializers.Serializer[Any]):
    occurrence_id = serializers.UUIDField(source="occurrence.pk")
    number = serializers.CharField(allow_null=True)
    goes = MomentField(source="goes_at", help_text="From then on nobody has it any more.")
    looks = LookOut(many=True)


class NumberOut(serializers.Serializer[Any]):
    member_id = serializers.UUIDField()
    name = serializers.CharField()
    number = serializers.CharField()


class NumbersOut(serializers.Serializer[Any]):
    is_open = serializers.BooleanField()
    opens = MomentField(source="opens_at")
    goes = MomentField(source="goes_at", help_text="The phone wipes them then, with or without signal.")
    given = serializers.IntegerField(help_text="How many have given one.")
    results = NumberOut(many=True, source="numbers")


class LookIn(StrictSerializer):
    tap = serializers.UUIDField()
    member_id = serializers.UUIDField()
    device_at = PhoneTimeField(default_timezone=dt.UTC)


class LooksIn(StrictSerializer):
    sent_at = PhoneTimeField(default_timezone=dt.UTC)
    looks = LookIn(many=True, allow_empty=False, max_length=MOST_TOGETHER)  # type: ignore[call-arg]


class LooksOut(serializers.Serializer[Any]):
    results = TapOut(many=True)


class OwnNumberView(MemberView):
    """One number to phone for me on this date: seen by lead and second around it, then gone."""

    @extend_schema(responses=OwnNumberOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        body = self.shown(occurrence_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    @extend_schema(request=OwnNumberIn, responses=OwnNumberOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(OwnNumberIn, request.data)
        services.give_number(member=self.member, occurrence_id=occurrence_id, now=self.now, **data)
        return Response(self.shown(occurrence_id))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, occurrence_id: UUID) -> Response:
        services.take_number_back(member=self.member, occurrence_id=occurrence_id)
        return Response(status=204)

    def shown(self, occurrence_id: UUID) -> Any:
        found = emergency.own_number(member=self.member, occurrence_id=occurrence_id)
        return OwnNumberOut(found, context=self.context).data


class NumbersView(MemberView):
    """For lead and second, from an hour before to two hours after. Each owner sees that they went to this phone."""

    @extend_schema(responses=NumbersOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = services.hand_out(member=self.member, occurrence_id=occurrence_id, now=self.now)
        # Never kept by anything in between, and never answered "nothing changed": the note is the point.
        return Response(NumbersOut(found, context=self.context).data, headers={"Cache-Control": "no-store"})


class LooksView(MemberView):
    """Who was looked up on this phone, with or without signal. Safe to repeat: each look has its own key."""

    @extend_schema(request=LooksIn, responses=LooksOut)
    def put(self, request: Request, occurrence_id: UUID) -> Response:
        data = self.valid(LooksIn, request.data)
        looks = [services.Look(look["tap"], look["member_id"], look["device_at"]) for look in data["looks"]]
        services.note_looks(member=self.member, occurrence_id=occurrence_id, looks=looks, now=self.now)
        return Response({"results": [{"tap": str(look.tap), "problem": None} for look in looks]})


class HelpNumberIn(StrictSerializer):
    name = OneLineField(min_length=2, max_length=80)
    number = OneLineField(max_length=20, validators=[IS_A_NUMBER])


class HelpNumberOut(serializers.Serializer[Any]):
    site_id = serializers.UUIDField()
    site = serializers.CharField(source="site.name")
    name = serializers.CharField()
    number = serializers.CharField()


class HelpSiteOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    name = serializers.CharField()


class HelpNumbersOut(serializers.Serializer[Any]):
    results = HelpNumberOut(many=True)
    next = serializers.CharField(allow_null=True)
    sites = HelpSiteOut(many=True, help_text="Every site, those without a number too.")


class HelpNumbersView(MemberView):
    """Who answers for each site. Everybody may know whom to phone."""

    @extend_schema(responses=HelpNumbersOut)
    def get(self, request: Request) -> Response:
        body = HelpNumbersOut(
            {
                "results": emergency.help_numbers(member=self.member),
                "next": None,
                "sites": emergency.sites(member=self.member),
            },
            context=self.context,
        ).data
        return self.conditional(request, etag_of(str(body)), lambda: body)


class HelpNumberView(MemberView):
    @extend_schema(request=HelpNumberIn, responses=HelpNumberOut)
    def put(self, request: Request, site_id: UUID) -> Response:
        data = self.valid(HelpNumberIn, request.data)
        row = services.set_help_number(member=self.member, roles=self.roles, site_id=site_id, now=self.now, **data)
        return Response(HelpNumberOut(row, context=self.context).data)
