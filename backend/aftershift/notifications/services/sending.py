"""Saying that somebody is to be told something. The row commits with the change that it is about."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.notifications.models import Message
from aftershift.people.events import MemberLeft

KEPT_FOR = dt.timedelta(days=7)  # a message that nothing could deliver by then stays in the inbox
AT_ONCE = 500


@transaction.atomic
def send(
    *,
    organisation_id: UUID,
    members: Iterable[UUID],
    kind: str,
    about: UUID,
    key: str,
    speed: str,
    now: dt.datetime,
    facts: Mapping[str, Any] | None = None,
    starts_at: dt.datetime | None = None,
    expires_at: dt.datetime | None = None,
) -> None:
    """One message for each member, once per key however often it is said. Called inside the change's own transaction.

    Whoever did it is left out by the caller (RULE-55). facts: ids and plain marks, never words.
    """
    told = sorted(set(members))
    ends = expires_at or now + KEPT_FOR
    rows = [
        Message(
            organisation_id=organisation_id,
            member_id=member_id,
            kind=kind,
            about_id=about,
            facts=dict(facts or {}),
            key=f"{kind}:{key}",
            speed=speed,
            starts_at=starts_at,
            made_at=now,
            due_at=now,
            expires_at=ends,
        )
        for member_id in told
    ]
    Message.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


@transaction.atomic
def tell_leaver_nothing(event: MemberLeft) -> None:
    """Whoever left is told nothing more (Q-S6). Delivery looks again as well."""
    waiting = Message.objects.of(event.organisation_id).filter(member_id=event.member_id, settled_at=None)
    waiting.update(settled_at=event.at, outcome=Message.Outcome.LEFT)
