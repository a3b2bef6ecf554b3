"""Paper sheets: hanging one up, and typing its lines in."""

import datetime as dt
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from aftershift.activities import paper
from aftershift.activities.api.paper_serializers import PaperLineIn, PaperSheetOut, PaperSheetsOut
from aftershift.activities.services import paper as services
from aftershift.core.http.conditional import etag_of
from aftershift.people.http.views import MemberView, OnceView


class _Sheet(MemberView):
    def sheet(self, sheet_id: UUID) -> Any:
        found = paper.sheet(
            member=self.member,
            roles=self.roles,
            all_roles=self.roles | self.resting_roles,
            sheet_id=sheet_id,
            now=self.now,
        )
        date = found.occurrence
        return PaperSheetOut(
            {
                "id": found.row.pk,
                "occurrence_id": date.pk,
                "number": found.row.number,
                "hung": found.row.hung_at,
                "title": date.activity.title,
                "starts": date.starts_at,
                "place": date.activity.meeting_place,
                "state": date.state,
                "places": date.places,
                "free": date.free,
                "waiting": date.waiting,
                "lines": [
                    {
                        "id": line.id,
                        "line": line.line,
                        "name": line.name,
                        "card_end": line.card_end,
                        "party": line.party._asdict(),
                        "status": line.status,
                        "position": line.position,
                        "typed_by": line.typed_by,
                    }
                    for line in found.lines
                ],
            },
            context=self.context,
        ).data


@extend_schema_view(post=extend_schema(request=None, responses={201: PaperSheetOut}))
class PaperSheetsView(OnceView, _Sheet):
    """The sheets of one date. Another one hangs from now on."""

    @extend_schema(responses={200: PaperSheetsOut})
    def get(self, request: Request, occurrence_id: UUID) -> Response:
        date, rows = paper.sheets_of(member=self.member, roles=self.roles, occurrence_id=occurrence_id)
        body = PaperSheetsOut(
            {
                "title": date.activity.title,
                "starts": date.starts_at,
                "results": [
                    {"id": row.pk, "number": row.number, "hung": row.hung_at, "typed": typed} for row, typed in rows
                ],
                "next": None,
            },
            context=self.context,
        ).data
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.hang_sheet(member=self.member, roles=self.roles, now=now, **path).pk

    def show(self, row_id: UUID) -> Any:
        return self.sheet(row_id)


class PaperSheetView(_Sheet):
    """One sheet with the lines that are typed in, and how each stands now."""

    @extend_schema(responses={200: PaperSheetOut})
    def get(self, request: Request, sheet_id: UUID) -> Response:
        body = self.sheet(sheet_id)
        return self.conditional(request, etag_of(self.member.pk, str(body)), lambda: body)


@extend_schema_view(post=extend_schema(request=PaperLineIn, responses={200: PaperSheetOut}))
class PaperSheetLinesView(OnceView, _Sheet):
    """Type one line in."""

    takes = PaperLineIn
    status = 200

    def act(self, *, data: dict[str, Any], now: dt.datetime, **path: Any) -> UUID:
        return services.type_line(member=self.member, roles=self.roles, now=now, **path, **data).sheet_id

    def show(self, row_id: UUID) -> Any:
        return self.sheet(row_id)
