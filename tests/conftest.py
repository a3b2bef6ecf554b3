"""What every test gets. The environment is set in tests/environment.py, before pytest-django reads the settings."""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from aftershift.core import events
from tests import factories


@pytest.fixture(autouse=True)
def _listeners_as_they_were() -> Iterator[None]:
    """Whoever a test subscribes has listened long enough when it ends: the next test meets the product's listeners."""
    before = {event: list(listeners) for event, listeners in events._listeners.items()}
    yield
    for event, listeners in events._listeners.items():
        listeners[:] = before.get(event, [])


@pytest.fixture(autouse=True)
def _scope_of_the_first_organisation(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests of rules run inside the first organisation they make, as a request does; tests of the API do not."""
    with ExitStack() as stack:
        is_rule = "/tests/rules/" in str(request.node.path)
        factories.world.stack = stack if is_rule and not request.node.get_closest_marker("unscoped") else None
        yield
        factories.world.stack = None


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "unscoped: no organisation's scope is open")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches the database runs: the engines and readers do the same on every one."""
    if not os.environ["DATABASE_URL"].startswith("postgres"):
        return
    needs = {"db", "transactional_db"}
    without = [
        item
        for item in items
        if not item.get_closest_marker("django_db") and needs.isdisjoint(getattr(item, "fixturenames", ()))
    ]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in set(without)]
