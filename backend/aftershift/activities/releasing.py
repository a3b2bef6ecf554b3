"""The release check: nobody is asked to join before there is something to join (GM-04).

*Can be joined today* means: a date of the programme that is published, has not begun, begins within four weeks, and has
a free place. Waiting lists do not count, "just us" does not, and a planned date does not until its list is done.
What the check looks at is read and not locked: a poster made in the second in which the last place goes is what the
desk's list of things to do is there for.
"""

import datetime as dt
from uuid import UUID

from django.db.models import F, QuerySet

from aftershift.activities.errors import NothingToJoin
from aftershift.activities.models import Occurrence
from aftershift.people.events import InvitationGoingOut

LOOKS_AHEAD = dt.timedelta(days=28)  # as far as Home looks for what fits


def can_be_joined_today(*, organisation_id: UUID, now: dt.datetime) -> QuerySet[Occurrence]:
    """Soonest first."""
    return (
        Occurrence.objects.of(organisation_id)
        .filter(
            activity__is_programme=True,
            state=Occurrence.State.PUBLISHED,
            starts_at__gt=now,
            starts_at__lte=now + LOOKS_AHEAD,
            places__gt=F("taken") + F("held"),
        )
        .order_by("starts_at", "pk")
    )


def refuse_empty_invitation(event: InvitationGoingOut) -> None:
    """A listener, so that `people` need not know what an activity is. Raises NothingToJoin."""
    if not can_be_joined_today(organisation_id=event.organisation_id, now=event.at).exists():
        raise NothingToJoin
