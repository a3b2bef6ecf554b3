"""One environment for every test: testing mode, and a SQLite file (in memory there is no write-ahead log)."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

os.environ["TESTING"] = "1"
os.environ.setdefault("DATABASE_URL", "sqlite://")
os.environ.setdefault("SECRET_KEY", "for tests only, never used elsewhere")
_here = hashlib.sha256(str(Path(__file__)).encode()).hexdigest()[:10]
os.environ.setdefault("TEST_SQLITE", str(Path(tempfile.gettempdir()) / f"aftershift-test-{_here}.sqlite3"))

import pytest

from tests import factories


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
