"""Places held for an invited colleague, as `settle_places` counts them. The caller holds the lock on the occurrence."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from aftershift.activities.events import HeldPlaceEnded
from aftershift.activities.models import Invitation, Occurrence, SignUp
from aftershift.core.events import publish
from aftershift.people.models import Member

State = Invitation.State


class Holds(NamedTuple):
    places: int
    until: dt.datetime | None  # when the first of them runs out

    def with_one(self, invitation: Invitation) -> "Holds":
        return Holds(self.places + 1, min(self.until or invitation.ends_at, invitation.ends_at))


NO_HOLDS = Holds(0, None)


@transaction.atomic(savepoint=False)
def end_holds(*, occurrence: Occurrence, now: dt.datetime, latest: dt.datetime, all_of_them: bool) -> Holds:
    """End what has run out and what its inviter can no longer offer; what is still held. Who was asked by their card is told
    of the second: they know until when it was held, and not that it is over before.

    latest: nothing is held beyond it, wherever the date was moved. One statement where nothing ends.
    """
    rows = Invitation.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, state=State.OPEN)
    placed = SignUp.objects.of(occurrence.organisation_id).filter(
        occurrence=occurrence, member=OuterRef("inviter"), status=SignUp.Status.PLACED
    )
    asked = list(rows.annotate(comes=Exists(placed)).values_list("pk", "ends_at", "comes", "to"))
    found = [(key, ends_at, comes) for key, ends_at, comes, _ in asked]
    ended = {
        State.LAPSED: [key for key, ends_at, _ in found if ends_at <= now],
        State.ENDED: [key for key, ends_at, _ in found if all_of_them and ends_at > now],
        # "With me": whoever gave their own place back holds none for others.
        State.TAKEN_BACK: [key for key, ends_at, comes in found if not (all_of_them or comes) and ends_at > now],
    }
    for state, keys in ended.items():
        if keys:
            rows.filter(pk__in=keys).update(state=state)
    _tell_of_the_end(occurrence, [(key, to) for key, _, _, to in asked if key in ended[State.TAKEN_BACK]], now)
    if any(ends_at > latest for _, ends_at, _ in found):
        rows.filter(ends_at__gt=latest).update(ends_at=latest)
    over = {key for keys in ended.values() for key in keys}
    left = [min(ends_at, latest) for key, ends_at, _ in found if key not in over]
    return Holds(len(left), min(left, default=None))


@transaction.atomic(savepoint=False)
def use_hold(*, occurrence: Occurrence, member: Member, now: dt.datetime) -> bool:
    """Whether a place is held for this member by name: they take it with whatever button they press. Two statements at most."""
    if occurrence.invites_until is None:
        return False
    rows = Invitation.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, state=State.OPEN, to=member)
    first = rows.filter(ends_at__gt=now).order_by("ends_at", "pk").values_list("pk", flat=True).first()
    return first is not None and rows.filter(pk=first).update(state=State.ACCEPTED, accepted_by=member) == 1


@transaction.atomic(savepoint=False)
def end_holds_of(*, occurrence: Occurrence, members: Collection[UUID], now: dt.datetime) -> int:
    """What these members hold for colleagues, now that they have no place themselves; how many places that is."""
    if occurrence.invites_until is None:
        return 0
    rows = Invitation.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, state=State.OPEN)
    theirs = list(rows.filter(inviter__in=members, ends_at__gt=now).values_list("pk", "to"))
    if theirs:
        rows.filter(pk__in=[key for key, _ in theirs]).update(state=State.TAKEN_BACK)
        _tell_of_the_end(occurrence, theirs, now)
    return len(theirs)


def _tell_of_the_end(occurrence: Occurrence, ended: Iterable[tuple[UUID, UUID | None]], now: dt.datetime) -> None:
    for key, to in ended:
        if to is not None:
            publish(HeldPlaceEnded(key, occurrence.pk, occurrence.organisation_id, to, now))
