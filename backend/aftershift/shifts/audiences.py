"""Whom a time is sought for: a site, a team, a shift group, everyone, or what a higher app adds. Never a list of people."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

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

Named = Callable[[Member], Sequence[tuple[UUID, str]]]
"""(who asks) -> the rows of this kind that may have enough people, and their names; one statement."""

_added: dict[str, Resolve] = {}
_named: dict[str, Named] = {}


@dataclass(frozen=True)
class Choice:
    """One audience to choose. name: of a site, a team or an idea. too_few: it cannot be counted, only asked."""

    audience: str
    kind: str
    name: str
    too_few: bool


def register_audience(kind: str, resolve: Resolve, named: Named | None = None) -> None:
    """A higher app says who `kind:<id>` is, such as an idea's supporters. Called once, in `apps.py: ready`."""
    _added[kind] = resolve
    if named:
        _named[kind] = named


def choices(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Choice]:
    """Everyone, sites, teams and shift groups, then what higher apps add. Constant statements. Raises NotAllowed.

    `too_few` says what the answer would; of what a higher app adds only the answer knows it.
    """
    require(MAY, "times.find", roles)
    organisation_id, today = member.organisation_id, member.organisation.local(now).date()
    if counted.is_behind(organisation_id=organisation_id):
        counted.settle(organisation_id=organisation_id, today=today)
    rows = counted.rows_of(organisation_id=organisation_id, audience="everyone").filter(known_until__gt=today)
    crowds = rows.values_list("crowd", "site_id", "team_id", "group").annotate(people=Count("pk"))
    known: Counter[str] = Counter()
    for _, site, team, group, people in crowds:
        if people >= SMALLEST_SHOWN:
            for audience in ("everyone", f"site:{site}", f"team:{team}", f"group:{group}"):
                known[audience] += people
    found = [("everyone", "everyone", "")]
    for kind, model in (("site", Site), ("team", Team)):
        places = model.objects.of(organisation_id).order_by("name", "pk").values_list("pk", "name")
        found += [(f"{kind}:{key}", kind, name) for key, name in places]
    found += [(f"group:{group}", "group", "") for group in GROUPS if group != "unknown"]
    counts = [Choice(audience, kind, name, known[audience] < SMALLEST_SHOWN) for audience, kind, name in found]
    added = [
        Choice(f"{kind}:{key}", kind, name, too_few=False)
        for kind, named in _named.items()
        for key, name in named(member)
    ]
    return counts + added


def is_registered(audience: str) -> bool:
    """Whether a higher app says who this audience is: one that people may enter and leave one by one."""
    return audience.partition(":")[0] in _added


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
        return _added[kind](member, row_id)
    raise FieldProblem({"/audience": "Choose a site, a team, a shift group, an idea or everyone."})


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotVisible from None
