"""The organisation's own settings, for its organisers."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.fields import StrictSerializer
from aftershift.core.policies import require
from aftershift.organisations.models import Organisation
from aftershift.people import policies
from aftershift.people.http.views import MemberView
from aftershift.people.services import organisation as services


class NationIn(StrictSerializer):
    nation = serializers.ChoiceField(choices=Organisation.Nation.choices)


class NationOut(serializers.Serializer[Any]):
    nation = serializers.ChoiceField(choices=Organisation.Nation.choices)


class NationView(MemberView):
    """Whose bank holidays are no working days. Safe to repeat by nature."""

    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=NationOut)
    def get(self, request: Request) -> Response:
        require(policies.MAY, "organisation.set", self.roles)
        return Response({"nation": self.member.organisation.nation})

    @extend_schema(request=NationIn, responses=NationOut)
    def put(self, request: Request) -> Response:
        nation = self.valid(NationIn, request.data)["nation"]
        kept = services.set_nation(member=self.member, roles=self.roles, nation=nation, now=self.now)
        return Response({"nation": kept.nation})
