import datetime as dt
import json
import re
from typing import Any
from uuid import UUID

from django_scopes import scope
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.ballots import selectors
from aftershift.ballots.api import serializers
from aftershift.ballots.services import closing, opening, printing, voting
from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.pages import CursorPages
from aftershift.people.http.views import MemberView, OnceView, PublicView, key_of

RECEIPT = re.compile(r"[0-9a-f]{32}")
REPLAYED = {"Idempotency-Replayed": "true"}


class _BallotView(MemberView):
    def body(self, ballot_id: UUID) -> Any:
        shown = selectors.ballot_shown(member=self.member, ballot_id=ballot_id, now=self.now)
        return serializers.BallotOut(shown, context=self.context).data

    def answered(self, request: Request, body: Any) -> Response:
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)


@extend_schema_view(post=extend_schema(request=serializers.OpenIn, responses={201: serializers.BallotOut}))
class BallotsView(OnceView, _BallotView):
    pagination_class = CursorPages
    takes = serializers.OpenIn

    @extend_schema(responses={200: serializers.BallotCardOut(many=True)})
    def get(self, request: Request) -> Response:
        pages = CursorPages()
        rows = pages.paginate_queryset(selectors.ballots_for_cards(member=self.member), request, view=self) or []
        cards = [selectors.card(row, now=self.now) for row in rows]
        body = serializers.BallotCardOut(cards, many=True, context=self.context).data
        return self.answered(request, {"results": body, "next": pages.get_next_link()})

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        options = [opening.NewOption(**option) for option in data.pop("options")]
        return opening.open_ballot(member=self.member, options=options, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        return self.body(row_id)


class OneBallotView(_BallotView):
    @extend_schema(responses={200: serializers.BallotOut})
    def get(self, request: Request, ballot_id: UUID) -> Response:
        return self.answered(request, self.body(ballot_id))


class SlipsView(MemberView):
    """Put in a slip. Safe to repeat by its receipt: no idempotency row, whose fingerprint could be guessed from ticks."""

    @extend_schema(request=serializers.CastIn, responses={201: OpenApiTypes.OBJECT})
    def post(self, request: Request, ballot_id: UUID) -> Response:
        data = self.valid(serializers.CastIn, request.data)
        voting.cast(
            member=self.member,
            ballot_id=ballot_id,
            option_ids=data["options"],
            receipt_hash=data["receipt_hash"],
            now=self.now,
        )
        return Response({}, status=201)


class OneSlipView(PublicView):
    """Change or take back by the receipt alone: no cookie, no token, nobody is known here."""

    @extend_schema(request=serializers.ChangeIn, responses={200: OpenApiTypes.OBJECT})
    def put(self, request: Request, receipt: str) -> Response:
        organisation_id, ballot_id, slip_id = self._found(receipt)
        checked = serializers.ChangeIn(data=request.data)
        checked.is_valid(raise_exception=True)
        data = checked.validated_data
        if data["ballot"] != ballot_id:
            raise NotVisible
        with scope(organisation=organisation_id):
            voting.change(
                organisation_id=organisation_id,
                ballot_id=ballot_id,
                slip_id=slip_id,
                option_ids=data["options"],
                now=clock.now(),
            )
        return Response({})

    @extend_schema(request=None, responses={204: None})
    def delete(self, request: Request, receipt: str) -> Response:
        organisation_id, ballot_id, slip_id = self._found(receipt)
        with scope(organisation=organisation_id):
            voting.take_back(organisation_id=organisation_id, ballot_id=ballot_id, slip_id=slip_id, now=clock.now())
        return Response(status=204)

    @staticmethod
    def _found(receipt: str) -> tuple[UUID, UUID, UUID]:
        found = selectors.slip_of_receipt(receipt=receipt) if RECEIPT.fullmatch(receipt) else None
        if found is None:
            raise NotVisible
        return found


@extend_schema_view(post=extend_schema(request=serializers.PrintIn, responses={201: serializers.PrintedOut}))
class PrintedSlipsView(OnceView):
    """Numbers and how far each slip is; never ticks."""

    takes = serializers.PrintIn

    @extend_schema(responses={200: serializers.PrintedOut})
    def get(self, request: Request, ballot_id: UUID) -> Response:
        body = self.show(ballot_id)
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return printing.print_slips(member=self.member, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        shown = selectors.printed_shown(member=self.member, ballot_id=row_id, now=self.now)
        return serializers.PrintedOut(shown, context=self.context).data


class HandedOutView(MemberView):
    """That a slip was handed out to whose card this is; which slip is never asked.

    Safe to repeat by its key without an idempotency row: that would keep who was handed one, and when.
    """

    needs_key = True

    @extend_schema(request=serializers.HandOutIn, responses={201: OpenApiTypes.OBJECT})
    def post(self, request: Request, ballot_id: UUID) -> Response:
        key = key_of(request)
        data = self.valid(serializers.HandOutIn, request.data)
        is_first = printing.hand_out(member=self.member, ballot_id=ballot_id, key=key, now=self.now, **data)
        return Response({}, status=201, headers={} if is_first else REPLAYED)


class HandedBackView(MemberView):
    """Safe to repeat by its key without an idempotency row: that would keep the number beside the card."""

    needs_key = True

    @extend_schema(request=serializers.HandBackIn, responses={200: OpenApiTypes.OBJECT})
    def post(self, request: Request, ballot_id: UUID) -> Response:
        key = key_of(request)
        data = self.valid(serializers.HandBackIn, request.data)
        is_first = printing.hand_back(member=self.member, ballot_id=ballot_id, key=key, now=self.now, **data)
        return Response({}, headers={} if is_first else REPLAYED)


class ReadingView(MemberView):
    """One person's reading of one printed slip. Safe to repeat as it is; an idempotency row could give away the ticks."""

    @extend_schema(request=serializers.ReadingIn, responses={200: OpenApiTypes.OBJECT})
    def put(self, request: Request, ballot_id: UUID, number: str) -> Response:
        data = self.valid(serializers.ReadingIn, request.data)
        printing.read_slip(
            member=self.member, ballot_id=ballot_id, number=number, option_ids=data["options"], now=self.now
        )
        return Response({})


class OutcomeView(_BallotView):
    @extend_schema(responses={200: serializers.OutcomeOut})
    def get(self, request: Request, ballot_id: UUID) -> Response:
        found = selectors.outcome(member=self.member, ballot_id=ballot_id, now=self.now)
        return self.answered(request, serializers.OutcomeOut(found, context=self.context).data)


class _PlainText(BaseRenderer):
    """A file as text; a problem stays JSON."""

    media_type = "text/plain"
    format = "pb"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return data.encode() if isinstance(data, str) else json.dumps(data).encode()


class _PlainTextAllTheSame(_PlainText):
    """For a client that always asks for JSON."""

    media_type = "application/json"
    format = "json"


class SlipsFileView(MemberView):
    """All slips of a settled ballot as a Pabulib file: anybody can count them again with `count_votes`."""

    renderer_classes = [_PlainText, _PlainTextAllTheSame]

    @extend_schema(
        operation_id="ballots_slips_file",
        parameters=[OpenApiParameter("format", exclude=True)],
        responses={(200, "text/plain"): OpenApiTypes.STR},
    )
    def get(self, request: Request, ballot_id: UUID) -> Response:
        text = selectors.slips_as_pb(member=self.member, ballot_id=ballot_id, now=self.now)
        name = f'attachment; filename="slips-{ballot_id}.pb"'
        return Response(text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": name})


@extend_schema_view(post=extend_schema(request=serializers.PublishIn, responses={201: serializers.OutcomeOut}))
class PublicationView(OnceView):
    takes = serializers.PublishIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return closing.publish_outcome(member=self.member, now=now, **path, **data).pk

    def show(self, row_id: UUID) -> Any:
        found = selectors.outcome(member=self.member, ballot_id=row_id, now=self.now)
        return serializers.OutcomeOut(found, context=self.context).data
