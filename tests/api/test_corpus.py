"""A hand-made corpus of hostile requests (Q-R7): none makes a 5xx, a refusal is a problem, and a refusal writes nothing.

Each probe names a real operation and what it may answer; a set holds whatever is right there. `{date}`, `{idea}`, `{activity}` in a path stand for rows of the caller's organisation.
Classes of fault come from RULES 1.6: NUL and lone surrogates on PostgreSQL, integer overflow on SQLite, nesting, cursors, encodings.
"""

import base64
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django_scopes import scope

from aftershift.core import clock
from aftershift.ideas import services as ideas
from tests.api.test_census import is_problem
from tests.factories import Client, MemberFactory, OrganisationFactory, signed_in
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db

JSON = "application/json"
# Counters of tries commit by themselves, refused or not (SERVER 13); a session notes its day of use.
COUNTS = {"core.Budget", "people.CardTries", "people.Session"}


@dataclass(frozen=True)
class Probe:
    name: str
    method: str
    path: str
    body: Any = b""
    status: Any = 400
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = JSON
    once: bool = False
    anonymous: bool = False

    def __str__(self) -> str:
        return self.name


def raw(value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


SIGN_UPS = "/api/v1/occurrences/{date}/sign-ups"
MINE = SIGN_UPS + "/mine"
PLACES = "/api/v1/occurrences/{date}/places"
TIME = "/api/v1/occurrences/{date}/time"
ABOUT = "/api/v1/occurrences/{date}/about"
ACTIVITIES = "/api/v1/activities"
ACTIVITY = "/api/v1/activities/{activity}"
IDEAS = "/api/v1/ideas"
ANSWERS = "/api/v1/ideas/{idea}/answers"
SESSION = "/api/v1/session"
PATTERN = "/api/v1/my-shifts/pattern"
BLOCKS = "/api/v1/private-blocks"
ROTA = "/api/v1/rota-imports"
IF_MATCH = {"If-Match": '"1.0.10-x"'}
LONG = "a" * 200_000
RTL = "\u202ewalk\u202c \u2066here\u2069"
NEW_IDEA = {"text": "Walk by the canal", "kind": "walk", "shown_as": "named"}
NEW_ACTIVITY = {
    "title": "Thursday walk",
    "kind": "walk",
    "meeting_place": "Main door",
    "starts_date": "2090-01-05",
    "starts_time": "15:30",
    "minutes": 45,
    "places": 20,
}
BLOCK = {"date": "2026-12-01", "start": "10:00", "end": "12:00"}
JOIN = {"code": "x" * 22, "called_name": "Ama", "pin": "482913", "form_key": "0" * 32}


def cursor(text: str) -> str:
    return base64.b64encode(text.encode("latin-1")).decode()


def idea(**changes: Any) -> bytes:
    return raw(NEW_IDEA | changes)


def activity(**changes: Any) -> bytes:
    return raw(NEW_ACTIVITY | changes)


def text_probes() -> list[Probe]:
    """The same evil texts into every kind of text field."""
    fields = [
        ("idea", "POST", IDEAS, lambda t: NEW_IDEA | {"text": t}, True),
        ("title", "POST", ACTIVITIES, lambda t: NEW_ACTIVITY | {"title": t}, True),
        ("answer", "POST", ANSWERS, lambda t: {"status": "to_vote", "text": t}, True),
        ("device", "POST", SESSION, lambda t: {"card": "x", "pin": "1", "device": t}, False),
        ("called name", "PATCH", "/api/v1/me", lambda t: {"called_name": t}, False),
        ("reason", "POST", "/api/v1/occurrences/{date}/cancellation", lambda t: {"reason": t}, True),
    ]
    evil: list[tuple[str, Any]] = [
        ("NUL", "a\x00b"),
        ("lone surrogate", "\ud800"),
        ("surrogates the wrong way round", "\udc00\ud800"),
        ("escape", "a\x1b[31mb"),
        ("a number", 7),
        ("a list", ["a"]),
        ("an object", {"a": "b"}),
        ("true", True),
        ("null", None),
        ("200,000 letters", LONG),
    ]
    return [
        Probe(f"{where}: {what}", method, path, raw(make(text)), 400, dict(IF_MATCH), once=once)
        for where, method, path, make, once in fields
        for what, text in evil
    ]


BODIES = [
    Probe("half an object", "POST", IDEAS, b'{"text": ', once=True),
    Probe("nothing", "POST", IDEAS, b"", once=True),
    Probe("a bare string", "POST", IDEAS, b'"walk"', once=True),
    Probe("a bare number", "POST", IDEAS, b"7", once=True),
    Probe("null", "POST", IDEAS, b"null", once=True),
    Probe("a list", "POST", IDEAS, b"[]", once=True),
    Probe("a list of objects", "POST", IDEAS, b'[{"text": "a"}]', once=True),
    Probe("NaN", "POST", IDEAS, b'{"text": NaN}', once=True),
    Probe("Infinity", "PUT", PLACES, b'{"places": Infinity}', headers=IF_MATCH),
    Probe("-Infinity", "PUT", PLACES, b'{"places": -Infinity}', headers=IF_MATCH),
    Probe("a number of 400 digits", "PUT", PLACES, b'{"places": ' + b"9" * 400 + b"}", headers=IF_MATCH),
    Probe("a number of 5,000 digits", "PUT", PLACES, b'{"places": ' + b"9" * 5000 + b"}", headers=IF_MATCH),
    Probe("1e400", "PUT", PLACES, b'{"places": 1e400}', headers=IF_MATCH),
    Probe("the same name twice", "POST", IDEAS, b'{"text": "a walk", "text": "b walk", "kind": "walk"}', once=True),
    Probe("2,000 lists deep", "POST", IDEAS, b"[" * 2000 + b"]" * 2000, once=True),
    Probe("100,000 lists deep", "POST", IDEAS, b"[" * 100_000, once=True),
    Probe("20,000 objects deep", "POST", IDEAS, b'{"a":' * 20_000 + b"1" + b"}" * 20_000, once=True),
    Probe("bad UTF-8", "POST", IDEAS, b'{"text": "\xff\xfe"}', once=True),
    Probe("overlong UTF-8", "POST", IDEAS, b'{"text": "\xc0\xaf"}', once=True),
    Probe("UTF-16", "POST", IDEAS, json.dumps(NEW_IDEA).encode("utf-16"), once=True),
    Probe("a byte order mark", "POST", IDEAS, b"\xef\xbb\xbf" + raw(NEW_IDEA), once=True),
    Probe("an escaped NUL", "POST", IDEAS, b'{"text": "a \\u0000 b", "kind": "walk", "shown_as": "named"}', once=True),
    Probe("a NUL in a name", "POST", IDEAS, b'{"a\\u0000": 1}', once=True),
    Probe("a name not known", "POST", IDEAS, idea(is_chosen=True), once=True),
    Probe("a name of 10,000 letters", "POST", IDEAS, raw(NEW_IDEA | {"b" * 10_000: 1}), once=True),
    Probe("5,000 names", "POST", IDEAS, raw(NEW_IDEA | {f"n{i}": i for i in range(5000)}), once=True),
    Probe("300 kB", "POST", IDEAS, idea(text="b" * 300_000), 413, once=True),
    Probe("form data", "POST", IDEAS, b"text=walk", 415, content_type="application/x-www-form-urlencoded", once=True),
    Probe("plain text", "POST", IDEAS, raw(NEW_IDEA), 415, content_type="text/plain", once=True),
    Probe("XML", "POST", IDEAS, b"<a/>", 415, content_type="application/xml", once=True),
    Probe("no content type", "POST", IDEAS, raw(NEW_IDEA), {400, 415}, content_type="", once=True),
    Probe("a type that is none", "POST", IDEAS, raw(NEW_IDEA), {400, 415}, content_type=";;;", once=True),
    Probe("a charset nobody has", "POST", IDEAS, b"{", {400, 415}, content_type="application/json; charset=evil", once=True),
    Probe("an Accept of nothing we speak", "GET", IDEAS, b"", 406, {"Accept": "image/png"}),
    Probe("an Accept that is none", "GET", IDEAS, b"", {200, 400, 406}, {"Accept": "////,,;q=z"}),
    Probe("a right-to-left override in an idea", "POST", IDEAS, idea(text=RTL), {201, 400}, once=True),
    Probe("only spaces", "POST", IDEAS, idea(text=" \t\n "), once=True),
    Probe("only marks nobody sees", "PATCH", "/api/v1/me", raw({"called_name": "\u200b\u200d\u2060"}), headers=IF_MATCH, status={400, 412}),
    Probe("a kind not known", "POST", IDEAS, idea(kind="war"), once=True),
    Probe("a kind that is a list", "POST", IDEAS, idea(kind=["walk"]), once=True),
    Probe("a kind that is an object", "POST", IDEAS, idea(kind={}), once=True),
]  # fmt: skip

NUMBERS = [
    Probe(f"places {value!r}", "PUT", PLACES, raw({"places": value}), headers=IF_MATCH)
    for value in (0, -1, 10**10, 2**63, 2**64, -(2**63), 1.5, 12.0, True, "12", None, [], {})
] + [
    Probe(f"children {value!r}", "POST", SIGN_UPS, raw({"children_0_4": value}), once=True)
    for value in (-1, 99, 2**63, 10**40, 0.5, "1", False, None, [1])
]

DATES = [
    Probe(f"an activity on {date!r} at {time!r}", "POST", ACTIVITIES, activity(starts_date=date, starts_time=time), status, once=True)
    for date, time, status in (
        ("0001-01-01", "00:00", {400, 409}),
        ("9999-12-31", "23:59", {400, 409, 201}),
        ("10000-01-01", "12:00", 400),
        ("2090-02-30", "12:00", 400),
        ("2090-13-01", "12:00", 400),
        ("2027-03-28", "01:30", {201, 400, 409}),  # the hour that does not exist in London
        ("2026-10-25", "01:30", {201, 400, 409}),  # the hour that comes twice
        ("2090-01-05", "24:00", 400),
        ("2090-01-05", "25:61", 400),
        ("2090-01-05", "15:30:00+99:00", 400),
        ("tomorrow", "12:00", 400),
        ("2090-W01-1", "12:00", {201, 400}),
        ("٢٠٩٠-٠١-٠٥", "12:00", {201, 400}),
        (20900105, "12:00", {201, 400}),
        ("2090-01-05", 1530, 400),
        (None, None, 400),
    )
] + [
    Probe("repeat -1 times", "POST", ACTIVITIES, activity(repeat={"every_weeks": 1, "count": -1}), once=True),
    Probe("repeat 10^9 times", "POST", ACTIVITIES, activity(repeat={"every_weeks": 1, "count": 10**9}), once=True),
    Probe("repeat at the end of time", "POST", ACTIVITIES, activity(starts_date="9999-12-30", repeat={"every_weeks": 8, "count": 26}), {400, 409}, once=True),
    Probe("a site of nobody", "POST", ACTIVITIES, activity(site_id=str(uuid4())), {400, 404}, once=True),
    Probe("an option of nobody", "POST", ACTIVITIES, activity(option_id=str(uuid4())), {400, 404}, once=True),
    Probe("an option that is no id", "POST", ACTIVITIES, activity(option_id="'; DROP TABLE"), once=True),
    Probe("moved to the hour that does not exist", "PUT", TIME, raw({"starts_date": "2027-03-28", "starts_time": "01:30"}), {200, 400, 409}, IF_MATCH),
    Probe("moved before time", "PUT", TIME, raw({"starts_date": "0001-01-01", "starts_time": "00:00"}), {400, 409}, IF_MATCH),
    Probe("moved to the end of time", "PUT", TIME, raw({"starts_date": "9999-12-31", "starts_time": "23:59"}), {400, 409, 200}, IF_MATCH),
    Probe("a day in year 1", "PUT", "/api/v1/my-shifts/days/0001-01-01", raw({"shifts": []}), {400, 404}),
    Probe("a day in year 9999", "PUT", "/api/v1/my-shifts/days/9999-12-31", raw({"shifts": []}), {400, 404}),
    Probe("a day that is none", "PUT", "/api/v1/my-shifts/days/2026-02-30", raw({"shifts": []}), {400, 404}),
    Probe("a day that is a path", "PUT", "/api/v1/my-shifts/days/..%2f..", raw({"shifts": []}), {400, 404, 405}),
    Probe("my shifts in year 9999", "GET", "/api/v1/my-shifts?from=9999-12-31&days=98", b""),
    Probe("my shifts in year 1", "GET", "/api/v1/my-shifts?from=0001-01-01", b""),
    Probe("10^9 days of shifts", "GET", "/api/v1/my-shifts?days=1000000000", b""),
    Probe("-1 days of shifts", "GET", "/api/v1/my-shifts?days=-1", b""),
    Probe("days of 5,000 digits", "GET", "/api/v1/my-shifts?days=" + "9" * 5000, b""),
    Probe("shifts from NUL", "GET", "/api/v1/my-shifts?from=%00", b""),
    Probe("a pattern with no days", "PUT", PATTERN, raw({"days": [], "today_index": 0})),
    Probe("a pattern of 10,000 days", "PUT", PATTERN, raw({"days": ["-"] * 10_000, "today_index": 0})),
    Probe("today outside the pattern", "PUT", PATTERN, raw({"days": ["-"], "today_index": 5})),
    Probe("today at -1", "PUT", PATTERN, raw({"days": ["-"], "today_index": -1})),
    Probe("a shift of 25 hours", "PUT", PATTERN, raw({"days": ["07:00-32:00"], "today_index": 0})),
    Probe("a shift in other digits", "PUT", PATTERN, raw({"days": ["٠٧:٠٠-١٥:٠٠"], "today_index": 0}), {200, 400}),
    Probe("a pattern seen in year 1", "PUT", PATTERN, raw({"days": ["-"], "today_index": 0, "today": "0001-01-01"})),
    Probe("a shift over the spring night", "PUT", "/api/v1/my-shifts/days/2027-03-27", raw({"shifts": [{"start": "21:00", "end": "07:00"}]}), 200),
    Probe("a shift that starts when no clock says so", "PUT", "/api/v1/my-shifts/days/2027-03-28", raw({"shifts": [{"start": "01:30", "end": "09:00"}]}), {200, 400}),
    Probe("a block from no hour", "POST", BLOCKS, raw(BLOCK | {"date": "2027-03-28", "start": "01:15", "end": "01:45"}), {201, 400}, once=True),
    Probe("a block that ends before it starts", "POST", BLOCKS, raw(BLOCK | {"end_date": "2026-11-01"}), once=True),
    Probe("a block of 170 years", "POST", BLOCKS, raw(BLOCK | {"end_date": "2199-12-31"}), {201, 400}, once=True),
    Probe("a block in year 9999", "POST", BLOCKS, raw(BLOCK | {"date": "9999-12-31"}), once=True),
]  # fmt: skip

ADDRESSES = [
    Probe("an id of 60 digits", "GET", "/api/v1/occurrences/" + "9" * 60, status=404),
    Probe("an id of 40 hex digits", "GET", "/api/v1/occurrences/" + "a" * 40, status=404),
    Probe("an id that is a number", "GET", "/api/v1/ideas/1", status=404),
    Probe("an id that is negative", "GET", "/api/v1/ideas/-1", status=404),
    Probe("an id with NUL", "GET", "/api/v1/ideas/%00", status=404),
    Probe("an id with bad UTF-8", "GET", "/api/v1/ideas/%ff%fe", status=404),
    Probe("an id with a quote", "GET", "/api/v1/ideas/'or'1'='1", status=404),
    Probe("an id in capitals", "GET", "/api/v1/ideas/" + "A" * 8 + "-AAAA-4AAA-8AAA-" + "A" * 12, status=404),
    Probe("the id of nobody", "GET", "/api/v1/ideas/00000000-0000-0000-0000-000000000000", status=404),
    Probe("a step up", "GET", "/api/v1/../../etc/passwd", status=404),
    Probe("a step up in code", "GET", "/api/v1/%2e%2e/%2e%2e/etc/passwd", status=404),
    Probe("a step up beside the client", "GET", "/../settings.py", status=404),
    Probe("a file with NUL", "GET", "/assets/%00.js", status=404),
    Probe("an address of 8,000 letters", "GET", "/api/v1/" + "a" * 8000, status=404),
    Probe("a slash too many", "GET", "/api/v1//ideas", status=404),
    Probe("a slash at the end", "GET", "/api/v1/ideas/", status=404),
    Probe("a feed of nobody", "GET", "/feed/" + "a" * 22 + ".ics", status=404),
    Probe("a feed with NUL", "GET", "/feed/%00.ics", status=404),
    Probe("a receipt that is too short", "DELETE", "/api/v1/slips/abc", status=404),
    Probe("a receipt with NUL", "DELETE", "/api/v1/slips/%00" + "a" * 31, status=404),
    Probe("a receipt of nobody", "DELETE", "/api/v1/slips/" + "a" * 32, status=404),
    Probe("a checklist item with NUL", "PUT", "/api/v1/occurrences/{date}/checklist/items/%00", b"{}", {404, 405}, once=True),
] + [
    Probe(f"a cursor of {path}: {what}", "GET", f"{path}?cursor={text}", status={400, 404, 200} if what == "nothing" else {400, 404})
    for path in (IDEAS, "/api/v1/occurrences", "/api/v1/ballots")
    for what, text in (
        ("nothing", ""),
        ("not base64", "%25%25%25"),
        ("NUL", "%00"),
        ("no ASCII", "ä"),
        ("base64 of nonsense", cursor("nonsense")),
        ("no UUID", cursor("p=nonsense")),
        ("NUL inside", cursor("p=\x00")),
        ("huge offset", cursor("o=99999999999999999999&p=1")),
        ("negative offset", cursor("o=-5")),
        ("inf", cursor("inf " + "a" * 32)),
        ("nan", cursor("nan " + "a" * 32)),
        ("1e308", cursor("1e308 " + "a" * 32)),
        ("-1e10", cursor("-1e15 " + "a" * 32)),
        ("10,000 letters", "A" * 10_000),
    )
] + [
    Probe("a page of 10^20", "GET", IDEAS + "?size=" + "9" * 20, status=400),
    Probe("a page of -1", "GET", IDEAS + "?size=-1", status=400),
    Probe("a page of 'a'", "GET", IDEAS + "?size=a", status=400),
    Probe("similar to NUL", "GET", IDEAS + "/similar?text=%00", status={200, 400}),
    Probe("similar to a percent sign", "GET", IDEAS + "/similar?text=%25%25_%5C", status=200),
    Probe("similar to a lone surrogate", "GET", IDEAS + "/similar?text=%ed%a0%80", status={200, 400}),
    Probe("similar to 100,000 letters", "GET", IDEAS + "/similar?text=" + "a" * 100_000, status=200),
    Probe("times for nobody", "GET", "/api/v1/times?audience=site:" + "9" * 40 + "&minutes=60", status={400, 403, 404}),
    Probe("times for NUL", "GET", "/api/v1/times?audience=%00&minutes=60", status={400, 403}),
    Probe("times of 0 minutes", "GET", "/api/v1/times?audience=everyone&minutes=0", status={400, 403}),
    Probe("times of 10^30 minutes", "GET", "/api/v1/times?audience=everyone&minutes=1" + "0" * 30, status={400, 403}),
    Probe("times from 25:99", "GET", "/api/v1/times?audience=everyone&minutes=60&from=25:99", status={400, 403}),
    Probe("a parameter 1,000 times", "GET", "/api/v1/times?" + "minutes=60&" * 1000, status={400, 403}),
    Probe("a recovery's secret of NUL", "GET", "/api/v1/recoveries/" + str(uuid4()) + "?secret=%00", status={400, 404}),
    Probe("the door's language of NUL", "GET", "/join?lang=%00", status=200, anonymous=True),
    Probe("a door of nobody", "GET", "/join/%00", status=404, anonymous=True),
]  # fmt: skip

HEADERS = [
    Probe("If-Match missing", "PUT", PLACES, b'{"places": 12}', 428),
    Probe("If-Match of another version", "PUT", PLACES, b'{"places": 12}', 412, {"If-Match": '"9.9.9-x"'}),
    Probe("If-Match *", "PUT", PLACES, b'{"places": 12}', {200, 412}, {"If-Match": "*"}),
    Probe("If-Match of quotes", "PUT", PLACES, b'{"places": 12}', 412, {"If-Match": '""""'}),
    Probe("If-Match of 50,000 letters", "PUT", PLACES, b'{"places": 12}', 412, {"If-Match": "x," * 25_000}),
    Probe("If-Match of 5,000 digits", "PUT", ABOUT, b'{"steps": "none"}', 412, {"If-Match": f'"{"9" * 5000}-x"'}),
    Probe("If-Match of no ASCII", "PUT", PLACES, b'{"places": 12}', 412, {"If-Match": "\xff\xfe"}),
    Probe("If-None-Match of nonsense", "GET", IDEAS, b"", 200, {"If-None-Match": "W/W/,,\"'"}),
    Probe("If-None-Match *", "GET", IDEAS, b"", 304, {"If-None-Match": "*"}),
    Probe("If-Modified-Since never", "GET", IDEAS, b"", 200, {"If-Modified-Since": "never"}),
    Probe("Idempotency-Key missing", "POST", SIGN_UPS, b"{}", 400),
    *[
        Probe(f"Idempotency-Key of {len(key)}: {key[:9]!r}", "POST", SIGN_UPS, b"{}", 400, {"Idempotency-Key": key})
        for key in ("", "1", "x" * 36, "0" * 31, "0" * 5000, "null", "\xff", "é" * 32, "00000000-0000-0000-0000-00000000000g")
    ],
    Probe("X-Session-Token of nobody", "GET", IDEAS, b"", 401, {"X-Session-Token": "a" * 32}, anonymous=True),
    Probe("X-Session-Token of 60,000 letters", "GET", IDEAS, b"", 401, {"X-Session-Token": "a" * 60_000}, anonymous=True),
    Probe("X-Session-Token of no ASCII", "GET", IDEAS, b"", 401, {"X-Session-Token": "\xff\xfe"}, anonymous=True),
    Probe("X-Session-Token empty", "GET", IDEAS, b"", 401, {"X-Session-Token": ""}, anonymous=True),
    Probe("a cookie that is none", "GET", IDEAS, b"", 401, {"Cookie": "aftershift=\x01;;;=;aftershift"}, anonymous=True),
    Probe("a forwarded host", "GET", IDEAS, b"", 200, {"X-Forwarded-Host": "evil.example"}),
    Probe("another method by header", "POST", MINE, b"{}", 405, {"X-HTTP-Method-Override": "DELETE"}),
    Probe("a method nobody has", "BREW", IDEAS, b"", 405),
    Probe("TRACE", "TRACE", IDEAS, b"", 405),
    Probe("a negative length", "POST", IDEAS, raw(NEW_IDEA), {400, 413}, {"Content-Length": "-1"}, once=True),
    Probe("a language that is none", "GET", "/join", b"", 200, {"Accept-Language": "%%%," * 500}, anonymous=True),
    Probe("a range", "GET", IDEAS, b"", 200, {"Range": "bytes=-1,0-,99999999999999999999-"}),
    Probe("ten thousand ETags", "GET", IDEAS, b"", 200, {"If-None-Match": ",".join(f'"{i}"' for i in range(10_000))}),
]  # fmt: skip

BOUNDARY = "multipart/form-data; boundary=b"
FILES = [
    Probe("multipart without a boundary", "POST", ROTA, b"--b--", content_type="multipart/form-data", once=True),
    Probe("multipart with another boundary", "POST", ROTA, b"--c\r\n\r\n--c--", content_type=BOUNDARY, once=True),
    Probe("multipart that stops", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n\r\nBEGIN', {201, 400}, content_type=BOUNDARY, once=True),
    Probe("multipart without a file", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--b--', content_type=BOUNDARY, once=True),
    Probe("a file of nothing", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n\r\n\r\n--b--', {400, 422}, content_type=BOUNDARY, once=True),
    Probe("a file of NULs", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n\r\n' + b"\0" * 999 + b"\r\n--b--", {400, 422}, content_type=BOUNDARY, once=True),
    Probe("a file named by a path", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="../../a"\r\n\r\nx\r\n--b--', {400, 422}, content_type=BOUNDARY, once=True),
    Probe("a file that is a program", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.ics"\r\n\r\n\x7fELF\x02\x01\r\n--b--', {400, 422}, content_type=BOUNDARY, once=True),
    Probe("1,000 parts", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n' * 1000 + b"--b--", {400, 413}, content_type=BOUNDARY, once=True),
    Probe("base64 that is none", "POST", ROTA, b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%%%\r\n--b--', {400, 422}, content_type=BOUNDARY, once=True),
    Probe("JSON where a file belongs", "POST", ROTA, b"{}", 415, once=True),
]  # fmt: skip

STRANGERS = [
    Probe("a card of 40 digits", "POST", SESSION, raw({"card": "9" * 40, "pin": "123457"}), 401, anonymous=True),
    Probe("a PIN of 40 digits", "POST", SESSION, raw({"card": "ABCD", "pin": "9" * 40}), 401, anonymous=True),
    Probe("a PIN of emoji", "POST", SESSION, raw({"card": "ABCD", "pin": "🙂" * 6}), 401, anonymous=True),
    Probe("a card of NUL", "POST", SESSION, raw({"card": "\x00", "pin": "123457"}), 400, anonymous=True),
    Probe("a PIN that is a number", "POST", SESSION, raw({"card": "ABCD", "pin": 123457}), 400, anonymous=True),
    Probe("joining with nothing", "POST", "/api/v1/joins", b"{}", 400, anonymous=True),
    Probe("joining with no code of ours", "POST", "/api/v1/joins", raw(JOIN), 404, anonymous=True),
    Probe("joining with both codes", "POST", "/api/v1/joins", raw(JOIN | {"spoken": "ABCD", "short_name": "a"}), 400, anonymous=True),
    Probe("joining as an organiser", "POST", "/api/v1/joins", raw(JOIN | {"role": "organiser"}), 400, anonymous=True),
    Probe("looking up NUL", "POST", "/api/v1/join/look-up", raw({"code": "\x00"}), 400, anonymous=True),
    Probe("looking up nothing", "POST", "/api/v1/join/look-up", b"{}", 400, anonymous=True),
    Probe("a recovery with a PIN in words", "POST", "/api/v1/recoveries", raw({"card": "x", "pin": "six"}), 400, anonymous=True),
    Probe("e-mail sign-in nested deep", "POST", "/_allauth/browser/v1/auth/login", b"[" * 100_000, {400, 403}, anonymous=True),
    Probe("e-mail sign-in with NUL", "POST", "/_allauth/app/v1/auth/login", raw({"email": "a\x00@b.c", "password": "x"}), {400, 401}, anonymous=True),
    Probe("e-mail sign-in with a list", "POST", "/_allauth/app/v1/auth/login", b'{"email": ["a"], "password": {}}', {400, 401}, anonymous=True),
    Probe("e-mail sign-in with bad UTF-8", "POST", "/_allauth/app/v1/auth/login", b'{"email": "\xff"}', 400, anonymous=True),
    Probe("e-mail sign-in with a bare list", "POST", "/_allauth/app/v1/auth/login", b"[]", {400, 401}, anonymous=True),
    Probe("a sign-up that is closed", "POST", "/_allauth/app/v1/auth/signup", raw({"email": "a@b.example", "password": "p" * 20}), {403, 404}, anonymous=True),
]  # fmt: skip

GROUPS = {
    "texts": text_probes(),
    "bodies": BODIES,
    "numbers": NUMBERS,
    "dates": DATES,
    "addresses": ADDRESSES,
    "headers": HEADERS,
    "files": FILES,
    "strangers": STRANGERS,
}


def rows_now() -> dict[str, int]:
    """A digest of every table but the counters."""
    found = {}
    for model in apps.get_models():
        if model._meta.label not in COUNTS:
            found[model._meta.label] = hash(repr(list(model._base_manager.order_by("pk").values_list())))
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Roll back what the block did. Durable blocks inside it are allowed, as in a test's own transaction."""
    block: Any = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)


@pytest.fixture
def world():
    organisation = OrganisationFactory()
    caller = MemberFactory(organisation=organisation, roles=("organiser",))
    with scope(organisation=organisation.pk):
        starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=3)
        date = OccurrenceFactory(organisation=organisation, starts_at=starts_at)
        idea = ideas.propose(member=caller, text="Walk by the canal", kind="walk", shown_as="named", now=clock.now())
    return signed_in(caller), {"{date}": date.pk, "{idea}": idea.pk, "{activity}": date.activity_id}


def send(probe: Probe, client: Client, names: dict[str, Any]) -> Any:
    headers = dict(probe.headers)
    if probe.once:
        headers.setdefault("Idempotency-Key", str(uuid4()))
    path = probe.path
    for name, value in names.items():
        path = path.replace(name, str(value))
    caller = Client() if probe.anonymous else client
    caller.raise_request_exception = False
    return caller.generic(probe.method, path, probe.body, content_type=probe.content_type, headers=headers)


def faults(probe: Probe, reply: Any, *, wrote: bool) -> Iterator[str]:
    allowed = probe.status if isinstance(probe.status, set) else {probe.status}
    if reply.status_code not in allowed:
        yield f"{probe.name}: {reply.status_code}, not one of {sorted(allowed)}: {reply.text[:200]}"
    elif reply.status_code >= 400:
        if wrote:
            yield f"{probe.name}: refused, but written"
        if "Traceback" in reply.text or "SELECT" in reply.text:
            yield f"{probe.name}: tells of our insides"
        if not probe.path.startswith("/join"):
            is_problem(reply)


def test_the_corpus_is_large_enough():
    probes = [probe for group in GROUPS.values() for probe in group]
    assert len(probes) >= 120
    assert len({probe.name for probe in probes}) == len(probes), "two probes have one name"
    assert all(status < 500 for p in probes for status in (p.status if isinstance(p.status, set) else {p.status}))


@pytest.mark.parametrize("group", GROUPS)
def test_a_hostile_request_is_answered_with_a_problem_and_writes_nothing(group: str, world):
    client, names = world
    before = rows_now()
    found: list[str] = []
    for probe in GROUPS[group]:
        with undone():
            reply = send(probe, client, names)
            wrote = reply.status_code >= 400 and rows_now() != before
            found += faults(probe, reply, wrote=wrote)
    assert not found, "\n".join(found)


@override_settings(ALLOWED_HOSTS=["aftershift.example.org"])
@pytest.mark.parametrize(
    "host", ["evil.example", "a b", "aftershift.example.org@evil.example", "\x00", "[::1", "a" * 300]
)
@pytest.mark.parametrize("path", ["/api/v1/occurrences", "/api/v1/nothing", "/join", "/"])
def test_another_host_is_refused(host: str, path: str):
    reply = Client().get(path, headers={"Host": host})
    assert reply.status_code == 400
    is_problem(reply)
    assert "evil" not in reply.text
