"""What was reported or objected about, for whoever judges it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from aftershift.ideas.models import Idea, Objection, Report
from aftershift.ideas.selectors.cards import visible_ideas
from aftershift.people.models import Member


@dataclass(frozen=True)
class ToJudge:
    """An idea that somebody reported, or whose hiding somebody objected to. Why, but neither who nor how many."""

    id: UUID
    text: str
    language: str
    kind: str
    hidden_reason: str | None
    reasons: list[str]
    objections: list[str]
    since_date: dt.date


def ideas_to_judge(*, member: Member) -> QuerySet[Idea]:
    """For `to_judge`, the oldest idea first. Three statements for any number."""
    open_reports = Report.objects.of(member.organisation_id).filter(is_open=True).order_by("reported_date", "pk")
    open_objections = Objection.objects.of(member.organisation_id).filter(is_open=True).order_by("pk")
    return (
        visible_ideas(member=member)
        .filter(
            Exists(open_reports.filter(idea=OuterRef("pk")).order_by())
            | Exists(open_objections.filter(idea=OuterRef("pk")).order_by())
        )
        .prefetch_related(
            Prefetch("reports", queryset=open_reports, to_attr="open_reports"),
            Prefetch("objections", queryset=open_objections, to_attr="open_objections"),
        )
        .order_by("pk")
    )


def to_judge(rows: Iterable[Any]) -> list[ToJudge]:
    return [
        ToJudge(
            id=row.pk,
            text=row.text,
            language=row.language,
            kind=row.kind,
            hidden_reason=row.hidden_reason or None,
            reasons=sorted({report.reason for report in row.open_reports}),
            objections=[objection.text for objection in row.open_objections],
            since_date=min(
                [report.reported_date for report in row.open_reports]
                + [objection.objected_date for objection in row.open_objections]
            ),
        )
        for row in rows
    ]
