"""The least that can do the work: one hand-written WSGI function, one statement, orjson. A yardstick, never a product.

GET  /nothing         304 without a look at anything: what the web server alone takes
GET  /list            a page of 30 dates with the caller's own state, the bytes the product sends; the session looked up
POST /join/<id>       a place or a turn in the queue: SELECT ... FOR UPDATE, count, insert, update in one transaction
POST /join-at-once/<id>   the same in one statement
"""

import datetime as dt
import hashlib
import os
import threading
import uuid
from typing import Any

import orjson
import psycopg
from psycopg.rows import tuple_row

LIST = """
SELECT o.id::text, o.activity_id::text, a.title, a.kind,
  to_char(o.starts_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD"T"HH24:MI"+00:00"'),
  (extract(epoch FROM o.ends_at - o.starts_at) / 60)::int,
  a.meeting_place, a.is_on_site, o.places, o.taken, o.places - o.taken - o.held - o.kept, o.waiting, o.state,
  s.status, s.adults, a.lead_id = m.id OR a.second_id = m.id
FROM (SELECT m.id, m.organisation_id FROM people_session k JOIN people_member m ON m.id = k.member_id
  WHERE k.session_key = %s AND k.expire_date > now() AND m.left_at IS NULL OFFSET 0) m
CROSS JOIN LATERAL (SELECT * FROM activities_occurrence o
  WHERE o.organisation_id = m.organisation_id AND o.ends_at > now() AND o.state NOT IN ('closed', 'stopped')
  ORDER BY o.starts_at, o.id LIMIT 31) o
JOIN activities_activity a ON a.id = o.activity_id
LEFT JOIN activities_signup s ON s.occurrence_id = o.id AND s.member_id = m.id
  AND s.status IN ('waiting', 'offered', 'placed')
ORDER BY o.starts_at, o.id
"""
WHO = "SELECT m.id, m.organisation_id FROM people_session k JOIN people_member m ON m.id = k.member_id WHERE k.session_key = %s"
LOCK = "SELECT places, taken FROM activities_occurrence WHERE id = %s FOR UPDATE"
INSERT = """
INSERT INTO activities_signup (id, organisation_id, occurrence_id, member_id, status, is_straight_in, queued_at,
  offers_missed, sequence, changed_at, is_driving) VALUES (%s, %s, %s, %s, %s, true, %s, 0, 0, %s, false) ON CONFLICT DO NOTHING
"""
COUNTED = (
    "UPDATE activities_occurrence SET taken = taken + %s, waiting = waiting + %s, version = version + 1 WHERE id = %s"
)
AT_ONCE = """
WITH who AS (SELECT m.id, m.organisation_id FROM people_session k JOIN people_member m ON m.id = k.member_id
  WHERE k.session_key = %(key)s),
got AS (UPDATE activities_occurrence SET taken = taken + 1, version = version + 1
  WHERE id = %(date)s AND taken < places RETURNING id)
INSERT INTO activities_signup (id, organisation_id, occurrence_id, member_id, status, is_straight_in, queued_at,
  offers_missed, sequence, changed_at, is_driving)
SELECT %(id)s, organisation_id, %(date)s::uuid, id, CASE WHEN EXISTS (SELECT 1 FROM got) THEN 'placed' ELSE 'waiting' END,
  true, %(now)s::timestamptz, 0, 0, %(now)s::timestamptz, false FROM who RETURNING status
"""
# The columns of the party have their zeros in the database.
ALONE = {"adults": 0, "children_0_4": 0, "children_5_10": 0, "children_11_17": 0}
_text, _flag = bytes.decode, b"t".__eq__
READ: tuple[Any, ...] = (_text,) * 5 + (int, _text, _flag, int, int, int, int, _text)  # the columns that the page shows
_own = threading.local()


def connection() -> Any:
    if not hasattr(_own, "line"):
        _own.line = psycopg.connect(os.environ["FLOOR_DATABASE"], autocommit=True, row_factory=tuple_row)
    return _own.line


def execute(sql: str, values: tuple[str]) -> list[Any]:
    """The prepared statement through libpq itself: the driver's cursor would be half of what the floor costs."""
    line = connection().pgconn
    if not hasattr(_own, "prepared"):
        line.prepare(b"list", sql.replace("%s", "$1").encode())
        _own.prepared = True
    found = line.exec_prepared(b"list", [values[0].encode()])
    if found.status != psycopg.pq.ExecStatus.TUPLES_OK:
        raise RuntimeError(found.error_message.decode())
    get, columns = found.get_value, range(len(READ))
    return [[READ[c](get(r, c)) for c in columns] for r in range(found.ntuples)]


def page(execute: Any, token: str) -> bytes:
    rows = execute(LIST, (hashlib.sha256(token.encode()).hexdigest(),))
    return orjson.dumps({"results": [card(row) for row in rows[:30]], "next": "?cursor=" + str(rows[-1][0])})


def card(row: Any) -> dict[str, Any]:
    shown = {
        "id": row[0], "activity_id": row[1], "title": row[2], "kind": row[3], "starts": row[4], "minutes": row[5],
        "place": row[6], "places": row[8], "taken": row[9], "fits": True, "why": "off",
    }  # fmt: skip
    if not row[7]:
        shown["on_site"] = False
    if row[10] != row[8] - row[9]:
        shown["free"] = row[10]
    if row[11]:
        shown["waiting"] = row[11]
    if row[12] != "published":
        shown["state"] = row[12]
    return shown


def join(token: str, date_id: str) -> bytes:
    line, now, key = connection(), dt.datetime.now(dt.UTC), uuid.uuid4()
    with line.transaction():
        member_id, organisation_id = line.execute(WHO, (hashlib.sha256(token.encode()).hexdigest(),)).fetchone()
        places, taken = line.execute(LOCK, (date_id,)).fetchone()
        status = "placed" if taken < places else "waiting"
        line.execute(INSERT, (key, organisation_id, date_id, member_id, status, now, now))
        line.execute(COUNTED, (int(status == "placed"), int(status == "waiting"), date_id))
    return orjson.dumps({"id": key, "occurrence_id": date_id, "status": status, "party": ALONE, "position": None})


def join_at_once(token: str, date_id: str) -> bytes:
    key = uuid.uuid4()
    hashed = hashlib.sha256(token.encode()).hexdigest()
    given = {"key": hashed, "date": date_id, "id": key, "now": dt.datetime.now(dt.UTC)}
    status = connection().execute(AT_ONCE, given).fetchone()[0]
    return orjson.dumps({"id": key, "occurrence_id": date_id, "status": status, "party": ALONE, "position": None})


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    path, token = environ["PATH_INFO"], environ.get("HTTP_X_SESSION_TOKEN", "")
    status = "200 OK"
    if path == "/nothing":
        start_response("304 Not Modified", [("ETag", '"nothing"')])
        return []
    if path == "/list":
        body = page(execute, token)
    elif path.startswith("/join/"):
        body, status = join(token, path[6:]), "201 Created"
    elif path.startswith("/join-at-once/"):
        body, status = join_at_once(token, path[14:]), "201 Created"
    else:
        body = b"ready"
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]
