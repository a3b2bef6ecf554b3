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
from django.db.models import Q

from aftershift.core.ids import new_id
from aftershift.notifications import kinds, selectors, timing
from aftershift.notifications.channels import Parcel, Result, open_channels
from aftershift.notifications.models import ON_AT_FIRST, Delivery, Message, Preference
from aftershift.notifications.services import digests, trying
from aftershift.people.models import Member
from aftershift.shifts.selectors import quiet_of

BATCH = 200
LEASE = dt.timedelta(minutes=5)

Outcome, State, Speed = Message.Outcome, Delivery.State, Message.Speed
EMAIL = Preference.Channel.EMAIL


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
    _bundle(organisation_id, leaving, when, now)
    Message.objects.bulk_update(locked, ["due_at", "settled_at", "outcome", "bundle", "digest"])
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


def _bundle(organisation_id: UUID, leaving: Mapping[UUID, Sequence[Message]], when: _Moments, now: dt.datetime) -> None:
    """By e-mail goes at once what cannot wait; the rest is in the letter of the day."""
    members = [rows[0].member for rows in leaving.values()]
    ways = {name: channel.reached(members) for name, channel in open_channels().items()} if members else {}
    wanted = selectors.wanted_of(organisation_id, leaving) if ways else {}
    made: list[Delivery] = []
    for_later: dict[UUID, list[Message]] = {}
    for member_id, rows in leaving.items():
        bundle = new_id()
        going = {
            name: [row for row in rows if _wants(wanted, row, name)]
            for name, reached in ways.items()
            if member_id in reached
        }
        if later := [row for row in going.get(EMAIL, ()) if row.speed == Speed.SET_TIME]:
            for_later[member_id] = later
            going[EMAIL] = [row for row in going[EMAIL] if row.speed != Speed.SET_TIME]
        at_once = {row.pk for of_channel in going.values() for row in of_channel}
        sent = at_once | {row.pk for row in later}
        for row in rows:
            row.settled_at, row.outcome = now, Outcome.SENT if row.pk in sent else Outcome.NOWHERE
            if row.pk in at_once:  # or it would count as brought with what fell together with it
                row.bundle = bundle
        made += [
            Delivery(
                organisation_id=organisation_id,
                member_id=member_id,
                bundle=bundle,
                channel=name,
                free_at=now,
                changed_at=now,
            )
            for name, of_channel in going.items()
            if of_channel
        ]
    if for_later:
        digests.put_in(organisation_id=organisation_id, rows=for_later, quiet=when.quiet, zone=when.zone, now=now)
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
    bundles = {row.bundle for row in rows}
    bundled = Message.objects.of(organisation_id).filter(Q(bundle__in=bundles) | Q(digest__in=bundles))
    everything = list(bundled.select_related("member__person", "member__organisation").order_by("made_at", "pk"))
    words = kinds.words_of(everything, now=now)
    wanted = selectors.wanted_of(organisation_id, {row.member_id for row in rows})
    messages: dict[UUID, list[Message]] = defaultdict(list)
    left_out: list[UUID] = []
    for message in everything:
        is_on = message.read_at is None and message.expires_at > now and _wants(wanted, message, channel)
        key = message.digest if channel == EMAIL and message.digest is not None else message.bundle
        if message.pk in words and is_on and message.member.left_at is None:
            messages[key].append(message)  # type: ignore[index]
        elif key == message.digest:
            left_out.append(message.pk)  # so that the letter does not count as having brought it
    when = _Moments(organisation_id, [row.member for row in rows], now)
    parcels: list[Parcel] = []
    for row in rows:
        told, row.changed_at = messages[row.bundle], now
        if not told:
            trying.drop(row, now=now)
            continue
        wait = _wakes_up(told, when)
        if wait > now:
            row.free_at = wait
            continue
        if trying.begin_try(row, lease=LEASE, now=now):
            ends = max(message.expires_at for message in told)
            is_digest = told[0].digest == row.bundle
            parcels.append(Parcel(row.bundle, row.member, [words[it.pk] for it in told], ends, is_digest))
    Delivery.objects.bulk_update(rows, ["state", "attempts", "last_error", "free_at", "changed_at"])
    if left_out:
        Message.objects.of(organisation_id).filter(pk__in=left_out).update(digest=None)
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
        trying.end_try(row, results.get(row.bundle), now=now)
    Delivery.objects.bulk_update(mine, ["state", "last_error", "changed_at", "free_at"])
