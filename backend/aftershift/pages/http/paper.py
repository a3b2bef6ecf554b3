"""Sign-up sheets and tickets to print, for people without a phone."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.pages import paper
from aftershift.pages.http.views import drawing_of, not_found, page, tongue_of
from aftershift.pages.paper import Paper
from aftershift.people.http.members import member_of
from aftershift.people.models import Member

HIDDEN = "\u2022\u2022\u2022\u2022-\u2022\u2022\u2022\u2022-"


@require_safe
def print_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """The sheet that hangs in the staff room: empty lines, whoever signs writes them."""

    def shown(found: Paper) -> dict[str, Any]:
        link = f"{settings.PUBLIC_URL}/a/{found.occurrence_id}"
        return {"link": link, "qr": drawing_of(link, tongue_of(request).words["sheet_qr"])}

    return _printed(
        request,
        "sheet",
        lambda member: paper.sheet_to_print(member=member, sheet_id=sheet_id, now=clock.now()),
        shown,
    )


@require_safe
def print_tickets(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """A ticket for everybody on one sheet, several to a page."""
    return _printed(
        request,
        "tickets",
        lambda member: paper.tickets_to_print(member=member, sheet_id=sheet_id, now=clock.now()),
        lambda found: _tickets(request, found),
    )


@require_safe
def print_own_ticket(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    return _printed(
        request,
        "tickets",
        lambda member: paper.own_ticket(member=member, occurrence_id=occurrence_id),
        lambda found: _tickets(request, found),
    )


def _printed(
    request: HttpRequest,
    template: str,
    read: Callable[[Member], Paper],
    shown: Callable[[Paper], dict[str, Any]],
) -> HttpResponse:
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    try:
        found = read(member)
    except (NotVisible, NotAllowed):
        return not_found(request)
    when = tongue_of(request).when(found.starts, found.ends)
    return page(request, template, paper=found, when=when, **shown(found))


def _tickets(request: HttpRequest, found: Paper) -> dict[str, Any]:
    words = tongue_of(request).words
    return {
        "tickets": [
            {
                "card": HIDDEN + ticket.card_end,
                "people": words["ticket_people"].format(count=ticket.people),
                "waits": words["ticket_waits"].format(position=ticket.position) if ticket.position else "",
            }
            for ticket in found.tickets
        ],
        "leads": ", ".join(found.leads),
    }
