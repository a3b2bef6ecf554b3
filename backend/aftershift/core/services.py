"""One effect per Idempotency-Key (DESIGN 10), and shared counters of tries."""

import base64
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from cryptography.fernet import Fernet
from django.db import transaction

from aftershift.core import outcomes
from aftershift.core.errors import KeyReused, TooMany
from aftershift.core.models import Budget, Outcome


@dataclass(frozen=True)
class Made:
    """What an effect made: the row's id, and a secret that only this reply may show."""

    row_id: UUID
    secret: str | None = None


@dataclass(frozen=True)
class Done:
    status: int
    row_id: UUID
    secret: str | None
    replayed: bool


def _box(key: UUID) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"reply:" + key.bytes).digest()))


@transaction.atomic
def once(
    *,
    organisation_id: UUID,
    member_id: UUID,
    key: UUID,
    request: bytes,
    today: dt.date,
    status: int,
    effect: Callable[[], UUID | Made],
    expected: UUID | None = None,
) -> Done:
    """Run `effect` unless this key has run it before; effect and outcome commit together.

    request: method, path and canonical body; the same key with another request raises KeyReused.
    expected: the id of the row that `effect` makes, where that is settled beforehand: it is written with the key, and a
    statement is saved while others wait for what `effect` locks. An effect that finds another row may still return that one.
    A refusal raised by `effect` rolls the key back too, so a retry asks again.
    A twin under way waits on the unique index until the first commits, then gets its outcome.
    """
    fingerprint = hashlib.sha256(request).digest()
    mine = Outcome(
        organisation_id=organisation_id,
        member_id=member_id,
        key_hash=hashlib.sha256(key.bytes).digest(),
        fingerprint=fingerprint,
        made_date=today,
        status=status,
        row_id=expected,
    )
    if not outcomes.begin(mine):  # a twin under way is waited for here
        kept = Outcome.objects.get(organisation_id=organisation_id, member_id=member_id, key_hash=mine.key_hash)
        if bytes(kept.fingerprint) != fingerprint or kept.row_id is None:
            raise KeyReused
        secret = _box(key).decrypt(bytes(kept.sealed)).decode() if kept.sealed else None
        return Done(kept.status, kept.row_id, secret, replayed=True)
    made = effect()
    if isinstance(made, UUID):
        made = Made(made)
    sealed = _box(key).encrypt(made.secret.encode()) if made.secret is not None else None
    if made.row_id != expected or sealed is not None:
        outcomes.finish(mine, status=status, row_id=made.row_id, sealed=sealed)
    return Done(status, made.row_id, made.secret, replayed=False)


def spend(*, name: str, limit: int, window: dt.timedelta, now: dt.datetime) -> None:
    """Count one try against a budget that all processes share; raises TooMany, with Retry-After, when it is used up.

    The count commits by itself, so that a refusal that follows cannot undo it.
    """
    with transaction.atomic(durable=True):
        Budget.objects.bulk_create([Budget(name=name, window_starts_at=now, used=0)], ignore_conflicts=True)
        row = Budget.objects.select_for_update().get(pk=name)
        if now - row.window_starts_at >= window:
            row.window_starts_at, row.used = now, 0
        row.used += 1
        row.save(update_fields=["window_starts_at", "used"])
    if row.used > limit:
        wait = int((row.window_starts_at + window - now).total_seconds()) + 1
        raise TooMany(headers={"Retry-After": str(wait)}, wait_seconds=wait)
