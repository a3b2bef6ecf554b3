"""The small promises of one date, as its readers see them: no counters, no guilt."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Occurrence, Promise, PromiseReport, SignUp
from aftershift.activities.selectors import visible_occurrences
from aftershift.core.selectors import one
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.people.models import Member


@dataclass(frozen=True)
class PromiseShown:
    """name: only where the member chose so for this promise. state: `made`; `thanked` once the date is over; of the
    programme's also `kept` and `late`."""

    id: UUID
    text: str
    language: str
    name: str | None
    is_mine: bool
    shows_name: bool
    is_official: bool
    due_date: dt.date | None
    state: str
    hidden_reason: str | None
    to_judge: bool


def visible_promises(*, member: Member) -> QuerySet[Promise]:
    """Of members who hold a place, and the programme's. Who gives their place back is held to nothing."""
    placed = SignUp.objects.of(member.organisation_id).filter(
        occurrence_id=OuterRef("occurrence_id"), member_id=OuterRef("member_id"), status=SignUp.Status.PLACED
    )
    return Promise.objects.of(member.organisation_id).filter(Q(is_official=True) | Exists(placed))


def promises_of(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> list[PromiseShown]:
    """The programme's first, then by age. Two statements. Raises NotVisible.

    roles: what the reader may do; all_roles: also what rests, since a supervisor is told no names. Hidden words are
    read by whoever wrote them and by organisers, the reason by everybody.
    """
    occurrence = one(visible_occurrences(member=member), occurrence_id)
    reported = PromiseReport.objects.of(member.organisation_id).filter(promise=OuterRef("pk"), is_open=True)
    rows: QuerySet[Any] = (
        visible_promises(member=member)
        .filter(occurrence=occurrence)
        .select_related("member")
        .annotate(is_reported=Exists(reported))
        .order_by("-is_official", "pk")
    )
    names, judges = SEES_NO_NAMES.isdisjoint(all_roles), "organiser" in roles
    today = member.organisation.local(now).date()
    return [_shown(row, member, occurrence, today=today, now=now, names=names, judges=judges) for row in rows]


def _shown(
    row: Any, member: Member, occurrence: Occurrence, *, today: dt.date, now: dt.datetime, names: bool, judges: bool
) -> PromiseShown:
    mine = row.member_id == member.pk and not row.is_official
    named = row.shows_name and not row.is_official and row.member is not None and names and not row.hidden_reason
    return PromiseShown(
        id=row.pk,
        text=row.text if mine or judges or not row.hidden_reason else "",
        language=row.language,
        name=row.member.called_name if named else None,
        is_mine=mine,
        shows_name=mine and row.shows_name,
        is_official=row.is_official,
        due_date=row.due_date,
        state=_state(row, occurrence, today, now),
        hidden_reason=row.hidden_reason or None,
        to_judge=judges and row.is_reported,
    )


def _state(row: Promise, occurrence: Occurrence, today: dt.date, now: dt.datetime) -> str:
    if not row.is_official:
        return "thanked" if occurrence.ends_at <= now else "made"
    if row.kept_date is not None:
        return "kept"
    return "late" if row.due_date is not None and row.due_date < today else "made"


def to_keep_or_judge(*, member: Member, today: dt.date) -> tuple[QuerySet[Promise], QuerySet[Promise]]:
    """For the desk: the programme's promises that are late, and promises that somebody reported. Oldest first."""
    visible = visible_promises(member=member).select_related("occurrence__activity")
    reported = PromiseReport.objects.of(member.organisation_id).filter(promise=OuterRef("pk"), is_open=True)
    late = visible.filter(is_official=True, kept_date=None, due_date__lt=today, hidden_reason="")
    return late.order_by("due_date", "pk"), visible.filter(Exists(reported)).order_by("pk")
