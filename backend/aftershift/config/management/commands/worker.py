"""manage.py worker: do what is due, again and again. Any number may run; a killed one loses nothing."""

import signal
import threading
from typing import Any

import structlog
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connection

from aftershift.config import worker
from aftershift.core import clock
from aftershift.core.runs import Rounds

_log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Do what is due: close ballots, settle places, roll maps. Runs until it is stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="One round of every task, also of the daily ones.")
        parser.add_argument("--every", type=float, default=2.0, help="Seconds between rounds.")

    def handle(self, *args: Any, once: bool, every: float, **options: Any) -> None:
        call_command("check", databases=["default"])
        stopping = threading.Event()
        if not once:
            for name in (signal.SIGTERM, signal.SIGINT):
                signal.signal(name, lambda *_: stopping.set())
        rounds = Rounds(worker.TASKS, clock=lambda: clock.now(), ignoring_dates=once)
        while True:
            try:
                rounds.go_round(is_stopping=stopping.is_set)
            except Exception:  # the notes themselves could not be read or written: the next round tries again
                _log.exception("round_failed")
                if once:
                    raise
                connection.close()
            if once or stopping.wait(every):
                return
            close_old_connections()
