"""The plan of an activity, its versions, asking and agreeing."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import FieldProblem
from aftershift.core.http.conditional import etag_of
from aftershift.people.http.views import MemberView, OnceView
from aftershift.safety import templates
from aftershift.safety.api import plan_serializers as serializers
from aftershift.safety.selectors import plans, waiting
from aftershift.safety.services import agreeing, own_list
from aftershift.safety.templates import Item


def body(view: MemberView, activity_id: UUID) -> Any:
    page = plans.plan_page(member=view.member, roles=view.roles, activity_id=activity_id, now=view.now)
    activity = page.activity
    shown = {
        "activity_id": activity.pk,
        "title": activity.title,
        "kind": activity.kind,
        "lead": activity.lead.called_name if activity.lead else None,
        "second": activity.second.called_name if activity.second else None,
        "site_id": activity.site_id,
        "tier": f"T{page.tier}",
        "must_agree": page.must_agree,
        "is_looked_over": page.is_looked_over,
        "target_days": page.target_days,
        "asked_at": page.request.asked_at if page.request else None,
        "answer_by": page.answer_by,
        "assessment": page.assessment,
        "suggested": page.suggested,
        "agreed_number": page.agreed_number,
        "dates": page.dates,
        "items": [_item(item, page.originals.get(item.id)) for item in page.items],
        "list_version": page.list_version,
        "may": page.may,
        "may_agree_as": page.may_agree_as,
        "nobody_for": page.nobody_for,
        "another_agrees": page.another_agrees,
    }
    return serializers.PlanOut(shown, context=view.context).data


def _item(item: Item, original: str | None) -> dict[str, Any]:
    return {
        "id": item.id,
        "phase": item.phase,
        "text": item.text,
        "original": original if original != item.text else None,
        "is_own": item.is_own,
        "is_mandatory": item.mandatory != "never",
        "left_out_because": item.left_out_because,
        "may_leave_out": templates.may_leave_out(item) and not item.is_own,
    }


class PlanView(MemberView):
    """What could hurt us, who agrees, the dates to come and the list: all that the lead's form shows."""

    @extend_schema(responses=serializers.PlanOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        shown = body(self, activity_id)
        return self.conditional(request, etag_of(self.member.pk, shown), lambda: shown)


class AssessmentView(MemberView):
    @extend_schema(request=serializers.AssessmentIn, responses=serializers.PlanOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        """The next version. The same words again make none."""
        data = self.valid(serializers.AssessmentIn, request.data)
        agreeing.write_assessment(member=self.member, roles=self.roles, activity_id=activity_id, now=self.now, **data)
        return Response(body(self, activity_id))


class ComparisonView(MemberView):
    """Two versions of an assessment, word by word."""

    @extend_schema(
        parameters=[OpenApiParameter("before", int, required=True), OpenApiParameter("number", int, required=True)],
        responses=serializers.ComparisonOut,
    )
    def get(self, request: Request, activity_id: UUID) -> Response:
        found = plans.comparison(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            before=_number(request, "before"),
            number=_number(request, "number"),
        )
        etag = etag_of(activity_id, found.before.pk, found.now.pk)
        return self.conditional(request, etag, lambda: serializers.ComparisonOut(found).data)


def _number(request: Request, name: str) -> int:
    text = request.query_params.get(name, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise FieldProblem({f"/{name}": "Write the number of a version."})
    return int(text)


class AgreementRequestView(OnceView):
    """The lead asks for agreement."""

    @extend_schema(request=None, responses={201: serializers.PlanOut})
    def post(self, request: Request, **path: Any) -> Response:
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime, activity_id: UUID) -> UUID:
        asked = agreeing.ask_for_agreement(member=self.member, roles=self.roles, activity_id=activity_id, now=now)
        return asked.activity_id

    def show(self, row_id: UUID) -> Any:
        return body(self, row_id)


class AgreementView(OnceView):
    """Say yes to dates of an activity, naming the version that was read and what was seen of each date."""

    takes = serializers.AgreeIn

    @extend_schema(request=serializers.AgreeIn, responses={201: serializers.PlanOut})
    def post(self, request: Request, **path: Any) -> Response:
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime, activity_id: UUID) -> UUID:
        return agreeing.agree(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            as_role=data["as_role"],
            number=data["number"],
            dates={date["occurrence_id"]: date["seen"] for date in data["dates"]},
            proof=data["proof"],
            now=now,
        ).pk

    def show(self, row_id: UUID) -> Any:
        return body(self, row_id)


class QueueView(MemberView):
    """What waits for an agreement, oldest first; and what is open without one, so that who agrees is told of it."""

    @extend_schema(responses=serializers.QueueOut)
    def get(self, request: Request) -> Response:
        rows = {
            "results": waiting.agreement_queue(member=self.member, roles=self.roles, now=self.now),
            "open_unasked": waiting.open_unasked(member=self.member, roles=self.roles, now=self.now),
        }
        shown = serializers.QueueOut(rows, context=self.context).data
        return self.conditional(request, etag_of(self.member.pk, shown), lambda: shown)


class OwnListView(MemberView):
    @extend_schema(request=serializers.OwnListIn, responses=serializers.PlanOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        """The activity's own changes of its list, as a whole."""
        data = self.valid(serializers.OwnListIn, request.data)
        own_list.change_list(
            member=self.member,
            roles=self.roles,
            activity_id=activity_id,
            based_on=data["based_on"],
            changed={
                change["id"]: {name: text for name, text in change.items() if name != "id" and text}
                for change in data["changed"]
            },
            own=data["own"],
            now=self.now,
        )
        return Response(body(self, activity_id))
