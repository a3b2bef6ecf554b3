"""Reads of paper: sheets with the lines typed in, and tickets."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce

from aftershift.activities import policies, selectors
from aftershift.activities.models import LIVE, Occurrence, PaperSheet, Party, RegisterLine, SheetLine, SignUp
from aftershift.activities.register import NAMES_GO_AFTER
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import card_ends

HERE = RegisterLine.State.HERE
TICKETED = (SignUp.Status.PLACED, SignUp.Status.WAITING)
# As long as the names of sign-ups are kept (DOMAIN 7.5).
KEPT_AFTER = dt.timedelta(days=90)


def _done_with(*, now: dt.datetime) -> Q:
    return Q(occurrence__ends_at__lte=now - KEPT_AFTER)


def sheets_to_erase(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> QuerySet[PaperSheet]:
    """Those of one date that was over 90 days ago, by then: a date that was moved meanwhile keeps them."""
    return PaperSheet.objects.of(organisation_id).filter(_done_with(now=now), occurrence=occurrence_id)


def due_for_erasing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(date, organisation). Read where due work is claimed, outside any scope."""
    rows = PaperSheet.objects.filter(_done_with(now=now)).order_by("occurrence")
    return list(rows.values_list("occurrence_id", "organisation_id").distinct())


def last_word(theirs: SignUp) -> dt.datetime:
    """When the member last said what they want of this date: by phone or at the tablet, with whatever sign-up, on the sheet
    of theirs that hung up last, or by standing at the door. Two statements."""
    rows = SignUp.objects.of(theirs.organisation_id).filter(occurrence=theirs.occurrence_id, member=theirs.member_id)
    said = rows.aggregate(at=Max(Coalesce("said_at", "changed_at")))["at"]
    at_the_door = RegisterLine.objects.of(theirs.organisation_id).filter(
        occurrence=theirs.occurrence_id, member=theirs.member_id, state=HERE
    )
    return max([said or theirs.last_word, *at_the_door.values_list("device_at", flat=True)])


@dataclass(frozen=True, slots=True)
class TypedLine:
    """name, typed_by: empty where the reader is told no names. status: how the sign-up stands now; None without one."""

    id: UUID
    line: int
    name: str
    card_end: str
    party: Party
    status: str | None
    position: int | None
    typed_by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    row: PaperSheet
    lines: list[TypedLine]

    @property
    def occurrence(self) -> Occurrence:
        return self.row.occurrence


def sheets_of(
    *, member: Member, roles: Collection[str], occurrence_id: UUID
) -> tuple[Occurrence, list[tuple[PaperSheet, int]]]:
    """The sheets of one date, each with how many lines are typed in. Two statements. Raises NotVisible, NotAllowed."""
    occurrence = _readable(member, roles, occurrence_id)
    rows = occurrence.sheets.annotate(typed=Count("lines")).order_by("number")
    return occurrence, [(row, row.typed) for row in rows]


def sheet(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], sheet_id: UUID, now: dt.datetime
) -> Sheet:
    """Six statements, however long the sheet. all_roles: also those that rest, since a supervisor is told no names."""
    row = one(PaperSheet.objects.of(member.organisation_id), sheet_id)
    row.occurrence = _readable(member, roles, row.occurrence_id)
    lines = list(row.lines.select_related("member", "typed_by").order_by("line", "pk"))
    standing = _standing(row.occurrence, [line.member_id for line in lines])
    ends = card_ends(organisation_id=member.organisation_id, member_ids=[line.member_id for line in lines])
    tells_names = "supervisor" not in all_roles and now < row.occurrence.ends_at + NAMES_GO_AFTER
    return Sheet(row, [_typed(line, standing, ends, tells_names=tells_names) for line in lines])


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a member without a phone takes along: no name, and the end of their card's code."""

    card_end: str
    people: int
    position: int | None  # None with a place


def tickets_of(found: Sheet) -> list[Ticket]:
    """For those on a sheet who have a place or wait for one. No statement."""
    shown = [line for line in found.lines if _has_a_ticket(line.status, found.occurrence)]
    return [Ticket(line.card_end, 1 + line.party.guests, line.position) for line in shown]


def _has_a_ticket(status: str | None, occurrence: Occurrence) -> bool:
    """Nobody goes to what is off, nor has what is only offered: paper cannot say that somebody else has it since."""
    return status in TICKETED and occurrence.state != Occurrence.State.CANCELLED


def own_ticket(*, member: Member, occurrence_id: UUID) -> tuple[Occurrence, list[Ticket]]:
    """My own, if I have a place or wait for one. Raises NotVisible."""
    visible = selectors.visible_occurrences(member=member).select_related(
        "activity__lead", "activity__second", "activity__site"
    )
    occurrence = one(visible, occurrence_id)
    standing = _standing(occurrence, [member.pk])
    if member.pk not in standing or not _has_a_ticket(standing[member.pk][0].status, occurrence):
        return occurrence, []
    mine, position = standing[member.pk]
    end = card_ends(organisation_id=member.organisation_id, member_ids=[member.pk]).get(member.pk, "")
    return occurrence, [Ticket(end, mine.people, position)]


def _readable(member: Member, roles: Collection[str], occurrence_id: UUID) -> Occurrence:
    visible = selectors.visible_occurrences(member=member).select_related(
        "activity__lead", "activity__second", "activity__site"
    )
    occurrence = one(visible, occurrence_id)
    require(policies.MAY, "sheet.type", selectors.roles_for(member=member, activity=occurrence.activity, granted=roles))
    return occurrence


def _standing(occurrence: Occurrence, member_ids: list[UUID]) -> dict[UUID, tuple[SignUp, int | None]]:
    """Each member's last sign-up, and while they wait their position. Two statements."""
    found: dict[UUID, tuple[SignUp, int | None]] = {}
    for row in occurrence.sign_ups.filter(member__in=member_ids).order_by("changed_at", "pk"):
        if row.member_id not in found or found[row.member_id][0].status not in LIVE:
            found[row.member_id] = (row, None)
    position = 1
    for row in occurrence.sign_ups.filter(status=SignUp.Status.WAITING).order_by("queued_at", "pk"):
        if row.member_id in found:
            found[row.member_id] = (row, position)
        position += row.people
    return found


def _typed(
    line: SheetLine,
    standing: dict[UUID, tuple[SignUp, int | None]],
    ends: dict[UUID, str],
    *,
    tells_names: bool,
) -> TypedLine:
    sign_up, position = standing.get(line.member_id, (None, None))
    return TypedLine(
        id=line.pk,
        line=line.line,
        name=line.member.called_name if tells_names else "",
        card_end=ends.get(line.member_id, ""),
        party=sign_up.guests if sign_up is not None else line.guests,
        status=sign_up.status if sign_up is not None else None,
        position=position,
        typed_by=line.typed_by.called_name if line.typed_by is not None and tells_names else "",
    )
