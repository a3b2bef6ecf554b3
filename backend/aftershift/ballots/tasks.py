"""Ballots close by themselves, and what is written of an open one is shuffled every hour."""

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django_scopes import scope, scopes_disabled

from aftershift.ballots import selectors
from aftershift.ballots.models import Ballot, Paper, PrintedSlip, Reading, Slip
from aftershift.ballots.services import closing, extending
from aftershift.core import claims, clock

SHUFFLE_EVERY = dt.timedelta(hours=1)


def close_due_ballots() -> int:
    """Close and count, or extend, every ballot whose time has come; returns how many.

    One that is to be extended does not wait for printed slips: it is open again for everybody at once.
    """
    now = clock.now()
    with scopes_disabled():
        rows = list(_open().filter(closes_at__lte=now))
        ready = [
            row for row in rows if not selectors.waits_for_printed(row, now=now) or extending.is_wanted(ballot=row)
        ]
    due = [(row.pk, row.organisation_id) for row in ready]
    done = claims.work_through(kind="ballot.close", due=due, do=_in_scope(due, closing.close, now), now=now)
    if done:
        _vacuum()
    return done


def shuffle_slips() -> int:
    """Rewrite the slips and papers of every ballot that was not shuffled for an hour; returns how many ballots.

    Also of one that is closed and waits for printed slips: its last votes by phone would else lie there as they came.
    """
    now = clock.now()
    with scopes_disabled():
        rows = _open().filter(shuffled_at__lte=now - SHUFFLE_EVERY)
        due = list(rows.values_list("pk", "organisation_id"))
    done = claims.work_through(kind="ballot.shuffle", due=due, do=_in_scope(due, closing.shuffle, now), now=now)
    if done and connection.vendor == "postgresql":
        _vacuum()
    return done


def _open() -> QuerySet[Ballot]:
    return Ballot.objects.filter(state=Ballot.State.OPEN).order_by("pk")


def _in_scope(due: list[tuple[UUID, UUID]], service: Callable[..., None], now: dt.datetime) -> Callable[[UUID], None]:
    organisations = dict(due)

    def do(ballot_id: UUID) -> None:
        with scope(organisation=organisations[ballot_id]):
            service(organisation_id=organisations[ballot_id], ballot_id=ballot_id, now=now)

    return do


def _vacuum() -> None:
    """Let go of the old copies of rows, which still lie in the order of writing. Not possible inside a transaction.

    On SQLite this rewrites the whole file, so it is done only when a ballot closes.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in (Slip, Paper, PrintedSlip, Reading):
                cursor.execute(f"VACUUM {model._meta.db_table}")
        else:
            cursor.execute("VACUUM")
