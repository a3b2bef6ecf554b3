"""Keeps what changed, for the page. Called inside the transaction of the change itself; refuses nothing."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from aftershift.activities.models import Activity, Change, Occurrence

# `drive_minutes` is told with `travel`: nobody asks for it alone.
TOLD = frozenset({"title", "meeting_place", "how_hard", "effort", "travel", "cost", "what_to_bring"})


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_words(*, activity: Activity, before: Mapping[str, object], now: dt.datetime) -> None:
    """One row for each word that changed, of all dates together: a long series costs no more than one date.

    before: name to what it was; what it became stands in the activity.
    """
    Change.objects.bulk_create(
        Change(
            organisation_id=activity.organisation_id,
            activity=activity,
            what=name,
            was=str(was),
            became=str(getattr(activity, name)),
            changed_at=now,
        )
        for name, was in before.items()
        if name in TOLD
    )


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_words_of_dates(
    *, changed: Mapping[str, Sequence[tuple[Occurrence, str]]], became: Mapping[str, str], now: dt.datetime
) -> None:
    """One row for each date and word that changed, with what that date said before. One statement."""
    Change.objects.bulk_create(
        Change(
            organisation_id=occurrence.organisation_id,
            activity_id=occurrence.activity_id,
            occurrence=occurrence,
            what=name,
            was=was,
            became=became[name],
            changed_at=now,
        )
        for name, rows in changed.items()
        for occurrence, was in rows
    )


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_track(*, activity: Activity, was_m: int | None, became_m: int | None, now: dt.datetime) -> None:
    """Another way to walk, or one that was not told before. In metres; None where there is none."""
    Change.objects.create(
        organisation_id=activity.organisation_id,
        activity=activity,
        what=Change.What.TRACK,
        was="" if was_m is None else str(was_m),
        became="" if became_m is None else str(became_m),
        changed_at=now,
    )


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_new_leaders(*, activity: Activity, now: dt.datetime) -> None:
    """That somebody else leads or helps. Never who it was: their page, their word."""
    Change.objects.create(
        organisation_id=activity.organisation_id, activity=activity, what=Change.What.LEADERS, changed_at=now
    )


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_moves(*, moved: Sequence[tuple[Occurrence, dt.datetime]], now: dt.datetime) -> None:
    """Each date with when it was before; a whole series costs no more statements than one date."""
    Change.objects.bulk_create(
        Change(
            organisation_id=occurrence.organisation_id,
            activity_id=occurrence.activity_id,
            occurrence=occurrence,
            what=Change.What.MOVED,
            was_at=was_at,
            became_at=occurrence.starts_at,
            changed_at=now,
        )
        for occurrence, was_at in moved
    )


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_cancellation(*, occurrence: Occurrence, now: dt.datetime) -> None:
    _of_date(occurrence, Change.What.CANCELLED, now, became=occurrence.cancel_reason)


@transaction.atomic(savepoint=False)  # always inside a service’s own
def keep_return(*, occurrence: Occurrence, now: dt.datetime) -> None:
    _of_date(occurrence, Change.What.BROUGHT_BACK, now)


def _of_date(occurrence: Occurrence, what: Change.What, now: dt.datetime, **said: Any) -> None:
    Change.objects.create(
        organisation_id=occurrence.organisation_id,
        activity_id=occurrence.activity_id,
        occurrence=occurrence,
        what=what,
        changed_at=now,
        **said,
    )
