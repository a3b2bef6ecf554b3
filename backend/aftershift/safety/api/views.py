import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities.selectors import visible_activities
from aftershift.activities.services import running
from aftershift.core.http.conditional import etag_of
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView
from aftershift.safety import selectors, services, tiers
from aftershift.safety.api import serializers


def read(view: MemberView, occurrence_id: UUID) -> selectors.Filled:
    occurrence = selectors.visible_occurrence(member=view.member, roles=view.roles, occurrence_id=occurrence_id)
    return selectors.filled(occurrence=occurrence)


def body(view: MemberView, found: selectors.Filled) -> Any:
    shown = {
        "occurrence_id": found.occurrence.pk,
        "state": found.occurrence.state,
        "template": found.template,
        "versions": found.versions,
        "tier": f"T{found.facts.tier}",
        "taken": found.occurrence.taken,
        "gates": {gate: [line.item.id for line in found.missing(gate)] for gate in selectors.GATES},
        "items": found.shown_to(view.member),
        "older": found.older,
    }
    return serializers.ChecklistOut(shown, context=view.context).data


class ChecklistView(MemberView):
    """The list of one date: what is ticked, what is known by itself, what keeps which gate shut."""

    @extend_schema(responses=serializers.ChecklistOut)
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        found = read(self, occurrence_id)
        lines = [
            (line.item.id, line.is_mandatory, line.known, line.missing_certificate, line.tick and line.tick.pk)
            for line in found.shown_to(self.member)
        ]
        beside = [self.member.language, *(tick.pk for tick in found.older)]
        etag = etag_of(occurrence_id, found.occurrence.version, found.versions, found.facts, lines, beside)
        return self.conditional(request, etag, lambda: body(self, found))


class TickView(MemberView):
    """Answer one item. Safe to repeat: the same tap, told by its device time, is kept once."""

    @extend_schema(request=serializers.TickIn, responses=serializers.ChecklistOut)
    def put(self, request: Request, occurrence_id: UUID, item_id: str) -> Response:
        data = self.valid(serializers.TickIn, request.data)
        services.tick(
            member=self.member,
            roles=self.roles,
            occurrence_id=occurrence_id,
            item_id=item_id,
            is_ticked=data["ticked"],
            device_at=data["device_at"],
            number=data["number"],
            note=data["note"],
            not_applicable_because=data["not_applicable_because"],
            now=self.now,
        )
        return Response(body(self, read(self, occurrence_id)))


class AnswersView(MemberView):
    """The five questions about an activity, and the tier they give."""

    @extend_schema(responses=serializers.AnswersOut)
    def get(self, request: Request, activity_id: UUID) -> Response:
        shown = self.shown(activity_id)
        return self.conditional(request, etag_of(activity_id, shown), lambda: shown)

    @extend_schema(request=serializers.AnswersIn, responses=serializers.AnswersOut)
    def put(self, request: Request, activity_id: UUID) -> Response:
        answers = self.valid(serializers.AnswersIn, request.data)
        services.give_answers(
            member=self.member, roles=self.roles, activity_id=activity_id, answers=answers, now=self.now
        )
        return Response(self.shown(activity_id))

    def shown(self, activity_id: UUID) -> dict[str, Any]:
        activity = one(visible_activities(member=self.member), activity_id)
        answers = selectors.answers_of(activity)
        asked = ("is_long", "makes_food", "has_children", "is_wild", "is_new", "takes_photos")
        tier = tiers.tier_of(activity=activity, places=selectors.most_places(activity), answers=answers)
        return {name: getattr(answers, name, False) for name in asked} | {
            "is_hilly": answers.is_hilly if answers is not None else None,
            "is_mountain_day": tiers.is_mountain_day(activity=activity, answers=answers),
            "is_answered": answers is not None,
            "tier": f"T{tier}",
        }


class _GateView(OnceView):
    status = 200

    def show(self, row_id: UUID) -> Any:
        return body(self, read(self, row_id))


@extend_schema_view(post=extend_schema(request=None, responses={200: serializers.ChecklistOut}))
class PublicationView(_GateView):
    """Open a planned date for sign-up."""

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return running.publish_occurrence(
            member=self.member, roles=self.roles, occurrence_id=path["occurrence_id"], now=now
        ).pk


@extend_schema_view(post=extend_schema(request=serializers.StartIn, responses={200: serializers.ChecklistOut}))
class StartView(_GateView):
    takes = serializers.StartIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.start(
            member=self.member, roles=self.roles, occurrence_id=path["occurrence_id"], count=data["count"], now=now
        ).pk


@extend_schema_view(post=extend_schema(request=serializers.StopIn, responses={200: serializers.ChecklistOut}))
class StopView(_GateView):
    """A leader may always stop. A word about it may be given and is not asked for."""

    takes = serializers.StopIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.stop(
            member=self.member, roles=self.roles, occurrence_id=path["occurrence_id"], reason=data["reason"], now=now
        ).pk


@extend_schema_view(post=extend_schema(request=serializers.CountIn, responses={200: serializers.ChecklistOut}))
class CloseView(_GateView):
    takes = serializers.CountIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.close(
            member=self.member,
            roles=self.roles,
            occurrence_id=path["occurrence_id"],
            count=data["count"],
            note=data["note"],
            now=now,
        ).pk
