"""The draw: a function of the seed and the entry codes that anybody can repeat; and what is shown of it."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Draw, Occurrence, SignUp
from aftershift.activities.selectors import last_sign_up, visible_occurrences
from aftershift.core.errors import NotVisible
from aftershift.core.selectors import one
from aftershift.people.models import Member

# A week meets every shift group: all seven days and nights, both days of a weekend among them.
OPEN_AT_LEAST = dt.timedelta(days=7)
# Whoever is drawn still has time to change a shift or to give the place back.
BEFORE_THE_START = dt.timedelta(hours=48)


def lot(*, seed: str, code: UUID) -> str:
    """SHA-256 of "seed:code", in hex: the smallest comes first."""
    return hashlib.sha256(f"{seed}:{code}".encode()).hexdigest()


def drawn_order(*, seed: str, sign_ups: Collection[SignUp]) -> list[SignUp]:
    """Confirmed members first, each by their lot (DESIGN 4 and 7). Members are loaded."""
    return sorted(sign_ups, key=lambda row: (not row.member.is_confirmed, lot(seed=seed, code=row.pk)))


@dataclass(frozen=True, slots=True)
class ShownDraw:
    """What every member may see of a draw. `seed` and `entries` are empty until it is drawn; `code` is my own."""

    occurrence: Occurrence
    draw: Draw
    code: UUID | None

    @property
    def is_drawn(self) -> bool:
        return self.draw.drawn_at is not None


def shown_draw(*, member: Member, occurrence_id: UUID) -> ShownDraw:
    """Three statements. Raises NotVisible where nothing is drawn."""
    occurrence = one(visible_occurrences(member=member).select_related("activity"), occurrence_id)
    draw = Draw.objects.of(member.organisation_id).filter(occurrence=occurrence).first()
    if draw is None:
        raise NotVisible
    mine = last_sign_up(occurrence=occurrence, member=member)
    return ShownDraw(occurrence=occurrence, draw=draw, code=mine.pk if mine is not None else None)
