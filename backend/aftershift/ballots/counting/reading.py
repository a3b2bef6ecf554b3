"""Elections from files: Pabulib's `.pb`, and JSON. Every refusal is one plain sentence that names the place."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from .elections import TIE_BREAK, CannotCount, Election, TieRule, election

_DECIMAL = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
_SECTIONS = ("META", "PROJECTS", "VOTES")


def read_pb(text: str, *, seed: str = "", tie_break: Sequence[TieRule] = TIE_BREAK) -> Election:
    """A Pabulib file of approval votes (pabulib.org/format). Raises CannotCount."""
    sections = _pb_sections(text)
    meta = {row[0].strip(): row[1].strip() for _, row in sections["META"] if len(row) >= 2}
    if (kind := meta.get("vote_type", "approval")) not in ("approval", "choose-1"):
        raise CannotCount(f"The votes are of type {kind}; only approval votes can be counted.")
    if "budget" not in meta:
        raise CannotCount("The META section has no budget.")
    options = []
    for line, row in _rows(sections["PROJECTS"], ("project_id", "cost"), "PROJECTS"):
        options.append(
            (row["project_id"], decimal(row["cost"], f"The cost of option {row['project_id']} (line {line})"))
        )
    slips = []
    for _, row in _rows(sections["VOTES"], ("vote",), "VOTES"):
        slips.append([tick.strip() for tick in row["vote"].split(",") if tick.strip()])
    return election(
        options=options, slips=slips, budget=decimal(meta["budget"], "The budget"), seed=seed, tie_break=tie_break
    )


def official_selection(text: str) -> list[str] | None:
    """The options that a `.pb` file itself says were selected, or None when it does not say."""
    projects = _pb_sections(text)["PROJECTS"]
    if not projects or "selected" not in [name.strip() for name in projects[0][1]]:
        return None
    return [
        row["project_id"]
        for _, row in _rows(projects, ("project_id", "selected"), "PROJECTS")
        if row["selected"] == "1"
    ]


def votes_announced(text: str) -> int | None:
    """How many votes a `.pb` file says it holds, or None: another number of lines is a sign of a file cut short."""
    for _, row in _pb_sections(text)["META"]:
        if len(row) >= 2 and row[0].strip() == "num_votes" and row[1].strip().isdecimal():
            return int(row[1])
    return None


def _pb_sections(text: str) -> dict[str, list[tuple[int, list[str]]]]:
    """Section -> (line number, fields) of each row, the heading of its table included."""
    sections: dict[str, list[tuple[int, list[str]]]] = {}
    current: list[tuple[int, list[str]]] | None = None
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")
    try:
        for row in reader:
            if not any(field.strip() for field in row):
                continue
            name = row[0].strip().upper()
            if len([field for field in row if field.strip()]) == 1 and name in _SECTIONS:
                current = sections.setdefault(name, [])
            elif current is None:
                raise CannotCount(f"Line {reader.line_num} stands before the META section: this is not a .pb file.")
            else:
                current.append((reader.line_num, row))
    except csv.Error as error:
        raise CannotCount(f"Line {reader.line_num} cannot be read: {error}.") from None
    if missing := [name for name in _SECTIONS if name not in sections]:
        raise CannotCount(f"The file has no {missing[0]} section.")
    return sections


def _rows(
    lines: list[tuple[int, list[str]]], needed: Sequence[str], section: str
) -> Iterator[tuple[int, dict[str, str]]]:
    heading = [name.strip() for name in lines[0][1]] if lines else []
    for name in needed:
        if name not in heading:
            raise CannotCount(f"The {section} section has no column {name}.")
    for line, row in lines[1:]:
        if len(row) > len(heading):
            raise CannotCount(f"Line {line} has {len(row)} fields where the heading has {len(heading)}.")
        padded = [*row, *[""] * (len(heading) - len(row))]
        yield line, {name: field.strip() for name, field in zip(heading, padded, strict=True)}


def read_json(text: str, *, seed: str | None = None, tie_break: Sequence[TieRule] = TIE_BREAK) -> Election:
    """`{"budget": "4", "seed": "text", "options": [{"id": "A", "cost": "1"}], "slips": [["A"]]}`. Raises CannotCount.

    seed: takes the place of the file's when given.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse_constant, object_pairs_hook=_no_twins)
    except RecursionError:
        raise CannotCount("The JSON is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise CannotCount(f"The JSON cannot be read at line {error.lineno}: {error.msg}.") from None
    if not isinstance(data, dict):
        raise CannotCount('The JSON must be an object with "budget", "options" and "slips".')
    for name in ("budget", "options", "slips"):
        if name not in data:
            raise CannotCount(f'The JSON has no "{name}".')
    if not isinstance(data["options"], list) or not isinstance(data["slips"], list):
        raise CannotCount('"options" and "slips" must be lists.')
    options = []
    for number, row in enumerate(data["options"], start=1):
        if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not row["id"]:
            raise CannotCount(f'Option {number} must be an object with an "id" that is text.')
        options.append((row["id"], decimal(row.get("cost"), f"The cost of option {row['id']}")))
    for number, slip in enumerate(data["slips"], start=1):
        if not isinstance(slip, list) or not all(isinstance(tick, str) for tick in slip):
            raise CannotCount(f"Slip {number} must be a list of option ids.")
    said = data.get("seed", "")
    if not isinstance(said, str):
        raise CannotCount('"seed" must be text.')
    return election(
        options=options,
        slips=data["slips"],
        budget=decimal(data["budget"], "The budget"),
        seed=said if seed is None else seed,
        tie_break=tie_break,
    )


def decimal(value: object, what: str) -> Fraction:
    """An exact amount from text such as "12.50": no sign, no exponent, at most six places."""
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value.strip()):
        raise CannotCount(f'{what} must be a decimal number written as text, such as "12.50".')
    return Fraction(value.strip())


def _refuse_constant(name: str) -> Any:
    raise CannotCount(f"{name} is not a number that can be counted with.")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise CannotCount("An object in the JSON has the same name twice.")
    return dict(pairs)
