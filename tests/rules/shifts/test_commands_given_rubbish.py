"""DESIGN 13: whatever the file commands are given, they answer, or exit with 2 and one plain sentence."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest
from django.core.management import call_command

DATA = Path(__file__).parents[2] / "data/rotas"
SHEET = (DATA / "domain-2.2.csv").read_bytes()
CALENDAR = (DATA / "quirks/series.ics").read_bytes()
NASTY = (
    "", " ", "-", "--", "-1", "0", "1", "9" * 400, "1e3", "٣", "½", "NaN", "Thu 15:30", "Thu 24:00", "Thu  15:30",
    "thu 5:30", "Donnerstag 15:30", "15:30 Thu", "06:00-22:00", "22:00-06:00", "06:00-", "-06:00", "06:00-06:00",
    "24:00-06:00", "2026-01-05", "2026-1-5", "2200-01-01", "2200-01-02", "1979-12-31", "0001-01-01", "9999-12-31",
    "20260105", "on", "off", "ON", "once", "weekly", "a\nb", "a\0b", "\udcff\udcfe", "🚶", "%s%d{}", "'; drop", "/", "..",
)  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str | None:
    """What was said on refusal, else None. Anything but JSON and 0, or one sentence and 2, fails the test."""
    status = 0
    try:
        call_command(*arguments, "--json")
    except SystemExit as stopped:
        status = stopped.code
    said = capsys.readouterr()
    said.err.encode()  # raises for what no terminal or file could take
    if not status:
        json.loads(said.out.encode())
        return None
    assert status == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    return said.err


def test_arguments_of_any_kind_are_answered_or_refused_in_one_sentence(capsys: pytest.CaptureFixture[str]):
    chance = random.Random(13)
    good = {"--rotas": str(DATA / "domain-2.2.csv"), "--minutes": "60", "--site": "on", "--from": "2026-01-05"}
    refused = 0
    for turn in range(600):
        command = ("reach", "find_times")[turn % 2]
        more = {"--at": "Thu 15:30"} if command == "reach" else {"--hours": "06:00-22:00", "--top": "3"}
        arguments = good | {"--weeks": "2"} | more
        for _ in range(chance.choice([1, 1, 2])):
            arguments[chance.choice(list(arguments))] = chance.choice(NASTY)
        if chance.random() < 0.1:
            del arguments[chance.choice(list(arguments))]
        refused += run(capsys, command, *[f"{name}={value}" for name, value in arguments.items()]) is not None
    assert 300 < refused < 600  # some nasty words are good answers somewhere


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, dropped, doubled or cut off."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 1, 2])):
        place = chance.randrange(len(found) + 1)
        what = chance.choice([0, 0, 1, 2, 3, 3, 4])
        if what == 0:
            found[place : place + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del found[place : place + chance.randint(1, 30)]
        elif what == 2:
            found[place:place] = found[place : place + chance.randint(1, 60)]
        elif what == 3:
            found[place:place] = chance.choice([b"\n", b",", b'"', b"\0", b"\r", b"-", b"+", b"\xff\xfe", b"24:00"])
        else:
            del found[max(place, 1) :]
    return bytes(found)


def test_sheets_with_mistakes_of_any_kind_are_answered_or_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    chance, path, answered = random.Random(14), tmp_path / "rotas.csv", 0
    for _ in range(400):
        path.write_bytes(spoiled(SHEET, chance))
        question = ("--minutes=60", "--site=off", "--from=2026-03-23", "--weeks=2")
        answered += run(capsys, "find_times", f"--rotas={path}", "--top=2", *question) is None
        run(capsys, "reach", f"--rotas={path}", "--at=Sun 01:30", *question)
    assert 10 < answered < 390


def test_calendars_with_mistakes_of_any_kind_are_answered_or_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    chance, path = random.Random(15), tmp_path / "rota.ics"
    for _ in range(25):
        path.write_bytes(spoiled(CALENDAR, chance))
        run(capsys, "read_rota", str(path))


def test_a_path_that_is_no_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """A device never ends and a named pipe never begins: neither is opened."""
    pipe, folder, loop = tmp_path / "pipe.ics", tmp_path / "folder", tmp_path / "loop"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    (folder / "Ade.ics").mkdir(parents=True)
    question = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05")
    for path in ("/dev/zero", str(pipe), str(tmp_path), str(folder), str(loop), "a\0b", "x" * 5000):
        assert run(capsys, "reach", f"--rotas={path}", *question)
        assert run(capsys, "read_rota", path)


def test_a_calendar_whose_name_is_no_text_is_still_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    with open(os.fsencode(tmp_path) + b"/Z\xc3\xb6e\xff\n.ics", "wb") as file:
        file.write(
            b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260108T070000\nDTEND:20260108T150000\nEND:VEVENT\nEND:VCALENDAR\n"
        )
    question = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=1", "--json")
    call_command("reach", f"--rotas={tmp_path}", *question)
    found = json.loads(capsys.readouterr().out)
    assert found["people"] == [
        {"name": "Zöe\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}", "dates": 1, "could_come": 1}
    ]


def test_a_long_read_says_how_far_it_has_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Notes go to standard error, so that standard output stays one answer."""
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260108T070000\nDTEND:20260108T150000\nEND:VEVENT\nEND:VCALENDAR\n"
    for person in range(51):
        (tmp_path / f"person {person:02}.ics").write_text(text)
    question = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=1", "--json")
    call_command("reach", f"--rotas={tmp_path}", *question)
    said = capsys.readouterr()
    assert said.err.splitlines() == ["50 of 51 files read."]
    assert len(json.loads(said.out)["people"]) == 51
