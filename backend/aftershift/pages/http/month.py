"""The month for the wall: what is on, day by day, with a code that opens the programme."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aftershift.core import clock
from aftershift.core.errors import NotVisible
from aftershift.pages import pictograms
from aftershift.pages.http.views import drawing_of, not_found, page, tongue_of
from aftershift.pages.selectors_month import month_sheet
from aftershift.people.http.members import member_of

# Months that can be asked for; outside them lies nothing, and dates have an end.
FIRST_YEAR, LAST_YEAR = 2020, 2200


@require_safe
def print_month(request: HttpRequest) -> HttpResponse:
    """For any member: `?month=2026-12`, else this month; `?site=` for one site."""
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    today = member.organisation.local(clock.now()).date()
    try:
        first = _first_day(request.GET.get("month") or f"{today:%Y-%m}")
        site_id = UUID(request.GET["site"]) if request.GET.get("site") else None
        found = month_sheet(member=member, first=first, site_id=site_id)
    except (ValueError, NotVisible):
        return not_found(request)
    tongue, link = tongue_of(request), f"{settings.PUBLIC_URL}/activities"
    days = []
    for day, dates in found.days:
        drawn = [{"date": date, "drawing": pictograms.of(date.kind)} for date in dates]
        days.append({"day": tongue.day(day), "dates": drawn})
    return page(
        request,
        "month",
        title=tongue.words["month_title"].format(month=tongue.month(first)),
        organisation=member.organisation,
        site=found.site,
        site_id=site_id,
        days=days,
        steps=[
            (f"{first - dt.timedelta(days=1):%Y-%m}", tongue.words["month_before"]),
            (f"{first + dt.timedelta(days=31):%Y-%m}", tongue.words["month_after"]),
        ],
        link=link,
        qr=drawing_of(link, tongue.words["month_qr"]),
    )


def _first_day(text: str) -> dt.date:
    first = dt.datetime.strptime(text[:10], "%Y-%m").date()
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise ValueError(text)
    return first
