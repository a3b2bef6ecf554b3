"""Due work is found by a query, claimed with a lease, and finished behind a fence (STACK 1.1)."""

import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

import structlog
from django.db import transaction

from aftershift.core.errors import LostClaim
from aftershift.core.models import Claim

LEASE = dt.timedelta(minutes=5)
GIVE_UP_AFTER = 12
_log = structlog.get_logger(__name__)


@transaction.atomic
def take(*, kind: str, subject_id: UUID, organisation_id: UUID | None, now: dt.datetime) -> int | None:
    """The number of this try, or None when somebody holds it, it waits for its next try, or it has been given up."""
    fresh = Claim(kind=kind, subject_id=subject_id, organisation_id=organisation_id, free_at=now + LEASE)
    Claim.objects.bulk_create([fresh], ignore_conflicts=True)
    row = Claim.objects.select_for_update(skip_locked=True).filter(kind=kind, subject_id=subject_id).first()
    if row is None:
        return None
    if row.pk == fresh.pk:
        return row.attempt
    if row.free_at > now or row.attempt >= GIVE_UP_AFTER:
        return None
    row.attempt += 1
    row.free_at = now + LEASE
    row.save(update_fields=["attempt", "free_at"])
    return row.attempt


@transaction.atomic
def finish(*, kind: str, subject_id: UUID, attempt: int) -> None:
    """Call in the same transaction as the effect. Raises LostClaim, which rolls the effect back."""
    if not Claim.objects.filter(kind=kind, subject_id=subject_id, attempt=attempt).delete()[0]:
        raise LostClaim


@transaction.atomic
def fail(*, kind: str, subject_id: UUID, attempt: int, error: str, now: dt.datetime) -> None:
    """Keep the error where an operator sees it; the next try comes after 2**attempt seconds, an hour at most."""
    wait = dt.timedelta(seconds=min(2**attempt, 3600))
    Claim.objects.filter(kind=kind, subject_id=subject_id, attempt=attempt).update(
        last_error=error[:2000], free_at=now + wait
    )


def work_through(
    *, kind: str, due: Iterable[tuple[UUID, UUID | None]], do: Callable[[UUID], object], now: dt.datetime
) -> int:
    """Do each due (subject, organisation) that can be claimed; returns how many were done. One failure stops no other."""
    done = 0
    for subject_id, organisation_id in due:
        attempt = take(kind=kind, subject_id=subject_id, organisation_id=organisation_id, now=now)
        if attempt is None:
            continue
        try:
            with transaction.atomic():
                do(subject_id)
                finish(kind=kind, subject_id=subject_id, attempt=attempt)
            done += 1
        except LostClaim:
            _log.info("claim_lost", kind=kind, subject=str(subject_id))
        except Exception as fault:
            _log.exception("work_failed", kind=kind, subject=str(subject_id), attempt=attempt)
            fail(kind=kind, subject_id=subject_id, attempt=attempt, error=repr(fault), now=now)
    return done
