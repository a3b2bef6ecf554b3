"""Which dates hold somebody's work. A higher app knows; a series needs it so that no work goes with a date it takes back."""

from collections.abc import Callable, Collection
from uuid import UUID

Find = Callable[[UUID, Collection[UUID]], set[UUID]]
"""(organisation, occurrences) -> those of them that something was written down about."""

_registered: list[Find] = []


def register_holder(find: Find) -> None:
    """Called once by each higher app that keeps something about a date, in its `apps.py: ready`."""
    if find not in _registered:
        _registered.append(find)


def held(*, organisation_id: UUID, occurrence_ids: Collection[UUID]) -> set[UUID]:
    """Those dates of these that must stay. One statement for each app that registered."""
    if not occurrence_ids:
        return set()
    return set().union(*(find(organisation_id, occurrence_ids) for find in _registered))
