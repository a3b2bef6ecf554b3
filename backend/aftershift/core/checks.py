"""Checked before web and worker serve: a wrong setting stops the start, with the cure."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

SYNCHRONOUS_FULL = 2


@register(Tags.database)
def sqlite_keeps_what_it_acknowledged(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """SQLite loses rows on power failure without full sync, and refuses writers without immediate transactions."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        mode = str(connection.settings_dict.get("OPTIONS", {}).get("transaction_mode") or "").upper()
        if mode != "IMMEDIATE":
            found.append(
                Error(
                    "SQLite must use immediate transactions.", hint="Set transaction_mode to IMMEDIATE.", id="core.E001"
                )
            )
        with connection.cursor() as cursor:
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        if synchronous < SYNCHRONOUS_FULL:
            found.append(
                Error("SQLite must sync fully.", hint="Run PRAGMA synchronous=FULL in init_command.", id="core.E002")
            )
        if journal != "wal" and connection.settings_dict["NAME"] not in (":memory:", ""):
            found.append(
                Error(
                    "SQLite must use its write-ahead log.",
                    hint="Run PRAGMA journal_mode=WAL in init_command.",
                    id="core.E003",
                )
            )
    return found


@register(Tags.database)
def the_installation_is_safe(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Plain http and invented keys are for the demonstration and for tests only."""
    if settings.DEMONSTRATION or settings.TESTING:
        return []
    found: list[CheckMessage] = []
    if settings.SECRET_KEY_WAS_INVENTED:
        found.append(
            Error("SECRET_KEY is not set.", hint="Give a long random SECRET_KEY in the environment.", id="core.E010")
        )
    if not settings.PUBLIC_URL.startswith("https://"):
        found.append(
            Error(
                "PUBLIC_URL is not https.",
                hint="Put a proxy with TLS before Aftershift and set PUBLIC_URL=https://…; plain http is for the demonstration only.",
                id="core.E011",
            )
        )
    return found
