"""What each app exports and erases for a member (DESIGN 3, seam 5). A test fails for a model that nobody registered."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from aftershift.people.models import Member


@dataclass(frozen=True)
class PersonalData:
    app_label: str
    models: tuple[type[Model], ...]
    export: Callable[[Member], dict[str, Any]]
    erase: Callable[[Member, dt.datetime], None]


registered: dict[str, PersonalData] = {}


def register_personal_data(
    app_label: str,
    *,
    models: Sequence[type[Model]],
    export: Callable[[Member], dict[str, Any]],
    erase: Callable[[Member, dt.datetime], None],
) -> None:
    """Called once per app in `apps.py: ready`. `export` gives JSON-ready data; `erase` runs in one transaction."""
    registered[app_label] = PersonalData(app_label, tuple(models), export, erase)
