"""Conversations. Every write answers with the whole page, as its reader now sees it."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.pages import CursorPages
from aftershift.ideas import selectors
from aftershift.ideas.api import conversations_serializers as serializers
from aftershift.ideas.services import conversations as services
from aftershift.people.http.views import MemberView, OnceView

PAGE = {200: serializers.ConversationPageOut}


class _ConversationView(MemberView):
    def page(self, conversation_id: UUID) -> Any:
        found = selectors.conversation_page(
            member=self.member,
            roles=self.roles | self.resting_roles,
            conversation_id=conversation_id,
            today=self.today,
        )
        return serializers.ConversationPageOut(found).data

    def answered(self, request: Request, body: Any) -> Response:
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


class _ConversationOnceView(OnceView, _ConversationView):
    def show(self, row_id: UUID) -> Any:
        return self.page(row_id)


@extend_schema_view(
    post=extend_schema(request=serializers.ConversationIn, responses={201: serializers.ConversationPageOut})
)
class ConversationsView(_ConversationOnceView):
    """Those to come and those held, the last planned first."""

    takes = serializers.ConversationIn
    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.ConversationOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(
            selectors.conversations_for_cards(member=self.member, today=self.today), request, view=self
        )
        found = selectors.conversation_cards(rows or (), member=self.member, roles=self.roles | self.resting_roles)
        body = serializers.ConversationOut(found, many=True).data
        return self.answered(request, {"results": body, "next": pages.get_next_link()})

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> UUID:
        return services.plan_conversation(member=self.member, plan=services.Plan(**data), now=now).pk


class OneConversationView(_ConversationView):
    @extend_schema(responses=PAGE)
    def get(self, request: Request, conversation_id: UUID) -> Response:
        return self.answered(request, self.page(conversation_id))

    @extend_schema(request=serializers.ConversationIn, responses=PAGE)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        """A change of the plan. Without If-Match: only its holder and organisers may, and the whole plan is sent."""
        data = self.valid(serializers.ConversationIn, request.data)
        services.change_conversation(
            member=self.member, conversation_id=conversation_id, plan=services.Plan(**data), now=self.now
        )
        return Response(self.page(conversation_id))


class HeldView(_ConversationView):
    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        services.mark_held(member=self.member, conversation_id=conversation_id, now=self.now)
        return Response(self.page(conversation_id))


class CallingOffView(_ConversationView):
    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        services.call_off(member=self.member, conversation_id=conversation_id, now=self.now)
        return Response(self.page(conversation_id))


class WriteUpView(_ConversationView):
    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, conversation_id: UUID) -> Response:
        services.write_up(member=self.member, conversation_id=conversation_id, now=self.now)
        return Response(self.page(conversation_id))


MADE = {201: serializers.ConversationPageOut}


@extend_schema_view(post=extend_schema(request=serializers.ConversationPhotoIn, responses=MADE))
class PhotosView(_ConversationOnceView):
    takes = serializers.ConversationPhotoIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.add_photo(member=self.member, now=now, **path, **data).pk


class OnePhotoView(_ConversationView):
    @extend_schema(request=None, responses=PAGE)
    def delete(self, request: Request, conversation_id: UUID, photo_id: UUID) -> Response:
        services.remove_photo(member=self.member, conversation_id=conversation_id, photo_id=photo_id)
        return Response(self.page(conversation_id))


@extend_schema_view(post=extend_schema(request=serializers.TopicIn, responses=MADE))
class TopicsView(_ConversationOnceView):
    takes = serializers.TopicIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.post_topic(member=self.member, now=now, **path, **data).conversation_id


@extend_schema_view(post=extend_schema(request=serializers.ThemeIn, responses=MADE))
class ThemesView(_ConversationOnceView):
    takes = serializers.ThemeIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.note_theme(member=self.member, **path, **data).conversation_id


@extend_schema_view(post=extend_schema(request=serializers.NextStepIn, responses=MADE))
class NextStepsView(_ConversationOnceView):
    takes = serializers.NextStepIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.note_step(member=self.member, now=now, **path, **data).conversation_id


class OneTopicView(_ConversationView):
    @extend_schema(responses=PAGE)
    def delete(self, request: Request, conversation_id: UUID, topic_id: UUID) -> Response:
        services.remove_topic(member=self.member, conversation_id=conversation_id, topic_id=topic_id)
        return Response(self.page(conversation_id))


class OneThemeView(_ConversationView):
    @extend_schema(responses=PAGE)
    def delete(self, request: Request, conversation_id: UUID, theme_id: UUID) -> Response:
        services.remove_theme(member=self.member, conversation_id=conversation_id, theme_id=theme_id)
        return Response(self.page(conversation_id))


class ThemeIdeaView(_ConversationView):
    """ "Make it an idea." Safe to repeat by nature."""

    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, theme_id: UUID) -> Response:
        theme = services.make_idea(member=self.member, theme_id=theme_id, now=self.now)
        return Response(self.page(theme.conversation_id))


class OneNextStepView(_ConversationView):
    @extend_schema(responses=PAGE)
    def delete(self, request: Request, conversation_id: UUID, step_id: UUID) -> Response:
        services.remove_step(member=self.member, conversation_id=conversation_id, step_id=step_id)
        return Response(self.page(conversation_id))


class StepOwnerView(_ConversationView):
    """ "I do this", and handing it back. Both are safe to repeat by nature."""

    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, step_id: UUID) -> Response:
        return Response(self.page(services.take_step(member=self.member, step_id=step_id).conversation_id))

    @extend_schema(request=None, responses=PAGE)
    def delete(self, request: Request, step_id: UUID) -> Response:
        return Response(
            self.page(services.hand_back_step(member=self.member, step_id=step_id, now=self.now).conversation_id)
        )


class StepDoneView(_ConversationView):
    """Done, and not done after all. Both are safe to repeat by nature."""

    @extend_schema(request=None, responses=PAGE)
    def put(self, request: Request, step_id: UUID) -> Response:
        found = services.finish_step(member=self.member, step_id=step_id, now=self.now)
        return Response(self.page(found.conversation_id))

    @extend_schema(request=None, responses=PAGE)
    def delete(self, request: Request, step_id: UUID) -> Response:
        return Response(self.page(services.reopen_step(member=self.member, step_id=step_id).conversation_id))
