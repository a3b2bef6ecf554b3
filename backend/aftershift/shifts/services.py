"""Writes. Each locks the member's row, changes what they told, and derives their free map in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.core.errors import FieldProblem
from aftershift.core.selectors import one
from aftershift.people.events import AgeCorrected
from aftershift.people.models import Member
from aftershift.shifts import counted, selectors
from aftershift.shifts.derived import free_map_fields
from aftershift.shifts.errors import NothingInRota, NothingToConfirm, RuleStays, TooManyBlocks
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
from aftershift.shifts.overlaps import BOTH, refuse_overlapping_cycle, refuse_overlapping_dates
from aftershift.shifts.reading.model import Reading
from aftershift.shifts.timefinder.kinds import GROUPS
from aftershift.shifts.timefinder.tokens import BadToken, read_cycle, read_day, token_of

TOLD_BACK, TOLD_AHEAD = dt.timedelta(weeks=4), dt.timedelta(days=400)  # dates that a member may change
LONGEST_BLOCK = dt.timedelta(days=31)
MOST_BLOCKS = 200
MOST_DAYS_KEPT = 1000
ONE_DAY = dt.timedelta(days=1)
DAY = 24 * 60


@transaction.atomic
def set_pattern(*, member: Member, days: Sequence[str], anchor_date: dt.date, now: dt.datetime) -> Pattern:
    """The member's cycle, whose first day was `anchor_date`. It takes the place of imported days from today on.

    The same pattern again counts as "still right". Raises FieldProblem for days that are no rota tokens or overlap, each
    other or a single day told before: that one stays, since it says more than a pattern does.
    """
    tokens = _tokens(days)
    _lock(member)
    today = _today(member, now)
    selectors.visible_imported_days(member=member).filter(date__gte=today).delete()
    selectors.visible_usual_finishes(member=member).delete()
    pattern, _ = Pattern.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id,
        member=member,
        defaults={"days": tokens, "anchor_date": anchor_date, "confirmed_date": today},
    )
    truth = selectors.truth_of(member)
    # What is over cannot be worked otherwise any more; yesterday's night may still reach into today.
    ahead = {date: "/days" for date in truth.changes if date >= today - ONE_DAY}
    refuse_overlapping_dates(ahead, truth, "Take the single day back first, or change the other one to fit.")
    _derive(member, now)
    return pattern


@transaction.atomic
def drop_pattern(*, member: Member, now: dt.datetime) -> None:
    """Forget the pattern; single days, imports and blocks stay."""
    _lock(member)
    selectors.visible_patterns(member=member).delete()
    _derive(member, now)


@transaction.atomic
def set_usual_finish(*, member: Member, finish: dt.time, weekdays: Sequence[int], now: dt.datetime) -> UsualFinish:
    """All that the member knows is when they usually finish; it takes the place of a pattern."""
    if not weekdays or any(day not in range(7) for day in weekdays):
        raise FieldProblem({"/weekdays": "Tick the days on which you usually work."})
    _lock(member)
    selectors.visible_patterns(member=member).delete()
    usual, _ = UsualFinish.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id,
        member=member,
        defaults={"time": finish, "weekdays": sorted(set(weekdays)), "confirmed_date": _today(member, now)},
    )
    _derive(member, now)
    return usual


@transaction.atomic
def drop_usual_finish(*, member: Member, now: dt.datetime) -> None:
    _lock(member)
    selectors.visible_usual_finishes(member=member).delete()
    _derive(member, now)


@transaction.atomic
def confirm(*, member: Member, now: dt.datetime) -> UUID:
    """ "Still right": pattern or usual finish hold for another 12 weeks. Raises NothingToConfirm. Returns the map's id."""
    _lock(member)
    today = _today(member, now)
    told = selectors.visible_patterns(member=member).update(confirmed_date=today)
    told += selectors.visible_usual_finishes(member=member).update(confirmed_date=today)
    if not told:
        raise NothingToConfirm
    _derive(member, now)
    return selectors.visible_free_maps(member=member).values_list("pk", flat=True).get()


@transaction.atomic
def change_day(
    *, member: Member, date: dt.date, shifts: Sequence[tuple[dt.time, dt.time]], now: dt.datetime
) -> DayChange:
    """What the member works on one date, whatever pattern or import say; no shifts means a day off."""
    _tell_days(member, {date: shifts}, (), {date: "/shifts"}, "/date", now)
    return selectors.visible_day_changes(member=member).get(date=date)


@transaction.atomic
def change_days(
    *,
    member: Member,
    days: Mapping[dt.date, Sequence[tuple[dt.time, dt.time]]],
    put_back: Sequence[dt.date] = (),
    now: dt.datetime,
) -> UUID | None:
    """What the member works on several dates, told at once, and dates whose change is taken back: all of it or nothing.

    Whoever gets shifts as they come tells a handful at a time, and together they may say what one by one could not:
    a night instead of an early, and the morning after it off. Returns the map's id; None when nothing is known any more.
    """
    pointers = {date: f"/days/{place}/shifts" for place, date in enumerate(days)}
    pointers |= {date: f"/put_back/{place}" for place, date in enumerate(put_back)}
    _tell_days(member, days, put_back, pointers, "/days", now)
    return selectors.visible_free_maps(member=member).values_list("pk", flat=True).first()


@transaction.atomic
def put_day_back(*, member: Member, date: dt.date, now: dt.datetime) -> None:
    """Take a change of one date back; asking twice changes nothing. Raises FieldProblem where what comes back overlaps."""
    _tell_days(member, {}, (date,), {date: "/date"}, "/date", now)


@transaction.atomic
def add_block(*, member: Member, starts: dt.datetime, ends: dt.datetime, now: dt.datetime) -> PrivateBlock:
    """A time that is not free, given in wall time (naive); no reason is asked or kept.

    A wall time that comes twice when the clock goes back is taken as the wider of the two.
    """
    zone = ZoneInfo(member.organisation.time_zone)
    starts_at = starts.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)
    ends_at = ends.replace(tzinfo=zone, fold=1).astimezone(dt.UTC)
    if not starts_at < ends_at <= starts_at + LONGEST_BLOCK:
        raise FieldProblem({"/end": "The end has to be after the start, at most a month later."})
    if not now - TOLD_BACK <= starts_at <= now + TOLD_AHEAD:
        raise FieldProblem({"/date": "Choose a day from four weeks back to a year ahead."})
    _lock(member)
    mine = selectors.visible_blocks(member=member)
    if same := mine.filter(starts_at=starts_at, ends_at=ends_at).first():
        return same
    if mine.filter(ends_at__gt=now).count() >= MOST_BLOCKS:
        raise TooManyBlocks
    block = PrivateBlock(organisation_id=member.organisation_id, member=member, starts_at=starts_at, ends_at=ends_at)
    block.save(force_insert=True)
    _derive(member, now)
    return block


@transaction.atomic
def remove_block(*, member: Member, block_id: UUID, now: dt.datetime) -> None:
    """Raises NotVisible for a block that is not there, or is somebody else's."""
    _lock(member)
    one(selectors.visible_blocks(member=member), block_id).delete()
    _derive(member, now)


@transaction.atomic
def correct_group(*, member: Member, group: str) -> OwnGroup:
    """The member's own word on their shift group; `unknown` is no answer."""
    if group not in GROUPS or group == "unknown":
        raise FieldProblem({"/group": "Choose one of the groups."})
    _lock(member)
    own, _ = OwnGroup.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id, member=member, defaults={"group": group}
    )
    return own


@transaction.atomic
def drop_group(*, member: Member) -> None:
    """Back to the group worked out from the member's shifts."""
    _lock(member)
    selectors.visible_own_groups(member=member).delete()


@transaction.atomic
def leave_rule_out(*, member: Member, rule: str, now: dt.datetime) -> RuleOff:
    """ "This rule is not for me", until it is taken back: only the member's own map follows. Twice changes nothing.

    Raises RuleStays for who is under 18.
    """
    if member.is_under_18:
        raise RuleStays
    _lock(member)
    off, _ = RuleOff.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id, member=member, rule=RuleOff.Rule(rule)
    )
    _derive(member, now)
    return off


@transaction.atomic
def take_rule_back(*, member: Member, rule: str, now: dt.datetime) -> None:
    """The rule holds for the member again; asking twice changes nothing."""
    _lock(member)
    selectors.visible_rules_off(member=member).filter(rule=rule).delete()
    _derive(member, now)


@transaction.atomic
def keep_draft(*, member: Member, reading: Reading, now: dt.datetime) -> RotaImport:
    """What a file said, for the member to look at. Changes nothing yet. Earlier drafts go."""
    if not reading.shifts and not reading.not_at_work:
        raise NothingInRota
    _lock(member)
    selectors.visible_rota_imports(member=member).filter(applied_at=None).delete()
    days: dict[dt.date, list[tuple[int, int]]] = {day: [] for day in reading.not_at_work}
    for shift in reading.shifts:
        start = shift.start.hour * 60 + shift.start.minute
        length = int((shift.end - shift.start).total_seconds()) // 60
        days.setdefault(shift.start.date(), []).append((start, start + min(length, DAY)))
    draft = RotaImport(
        organisation_id=member.organisation_id,
        member=member,
        made_at=now,
        first_date=min(days),
        last_date=max(days),
        days={date.isoformat(): token_of(_apart(pieces)) for date, pieces in sorted(days.items()) if pieces},
        not_at_work=[day.isoformat() for day in reading.not_at_work],
        warnings=[{"line": warned.line, "text": warned.text} for warned in reading.warnings],
    )
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def apply_import(*, member: Member, import_id: UUID, now: dt.datetime) -> RotaImport:
    """The draft becomes the truth for the dates from its first to its last; days it does not name are off.

    Applying it again, or the same file again, changes nothing.
    """
    _lock(member)
    draft = one(selectors.visible_rota_imports(member=member), import_id)
    if draft.applied_at is not None or draft.first_date is None or draft.last_date is None:
        return draft
    span = (draft.last_date - draft.first_date).days + 1
    dates = [draft.first_date + day * ONE_DAY for day in range(span)]
    told = {date: draft.days.get(date.isoformat(), "-") for date in dates}
    window = selectors.visible_imported_days(member=member).filter(date__range=(draft.first_date, draft.last_date))
    if dict(window.values_list("date", "token")) != told:
        window.delete()
        ImportedDay.objects.of(member.organisation_id).bulk_create(
            ImportedDay(organisation_id=member.organisation_id, member=member, date=date, token=token)
            for date, token in told.items()
        )
    draft.applied_at = now
    draft.save(update_fields=["applied_at"])
    selectors.visible_usual_finishes(member=member).delete()
    # Applied imports are not kept: their days are, and the draft's list would be a second copy.
    selectors.visible_rota_imports(member=member).exclude(pk=draft.pk).delete()
    _derive(member, now)
    return draft


@transaction.atomic
def roll(*, member: Member, now: dt.datetime) -> None:
    """Move a map forward with the days, and forget what is too old to matter. Safe to repeat."""
    _lock(member)
    old = _today(member, now) - TOLD_BACK
    selectors.visible_day_changes(member=member).filter(date__lt=old).delete()
    selectors.visible_imported_days(member=member).filter(date__lt=old).delete()
    selectors.visible_blocks(member=member).filter(ends_at__lt=now - TOLD_BACK).delete()
    selectors.visible_rota_imports(member=member).filter(made_at__lt=now - selectors.DRAFT_LIVES).delete()
    _derive(member, now)


@transaction.atomic
def erase(*, member: Member) -> None:
    """Everything a member told about their shifts goes, with their map."""
    for model in (Pattern, DayChange, RotaImport, ImportedDay, PrivateBlock, UsualFinish, OwnGroup, RuleOff, FreeMap):
        model._default_manager.filter(organisation_id=member.organisation_id, member=member).delete()
    counted.forget(member=member)


@transaction.atomic
def take_over(*, member: Member, other: Member, now: dt.datetime) -> None:
    """Both are one person: what `member` told stands, and the other's goes; if they told nothing, the other's is theirs."""
    _lock(member)
    told = (Pattern, DayChange, ImportedDay, PrivateBlock, UsualFinish)
    rows = [model._default_manager.filter(organisation_id=member.organisation_id) for model in told]
    if not any(found.filter(member=member).exists() for found in rows):
        for model in (*told, RotaImport, OwnGroup, RuleOff):
            theirs = model._default_manager.filter(organisation_id=member.organisation_id)
            if not theirs.filter(member=member).exists():
                theirs.filter(member=other).update(member=member)
    erase(member=other)
    _derive(member, now)


@transaction.atomic
def follow_age(event: AgeCorrected) -> None:
    """Who is under 18 rests longer and leaves no rule out: their map follows what they say of their age at once."""
    member = Member.objects.of(event.organisation_id).select_related("organisation").get(pk=event.member_id)
    _lock(member)
    _derive(member, event.at)


def _lock(member: Member) -> None:
    """Whoever changes a member's shifts holds the member's row: two phones must not derive from half of each other.

    Not a key lock: rows that point to the member may be written meanwhile, as by joining a date.
    """
    Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True).get(pk=member.pk)


def _today(member: Member, now: dt.datetime) -> dt.date:
    return member.organisation.local(now).date()


def _tell_days(
    member: Member,
    days: Mapping[dt.date, Sequence[tuple[dt.time, dt.time]]],
    put_back: Sequence[dt.date],
    pointers: Mapping[dt.date, str],
    pointer_of_dates: str,
    now: dt.datetime,
) -> None:
    """Raises FieldProblem for dates out of reach and for overlaps."""
    _lock(member)
    today = _today(member, now)
    if any(not today - TOLD_BACK <= date <= today + TOLD_AHEAD for date in days):
        raise FieldProblem({pointer_of_dates: "Choose a day from four weeks back to a year ahead."})
    told = {date: token_of([_piece(start, end) for start, end in shifts]) for date, shifts in days.items()}
    before = selectors.truth_of(member)
    changes = {date: token for date, token in before.changes.items() if date not in put_back} | told
    changed = {date: at for date, at in pointers.items() if before.changes.get(date) != changes.get(date)}
    way_out = BOTH if told else "Change or take back the other day first."
    refuse_overlapping_dates(changed, replace(before, changes=changes), way_out)
    selectors.visible_day_changes(member=member).filter(date__in=put_back).delete()
    for date, token in told.items():
        DayChange.objects.of(member.organisation_id).update_or_create(
            organisation_id=member.organisation_id,
            member=member,
            date=date,
            defaults={"token": token, "told_date": today},
        )
    _derive(member, now)


def _piece(start: dt.time, end: dt.time) -> tuple[int, int]:
    begins, ends = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    return begins, ends if ends > begins else ends + DAY


def _tokens(days: Sequence[str]) -> list[str]:
    for place, token in enumerate(days):
        try:
            read_day(token)
        except BadToken:
            raise FieldProblem(
                {f"/days/{place}": "This is not a shift like 07:00-15:00, nor - for a day off."}
            ) from None
    try:
        cycle = read_cycle(days)
    except ValueError:
        raise FieldProblem({"/days": "A pattern has 1 to 84 days."}) from None
    refuse_overlapping_cycle(cycle)
    return [token_of(pieces) for pieces in cycle]


def _apart(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Shifts of one date that overlap, joined: two calendars may name one shift twice."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(pieces)):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], min(max(end, joined[-1][1]), joined[-1][0] + DAY))
        else:
            joined.append((start, end))
    return joined[:4]


def _derive(member: Member, now: dt.datetime) -> None:
    """Work the free map out again. The caller holds the member's row."""
    truth = selectors.truth_of(member)
    mine = selectors.visible_free_maps(member=member)
    if truth.known_from is None or truth.known_until is None:
        mine.delete()
        return
    fields = free_map_fields(
        truth=truth,
        blocks=selectors.visible_blocks(member=member).values_list("starts_at", "ends_at"),
        rules_off=selectors.rules_off(member=member),
        young=member.is_under_18,
        zone_name=member.organisation.time_zone,
        today=_today(member, now),
    )
    FreeMap.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id, member=member, defaults=fields
    )
