"""Who is told when leading passes from hand to hand. Listeners, inside the publisher's transaction.

All of it can wait for a set time: nobody has to lead, and nothing changes without an answer.
"""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading import messages_passing as messages
from aftershift.leading.events import (
    HandoverBegun,
    HandoverEnded,
    HandoverSuggested,
    LeaderWanted,
    LeadRoleOffered,
    RoleGivenBack,
    SeriesGoesOn,
    SeriesPaused,
    TaperMoved,
    TaperProposed,
    TurnSuggested,
)
from aftershift.leading.messages import DATE_ROLE, FREE
from aftershift.leading.models import Handover
from aftershift.notifications.models import Message
from aftershift.notifications.services.sending import send
from aftershift.people.selectors import holders_of


@transaction.atomic(savepoint=False)
def tell_who_could_lead(event: LeaderWanted) -> None:
    """Those whom the app may ask, and nobody who they are."""
    _tell(
        event.organisation_id,
        event.member_ids,
        kind=messages.LEADER_CALL,
        about=event.activity_id,
        facts={"role": event.role},
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_waits(event: SeriesPaused | SeriesGoesOn) -> None:
    _tell(
        event.organisation_id,
        event.member_ids,
        kind=messages.SERIES_PAUSE,
        about=event.activity_id,
        facts={"what": messages.PAUSED if isinstance(event, SeriesPaused) else messages.GOES_ON},
        now=event.at,
    )


@transaction.atomic(savepoint=False)
def tell_who_is_asked_to_lead(event: LeadRoleOffered) -> None:
    _pass(event.organisation_id, [event.member_id], messages.OFFERED, event.offer_id, event.at)


@transaction.atomic(savepoint=False)
def tell_whose_yes_is_missing(event: HandoverBegun) -> None:
    lapses_at = Handover.objects.of(event.organisation_id).get(pk=event.handover_id).lapses_at
    _pass(event.organisation_id, event.asked_ids, messages.BEGUN, event.handover_id, event.at, expires_at=lapses_at)


@transaction.atomic(savepoint=False)
def tell_how_it_ended(event: HandoverEnded) -> None:
    """Both sides and whoever began it, but for whose tap it was (RULE-55): that it ended, never why (RULE-43)."""
    told = set(event.member_ids) - {event.by_id}
    _pass(event.organisation_id, told, messages.ENDED, event.handover_id, event.at, state=event.state)


@transaction.atomic(savepoint=False)
def tell_who_could_hand_over(event: HandoverSuggested) -> None:
    _pass(event.organisation_id, [event.organiser_id], messages.SUGGESTED, event.activity_id, event.at)


@transaction.atomic(savepoint=False)
def tell_whose_turn_it_was(event: TurnSuggested) -> None:
    """The lead alone, who may go on as before. Whom the app asked is not said."""
    what = messages.TURN_ASKED if event.is_asked else messages.TURN
    _pass(event.organisation_id, [event.member_id], what, event.activity_id, event.at)


@transaction.atomic(savepoint=False)
def tell_what_is_proposed(event: TaperProposed) -> None:
    """Both sides: lead and second, and the organisers. Whoever organises answers as one, even where they lead."""
    organisers = _organisers(event.organisation_id)
    sides = {"lead": _leaders(event.organisation_id, event.activity_id) - organisers, "organiser": organisers}
    for side, members in sides.items():
        _pass(
            event.organisation_id, members, messages.PROPOSED, event.activity_id, event.at, side=side, step=event.step
        )


@transaction.atomic(savepoint=False)
def tell_how_much_help_there_is(event: TaperMoved) -> None:
    """Lead, second and organisers, who come more or less often now. Whose yes it was knows; who asked for help is told as
    all others are, so that leaving them out tells nobody who it was."""
    told = _leaders(event.organisation_id, event.activity_id) | _organisers(event.organisation_id)
    _pass(
        event.organisation_id,
        told - {event.by_id},
        messages.MOVED,
        event.activity_id,
        event.at,
        step=event.step,
        why=event.why,
    )


@transaction.atomic(savepoint=False)
def tell_that_a_role_is_free(event: RoleGivenBack) -> None:
    """Lead and second, who may ask somebody else: not who it was, nor why."""
    date = Occurrence.objects.of(event.organisation_id).get(pk=event.occurrence_id)
    told = _leaders(event.organisation_id, date.activity_id) - {event.by_id}
    _tell(
        event.organisation_id,
        told if date.starts_at > event.at else (),
        kind=DATE_ROLE,
        about=date.pk,
        facts={"what": FREE, "role": event.role},
        now=event.at,
        expires_at=date.starts_at,
    )


def _leaders(organisation_id: UUID, activity_id: UUID) -> set[UUID]:
    activity = Activity.objects.of(organisation_id).get(pk=activity_id)
    return {someone for someone in (activity.lead_id, activity.second_id) if someone is not None}


def _organisers(organisation_id: UUID) -> set[UUID]:
    return set(holders_of(organisation_id=organisation_id, role="organiser").values_list("pk", flat=True))


def _pass(
    organisation_id: UUID,
    members: Iterable[UUID],
    what: str,
    about: UUID,
    now: dt.datetime,
    *,
    expires_at: dt.datetime | None = None,
    **facts: str | int,
) -> None:
    _tell(
        organisation_id,
        members,
        kind=messages.PASSING_ON,
        about=about,
        facts={"what": what, **facts},
        now=now,
        expires_at=expires_at,
    )


def _tell(
    organisation_id: UUID,
    members: Iterable[UUID],
    *,
    kind: str,
    about: UUID,
    facts: dict[str, str | int],
    now: dt.datetime,
    expires_at: dt.datetime | None = None,
) -> None:
    send(
        organisation_id=organisation_id,
        members=members,
        kind=kind,
        about=about,
        facts=facts,
        key=f"{facts.get('what', '')}:{facts.get('role', '')}:{about}:{now.isoformat()}",
        speed=Message.Speed.SET_TIME,
        now=now,
        expires_at=expires_at,
    )
