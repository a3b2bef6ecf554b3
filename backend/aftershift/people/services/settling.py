"""A member's own settings."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from aftershift.people.models import Member

MINE = frozenset({"called_name", "language", "is_under_18", "shows_name"})


@transaction.atomic
def change_settings(*, member: Member, changes: Mapping[str, Any]) -> Member:
    """Change what a member may say about themselves; nothing else can be named."""
    if unknown := set(changes) - MINE:
        raise TypeError(f"not a member's own setting: {sorted(unknown)}")
    locked = Member.objects.of(member.organisation_id).select_for_update(of=("self",)).get(pk=member.pk)
    for name, value in changes.items():
        setattr(locked, name, value)
        setattr(member, name, value)
    if changes:
        locked.save(update_fields=sorted(changes))
    return member
