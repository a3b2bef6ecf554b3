"""Letters to addresses that belong to no member: written with the change, handed over by the worker, tried again."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.notifications import letter_kinds
from aftershift.notifications.channels import Result
from aftershift.notifications.letter_kinds import Written
from aftershift.notifications.models import Letter
from aftershift.notifications.services import trying

BATCH = 100
LEASE = dt.timedelta(minutes=5)


@transaction.atomic
def write(
    *,
    organisation_id: UUID,
    kind: str,
    about: UUID,
    key: str,
    now: dt.datetime,
    expires_at: dt.datetime,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One letter per key however often it is said. Called inside the change's own transaction. facts: ids and plain marks."""
    row = Letter(
        organisation_id=organisation_id,
        kind=kind,
        about_id=about,
        facts=dict(facts or {}),
        key=f"{kind}:{key}",
        made_at=now,
        free_at=now,
        changed_at=now,
        expires_at=expires_at,
    )
    Letter.objects.bulk_create([row], ignore_conflicts=True)


@dataclass(frozen=True)
class ClaimedLetters:
    written: dict[UUID, Written]
    attempts: dict[UUID, int]
    seen: int


@transaction.atomic
def take(*, organisation_id: UUID, now: dt.datetime) -> ClaimedLetters:
    """Claim letters for a while, row by row (SKIP LOCKED). Whether each is still true is looked at again."""
    free = Letter.objects.of(organisation_id).filter(free_at__lte=now)
    rows = list(free.select_for_update(of=("self",), skip_locked=True).order_by("free_at", "pk")[:BATCH])
    words = letter_kinds.written(rows, now=now) if rows else {}
    going: dict[UUID, Written] = {}
    for row in rows:
        if row.pk not in words or row.expires_at <= now:
            trying.drop(row, now=now)
        elif trying.begin_try(row, lease=LEASE, now=now):
            going[row.pk] = words[row.pk]
    Letter.objects.bulk_update(rows, ["state", "attempts", "last_error", "free_at", "changed_at"])
    return ClaimedLetters(going, {row.pk: row.attempts for row in rows}, len(rows))


@transaction.atomic
def record(*, organisation_id: UUID, claimed: ClaimedLetters, results: Mapping[UUID, Result], now: dt.datetime) -> None:
    """What became of each. A worker whose time was over, and whose work another took, changes nothing."""
    rows = Letter.objects.of(organisation_id).filter(pk__in=claimed.written, state=Letter.State.SENDING)
    mine = [row for row in rows.select_for_update(of=("self",)) if claimed.attempts[row.pk] == row.attempts]
    for row in mine:
        trying.end_try(row, results.get(row.pk), now=now)
    Letter.objects.bulk_update(mine, ["state", "last_error", "changed_at", "free_at"])
