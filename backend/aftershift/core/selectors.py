from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from aftershift.core.errors import NotVisible

M = TypeVar("M", bound=Model)


def one(rows: QuerySet[M], row_id: UUID | str) -> M:
    """The row with this key among `rows`, or NotVisible: absent and out of reach look the same."""
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotVisible
    return row
