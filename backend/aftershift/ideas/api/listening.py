"""What stops people coming, field notes, and shows of hands."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.http.conditional import etag_of
from aftershift.core.http.pages import CursorPages
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors, services
from aftershift.ideas.api import listening_serializers as serializers
from aftershift.ideas.policies import MAY, SEES_NO_NAMES
from aftershift.people.http.views import MemberView, OnceView


class _ListeningView(MemberView):
    @property
    def all_roles(self) -> frozenset[str]:
        return self.roles | self.resting_roles

    def answered(self, request: Request, body: Any) -> Response:
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


class BarriersView(_ListeningView):
    """Counts of whole months, for every member. Saying one leaves nothing that leads to who said it: no idempotency row
    either, whose fingerprint could be guessed from ten tags."""

    @extend_schema(responses={200: serializers.BarriersOut})
    def get(self, request: Request) -> Response:
        found = {
            "months": selectors.barrier_months(member=self.member, today=self.today),
            "next_count_date": selectors.next_count_date(self.today),
            "answers": selectors.barrier_answers(member=self.member, roles=self.all_roles),
        }
        return self.answered(request, serializers.BarriersOut(found).data)

    @extend_schema(request=serializers.SayBarriersIn, responses={201: OpenApiTypes.OBJECT})
    def post(self, request: Request) -> Response:
        data = self.valid(serializers.SayBarriersIn, request.data)
        services.say_barriers(
            member=self.member, random=data["random"], about=data["about"] or "", said=data["said"], now=self.now
        )
        return Response({}, status=201)


@extend_schema_view(
    post=extend_schema(request=serializers.BarrierAnswerIn, responses={201: serializers.BarrierAnswerOut})
)
class BarrierAnswersView(OnceView, _ListeningView):
    takes = serializers.BarrierAnswerIn

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> UUID:
        return services.answer_barrier(
            member=self.member, tag=data["tag"], text=data["text"], idea_id=data["idea"], now=now
        ).pk

    def show(self, row_id: UUID) -> Any:
        found = selectors.barrier_answer(member=self.member, roles=self.all_roles, answer_id=row_id)
        return serializers.BarrierAnswerOut(found).data


class _NotesView(_ListeningView):
    def bodies(self, rows: Any) -> Any:
        names = SEES_NO_NAMES.isdisjoint(self.all_roles)
        return serializers.FieldNoteOut(rows, many=True, context=self.context | {"names": names}).data

    @property
    def notes(self) -> Any:
        return selectors.field_notes_for_cards(member=self.member, roles=self.roles)


@extend_schema_view(
    post=extend_schema(request=serializers.FieldNotesIn, responses={201: serializers.FieldNoteOut(many=True)})
)
class FieldNotesView(OnceView, _NotesView):
    """One's own, and all of them for an organiser. Many are sent in one request, each with a key of its own."""

    pagination_class = CursorPages
    takes = serializers.FieldNotesIn

    @extend_schema(responses={200: serializers.FieldNoteOut(many=True)})
    def get(self, request: Request) -> Response:
        require(MAY, "field_note.write", self.roles)
        pages = CursorPages()
        found: Any = pages.paginate_queryset(self.notes, request, view=self)
        return self.answered(request, {"results": self.bodies(found), "next": pages.get_next_link()})

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> UUID:
        return services.send_field_notes(member=self.member, notes=data["notes"], now=now)[0].pk

    def show(self, row_id: UUID) -> Any:
        asked: Any = self.request.data
        sent = [note["id"] for note in asked["notes"]]
        return {"results": self.bodies(self.notes.filter(writer=self.member, phone_id__in=sent)), "next": None}


class OneFieldNoteView(_NotesView):
    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, note_id: UUID) -> Response:
        services.delete_field_note(member=self.member, note_id=note_id)
        return Response(status=204)


@extend_schema_view(post=extend_schema(request=serializers.PutUpLineIn, responses={201: serializers.FieldNoteOut}))
class LineAsIdeaView(OnceView, _NotesView):
    takes = serializers.PutUpLineIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.put_up_line(member=self.member, now=now, **path, **data).note_id

    def show(self, row_id: UUID) -> Any:
        return self.bodies([one(self.notes, row_id)])[0]


class SitesView(_ListeningView):
    """Where something can be heard or held: short, and kept by the phone for a room without signal."""

    pagination_class = CursorPages

    @extend_schema(operation_id="listening_sites", responses={200: serializers.SiteOut(many=True)})
    def get(self, request: Request) -> Response:
        rows = serializers.SiteOut(selectors.sites_to_choose(member=self.member), many=True).data
        return self.answered(request, {"results": rows, "next": None})


class _TalliesView(_ListeningView):
    def page(self, request: Request, rows: Any) -> Response:
        pages = CursorPages()
        found: Any = pages.paginate_queryset(rows, request, view=self)
        return self.answered(request, {"results": self.bodies(found), "next": pages.get_next_link()})

    def bodies(self, rows: Any) -> Any:
        found = selectors.tallies(rows, member=self.member, roles=self.roles)
        return serializers.TallyOut(found, many=True).data


@extend_schema_view(post=extend_schema(request=serializers.TallyIn, responses={201: serializers.TallyOut}))
class TalliesView(OnceView, _TalliesView):
    pagination_class = CursorPages
    takes = serializers.TallyIn

    @extend_schema(responses={200: serializers.TallyOut(many=True)})
    def get(self, request: Request) -> Response:
        return self.page(request, selectors.tallies_for_cards(member=self.member))

    def act(self, *, data: dict[str, Any], now: dt.datetime) -> UUID:
        return services.enter_tally(member=self.member, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        return self.bodies([one(selectors.tallies_for_cards(member=self.member), row_id)])[0]


class OneTallyView(_TalliesView):
    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, tally_id: UUID) -> Response:
        services.delete_tally(member=self.member, tally_id=tally_id)
        return Response(status=204)


class TalliesOfIdeaView(_TalliesView):
    """Beside the idea's interest, never added to it."""

    pagination_class = CursorPages

    @extend_schema(responses={200: serializers.TallyOut(many=True)})
    def get(self, request: Request, idea_id: UUID) -> Response:
        return self.page(request, selectors.tallies_of_idea(member=self.member, idea_id=idea_id))
