"""Statuses, problems and validators of the shifts screens."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_scopes import scope

from aftershift.core import clock
from aftershift.shifts import selectors
from tests.factories import MemberFactory, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.unscoped]


def today() -> dt.date:
    return MemberFactory().organisation.local(clock.now()).date()


def test_a_pattern_is_told_with_todays_place_and_read_back_as_the_week():
    client = signed_in(MemberFactory())
    days = ["07:00-15:00", "13:30-21:30", "-"]
    reply = client.put("/api/v1/my-shifts/pattern", {"days": days, "today_index": 1})
    assert reply.status_code == 200
    body = client.get("/api/v1/my-shifts?days=3").json()
    assert body["today"] == today().isoformat()
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    assert body["pattern"] == {"days": days, "anchor_date": yesterday, "given_date": None}
    assert [day["shifts"] for day in body["days"]] == [
        [{"start": "13:30", "end": "21:30", "kind": "late"}],
        [],
        [{"start": "07:00", "end": "15:00", "kind": "early"}],
    ]
    assert body["source"] == "pattern"


def test_a_pattern_sent_a_day_late_keeps_the_day_the_member_saw():
    client = signed_in(MemberFactory())
    saw = today() - dt.timedelta(days=1)
    body = {"days": ["07:00-15:00", "-"], "today_index": 0, "today": saw.isoformat()}
    assert client.put("/api/v1/my-shifts/pattern", body).json()["pattern"]["anchor_date"] == saw.isoformat()


def test_the_week_has_a_validator():
    client = signed_in(MemberFactory())
    first = client.get("/api/v1/my-shifts")
    again = client.get("/api/v1/my-shifts", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    client.put("/api/v1/my-shifts/pattern", {"days": ["-"], "today_index": 0})
    after = client.get("/api/v1/my-shifts", headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("pattern", {"days": ["lunch"], "today_index": 0}, "/days/0"),
        ("pattern", {"days": [], "today_index": 0}, "/days"),
        ("pattern", {"days": ["-"] * 85, "today_index": 0}, "/days"),
        ("pattern", {"days": ["-"], "today_index": 1}, "/today_index"),
        ("pattern", {"days": ["-"], "today_index": "0"}, "/today_index"),
        ("pattern", {"days": ["-"], "today_index": 0, "today": "0001-01-01"}, "/today"),
        ("usual", {"finish": "25:00", "weekdays": ["mon"]}, "/finish"),
        ("usual", {"finish": "15:00", "weekdays": ["someday"]}, "/weekdays/0"),
        ("group", {"group": "unknown"}, "/group"),
        ("days/2090-01-01", {"shifts": []}, "/date"),
        ("days/{today}", {"shifts": [{"start": "07:00", "end": "07:00"}]}, "/shifts/0/end"),
        (
            "days/{today}",
            {"shifts": [{"start": "07:00", "end": "11:00"}, {"start": "10:00", "end": "12:00"}]},
            "/shifts",
        ),
    ],
)
def test_what_cannot_be_used_is_pointed_at(path: str, body: Any, pointer: str):
    ama = MemberFactory()
    reply = signed_in(ama).put(f"/api/v1/my-shifts/{path.format(today=today())}", body)
    assert reply.status_code == 400
    assert [error["pointer"] for error in reply.json()["errors"]] == [pointer]
    with scope(organisation=ama.organisation_id):
        assert selectors.own_map(member=ama) is None


@pytest.mark.parametrize("date", ["tomorrow", "2026-02-30", "0001-01-01", "9999-12-31", "2026-1-5-1"])
def test_a_day_that_is_no_date_is_not_there(date: str):
    reply = signed_in(MemberFactory()).put(f"/api/v1/my-shifts/days/{date}", {"shifts": []})
    assert reply.status_code == 404


@pytest.mark.parametrize("query", ["days=0", "days=99", "days=many", "from=soon", "from=0001-01-01", "what=1"])
def test_a_week_that_cannot_be_asked_for_is_refused(query: str):
    assert signed_in(MemberFactory()).get(f"/api/v1/my-shifts?{query}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "",
        "audience=everyone",
        "audience=everyone&minutes=5",
        "audience=everyone&minutes=60&place=moon",
        "audience=everyone&minutes=60&from=6",
        "audience=nobody&minutes=60",
    ],
)
def test_a_question_for_times_that_cannot_be_read_is_refused(query: str):
    client = signed_in(MemberFactory(roles=("organiser",)))
    assert client.get(f"/api/v1/times?{query}").status_code in (400, 404)


def test_too_few_people_get_no_times():
    client = signed_in(MemberFactory(roles=("organiser",)))
    body = client.get("/api/v1/times?audience=everyone&minutes=60").json()
    assert body == {
        "known": {"fewer_than": 8},
        "unknown": {"fewer_than": 8},
        "waits": False,
        "apart": False,
        "too_few": True,
        "times": [],
        "alternate_with": None,
        "together": [],
        "anchors": [],
        "grid": [],
        "memory": None,
    }


CALENDAR = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Sick\r\nDTSTART:20260706T070000\r\nDTEND:20260706T150000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20260707T070000\r\nDTEND:20260707T150000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def upload(client: Any, data: bytes, key: str = "0192a000-0000-7000-8000-000000000001") -> Any:
    return client.post(
        "/api/v1/rota-imports",
        {"file": SimpleUploadedFile("my rota.ics", data)},
        format="multipart",
        headers={"Idempotency-Key": key},
    )


def test_a_file_is_read_shown_and_then_applied():
    client = signed_in(MemberFactory())
    draft = upload(client, CALENDAR)
    assert draft.status_code == 201
    body = draft.json()
    assert body["shifts"] == [{"start": "2026-07-07T07:00", "end": "2026-07-07T15:00", "kind": "early"}]
    assert body["not_at_work"] == ["2026-07-06"]
    assert body["question"] == "Is this right: Tuesday you start at 07:00?"
    assert body["is_applied"] is False
    again = upload(client, CALENDAR)
    assert (again.json()["id"], again.headers["Idempotency-Replayed"]) == (body["id"], "true")
    applied = client.send("POST", f"/api/v1/rota-imports/{body['id']}/application", once=True)
    assert (applied.status_code, applied.json()["is_applied"]) == (201, True)
    week = client.get("/api/v1/my-shifts?from=2026-07-06&days=2").json()
    assert (week["source"], [day["not_at_work"] for day in week["days"]]) == ("import", [True, False])


@pytest.mark.parametrize("data", [b"", b"hello", b"BEGIN:VCALENDAR\r\n" + b"A" * 600_000])
def test_a_file_that_cannot_be_read_is_a_problem_with_a_way_on(data: bytes):
    reply = upload(signed_in(MemberFactory()), data)
    assert reply.status_code == 400
    body = reply.json()
    assert body["type"].endswith("/rota-not-readable")
    assert body["detail"].endswith(".")
    assert body["next"]


def test_an_upload_without_a_file_is_refused():
    client = signed_in(MemberFactory())
    headers = {"Idempotency-Key": "0192a000-0000-7000-8000-000000000001"}
    reply = client.post("/api/v1/rota-imports", {"note": "none"}, format="multipart", headers=headers)
    assert reply.status_code == 400


def test_a_block_is_shown_in_wall_time_and_taken_away():
    client = signed_in(MemberFactory())
    day = (clock.now() + dt.timedelta(days=3)).date()
    made = client.send(
        "POST", "/api/v1/private-blocks", {"date": day.isoformat(), "start": "22:00", "end": "01:00"}, once=True
    )
    after = (day + dt.timedelta(days=1)).isoformat()
    assert made.status_code == 201
    assert made.json() | {"id": ""} == {
        "id": "",
        "date": day.isoformat(),
        "start": "22:00",
        "end_date": after,
        "end": "01:00",
    }
    week = client.get(f"/api/v1/my-shifts?from={day}&days=2").json()
    assert [[(b["start"], b["end"]) for b in d["blocks"]] for d in week["days"]] == [
        [("22:00", "00:00")],
        [("00:00", "01:00")],
    ]
    path = f"/api/v1/private-blocks/{made.json()['id']}"
    assert [client.delete(path).status_code, client.delete(path).status_code] == [204, 404]


def test_the_pictures_have_stable_names():
    body = signed_in(MemberFactory()).get("/api/v1/shift-patterns").json()
    assert {"id": "early-week", "name": "Early, Monday to Friday", "days": ["07:00-15:00"] * 5 + ["-"] * 2} in body[
        "results"
    ]


def test_several_days_and_those_put_back_are_named_once_each():
    client = signed_in(MemberFactory())
    day = {"date": today().isoformat(), "shifts": [{"start": "07:00", "end": "15:00"}]}
    told = client.send("POST", "/api/v1/my-shifts/days", {"days": [day]}, once=True)
    assert (told.status_code, told.json()["days"][0]["is_changed"]) == (201, True)
    for body in ({"days": []}, {"days": [day], "put_back": [day["date"]]}, {"days": [], "put_back": [day["date"]] * 2}):
        reply = client.send("POST", "/api/v1/my-shifts/days", body, once=True)
        assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (400, "/days")
    back = client.send("POST", "/api/v1/my-shifts/days", {"days": [], "put_back": [day["date"]]}, once=True)
    assert (back.status_code, back.json()["source"]) == (201, "none")
