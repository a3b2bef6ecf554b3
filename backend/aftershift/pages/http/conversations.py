"""The sheet that lies on the tables of a conversation: the question in big letters, how to go on, and where ideas go."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from aftershift.core.errors import NotVisible
from aftershift.pages import selectors
from aftershift.pages.http.views import drawing_of, not_found, page, tongue_of
from aftershift.people.http.members import member_of

HINTS = 4


@require_safe
def print_tables(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """For any member: nothing on it is anybody's."""
    member = member_of(request)
    if member is None:
        return redirect("/sign-in")
    try:
        found = selectors.table_sheet(member=member, conversation_id=conversation_id)
    except NotVisible:
        return not_found(request)
    tongue, link = tongue_of(request), f"{settings.PUBLIC_URL}/ideas"
    return page(
        request,
        "tables",
        question=found.question,
        language=found.language,
        place=found.place,
        when=tongue.when(found.starts, found.ends),
        way=tongue.words[f"table_{found.template}"],
        hints=[tongue.words[f"table_{found.template}_{number}"] for number in range(1, HINTS + 1)],
        link=link,
        qr=drawing_of(link, tongue.words["table_qr"]),
    )
