"""Whom a time is sought for: a site, a team, a shift group, everyone, or what a higher app adds. Never a list of people."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db.models import QuerySet

from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.selectors import one
from aftershift.organisations.models import Site, Team
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members
from aftershift.shifts import selectors
from aftershift.shifts.timefinder.kinds import GROUPS

Resolve = Callable[[Member, UUID], QuerySet[Member]]
"""(who asks, the row's id) -> the members meant; raises NotVisible."""

_added: dict[str, Resolve] = {}


def register_audience(kind: str, resolve: Resolve) -> None:
    """A higher app says who `kind:<id>` is, such as an idea's supporters. Called once, in `apps.py: ready`."""
    _added[kind] = resolve


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
