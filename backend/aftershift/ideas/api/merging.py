import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.pages import CursorPages
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors, services
from aftershift.ideas.api import merging_serializers as serializers
from aftershift.ideas.api.views import IdeaView
from aftershift.ideas.policies import MAY
from aftershift.people.http.views import OnceView


class _MergeView(IdeaView):
    def merges(self, rows: Any) -> Any:
        found = selectors.merge_cards(rows or (), member=self.member, **self.reader)
        return serializers.MergeOut(found, many=True).data

    def merge(self, merge_id: UUID) -> Any:
        found = one(selectors.asked_merges(member=self.member), merge_id)
        return self.merges([found])[0]


@extend_schema_view(post=extend_schema(request=serializers.SuggestMergeIn, responses={201: serializers.MergeOut}))
class MergesOfIdeaView(OnceView, _MergeView):
    """What was suggested, and what became of it. A post suggests that this idea ends and another goes on."""

    pagination_class = CursorPages
    takes = serializers.SuggestMergeIn

    @extend_schema(responses={200: serializers.MergeOut(many=True)})
    def get(self, request: Request, idea_id: UUID) -> Response:
        pages = CursorPages()
        found = selectors.merges_of_idea(member=self.member, idea_id=idea_id)
        rows = pages.paginate_queryset(found, request, view=self)
        return self.answered(request, {"results": self.merges(rows), "next": pages.get_next_link()})

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.suggest_merge(member=self.member, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        return self.merge(row_id)


class OpenMergesView(_MergeView):
    """For the desk: what waits for the authors, or for an organiser in the place of one who is gone."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.MergeOut(many=True)})
    def get(self, request: Request) -> Response:
        require(MAY, "merge.list_open", self.roles)
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.open_merges(member=self.member), request, view=self)
        return self.answered(request, {"results": self.merges(rows), "next": pages.get_next_link()})


# What follows is safe to repeat by nature. No If-Match: whoever holds the lock of both ideas decides.


class TakingBackView(_MergeView):
    @extend_schema(request=None, responses={200: serializers.MergeOut})
    def put(self, request: Request, merge_id: UUID) -> Response:
        """Whoever suggested it, while it waits."""
        services.take_merge_back(member=self.member, merge_id=merge_id, now=self.now)
        return Response(self.merge(merge_id))


class MergeAnswerView(_MergeView):
    @extend_schema(request=serializers.MergeAnswerIn, responses={200: serializers.MergeOut})
    def put(self, request: Request, merge_id: UUID) -> Response:
        """An author's yes or no."""
        data = self.valid(serializers.MergeAnswerIn, request.data)
        services.answer_merge(member=self.member, merge_id=merge_id, now=self.now, **data)
        return Response(self.merge(merge_id))


class InPlaceView(_MergeView):
    @extend_schema(request=serializers.InPlaceIn, responses={200: serializers.MergeOut})
    def put(self, request: Request, merge_id: UUID) -> Response:
        """An organiser's yes or no in the place of an author who is gone."""
        data = self.valid(serializers.InPlaceIn, request.data)
        services.answer_merge_in_place(member=self.member, merge_id=merge_id, now=self.now, **data)
        return Response(self.merge(merge_id))


class UndoingView(_MergeView):
    @extend_schema(request=serializers.UndoingIn, responses={200: serializers.MergeOut})
    def put(self, request: Request, merge_id: UUID) -> Response:
        """Two ideas again."""
        data = self.valid(serializers.UndoingIn, request.data)
        services.undo_merge(member=self.member, merge_id=merge_id, now=self.now, **data)
        return Response(self.merge(merge_id))


class MergeReplyView(_MergeView):
    @extend_schema(request=serializers.MergeReplyIn, responses={200: serializers.MergeOut})
    def put(self, request: Request, merge_id: UUID) -> Response:
        """Whether somebody who would come to the ended idea would come to the other."""
        data = self.valid(serializers.MergeReplyIn, request.data)
        services.reply_to_merge(member=self.member, merge_id=merge_id, now=self.now, **data)
        return Response(self.merge(merge_id))
