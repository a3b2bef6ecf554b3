"""Whether push is set up, said at start: a wrong file stops it, none at all is only mentioned."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

NEEDED = {"type", "project_id", "private_key", "client_email", "token_uri"}


@register(Tags.database)
def push_can_sign_in(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    if settings.TESTING and not settings.DEMONSTRATION:
        return []
    if not settings.PUSH_CREDENTIALS:
        return [
            Info(
                "Push is off: members are told in the app, by e-mail and in person.",
                hint="Set PUSH_CREDENTIALS to the key file of a Google service account (docs/operators.md).",
                id="notifications.I001",
            )
        ]
    try:
        found = json.loads(Path(settings.PUSH_CREDENTIALS).read_text())
        missing = sorted(NEEDED - found.keys())
    except (OSError, ValueError, AttributeError):
        missing = sorted(NEEDED)
    if not missing:
        return _browsers()
    return [
        Error(
            "PUSH_CREDENTIALS is not the key file of a Google service account.",
            hint=f"Not found in it: {', '.join(missing)}. Unset it to run without push.",
            id="notifications.E001",
        )
    ]


def _browsers() -> list[CheckMessage]:
    """Phones alone may be pushed to. Half of what browsers need is a mistake."""
    absent = [f"PUSH_WEB_{name.upper()}" for name, value in settings.PUSH_WEB.items() if not value]
    if not absent:
        return []
    if len(absent) < len(settings.PUSH_WEB):
        return [
            Error(
                "Push to browsers is set up by half.",
                hint=f"Missing: {', '.join(absent)}. Unset the others to run without it.",
                id="notifications.E002",
            )
        ]
    return [
        Info(
            "Browsers are not pushed to.",
            hint="Set the four PUSH_WEB_ settings (docs/operators.md).",
            id="notifications.I002",
        )
    ]
