"""The decision log, which every member reads."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.ideas.models import Decision, Idea
from aftershift.people.models import Member


@dataclass(frozen=True)
class Other:
    """The idea that another became part of."""

    id: UUID
    text: str
    language: str


@dataclass(frozen=True)
class Decided:
    """One line of the decision log: what, when and why.

    reason: the organiser's own words, None where a ballot or the authors decided. is_undoing: two ideas again.
    """

    id: UUID
    idea_id: UUID
    text: str
    language: str
    kind: str
    hidden_reason: str | None
    status: str
    date: dt.date
    reason: str | None
    ballot_id: UUID | None
    other: Other | None
    is_undoing: bool


def decision_rows(*, member: Member) -> QuerySet[Decision]:
    """For `decided`, the newest first. One statement for any number."""
    return (
        Decision.objects.of(member.organisation_id).select_related("idea", "answer", "merge__goes_on").order_by("-pk")
    )


def decided(rows: Iterable[Decision]) -> list[Decided]:
    """Without names: who had an idea stands on its page, as its author chose."""
    return [
        Decided(
            id=row.pk,
            idea_id=row.idea.pk,
            text="" if row.idea.hidden_reason else row.idea.text,
            language=row.idea.language,
            kind=row.idea.kind,
            hidden_reason=row.idea.hidden_reason or None,
            status=row.status,
            date=row.decided_date,
            reason=row.answer.text if row.answer else _reason_of_merge(row),
            ballot_id=row.ballot_id,
            other=_other(row.merge.goes_on) if row.merge else None,
            is_undoing=row.merge is not None and row.status != Idea.Status.MERGED,
        )
        for row in rows
    ]


def _reason_of_merge(row: Decision) -> str | None:
    if row.merge is None:
        return None
    return (row.merge.reason if row.status == Idea.Status.MERGED else row.merge.undo_reason) or None


def _other(idea: Idea) -> Other:
    return Other(idea.pk, "" if idea.hidden_reason else idea.text, idea.language)
