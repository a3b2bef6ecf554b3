"""Due work is found by a query, claimed with a lease, and finished behind a fence (STACK 1.1)."""

import datetime as dt
from collections.abc import Callable, Iterable
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import F, Q

from aftershift.core import faults
from aftershift.core.errors import LostClaim
from aftershift.core.models import Claim

LEASE = dt.timedelta(minutes=5)
GIVE_UP_AFTER = 12
DIED = "WorkerDied"
# What nobody takes for a day after it is free is not due any more: what was due is found from the rows, not from claims.
NOT_DUE_AFTER = dt.timedelta(days=1)
KEPT_FOR = dt.timedelta(days=90)
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
    if row.free_at > now:
        return None
    if row.attempt >= row.gives_up_at:
        if row.failed_at is None:  # the last try ended with its worker, and nobody was left to say so
            row.failed_at, row.last_error = now, DIED
            row.save(update_fields=["failed_at", "last_error"])
        return None
    row.attempt += 1
    row.free_at, row.failed_at = now + LEASE, None
    row.save(update_fields=["attempt", "free_at", "failed_at"])
    return row.attempt


@transaction.atomic
def finish(*, kind: str, subject_id: UUID, attempt: int) -> None:
    """Call in the same transaction as the effect. Raises LostClaim, which rolls the effect back."""
    if not Claim.objects.filter(kind=kind, subject_id=subject_id, attempt=attempt).delete()[0]:
        raise LostClaim


@transaction.atomic
def fail(*, kind: str, subject_id: UUID, attempt: int, fault: BaseException | str, now: dt.datetime) -> None:
    """Keep class and place of the fault where they are seen; the next try comes after 2**attempt seconds, an hour at most.

    fault: or a word of ours, such as "HTTP 503", where nothing was raised.
    """
    wait = dt.timedelta(seconds=2 ** min(attempt, 12))
    Claim.objects.filter(kind=kind, subject_id=subject_id, attempt=attempt).update(
        last_error=fault if isinstance(fault, str) else f"{faults.kind_of(fault)} {faults.place_of(fault)}".strip(),
        failed_at=now,
        free_at=now + min(wait, dt.timedelta(hours=1)),
    )


@transaction.atomic
def try_again(*, claim_id: UUID, organisation_id: UUID, now: dt.datetime) -> bool:
    """What failed is free at once, and what was given up gets as many tries as at first; False where there is none.

    Asking twice is once: what is free already, or held by a worker, stays as it is.
    """
    rows = Claim.objects.filter(pk=claim_id, organisation_id=organisation_id)
    if (row := rows.select_for_update().first()) is None:
        return False
    if row.failed_at is not None:
        if row.attempt >= row.gives_up_at:
            row.gives_up_at = row.attempt + GIVE_UP_AFTER
        row.free_at = min(row.free_at, now)
        row.save(update_fields=["gives_up_at", "free_at"])
    return True


@transaction.atomic
def forget_old(*, now: dt.datetime) -> int:
    """Claims of what is not due any more, and after 90 days of what was given up."""
    over = Q(free_at__lt=now - NOT_DUE_AFTER, attempt__lt=F("gives_up_at")) | Q(free_at__lt=now - KEPT_FOR)
    return Claim.objects.filter(over, free_at__lt=now - NOT_DUE_AFTER).delete()[0]


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
            fail(kind=kind, subject_id=subject_id, attempt=attempt, fault=fault, now=now)
    return done
