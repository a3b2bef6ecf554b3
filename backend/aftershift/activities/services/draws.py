"""Giving places by lot: deciding it, and drawing. Drawing ends in `settle_places`, like everything that gives a place."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import drawing, edits, policies, selectors
from aftershift.activities.errors import DrawUnderWay, StateDoesNotAllow
from aftershift.activities.models import Draw, Occurrence, SignUp
from aftershift.activities.services.places import settle_places
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.people.models import Member


@transaction.atomic
def decide_draw(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    closes_at: dt.datetime,
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Draw:
    """Places go by lot at `closes_at`; nobody has one before. The seed is made here and only its hash is shown.

    Deciding the same again changes nothing; another moment is possible while nobody has asked for a place.
    Raises Stale, DrawUnderWay, StateDoesNotAllow, FieldProblem for a window that does not meet every shift group.
    """
    occurrence = _mine_to_run(member, roles, occurrence_id, seen)
    draw = Draw.objects.of(member.organisation_id).filter(occurrence=occurrence).first()
    if draw is not None and draw.closes_at == closes_at:
        return draw
    _refuse_once_asked(occurrence, draw)
    if closes_at - now < drawing.OPEN_AT_LEAST:
        raise FieldProblem({"/closes_date": "Leave it open for 7 days at least, so that every shift meets it."})
    if occurrence.starts_at - closes_at < drawing.BEFORE_THE_START:
        raise FieldProblem({"/closes_date": "Draw 2 days before the start at least."})
    return _decide(occurrence, closes_at, now)


def draw_where_scarce(*, occurrence: Occurrence, now: dt.datetime) -> None:
    """By lot unless somebody decides otherwise: for a date that opens now after one that left people waiting (DESIGN 7).

    The caller holds the lock. Nothing where somebody decided or asked already (whoever comes every time asks before it
    opens), nor where the time is too short for a window that meets every shift group. One statement, two more for a draw.
    """
    closes_at = (now + drawing.OPEN_AT_LEAST).replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    asked = occurrence.taken + occurrence.held + occurrence.waiting
    if occurrence.draws_at is not None or asked or occurrence.starts_at - closes_at < drawing.BEFORE_THE_START:
        return
    before = Occurrence.objects.of(occurrence.organisation_id).filter(
        activity=occurrence.activity_id, ends_at__lte=now, starts_at__lt=occurrence.starts_at
    )
    last = before.exclude(state=Occurrence.State.CANCELLED).order_by("-starts_at").values_list("waiting", flat=True)
    if last.first():
        _decide(occurrence, closes_at, now)


@transaction.atomic
def no_draw(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, seen: edits.Seen = None, now: dt.datetime
) -> Occurrence:
    """First come, first served after all, while nobody has asked for a place. Without a draw nothing changes."""
    occurrence = _mine_to_run(member, roles, occurrence_id, seen)
    draw = Draw.objects.of(member.organisation_id).filter(occurrence=occurrence).first()
    if draw is not None:
        _refuse_once_asked(occurrence, draw)
        draw.delete()
        _draw_at(occurrence, None)
    return occurrence


@transaction.atomic
def draw_places(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """Draw, once, when its moment has passed. Called by the worker inside the organisation's scope; safe to run twice.

    The queue takes the drawn order, and everybody it gives a place to has it at once; the others wait in that order, and
    behind them whoever asked after the window had closed, when nobody had come by to draw yet.
    """
    occurrence = selectors.locked_occurrence(organisation_id=organisation_id, occurrence_id=occurrence_id)
    if occurrence.draws_at is None or occurrence.draws_at > now or occurrence.state != Occurrence.State.PUBLISHED:
        return
    draw = Draw.objects.of(organisation_id).get(occurrence=occurrence)
    in_time = occurrence.sign_ups.filter(status=SignUp.Status.WAITING, queued_at__lt=draw.closes_at)
    waiting = in_time.select_related("member")
    order = drawing.drawn_order(seed=draw.seed, sign_ups=list(waiting))
    for place, sign_up in enumerate(order):
        sign_up.queued_at = draw.closes_at + dt.timedelta(microseconds=place)
    SignUp.objects.of(organisation_id).bulk_update(order, ["queued_at"])
    draw.entries = [
        {
            "code": str(row.pk),
            "confirmed": row.member.is_confirmed,
            "people": row.people,
            "first_time": row.is_first_timer,
            "job": str(row.job_id) if row.job_id else None,
        }
        for row in order
    ]
    draw.drawn_at = now
    draw.save(update_fields=["entries", "drawn_at"])
    _draw_at(occurrence, None)
    settle_places(occurrence=occurrence, now=now, drawn={row.pk for row in order})


def _mine_to_run(member: Member, roles: Collection[str], occurrence_id: UUID, seen: edits.Seen) -> Occurrence:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "occurrence.decide_draw", here)
    edits.refuse_stale_date(occurrence, seen)
    return occurrence


def _decide(occurrence: Occurrence, closes_at: dt.datetime, now: dt.datetime) -> Draw:
    seed = secrets.token_hex(16)
    draw, _ = Draw.objects.of(occurrence.organisation_id).update_or_create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        defaults={
            "made_at": now,
            "closes_at": closes_at,
            "seed": seed,
            "seed_hash": hashlib.sha256(seed.encode()).hexdigest(),
        },
    )
    _draw_at(occurrence, closes_at)
    return draw


def _refuse_once_asked(occurrence: Occurrence, draw: Draw | None) -> None:
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED):
        raise StateDoesNotAllow
    if occurrence.taken + occurrence.held + occurrence.waiting or (draw is not None and draw.drawn_at is not None):
        raise DrawUnderWay


def _draw_at(occurrence: Occurrence, at: dt.datetime | None) -> None:
    occurrence.draws_at = at
    occurrence.version += 1
    occurrence.giving_version += 1
    occurrence.save(update_fields=["draws_at", "version", "giving_version"])
