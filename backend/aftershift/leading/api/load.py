"""How much a member leads, for themselves; and totals for organisers."""

from dataclasses import asdict

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.policies import require
from aftershift.leading import policies
from aftershift.leading.api import passing_on_serializers as serializers
from aftershift.leading.models import LeadAnswer
from aftershift.leading.selectors import guards
from aftershift.leading.services import load
from aftershift.people.http.views import MemberView


class OwnLoadView(MemberView):
    http_method_names = ["get", "put", "options"]

    @extend_schema(responses=serializers.OwnLoadOut)
    def get(self, request: Request) -> Response:
        found = self.found()
        return self.conditional(request, etag_of(found, self.member.pk), lambda: asdict(found))

    @extend_schema(request=serializers.LoadLimitIn, responses={200: serializers.OwnLoadOut})
    def put(self, request: Request) -> Response:
        """How many dates in four weeks I am asked to lead at most."""
        data = self.valid(serializers.LoadLimitIn, request.data)
        load.set_most(member=self.member, most=data["most"], now=self.now)
        return Response(asdict(self.found()))

    def found(self) -> guards.OwnLoad:
        return guards.own_load(member=self.member, all_roles=self.roles | self.resting_roles, now=self.now)


class OwnAnswerView(OwnLoadView):
    http_method_names = ["put", "options"]

    @extend_schema(request=serializers.LeadAnswerIn, responses={200: serializers.OwnLoadOut})
    def put(self, request: Request) -> Response:
        """How leading is for me this month."""
        data = self.valid(serializers.LeadAnswerIn, request.data)
        answer = LeadAnswer.Answer(data["answer"])
        load.answer_month(member=self.member, answer=answer, buddy_id=data["buddy_id"], now=self.now)
        return Response(asdict(self.found()))


class LoadTotalsView(MemberView):
    @extend_schema(responses=serializers.LoadTotalsOut)
    def get(self, request: Request) -> Response:
        require(policies.MAY, "load.read_totals", self.roles)
        found = guards.load_totals(organisation_id=self.member.organisation_id, today=self.today)
        nothing = {"leads": None, "carriers": None, "percent": None}
        return self.conditional(request, etag_of(found), lambda: asdict(found) if found else nothing)
