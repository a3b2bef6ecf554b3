"""What is said of a date that is over: how many came, and whether I may still say how it was."""

import datetime as dt
from dataclasses import dataclass

from aftershift.activities.models import Occurrence, RegisterLine
from aftershift.people.models import Member

State = Occurrence.State
# Faces are taken this long after the end and shown only then, so that no press can be seen in a sum that moves.
FACES_WITHIN = dt.timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Over:
    """came: people on the register, guests and who had no card with them; None where no register was kept."""

    is_over: bool = False
    came: int | None = None
    may_face: bool = False


def said_of(*, occurrence: Occurrence, member: Member, now: dt.datetime) -> Over:
    """A date that nobody set off on is over when its time is; one that is under way, when its lead says so. One statement
    for a date that is over, none for another."""
    ended = occurrence.state in (State.CLOSED, State.STOPPED)
    forgotten = occurrence.state in (State.PLANNED, State.PUBLISHED) and occurrence.ends_at <= now
    if not (ended or forgotten):
        return Over()
    here = list(
        occurrence.register.filter(state=RegisterLine.State.HERE).values_list("member_id", "guests", "has_answered")
    )
    answers = now >= occurrence.ends_at and now < occurrence.ends_at + FACES_WITHIN
    return Over(
        is_over=True,
        came=sum(1 + guests for _, guests, _ in here) + occurrence.without_card or None,
        may_face=answers and any(who == member.pk and not has_answered for who, _, has_answered in here),
    )
