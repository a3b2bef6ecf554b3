"""What a log line may say (Q-S15): which route, which status, where it failed. Never an address, a name, a value or a secret.

A path holds join codes, feed tokens and voters' receipts, and the message of an exception holds the row that
broke a rule; so lines carry the route's pattern, and of an exception only its class and the places it passed.
"""

import logging
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

Line = MutableMapping[str, Any]
DEEPEST = 30


def faults_without_values(logger: Any, name: str, line: Line) -> Line:
    """Replaces `exc_info` by class and places. The constraint that PostgreSQL names is kept: it holds no value."""
    given = line.pop("exc_info", None)
    fault: BaseException | None = None
    if isinstance(given, BaseException):
        fault = given
    elif isinstance(given, tuple):
        fault = given[1]
    elif given:
        import sys

        fault = sys.exc_info()[1]
    if fault is not None:
        line["fault"] = type(fault).__name__
        line["places"] = _places(fault.__traceback__)
        diagnosis = getattr(fault.__cause__, "diag", None)
        if constraint := getattr(diagnosis, "constraint_name", None):
            line["constraint"] = constraint
    return line


def _places(at: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(at)[-DEEPEST:]
    return [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    faults_without_values,
]


def configure() -> None:
    """Our own loggers hand their lines to the standard library, so that one handler writes all of them."""
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def formatter() -> logging.Formatter:
    """One JSON line each, ours and the libraries'."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, structlog.processors.JSONRenderer()],
    )


def logging_config(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": formatter}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json"},
            # A logger with no handler at all falls back on the standard library's own, which writes to stderr.
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # They write the whole path; the line of RequestLogMiddleware stands in their place.
            "django.request": {"handlers": ["nowhere"], "propagate": False},
            "django.security.csrf": {"handlers": ["nowhere"], "propagate": False},
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        },
    }
