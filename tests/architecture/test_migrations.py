"""The tables of the other tests are made from the models, which takes a sixth of the time. Here the migrations make them."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.servers import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.unscoped]
OTHER = "made_by_migrations"
TELL = (
    "import django; django.setup(); from django.core.management import call_command as call; call('migrate', verbosity=0);"
    "call('createcachetable', verbosity=0);"
    "import json; from tests.architecture.test_migrations import tables; print(json.dumps(tables()))"
)


def tables() -> dict[str, Any]:
    """Every table with its columns and what holds of them, without the names of either's making."""
    look, found = connection.introspection, {}
    with connection.cursor() as cursor:
        for table in look.table_names(cursor):
            columns = sorted(
                [c.name, c.type_code, c.internal_size, c.null_ok, c.default]
                for c in look.get_table_description(cursor, table)
            )
            held = [
                [sorted(c["columns"] or []), *(bool(c[kind]) for kind in ("primary_key", "unique", "check", "index")), c["foreign_key"]]
                for c in look.get_constraints(cursor, table).values()
            ]  # fmt: skip
            found[table] = [columns, sorted(map(json.dumps, held))]
    return found


@contextmanager
def another_database(folder: Path) -> Iterator[str]:
    """The address of an empty one, on the same kind of server."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{folder / OTHER}.sqlite3"
        return
    before, _, options = os.environ["DATABASE_URL"].partition("?")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {OTHER}")
    try:
        yield f"{before.rsplit('/', 1)[0]}/{OTHER}" + (f"?{options}" if options else "")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {OTHER}")


def test_the_migrations_make_what_the_models_say(tmp_path):
    with another_database(tmp_path) as address:
        said = subprocess.run(
            [sys.executable, "-c", TELL],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": address, "PYTHONPATH": f"backend:{ROOT}"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert said.returncode == 0, said.stderr[-2000:]
    migrated, synced = json.loads(said.stdout), json.loads(json.dumps(tables()))
    migrated.pop("django_migrations")  # which ones were run
    synced.pop("django_migrations", None)
    assert set(migrated) == set(synced)
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("aftershift.")}
    assert len(ours) > 100  # the libraries' own tables have had other kinds of keys before
    assert {name: (migrated[name], synced[name]) for name in ours if migrated[name] != synced[name]} == {}
