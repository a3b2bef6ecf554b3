"""The busiest statements are built once, and PostgreSQL reads and plans them once in each connection."""

import datetime as dt
from enum import Enum
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from aftershift.activities import counts, selectors, selectors_coming
from aftershift.activities.models import SignUp
from aftershift.activities.services import joining
from aftershift.core.prepared import Prepared
from aftershift.people import sessions
from aftershift.people.models import Session
from tests.factories import MONDAY_9AM, colleagues, session_key_of
from tests.rules.activities.world import OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk():
    return OccurrenceFactory(places=2)


def kept():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite keeps statements by itself")


def test_postgresql_keeps_a_busy_statement_from_its_second_run_on(walk):
    on_postgresql()
    before = set(kept())
    counts.count(walk)
    assert set(kept()) == before
    for _ in range(3):
        counts.count(walk)
    (mine,) = set(kept()) - before
    assert "activities_signup" in mine
    assert kept()[mine] == 3


def test_an_ordinary_query_is_not_kept(walk):
    """Their texts differ without end: a connection would fill up with them."""
    on_postgresql()
    before = set(kept())
    for _ in range(4):
        SignUp.objects.of(walk.organisation_id).filter(occurrence=walk).count()
    assert set(kept()) == before


@pytest.mark.django_db(transaction=True)
def test_a_kept_statement_outlives_a_refusal_a_new_column_and_a_cleared_connection(walk):
    on_postgresql()

    def read():
        return selectors.locked_occurrence(organisation_id=walk.organisation_id, occurrence_id=walk.pk).pk

    def change(sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)

    @transaction.atomic
    def refused():
        read()
        raise RuntimeError

    with transaction.atomic():
        assert [read() for _ in range(3)] == [walk.pk] * 3
    with pytest.raises(RuntimeError):
        refused()
    steps = (
        "ALTER TABLE activities_occurrence ADD COLUMN passing text",
        "ALTER TABLE activities_occurrence DROP COLUMN passing",
        "DEALLOCATE ALL",
        "DISCARD ALL",
    )
    for step in steps:
        change(step)
        with transaction.atomic():
            assert [read() for _ in range(3)] == [walk.pk] * 3


def test_a_value_that_stands_in_several_places_is_one_value(walk):
    """PostgreSQL plans a kept statement without its values: it must see that both organisations are the same."""
    on_postgresql()
    (ama,) = colleagues(walk.organisation, 1)
    for _ in range(2):
        selectors_coming.coming(member=ama, now=walk.starts_at, stamp=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parameter_types::text[] FROM pg_prepared_statements WHERE statement LIKE '%activities_fineforme%'"
        )
        assert [sorted(types) for (types,) in cursor.fetchall()] == [["timestamp with time zone", "uuid", "uuid"]]


def test_no_value_that_is_sent_is_a_member_of_an_enumeration():
    """The driver takes as long over one as the whole statement takes."""
    for query in (counts._COUNTED, selectors_coming._FIRST_PAGE, selectors_coming._FIRST_VERSIONS):
        assert not [part for part in query._statement()[1] if isinstance(part, Enum)]


def test_what_is_read_is_what_an_ordinary_query_reads(walk):
    ama, _ = colleagues(walk.organisation, 2)
    key = session_key_of(ama)
    found = sessions.signed_in(session_key=sessions.hashed(key), now=dt.datetime.now(dt.UTC))
    row = Session.objects.select_related("person", "member__organisation").get(session_key=sessions.hashed(key))
    for mine, theirs in (
        (found, row),
        (found.person, row.person),
        (found.member, row.member),
        (found.member.organisation, row.member.organisation),
    ):
        assert type(mine) is type(theirs)
        for field in theirs._meta.concrete_fields:
            assert getattr(mine, field.attname) == getattr(theirs, field.attname)
        assert (mine._state.adding, mine._state.db) == (False, "default")
    found.device = "a phone"
    found.save(update_fields=["device"])
    row.refresh_from_db()
    assert row.device == "a phone"


def _told(values):
    rows = SignUp.objects.of(values["organisation"]).filter(occurrence_id=values["occurrence"]).order_by("pk")
    told = Concat(Cast("pk", TextField()), Value(" "), "status", output_field=TextField())
    return rows.annotate(told=told).values_list("told")


def test_a_digest_is_another_as_soon_as_a_row_is_and_tells_nothing_of_another_hospital(walk):
    prepared = Prepared(_told, {"organisation": UUID, "occurrence": UUID})
    elsewhere = OccurrenceFactory()
    asked = {"organisation": walk.organisation_id, "occurrence": walk.pk}
    assert prepared.digest(**asked) == ""
    seen = {""}
    for member in colleagues(walk.organisation, 2):
        joining.join(member=member, occurrence_id=walk.pk, now=MONDAY_9AM)
        seen.add(prepared.digest(**asked))
    SignUp.objects.filter(occurrence=walk).update(status="left")
    seen.add(prepared.digest(**asked))
    assert len(seen) == 4
    assert prepared.digest(**asked) in seen
    with scope(organisation=elsewhere.organisation_id):
        assert prepared.digest(**asked) == ""
    with scope(organisation=None), pytest.raises(ScopeError):
        prepared.digest(**asked)
