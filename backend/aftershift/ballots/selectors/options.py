"""An option as it is shown everywhere."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from aftershift.ballots.models import Ballot, Option


@dataclass(frozen=True)
class Pattern:
    weekday: str
    start: str
    minutes: int


@dataclass(frozen=True)
class OptionShown:
    """condition: under what it can be done. hidden_reason: its idea was hidden meanwhile; then its words are withheld."""

    id: UUID
    idea_id: UUID | None
    title: str
    kind: str
    pattern: Pattern
    cost: str
    price: str
    helper_hours: int | None
    condition: str
    hidden_reason: str | None


def options_of(ballot: Ballot) -> QuerySet[Option]:
    """With the ideas, which say whether an option still stands."""
    return Option.objects.of(ballot.organisation_id).filter(ballot=ballot).select_related("idea")


def is_hidden(option: Option) -> bool:
    return option.idea is not None and bool(option.idea.hidden_reason)


def option_shown(option: Option) -> OptionShown:
    withheld = is_hidden(option)
    return OptionShown(
        id=option.pk,
        idea_id=option.idea_id,
        title="" if withheld else option.title,
        kind=option.kind,
        pattern=Pattern(option.weekday, option.start.strftime("%H:%M"), option.minutes),
        cost=exact(option.cost),
        price=option.price,
        helper_hours=option.helper_hours,
        condition="" if withheld else option.condition,
        hidden_reason=option.idea.hidden_reason if option.idea and withheld else None,
    )


def exact(amount: Decimal) -> str:
    """Pounds and pence as text: "1", "12.50"."""
    return str(int(amount)) if amount == int(amount) else str(amount)
