"""Work that is due: what nobody attached in a day, and once a day files without rows and rows without files."""

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from uuid import UUID

import structlog
from django_scopes import scope, scopes_disabled

from aftershift.core import clock
from aftershift.core.claims import work_through
from aftershift.core.errors import TooMany
from aftershift.core.services import spend
from aftershift.media import selectors, services, storing

SWEPT_EVERY = dt.timedelta(days=1)
# Longer than any upload takes, whose files are written before its row.
LEFT_ALONE_FOR = dt.timedelta(hours=1)
AT_ONCE = 500
_log = structlog.get_logger(__name__)


def erase_unattached() -> int:
    """Photos and recordings that nothing claimed within a day of being sent."""
    now = clock.now()
    with scopes_disabled():
        due = selectors.to_erase(now=now)

    def erase(row_id: UUID) -> None:
        with scope(organisation=due[row_id]):
            services.erase_unattached(row_id=row_id, organisation_id=due[row_id], now=now)

    return work_through(kind="erase_media", due=due.items(), do=erase, now=now)


def sweep() -> int:
    """Once a day, by whichever worker comes first."""
    now = clock.now()
    if selectors.was_swept(since=now - SWEPT_EVERY):
        return 0
    try:
        spend(name=selectors.SWEEP, limit=1, window=SWEPT_EVERY, now=now)
    except TooMany:
        return 0
    # A file's age is real time, also in the demonstration, whose clock can be moved.
    return drop_strays(real_now=dt.datetime.now(dt.UTC))


def drop_strays(*, real_now: dt.datetime) -> int:
    """Files that no row names, and rows whose files are gone; returns how many of both went."""
    dropped = files = 0
    names = storing.kept()
    while batch := list(islice(names, AT_ONCE)):
        files += len(batch)
        with scopes_disabled():
            used = selectors.names_in_use(batch)
        strays = [name for name in batch if name not in used and _is_old(name, real_now)]
        storing.drop(strays)
        dropped += len(strays)
    # A store without a single file is one that is not connected: rows are believed then.
    if files:
        for row_id, organisation_id in _rows_without_files():
            with scope(organisation=organisation_id):
                dropped += services.remove_row(row_id=row_id, organisation_id=organisation_id)
    if dropped:
        _log.warning("media_strays_dropped", number=dropped)
    return dropped


def _is_old(name: str, real_now: dt.datetime) -> bool:
    written = storing.written_at(name)
    return written is not None and written < real_now - LEFT_ALONE_FOR


def _rows_without_files() -> Iterator[tuple[UUID, UUID]]:
    with scopes_disabled():
        rows = selectors.every_row()
    for row_id, organisation_id, names in rows:
        if any(storing.written_at(name) is None for name in names):
            yield row_id, organisation_id
