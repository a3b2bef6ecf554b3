"""Where an activity came from: the one place where activities ask `ballots` and `ideas`."""

from dataclasses import dataclass
from uuid import UUID

from aftershift.core.errors import NotVisible
from aftershift.people.models import Member


@dataclass(frozen=True, slots=True)
class Origin:
    option_id: UUID
    ballot_id: UUID
    idea_id: UUID | None


def chosen_option(*, member: Member, option_id: UUID) -> Origin:
    """The option of a settled ballot of this organisation. Raises NotVisible, OptionNotChosen."""
    raise NotVisible


def idea_text(*, member: Member, idea_id: UUID) -> str | None:
    """The words of the idea, or None when it has been taken away."""
    return None
