"""What stops people coming, as counts of whole months that are over (decision "Barriers are counts")."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.core.selectors import one
from aftershift.core.small_numbers import SMALLEST_SHOWN, STEP
from aftershift.ideas.models import BarrierAnswer, BarrierCount, BarrierTag, Idea
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.people.codes import keyed
from aftershift.people.models import Member

MONTHS_SHOWN = 6
ANSWERS_SHOWN = 30
# At and above this a count is shown wherever its step lies.
ALWAYS_SHOWN = SMALLEST_SHOWN + STEP - 1


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


def step_of(organisation_id: UUID, month: dt.date, about: str, tag: str) -> int:
    """Where the steps of one count of one month lie, 0 to 4: for ever, and nobody can know it.

    Who knew could press until the number moves, and see from when it did whether anybody else had named it.
    """
    return int(keyed("barrier step", f"{organisation_id}:{month}:{about}:{tag}"), 16) % STEP


def shown_count(said: int, step: int) -> dict[str, int]:
    """`{"about": n}`, a multiple of 5 at most 4 away; below 8 to 12, whichever its step says, "fewer than 12"."""
    if said < SMALLEST_SHOWN + step:
        return {"fewer_than": ALWAYS_SHOWN}
    return {"about": STEP * ((said + STEP - 1 - step) // STEP)}


def barrier_months(*, member: Member, today: dt.date) -> list[MonthOfBarriers]:
    """One statement."""
    months = whole_months(today)
    rows = BarrierCount.objects.of(member.organisation_id).filter(month__in=months)
    said = {(row.month, row.about, row.tag): row.said for row in rows}
    kinds = sorted({about for _, about, _ in said if about})

    def shown(month: dt.date, about: str, tag: str) -> dict[str, int]:
        return shown_count(said.get((month, about, tag), 0), step_of(member.organisation_id, month, about, tag))

    return [
        MonthOfBarriers(
            month=month,
            in_general=[TagCount(tag, shown(month, "", tag)) for tag in BarrierTag.values],
            about_kinds=[
                KindCount(kind, tag, count)
                for kind in kinds
                for tag in BarrierTag.values
                if "about" in (count := shown(month, kind, tag))
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
        idea_text=row.idea.text if row.idea and _is_here(row.idea) else None,
        owner_name=row.given_by.called_name if row.given_by and names else None,
        date=row.given_date,
    )


def _is_here(idea: Idea) -> bool:
    return not idea.hidden_reason and idea.status != Idea.Status.WITHDRAWN
