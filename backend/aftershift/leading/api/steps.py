"""My steps, my record and my cards: the reader's own, and nothing of anybody else's."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.models import Activity
from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.leading import ladder
from aftershift.leading.api import steps_serializers as serializers
from aftershift.leading.policies import MAY
from aftershift.leading.selectors import record as records
from aftershift.leading.selectors import steps as reads
from aftershift.leading.selectors.circle import roles_in
from aftershift.leading.services import steps
from aftershift.people.http.views import MemberView


class MyStepsView(MemberView):
    @extend_schema(responses=serializers.MyStepsOut)
    def get(self, request: Request) -> Response:
        """One screen, one request; its statements do not grow with what I did."""
        kinds = reads.standings(member=self.member, today=self.today)
        cards = sorted(reads.own_cards(member=self.member).values_list("card", flat=True))
        words = [row for row in reads.own_sign_offs(member=self.member)[:100] if row.state != "taken_back"]
        certificates = list(reads.own_certificates(member=self.member))
        body = serializers.MyStepsOut(
            {
                "kinds": kinds,
                "cards": cards,
                "sign_offs": words,
                "certificates": certificates,
                "is_adult": not self.member.is_under_18,
                "in_circle": not MAY["circle.read"].isdisjoint(roles_in(member=self.member, roles=self.roles)),
            },
            context=self.context,
        ).data
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)


def kind_of(kind: str) -> str:
    if kind not in Activity.Kind.values:
        raise NotVisible
    return kind


class StepView(MemberView):
    """My own tap about myself; safe to repeat by nature."""

    http_method_names = ["put", "delete", "options"]

    @extend_schema(request=serializers.StepIn, responses=serializers.StandingOut)
    def put(self, request: Request, kind: str) -> Response:
        """Yes to the step I am invited to, or to one I had."""
        number = self.valid(serializers.StepIn, request.data)["number"]
        steps.take_step(member=self.member, kind=kind_of(kind), number=number, now=self.now)
        return self.reply(kind)

    @extend_schema(request=None, responses={200: serializers.StandingOut})
    def delete(self, request: Request, kind: str) -> Response:
        """Step back: one tap, no reason, seen by nobody."""
        steps.step_back(member=self.member, kind=kind_of(kind), now=self.now)
        return self.reply(kind)

    def reply(self, kind: str) -> Response:
        found = reads.standing(member=self.member, kind=kind, today=self.today)
        return Response(serializers.StandingOut(found).data)


class NotNowView(StepView):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses=serializers.StandingOut)
    def put(self, request: Request, kind: str) -> Response:
        steps.say_not_now(member=self.member, kind=kind_of(kind), now=self.now)
        return self.reply(kind)


class CardReadView(MemberView):
    http_method_names = ["put", "options"]

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, card: str) -> Response:
        """I read it, or heard it."""
        if card not in ladder.CARDS:
            raise NotVisible
        steps.read_card(member=self.member, card=card, now=self.now)
        return Response(status=204)


class RecordView(MemberView):
    @extend_schema(operation_id="my_record", responses=serializers.RecordOut)
    def get(self, request: Request) -> Response:
        """What I did, the latest first."""
        found = records.record_of(member=self.member, today=self.today)
        body: dict[str, Any] = {
            "results": serializers.DateDoneOut(found.dates, many=True).data,
            "next": None,
            "dates_led": found.dates_led,
            "minutes_led": found.minutes_led,
            "minutes_led_lately": found.minutes_led_lately,
        }
        return self.conditional(request, etag_of(self.member.pk, body), lambda: body)
