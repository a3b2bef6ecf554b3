"""Opening for sign-up, setting off, coming back, stopping. `safety` listens and may refuse the first three."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities import drawing, origins, policies, selectors
from aftershift.activities.errors import (
    DrawTooShort,
    JustUs,
    NotOpenYet,
    OccurrenceCancelled,
    OccurrenceOver,
    OccurrenceStarted,
    StateDoesNotAllow,
)
from aftershift.activities.events import OccurrenceChanged, OccurrenceClosing, OccurrencePublishing, OccurrenceStarting
from aftershift.activities.models import Occurrence
from aftershift.activities.services.draws import draw_where_scarce
from aftershift.activities.services.keeping import keep_for_first_timers
from aftershift.activities.services.organising import refuse_tired_leader
from aftershift.activities.services.places import settle_places
from aftershift.activities.services.register import say_who_missed
from aftershift.activities.services.series.standing import admit_late
from aftershift.activities.services.telling import tell_of_an_opening
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.people.models import Member

State = Occurrence.State
# People gather before the time; nobody sets off earlier than this.
SETS_OFF_EARLIEST = dt.timedelta(minutes=60)


def _mine_to_run(*, member: Member, roles: Collection[str], occurrence_id: UUID, action: str) -> Occurrence:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, action, selectors.roles_for(member=member, activity=occurrence.activity, granted=roles))
    if not occurrence.activity.is_programme:
        raise JustUs
    return occurrence


def _enter(occurrence: Occurrence, state: Occurrence.State, now: dt.datetime, *fields: str) -> None:
    occurrence.state = state
    occurrence.save(update_fields=["state", *fields])
    settle_places(occurrence=occurrence, now=now)
    publish(OccurrenceChanged(occurrence.pk, occurrence.organisation_id, state.value, now))


@transaction.atomic
def publish_occurrence(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Open a planned date for sign-up. Publishing twice is once. Refused by whoever listens, once it
    has started, or by a lead's own nights."""
    occurrence = _mine_to_run(member=member, roles=roles, occurrence_id=occurrence_id, action="occurrence.publish")
    if occurrence.state == State.CANCELLED:
        raise OccurrenceCancelled
    if occurrence.state != State.PLANNED:
        return occurrence
    if occurrence.starts_at <= now:
        raise OccurrenceStarted(next="Make a new date.")
    refuse_tired_leader(member=member, date=occurrence)
    if occurrence.draws_at is not None and occurrence.draws_at - now < drawing.OPEN_AT_LEAST:
        raise DrawTooShort
    keep_for_first_timers(occurrence=occurrence, now=now)
    publish(OccurrencePublishing(occurrence.pk, occurrence.organisation_id, member.pk, now))
    draw_where_scarce(occurrence=occurrence, now=now)
    _enter(occurrence, State.PUBLISHED, now)
    admit_late(occurrence=occurrence, now=now)
    tell_of_an_opening(occurrence=occurrence, now=now)
    return occurrence


@transaction.atomic
def start(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Set off. Starting twice is once. From now on nobody joins. Raises TwoSleepsFirst for a leader's own nights."""
    occurrence = _mine_to_run(member=member, roles=roles, occurrence_id=occurrence_id, action="occurrence.start")
    if occurrence.state == State.STARTED:
        return occurrence
    if occurrence.state == State.CANCELLED:
        raise OccurrenceCancelled
    if occurrence.state == State.PLANNED:
        raise NotOpenYet(next="Finish the list before the day, then open it.")
    if occurrence.state != State.PUBLISHED:
        raise OccurrenceOver
    if now < occurrence.starts_at - SETS_OFF_EARLIEST:
        raise StateDoesNotAllow(next="You can set off from one hour before the time.")
    refuse_tired_leader(member=member, date=occurrence)
    publish(OccurrenceStarting(occurrence.pk, occurrence.organisation_id, member.pk, now))
    occurrence.started_at = now
    _enter(occurrence, State.STARTED, now, "started_at")
    return occurrence


@transaction.atomic
def close(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Everyone is back and the list is finished. Closing twice is once."""
    occurrence = _mine_to_run(member=member, roles=roles, occurrence_id=occurrence_id, action="occurrence.close")
    if occurrence.state == State.CLOSED:
        return occurrence
    if occurrence.state not in (State.STARTED, State.STOPPED):
        raise StateDoesNotAllow(next="It has not started yet.")
    publish(OccurrenceClosing(occurrence.pk, occurrence.organisation_id, member.pk, now))
    occurrence.ended_at = occurrence.ended_at or now
    say_who_missed(occurrence=occurrence, now=now)
    _enter(occurrence, State.CLOSED, now, "ended_at")
    origins.say_done(activity=occurrence.activity, today=member.organisation.local(now).date())
    return occurrence


@transaction.atomic
def stop(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """A leader may always stop, without a reason; nothing can refuse it. Stopping twice is once."""
    occurrence = _mine_to_run(member=member, roles=roles, occurrence_id=occurrence_id, action="occurrence.stop")
    if occurrence.state in (State.STOPPED, State.CLOSED):
        return occurrence
    if occurrence.state == State.CANCELLED:
        raise OccurrenceCancelled
    occurrence.ended_at = now
    occurrence.sequence += 1
    occurrence.revised_at = now
    _enter(occurrence, State.STOPPED, now, "ended_at", "sequence", "revised_at")
    return occurrence
