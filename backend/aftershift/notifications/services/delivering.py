"""From due messages to what a channel brought: decided, handed over outside any transaction, written down.

Each step is claimed row by row (SKIP LOCKED) and may be done by any number of workers. A worker killed between handing
over and writing down leaves a delivery that says `sending`; it is handed over again with the same bundle, by which the
receiver knows a repeat.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.core.ids import new_id
from aftershift.notifications import kinds, selectors, timing
from aftershift.notifications.channels import Parcel, Result, open_channels
from aftershift.notifications.models import ON_AT_FIRST, Delivery, Message, Preference
from aftershift.people.models import Member
from aftershift.shifts.selectors import quiet_of

BATCH = 200
LEASE = dt.timedelta(minutes=5)
MOST_TRIES = 5
LONGEST_WAIT = dt.timedelta(hours=1)

Outcome, State, Speed = Message.Outcome, Delivery.State, Message.Speed
FAILED = (State.TEMPORARY_FAILURE, State.TECHNICAL_FAILURE)


@transaction.atomic
def settle_due(*, organisation_id: UUID, now: dt.datetime) -> int:
    """Decide about one batch of due messages: later, no more, or now and on which channels. Returns how many it saw.

    What is due for one member at one moment becomes one bundle (RULE-53). The number of statements does not depend on
    how many messages there are.
    """
    rows = Message.objects.of(organisation_id).filter(settled_at=None, due_at__lte=now)
    locked = list(
        rows.select_for_update(of=("self",), skip_locked=True)
        .select_related("member__person", "member__organisation")
        .order_by("member_id", "pk")[:BATCH]  # what one member is told belongs together
    )
    if not locked:
        return 0
    going = _still_wanted(locked, now)
    when = _Moments(organisation_id, [row.member for row in going], now)
    leaving: dict[UUID, list[Message]] = defaultdict(list)
    for row in going:
        at = when.of(row)
        if at <= now:
            leaving[row.member_id].append(row)
        elif at >= row.expires_at:
            row.settled_at, row.outcome = now, Outcome.EXPIRED
        else:
            row.due_at = at
    _bundle(organisation_id, leaving, now)
    Message.objects.bulk_update(locked, ["due_at", "settled_at", "outcome", "bundle"])
    return len(locked)


def _still_wanted(rows: Sequence[Message], now: dt.datetime) -> list[Message]:
    """Those that are to go on; the others are settled in place."""
    words = kinds.words_of(rows, now=now)
    going: list[Message] = []
    for row in rows:
        outcome = (
            Outcome.LEFT
            if row.member.left_at is not None
            else Outcome.EXPIRED
            if row.expires_at <= now
            else Outcome.READ
            if row.read_at is not None
            else Outcome.NOT_TRUE
            if row.pk not in words
            else None
        )
        if outcome is None:
            going.append(row)
        else:
            row.settled_at, row.outcome = now, outcome
    return going


class _Moments:
    """When each message of a batch may go out. Two statements: free maps, and what was told today."""

    def __init__(self, organisation_id: UUID, members: Sequence[Member], now: dt.datetime) -> None:
        self.now = now
        self.quiet = quiet_of(members=members, begins=now - timing.LOOKS_BACK, ends=now + timing.LOOKS_AHEAD)
        self.zone = ZoneInfo(members[0].organisation.time_zone) if members else ZoneInfo("UTC")
        midnight = dt.datetime.combine(now.astimezone(self.zone).date(), dt.time(), self.zone)
        told = Message.objects.of(organisation_id).filter(
            member_id__in=self.quiet,
            speed=Speed.SET_TIME,
            outcome=Outcome.SENT,
            settled_at__gte=midnight,
            settled_at__lt=now,
        )
        self.today: dict[UUID, list[dt.datetime]] = defaultdict(list)
        for member_id, at in told.values_list("member_id", "settled_at").distinct():
            self.today[member_id] += [at] if at else []

    def of(self, row: Message) -> dt.datetime:
        guarded, quiet = self.quiet[row.member_id]
        return timing.moment_of(
            speed=row.speed,
            starts_at=row.starts_at,
            now=self.now,
            guarded=guarded,
            quiet=quiet,
            zone=self.zone,
            told=self.today[row.member_id],
        )


def _bundle(organisation_id: UUID, leaving: Mapping[UUID, Sequence[Message]], now: dt.datetime) -> None:
    members = [rows[0].member for rows in leaving.values()]
    ways = {name: channel.reached(members) for name, channel in open_channels().items()} if members else {}
    wanted = selectors.wanted_of(organisation_id, leaving) if ways else {}
    made: list[Delivery] = []
    for member_id, rows in leaving.items():
        bundle = new_id()
        channels = [
            name
            for name, reached in ways.items()
            if member_id in reached and any(_wants(wanted, row, name) for row in rows)
        ]
        for row in rows:
            goes = any(_wants(wanted, row, name) for name in channels)
            row.settled_at, row.outcome, row.bundle = now, Outcome.SENT if goes else Outcome.NOWHERE, bundle
        made += [
            Delivery(
                organisation_id=organisation_id,
                member_id=member_id,
                bundle=bundle,
                channel=name,
                free_at=now,
                changed_at=now,
            )
            for name in channels
        ]
    Delivery.objects.bulk_create(made)


def _wants(wanted: Mapping[tuple[UUID, str, str], bool], row: Message, channel: str) -> bool:
    return wanted.get((row.member_id, row.kind, channel), ON_AT_FIRST[Preference.Channel(channel)])


@dataclass(frozen=True)
class Claimed:
    parcels: list[Parcel]
    attempts: dict[UUID, int]  # by bundle: the number of this try, behind which the result is written
    channel: str
    seen: int


@transaction.atomic
def take(*, organisation_id: UUID, channel: str, now: dt.datetime) -> Claimed:
    """Claim deliveries of one channel for a while. Everything is looked at again: facts, wishes, and whether they sleep.

    A try that failed while they were awake does not wake them later (Q-R10).
    """
    free = Delivery.objects.of(organisation_id).filter(channel=channel, free_at__lte=now)
    rows = list(
        free.select_for_update(of=("self",), skip_locked=True)
        .select_related("member__person", "member__organisation")
        .order_by("free_at", "pk")[:BATCH]
    )
    if not rows:
        return Claimed([], {}, channel, 0)
    messages: dict[UUID, list[Message]] = defaultdict(list)
    bundled = Message.objects.of(organisation_id).filter(bundle__in=[row.bundle for row in rows])
    everything = list(bundled.select_related("member__person", "member__organisation").order_by("made_at", "pk"))
    words = kinds.words_of(everything, now=now)
    wanted = selectors.wanted_of(organisation_id, {row.member_id for row in rows})
    for message in everything:
        is_on = message.read_at is None and message.expires_at > now and _wants(wanted, message, channel)
        if message.pk in words and is_on and message.member.left_at is None:
            messages[message.bundle].append(message)  # type: ignore[index]
    when = _Moments(organisation_id, [row.member for row in rows], now)
    parcels: list[Parcel] = []
    for row in rows:
        told, row.changed_at = messages[row.bundle], now
        if not told:
            row.state, row.free_at = State.DROPPED, None
            continue
        wait = _wakes_up(told, when)
        if wait > now:
            row.free_at = wait
            continue
        row.state, row.attempts, row.free_at = State.SENDING, row.attempts + 1, now + LEASE
        ends = max(message.expires_at for message in told)
        parcels.append(Parcel(row.bundle, row.member, [words[message.pk] for message in told], ends))
    Delivery.objects.bulk_update(rows, ["state", "attempts", "free_at", "changed_at"])
    return Claimed(parcels, {row.bundle: row.attempts for row in rows}, channel, len(rows))


def _wakes_up(told: Iterable[Message], when: _Moments) -> dt.datetime:
    """The first moment at which one of them may be told; at a set time the bundle has been already, so only sleep counts."""
    found: list[dt.datetime] = []
    for row in told:
        guarded, quiet = when.quiet[row.member_id]
        stretches = quiet if row.speed == Speed.SET_TIME else guarded
        speed = row.speed if row.speed == Speed.URGENT else Speed.TODAY
        found.append(
            timing.moment_of(
                speed=speed, starts_at=row.starts_at, now=when.now, guarded=stretches, quiet=quiet, zone=when.zone
            )
        )
    return min(found)


@transaction.atomic
def record(*, organisation_id: UUID, claimed: Claimed, results: Mapping[UUID, Result], now: dt.datetime) -> None:
    """What became of each. A worker whose time was over, and whose work another took, changes nothing."""
    rows = Delivery.objects.of(organisation_id).filter(
        channel=claimed.channel, bundle__in=[parcel.bundle for parcel in claimed.parcels], state=State.SENDING
    )
    mine = [row for row in rows.select_for_update(of=("self",)) if claimed.attempts[row.bundle] == row.attempts]
    for row in mine:
        result = results.get(row.bundle, Result(State.TECHNICAL_FAILURE, "NoResult"))
        row.state, row.last_error, row.changed_at = result.state, result.error[:80], now
        row.free_at = None
        if result.state in FAILED and row.attempts < MOST_TRIES:
            wait = min(dt.timedelta(seconds=15 * 4 ** (row.attempts - 1)), LONGEST_WAIT)
            row.free_at = now + max(wait, result.retry_after or wait)
    Delivery.objects.bulk_update(mine, ["state", "last_error", "changed_at", "free_at"])
