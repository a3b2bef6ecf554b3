"""Work that is due. Each reads the clock, and goes organisation by organisation until nothing is left."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

import structlog
from django.conf import settings
from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.notifications import due
from aftershift.notifications.channels import Channel, Result, open_channels
from aftershift.notifications.channels.email import Email, email_of, post_all
from aftershift.notifications.models import Delivery
from aftershift.notifications.services import delivering, devices, exchanging, forgetting, letters

_log = structlog.get_logger(__name__)


def deliver_due() -> int:
    """Messages whose moment has come are decided upon and handed to the channels."""
    now = clock.now()
    with scopes_disabled():
        settling, handing = due.with_due_messages(now=now), due.with_free_deliveries(now=now)
    return _through(
        [(delivering.settle_due, organisation_id) for organisation_id in settling]
        + [(hand_over_due, organisation_id) for organisation_id in sorted({*settling, *handing})],
        now,
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


def send_letters() -> int:
    """Letters to addresses that belong to no member. Where e-mail is not set up they wait, and 90 days later they go."""
    if not Email().is_on():
        return 0
    now = clock.now()
    with scopes_disabled():
        organisations = due.with_free_letters(now=now)
    return _through([(send_letters_of, organisation_id) for organisation_id in organisations], now)


def send_letters_of(*, organisation_id: UUID, now: dt.datetime) -> int:
    """One batch: claimed, handed over outside any transaction, written down."""
    claimed = letters.take(organisation_id=organisation_id, now=now)
    if claimed.written:
        results = post_all({key: email_of(key, it.subject, it.parts, to=it.to) for key, it in claimed.written.items()})
        letters.record(organisation_id=organisation_id, claimed=claimed, results=results, now=now)
    return claimed.seen


def _handed(channel: Channel, claimed: delivering.Claimed) -> Mapping[UUID, Result]:
    """Whatever a channel raises is our own fault, and is tried again."""
    try:
        return channel.hand_over(claimed.parcels)
    except Exception as wrong:
        failed = Result(Delivery.State.TECHNICAL_FAILURE, type(wrong).__name__)
        return {parcel.bundle: failed for parcel in claimed.parcels}


def _through(steps: Iterable[tuple[Callable[..., int], UUID]], now: dt.datetime) -> int:
    """Each step batch after batch. One organisation's failure stops no other's messages, and is raised at the end."""
    done = 0
    failed: Exception | None = None
    for step, organisation_id in steps:
        with scope(organisation=organisation_id):
            try:
                while seen := step(organisation_id=organisation_id, now=now):
                    done += seen
            except Exception as fault:
                _log.exception("delivery_failed", step=step.__name__, organisation=str(organisation_id))
                failed = failed or fault
    if failed is not None:
        raise failed
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


def forget_old_messages() -> int:
    """Messages, deliveries and letters that are over for 90 days."""
    now = clock.now()
    with scopes_disabled():
        organisations = due.with_old_rows(before=now - forgetting.KEPT_FOR)
    return _through([(forgetting.forget_old, organisation_id) for organisation_id in organisations], now)
