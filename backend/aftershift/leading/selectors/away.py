"""Who is away today. For the choice of whom to ask: nobody is shown a list of it."""

import datetime as dt
from uuid import UUID

from aftershift.leading.models import Away
from aftershift.people.models import Member


def away_on(*, organisation_id: UUID, today: dt.date) -> frozenset[UUID]:
    """Members who are not there today. One statement."""
    rows = Away.objects.of(organisation_id).filter(until_date__gt=today)
    return frozenset(rows.values_list("member_id", flat=True))


def own_away(*, member: Member, today: dt.date) -> dt.date | None:
    """The day I said that I am back, while it is still to come."""
    rows = Away.objects.of(member.organisation_id).filter(member=member, until_date__gt=today)
    return rows.values_list("until_date", flat=True).first()
