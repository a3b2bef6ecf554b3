"""What a calendar file says about somebody's shifts: start, end and kind, nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from aftershift.shifts.reading import files, guard, limited

from ..file_command import FileCommand, columns, date


class Command(FileCommand):
    help = "The shifts in a calendar file (.ics); never a title, place or name."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--from", dest="first", type=date, help="first date; the whole file when left out")
        parser.add_argument("--to", dest="last", type=date, help="last date, itself included")

    def answer(self, options: dict[str, Any]) -> Any:
        data = files.contents(options["file"], most=guard.LARGEST, what="file")
        read = limited.read_file(data, first=options["first"], last=options["last"])
        return {
            "shifts": [
                {
                    "start": shift.start.isoformat(timespec="minutes"),
                    "end": shift.end.isoformat(timespec="minutes"),
                    "kind": shift.kind,
                }
                for shift in read.shifts
            ],
            "not_at_work": [day.isoformat() for day in read.not_at_work],
            "warnings": [{"line": warning.line, "text": warning.text} for warning in read.warnings],
        }

    def table(self, found: Any) -> list[str]:
        rows = [["Start", "End", "Kind"]] + [[shift["start"], shift["end"], shift["kind"]] for shift in found["shifts"]]
        lines = columns(rows)
        if found["not_at_work"]:
            lines += ["", "Not at work: " + ", ".join(found["not_at_work"])]
        for warning in found["warnings"]:
            self.stderr.write(f"Line {warning['line']}: {warning['text']}")
        return lines
