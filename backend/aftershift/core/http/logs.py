"""One line per request: method, route, status. No path, no address, no person."""

import logging
import uuid
from typing import TYPE_CHECKING, Any

import structlog
from django_structlog.middlewares import RequestMiddleware

if TYPE_CHECKING:
    from django.http import HttpRequest

_LINES = logging.getLogger(RequestMiddleware.__module__)


class RequestLogMiddleware(RequestMiddleware):
    """Every line written during a request carries its `request_id`. Faults are logged as they happen."""

    def prepare(self, request: "HttpRequest") -> None:
        structlog.contextvars.bind_contextvars(request_id=str(uuid.uuid4()))

    def handle_response(self, request: "HttpRequest", response: Any) -> None:
        """Nothing is put together for a line that would not be written."""
        if not hasattr(request, "_raised_exception") and not response.streaming:
            level = self._log_level_for_status_code(response.status_code)
            if not _LINES.isEnabledFor(level):
                structlog.contextvars.clear_contextvars()
                return
        super().handle_response(request, response)

    @staticmethod
    def format_request(request: "HttpRequest") -> str:
        found = getattr(request, "resolver_match", None)
        return f"{request.method} /{found.route}" if found else f"{request.method} (no route)"

    @staticmethod
    def bind_user_id(request: Any) -> None:
        """Nobody is named; and asking who it is would load the session and the person."""
