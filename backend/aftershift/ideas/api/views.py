import datetime as dt
import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.pages import CursorPages
from aftershift.core.policies import require
from aftershift.ideas import selectors, services
from aftershift.ideas.api import serializers
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.media import Added
from aftershift.people.http.views import MemberView, OnceView


def _with_added(data: dict[str, Any]) -> dict[str, Any]:
    """What the author says of photo and voice note, in one piece; what is left out changes nothing."""
    names = ("photo_id", "photo_alt", "voice_note_id")
    said = {name: data[name] for name in names if name in data}
    added = Added(sets_photo="photo_id" in said, sets_voice_note="voice_note_id" in said, **said)
    return {name: value for name, value in data.items() if name not in names} | {"added": added}


class IdeaView(MemberView):
    def bodies(self, rows: Any) -> Any:
        """Cards as this reader may see them: a role that rests withholds names all the same, and opens nothing."""
        found = selectors.cards(rows, member=self.member, **self.reader)
        return serializers.IdeaOut(found, many=True).data

    def body(self, idea_id: UUID) -> Any:
        return serializers.IdeaOut(selectors.card(member=self.member, idea_id=idea_id, **self.reader)).data

    @property
    def reader(self) -> dict[str, Any]:
        return {
            "roles": self.roles | self.resting_roles,
            "today": self.today,
            "reads_hidden": not MAY["idea.hide"].isdisjoint(self.roles),
        }

    def answered(self, request: Request, body: Any) -> Response:
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


@extend_schema_view(post=extend_schema(request=serializers.ProposeIn, responses={201: serializers.IdeaOut}))
class IdeasView(OnceView, IdeaView):
    pagination_class = CursorPages
    takes = serializers.ProposeIn

    @extend_schema(responses={200: serializers.IdeaOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.listed_ideas(member=self.member), request, view=self)
        return self.answered(request, {"results": self.bodies(rows), "next": pages.get_next_link()})

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.propose(member=self.member, now=now, **_with_added(data)).pk

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


class SimilarIdeasView(IdeaView):
    pagination_class = CursorPages

    @extend_schema(
        parameters=[OpenApiParameter("text", str, required=True, description="The line as it is being typed.")],
        responses={200: serializers.IdeaOut(many=True)},
    )
    def get(self, request: Request) -> Response:
        text = request.query_params.get("text", "")[:200]
        if not text.strip():
            raise ValidationError({"text": ["Say which line to compare."]})
        found = selectors.similar_ideas(member=self.member, text=text)
        return Response({"results": self.bodies(found), "next": None})


class OneIdeaView(IdeaView):
    @extend_schema(responses={200: serializers.IdeaOut})
    def get(self, request: Request, idea_id: UUID) -> Response:
        return self.answered(request, self.body(idea_id))

    @extend_schema(request=serializers.ProposeIn, responses={200: serializers.IdeaOut})
    def put(self, request: Request, idea_id: UUID) -> Response:
        """The author's change. Without If-Match: every press of "I'd come" changes the page, and only one person may
        change the words, whose earlier ones are all kept."""
        data = serializers.ProposeIn(data=request.data)
        data.is_valid(raise_exception=True)
        services.edit(member=self.member, idea_id=idea_id, now=self.now, **_with_added(data.validated_data))
        return Response(self.body(idea_id))


class WithdrawalView(IdeaView):
    """Taking the idea back, and bringing it back the same day. Both are safe to repeat by nature."""

    @extend_schema(request=None, responses={200: serializers.IdeaOut})
    def put(self, request: Request, idea_id: UUID) -> Response:
        services.withdraw(member=self.member, idea_id=idea_id, now=self.now)
        return Response(self.body(idea_id))

    @extend_schema(request=None, responses={200: serializers.IdeaOut})
    def delete(self, request: Request, idea_id: UUID) -> Response:
        services.undo_withdrawal(member=self.member, idea_id=idea_id, now=self.now)
        return Response(self.body(idea_id))


class InterestView(IdeaView):
    """ "I'd come to this", and taking it back. Both are safe to repeat by nature."""

    @extend_schema(request=None, responses={200: serializers.IdeaOut})
    def put(self, request: Request, idea_id: UUID) -> Response:
        services.say_id_come(member=self.member, idea_id=idea_id, now=self.now)
        return Response(self.body(idea_id))

    @extend_schema(request=None, responses={200: serializers.IdeaOut})
    def delete(self, request: Request, idea_id: UUID) -> Response:
        services.take_back_id_come(member=self.member, idea_id=idea_id)
        return Response(self.body(idea_id))


@extend_schema_view(post=extend_schema(request=serializers.AnswerIn, responses={201: serializers.IdeaOut}))
class AnswersView(OnceView, IdeaView):
    takes = serializers.AnswerIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.answer(member=self.member, now=now, **path, **data).idea_id

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


class DecisionsView(IdeaView):
    """The decision log, which any member reads."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.DecidedOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.decision_rows(member=self.member), request, view=self)
        body = serializers.DecidedOut(selectors.decided(rows or ()), many=True).data
        return self.answered(request, {"results": body, "next": pages.get_next_link()})


class _RuleView(IdeaView):
    def rule(self, rule_id: UUID) -> Any:
        found = selectors.rule_card(
            member=self.member, roles=self.roles | self.resting_roles, rule_id=rule_id, today=self.today
        )
        return serializers.RuleOut(found).data


class RulesView(_RuleView):
    """Every rule that is in our way, for everyone to read."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.RuleOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.rules_for_cards(member=self.member), request, view=self)
        found = selectors.rule_cards(rows or (), roles=self.roles | self.resting_roles, today=self.today)
        body = serializers.RuleOut(found, many=True).data
        return self.answered(request, {"results": body, "next": pages.get_next_link()})


@extend_schema_view(post=extend_schema(request=serializers.RaiseRuleIn, responses={201: serializers.RuleOut}))
class RulesOfIdeaView(OnceView, _RuleView):
    takes = serializers.RaiseRuleIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.raise_rule_of_idea(member=self.member, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        return self.rule(row_id)


@extend_schema_view(post=extend_schema(request=serializers.RuleReplyIn, responses={201: serializers.RuleOut}))
class RuleRepliesView(OnceView, _RuleView):
    takes = serializers.RuleReplyIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.reply_to_rule(member=self.member, now=now, **path, **data).rule_id

    def show(self, row_id: UUID) -> Any:
        return self.rule(row_id)


class _OnIdeaOnceView(OnceView, IdeaView):
    """Something said of an idea; the reply is the idea as its reader now sees it."""

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


@extend_schema_view(post=extend_schema(request=serializers.ReportIn, responses={201: serializers.IdeaOut}))
class ReportsView(_OnIdeaOnceView):
    takes = serializers.ReportIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.report(member=self.member, now=now, **path, **data).idea_id


@extend_schema_view(post=extend_schema(request=serializers.ObjectIn, responses={201: serializers.IdeaOut}))
class ObjectionsView(_OnIdeaOnceView):
    takes = serializers.ObjectIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.object_to_hiding(member=self.member, now=now, **path, **data).idea_id


@extend_schema_view(post=extend_schema(request=serializers.JudgeIn, responses={201: serializers.IdeaOut}))
class VerdictsView(_OnIdeaOnceView):
    takes = serializers.JudgeIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.judge(member=self.member, now=now, **path, **data).idea_id


class IdeasToJudgeView(IdeaView):
    """For the desk: what was reported or objected about. Why, but not who."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.ToJudgeOut(many=True)})
    def get(self, request: Request) -> Response:
        require(MAY, "idea.hide", self.roles)
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.ideas_to_judge(member=self.member), request, view=self)
        body = serializers.ToJudgeOut(selectors.to_judge(rows or ()), many=True).data
        return self.answered(request, {"results": body, "next": pages.get_next_link()})


class TimesView(IdeaView):
    """Times that suit: the reader's own, what their own map proposes, and for organisers how many in all."""

    @extend_schema(responses={200: serializers.TimesOut})
    def get(self, request: Request, idea_id: UUID) -> Response:
        return self.answered(request, self.times(idea_id))

    @extend_schema(request=serializers.TimesIn, responses={200: serializers.TimesOut})
    def put(self, request: Request, idea_id: UUID) -> Response:
        data = serializers.TimesIn(data=request.data)
        data.is_valid(raise_exception=True)
        times = [(time["weekday"], time["start"]) for time in data.validated_data["times"]]
        services.say_times(member=self.member, idea_id=idea_id, times=times)
        return Response(self.times(idea_id))

    def times(self, idea_id: UUID) -> Any:
        counts = not MAY["idea.count_times"].isdisjoint(self.roles)
        found = {
            "mine": selectors.own_times(member=self.member, idea_id=idea_id),
            "proposed": selectors.proposed_times(member=self.member, now=self.now),
            "counted": selectors.counted_times(member=self.member, idea_id=idea_id) if counts else None,
        }
        return serializers.TimesOut(found).data
