"""Tokens of Apple's become tokens that Firebase takes. The worker does it: no request waits for Google."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from aftershift.core import claims
from aftershift.core.errors import LostClaim
from aftershift.core.models import Claim
from aftershift.notifications.models import Device
from aftershift.notifications.models.devices import sealed

KIND = "apple_token"
MOST = 100  # in one request: Google's own limit


@dataclass(frozen=True, slots=True)
class Taken:
    device_id: UUID
    attempt: int
    apple_token: str | None  # None: nobody can read it any more


@dataclass(frozen=True, slots=True)
class Exchanged:
    """token: what Firebase takes. Without one: Apple's token is none (`is_none`), or it is tried again, for `error`."""

    token: str | None = None
    is_none: bool = False
    error: str = ""


def take(*, now: dt.datetime) -> list[Taken]:
    """iPhones that wait for their exchange, claimed. The last seen come first."""
    not_now = Claim.objects.filter(Q(free_at__gt=now) | Q(attempt__gte=F("gives_up_at")), kind=KIND)
    waiting = Device.objects.filter(platform=Device.Platform.IOS, sealed_token="")
    waiting = waiting.exclude(pk__in=not_now.values("subject_id")).order_by("-seen_at", "-pk")
    tried = [
        (device, claims.take(kind=KIND, subject_id=device.pk, organisation_id=None, now=now))
        for device in waiting[:MOST]
    ]
    return [Taken(device.pk, attempt, device.apple_token) for device, attempt in tried if attempt is not None]


@transaction.atomic
def record(*, taken: Taken, said: Exchanged, now: dt.datetime) -> None:
    """What became of one. Whoever signed out meanwhile, or took longer than the claim, changes nothing."""
    if said.token is None and not said.is_none:
        claims.fail(kind=KIND, subject_id=taken.device_id, attempt=taken.attempt, fault=said.error, now=now)
        return
    # The device before the claim, as in `devices.register`.
    device = Device.objects.select_for_update(of=("self",)).filter(pk=taken.device_id).first()
    try:
        claims.finish(kind=KIND, subject_id=taken.device_id, attempt=taken.attempt)
    except LostClaim:
        return
    if device is None:
        return
    if said.token is None:
        device.delete()
        return
    device.sealed_token = sealed(said.token)
    device.save(update_fields=["sealed_token"])


@transaction.atomic
def try_anew(*, token_hash: str) -> None:
    """Its app was started again: what had been given up has all its tries again. The caller holds the device."""
    given_up = Claim.objects.filter(kind=KIND, attempt__gte=F("gives_up_at"))
    given_up.filter(subject_id__in=Device.objects.filter(token_hash=token_hash).values("pk")).delete()


@transaction.atomic
def forget_claims_of_gone() -> None:
    """A claim has no foreign key, so it outlives a device that was signed out while it waited."""
    Claim.objects.filter(kind=KIND).exclude(subject_id__in=Device.objects.values("pk")).delete()
