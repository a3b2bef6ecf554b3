"""Reads. A member sees their own shifts; everybody else gets answers that name nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet

from aftershift.core.prepared import Prepared, instance_of
from aftershift.people.models import Member
from aftershift.shifts.errors import RotaNotReadable
from aftershift.shifts.models import (
    DayChange,
    FreeMap,
    ImportedDay,
    OwnGroup,
    Pattern,
    PrivateBlock,
    RotaImport,
    RuleOff,
    UsualFinish,
)
from aftershift.shifts.timefinder.kinds import kind_of
from aftershift.shifts.timefinder.tokens import read_day
from aftershift.shifts.truth import ToldPattern, Truth

if TYPE_CHECKING:
    from aftershift.shifts.maps import Fit, OwnMap, Stretch
    from aftershift.shifts.reading.model import Reading

GUARD_LOOKS_AHEAD = dt.timedelta(days=4)
ROLLED_AT_ONCE = 500
DRAFT_LIVES = dt.timedelta(days=7)


# -- what a member told ------------------------------------------------------------------------------------------------


def visible_patterns(*, member: Member) -> QuerySet[Pattern]:
    return Pattern.objects.of(member.organisation_id).filter(member=member)


def visible_day_changes(*, member: Member) -> QuerySet[DayChange]:
    return DayChange.objects.of(member.organisation_id).filter(member=member)


def visible_imported_days(*, member: Member) -> QuerySet[ImportedDay]:
    return ImportedDay.objects.of(member.organisation_id).filter(member=member)


def visible_rota_imports(*, member: Member) -> QuerySet[RotaImport]:
    return RotaImport.objects.of(member.organisation_id).filter(member=member)


def visible_blocks(*, member: Member) -> QuerySet[PrivateBlock]:
    return PrivateBlock.objects.of(member.organisation_id).filter(member=member)


def visible_usual_finishes(*, member: Member) -> QuerySet[UsualFinish]:
    return UsualFinish.objects.of(member.organisation_id).filter(member=member)


def visible_own_groups(*, member: Member) -> QuerySet[OwnGroup]:
    return OwnGroup.objects.of(member.organisation_id).filter(member=member)


def visible_rules_off(*, member: Member) -> QuerySet[RuleOff]:
    return RuleOff.objects.of(member.organisation_id).filter(member=member)


def rules_off(*, member: Member) -> list[str]:
    """The rest rules that are not for this member, by their own word. One statement."""
    return list(visible_rules_off(member=member).order_by("rule").values_list("rule", flat=True))


def truth_of(member: Member) -> Truth:
    """All that the member told, put together. Four statements, however much it is."""
    pattern = visible_patterns(member=member).first()
    usual = visible_usual_finishes(member=member).first()
    changes = list(visible_day_changes(member=member).values_list("date", "token", "told_date"))
    imported = dict(visible_imported_days(member=member).values_list("date", "token"))
    return Truth(
        pattern=ToldPattern(tuple(pattern.days), pattern.anchor_date, pattern.confirmed_date) if pattern else None,
        changes={date: token for date, token, _ in changes},
        imported=imported,
        usual_finish=usual.time if usual else None,
        usual_weekdays=tuple(usual.weekdays) if usual else (),
        usual_confirmed=usual.confirmed_date if usual else None,
        first_told=min((told for _, _, told in changes), default=None),
        last_told=max((told for _, _, told in changes), default=None),
    )


@dataclass(frozen=True)
class WorkedShift:
    start: dt.time
    end: dt.time
    kind: str


@dataclass(frozen=True)
class OwnBlock:
    """A private block as it falls on one date, in wall time; 00:00 as an end is midnight."""

    id: UUID
    start: dt.time
    end: dt.time


@dataclass(frozen=True)
class Span:
    start: dt.time
    end: dt.time


@dataclass(frozen=True)
class OwnDay:
    """One date of a member's own week. `shifts` is empty on a day off, and when nothing is known of the date."""

    date: dt.date
    is_known: bool
    shifts: list[WorkedShift]
    is_changed: bool
    not_at_work: bool
    blocks: list[OwnBlock]
    free: list[Span]


@dataclass(frozen=True)
class OwnWeek:
    today: dt.date
    source: str
    pattern: ToldPattern | None
    usual: UsualFinish | None
    known_until: dt.date | None
    group: str
    group_is_corrected: bool
    ask_still_right: bool
    rules_off: list[str]
    days: list[OwnDay]


def week_of(*, member: Member, from_date: dt.date, days: int, now: dt.datetime) -> OwnWeek:
    """The member's own days, with what is free of each on site. Constant statements, whatever the length."""
    today = member.organisation.local(now).date()
    truth = truth_of(member)
    own = own_map(member=member)
    zone = ZoneInfo(member.organisation.time_zone)
    begins = _midnight(from_date, zone)
    ends = _midnight(from_date + dt.timedelta(days=days), zone)
    blocks = list(
        visible_blocks(member=member).filter(starts_at__lt=ends, ends_at__gt=begins).order_by("starts_at", "pk")
    )
    row = own.row if own else None
    corrected = visible_own_groups(member=member).values_list("group", flat=True).first()
    return OwnWeek(
        today=today,
        source=truth.source,
        pattern=truth.pattern,
        usual=visible_usual_finishes(member=member).first() if truth.source == "usual" else None,
        known_until=truth.known_until,
        group=corrected or (row.group if row else "unknown"),
        group_is_corrected=corrected is not None,
        ask_still_right=bool(row and row.asks_on <= today),
        rules_off=rules_off(member=member),
        days=[
            _own_day(from_date + dt.timedelta(days=day), truth, blocks, own.map if own else None, zone)
            for day in range(days)
        ],
    )


def _own_day(date: dt.date, truth: Truth, blocks: list[PrivateBlock], own: OwnMap | None, zone: ZoneInfo) -> OwnDay:
    begins, ends = _midnight(date, zone), _midnight(date + dt.timedelta(days=1), zone)
    token = truth.token_on(date)
    return OwnDay(
        date=date,
        is_known=token is not None,
        shifts=[WorkedShift(_wall(start), _wall(end), kind_of(start, end)) for start, end in truth.shifts_on(date)],
        is_changed=date in truth.changes,
        not_at_work=token == "-" and (date in truth.changes or date in truth.imported),
        blocks=[
            OwnBlock(block.pk, _local(max(block.starts_at, begins), zone), _local(min(block.ends_at, ends), zone))
            for block in blocks
            if block.starts_at < ends and block.ends_at > begins
        ],
        free=[Span(_local(a, zone), _local(b, zone)) for a, b in (own.free_on(date) if own else [])],
    )


# -- the map -----------------------------------------------------------------------------------------------------------


def visible_free_maps(*, member: Member) -> QuerySet[FreeMap]:
    """The member's own map. Others' maps are read only in a crowd (`shifts.crowds`)."""
    return FreeMap.objects.of(member.organisation_id).filter(member=member)


@dataclass(frozen=True)
class Own:
    """A member's map with the facts that Home shows beside it."""

    row: FreeMap
    map: OwnMap

    def ask_still_right(self, today: dt.date) -> bool:
        return self.row.asks_on <= today


def own_map(*, member: Member) -> Own | None:
    """The member's map, or None when no shifts were told. One statement."""
    found = _OWN_MAP.instances(organisation=member.organisation_id, member=member.pk)
    return Own(found[0], _opened(found[0], member)) if found else None


# The columns of the member's map, to read beside their session (`people.sessions.signed_in_telling`).
MAP_BESIDE = {
    f"map_{field.attname}": F(f"member__free_map__{field.attname}") for field in FreeMap._meta.concrete_fields
}
_OF_MAP = [name.removeprefix("map_") for name in MAP_BESIDE]


def own_map_beside(session: Any, *, member: Member) -> Own | None:
    """The same from a session that was read with MAP_BESIDE, which takes no statement; from any other it takes one."""
    if not hasattr(session, "map_id"):
        return own_map(member=member)
    if session.map_id is None:
        return None
    row = instance_of(FreeMap, _OF_MAP, [getattr(session, name) for name in MAP_BESIDE])
    return Own(row, _opened(row, member))


_OWN_MAP = Prepared(
    lambda values: visible_free_maps(member=Member(pk=values["member"], organisation_id=values["organisation"])),
    {"organisation": UUID, "member": UUID},
)


def _opened(row: FreeMap, member: Member) -> OwnMap:
    from aftershift.shifts.maps import OwnMap

    return OwnMap(
        first_date=row.first_date,
        known_from=row.known_from,
        known_until=row.known_until,
        on_site=bytes(row.on_site),
        off_site=bytes(row.off_site),
        shifts=bytes(row.shifts),
        blocks=bytes(row.blocks),
        rules_off=tuple(row.rules_off),
        young=member.is_under_18,
        zone_name=member.organisation.time_zone,
    )


def fits(*, member: Member, stretches: Sequence[tuple[dt.datetime, dt.datetime, bool]]) -> list[Fit]:
    """Whether each (starts_at, ends_at, is on site) fits around the member's shifts, and why. One statement."""
    return fits_in(own_map(member=member), stretches)


def fits_in(own: Own | None, stretches: Sequence[tuple[dt.datetime, dt.datetime, bool]]) -> list[Fit]:
    """The same for a map already read. No statement."""
    from aftershift.shifts.maps import UNKNOWN

    return own.map.fits(stretches) if own else [UNKNOWN] * len(stretches)


def quiet_times(*, member: Member, begins: dt.datetime, ends: dt.datetime, with_shifts: bool = False) -> list[Stretch]:
    """The member's guarded time between two instants, merged; `with_shifts` adds their shifts. One statement.

    An offer's clock runs outside these with shifts; a message waits for their end without.
    """
    from aftershift.shifts.maps import quiet_without_shifts

    own = own_map(member=member)
    if own is None:
        return quiet_without_shifts(member.organisation.time_zone, begins, ends)
    return own.map.quiet(begins, ends, with_shifts=with_shifts)


def quiet_of(
    *, members: Iterable[Member], begins: dt.datetime, ends: dt.datetime
) -> dict[UUID, tuple[list[Stretch], list[Stretch]]]:
    """Guarded time, and guarded time with shifts, of each of these members of one organisation. One statement."""
    from aftershift.shifts.maps import quiet_without_shifts

    wanted = {member.pk: member for member in members}
    if not wanted:
        return {}
    organisation_id = next(iter(wanted.values())).organisation_id
    rows = FreeMap.objects.of(organisation_id).filter(member_id__in=wanted)
    maps = {row.member_id: _opened(row, wanted[row.member_id]) for row in rows}
    found: dict[UUID, tuple[list[Stretch], list[Stretch]]] = {}
    untold: dict[str, list[Stretch]] = {}
    for pk, member in wanted.items():
        if pk in maps:
            mine = maps[pk]
            guarded, quiet = (mine.quiet(begins, ends, with_shifts=shifts) for shifts in (False, True))
            found[pk] = (guarded, quiet)
            continue
        zone_name = member.organisation.time_zone
        if zone_name not in untold:
            untold[zone_name] = quiet_without_shifts(zone_name, begins, ends)
        found[pk] = (untold[zone_name], untold[zone_name])
    return found


def guarded_until(*, member: Member, at: dt.datetime) -> dt.datetime | None:
    """When the guarded time ends in which `at` lies; None when the member may be told something now. One statement."""
    for begins, ends in quiet_times(member=member, begins=at, ends=at + GUARD_LOOKS_AHEAD):
        if begins <= at < ends:
            return ends
    return None


def shift_groups_in(*, organisation_id: UUID) -> dict[UUID, str]:
    """The shift group of every member of an organisation who told any shifts. Two statements, however many."""
    worked_out = dict(FreeMap.objects.of(organisation_id).values_list("member_id", "group"))
    return worked_out | dict(OwnGroup.objects.of(organisation_id).values_list("member_id", "group"))


def in_shift_group(*, organisation_id: UUID, group: str) -> Q:
    """Which members are of a shift group, `unknown` for those who told no shifts: for a filter of members."""
    corrected = OwnGroup.objects.of(organisation_id)
    worked_out = FreeMap.objects.of(organisation_id)
    if group == "unknown":
        return ~Q(pk__in=worked_out.values("member_id")) & ~Q(pk__in=corrected.values("member_id"))
    return Q(pk__in=corrected.filter(group=group).values("member_id")) | (
        Q(pk__in=worked_out.filter(group=group).values("member_id")) & ~Q(pk__in=corrected.values("member_id"))
    )


def shift_group_of(members: Iterable[Member]) -> dict[UUID, str]:
    """The shift group of each of these members of one organisation, `unknown` for who told no shifts. Two statements."""
    wanted = list(members)
    if not wanted:
        return {}
    known = shift_groups_in(organisation_id=wanted[0].organisation_id)
    return {member.pk: known.get(member.pk, "unknown") for member in wanted}


def read_upload(*, member: Member, data: bytes) -> Reading:
    """A calendar file, read in a limited child process: no transaction may be open meanwhile. Raises RotaNotReadable."""
    from aftershift.shifts.reading import limited
    from aftershift.shifts.reading.problems import CannotRead

    try:
        return limited.read_file(data, zone=member.organisation.time_zone)
    except CannotRead as wrong:
        raise RotaNotReadable(detail=str(wrong)) from None


# -- drafts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DraftShift:
    start: dt.datetime
    end: dt.datetime
    kind: str


@dataclass(frozen=True)
class Draft:
    """What a calendar file said, for the member to look at before it counts."""

    id: UUID
    is_applied: bool
    shifts: list[DraftShift]
    not_at_work: list[str]
    warnings: list[dict[str, Any]]
    check_start: dict[str, Any] | None
    question: str | None


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def draft_of(found: RotaImport, *, today: dt.date) -> Draft:
    """One shift, the next one if there is one, is asked about: files are often an hour or a day wrong (DOMAIN 2.5)."""
    shifts = [
        DraftShift(midnight + dt.timedelta(minutes=start), midnight + dt.timedelta(minutes=end), kind_of(start, end))
        for midnight, token in ((dt.datetime.fromisoformat(date), token) for date, token in sorted(found.days.items()))
        for start, end in read_day(token)
    ]
    coming = [shift for shift in shifts if shift.start.date() >= today] or shifts
    check, question = None, None
    if coming:
        starts = coming[0].start
        check = {"date": starts.date(), "start": starts.time()}
        question = f"Is this right: {WEEKDAYS[starts.weekday()]} you start at {starts:%H:%M}?"
    return Draft(found.pk, found.applied_at is not None, shifts, found.not_at_work, found.warnings, check, question)


def _midnight(date: dt.date, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def _local(at: dt.datetime, zone: ZoneInfo) -> dt.time:
    return at.astimezone(zone).time().replace(tzinfo=None)


def _wall(minute: int) -> dt.time:
    return dt.time(minute % (24 * 60) // 60, minute % 60)


def behind(*, now: dt.datetime) -> dict[UUID, UUID]:
    """member -> organisation for maps that begin before two weeks back and for drafts a week old."""
    oldest = now.astimezone(dt.UTC).date() - dt.timedelta(weeks=2)
    maps = FreeMap.objects.filter(first_date__lt=oldest).order_by("first_date", "pk")
    drafts = RotaImport.objects.filter(made_at__lt=now - DRAFT_LIVES).order_by("made_at", "pk")
    found: dict[UUID, UUID] = {}
    for rows in (maps, drafts):
        found |= dict(rows.values_list("member_id", "organisation_id")[:ROLLED_AT_ONCE])
    return found
