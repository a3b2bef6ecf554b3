"""A member's own settings."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from aftershift.core.events import publish
from aftershift.people.events import AgeCorrected
from aftershift.people.models import Member

MINE = frozenset({"called_name", "language", "is_under_18", "shows_name"})


@transaction.atomic
def change_settings(*, member: Member, changes: Mapping[str, Any], now: dt.datetime) -> Member:
    """Change what a member may say about themselves; nothing else can be named."""
    if unknown := set(changes) - MINE:
        raise TypeError(f"not a member's own setting: {sorted(unknown)}")
    # Not a key lock: whoever joins something at this moment holds its date, which who corrects their age needs next.
    rows = Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True)
    locked = rows.get(pk=member.pk)
    was_under_18 = locked.is_under_18
    for name, value in changes.items():
        setattr(locked, name, value)
        setattr(member, name, value)
    if changes:
        locked.save(update_fields=sorted(changes))
    if locked.is_under_18 != was_under_18:
        publish(AgeCorrected(organisation_id=locked.organisation_id, member_id=locked.pk, at=now))
    return member
