"""Reads of the day: the register as its lead sees it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities import policies, selectors
from aftershift.activities.errors import JustUs
from aftershift.activities.models import Face, Occurrence, RegisterLine, SignUp
from aftershift.activities.over import FACES_WITHIN
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.core.small_numbers import rounded
from aftershift.people.models import Member

# Names are told to whoever runs the date until this long after its end (DOMAIN 7.3).
NAMES_GO_AFTER = dt.timedelta(hours=48)
# Whose name can stand on a register: who has a place, and who had one and was not there.
ON_THE_LIST = (SignUp.Status.PLACED, SignUp.Status.MISSED)


@dataclass(frozen=True, slots=True)
class Line:
    """One member with their party. name: empty where the reader is told no names."""

    member_id: UUID
    name: str
    party: int  # people the places are for, the member included
    state: str
    guests: int  # who came with them
    ticked_by: str
    device_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Counted:
    """People without a card, as one press of a phone counted them."""

    key: UUID
    people: int
    ticked_by: str
    device_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Register:
    occurrence: Occurrence
    lines: list[Line]
    without_card: list[Counted]
    may_tick: bool
    may_add_places: bool
    faces: dict[str, dict[str, int]] | None  # by face, rounded; None while they are taken

    @property
    def names_until(self) -> dt.datetime:
        """From this moment a phone forgets the names as well."""
        return self.occurrence.ends_at + NAMES_GO_AFTER

    @property
    def here(self) -> int:
        """People, not sign-ups (RULE-2)."""
        ticked = sum(1 + line.guests for line in self.lines if line.state == RegisterLine.State.HERE)
        return ticked + sum(counted.people for counted in self.without_card)


def register_of(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> Register:
    """Five statements, however many come. all_roles: also those that rest, since a supervisor is told no names.

    Raises NotVisible, NotAllowed, JustUs.
    """
    visible = selectors.visible_occurrences(member=member).select_related("activity")
    occurrence = one(visible, occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "register.read", here)
    if not occurrence.activity.is_programme:
        raise JustUs
    tells_names = "supervisor" not in all_roles and now < occurrence.ends_at + NAMES_GO_AFTER
    said = {row.member_id: row for row in occurrence.register.select_related("member", "by")}
    lines: dict[UUID, Line] = {}
    for sign_up in occurrence.sign_ups.filter(status__in=ON_THE_LIST).select_related("member"):
        lines[sign_up.member_id] = _line(sign_up.member, sign_up.people, said.get(sign_up.member_id), tells_names)
    for row in said.values():
        if row.state == RegisterLine.State.OVERRAN and row.member_id not in lines:
            lines[row.member_id] = _line(row.member, 1, row, tells_names)
    return Register(
        occurrence=occurrence,
        lines=sorted(lines.values(), key=lambda line: (line.name.casefold(), line.member_id)),
        without_card=[
            Counted(row.key, row.people, row.by.called_name if row.by and tells_names else "", row.device_at)
            for row in occurrence.pressed_without_card.filter(is_here=True)
            .select_related("by")
            .order_by("device_at", "pk")
        ],
        may_tick=not policies.MAY["register.tick"].isdisjoint(here),
        may_add_places=not policies.MAY["occurrence.set_places"].isdisjoint(here),
        faces=_faces(occurrence) if now >= occurrence.ends_at + FACES_WITHIN else None,
    )


def _faces(occurrence: Occurrence) -> dict[str, dict[str, int]]:
    said = dict(occurrence.faces.values_list("face", "said"))
    return {face.value: rounded(said.get(face.value, 0)) for face in Face}


def dates_to_face(*, member: Member, now: dt.datetime) -> QuerySet[Occurrence]:
    """Where I was, that has ended lately, and about which I have not said how it was. The latest first."""
    mine = RegisterLine.objects.of(member.organisation_id).filter(
        member=member, state=RegisterLine.State.HERE, has_answered=False
    )
    ended = selectors.visible_occurrences(member=member).filter(ends_at__lte=now, ends_at__gt=now - FACES_WITHIN)
    return ended.filter(pk__in=mine.values("occurrence")).select_related("activity").order_by("-ends_at", "pk")


def _line(member: Member, party: int, said: RegisterLine | None, tells_names: bool) -> Line:
    return Line(
        member_id=member.pk,
        name=member.called_name if tells_names else "",
        party=party,
        state=said.state if said else RegisterLine.State.EXPECTED,
        guests=said.guests if said else 0,
        ticked_by=said.by.called_name if said and said.by and tells_names else "",
        device_at=said.device_at if said else None,
    )
