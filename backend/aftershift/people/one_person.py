"""Two members who turn out to be one person: which rows of each app follow, and which go.

Each app says it once, for every foreign key to a member that it has, as `personal_data` does. A test fails for a key
that nobody answers for.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef

from aftershift.people.models import Member


@dataclass(frozen=True)
class Pair:
    """`gone` becomes `kept`. The rows of both members are locked."""

    kept: Member
    gone: Member
    now: dt.datetime

    @property
    def organisation_id(self) -> object:
        return self.kept.organisation_id


@dataclass(frozen=True)
class Key:
    """What becomes of the rows that name the member who goes in `field`.

    once_per: where both members have a row with the same values there, the kept member's stands and the other's goes.
    by_hand: the app's own function has decided before; what it leaves follows like the rest.
    stays: these rows never follow.
    """

    model: type[Model]
    field: str = "member"
    once_per: tuple[str, ...] | None = None
    by_hand: bool = False
    stays: bool = False


@dataclass(frozen=True)
class Following:
    keys: tuple[Key, ...]
    first: Callable[[Pair], None] | None
    counts: Callable[[Pair], Mapping[str, int]] | None


registered: dict[str, Following] = {}


def register_following(
    app_label: str,
    keys: Sequence[Key],
    *,
    first: Callable[[Pair], None] | None = None,
    counts: Callable[[Pair], Mapping[str, int]] | None = None,
) -> None:
    """Called once per app in `apps.py: ready`. `first` settles what needs a decision, before the keys follow.

    Both must be safe to repeat: rows that a request under way wrote late follow a second time. `counts` is what the
    preview says: how many of what, never which.
    """
    registered[app_label] = Following(tuple(keys), first, counts)


def follow(pair: Pair) -> None:
    """Every registered row, app by app from below. The caller holds the transaction."""
    for app in registered.values():
        if app.first is not None:
            app.first(pair)
        for key in app.keys:
            if not key.stays:
                _follow(key, pair)


def counted(pair: Pair) -> dict[str, int]:
    found: dict[str, int] = {}
    for app in registered.values():
        if app.counts is not None:
            found |= app.counts(pair)
    return found


def _follow(key: Key, pair: Pair) -> None:
    rows = key.model._default_manager.filter(organisation_id=pair.organisation_id)
    theirs = rows.filter(**{key.field: pair.gone})
    if key.once_per is not None:
        same = {name: OuterRef(name) for name in key.once_per}
        theirs.filter(Exists(rows.filter(**{key.field: pair.kept}, **same))).delete()
    theirs.update(**{key.field: pair.kept})
