import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from aftershift.core import clock
from aftershift.people.models import Member
from aftershift.shifts import polling, services, sheets
from aftershift.shifts.models import TimePoll
from aftershift.shifts.reading.model import Reading, ReadShift
from aftershift.shifts.reading.sheet import csv_lines, look_through
from tests.api.census import Call, Row, World

ANYONE = {"anonymous": 401, "new": 200, "member": 200, "connector": 200, "organiser": 200, "supervisor": 200}
ANYONE_MAKES = {role: 201 if status == 200 else status for role, status in ANYONE.items()}
ANYONE_EMPTY = {role: 204 if status == 200 else status for role, status in ANYONE.items()}
FINDS_MAKES = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 201, "supervisor": 403}
FINDS = {"anonymous": 401, "new": 403, "member": 403, "connector": 403, "organiser": 200, "supervisor": 403}
GIVES = {"anonymous": 401, "new": 403, "member": 403, "connector": 201, "organiser": 201, "supervisor": 403}
CALENDAR = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260706T070000\r\nDTEND:20260706T150000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


def told(world: World) -> None:
    today = clock.now().date()
    services.set_pattern(member=world.caller, days=["07:00-15:00", "-"], anchor_date=today, now=clock.now())


def with_pattern(world: World) -> Call:
    told(world)
    return Call()


def a_day(world: World) -> Call:
    told(world)
    body = {"shifts": [{"start": "07:00", "end": "15:00"}]}
    return Call({"date": clock.now().date().isoformat()}, body=body)


def some_days(world: World) -> Call:
    dates = [(clock.now() + dt.timedelta(days=day)).date().isoformat() for day in (2, 5)]
    return Call(body={"days": [{"date": date, "shifts": [{"start": "07:00", "end": "15:00"}]} for date in dates]})


def a_rule(world: World) -> Call:
    told(world)
    return Call({"rule": "before_early"})


def a_block(world: World) -> Call:
    tomorrow = clock.now() + dt.timedelta(days=1)
    start = tomorrow.replace(tzinfo=None, hour=17, minute=0, second=0, microsecond=0)
    made = services.add_block(member=world.caller, starts=start, ends=start + dt.timedelta(hours=1), now=clock.now())
    return Call({"block_id": made.pk})


def new_block(world: World) -> Call:
    return Call(
        body={"date": (clock.now() + dt.timedelta(days=2)).date().isoformat(), "start": "17:00", "end": "19:00"}
    )


class AgainAndAgain(SimpleUploadedFile):
    """A file that can be sent twice: each sending reads it from the beginning."""

    def read(self, *sizes: int) -> bytes:
        self.seek(0)
        return super().read(*sizes)


def a_file(world: World) -> Call:
    return Call(body={"file": AgainAndAgain("rota.ics", CALENDAR)}, format="multipart")


def a_draft(world: World) -> Call:
    start = dt.datetime(2026, 7, 6, 7)
    reading = Reading([ReadShift(start, start + dt.timedelta(hours=8), "early")], [], [], start.date(), start.date())
    draft = services.keep_draft(member=world.caller, reading=reading, now=clock.now())
    return Call({"import_id": draft.pk})


def sheet_of(world: World) -> bytes:
    return f"name,pattern,anchor\n{world.caller.called_name},07:00-15:00 -,2026-07-06\n".encode()


def a_sheet(world: World) -> Call:
    return Call(body={"file": AgainAndAgain("sheet.csv", sheet_of(world))}, format="multipart")


def a_kept_sheet(world: World) -> Call:
    sheet = look_through(csv_lines(sheet_of(world)))
    kept = sheets.keep_sheet(member=world.caller, roles={"organiser"}, sheet=sheet, now=clock.now())
    return Call({"sheet_id": kept.pk})


def new_poll(world: World) -> Call:
    day = clock.now().date()
    starts = [{"date": (day + dt.timedelta(days=9 + n)).isoformat(), "start": "15:30"} for n in range(2)]
    closes = (day + dt.timedelta(days=7)).isoformat()
    return Call(
        body={
            "audience": "everyone",
            "what": "Chess",
            "minutes": 60,
            "place": "on",
            "starts": starts,
            "closes_date": closes,
        }
    )


def a_poll(world: World, asked_by: Member) -> TimePoll:
    now = clock.now()
    return polling.open_poll(
        member=asked_by,
        roles={"organiser"},
        audience="everyone",
        what="Chess",
        minutes=60,
        on_site=True,
        starts=[(now + dt.timedelta(days=9 + n)).replace(tzinfo=None) for n in range(2)],
        closes_date=now.date() + dt.timedelta(days=7),
        now=now,
    )


def to_answer(world: World) -> Call:
    told(world)  # the caller is there when everyone is asked
    return Call({"poll_id": a_poll(world, world.member("organiser")).pk}, body={"ticks": []})


def to_close(world: World) -> Call:
    return Call({"poll_id": a_poll(world, world.caller).pk})


PATTERN = {"days": ["07:00-15:00", "-"], "today_index": 1}
ROWS = [
    Row("GET", "/api/v1/shift-patterns", roles=ANYONE, make=lambda world: Call()),
    Row("GET", "/api/v1/my-shifts", roles=ANYONE, make=with_pattern),
    Row("PUT", "/api/v1/my-shifts/pattern", roles=ANYONE, make=lambda world: Call(body=PATTERN)),
    Row("DELETE", "/api/v1/my-shifts/pattern", roles=ANYONE, make=with_pattern),
    Row(
        "PUT",
        "/api/v1/my-shifts/usual",
        roles=ANYONE,
        make=lambda world: Call(body={"finish": "15:00", "weekdays": ["mon", "tue"]}),
    ),
    Row("DELETE", "/api/v1/my-shifts/usual", roles=ANYONE, make=lambda world: Call()),
    Row("PUT", "/api/v1/my-shifts/group", roles=ANYONE, make=lambda world: Call(body={"group": "earlies"})),
    Row("DELETE", "/api/v1/my-shifts/group", roles=ANYONE, make=lambda world: Call()),
    Row("PUT", "/api/v1/my-shifts/rules/<str:rule>", roles=ANYONE, make=a_rule),
    Row("DELETE", "/api/v1/my-shifts/rules/<str:rule>", roles=ANYONE, make=a_rule),
    Row("POST", "/api/v1/my-shifts/days", roles=ANYONE_MAKES, make=some_days, once=True),
    Row("PUT", "/api/v1/my-shifts/days/<str:date>", roles=ANYONE, make=a_day),
    Row("DELETE", "/api/v1/my-shifts/days/<str:date>", roles=ANYONE, make=a_day),
    Row("POST", "/api/v1/my-shifts/confirmations", roles=ANYONE_MAKES, make=with_pattern, once=True),
    Row("POST", "/api/v1/private-blocks", roles=ANYONE_MAKES, make=new_block, once=True),
    Row("DELETE", "/api/v1/private-blocks/<uuid:block_id>", roles=ANYONE_EMPTY, make=a_block, foreign=True),
    Row("POST", "/api/v1/rota-imports", roles=ANYONE_MAKES, make=a_file, once=True),
    Row(
        "POST",
        "/api/v1/rota-imports/<uuid:import_id>/application",
        roles=ANYONE_MAKES,
        make=a_draft,
        once=True,
        foreign=True,
    ),
    Row("POST", "/api/v1/rota-sheets", roles=GIVES, make=a_sheet, once=True),
    Row(
        "POST",
        "/api/v1/rota-sheets/<uuid:sheet_id>/application",
        roles=GIVES,
        make=a_kept_sheet,
        once=True,
        foreign=True,
    ),
    Row("GET", "/api/v1/times/audiences", roles=FINDS, make=lambda world: Call()),
    Row("GET", "/api/v1/times", roles=FINDS, make=lambda world: Call(query="?audience=everyone&minutes=60")),
    Row("GET", "/api/v1/time-polls", roles=ANYONE, make=lambda world: Call()),
    Row("POST", "/api/v1/time-polls", roles=FINDS_MAKES, make=new_poll, once=True),
    Row("GET", "/api/v1/time-polls/asked", roles=FINDS, make=lambda world: Call()),
    Row("PUT", "/api/v1/time-polls/<uuid:poll_id>/answer", roles=ANYONE, make=to_answer, foreign=True),
    Row(
        "POST",
        "/api/v1/time-polls/<uuid:poll_id>/closing",
        roles=FINDS_MAKES,
        make=to_close,
        once=True,
        foreign=True,
    ),
]
