"""The lists as an organisation has them now, and what each of its versions changed, word by word."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.people.models import Member
from aftershift.safety import comparing, policies, templates
from aftershift.safety.models import ListVersion
from aftershift.safety.templates import Learnt, Template, with_learnt

MOST_VERSIONS = 20


def learnt_in(*, organisation_id: UUID) -> dict[str, Learnt]:
    """List -> what stands in it beside the file, from its latest version. One statement."""
    rows = ListVersion.objects.of(organisation_id).order_by("number")
    return {row.template: learnt_of(row) for row in rows}


def learnt_of(row: ListVersion) -> Learnt:
    return Learnt(row.number, row.changed, row.added)


@dataclass(frozen=True)
class ItemChange:
    id: str
    kind: str  # added or changed
    text: list[comparing.Piece]


@dataclass(frozen=True)
class VersionShown:
    number: int
    made_date: dt.date
    proposal: str  # what somebody said would stop it next time
    items: list[ItemChange]


@dataclass(frozen=True)
class ItemShown:
    id: str
    text: str
    phase: str


@dataclass(frozen=True)
class ListShown:
    id: str
    version: int
    items: list[ItemShown]  # as they read now
    versions: list[VersionShown]


def list_versions(*, member: Member, roles: Collection[str], template: str) -> ListShown:
    """The latest versions first, each beside the one before it. One statement. Raises NotAllowed, NotVisible."""
    require(policies.MAY, "keeper.read", roles)
    if template not in templates.names():
        raise NotVisible
    original = templates.template(template)
    rows = list(
        ListVersion.objects.of(member.organisation_id)
        .filter(template=template)
        .select_related("change")
        .order_by("-number")[: MOST_VERSIONS + 1]
    )
    states = [with_learnt(original, learnt_of(row)) for row in rows]
    before = [*states, original][1:]
    shown = [
        VersionShown(now.version, row.made_date, row.change.text if row.change else "", _changes(old, now))
        for row, now, old in zip(rows, states, before, strict=True)
    ]
    latest = states[0] if states else original
    items = [ItemShown(item.id, item.text, item.phase) for item in latest.items]
    return ListShown(template, latest.version, items, shown[:MOST_VERSIONS])


def _changes(before: Template, now: Template) -> list[ItemChange]:
    old = {item.id: item.text for item in before.items}
    return [
        ItemChange(
            item.id,
            comparing.CHANGED if item.id in old else comparing.ADDED,
            comparing.pieces(old.get(item.id, ""), item.text),
        )
        for item in now.items
        if old.get(item.id) != item.text
    ]
