"""Files to keep: one date for a phone's own calendar, and the programme for whoever organises it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from aftershift.calendars import programme, selectors, writing
from aftershift.calendars.api.files_serializers import ProgrammeFileIn
from aftershift.people.http.views import MemberView


class _FileView(MemberView):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """The file is what it is, whatever kind a program asks for first; a refusal is a problem in JSON."""
        return super().perform_content_negotiation(request, force=True)

    def sent(self, body: bytes, *, kind: str, name: str) -> HttpResponse:
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
        return HttpResponse(body, content_type=kind, headers=headers)


class DateFileView(_FileView):
    """One date as a calendar file. Opened again after a change, it changes what the calendar kept."""

    @extend_schema(responses={(200, "text/calendar"): OpenApiTypes.BINARY})
    def get(self, request: Request, occurrence_id: UUID) -> HttpResponse:
        found = selectors.one_date(member=self.member, occurrence_id=occurrence_id)
        return self.sent(writing.file_of([found]), kind="text/calendar; charset=utf-8", name="aftershift.ics")


class ProgrammeFileView(_FileView):
    """The programme as .ics, CSV, XLSX or JSON.

    In the CSV a text that a spreadsheet might take for a formula, or that begins with an apostrophe, has one apostrophe
    in front; the JSON has every text as it is.
    """

    @extend_schema(
        parameters=[ProgrammeFileIn],
        responses={(200, form.media_type.partition(";")[0]): OpenApiTypes.BINARY for form in programme.FORMS.values()},
    )
    def get(self, request: Request) -> HttpResponse:
        asked = self.valid(ProgrammeFileIn, request.query_params.dict())
        form = programme.FORMS[name := asked.pop("form")]
        found = programme.chosen(member=self.member, roles=self.roles, filters=programme.Filters(**asked), now=self.now)
        day = self.member.organisation.local(self.now).date()
        return self.sent(form.write(found), kind=form.media_type, name=f"programme-{day}.{name}")
