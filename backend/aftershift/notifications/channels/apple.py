"""Apple's tokens for Firebase's: `iid/v1:batchImport` of Google's Instance ID service, with the same credentials.

Only the worker imports this file, as with `firebase`.
"""

from collections.abc import Sequence
from typing import Any

import requests
import structlog
from django.conf import settings
from firebase_admin import messaging

from aftershift.notifications.channels import firebase
from aftershift.notifications.services.exchanging import MOST, Exchanged

_log = structlog.get_logger(__name__)


def exchange(tokens: Sequence[str]) -> list[Exchanged]:
    """One answer per token, in their order. Raises nothing that a network can cause, and waits TIMEOUT at most."""
    if not tokens:
        return []
    if len(tokens) > MOST:
        raise ValueError(f"{len(tokens)} tokens in one request")
    app = firebase.client()
    if (failed := firebase.sign_in(app)) is not None:
        return [Exchanged(error=failed.error)] * len(tokens)
    said = _asked(app, tokens)
    if isinstance(said, str):
        return [Exchanged(error=said)] * len(tokens)
    return [_of(said.get(token)) for token in tokens]


def _asked(app: Any, tokens: Sequence[str]) -> dict[str, dict[str, Any]] | str:
    """What is said of each token, or why nothing is."""
    session = messaging._get_messaging_service(app)._client.session  # the one that is signed in
    body = {"application": settings.PUSH_APPLE_APP, "sandbox": settings.PUSH_APPLE_SANDBOX, "apns_tokens": [*tokens]}
    try:
        reply = session.post(
            f"{settings.PUSH_APPLE_ENDPOINT}/iid/v1:batchImport",
            json=body,
            headers={"access_token_auth": "true"},
            timeout=firebase.TIMEOUT,
        )
    except requests.RequestException as wrong:
        return type(wrong).__name__
    except Exception as wrong:  # an answer that Google's library stumbles over
        return type(wrong).__name__
    if reply.status_code != 200:
        if (
            reply.status_code < 500 and reply.status_code != 429
        ):  # ours: an operator must look, and no iPhone is to blame
            _log.error("push_apple_refused", status=reply.status_code)
        return f"HTTP {reply.status_code}"
    try:
        return {row["apns_token"]: row for row in reply.json()["results"]}
    except (KeyError, TypeError, ValueError):
        return "Garbage"


def _of(row: dict[str, Any] | None) -> Exchanged:
    """Google says OK, INVALID_ARGUMENT or INTERNAL of each, in capitals or in words."""
    row = row or {}
    status, token = str(row.get("status", "no answer")), row.get("registration_token")
    if status == "OK" and isinstance(token, str) and token:
        return Exchanged(token=token)
    if status.upper().replace(" ", "_") in ("INVALID_ARGUMENT", "INVALID_TOKEN", "NOT_FOUND"):
        return Exchanged(is_none=True)
    return Exchanged(error=status[:100])
