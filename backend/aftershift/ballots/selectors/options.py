"""An option as it is shown everywhere."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from aftershift.ballots.models import Option


@dataclass(frozen=True)
class Pattern:
    weekday: str
    start: str
    minutes: int


@dataclass(frozen=True)
class OptionShown:
    id: UUID
    idea_id: UUID | None
    title: str
    kind: str
    pattern: Pattern
    cost: str
    price: str
    helper_hours: int | None


def option_shown(option: Option) -> OptionShown:
    return OptionShown(
        id=option.pk,
        idea_id=option.idea_id,
        title=option.title,
        kind=option.kind,
        pattern=Pattern(option.weekday, option.start.strftime("%H:%M"), option.minutes),
        cost=exact(option.cost),
        price=option.price,
        helper_hours=option.helper_hours,
    )


def exact(amount: Decimal) -> str:
    """Pounds and pence as text: "1", "12.50"."""
    return str(int(amount)) if amount == int(amount) else str(amount)
