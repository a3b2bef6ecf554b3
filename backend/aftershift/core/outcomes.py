"""The two statements of a request with an Idempotency-Key, written out: building them cost more than running them."""

from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from aftershift.core.models import Outcome
from aftershift.core.prepared import bound_cursor, sent

_COLUMNS = ("id", "organisation_id", "member_id", "key_hash", "fingerprint", "made_date", "status", "row_id")
_FIELDS: dict[str, Any] = {field.attname: field for field in Outcome._meta.concrete_fields}
_TABLE = Outcome._meta.db_table
_BEGIN = (
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) ON CONFLICT DO NOTHING"
)
_FINISH = f"UPDATE {_TABLE} SET status = %s, row_id = %s, sealed = %s WHERE id = %s"


def begin(mine: Outcome) -> bool:
    """Write the key; False when it has been used. Waits while another transaction is using it."""
    with bound_cursor() as cursor:
        cursor.execute(_BEGIN, _sent({name: getattr(mine, name) for name in _COLUMNS}))
        return bool(cursor.rowcount)


def finish(mine: Outcome, *, status: int, row_id: UUID, sealed: bytes | None) -> None:
    """What it did, in the transaction that did it."""
    given = {"status": status, "row_id": row_id, "sealed": sealed, "id": mine.pk}
    with bound_cursor() as cursor:
        cursor.execute(_FINISH, _sent(given))


def _sent(values: dict[str, Any]) -> list[Any]:
    line = connections[DEFAULT_DB_ALIAS]
    return [sent(_FIELDS[name], value, line) for name, value in values.items()]
