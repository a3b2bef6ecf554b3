"""What import-linter cannot see: foreign keys, engines' imports, service signatures, unregistered personal data."""

import ast
import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import aftershift
from aftershift.organisations.tenancy import TenantModel
from aftershift.people import one_person
from aftershift.people.models import Member
from aftershift.people.registry import registered

ROOT = Path(__file__).parents[2]
BACKEND = ROOT / "backend"
LAYERS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]["layers"]
HEIGHT = {app.strip(" ()"): i for i, line in enumerate(reversed(LAYERS)) for app in line.split("|")}
OURS = [m for m in apps.get_models() if m.__module__.startswith("aftershift.")]

# Found before an organisation is known, by the hash of a secret or by code; what they say opens the scope.
CREDENTIALS = {
    "organisations.JoinCode",
    "people.Card",
    "people.Session",
    "calendars.Feed",
    "people.CardTries",
    "people.Recovery",
    "people.KioskSession",
    "notifications.Device",
}
# No foreign keys by design, or above any organisation.
WITHOUT_ORGANISATION = CREDENTIALS | {
    "core.Outcome",
    "core.Claim",
    "core.ClockShift",
    "core.Budget",
    "core.TaskRun",
    "organisations.Organisation",
    "people.Person",
}
# Promised nameless: random UUIDv4, no member, no time of day (DESIGN 3).
NAMELESS = {
    "activities.FaceCount",
    "ballots.Slip",
    "ideas.BarrierCount",
    "ideas.BarrierReceived",
    "safety.NearMiss",
    "safety.ProposedChange",
}


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=label)
def test_foreign_keys_point_down_and_leave_no_way_back(model):
    mine = model._meta.app_label
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey) or field.related_model is None:
            continue
        theirs = field.related_model._meta.app_label
        if theirs in HEIGHT and theirs != mine:
            assert HEIGHT[theirs] < HEIGHT[mine], f"{field} points up"
            assert field.remote_field.related_name == "+", f"{field} leaves a reverse accessor across apps"


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_table_belongs_to_an_organisation_or_says_why_not(model):
    assert issubclass(model, TenantModel) != (label(model) in WITHOUT_ORGANISATION)


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, TenantModel)], ids=label)
def test_unique_constraints_start_with_the_organisation(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert constraint.fields[0] == "organisation"


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, TenantModel)], ids=label)
def test_an_unscoped_query_is_refused(model):
    from django_scopes.exceptions import ScopeError

    for method in ("all", "count", "exists", "first", "last", "explain", "delete"):
        with pytest.raises(ScopeError):
            getattr(model.objects.all(), method)()
    with pytest.raises(ScopeError):
        model.objects.all().update(id=None)
    with pytest.raises(ScopeError):
        model.objects.bulk_create([])


@pytest.mark.parametrize("model", OURS, ids=label)
def test_what_points_to_a_member_is_exported_and_erased(model):
    points = any(isinstance(f, models.ForeignKey) and f.related_model is Member for f in model._meta.get_fields())
    if model is Member or points:
        assert any(model in row.models for row in registered.values()), f"{model} is in no registration"


@pytest.mark.parametrize("model", OURS, ids=label)
def test_what_points_to_a_member_says_what_becomes_of_it_when_two_are_one_person(model):
    said = [(key.model, key.field) for app in one_person.registered.values() for key in app.keys]
    keys = [f.name for f in model._meta.get_fields() if isinstance(f, models.ForeignKey) and f.related_model is Member]
    for name in keys:
        assert said.count((model, name)) == 1, f"{label(model)}.{name} is in no app's merged.py, or twice"


def test_every_app_that_holds_members_says_what_follows_a_merge():
    assert set(one_person.registered) == set(registered)


def test_nameless_rows_hold_no_member_and_no_time():
    for name in NAMELESS:
        model = apps.get_model(name)
        assert model._meta.pk.default.__name__ == "uuid4"
        for field in model._meta.get_fields():
            assert not isinstance(field, models.DateTimeField), field
            assert getattr(field, "related_model", None) is not Member, field
            assert "member" not in field.name, field


def test_engines_load_without_django():
    for engine in ("aftershift.shifts.timefinder", "aftershift.ballots.counting"):
        code = f"import {engine}, pkgutil, importlib, sys; [importlib.import_module(m.name) for m in pkgutil.walk_packages({engine}.__path__, '{engine}.')]; assert 'django' not in sys.modules, 'django'"
        subprocess.run(
            [sys.executable, "-c", code], check=True, cwd=BACKEND, env={"PATH": "", "PYTHONPATH": str(BACKEND)}
        )


NEEDED_SELDOM = (
    "numpy", "openpyxl", "firebase_admin", "icalendar", "recurring_ical_events", "PIL", "av", "holidays", "astral", "gpxpy",
    "segno", "fido2",
)  # fmt: skip


def test_the_web_server_starts_without_what_few_requests_need(tmp_path):
    """P17: each is imported by the function that uses it."""
    code = f"import aftershift.config.wsgi, sys; print([name for name in {NEEDED_SELDOM} if name in sys.modules])"
    env = os.environ | {"PYTHONPATH": str(BACKEND), "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}
    seen = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env)
    assert seen.stdout.strip().splitlines()[-1] == "[]"


def test_every_folder_of_code_is_a_package():
    for folder in BACKEND.rglob("*"):
        if folder.is_dir() and any(folder.glob("*.py")) and folder != BACKEND:
            assert (folder / "__init__.py").exists(), folder


def _services() -> list[tuple[str, object]]:
    found = []
    for module in pkgutil.walk_packages(aftershift.__path__, "aftershift."):
        parts = module.name.split(".")
        if "services" in parts[2:3]:
            loaded = importlib.import_module(module.name)
            for name, thing in vars(loaded).items():
                if inspect.isfunction(thing) and thing.__module__ == module.name and not name.startswith("_"):
                    found.append((f"{module.name}.{name}", thing))
    return found


WRITES = re.compile(
    r"\.(?:save|create|update|delete|bulk_create|bulk_update|get_or_create|update_or_create|_raw_delete)\("
)


@pytest.mark.parametrize(("name", "service"), _services(), ids=lambda x: x if isinstance(x, str) else "")
def test_every_service_takes_named_arguments_and_writes_in_one_transaction(name, service):
    source = inspect.getsource(inspect.unwrap(service))
    is_atomic = source.startswith("@transaction.atomic") or "transaction.atomic(durable=True)" in source
    if not (is_atomic or WRITES.search(source)):
        return  # a step that a service reads with
    assert is_atomic, "what it writes is one transaction"
    parameters = list(inspect.signature(inspect.unwrap(service)).parameters.values())
    is_listener = [p.name for p in parameters] == ["event"]
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)  # the latter: a TypedDict, unpacked
    assert is_listener or all(p.kind in named for p in parameters), "arguments are keyword-only"


SCOPES_DISABLED_IN = {"backend/aftershift/config/", "/tasks.py", "/management/commands/"}


def test_scopes_are_switched_off_only_where_due_work_is_claimed():
    for file in BACKEND.rglob("*.py"):
        tree = ast.parse(file.read_text())
        used = any(isinstance(n, ast.Name) and n.id == "scopes_disabled" for n in ast.walk(tree))
        if used:
            assert any(place in str(file) for place in SCOPES_DISABLED_IN), file
