"""manage.py clock [+21d | +3h | +90m]: show the clock, or move it (demonstration and tests only)."""

import argparse
import datetime as dt
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from aftershift.core import clock

UNITS = {"d": "days", "h": "hours", "m": "minutes"}


class Command(BaseCommand):
    help = "Show the clock that web and worker read, or move it forward: +21d, +3h, +90m."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("by", nargs="?", type=str)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter

    def handle(self, *args: Any, by: str | None = None, **options: Any) -> None:
        if by is None:
            self.stdout.write(clock.now().isoformat())
            return
        if not (found := re.fullmatch(r"\+(\d{1,5})([dhm])", by)):
            raise CommandError("Say how far: +21d, +3h or +90m.", returncode=2)
        try:
            moved = clock.move(by=dt.timedelta(**{UNITS[found[2]]: int(found[1])}))
        except ValueError as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        self.stdout.write(moved.isoformat())
