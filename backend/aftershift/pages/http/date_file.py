"""A listed date as a calendar file, for a phone that opens a link without the app's sign-in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from aftershift.calendars import writing
from aftershift.core.errors import NotVisible
from aftershift.pages import selectors
from aftershift.pages.http.views import not_found, tongue_of


@require_safe
def date_file(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """What the open page of the date says, as the phone's calendar takes it in. No names, no sign-in."""
    try:
        found = selectors.open_date(occurrence_id=occurrence_id)
    except NotVisible:
        return not_found(request)
    body = writing.file_of([found], language=tongue_of(request).code)
    headers = {"Content-Disposition": 'attachment; filename="aftershift.ics"', "Cache-Control": "no-cache"}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)
