"""What an activity is made from."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from aftershift.ballots.models import Ballot, Result
from aftershift.core.errors import NotVisible
from aftershift.people.models import Member


@dataclass(frozen=True)
class ChosenOption:
    """What an activity is made from."""

    id: UUID
    ballot_id: UUID
    ballot_title: str
    idea_id: UUID | None
    idea_text: str
    title: str
    kind: str
    weekday: str
    start: dt.time
    minutes: int
    cost: Decimal


def chosen_options(*, organisation_id: UUID) -> list[ChosenOption]:
    """Everything that was chosen in a settled ballot, the newest ballot first. One statement."""
    rows = _chosen(organisation_id).order_by("-ballot_id", "place", "pk")
    return [_chosen_option(row) for row in rows]


def chosen_option(*, member: Member, option_id: UUID) -> ChosenOption:
    """One option that was chosen in a settled ballot, or NotVisible."""
    row = _chosen(member.organisation_id).filter(option_id=option_id).first()
    if row is None:
        raise NotVisible
    return _chosen_option(row)


def _chosen(organisation_id: UUID) -> QuerySet[Result]:
    rows = Result.objects.of(organisation_id).filter(is_chosen=True, ballot__state=Ballot.State.SETTLED)
    return rows.select_related("option", "option__idea", "ballot")


def _chosen_option(row: Result) -> ChosenOption:
    option = row.option
    return ChosenOption(
        id=option.pk,
        ballot_id=row.ballot_id,
        ballot_title=row.ballot.title,
        idea_id=option.idea_id,
        idea_text=option.idea.text if option.idea else option.title,
        title=option.title,
        kind=option.kind,
        weekday=option.weekday,
        start=option.start,
        minutes=option.minutes,
        cost=option.cost,
    )
