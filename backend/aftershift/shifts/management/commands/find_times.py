"""The times that most people of a rota sheet could come to."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from aftershift.shifts import rotas

from ..file_command import FileCommand, add_rotas, columns, hours, notes, whole


class Command(FileCommand):
    help = "The times that most people could come to, and the second time that reaches most of the others."

    def add_arguments(self, parser: CommandParser) -> None:
        add_rotas(parser)
        parser.add_argument(
            "--hours", default=(6 * 60, 22 * 60), type=hours, help="from start to end, like 06:00-22:00"
        )
        parser.add_argument("--repeat", default="weekly", choices=["weekly", "once"])
        parser.add_argument("--top", default=20, type=whole("--top", 1, 1000))

    def answer(self, options: dict[str, Any]) -> Any:
        found = rotas.load(
            options["rotas"], first=options["first"], days=7 * options["weeks"], progress=self.stderr.write
        )
        notes(self, found.notes)
        opens, closes = options["hours"]
        return rotas.find_times(
            found,
            minutes=options["minutes"],
            on_site=options["site"] == "on",
            first=options["first"],
            weeks=options["weeks"],
            opens=opens,
            closes=closes,
            weekly=options["repeat"] == "weekly",
            top=options["top"],
        )

    def table(self, found: Any) -> list[str]:
        rows = [["When", "Start", "Could come", "At least once"]]
        for time in found["times"]:
            day = time.get("weekday") or time["date"]
            rows.append([day, time["start"], str(time["could_come"]), str(time["reached_once"])])
        if not found["times"]:
            return ["No start fits inside these hours."]
        lines = columns(rows)
        if second := found["alternate_with"]:
            day = second.get("weekday") or second["date"]
            lines += ["", f"Together with {day} {second['start']}: {second['adds']} more people."]
        return lines
