"""A phone says where it can be pushed to, and takes it back; silent and dead ones are forgotten."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from aftershift.core.errors import NotVisible
from aftershift.notifications.models import Device
from aftershift.notifications.models.devices import sealed
from aftershift.notifications.services import exchanging
from aftershift.people import codes
from aftershift.people.models import Session

# Who has not opened the app for a month is better told by e-mail or in person: the token is stale (RULE-54).
SILENT_AFTER = dt.timedelta(days=30)


@transaction.atomic
def register(*, session_id: UUID, token: str, platform: str, now: dt.datetime) -> None:
    """This token belongs to this session from now on, to no other, and is the only one of it.

    Said at every start of the app; twice is once. An iPhone's token is exchanged afterwards, by the worker; what was
    exchanged before stays. Raises NotVisible when the session ended meanwhile.
    """
    session = Session.objects.select_for_update(of=("self",)).filter(public_id=session_id).first()
    if session is None:
        raise NotVisible
    is_apples = platform == Device.Platform.IOS
    mine = Device(session=session, token_hash=codes.hashed(token), platform=platform, seen_at=now)
    box = "sealed_apple_token" if is_apples else "sealed_token"
    setattr(mine, box, sealed(token))
    theirs = Device.objects.filter(Q(session=session) | Q(token_hash=mine.token_hash))
    list(theirs.select_for_update(of=("self",)).order_by("pk"))  # in the order in which `note_handed_over` locks
    Device.objects.filter(session=session).exclude(token_hash=mine.token_hash).delete()
    if is_apples:
        exchanging.try_anew(token_hash=mine.token_hash)
    # One statement, so that two phones that name one token at once leave it with one of them.
    Device.objects.bulk_create(
        [mine],
        update_conflicts=True,
        unique_fields=["token_hash"],
        update_fields=["session", box, "platform", "seen_at"],
    )


@transaction.atomic
def unregister(*, session_id: UUID) -> None:
    """No more push to this phone. Twice is once."""
    Device.objects.filter(session__public_id=session_id).delete()


@transaction.atomic
def note_handed_over(*, received: Collection[tuple[UUID, UUID]], dead: Collection[UUID]) -> None:
    """After a batch: what each device got, as (device, bundle), and which tokens the push service knows no more."""
    bundles = dict(received)
    rows = list(Device.objects.select_for_update(of=("self",)).filter(pk__in=bundles).order_by("pk"))
    for row in rows:
        row.last_bundle = bundles[row.pk]
    Device.objects.bulk_update(rows, ["last_bundle"])
    Device.objects.filter(pk__in=dead).delete()


@transaction.atomic
def forget_silent(*, now: dt.datetime) -> int:
    """Devices whose app was not opened for a month."""
    exchanging.forget_claims_of_gone()
    return Device.objects.filter(seen_at__lt=now - SILENT_AFTER).delete()[0]
