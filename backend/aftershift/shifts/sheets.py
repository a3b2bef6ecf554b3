"""Rota sheets that a lead fills in with staff present: read, shown to the one who sent it, applied all or nothing.

What RULE-28 asks of it. The uploader hears back only what they typed, and per line whether it can be used; never
what a member told before, nor whether the sheet changed anything for them, for that would let a lead guess at
somebody's shifts line by line. A member's own word stands above a sheet. Who cannot be told apart and who is not
here get the same words, and a sheet with many such lines is refused without saying which.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.organisations.models import Organisation
from aftershift.people import codes
from aftershift.people.limits import DAY, Limit
from aftershift.people.models import Card, Member
from aftershift.people.selectors import visible_members
from aftershift.shifts.derived import free_map_fields
from aftershift.shifts.errors import SheetHasErrors, SheetNotReadable, SheetOutOfDate, TooManyUnknown
from aftershift.shifts.models import (
    DayChange,
    FreeMap,
    GivenPattern,
    ImportedDay,
    Pattern,
    PrivateBlock,
    RotaSheet,
    RuleOff,
    UsualFinish,
)
from aftershift.shifts.overlaps import refuse_overlapping_cycle
from aftershift.shifts.policies import MAY
from aftershift.shifts.reading.sheet import Sheet, SheetProblem, SheetRow
from aftershift.shifts.selectors import DRAFT_LIVES
from aftershift.shifts.timefinder.tokens import token_of
from aftershift.shifts.truth import ToldPattern, Truth

UPLOADS = Limit("rota-sheet", 30, DAY)  # each member
MOST_UNKNOWN = 20
SHOWN = 200  # lines of a preview; every line that is wrong is named beside them
AT_ONCE = 500  # members locked and written in one step of the transaction
APPLIED_LIVES = dt.timedelta(days=365)
WHO = "we cannot tell who this is. Write the code of their card in place of the name"


# -- reads -------------------------------------------------------------------------------------------------------------


def visible_rota_sheets(*, member: Member) -> QuerySet[RotaSheet]:
    """A sheet is seen by who sent it, and by nobody else."""
    return RotaSheet.objects.of(member.organisation_id).filter(member=member)


def given_date(*, member: Member, pattern: ToldPattern | None) -> dt.date | None:
    """When a sheet gave the member the pattern they have; None when it is their own word. At most one statement."""
    if pattern is None:
        return None
    given = GivenPattern.objects.of(member.organisation_id).filter(member=member, holds=True).first()
    if given is None or (tuple(given.days), given.anchor_date) != (tuple(pattern.tokens), pattern.anchor):
        return None
    return given.given_date


def read_sheet_upload(*, member: Member, roles: Collection[str], data: bytes, now: dt.datetime) -> Sheet:
    """A sheet, read in a limited child process: no transaction may be open meanwhile.

    Raises NotAllowed, TooMany (a sheet tells whether names are here, so it may not be asked without end), and
    SheetNotReadable.
    """
    from aftershift.shifts.reading import limited
    from aftershift.shifts.reading.problems import CannotRead

    require(MAY, "rota_sheet.give", roles)
    UPLOADS.take(str(member.pk), now=now)
    try:
        return limited.read_sheet_file(data)
    except CannotRead as wrong:
        raise SheetNotReadable(detail=str(wrong)) from None


@dataclass(frozen=True)
class SheetPreview:
    """What the uploader sees before they confirm: their own lines, and which of them cannot be used."""

    id: UUID
    is_applied: bool
    people: int
    problems: list[dict[str, Any]]
    rows: list[dict[str, Any]]
    put_in_before: dt.date | None


def preview_of(sheet: RotaSheet, *, member: Member) -> SheetPreview:
    before = (
        visible_rota_sheets(member=member)
        .filter(digest=sheet.digest, applied_at__lt=sheet.applied_at or sheet.made_at)
        .order_by("-applied_at")
        .first()
    )
    return SheetPreview(
        id=sheet.pk,
        is_applied=sheet.applied_at is not None,
        people=sheet.people,
        problems=sheet.problems,
        rows=[{key: row[key] for key in ("line", "name", "days", "anchor_date")} for row in sheet.rows[:SHOWN]],
        put_in_before=member.organisation.local(before.applied_at).date() if before and before.applied_at else None,
    )


def old_sheets(*, now: dt.datetime) -> dict[UUID, UUID]:
    """sheet -> organisation for drafts that nobody confirmed for a week, and applied sheets a roster year old."""
    drafts = RotaSheet.objects.filter(applied_at=None, made_at__lt=now - DRAFT_LIVES)
    applied = RotaSheet.objects.filter(applied_at__lt=now - APPLIED_LIVES)
    return dict((drafts | applied).order_by("pk").values_list("pk", "organisation_id")[:AT_ONCE])


# -- writes ------------------------------------------------------------------------------------------------------------


def give_upload_back(*, member: Member, problems: Sequence[Any]) -> None:
    """A sheet in which every line is right asked after nobody who is not here: it does not count."""
    if not problems:
        UPLOADS.give_back(str(member.pk))


@transaction.atomic
def keep_sheet(*, member: Member, roles: Collection[str], sheet: Sheet, now: dt.datetime) -> RotaSheet:
    """What a sheet says, for its uploader to look at. Changes nobody's shifts. Their earlier drafts go.

    Raises NotAllowed, TooManyUnknown.
    """
    require(MAY, "rota_sheet.give", roles)
    whose = _whose(member, sheet.people)
    problems = list(sheet.problems)
    unknown = [row for row in sheet.people if row.line not in whose]
    if len(unknown) > MOST_UNKNOWN:
        raise TooManyUnknown
    problems += [SheetProblem(row.line, "name", WHO) for row in unknown]
    rows: list[dict[str, Any]] = []
    first_line: dict[UUID, int] = {}
    for row in sheet.people:
        if row.line not in whose:
            continue
        if (line := first_line.setdefault(whose[row.line], row.line)) != row.line:
            problems.append(SheetProblem(row.line, "name", f"this person stands on line {line} already"))
            continue
        if overlap := _overlap_of(row):
            problems.append(SheetProblem(row.line, "pattern", overlap))
            continue
        rows.append(
            {
                "line": row.line,
                "name": row.name,
                "member": str(whose[row.line]),
                "days": [token_of(pieces) for pieces in row.cycle],
                "anchor_date": row.anchor.isoformat(),
            }
        )
    visible_rota_sheets(member=member).filter(applied_at=None).delete()
    draft = RotaSheet(
        organisation_id=member.organisation_id,
        member=member,
        made_at=now,
        people=len(rows),
        rows=rows,
        problems=[
            {"line": p.line, "column": p.column, "text": f"{p.text[:1].upper()}{p.text[1:]}."} for p in sorted(problems)
        ],
        digest=hashlib.sha256(
            json.dumps([[row["member"], row["days"], row["anchor_date"]] for row in rows]).encode()
        ).hexdigest(),
    )
    draft.save(force_insert=True)
    return draft


@transaction.atomic
def apply_sheet(*, member: Member, roles: Collection[str], sheet_id: UUID, now: dt.datetime) -> RotaSheet:
    """Everybody in the sheet gets its pattern, but who told their own keeps theirs; all or nothing.

    Applying it again, or the same sheet again, changes nothing; nor does it undo that a member took it back.
    Raises NotVisible, NotAllowed, SheetHasErrors, SheetOutOfDate.
    """
    sheet = one(visible_rota_sheets(member=member).select_for_update(of=("self",)), sheet_id)
    require(MAY, "rota_sheet.give", roles)
    if sheet.applied_at is not None:
        return sheet
    if sheet.problems:
        raise SheetHasErrors
    # In the order of the members' keys, as everybody locks them: two sheets never wait for each other.
    told = sorted((UUID(row["member"]), row["days"], dt.date.fromisoformat(row["anchor_date"])) for row in sheet.rows)
    maps = _Maps(member.organisation, member.organisation.local(now).date())
    for some in _batched(told, AT_ONCE):
        maps.derive(_give(member, some, maps.today))
    sheet.applied_at = now
    # Their names and patterns are in two places otherwise, and one of them nobody would look after.
    sheet.rows = []
    sheet.save(update_fields=["applied_at", "rows"])
    return sheet


@transaction.atomic
def forget_sheet(*, sheet_id: UUID, organisation_id: UUID) -> None:
    """A draft that nobody confirmed, or an applied sheet that nobody asks about any more. Safe to repeat."""
    RotaSheet.objects.of(organisation_id).filter(pk=sheet_id).delete()


@transaction.atomic
def erase_given(*, member: Member) -> None:
    """What sheets gave a member goes; so do all drafts of the organisation, for the member may stand in one."""
    GivenPattern.objects.of(member.organisation_id).filter(member=member).delete()
    RotaSheet.objects.of(member.organisation_id).filter(member=member).delete()
    RotaSheet.objects.of(member.organisation_id).filter(applied_at=None).delete()


@transaction.atomic
def take_over_given(*, member: Member, other: Member) -> None:
    """Both are one person: what a sheet gave `member` stands; else the other's is theirs."""
    given = GivenPattern.objects.of(member.organisation_id)
    if given.filter(member=member).exists():
        given.filter(member=other).delete()
    given.filter(member=other).update(member=member)


def _give(member: Member, told: Sequence[tuple[UUID, list[str], dt.date]], today: dt.date) -> list[Member]:
    """Patterns for some members, whose rows are locked here. Returns whose pattern changed. Constant statements."""
    organisation_id = member.organisation_id
    keys = [key for key, _, _ in told]
    people = Member.objects.of(organisation_id).filter(pk__in=keys, left_at=None).order_by("pk")
    locked = {row.pk: row for row in people.select_for_update(of=("self",))}
    if len(locked) < len(keys):
        raise SheetOutOfDate
    given = {row.member_id: row for row in GivenPattern.objects.of(organisation_id).filter(member__in=keys)}
    patterns = {row.member_id: row for row in Pattern.objects.of(organisation_id).filter(member__in=keys)}
    notes, changed = [], []
    for key, days, anchor in told:
        before, pattern = given.get(key), patterns.get(key)
        if before and (before.days, before.anchor_date) == (days, anchor):
            continue
        is_own_word = pattern is not None and not (
            before and before.holds and (before.days, before.anchor_date) == (pattern.days, pattern.anchor_date)
        )
        mine = {"organisation_id": organisation_id, "member_id": key, "days": days, "anchor_date": anchor}
        notes.append(GivenPattern(**mine, given_date=today, holds=not is_own_word))
        if not is_own_word:
            changed.append(Pattern(**mine, confirmed_date=today))
    one_each: dict[str, Any] = {"update_conflicts": True, "unique_fields": ["organisation", "member"]}
    GivenPattern.objects.of(organisation_id).bulk_create(
        notes, update_fields=["days", "anchor_date", "given_date", "holds"], **one_each
    )
    Pattern.objects.of(organisation_id).bulk_create(
        changed, update_fields=["days", "anchor_date", "confirmed_date"], **one_each
    )
    return [locked[pattern.member_id] for pattern in changed]


class _Maps:
    """Free maps of many members at once; those whose only word is the same cycle have the same map, worked out once."""

    def __init__(self, organisation: Organisation, today: dt.date) -> None:
        self.organisation, self.today = organisation, today
        self._worked_out: dict[Any, dict[str, Any]] = {}

    def derive(self, members: Sequence[Member]) -> None:
        """The caller holds the members' rows. Constant statements."""
        keys = [member.pk for member in members]
        blocks: dict[UUID, list[tuple[dt.datetime, dt.datetime]]] = defaultdict(list)
        for key, starts, ends in self._of(PrivateBlock, keys).values_list("member_id", "starts_at", "ends_at"):
            blocks[key].append((starts, ends))
        rules_off: dict[UUID, list[str]] = defaultdict(list)
        for key, rule in self._of(RuleOff, keys).order_by("rule").values_list("member_id", "rule"):
            rules_off[key].append(rule)
        truths = self._truths(keys)
        if not members:
            return
        told = [
            (member, self._fields(member, truths[member.pk], blocks[member.pk], rules_off[member.pk]))
            for member in members
        ]
        FreeMap.objects.of(self.organisation.pk).bulk_create(
            [FreeMap(organisation_id=self.organisation.pk, member=member, **fields) for member, fields in told],
            update_conflicts=True,
            unique_fields=["organisation", "member"],
            update_fields=list(told[0][1]),
        )

    def _truths(self, keys: Sequence[UUID]) -> dict[UUID, Truth]:
        patterns = {row.member_id: row for row in self._of(Pattern, keys)}
        usual = {row.member_id: row for row in self._of(UsualFinish, keys)}
        changes: dict[UUID, list[DayChange]] = defaultdict(list)
        for change in self._of(DayChange, keys):
            changes[change.member_id].append(change)
        imported: dict[UUID, dict[dt.date, str]] = defaultdict(dict)
        for key, date, token in self._of(ImportedDay, keys).values_list("member_id", "date", "token"):
            imported[key][date] = token
        return {
            key: Truth(
                pattern=ToldPattern(tuple(patterns[key].days), patterns[key].anchor_date, patterns[key].confirmed_date),
                changes={change.date: change.token for change in changes[key]},
                imported=imported[key],
                usual_finish=usual[key].time if key in usual else None,
                usual_weekdays=tuple(usual[key].weekdays) if key in usual else (),
                usual_confirmed=usual[key].confirmed_date if key in usual else None,
                first_told=min((change.told_date for change in changes[key]), default=None),
            )
            for key in keys
        }

    def _of(self, model: Any, keys: Sequence[UUID]) -> QuerySet[Any]:
        rows: QuerySet[Any] = model.objects.of(self.organisation.pk).filter(member__in=keys)
        return rows

    def _fields(
        self,
        member: Member,
        truth: Truth,
        blocks: Sequence[tuple[dt.datetime, dt.datetime]],
        rules_off: Sequence[str],
    ) -> dict[str, Any]:
        plain = truth.pattern and not (truth.changes or truth.imported or truth.usual_finish or blocks or rules_off)
        key = (truth.pattern, member.is_under_18) if plain else member.pk
        if key not in self._worked_out:
            self._worked_out[key] = free_map_fields(
                truth=truth,
                blocks=blocks,
                rules_off=rules_off,
                young=member.is_under_18,
                zone_name=self.organisation.time_zone,
                today=self.today,
            )
        return self._worked_out[key]


def _overlap_of(row: SheetRow) -> str | None:
    """Why nobody can work this cycle, with the days named; None when it can be worked."""
    try:
        refuse_overlapping_cycle(row.cycle)
    except FieldProblem as wrong:
        errors: Any = wrong.facts["errors"]
        return str(errors[0]["text"]).rstrip(".")
    return None


def _whose(member: Member, rows: Sequence[SheetRow]) -> dict[int, UUID]:
    """Line -> member, by the card's code or a called-name that only one has."""
    here: dict[UUID, str] = dict(visible_members(member=member).values_list("pk", "called_name"))
    by_name: dict[str, list[UUID]] = defaultdict(list)
    for key, name in here.items():
        by_name[_plain(name)].append(key)
    by_code: dict[str, UUID] = {}
    asked = {code for row in rows if len(code := codes.read(row.name)) == codes.CARD_LENGTH}
    for some in _batched(sorted(asked), AT_ONCE):
        cards = Card.objects.filter(organisation_id=member.organisation_id, code__in=some)
        by_code |= dict(cards.values_list("code", "member_id"))
    found: dict[int, UUID] = {}
    for row in rows:
        named = by_name.get(_plain(row.name), [])
        who = by_code.get(codes.read(row.name)) or (named[0] if len(named) == 1 else None)
        if who in here:
            found[row.line] = who
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _batched(things: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (things[at : at + size] for at in range(0, len(things), size))
