"""An organiser asks that what failed is tried once more."""

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.core import claims
from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.notifications import policies
from aftershift.notifications.models import Delivery, Letter
from aftershift.notifications.services import trying
from aftershift.people.models import Member


@transaction.atomic
def try_again(*, member: Member, roles: Collection[str], item_id: UUID, now: dt.datetime) -> UUID:
    """A delivery, a letter or a piece of a task is free for the next worker, which looks again at whether it is true.

    Twice is once, and what went well meanwhile stays as it is. Raises NotAllowed, and NotVisible for what is not there.
    """
    require(policies.MAY, "work.retry", roles)
    at = member.organisation_id
    tried: tuple[QuerySet[Any], ...] = (Delivery.objects.of(at), Letter.objects.of(at))
    for rows in tried:
        if (row := rows.select_for_update(of=("self",)).filter(pk=item_id).first()) is not None:
            trying.try_again(row=row, now=now)
            return item_id
    if not claims.try_again(claim_id=item_id, organisation_id=at, now=now):
        raise NotVisible
    return item_id
