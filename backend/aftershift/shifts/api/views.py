from __future__ import annotations

import datetime as dt
import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.core.errors import NotVisible
from aftershift.core.http.conditional import etag_of
from aftershift.core.http.parsers import SmallFormParser
from aftershift.core.selectors import one
from aftershift.people.http.views import MemberView, OnceView
from aftershift.shifts import selectors, services, sheets
from aftershift.shifts.api import serializers
from aftershift.shifts.models import RuleOff
from aftershift.shifts.pictures import PICTURES
from aftershift.shifts.reading.guard import LARGEST
from aftershift.shifts.reading.workbook import LARGEST as LARGEST_SHEET

_RULE = OpenApiParameter("rule", str, OpenApiParameter.PATH, enum=RuleOff.Rule.values)
ONE_DAY = dt.timedelta(days=1)


class _ShiftsView(MemberView):
    def answered(self, request: Request, body: Any) -> Response:
        return self.conditional(request, etag_of(self.member.pk, json.dumps(body, default=str)), lambda: body)

    def week(self, from_date: dt.date | None = None, days: int = 7) -> Any:
        found = selectors.week_of(member=self.member, from_date=from_date or self.today, days=days, now=self.now)
        given = sheets.given_date(member=self.member, pattern=found.pattern)
        return serializers.MyShiftsOut(found, context={"given_date": given}).data


class PicturesView(_ShiftsView):
    @extend_schema(responses={200: serializers.PicturesOut})
    def get(self, request: Request) -> Response:
        return self.answered(request, serializers.PicturesOut({"results": PICTURES, "next": None}).data)


class MyShiftsView(_ShiftsView):
    @extend_schema(
        parameters=[
            OpenApiParameter("from", dt.date, description="First date; today when left out."),
            OpenApiParameter("days", int, description="How many days, at most 98; 7 when left out."),
        ],
        responses={200: serializers.MyShiftsOut},
    )
    def get(self, request: Request) -> Response:
        asked = self.valid(serializers.WeekIn, request.query_params.dict())
        return self.answered(request, self.week(asked.get("from"), asked["days"]))


class PatternView(_ShiftsView):
    @extend_schema(request=serializers.PatternIn, responses={200: serializers.MyShiftsOut})
    def put(self, request: Request) -> Response:
        """The picture and today's place in it; `today` is the date the member saw, if it was sent later."""
        data = self.valid(serializers.PatternIn, request.data)
        anchor = data.get("today", self.today) - data["today_index"] * ONE_DAY
        services.set_pattern(member=self.member, days=data["days"], anchor_date=anchor, now=self.now)
        return Response(self.week())

    @extend_schema(responses={200: serializers.MyShiftsOut})
    def delete(self, request: Request) -> Response:
        services.drop_pattern(member=self.member, now=self.now)
        return Response(self.week())


class UsualView(_ShiftsView):
    @extend_schema(request=serializers.UsualIn, responses={200: serializers.MyShiftsOut})
    def put(self, request: Request) -> Response:
        data = self.valid(serializers.UsualIn, request.data)
        weekdays = [serializers.WEEKDAYS.index(day) for day in data["weekdays"]]
        services.set_usual_finish(member=self.member, finish=data["finish"], weekdays=weekdays, now=self.now)
        return Response(self.week())

    @extend_schema(responses={200: serializers.MyShiftsOut})
    def delete(self, request: Request) -> Response:
        services.drop_usual_finish(member=self.member, now=self.now)
        return Response(self.week())


class GroupView(_ShiftsView):
    @extend_schema(request=serializers.GroupIn, responses={200: serializers.MyShiftsOut})
    def put(self, request: Request) -> Response:
        services.correct_group(member=self.member, **self.valid(serializers.GroupIn, request.data))
        return Response(self.week())

    @extend_schema(responses={200: serializers.MyShiftsOut})
    def delete(self, request: Request) -> Response:
        services.drop_group(member=self.member)
        return Response(self.week())


class RuleView(_ShiftsView):
    """A rest rule that is not for me. Only I see it, and only my own greyed times follow."""

    @extend_schema(parameters=[_RULE], request=None, responses={200: serializers.MyShiftsOut})
    def put(self, request: Request, rule: str) -> Response:
        services.leave_rule_out(member=self.member, rule=_rule(rule), now=self.now)
        return Response(self.week())

    @extend_schema(parameters=[_RULE], responses={200: serializers.MyShiftsOut})
    def delete(self, request: Request, rule: str) -> Response:
        services.take_rule_back(member=self.member, rule=_rule(rule), now=self.now)
        return Response(self.week())


def _rule(text: str) -> str:
    if text not in RuleOff.Rule.values:
        raise NotVisible
    return text


class OneDayView(_ShiftsView):
    @extend_schema(request=serializers.DayIn, responses={200: serializers.MyShiftsOut})
    def put(self, request: Request, date: str) -> Response:
        data = self.valid(serializers.DayIn, request.data)
        shifts = [(span["start"], span["end"]) for span in data["shifts"]]
        services.change_day(member=self.member, date=_date(date), shifts=shifts, now=self.now)
        return Response(self.week(_date(date)))

    @extend_schema(responses={200: serializers.MyShiftsOut})
    def delete(self, request: Request, date: str) -> Response:
        services.put_day_back(member=self.member, date=_date(date), now=self.now)
        return Response(self.week(_date(date)))


@extend_schema_view(post=extend_schema(request=serializers.DaysIn, responses={201: serializers.MyShiftsOut}))
class DaysView(OnceView, _ShiftsView):
    """Several days told at once, all or none."""

    takes = serializers.DaysIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        days = {day["date"]: [(span["start"], span["end"]) for span in day["shifts"]] for day in data["days"]}
        made = services.change_days(member=self.member, days=days, put_back=data["put_back"], now=now)
        return made or self.member.pk

    def show(self, row_id: UUID) -> Any:
        return self.week()


def _date(text: str) -> dt.date:
    try:
        found = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise NotVisible from None
    if not 2000 <= found.year < 2200:
        raise NotVisible
    return found


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.MyShiftsOut}))
class ConfirmationsView(OnceView, _ShiftsView):
    """ "Still right"."""

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.confirm(member=self.member, now=now)

    def show(self, row_id: UUID) -> Any:
        return self.week()


@extend_schema_view(post=extend_schema(request=serializers.BlockIn, responses={201: serializers.BlockOut}))
class BlocksView(OnceView):
    takes = serializers.BlockIn

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.add_block(member=self.member, now=now, **data).pk

    def show(self, row_id: UUID) -> Any:
        block = one(selectors.visible_blocks(member=self.member), row_id)
        starts, ends = (self.member.organisation.local(at) for at in (block.starts_at, block.ends_at))
        return serializers.BlockOut(
            {"id": block.pk, "date": starts.date(), "start": starts.time(), "end_date": ends.date(), "end": ends.time()}
        ).data


class OneBlockView(MemberView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, block_id: UUID) -> Response:
        services.remove_block(member=self.member, block_id=block_id, now=self.now)
        return Response(status=204)


class _DraftView(OnceView):
    def show(self, row_id: UUID) -> Any:
        found = one(selectors.visible_rota_imports(member=self.member), row_id)
        draft = selectors.draft_of(found, today=self.today)
        return serializers.DraftOut(draft).data


@extend_schema_view(post=extend_schema(responses={201: serializers.DraftOut}))
class ImportsView(_DraftView):
    """A calendar file gives a draft. The file is read before the transaction opens, in a limited child process."""

    parser_classes = [SmallFormParser]
    takes = serializers.FileIn

    @extend_schema(request={"multipart/form-data": serializers.FileIn}, responses={201: serializers.DraftOut})
    def post(self, request: Request, **path: Any) -> Response:
        self._key(request)
        file = self.valid(serializers.FileIn, request.data)["file"]
        self.reading = selectors.read_upload(member=self.member, data=file.read(LARGEST + 1))
        file.seek(0)
        return super().post(request, **path)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.keep_draft(member=self.member, reading=self.reading, now=now).pk


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.DraftOut}))
class ApplicationView(_DraftView):
    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.apply_import(member=self.member, now=now, **path).pk


class _SheetView(OnceView):
    def show(self, row_id: UUID) -> Any:
        sheet = one(sheets.visible_rota_sheets(member=self.member), row_id)
        return serializers.SheetOut(sheets.preview_of(sheet, member=self.member)).data


@extend_schema_view(post=extend_schema(responses={201: serializers.SheetOut}))
class SheetsView(_SheetView):
    """A sheet of many people's patterns gives a draft. It is read before the transaction opens, in a limited child."""

    parser_classes = [SmallFormParser]
    takes = serializers.FileIn

    @extend_schema(request={"multipart/form-data": serializers.FileIn}, responses={201: serializers.SheetOut})
    def post(self, request: Request, **path: Any) -> Response:
        self._key(request)
        file = self.valid(serializers.FileIn, request.data)["file"]
        self.sheet = sheets.read_sheet_upload(
            member=self.member, roles=self.roles, data=file.read(LARGEST_SHEET + 1), now=self.now
        )
        file.seek(0)
        reply = super().post(request, **path)
        sheets.give_upload_back(member=self.member, problems=reply.data["problems"])
        return reply

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return sheets.keep_sheet(member=self.member, roles=self.roles, sheet=self.sheet, now=now).pk


@extend_schema_view(post=extend_schema(request=None, responses={201: serializers.SheetOut}))
class SheetApplicationView(_SheetView):
    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return sheets.apply_sheet(member=self.member, roles=self.roles, now=now, **path).pk
