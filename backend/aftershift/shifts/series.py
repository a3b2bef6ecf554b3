"""When a series took and takes place. A higher app knows; the time finder needs it to remember whom it left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from uuid import UUID

from aftershift.core.errors import NotVisible
from aftershift.people.models import Member

Resolve = Callable[[Member, UUID, dt.datetime], Sequence[dt.datetime]]
"""(who asks, the activity's id, now) -> its recent and coming starts, latest first; raises NotVisible."""

_registered: list[Resolve] = []


def register_series(resolve: Resolve) -> None:
    """Called once, in the `apps.py: ready` of the app that keeps activities."""
    _registered[:] = [resolve]


def starts_of(*, member: Member, series_id: UUID, now: dt.datetime) -> Sequence[dt.datetime]:
    """The recent and coming starts of a series. Raises NotVisible."""
    if not _registered:
        raise NotVisible
    return _registered[0](member, series_id, now)
