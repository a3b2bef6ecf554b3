"""What stops people coming, as counts of whole months that are over (decision "Barriers are counts")."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.core.selectors import one
from aftershift.core.small_numbers import SMALLEST_SHOWN, rounded
from aftershift.ideas.models import BarrierAnswer, BarrierCount, BarrierTag
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.people.models import Member

MONTHS_SHOWN = 6
ANSWERS_SHOWN = 30


@dataclass(frozen=True)
class TagCount:
    tag: str
    said: dict[str, int]


@dataclass(frozen=True)
class KindCount:
    kind: str
    tag: str
    said: dict[str, int]


@dataclass(frozen=True)
class MonthOfBarriers:
    """in_general: every tag. about_kinds: of what was said about a kind of activity, what is not small.

    The two share nothing that was said, and neither do two months: no number can be taken from another.
    """

    month: dt.date
    in_general: list[TagCount]
    about_kinds: list[KindCount]


@dataclass(frozen=True)
class BarrierAnswerShown:
    id: UUID
    tag: str
    text: str
    idea_id: UUID | None
    idea_text: str | None
    owner_name: str | None
    date: dt.date


def next_count_date(today: dt.date) -> dt.date:
    """When this month is over and shown."""
    return (today.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def whole_months(today: dt.date) -> list[dt.date]:
    """The first days of the months that are shown, the latest first: always as many, whatever was said."""
    months: list[dt.date] = []
    first = today.replace(day=1)
    for _ in range(MONTHS_SHOWN):
        first = (first - dt.timedelta(days=1)).replace(day=1)
        months.append(first)
    return months


def barrier_months(*, member: Member, today: dt.date) -> list[MonthOfBarriers]:
    """One statement."""
    months = whole_months(today)
    rows = BarrierCount.objects.of(member.organisation_id).filter(month__in=months)
    said = {(row.month, row.about, row.tag): row.said for row in rows}
    kinds = sorted({about for _, about, _ in said if about})
    return [
        MonthOfBarriers(
            month=month,
            in_general=[TagCount(tag, rounded(said.get((month, "", tag), 0))) for tag in BarrierTag.values],
            about_kinds=[
                KindCount(kind, tag, rounded(said[month, kind, tag]))
                for kind in kinds
                for tag in BarrierTag.values
                if said.get((month, kind, tag), 0) >= SMALLEST_SHOWN
            ],
        )
        for month in months
    ]


def visible_barrier_answers(*, member: Member) -> QuerySet[BarrierAnswer]:
    return BarrierAnswer.objects.of(member.organisation_id)


def barrier_answers(*, member: Member, roles: Collection[str]) -> list[BarrierAnswerShown]:
    """The newest first. roles: all of the reader's, as for `cards`. One statement."""
    rows = _answers_for_cards(member)[:ANSWERS_SHOWN]
    return [_answer(row, roles) for row in rows]


def barrier_answer(*, member: Member, roles: Collection[str], answer_id: UUID) -> BarrierAnswerShown:
    """One answer, or NotVisible."""
    return _answer(one(_answers_for_cards(member), answer_id), roles)


def _answers_for_cards(member: Member) -> QuerySet[BarrierAnswer]:
    return visible_barrier_answers(member=member).select_related("idea", "given_by").order_by("-pk")


def _answer(row: BarrierAnswer, roles: Collection[str]) -> BarrierAnswerShown:
    names = SEES_NO_NAMES.isdisjoint(roles)
    return BarrierAnswerShown(
        id=row.pk,
        tag=row.tag,
        text=row.text,
        idea_id=row.idea_id,
        idea_text=row.idea.text if row.idea and not row.idea.hidden_reason else None,
        owner_name=row.given_by.called_name if row.given_by and names else None,
        date=row.given_date,
    )
