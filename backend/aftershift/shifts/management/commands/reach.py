"""Who of a rota sheet could come to one weekly time."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import CommandParser

from aftershift.shifts import rotas

from ..file_command import FileCommand, add_rotas, clock, columns, notes

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def at(text: str) -> tuple[int, int]:
    """Weekday number (Monday is 0) and minutes from midnight of a text like `Thu 15:30`."""
    parts = text.split()
    day = [n for n, name in enumerate(_DAYS) if len(parts) == 2 and parts[0].casefold() in (name, name[:3])]
    if not day:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is not a weekly time like Thu 15:30")
    return day[0], clock(parts[1])


class Command(FileCommand):
    help = "Who could come to a weekly time, exact to the minute."

    def add_arguments(self, parser: CommandParser) -> None:
        add_rotas(parser)
        parser.add_argument("--at", required=True, type=at, help='weekday and local start, like "Thu 15:30"')

    def answer(self, options: dict[str, Any]) -> Any:
        weekday, start = options["at"]
        found = rotas.load(
            options["rotas"], first=options["first"], days=7 * options["weeks"], progress=self.stderr.write
        )
        notes(self, found.notes)
        return rotas.reach(
            found,
            weekday=weekday,
            start=start,
            minutes=options["minutes"],
            on_site=options["site"] == "on",
            first=options["first"],
            weeks=options["weeks"],
        )

    def table(self, found: Any) -> list[str]:
        people = [["Name", "Could come", "Dates"]]
        people += [[person["name"], str(person["could_come"]), str(person["dates"])] for person in found["people"]]
        dates = [["Date", "Could come"]] + [[date["date"], str(date["could_come"])] for date in found["dates"]]
        return [*columns(people), "", *columns(dates)]
