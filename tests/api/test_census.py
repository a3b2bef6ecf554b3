"""Generated from the route census: roles, tenancy, idempotency, error format."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection

from aftershift.core.http.problems import MEDIA, TYPE
from tests.api.census import PREFIXES, Row, World, filled, routes, rows
from tests.factories import Client, signed_in

pytestmark = pytest.mark.django_db
ROWS = rows()
EACH = pytest.mark.parametrize("row", ROWS, ids=str)
TABLES = [
    (model._meta.db_table, model._meta.pk.column)
    for model in apps.get_models(include_auto_created=True)
    if model._meta.label != "core.Budget"
]
CASES = [(row, role) for row in ROWS for role in row.roles]


def client_for(world: World) -> Client:
    return Client() if world.role == "anonymous" else signed_in(world.caller)


def call(row: Row, world: World, **headers: str) -> Any:
    path, made = row.build(world)
    return send(row, client_for(world), path, made.body, made.headers | headers, made.format)


def send(row: Row, client: Client, path: str, body: Any, headers: dict[str, str], fmt: str = "json") -> Any:
    if row.once:
        headers = {"Idempotency-Key": str(uuid4())} | headers
    verb = getattr(client, row.method.lower())
    if row.method == "GET":
        return verb(path, headers=headers)
    if isinstance(body, bytes):  # a file; its format is its media type
        return client.generic(row.method, path, body, content_type=fmt, headers=headers)
    return verb(path, body, format=fmt, headers=headers)


def fingerprint() -> dict[str, str]:
    """A digest of every row of every table; left out are the counts of tries, which outlive a refusal and count repeats.

    Read past the models: a test takes this up to seven times, and building the queries was a third of the whole census.
    """
    found = {}
    with connection.cursor() as cursor:
        for table, key in TABLES:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{key}"')
            found[table] = hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
    return found


def is_problem(reply: Any) -> None:
    assert reply.headers["Content-Type"].split(";")[0] == MEDIA
    body = reply.json()
    assert body["type"].startswith(TYPE)
    assert body["status"] == reply.status_code
    assert body["title"]


def test_every_route_has_its_row():
    expected = {(row.method, row.path) for row in ROWS}
    actual = {tuple(r) for r in routes() if not (r.path == "/" or any(r.path.startswith(p) for p in PREFIXES))}
    assert actual - expected == set(), "routes without a row in tests/api/rows/"
    assert expected - actual == set(), "rows without a route"


@pytest.mark.parametrize(("row", "role"), CASES, ids=lambda x: str(x))
def test_each_role_gets_the_answer_its_row_names(row: Row, role: str):
    reply = call(row, World(role))
    assert reply.status_code == row.roles[role], getattr(reply, "data", reply.content)
    if reply.status_code >= 400:
        is_problem(reply)


@pytest.mark.parametrize("row", [r for r in ROWS if r.foreign], ids=str)
def test_another_organisations_row_answers_like_an_absent_one(row: Row):
    role = next(r for r in ("organiser", "lead", "connector", "member", "new") if row.roles.get(r, 500) < 400)
    here, there = World(role), World(role)
    path, made = row.build(there)
    absent = filled(row.path, {name: uuid4() for name in made.values}) + made.query
    client = client_for(here)
    _ = here.caller
    before = fingerprint()
    replies = [send(row, client, p, made.body, dict(made.headers), made.format) for p in (path, absent)]
    assert [r.status_code for r in replies] == [404, 404]
    assert replies[0].json() == replies[1].json()
    is_problem(replies[0])
    assert fingerprint() == before


@pytest.mark.parametrize("row", [r for r in ROWS if r.once], ids=str)
def test_a_write_is_done_once_per_key(row: Row):
    role = next(role for role, status in row.roles.items() if status < 400 and role != "anonymous")
    world = World(role)
    path, made = row.build(world)
    client = client_for(world)
    if isinstance(made.body, bytes):
        without = client.generic(row.method, path, made.body, content_type=made.format, headers=made.headers)
    else:
        without = getattr(client, row.method.lower())(path, made.body, format=made.format, headers=made.headers)
    assert without.status_code == 400
    assert without.json()["type"] == TYPE + "idempotency-key-missing"
    key = {"Idempotency-Key": str(uuid4())}
    first = send(row, client, path, made.body, made.headers | key, made.format)
    after = fingerprint()
    again = send(row, client, path, made.body, made.headers | key, made.format)
    assert again.status_code in (first.status_code, 410)
    assert again.headers["Idempotency-Replayed"] == "true" if again.status_code != 410 else True
    assert fingerprint() == after
    if isinstance(made.body, dict) and made.body and made.format == "json":
        other = send(row, client, path, made.body | {"changed": True}, made.headers | key, made.format)
        assert other.status_code in (400, 422)
        assert fingerprint() == after


@pytest.mark.parametrize("row", [r for r in ROWS if r.method not in ("GET", "DELETE")], ids=str)
def test_a_body_that_cannot_be_read_is_a_problem(row: Row):
    role = next((role for role, status in row.roles.items() if status < 400), "member")
    world = World(role)
    path, made = row.build(world)
    headers = made.headers | ({"Idempotency-Key": str(uuid4())} if row.once else {})
    client = client_for(world)
    _ = world.caller
    before = fingerprint()
    for raw in (b"{", b'{"a": NaN}', b"[" * 5000, b'{"a": "\\ud800"}', b'{"a": "\\u0000"}', b"\xff"):
        reply = client.generic(row.method, path, raw, content_type="application/json", headers=headers)
        assert reply.status_code < 500
        if reply.status_code >= 400:
            is_problem(reply)
            assert fingerprint() == before
        else:  # a DELETE that reads no body did its work
            before = fingerprint()
