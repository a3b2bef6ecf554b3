"""Work that is due. Each reads the clock, and goes organisation by organisation until nothing is left."""

import datetime as dt
from collections.abc import Callable, Mapping
from uuid import UUID

import structlog
from django.conf import settings
from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.notifications import due
from aftershift.notifications.channels import Channel, Result, open_channels
from aftershift.notifications.models import Delivery
from aftershift.notifications.services import delivering, devices, exchanging

_log = structlog.get_logger(__name__)


def deliver_due() -> int:
    """Messages whose moment has come are decided upon and handed to the channels."""
    now = clock.now()
    with scopes_disabled():
        settling, handing = due.with_due_messages(now=now), due.with_free_deliveries(now=now)
    done = sum(_through(delivering.settle_due, organisation_id, now) for organisation_id in settling)
    return done + sum(
        _through(hand_over_due, organisation_id, now) for organisation_id in sorted({*settling, *handing})
    )


def hand_over_due(*, organisation_id: UUID, now: dt.datetime) -> int:
    """One batch on each channel that is open: claimed, handed over outside any transaction, written down."""
    taken = 0
    for name, channel in open_channels().items():
        claimed = delivering.take(organisation_id=organisation_id, channel=name, now=now)
        if claimed.parcels:
            results = _handed(channel, claimed)
            delivering.record(organisation_id=organisation_id, claimed=claimed, results=results, now=now)
        taken += claimed.seen
    return taken


def _handed(channel: Channel, claimed: delivering.Claimed) -> Mapping[UUID, Result]:
    """Whatever a channel raises is our own fault, and is tried again."""
    try:
        return channel.hand_over(claimed.parcels)
    except Exception as wrong:
        failed = Result(Delivery.State.TECHNICAL_FAILURE, type(wrong).__name__)
        return {parcel.bundle: failed for parcel in claimed.parcels}


def _through(step: Callable[..., int], organisation_id: UUID, now: dt.datetime) -> int:
    """Batch after batch. One organisation's failure stops no other's messages."""
    done = 0
    with scope(organisation=organisation_id):
        try:
            while seen := step(organisation_id=organisation_id, now=now):
                done += seen
        except Exception:
            _log.exception("delivery_failed", organisation=str(organisation_id))
    return done


def exchange_apple_tokens() -> int:
    """iPhones said their token of Apple's; Firebase takes its own only. One request, outside any transaction."""
    if not settings.PUSH_CREDENTIALS:
        return 0
    now = clock.now()
    taken = exchanging.take(now=now)
    readable = [one for one in taken if one.apple_token is not None]
    said = {one.device_id: exchanging.Exchanged(is_none=True) for one in taken}
    if readable:
        from aftershift.notifications.channels import apple  # 30 MB, in the worker only

        answers = apple.exchange([one.apple_token or "" for one in readable])
        said |= {one.device_id: answer for one, answer in zip(readable, answers, strict=True)}
    for one in taken:
        exchanging.record(taken=one, said=said[one.device_id], now=now)
    return len(taken)


def forget_silent_devices() -> int:
    """Phones and browsers whose app was not opened for a month."""
    return devices.forget_silent(now=clock.now())
