"""A query built once and run many times: building one of this size costs more than running it (PERFORMANCE 1)."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, connection, connections
from django.db.models import Model, QuerySet, TextField, UUIDField
from django.db.models.base import ModelState
from django.db.models.expressions import RawSQL
from django.db.models.query import get_related_populators
from django_scopes import get_scope, scope
from django_scopes.exceptions import ScopeError

Rows = TypeVar("Rows")
Value = UUID | dt.datetime | str
_UUID: Any = UUIDField()


class Prepared:
    """The SQL of one query, with names in place of the ids, texts and instants that differ from call to call.

    build gets a value per name and returns a queryset: of values for `rows`, of a model for `instances`. It is called
    once per kind of database, with stand-ins that are found again among the parameters. Where `organisation` is one of the names, it
    behaves as every other query: outside a scope it is refused, inside another organisation's it finds nothing. A
    query without it must be of a credential, which is found before the organisation is known.
    """

    def __init__(self, build: Callable[[Mapping[str, Any]], QuerySet[Any]], names: Mapping[str, type[Value]]) -> None:
        self._build = build
        self._stand_ins: dict[str, Value] = {
            name: dt.datetime(1990, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=n)
            if kind is dt.datetime
            else (uuid4() if kind is UUID else uuid4().hex)
            for n, (name, kind) in enumerate(names.items(), start=1)
        }
        self._made: dict[str, tuple[str, list[Any], Any, Any]] = {}
        self._digests: dict[str, tuple[str, list[Any]]] = {}
        self._models: dict[str, tuple[Any, list[str], slice, list[Any], list[tuple[str, int]]]] = {}

    def rows(self, **values: Value) -> list[Any]:
        """The rows of a `values_list`, as the queryset's own would be. One statement."""
        return self._run(values, connections[DEFAULT_DB_ALIAS])[0]

    def instances(self, **values: Value) -> list[Any]:
        """The model's instances, with what `select_related` names, as the queryset's own would be. One statement."""
        line = connections[DEFAULT_DB_ALIAS]
        found, compiler = self._run(values, line)
        model, names, columns, related, told = self._models.get(line.vendor) or self._model(compiler)
        made = []
        for row in found:
            instance = instance_of(model, names, row[columns])
            for populator in related:
                _beside(populator, row, instance)
            for name, column in told:
                instance.__dict__[name] = row[column]
            made.append(instance)
        return made

    def _model(self, compiler: Any) -> tuple[Any, list[str], slice, list[Any], list[tuple[str, int]]]:
        """How a row becomes the model and those beside it."""
        how, select = compiler.klass_info, compiler.select
        _refuse_its_own_making(how)
        columns = slice(how["select_fields"][0], how["select_fields"][-1] + 1)
        names = [column[0].target.attname for column in select[columns]]
        related = get_related_populators(how, select, connection.alias)  # type: ignore[call-arg]  # the stubs are of Django 6
        told = list(compiler.annotation_col_map.items())
        made = self._models[connection.vendor] = how["model"], names, columns, related, told
        return made

    def told_beside(self, values: Mapping[str, Any], **columns: str) -> RawSQL:
        """All rows of this query of one text as one text, to annotate the rows of another query with.

        values: of that other query, for the names that both have. columns: for the remaining names, the column of that
        other query whose value takes the name's place; the organisation has to be one of them.
        """
        compiler = self._compiled()
        sql, parameters = compiler.as_sql()
        parameters = self._named(parameters)
        first, *rest = sql.split("%s")
        said, bound = first, []
        for parameter, text in zip(parameters, rest, strict=True):
            name = parameter.name if isinstance(parameter, _Name) else None
            if name in columns:
                said += columns[name] + text
            else:
                said += "%s" + text
                bound.append(_adapted(values[name]) if name else parameter)
        joined = "string_agg" if connection.vendor == "postgresql" else "group_concat"
        return RawSQL(f"(SELECT {joined}(told.told, ',') FROM ({said}) told)", bound, TextField(null=True))

    def digest(self, **values: Value) -> str:
        """One short text for all rows of this query, whose one column is called `told`: another as soon as a row is. One statement.

        Worked out beside the rows: thousands of them cost more to hand over than to read. In another order it may be another.
        """
        line = connections[DEFAULT_DB_ALIAS]
        if line.vendor not in self._digests:
            sql, parameters, *_ = self._statement()
            joined = (
                "encode(sha256(convert_to(string_agg(told, '+'), 'UTF8')), 'hex')"
                if line.vendor == "postgresql"
                else "SHA256(group_concat(told, '+'))"
            )
            self._digests[line.vendor] = (f"SELECT {joined} FROM ({sql}) rows_of_it", parameters)
        sql, parameters = self._digests[line.vendor]
        ((found,),) = self._asked(sql, parameters, values, line) or [(None,)]
        return found or ""

    def _run(self, values: Mapping[str, Value], line: Any) -> tuple[list[Any], Any]:
        sql, parameters, compiler, converters = self._made.get(line.vendor) or self._statement()
        found = self._asked(sql, parameters, values, line)
        return _converted(found, converters, line), compiler

    def _asked(self, sql: str, parameters: list[Any], values: Mapping[str, Value], line: Any) -> list[Any]:
        if "organisation" in self._stand_ins:
            opened = get_scope().get("organisation")
            if opened is None:
                raise ScopeError("A query of one organisation's rows needs its scope.")
            if opened != values["organisation"]:
                return []
        bound: Any = {name: _adapted(value, line) for name, value in values.items()}
        if line.vendor != "postgresql":
            bound = [bound[part.name] if isinstance(part, _Name) else part for part in parameters]
        with bound_cursor(line) as cursor:
            cursor.execute(sql, bound)
            found: list[Any] = cursor.fetchall()
        return found

    def _statement(self) -> tuple[str, list[Any], Any, Any]:
        compiler = self._compiled()
        sql, parameters = compiler.as_sql()
        named = self._named(parameters)
        if connection.vendor == "postgresql":
            sql, named = _with_names(sql, named), []
        converters = compiler.get_converters([column[0] for column in compiler.select])
        made = self._made[connection.vendor] = (sql, named, compiler, converters)
        return made

    def _compiled(self) -> Any:
        with scope(organisation=self._stand_ins.get("organisation")):
            return self._build(self._stand_ins).query.get_compiler(connection=connection)

    def _named(self, parameters: Sequence[Any]) -> list[Any]:
        """The values with a name in the place of every stand-in."""
        names = {_adapted(value): _Name(name) for name, value in self._stand_ins.items()}
        return [names.get(part) or plain(part) for part in parameters]


def _with_names(sql: str, parameters: Sequence[Any]) -> str:
    """For PostgreSQL, which plans a kept statement once for all values: what never differs is written into the text, and a
    value that stands in two places is one value. It would otherwise take "this organisation and this organisation" for two
    rare things at once, and read all of the rows where thirty are asked for (0.4 ms became 60 with 3,000 dates).
    """
    first, *rest = sql.split("%s")
    said = first
    for part, text in zip(parameters, rest, strict=True):
        literal = f"%({part.name})s" if isinstance(part, _Name) else _literal(part)
        said += literal + text
    return said


def _literal(value: Any) -> str:
    said: str = connection.ops.compose_sql("%s", [value])  # type: ignore[attr-defined]  # PostgreSQL's has it
    return said.replace("%", "%%")


def bound_cursor(line: Any = None) -> Any:
    """A cursor that sends the values beside the text: Django's own writes them into it, which takes longer than sending.

    For statements whose text never changes: PostgreSQL keeps each as a prepared statement from its second run on
    (`prepare_threshold` in the settings), and neither reads nor plans it anew. No other cursor of ours prepares any.
    """
    line = line or connections[DEFAULT_DB_ALIAS]
    if line.vendor != "postgresql":
        return line.cursor()
    line.ensure_connection()
    return line._prepare_cursor(_keeping_cursor()(line.connection))


@lru_cache(maxsize=1)
def _keeping_cursor() -> Any:
    """Its class; made when PostgreSQL is used, since SQLite needs no driver."""
    from django.db.backends.postgresql.base import ServerBindingCursor

    class Keeping(ServerBindingCursor):
        def _maybe_prepare_gen(self, pgq: Any, **how: Any) -> Any:
            self._query = pgq  # else Django's log of statements has no text for one that is kept
            return super()._maybe_prepare_gen(pgq, **how)  # type: ignore[misc]  # the stubs leave the driver's own out

    return Keeping


def insert(row: Model) -> None:
    """`row.save(force_insert=True)` in one statement that is built once for each model. Sends no signals.

    For models of which a busy day writes very many; the database's own checks hold as ever.
    """
    write, fields = _insert_of(type(row), connection.vendor)
    with bound_cursor() as cursor:
        cursor.execute(write, _prepared(row, fields, is_new=True))
    row._state.adding, row._state.db = False, connection.alias


def update(row: Model, *names: str) -> None:
    """`row.save(update_fields=names)`, in the same way. Raises DatabaseError when the row is gone."""
    write, fields = _update_of(type(row), names, connection.vendor)
    with bound_cursor() as cursor:
        cursor.execute(write, _prepared(row, fields, is_new=False))
        if cursor.rowcount != 1:
            raise DatabaseError(f"no {type(row).__name__} {row.pk} to update")


def _prepared(row: Model, fields: list[Any], *, is_new: bool) -> list[Any]:
    """The row's values as Django hands them to this database."""
    line = connections[DEFAULT_DB_ALIAS]
    return [sent(field, field.pre_save(row, is_new), line) for field in fields]


def sent(field: Any, value: Any, line: Any) -> Any:
    """The value of this field as Django hands it to this database. PostgreSQL takes most kinds as they are, and asking the field costs
    more than sending."""
    if value is None or (line.vendor == "postgresql" and type(value) in _AS_THEY_ARE):
        return value
    return plain(field.get_db_prep_save(value, line))


_AS_THEY_ARE = frozenset({UUID, dt.datetime, dt.date, bool})


def returned(model: type[Model], sql: str, values: Sequence[Any], *told: str) -> list[Any]:
    """The instances that a writing statement hands back: all columns of the model in their order, then what it tells by these names.

    sql: a text that never changes, with `%s` for each value. It commits by itself unless a transaction is open.
    """
    line = connections[DEFAULT_DB_ALIAS]
    names, converters = _columns_of(model, line.vendor)
    with bound_cursor(line) as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    return [instance_of(model, [*names, *told], row) for row in _converted(found, converters, line)]


@lru_cache(maxsize=256)
def _columns_of(model: type[Model], vendor: str) -> tuple[list[str], Mapping[int, Any]]:
    """The names of the model's fields, and what this database's values of some of them go through."""
    _refuse_its_own_making({"model": model})
    fields: list[Any] = list(model._meta.concrete_fields)
    compiler: Any = model._base_manager.all().query.get_compiler(connection=connection)
    columns = [field.get_col(model._meta.db_table) for field in fields]
    return [field.attname for field in fields], compiler.get_converters(columns)


@lru_cache(maxsize=256)
def _insert_of(model: type[Model], vendor: str) -> tuple[str, list[Any]]:
    fields: list[Any] = list(model._meta.concrete_fields)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", fields


@lru_cache(maxsize=256)
def _update_of(model: type[Model], names: tuple[str, ...], vendor: str) -> tuple[str, list[Any]]:
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quoted = connection.ops.quote_name
    key: Any = model._meta.pk
    said = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    return f"UPDATE {quoted(model._meta.db_table)} SET {said} WHERE {quoted(key.column)} = %s", [*fields, key]


def asked_first(read: Callable[[], Rows]) -> Rows:
    """A read that a request begins with. It is the test of the connection too, which would cost a statement of its own.

    Where the database has dropped the connection since the last request, it is opened again and asked once more.
    """
    if connection.in_atomic_block:
        return read()
    connection.health_check_done = True  # type: ignore[attr-defined]  # the stubs leave it out
    try:
        return read()
    except (OperationalError, InterfaceError):
        if connection.connection is not None and connection.is_usable():
            raise
        connection.close()
        return read()


def _converted(found: list[Any], converters: Mapping[int, Any], line: Any) -> list[Any]:
    """As the compiler's `apply_converters`, but for what is NULL, which stays so: a list has columns that nearly no row fills."""
    for at, (how, expression) in converters.items():
        for number, row in enumerate(found):
            value = row[at]
            if value is None:
                continue
            for convert in how:
                value = convert(value, expression, line)
            if type(row) is tuple:
                row = found[number] = list(row)
            row[at] = value
    return found


class _Name:
    def __init__(self, name: str) -> None:
        self.name = name


def _adapted(value: Value, line: Any = None) -> Any:
    """As Django hands it to this database."""
    if isinstance(value, str):
        return plain(value)
    line = line or connections[DEFAULT_DB_ALIAS]
    if isinstance(value, UUID):
        return _UUID.get_db_prep_value(value, line)
    return line.ops.adapt_datetimefield_value(value)


def plain(value: Any) -> Any:
    """A choice as the text it stands for: the driver takes a hundred times longer over a member of an enumeration."""
    return value.value if isinstance(value, Enum) else value


def instance_of(model: type[Model], names: list[str], values: Sequence[Any]) -> Any:
    """`model.from_db` for a row that has every column: no signals, and no work for each field.

    For models that change neither `__init__` nor `from_db`.
    """
    made: Any = model.__new__(model)
    made._state = ModelState()
    made._state.adding, made._state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(zip(names, values, strict=True))
    return made


def _refuse_its_own_making(how: Mapping[str, Any]) -> None:
    """Of the query's model and of those that come with it."""
    model = how["model"]
    if model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__:  # type: ignore[attr-defined]
        raise TypeError(f"{model.__name__} is made in a way of its own; read it as a queryset.")
    for further in how.get("related_klass_infos", ()):
        _refuse_its_own_making(further)


def _beside(populator: Any, row: Sequence[Any], instance: Any) -> None:
    """What `select_related` brought, as Django's own populator does it, of instances made as ours are."""
    values = (
        populator.reorder_for_init(row)
        if populator.reorder_for_init
        else row[populator.cols_start : populator.cols_end]
    )
    found = None
    if values[populator.pk_idx] is not None:
        found = instance_of(populator.model_cls, populator.init_list, values)
        for further in populator.related_populators:
            _beside(further, row, found)
    populator.local_setter(instance, found)
    if found is not None:
        populator.remote_setter(found, instance)
