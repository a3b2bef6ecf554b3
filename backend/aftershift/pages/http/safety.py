"""A list to tick on paper, an emergency card to carry, and what an address at home is asked by e-mail."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe
from django_scopes import scope

from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.pages.http.views import not_found, page, tongue_of
from aftershift.people import selectors as people
from aftershift.people.http.members import member_of
from aftershift.safety import selectors
from aftershift.safety.errors import NothingToHear
from aftershift.safety.models import HomeContact
from aftershift.safety.selectors import home
from aftershift.safety.services import home as services


@require_safe
def print_checklist(request: HttpRequest, occurrence_id: UUID) -> HttpResponse:
    """The list of one date with boxes, and the version it came from: typed in later, it says which list was ticked."""
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    try:
        with scope(organisation=member.organisation_id):
            date = selectors.visible_occurrence(
                member=member, roles=people.roles_of(member), occurrence_id=occurrence_id
            )
            found = selectors.filled(occurrence=date)
    except (NotVisible, NotAllowed):
        return not_found(request)
    tongue, local = tongue_of(request), member.organisation.local
    parts = [
        (tongue.words[f"list_{phase}"], [line for line in found.lines if line.item.phase == phase])
        for phase in ("before", "day", "after")
    ]
    return page(
        request,
        "checklist",
        title=date.title,
        when=tongue.when(local(date.starts_at), local(date.ends_at)),
        place=date.meeting_place,
        versions=", ".join(f"{name} {version}" for name, version in found.versions.items()),
        parts=parts,
    )


@require_safe
def print_emergency_card(request: HttpRequest) -> HttpResponse:
    """Empty lines to write on: nothing of it is ever typed in or kept (DOMAIN 4.4)."""
    return page(request, "emergency_card")


@require_http_methods(["GET", "HEAD", "POST"])
def at_home(request: HttpRequest, token: str) -> HttpResponse:
    """What the link in a test message opens, and later the alert's. Reading it changes nothing; a button does."""
    try:
        contact = home.contact_of_link(token)
        with scope(organisation=contact.organisation_id):
            if request.method == "POST":
                contact = _pressed(request.POST.get("says", ""), token) or contact
            told = home.standing(occurrence=contact.occurrence)
    except NotVisible:
        return not_found(request)
    tongue, words = tongue_of(request), tongue_of(request).words
    date, local = contact.occurrence, contact.occurrence.organisation.local
    is_missed = told.heard_at is None and bool({"first", "second", "site"} & set(told.told)) and "over" not in told.told
    return page(
        request,
        "at_home",
        title=date.organisation.name,
        when=tongue.when(local(date.starts_at), local(date.ends_at)),
        state=contact.state,
        is_missed=is_missed,
        says=words["home_missed" if is_missed else f"home_{contact.state}"],
    )


def _pressed(says: str, token: str) -> HomeContact | None:
    now = clock.now()
    if says in ("yes", "no"):
        row = services.answer_by_link(token=token, says_yes=says == "yes", now=now)
    elif says == "heard":
        try:
            row = services.say_heard_by_link(token=token, now=now)
        except NothingToHear:
            return None
    else:
        return None
    return home.contact_of_link(home.link_token(row))
