"""Which shift group each member is in, as `shifts` works it out; the one place that asks."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from aftershift.people.models import Member


def groups_of(members: Sequence[Member], now: dt.datetime) -> dict[UUID, str]:
    """Member -> group, only for members whose group is known."""
    return {}
