"""Firebase Cloud Messaging: one letter to one token, one answer. Threads here touch no database.

Only the worker imports this file: Google's library is 30 MB that a web process has no use for.
"""

import datetime as dt
import functools
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import Enum
from typing import Any

import firebase_admin
import structlog
from django.conf import settings
from firebase_admin import credentials, exceptions, messaging
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import Request
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

_log = structlog.get_logger(__name__)

MOST_THREADS = 32
TIMEOUT = 5  # seconds; a batch of letters that all hang must end before its lease does
# What Google asks for when it says "too many" and not how long to wait.
WAIT_WHEN_TOO_MANY = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(days=1)


class Said(Enum):
    """What became of a letter."""

    TAKEN = "taken"
    NO_SUCH_DEVICE = "no_such_device"  # the token is dead and will stay so
    LATER = "later"  # theirs, or the way there
    REFUSED = "refused"  # ours: the letter, the credentials or the project


@dataclass(frozen=True, slots=True)
class Letter:
    """title, text: what a locked screen may show. data: ids, by which the app fetches the rest once it is open."""

    token: str | None  # None: it cannot be read any more
    title: str
    text: str
    data: Mapping[str, str]
    tag: str  # a second letter with this tag takes the place of the first on the screen
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Answer:
    said: Said
    error: str = ""  # the class of the error: never what they wrote
    retry_after: dt.timedelta | None = None

    @property
    def is_taken(self) -> bool:
        return self.said is Said.TAKEN

    @property
    def is_dead(self) -> bool:
        return self.said is Said.NO_SUCH_DEVICE

    @property
    def is_for_later(self) -> bool:
        return self.said is Said.LATER


def send_all(letters: Sequence[Letter], *, now: dt.datetime) -> list[Answer]:
    """One answer per letter, in their order; each letter is sent at most once. Raises nothing that a network can cause."""
    if not letters:
        return []
    app = client()
    if (failed := sign_in(app)) is not None:
        return [failed] * len(letters)
    with ThreadPoolExecutor(max_workers=min(MOST_THREADS, len(letters)), thread_name_prefix="push") as threads:
        answers = list(threads.map(lambda letter: _send(app, letter, now), letters))
    refused = sorted({answer.error for answer in answers if answer.said is Said.REFUSED})
    if refused:  # an operator must look: it gets no better by itself, and no device is to blame
        _log.error("push_refused", errors=refused, letters=sum(answer.said is Said.REFUSED for answer in answers))
    return answers


def client() -> Any:
    return _app(settings.PUSH_CREDENTIALS, (settings.PUSH_ENDPOINT, settings.PUSH_APPLE_ENDPOINT))


@functools.lru_cache(maxsize=4)
def _app(path: str, endpoints: tuple[str, str]) -> Any:
    """Google's client for these credentials, made once per process.

    It repeats by itself what may have arrived, and sleeps as long as a 429 tells it to, while our lease runs out. Both
    are for the worker to do (`delivering.record`), so the session that it sends with is given another adapter; only
    a connection that could not be opened is tried once more. The name is private, and the tests of 429 and 503 stand
    on it.
    """
    app = firebase_admin.initialize_app(
        credentials.Certificate(path), {"httpTimeout": TIMEOUT}, name=f"push {path} {endpoints}"
    )
    service = messaging._get_messaging_service(app)
    service._fcm_url = f"{endpoints[0]}/v1/projects/{app.project_id}/messages:send"
    once = Retry(connect=1, read=0, status=0, redirect=0, other=0, respect_retry_after_header=False)
    for endpoint in endpoints:
        service._client.session.mount(endpoint, HTTPAdapter(max_retries=once, pool_maxsize=MOST_THREADS))
    return app


def sign_in(app: Any) -> Answer | None:
    """Fetch an access token before there are threads that would all fetch one. None when there is one."""
    credential = app.credential.get_credential()
    if credential.valid:
        return None
    try:
        credential.refresh(functools.partial(Request(), timeout=TIMEOUT))
    except GoogleAuthError as wrong:
        if wrong.retryable:
            return Answer(Said.LATER, type(wrong).__name__)
        _log.error("push_credentials_refused", error=type(wrong).__name__)
        return Answer(Said.REFUSED, type(wrong).__name__)
    except Exception as wrong:  # an answer that Google's library stumbles over
        return Answer(Said.LATER, type(wrong).__name__)
    return None


def _send(app: Any, letter: Letter, now: dt.datetime) -> Answer:
    if letter.token is None:
        return Answer(Said.NO_SUCH_DEVICE, "Unreadable")
    try:
        messaging.send(_message(letter, now), app=app)
    except (messaging.UnregisteredError, messaging.SenderIdMismatchError) as wrong:
        return Answer(Said.NO_SUCH_DEVICE, type(wrong).__name__)
    except exceptions.InvalidArgumentError as wrong:
        said = Said.NO_SUCH_DEVICE if _is_about_the_token(wrong) else Said.REFUSED
        return Answer(said, type(wrong).__name__)
    except (messaging.QuotaExceededError, exceptions.ResourceExhaustedError) as wrong:
        return Answer(Said.LATER, type(wrong).__name__, _retry_after(wrong, now) or WAIT_WHEN_TOO_MANY)
    except (
        exceptions.InternalError,
        exceptions.UnavailableError,
        exceptions.DeadlineExceededError,
        exceptions.UnknownError,
        exceptions.AbortedError,
        exceptions.CancelledError,
    ) as wrong:
        return Answer(Said.LATER, type(wrong).__name__, _retry_after(wrong, now))
    except exceptions.FirebaseError as wrong:
        return Answer(Said.REFUSED, type(wrong).__name__)
    except Exception as wrong:  # an answer that Google's library stumbles over; whether the letter arrived is unknown
        return Answer(Said.LATER, type(wrong).__name__)
    return Answer(Said.TAKEN)


def _message(letter: Letter, now: dt.datetime) -> messaging.Message:
    left = max(dt.timedelta(), letter.expires_at - now)
    return messaging.Message(
        token=letter.token,
        data=dict(letter.data),
        notification=messaging.Notification(title=letter.title, body=letter.text),
        android=messaging.AndroidConfig(
            priority="high",
            ttl=left,
            notification=messaging.AndroidNotification(tag=letter.tag, channel_id="messages", visibility="private"),
        ),
        apns=messaging.APNSConfig(
            headers={
                "apns-collapse-id": letter.tag,
                "apns-expiration": str(int(letter.expires_at.timestamp())),
                "apns-priority": "10",
            },
            payload=messaging.APNSPayload(aps=messaging.Aps(sound="default")),
        ),
        webpush=messaging.WebpushConfig(headers={"TTL": str(int(left.total_seconds())), "Urgency": "high"}),
    )


def _is_about_the_token(wrong: exceptions.FirebaseError) -> bool:
    """INVALID_ARGUMENT says either that the token is none, or that our letter is wrong; who mixes them up loses every
    device by one bad letter. Where it does not say "token", it is the letter.
    """
    found = _error_of(wrong)
    details = found.get("details")
    violations = [
        violation
        for detail in (details if isinstance(details, list) else [])
        if isinstance(detail, dict)
        for violation in (detail.get("fieldViolations") or [])
        if isinstance(violation, dict)
    ]
    if violations:
        return all(violation.get("field") == "message.token" for violation in violations)
    return "registration token" in str(found.get("message", "")).lower()


def _error_of(wrong: exceptions.FirebaseError) -> dict[str, Any]:
    try:
        found = json.loads(wrong.http_response.content)["error"]
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _retry_after(wrong: exceptions.FirebaseError, now: dt.datetime) -> dt.timedelta | None:
    """Seconds or a date (RFC 9110); None when there is neither."""
    if wrong.http_response is None:
        return None
    text = wrong.http_response.headers.get("Retry-After", "")
    try:
        wait = dt.timedelta(seconds=int(text)) if text.isdecimal() else parsedate_to_datetime(text) - now
    except (OverflowError, TypeError, ValueError):
        return LONGEST_WAIT if text.isdecimal() else None
    return min(max(wait, dt.timedelta()), LONGEST_WAIT)
