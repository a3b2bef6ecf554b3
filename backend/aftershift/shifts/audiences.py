"""Whom a time is sought for: a site, a team, a shift group, everyone, or what a higher app adds. Never a list of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.core.small_numbers import SMALLEST_SHOWN
from aftershift.organisations.models import Site, Team
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members
from aftershift.shifts import counted, selectors
from aftershift.shifts.policies import MAY
from aftershift.shifts.timefinder.kinds import GROUPS

Resolve = Callable[[Member, UUID], QuerySet[Member]]
"""(who asks, the row's id) -> the members meant; raises NotVisible."""

Listed = Callable[[Member], Iterable[tuple[UUID, str]]]
"""(who asks) -> the ids worth asking about and what each is called, the best first."""

_added: dict[str, tuple[Resolve, Listed]] = {}


@dataclass(frozen=True)
class Audience:
    """Whom one may ask about. name: as the organisation or a member wrote it; None where the kind says it all.

    too_few: fewer than eight of them can be counted; None where only asking tells.
    """

    audience: str
    kind: str
    name: str | None
    too_few: bool | None


def register_audience(kind: str, resolve: Resolve, listed: Listed) -> None:
    """A higher app says who `kind:<id>` is, such as an idea's supporters. Called once, in `apps.py: ready`."""
    _added[kind] = resolve, listed


def is_registered(audience: str) -> bool:
    """Whether a higher app says who this audience is: one that people may enter and leave one by one."""
    return audience.partition(":")[0] in _added


def audiences(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Audience]:
    """Everyone, every site, team and shift group, and what higher apps add. Raises NotAllowed.

    One statement for each kind, however many there are; more for the first question after somebody's shifts changed.
    """
    require(MAY, "times.find", roles)
    organisation_id = member.organisation_id
    if counted.is_behind(organisation_id=organisation_id):
        counted.settle(organisation_id=organisation_id, today=member.organisation.local(now).date())
    counts = counted.crowd_sizes(organisation_id=organisation_id)
    found = [Audience("everyone", "everyone", None, counts.everyone < SMALLEST_SHOWN)]
    for kind, rows, sizes in (
        ("site", Site.objects.of(organisation_id), counts.sites),
        ("team", Team.objects.of(organisation_id), counts.teams),
    ):
        found += [
            Audience(f"{kind}:{key}", kind, name, sizes[key] < SMALLEST_SHOWN)
            for key, name in rows.order_by("name").values_list("pk", "name")
        ]
    found += [Audience(f"group:{g}", "group", g, counts.groups[g] < SMALLEST_SHOWN) for g in GROUPS if g != "unknown"]
    for kind, (_, listed) in _added.items():
        found += [Audience(f"{kind}:{key}", kind, name, None) for key, name in listed(member)]
    return found


def members_of(audience: str, *, member: Member) -> QuerySet[Member]:
    """The members of an audience such as `site:<id>` or `group:earlies`. Raises FieldProblem or NotVisible."""
    kind, _, key = audience.partition(":")
    everyone = visible_members(member=member)
    if audience == "everyone":
        return everyone
    if kind == "group" and key in GROUPS:
        return everyone.filter(selectors.in_shift_group(organisation_id=member.organisation_id, group=key))
    row_id = _uuid(key)
    if kind == "site":
        return everyone.filter(site=one(Site.objects.of(member.organisation_id), row_id))
    if kind == "team":
        return everyone.filter(team=one(Team.objects.of(member.organisation_id), row_id))
    if kind in _added:
        return _added[kind][0](member, row_id)
    raise FieldProblem({"/audience": "Choose a site, a team, a shift group, an idea or everyone."})


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None
