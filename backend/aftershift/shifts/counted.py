"""Whose maps the time finder counts: crowds of at least eight, which change by at least eight people at once.

Rounding alone hides nobody: the same question before and after one person told their shifts, or about two audiences
that differ by one person, would show that person's rota bit by bit. So figures are made of crowds of eight or more that
are in an audience as a whole or not at all, and a crowd takes up what its members told only when eight of them have
told something (decision 0009). Until then the map they had goes on counting.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.core.ids import new_id
from aftershift.core.small_numbers import SMALLEST_SHOWN
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.shifts.apart import OUTSIDE, Apart
from aftershift.shifts.models import CountedMap, FreeMap, OwnGroup

MAP_DAYS = 14 * 7
QUARTERS_A_DAY = 96
MINUTES_A_DAY = 24 * 60

# What a crowd has in common, from most to least: the shift group is given up last but for everything.
SHARED = (
    ("site_id", "team_id", "group"),
    ("site_id", "group"),
    ("team_id", "group"),
    ("group",),
    ("site_id", "team_id"),
    ("site_id",),
    ("team_id",),
    (),
)
SHARES = {"site": "site_id", "team": "team_id", "group": "group"}


@dataclass(frozen=True)
class Entry:
    """One member as they would count now."""

    member_id: UUID
    site_id: UUID | None
    team_id: UUID | None
    group: str
    first_date: dt.date
    known_until: dt.date
    on_site: bytes
    off_site: bytes
    shifts: bytes


Made = tuple[tuple[str, ...], list[Entry]]
Crowds = dict[UUID, list[CountedMap]]


def is_behind(*, organisation_id: UUID) -> bool:
    """Whether anybody's map changed since the crowds were last looked at. One statement."""
    return FreeMap.objects.of(organisation_id).filter(is_settled=False).exists()


@transaction.atomic
def settle(*, organisation_id: UUID, today: dt.date) -> None:
    """Let the organisation's crowds take up what may be taken up. Safe to repeat: a second time changes nothing."""
    _lock(organisation_id)
    entries = _entries(organisation_id, today)
    rows = list(CountedMap.objects.of(organisation_id))
    crowds: dict[UUID, list[CountedMap]] = defaultdict(list)
    for row in rows:
        crowds[row.crowd].append(row)
    over = [key for key, crowd in crowds.items() if all(row.known_until < today for row in crowd)]
    for key in over:
        del crowds[key]
    _delete(organisation_id, over)
    changed = {key: _parted(crowd, entries) for key, crowd in crowds.items()}
    behind = [key for key, (_, others) in changed.items() if len(others) >= SMALLEST_SHOWN]
    coarse = [key for key, (_, others) in changed.items() if not others and not _is_fine(crowds[key])]
    counted = {row.member_id for crowd in crowds.values() for row in crowd}
    waiting = [entry for member_id, entry in entries.items() if member_id not in counted]
    step = _next_step(crowds, entries, waiting, behind, coarse)
    _delete(organisation_id, [row.pk for row in step.leaving], by="pk")
    _count(organisation_id, step.made)
    leaving = {row.pk for row in step.leaving}
    _roll([row for kept, _ in changed.values() for row in kept if row.pk not in leaving], entries)
    FreeMap.objects.of(organisation_id).filter(is_settled=False).update(is_settled=True)


@dataclass(frozen=True)
class Step:
    """Rows that go, and the crowds that come."""

    leaving: list[CountedMap]
    made: list[Made]


def _next_step(
    crowds: Crowds, entries: dict[UUID, Entry], waiting: list[Entry], behind: list[UUID], coarse: list[UUID]
) -> Step:
    """The most that may be taken up at once: every crowd that is behind, else those of them that go together.

    Newcomers alone are always safe. Crowds that have little in common may find more in common with those who came.
    """

    def step(behind: list[UUID], again: list[UUID], as_they_are: list[UUID]) -> Step:
        return _step(crowds, entries, waiting, behind, again, as_they_are)

    best = step([], [], [])
    if not behind and len(waiting) < SMALLEST_SHOWN:
        return best
    for again in (coarse, []):
        if is_safe(crowds, entries, tried := step(behind, again, [])):
            return tried
    taken: list[UUID] = []
    staying: list[UUID] = []

    def take(keys: list[UUID]) -> Step | None:
        """Halved until each part goes with those taken before, alone at last, or staying together."""
        if is_safe(crowds, entries, tried := step([*taken, *keys], [], staying)):
            taken.extend(keys)
            return tried
        if len(keys) == 1:
            if is_safe(crowds, entries, tried := step(taken, [], [*staying, *keys])):
                staying.extend(keys)
                return tried
            return None
        halves = take(keys[: len(keys) // 2]), take(keys[len(keys) // 2 :])
        return halves[1] or halves[0]

    return (take(behind) if behind else None) or best


def _step(
    crowds: Crowds,
    entries: dict[UUID, Entry],
    waiting: list[Entry],
    behind: Iterable[UUID],
    again: Iterable[UUID],
    as_they_are: Iterable[UUID],
) -> Step:
    """behind: those who changed go to where they belong; again: all of a crowd do; as_they_are: they stay together."""

    def live(rows: Iterable[CountedMap]) -> list[Entry]:
        return [entry for row in rows if (entry := _entry_of(row, entries))]

    moving = [row for key in again for row in crowds[key]]
    for key in behind:
        kept, changed = _parted(crowds[key], entries)
        moving += changed if len(kept) >= SMALLEST_SHOWN else crowds[key]  # too few do not go on alone
    made = _crowds_of(waiting + live(moving))
    for key in as_they_are:
        moving += crowds[key]
        if len(mine := live(crowds[key])) >= SMALLEST_SHOWN:
            made.append((next(shared for shared in SHARED if _share(mine, shared)), mine))
    return Step(moving, made)


def _share(entries: Sequence[Entry], names: tuple[str, ...]) -> bool:
    return len({tuple(getattr(entry, name) for name in names) for entry in entries}) == 1


def is_safe(crowds: Crowds, entries: dict[UUID, Entry], step: Step) -> bool:
    """Whether the answers before and after, added and subtracted in any way, part off nobody or eight and more.

    And nobody who counted and has not changed falls out: once counted again, they could be told from those who did not.
    """
    place = {entry.member_id: number for number, (_, crowd) in enumerate(step.made) for entry in crowd}
    leaving = {row.pk for row in step.leaving}
    touched = {row.crowd for row in step.leaving}
    apart = Apart()
    came = set(place)
    for key in touched:
        for row in crowds[key]:
            entry = _entry_of(row, entries)
            if row.pk not in leaving:
                apart.stays(key, ("still", key))
            elif entry is None:
                apart.stays(key, OUTSIDE)
            elif _is_alike(row, entry):
                if entry.member_id not in place:
                    return False
                apart.stays(key, place[entry.member_id])
            elif entry.member_id in place:
                apart.changes(key, place[entry.member_id])
            else:
                apart.stays(key, OUTSIDE)
            came.discard(row.member_id)  # type: ignore[arg-type]
    for member_id in came:
        apart.stays(OUTSIDE, place[member_id])
    return not apart.is_under(SMALLEST_SHOWN)


@transaction.atomic
def crowds_of(*, organisation_id: UUID, members: Iterable[UUID]) -> set[UUID]:
    """The crowds that answer for members whom a higher app named, such as an idea's supporters.

    A crowd in which eight or more are named and eight or more are not becomes two, and stays two: who asks about
    another few people later finds either part whole. A crowd that cannot be parted so is in as a whole where most of it
    is named, and out where it is not. So these answers too are made of whole crowds, and put together with any other in
    any way they part off none of fewer than eight.
    """
    _lock(organisation_id)
    named = set(members)
    crowds: dict[UUID, list[CountedMap]] = defaultdict(list)
    for row in CountedMap.objects.of(organisation_id).only("crowd", "member_id").order_by("pk"):
        crowds[row.crowd].append(row)
    found: set[UUID] = set()
    parted: list[CountedMap] = []
    for crowd, rows in crowds.items():
        meant = [row for row in rows if row.member_id in named]
        others = len(rows) - len(meant)
        if len(meant) >= SMALLEST_SHOWN and others >= SMALLEST_SHOWN:
            part = new_id()
            for row in meant:
                row.crowd = part
            parted += meant
            found.add(part)
        elif len(meant) > others:
            found.add(crowd)
    CountedMap.objects.of(organisation_id).bulk_update(parted, ["crowd"], batch_size=500)
    return found


def rows_of(*, organisation_id: UUID, audience: str) -> QuerySet[CountedMap]:
    """The counted maps of `everyone`, or of `site:`, `team:` or `group:` and a key."""
    rows = CountedMap.objects.of(organisation_id)
    kind, _, key = audience.partition(":")
    if audience == "everyone":
        return rows
    return rows.filter(**{SHARES[kind]: key})


def counts_apart(*, organisation_id: UUID, audience: str) -> bool:
    """Whether some of a site, team or shift group count only in crowds that are not all of it: too few are like them."""
    kind, _, key = audience.partition(":")
    if kind not in SHARES:
        return False
    name = SHARES[kind]
    own = CountedMap.objects.of(organisation_id).filter(**{f"own_{name}": key})
    return own.filter(**{name: "" if kind == "group" else None}).exists()


@transaction.atomic
def forget(*, member: Member) -> None:
    """The name goes from what counts; the maps count on until their crowds change, so that nobody sees whose went."""
    CountedMap.objects.of(member.organisation_id).filter(member=member).update(member=None)


def _lock(organisation_id: UUID) -> None:
    # Not a key lock: rows that only point to the organisation may still be written.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def _entries(organisation_id: UUID, today: dt.date) -> dict[UUID, Entry]:
    corrected = dict(OwnGroup.objects.of(organisation_id).values_list("member_id", "group"))
    rows = (
        FreeMap.objects.of(organisation_id)
        .filter(member__left_at=None, known_until__gte=today)
        .order_by("pk")
        .values_list(
            "member_id",
            "member__site_id",
            "member__team_id",
            "group",
            "first_date",
            "known_until",
            "on_site",
            "off_site",
            "shifts",
        )
    )
    return {
        key: Entry(key, site, team, corrected.get(key, group), first, until, bytes(on), bytes(off), bytes(shifts))
        for key, site, team, group, first, until, on, off, shifts in rows
    }


def _parted(rows: Iterable[CountedMap], entries: dict[UUID, Entry]) -> tuple[list[CountedMap], list[CountedMap]]:
    """Rows that would count as they do, and those that would not."""
    kept: list[CountedMap] = []
    changed: list[CountedMap] = []
    for row in rows:
        (kept if _is_same(row, _entry_of(row, entries)) else changed).append(row)
    return kept, changed


def _entry_of(row: CountedMap, entries: dict[UUID, Entry]) -> Entry | None:
    return entries.get(row.member_id) if row.member_id else None


def _is_same(row: CountedMap, entry: Entry | None) -> bool:
    """Whether a member would count as they do, wherever both maps reach.

    Rolling forward with the days is no change, nor is confirming: nobody could hide behind those who only did that.
    """
    if entry is None:
        return False
    mine = (row.own_site_id, row.own_team_id, row.own_group)
    return mine == (entry.site_id, entry.team_id, entry.group) and _is_alike(row, entry)


def _is_alike(row: CountedMap, entry: Entry) -> bool:
    """Whether a map says the same as before of the days that both know, wherever its member counts."""
    mine = (bytes(row.on_site), bytes(row.off_site), bytes(row.shifts))
    theirs = (entry.on_site, entry.off_site, entry.shifts)
    if (row.first_date, row.known_until) == (entry.first_date, entry.known_until):
        return mine == theirs
    known = min(row.known_until, entry.known_until)
    return _clipped(mine, row.first_date, entry.first_date, known) == _clipped(
        theirs, entry.first_date, row.first_date, known
    )


def _clipped(maps: tuple[bytes, bytes, bytes], first: dt.date, other: dt.date, known: dt.date) -> list[list[list[int]]]:
    """The three packed lists of stretches, without what lies outside the days that both maps reach."""
    import numpy as np

    from aftershift.shifts.timefinder.zones import day_number

    low = max(first, other)
    high = max(low, min(min(first, other) + dt.timedelta(days=MAP_DAYS), known + dt.timedelta(days=1)))
    found = []
    for packed, kind in zip(maps, ("<u2", "<u2", "<i4"), strict=True):
        pairs = np.frombuffer(packed, dtype=kind).reshape(-1, 2).astype(np.int64)
        if kind == "<u2":
            pairs = pairs + (first - low).days * QUARTERS_A_DAY
            pairs = np.clip(pairs, 0, (high - low).days * QUARTERS_A_DAY)
            pairs = pairs[pairs[:, 1] > pairs[:, 0]]
        else:
            begins, ends = (day_number(date) * MINUTES_A_DAY for date in (low, high))
            pairs = pairs[(pairs[:, 0] >= begins) & (pairs[:, 0] < ends)]
        found.append(pairs.tolist())
    return found


def _is_fine(crowd: Sequence[CountedMap]) -> bool:
    """Whether a crowd has all in common that its members have."""
    row = crowd[0]
    shared = (row.site_id, row.team_id, row.group)
    return all((row.own_site_id, row.own_team_id, row.own_group) == shared for row in crowd)


def _crowds_of(entries: Sequence[Entry]) -> list[Made]:
    """Crowds of eight or more with as much in common as there is; fewer than eight may be left over and wait."""
    left = list(entries)
    found: list[Made] = []
    for shared in SHARED:
        alike: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
        for entry in left:
            alike[tuple(getattr(entry, name) for name in shared)].append(entry)
        crowds = [crowd for crowd in alike.values() if len(crowd) >= SMALLEST_SHOWN]
        found += [(shared, crowd) for crowd in crowds]
        taken = {entry.member_id for crowd in crowds for entry in crowd}
        left = [entry for entry in left if entry.member_id not in taken]
    return found


def _count(organisation_id: UUID, crowds: Iterable[Made]) -> None:
    made = []
    for shared, crowd in crowds:
        number = new_id()
        made += [
            CountedMap(
                organisation_id=organisation_id,
                member_id=entry.member_id,
                crowd=number,
                **{name: getattr(entry, name) for name in shared},
                own_site_id=entry.site_id,
                own_team_id=entry.team_id,
                own_group=entry.group,
                first_date=entry.first_date,
                known_until=entry.known_until,
                on_site=entry.on_site,
                off_site=entry.off_site,
                shifts=entry.shifts,
            )
            for entry in crowd
        ]
    CountedMap.objects.of(organisation_id).bulk_create(made, batch_size=500)


def _delete(organisation_id: UUID, keys: Sequence[UUID], *, by: str = "crowd") -> None:
    for first in range(0, len(keys), 500):
        CountedMap.objects.of(organisation_id).filter(**{f"{by}__in": keys[first : first + 500]}).delete()


ROLLS = ("first_date", "known_until", "on_site", "off_site", "shifts")


def _roll(rows: Iterable[CountedMap], entries: dict[UUID, Entry]) -> None:
    """Move unchanged maps forward with the days, and further ahead where eight or more of a crowd are known further."""
    unchanged = [(row, entry) for row in rows if (entry := _entry_of(row, entries))]
    further = Counter(row.crowd for row, entry in unchanged if entry.known_until != row.known_until)
    moved = []
    for row, entry in unchanged:
        is_further = entry.known_until != row.known_until
        if further[row.crowd] >= SMALLEST_SHOWN if is_further else entry.first_date != row.first_date:
            for name in ROLLS:
                setattr(row, name, getattr(entry, name))
            moved.append(row)
    if moved:
        CountedMap.objects.of(moved[0].organisation_id).bulk_update(moved, ROLLS, batch_size=200)
