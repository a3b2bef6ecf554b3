"""`reach`, `find_times` and `read_rota` as DESIGN 13 describes them."""

from __future__ import annotations

import datetime as dt
import io
import json
import signal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from aftershift.shifts.reading import limited

DATA = Path(__file__).parents[2] / "data/rotas"
TABLE = DATA / "domain-2.2.csv"


def ask(command: str, *arguments: str) -> Any:
    out = io.StringIO()
    call_command(command, *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def refused(capsys: pytest.CaptureFixture[str], command: str, *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        call_command(command, *arguments)
    said = capsys.readouterr()
    assert stopped.value.code == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.endswith(".\n")
    return said.err


# DOMAIN 2.2: dates of 24 that each rota could come to, and the share the table prints.
TIMES = [("Thu 15:30", 60), ("Thu 12:00", 60), ("Sat 10:00", 180), ("Sun 07:00", 780)]
ROWS = {
    "Mon-Fri 07-15": [(24, 100), (0, 0), (24, 100), (24, 100)],
    "weekly early/late": [(12, 50), (12, 50), (24, 100), (24, 100)],
    "weekly early/late/night": [(8, 33), (8, 33), (16, 67), (24, 100)],
    "4-on-4-off 12 h days": [(12, 50), (12, 50), (12, 50), (12, 50)],
    "4-on-4-off 2 days 2 nights": [(12, 50), (12, 50), (12, 50), (9, 38)],
    "14-day 2-2-3 12 h days": [(12, 50), (12, 50), (12, 50), (12, 50)],
    "Mon-Fri 17-21": [(24, 100), (24, 100), (24, 100), (24, 100)],
}


@pytest.mark.parametrize("column", range(4))
def test_reach_gives_every_cell_of_the_table_of_rotas(column: int):
    at, minutes = TIMES[column]
    found = ask(
        "reach",
        f"--rotas={TABLE}",
        f"--at={at}",
        f"--minutes={minutes}",
        "--site=on",
        "--from=2026-01-05",
        "--weeks=24",
    )
    assert [person["name"] for person in found["people"]] == list(ROWS)
    for person in found["people"]:
        count, share = ROWS[person["name"]][column]
        assert (person["dates"], person["could_come"]) == (24, count)
        assert round(100 * count / 24) == share
    assert len(found["dates"]) == 24
    assert sum(date["could_come"] for date in found["dates"]) == sum(person["could_come"] for person in found["people"])
    weekday = {"Thu": 3, "Sat": 5, "Sun": 6}[at[:3]]
    assert found["dates"][0]["date"] == (dt.date(2026, 1, 5) + dt.timedelta(days=weekday)).isoformat()


# DOMAIN 10 "Rotas": dates of 24 on which each could come, by hand: the cycles give 2 of 8 Thursdays and 5 of 6 Saturdays.
OTHER_ROTAS = {
    "six-week catering": (24, 20),
    "eight-week catering": (6, 24),
    "school hours": (24, 24),
    "two jobs": (0, 24),
}


@pytest.mark.parametrize(("column", "at", "minutes"), [(0, "Thu 15:30", 60), (1, "Sat 10:00", 180)])
def test_reach_counts_rotas_of_many_weeks_school_hours_and_two_jobs(column: int, at: str, minutes: int):
    sheet_of_others = f"--rotas={DATA / 'domain-10.csv'}"
    found = ask(
        "reach", sheet_of_others, f"--at={at}", f"--minutes={minutes}", "--site=on", "--from=2026-01-05", "--weeks=24"
    )
    assert {person["name"]: person["could_come"] for person in found["people"]} == {
        name: counts[column] for name, counts in OTHER_ROTAS.items()
    }


def sheet(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "rotas.csv"
    path.write_text("\n".join(["name,pattern,anchor", *rows]), encoding="utf-8")
    return f"--rotas={path}"


def test_reach_keeps_wall_time_when_the_clock_changes(tmp_path: Path):
    """RULE-22: a Sunday walk at 16:30 is nine real hours after a night that ends at 07:30, also in October and March."""
    nights = sheet(tmp_path, "Ade,21:30-07:30,2026-01-01")
    for first in ("2026-03-29", "2026-10-25", "2026-06-07"):
        just, before = (
            ask("reach", nights, f"--at=Sun {at}", "--minutes=60", "--site=on", f"--from={first}", "--weeks=1")
            for at in ("16:30", "16:29")
        )
        assert (just["people"][0]["could_come"], before["people"][0]["could_come"]) == (1, 0)


def test_times_are_ordered_by_person_dates_with_the_second_time_that_adds_most(tmp_path: Path):
    rotas = sheet(
        tmp_path,
        "Ade,07:00-15:00 07:00-15:00 07:00-15:00 07:00-15:00 07:00-15:00 - -,2026-01-05",
        "Bea,07:00-15:00 07:00-15:00 07:00-15:00 07:00-15:00 07:00-15:00 - -,2026-01-05",
        "Cai,- - - - - 09:00-21:00 09:00-21:00,2026-01-05",
        "Dot,15:00-22:00 15:00-22:00 15:00-22:00 15:00-22:00 15:00-22:00 15:00-22:00 15:00-22:00,2026-01-05",
    )
    question = (rotas, "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=2", "--hours=12:00-17:00")
    found = ask("find_times", *question, "--top=3")
    # Ade, Bea and Cai from 15:00 on weekdays but Friday, when Cai's early start is ten hours away from none: also free.
    assert found == {
        "times": [
            {"weekday": "Mon", "start": "15:00", "could_come": 6, "reached_once": 3},
            {"weekday": "Mon", "start": "15:15", "could_come": 6, "reached_once": 3},
            {"weekday": "Mon", "start": "15:30", "could_come": 6, "reached_once": 3},
        ],
        "alternate_with": {"weekday": "Mon", "start": "12:00", "adds": 1},
    }
    once = ask("find_times", *question, "--repeat=once", "--top=1")
    assert once == {
        "times": [{"date": "2026-01-05", "start": "15:00", "could_come": 3, "reached_once": 3}],
        "alternate_with": {"date": "2026-01-05", "start": "12:00", "adds": 1},
    }


def test_the_finder_never_calls_a_time_fit_that_reach_calls_unfit(tmp_path: Path):
    """DESIGN 13: free maps round busy time outwards."""
    rotas = sheet(tmp_path, "Ade,07:05-14:50 - 21:20-06:40 - - 13:35-21:10,2026-01-05", "Bea,06:10-13:10 -,2026-01-06")
    question = (rotas, "--minutes=50", "--site=off", "--from=2026-03-23", "--weeks=2")
    for time in ask("find_times", *question, "--hours=00:00-24:00", "--top=672")["times"]:
        exact = ask("reach", *question, f"--at={time['weekday']} {time['start']}")
        assert time["could_come"] <= sum(person["could_come"] for person in exact["people"])
        if time["could_come"] < 2:
            break


def ics(*shifts: tuple[str, str]) -> str:
    entries = "".join(f"BEGIN:VEVENT\r\nDTSTART:{a}\r\nDTEND:{b}\r\nEND:VEVENT\r\n" for a, b in shifts)
    return f"BEGIN:VCALENDAR\r\n{entries}END:VCALENDAR\r\n"


def test_a_folder_of_calendar_files_does_as_well_as_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "rotas"
    folder.mkdir()
    days = [dt.date(2026, 1, 5) + dt.timedelta(days=day) for day in range(14)]
    working = [day for day in days if day.weekday() < 5]
    (folder / "Ade.ics").write_text(ics(*[(f"{d:%Y%m%d}T070000", f"{d:%Y%m%d}T150000") for d in working]))
    (folder / "Bea.ics").write_text(ics(*[(f"{d:%Y%m%d}T133000", f"{d:%Y%m%d}T213000") for d in working]))
    (folder / "notes.txt").write_text("not a calendar")
    question = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=2")
    found = ask("reach", f"--rotas={folder}", *question)
    assert found["people"] == [
        {"name": "Ade", "dates": 2, "could_come": 2},
        {"name": "Bea", "dates": 2, "could_come": 0},
    ]
    assert capsys.readouterr().err == ""
    weeks = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=4")
    assert ask("reach", f"--rotas={folder}", *weeks)["people"][1]["could_come"] == 2
    assert "Bea.ics: nothing is in it after 2026-01-16" in capsys.readouterr().err


def test_a_folder_names_the_file_and_the_line_it_could_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "Ade.ics").write_text(ics(("20260105T213000", "20260105T073000")))
    question = ("--at=Mon 15:30", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=1")
    ask("reach", f"--rotas={tmp_path}", *question)
    assert capsys.readouterr().err.startswith("Ade.ics, line 4: ")
    (tmp_path / "Bea.ics").write_text("not a calendar")
    assert refused(capsys, "reach", f"--rotas={tmp_path}", *question).startswith("Bea.ics: This is not a calendar file")


def test_people_read_a_table_and_scripts_read_json(capsys: pytest.CaptureFixture[str]):
    question = (f"--rotas={TABLE}", "--minutes=60", "--site=on", "--from=2026-01-05")
    call_command("reach", *question, "--at=thursday 15:30")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Name", "Could", "come", "Dates"]
    assert lines[1].split()[-2:] == ["8", "8"]
    call_command("find_times", *question)
    assert capsys.readouterr().out.splitlines()[0].split() == ["When", "Start", "Could", "come", "At", "least", "once"]
    call_command("read_rota", str(DATA / "quirks/overnight-same-date.ics"))
    said = capsys.readouterr()
    assert said.out.splitlines()[1].split() == ["2026-07-06T21:30", "2026-07-07T07:30", "night"]
    assert said.err.startswith("Line 8: ")


def test_read_rota_gives_start_end_and_kind():
    found = ask("read_rota", str(DATA / "quirks/leave-and-shift.ics"))
    assert found == {
        "shifts": [{"start": "2026-07-06T07:00", "end": "2026-07-06T15:00", "kind": "early"}],
        "not_at_work": ["2026-07-06"],
        "warnings": [{"line": 4, "text": "This day has a shift and is marked as off. The shift was kept."}],
    }
    series = str(DATA / "quirks/series.ics")
    assert [s["start"] for s in ask("read_rota", series, "--from=2026-07-13", "--to=2026-07-19")["shifts"]] == [
        "2026-07-13T09:00"
    ]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["Ade,07:00-15:00,2026-13-01"], "Line 2 of the sheet: the anchor has to be a date like 2026-01-05."),
        (["Ade,07:00-15:00,05/01/2026"], "Line 2 of the sheet: the anchor has to be a date like 2026-01-05."),
        (["Ade,07:00-15:00 E,2026-01-05"], "Line 2 of the sheet: day 2: 'E' is not a shift like 07:00-15:00"),
        (["Ade,,2026-01-05"], "Line 2 of the sheet: a pattern has 1 to 84 days, this one has 0."),
        (["Ade," + "- " * 85 + ",2026-01-05"], "a pattern has 1 to 84 days, this one has 85."),
        ([",07:00-15:00,2026-01-05"], "Line 2 of the sheet: there is no name."),
        (["Ade,07:00-15:00"], "Line 2 of the sheet: there are 2 parts"),
        ([], "There is nobody in the sheet"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[str], says: str
):
    question = ("--at=Thu 15:30", "--minutes=60", "--site=on", "--from=2026-01-05")
    assert says in refused(capsys, "reach", sheet(tmp_path, *rows), *question)


@pytest.mark.parametrize(
    "wrong",
    [
        "--at=Thu",
        "--at=Thu 25:00",
        "--at=Tomorrow 15:30",
        "--minutes=0",
        "--minutes=1441",
        "--minutes=six",
        "--minutes=" + "9" * 5000,
        "--site=both",
        "--from=yesterday",
        "--from=2026-02-30",
        "--from=0001-01-01",
        "--weeks=0",
        "--weeks=57",
        "--rotas=nowhere.csv",
        "--rotas=/",
        "--unknown=1",
    ],
)
def test_a_question_that_cannot_be_read_is_refused_in_one_sentence(capsys: pytest.CaptureFixture[str], wrong: str):
    arguments = {"--rotas": str(TABLE), "--at": "Thu 15:30", "--minutes": "60", "--site": "on", "--from": "2026-01-05"}
    name, _, value = wrong.partition("=")
    arguments[name] = value
    assert refused(capsys, "reach", *[f"{key}={text}" for key, text in arguments.items()])


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe\x00", b"name,pattern\nA,-\n", b'name,pattern,anchor\n"A', b"a" * 200_000, b"\x00" * 10]
)
def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
):
    path = tmp_path / "rotas.csv"
    path.write_bytes(data)
    question = ("--minutes=60", "--site=on", "--from=2026-01-05")
    assert refused(capsys, "find_times", f"--rotas={path}", *question)


def test_sheets_as_spreadsheets_save_them_are_read(tmp_path: Path):
    path = tmp_path / "rotas.csv"
    path.write_bytes("\ufeffName;Pattern;Anchor;Team\r\nÅsa;07:00-15:00 -;2026-01-05;Porters\r\n;;;\r\n".encode())
    question = ("--at=Mon 16:00", "--minutes=60", "--site=on", "--from=2026-01-05", "--weeks=2")
    assert ask("reach", f"--rotas={path}", *question)["people"] == [{"name": "Åsa", "dates": 2, "could_come": 2}]


def test_hours_that_hold_no_start_give_no_times():
    question = (f"--rotas={TABLE}", "--minutes=240", "--site=on", "--from=2026-01-05")
    assert ask("find_times", *question, "--hours=10:00-12:00") == {"times": [], "alternate_with": None}


def test_a_calendar_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert "no file" in refused(capsys, "read_rota", str(tmp_path / "nothing.ics"))
    assert "no file" in refused(capsys, "read_rota", str(tmp_path))
    path = tmp_path / "bomb.ics"
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101T000000\nRRULE:FREQ=SECONDLY\nEND:VEVENT\n")
    assert "Line 4" in refused(capsys, "read_rota", str(path))
    assert refused(capsys, "read_rota", str(path), "--from=soon")


def test_ctrl_c_stops_a_long_run_in_one_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "ama.ics").write_text(ics(("20260105T070000", "20260105T150000")))
    # As at a terminal: a test run in the background is started with the signal ignored.
    monkeypatch.setattr(limited, "read_file", lambda *args, **asked: signal.default_int_handler(signal.SIGINT, None))
    asked = ["--rotas", str(tmp_path), "--minutes", "60", "--site", "on", "--from", "2026-01-05"]
    with pytest.raises(SystemExit) as stopped:
        call_command("find_times", *asked)
    said = capsys.readouterr()
    assert (stopped.value.code, said.out, said.err.strip().splitlines()[-1]) == (130, "", "Stopped.")
