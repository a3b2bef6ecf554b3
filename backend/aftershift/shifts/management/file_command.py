"""What the commands that work from files share: JSON or a table on standard output, one plain sentence and status 2."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from aftershift.shifts.reading.files import shown
from aftershift.shifts.reading.problems import CannotRead

MOST_WEEKS = 56  # 392 days: a calendar file is never unrolled beyond 400
LONGEST_MINUTES = 24 * 60
STOPPED = 128 + 2  # the status by which shells know Ctrl-C
EARLIEST, LATEST = dt.date(1980, 1, 1), dt.date(2200, 1, 1)


class SentenceParser(CommandParser):
    """Says what is wrong in one sentence instead of printing the usage."""

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        found = super().parse_args(args, namespace)
        for name, value in vars(found).items():
            if value == []:  # argparse drops a value that is only dashes, as in --hours=--
                self.error(f"there is nothing to read in '--' for {name}")
        return found

    def error(self, message: str) -> NoReturn:
        # What was typed may hold line ends, or bytes that are no text: still one line that can be printed.
        message = shown(message)
        sentence = message[:1].upper() + message[1:].rstrip(".")
        print(f"{sentence}.", file=sys.stderr)
        sys.exit(2)


class FileCommand(BaseCommand):
    """A command that reads files and no database. Subclasses give `answer` and `table`."""

    requires_system_checks = []
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = SentenceParser(
            prog=f"{Path(prog_name).name} {subcommand}", description=self.help or None, allow_abbrev=False
        )
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--settings", help=argparse.SUPPRESS)
        parser.add_argument("--pythonpath", help=argparse.SUPPRESS)
        parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--no-color", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("--force-color", action="store_true", help=argparse.SUPPRESS)
        parser.add_argument("-v", "--verbosity", default=1, type=int, choices=[0, 1, 2, 3], help=argparse.SUPPRESS)
        self.add_arguments(parser)
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = self.answer(options)
        except CannotRead as wrong:
            self.stderr.write(str(wrong))
            sys.exit(2)
        except KeyboardInterrupt:
            self.stderr.write("Stopped.")
            sys.exit(STOPPED)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            for line in self.table(found):
                self.stdout.write(line)

    def answer(self, options: dict[str, Any]) -> Any:
        raise NotImplementedError

    def table(self, found: Any) -> list[str]:
        raise NotImplementedError


def add_rotas(parser: CommandParser) -> None:
    """The arguments that `reach` and `find_times` share."""
    parser.add_argument("--rotas", required=True, type=Path, help="a rota sheet (CSV), or a folder of .ics files")
    parser.add_argument("--minutes", required=True, type=whole("--minutes", 1, LONGEST_MINUTES))
    parser.add_argument("--site", required=True, choices=["on", "off"], help="on site or away from it")
    parser.add_argument("--from", dest="first", required=True, type=date, help="first date, like 2026-01-05")
    parser.add_argument("--weeks", default=8, type=whole("--weeks", 1, MOST_WEEKS))


def whole(name: str, low: int, high: int) -> Any:
    def read(text: str) -> int:
        if re.fullmatch(r"\d{1,6}", text, re.ASCII) is None or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"{name} has to be a whole number from {low} to {high}")
        return int(text)

    return read


def date(text: str) -> dt.date:
    try:
        found = dt.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a date like 2026-01-05") from None
    if not EARLIEST <= found <= LATEST:
        raise argparse.ArgumentTypeError("the date has to lie between 1980 and 2200")
    return found


_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


def clock(text: str, *, whole_day: bool = False) -> int:
    """Minutes from midnight of a time like 15:30; 24:00 only where a day may end."""
    if whole_day and text == "24:00":
        return 24 * 60
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a time like 15:30")
    return int(found[1]) * 60 + int(found[2])


def hours(text: str) -> tuple[int, int]:
    opens, dash, closes = text.partition("-")
    if not dash:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a span of hours like 06:00-22:00")
    return clock(opens.strip()), clock(closes.strip(), whole_day=True)


def clock_text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def notes(command: BaseCommand, lines: list[str]) -> None:
    for line in lines:
        command.stderr.write(line)


def columns(rows: list[list[str]]) -> list[str]:
    """Rows as aligned text."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))] if rows else []
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
