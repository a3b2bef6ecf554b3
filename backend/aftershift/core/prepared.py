"""A query built once and run many times: building one of this size costs more than running it (PERFORMANCE 1)."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import QuerySet, UUIDField
from django_scopes import get_scope, scope

Value = UUID | dt.datetime
_UUID: Any = UUIDField()


class Prepared:
    """The SQL of one query, with names in place of the ids and instants that differ from call to call.

    build gets a value per name and returns a `values_list` queryset; it is called once per kind of database, with
    stand-ins that are found again among the parameters. `organisation` is one of the names: rows of another
    organisation than the open scope's are refused, as by every other query.
    """

    def __init__(self, build: Callable[[Mapping[str, Any]], QuerySet[Any]], names: Mapping[str, type[Value]]) -> None:
        self._build = build
        self._stand_ins: dict[str, Value] = {
            name: uuid4() if kind is UUID else dt.datetime(1990, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=n)
            for n, (name, kind) in enumerate(names.items(), start=1)
        }
        self._made: dict[str, tuple[str, list[Any], Any, Any]] = {}

    def rows(self, **values: Value) -> list[Any]:
        """The rows, as the queryset's own would be. One statement."""
        if get_scope().get("organisation") != values["organisation"]:
            raise LookupError("The open scope is another organisation's.")
        sql, parameters, compiler, converters = self._statement()
        given = {name: _adapted(value) for name, value in values.items()}
        bound = [given[part.name] if isinstance(part, _Name) else part for part in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, bound)
            found = cursor.fetchall()
        return list(compiler.apply_converters(found, converters)) if converters else found

    def _statement(self) -> tuple[str, list[Any], Any, Any]:
        if connection.vendor not in self._made:
            with scope(organisation=self._stand_ins["organisation"]):
                compiler = self._build(self._stand_ins).query.get_compiler(connection=connection)
                sql, parameters = compiler.as_sql()
            names = {_adapted(value): _Name(name) for name, value in self._stand_ins.items()}
            named = [names.get(part, part) for part in parameters]
            converters = compiler.get_converters([column[0] for column in compiler.select])
            self._made[connection.vendor] = (sql, named, compiler, converters)
        return self._made[connection.vendor]


class _Name:
    def __init__(self, name: str) -> None:
        self.name = name


def _adapted(value: Value) -> Any:
    """As Django hands it to this database."""
    if isinstance(value, UUID):
        return _UUID.get_db_prep_value(value, connection)
    return connection.ops.adapt_datetimefield_value(value)
