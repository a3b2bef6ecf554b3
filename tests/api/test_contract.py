"""Every operation keeps the contract that openapi.yaml describes, for generated input (Q-R7): no fault of ours, no
status and no body that is not described, no refusal that is no problem. The seed is fixed; each call is undone.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django_scopes import scope
from drf_spectacular.generators import SchemaGenerator
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from aftershift.core import clock
from aftershift.ideas import services as ideas
from aftershift.people.models import Member
from tests.api.test_corpus import undone
from tests.factories import MemberFactory, session_key_of
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db

SEED = 20261122
EXAMPLES = 10  # a role, an operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
MODES = [schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE]


@schemathesis.serializer("audio/webm", "audio/ogg", "audio/mp4")
def as_it_is(_context: Any, value: Any) -> bytes:
    """Bytes that no library knows how to make: what is generated goes as it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


SCHEMA = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
SCHEMA.app = get_wsgi_application()
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests here run inside the test's transaction: they must not close its connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(params=["member", "organiser"])
def caller(request: pytest.FixtureRequest) -> Member:
    return MemberFactory(roles=("organiser",) if request.param == "organiser" else ())


@pytest.fixture
def known(caller: Member) -> dict[str, str]:
    """Rows that a generated path may name, so that not every call ends at "not found"."""
    with scope(organisation=caller.organisation_id):
        starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=3)
        date = OccurrenceFactory(organisation=caller.organisation, starts_at=starts_at)
        idea = ideas.propose(member=caller, text="Walk by the canal", kind="walk", shown_as="named", now=clock.now())
    return {
        "occurrence_id": str(date.pk),
        "activity_id": str(date.activity_id),
        "idea_id": str(idea.pk),
        "member_id": str(caller.pk),
        "item_id": "walk-route",
        "date": "2026-12-01",
    }


def test_the_schema_describes_the_operations():
    assert len(OPERATIONS) >= 40


@pytest.mark.parametrize("label", OPERATIONS)
def test_an_operation_keeps_its_contract(label: str, caller: Member, known: dict[str, str]):
    operation = OPERATIONS[label]
    token = {"X-Session-Token": session_key_of(caller), "X-Member": str(caller.pk)}

    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(hypothesis.HealthCheck),
        phases=[hypothesis.Phase.generate],
    )
    @hypothesis.given(
        case=st.one_of(*[operation.as_strategy(generation_mode=mode) for mode in MODES]), names_known=st.booleans()
    )
    def calls(case: Any, names_known: bool) -> None:
        # Asked before a wrong path is put right: the check would go on taking it for wrong.
        wrong = {part for part, info in case.meta.components.items() if info.mode.is_negative}
        if names_known:
            for name in set(case.path_parameters or {}) & set(known):
                case.path_parameters[name] = known[name]
        with undone():
            # A wrong header is put right by `token`, so only a wrong query or body must be refused.
            checks = [*CHECKS, negative_data_rejection] if wrong and wrong <= {"query", "body"} else CHECKS
            case.call_and_validate(headers=token | {"Idempotency-Key": str(uuid4())}, checks=checks)

    calls()
