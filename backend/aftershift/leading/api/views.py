import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.selectors import visible_activities
from aftershift.core.errors import FieldProblem
from aftershift.core.http.conditional import etag_of
from aftershift.core.selectors import one
from aftershift.leading import selectors, services
from aftershift.leading.api import serializers
from aftershift.leading.models import RoleOffer
from aftershift.people.http.views import MemberView, OnceView


class RoleView(MemberView):
    """Who leads, or who helps lead: take it myself, ask someone, step back."""

    role: ClassVar[RoleOffer.Role]

    @extend_schema(request=serializers.RoleIn, responses=serializers.RoleOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        to = self.valid(serializers.RoleIn, request.data)["member_id"]
        call: dict[str, Any] = {
            "member": self.member,
            "roles": self.roles,
            "activity_id": activity_id,
            "role": self.role,
            "now": self.now,
        }
        if to in ("me", str(self.member.pk)):
            services.take_role(**call)
        else:
            services.offer_role(**call, to_id=_member_id(to))
        return self.reply(activity_id)

    @extend_schema(request=None, responses={200: serializers.RoleOut})
    def delete(self, request: Request, activity_id: UUID) -> Response:
        services.step_back(member=self.member, activity_id=activity_id, role=self.role, now=self.now)
        return self.reply(activity_id)

    def reply(self, activity_id: UUID) -> Response:
        activity = one(visible_activities(member=self.member), activity_id)
        holder = activity.lead_id if self.role == RoleOffer.Role.LEAD else activity.second_id
        asked = selectors.is_asked(activity_id=activity_id, organisation_id=self.member.organisation_id, role=self.role)
        state = "mine" if holder == self.member.pk else "held" if holder else "asked" if asked else "free"
        return Response({"activity_id": str(activity_id), "role": self.role.value, "state": state})


def _member_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise FieldProblem({"/member_id": 'This is no member. Send an id, or "me".'}) from None


class LeadView(RoleView):
    role = RoleOffer.Role.LEAD


class SecondView(RoleView):
    role = RoleOffer.Role.SECOND


class RoleOffersView(MemberView):
    """What I have been asked to lead or help with, and not answered yet."""

    @extend_schema(responses=serializers.RoleOffersOut)
    def get(self, request: Request) -> Response:
        rows = list(selectors.open_offers(member=self.member)[:50])
        etag = etag_of(self.member.pk, [(row.pk, row.activity.version) for row in rows])
        return self.conditional(
            request,
            etag,
            lambda: {"results": serializers.RoleOfferOut(rows, many=True, context=self.context).data, "next": None},
        )


class _Answer(OnceView):
    status = 200

    def show(self, row_id: UUID) -> Any:
        return serializers.RoleOfferOut(
            one(selectors.own_offers(member=self.member), row_id), context=self.context
        ).data


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.RoleOfferOut}))
class AcceptanceView(_Answer):
    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.accept(member=self.member, offer_id=path["offer_id"], now=now).pk


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.RoleOfferOut}))
class RefusalView(_Answer):
    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.refuse(member=self.member, offer_id=path["offer_id"], now=now).pk
