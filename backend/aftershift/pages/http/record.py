"""What I led, on paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aftershift.core import clock
from aftershift.pages import record
from aftershift.pages.http.views import page
from aftershift.pages.words import language_for
from aftershift.people.http.members import member_of


@require_safe
def print_record(request: HttpRequest) -> HttpResponse:
    """The signed-in member's own, in the language they chose for themselves and in English. Nobody else's has an address."""
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    chosen = request.GET.get("lang") or member.language
    tongue = language_for(chosen=chosen, accepted=request.headers.get("Accept-Language", ""))
    today = member.organisation.local(clock.now()).date()
    sheets = record.sheets_to_print(member=member, tongue=tongue, today=today)
    return page(request, "record", tongue=tongue, member=member, sheets=sheets)
