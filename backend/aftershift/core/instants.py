"""Instants from PostgreSQL, read by the C of Python: the driver's own reader for a given time zone takes ten times as long."""

import datetime as dt
from functools import lru_cache
from typing import Any

from django.db.backends.signals import connection_created
from django.dispatch import receiver

# The dates of an organisation are read by everybody in it; and what a datetime's hash is, it works out once.
_read = lru_cache(maxsize=8192)(dt.datetime.fromisoformat)


@receiver(connection_created)
def read_instants_fast(*, connection: Any, **_: object) -> None:
    """Our connections are in UTC, so the text of an instant ends with +00: Python reads it as it stands.

    An instant that Python has no year for is refused, as by the driver.
    """
    if connection.vendor != "postgresql" or connection.timezone != dt.UTC:
        return
    from psycopg import DataError
    from psycopg.adapt import Loader

    class InstantLoader(Loader):
        timezone = dt.UTC  # Django puts its own in place of a reader of another zone

        def load(self, data: Any) -> dt.datetime:
            try:
                return _read(str(data, "ascii"))
            except ValueError:
                raise DataError(f"Python has no instant {bytes(data).decode()!r}") from None

    connection.connection.adapters.register_loader("timestamptz", InstantLoader)
