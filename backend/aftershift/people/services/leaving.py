"""Leaving means gone (Q-S6); being forgotten means erased everywhere (DESIGN 3, seam 5)."""

import datetime as dt
from typing import Any

from django.db import transaction

from aftershift.core.events import publish
from aftershift.core.models import Outcome
from aftershift.people.events import MemberErased, MemberLeft
from aftershift.people.models import Card, Member, Person
from aftershift.people.registry import registered
from aftershift.people.services import sessions


@transaction.atomic
def leave(*, member: Member, now: dt.datetime) -> None:
    """Sessions end now, listeners free places and end feeds. Twice is once."""
    # Not a key lock: whoever holds a row that is erased next may have to write one that points to this member first.
    rows = Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True)
    locked = rows.get(pk=member.pk)
    if locked.left_at is not None:
        return
    locked.left_at = member.left_at = now
    locked.save(update_fields=["left_at"])
    sessions.end_all_sessions(member_id=locked.pk)
    publish(MemberLeft(organisation_id=locked.organisation_id, member_id=locked.pk, at=now))


@transaction.atomic
def forget_member(*, member: Member, now: dt.datetime) -> None:
    """Leave, erase what every app keeps about this member, then the member, and the person if nothing else is theirs.

    Apps erase from the top down, so that what points to a lower row goes first.
    """
    leave(member=member, now=now)
    for data in reversed(list(registered.values())):
        data.erase(member, now)
    publish(MemberErased(organisation_id=member.organisation_id, member_id=member.pk, at=now))
    person_id, member_id = member.person_id, member.pk
    Outcome.objects.filter(organisation_id=member.organisation_id, member_id=member_id).delete()
    Card.objects.filter(member_id=member_id).delete()
    Member.objects.of(member.organisation_id).filter(pk=member_id).delete()
    # Other organisations' members are out of this scope: the database answers, through the person's key alone.
    if not Member._base_manager.filter(person_id=person_id).exists():
        Person.objects.filter(pk=person_id).delete()


def export_member(*, member: Member) -> dict[str, Any]:
    """Everything kept about this member, by app, ready for JSON."""
    return {label: data.export(member) for label, data in registered.items()}
