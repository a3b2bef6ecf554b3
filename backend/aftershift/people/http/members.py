"""Who is signed in, for pages that Django renders. The API's views have MemberView."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django_scopes import scope

from aftershift.people.models import Member


def member_of(request: HttpRequest) -> Member | None:
    """The signed-in member with their organisation, or None. The caller opens the scope of what it reads next."""
    session: Any = request.session
    if "_auth_user_id" not in session or session.row is None or not session.get("organisation_id"):
        return None
    person = session.row.person
    if person is None or not person.is_active:
        return None
    organisation_id = UUID(session["organisation_id"])
    with scope(organisation=organisation_id):
        member = (
            Member.objects.of(organisation_id)
            .select_related("organisation", "person")
            .filter(pk=session["member_id"], person_id=person.pk, left_at=None)
            .first()
        )
    if member is not None:
        member.with_second_factor = bool(session.get("second_factor"))
    return member
