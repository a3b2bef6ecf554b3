"""Who is signed in, for pages that Django renders. The API's views have MemberView."""

from typing import Any

from django.http import HttpRequest

from aftershift.people import sessions
from aftershift.people.models import Member


def member_of(request: HttpRequest) -> Member | None:
    """The signed-in member with their organisation, or None. The caller opens the scope of what it reads next."""
    session: Any = request.session
    if "_auth_user_id" not in session or session.row is None or not getattr(session.row.person, "is_active", False):
        return None
    member: Member | None = sessions.member_of(session)
    return member
