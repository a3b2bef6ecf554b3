"""One screen for whoever runs an activity: who is next, the handover, the taper, the rest, and what the app suggests."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Activity, Series
from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.models import OrganiserActed
from aftershift.leading.models.load import SUGGESTED_AT
from aftershift.leading.selectors import guards
from aftershift.leading.selectors.able import readiness
from aftershift.leading.selectors.handover import open_handover
from aftershift.leading.selectors.pauses import open_pauses
from aftershift.leading.selectors.taper import TaperShown, rests_until, side_of, taper_shown
from aftershift.people.models import Member


@dataclass(frozen=True, slots=True)
class HandoverShown:
    """taker: empty for whoever is told no names; whom the app asks is told to nobody else (decision 0032)."""

    id: UUID
    taker: str
    given: bool
    taken: bool
    waits_for_me: bool
    is_turn: bool
    may_keep: bool


@dataclass(frozen=True, slots=True)
class PassingOn:
    """next_id, next_at: the next date. second: who helps now. asks_second: the second has
    room to lead it, so that the app proposes them."""

    activity_id: UUID
    title: str
    is_series: bool
    is_paused: bool
    is_resting: bool
    rests_until_date: dt.date | None
    next_id: UUID | None
    next_at: dt.datetime | None
    turn_is_somebody_elses: bool
    second_id: UUID | None
    second_name: str
    asks_second: bool
    suggests_handover: bool
    readiness: str | None  # for organisers
    taper: TaperShown | None
    my_side_agreed: bool
    may_begin_taper: bool
    may_ask_for_help: bool
    may_hand_over: bool
    handover: HandoverShown | None


def passing_on(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], activity_id: UUID, now: dt.datetime
) -> PassingOn:
    """A fixed number of statements. all_roles: also those that rest, since a supervisor is told no names.

    Raises NotVisible, NotAllowed.
    """
    activity = one(visible_activities(member=member).select_related("second"), activity_id)
    here = roles_for(member=member, activity=activity, granted=roles)
    require(policies.MAY, "passing_on.read", here)
    today = member.organisation.local(now).date()
    coming = guards.next_date(activity=activity, now=now)
    is_resting, until = rests_until(activity=activity, today=today)
    taper = taper_shown(activity=activity)
    is_series = Series.objects.of(activity.organisation_id).filter(activity=activity).exists()
    side = side_of(member, here)
    turn = activity.lead_id == member.pk and guards.turn_is_somebody_elses(activity=activity, now=now)
    second = activity.second
    acted = OrganiserActed.objects.of(activity.organisation_id).filter(activity=activity, times__gte=SUGGESTED_AT)
    names = "supervisor" not in all_roles
    return PassingOn(
        activity_id=activity.pk,
        title=activity.title,
        is_series=is_series,
        is_paused=open_pauses(organisation_id=activity.organisation_id).filter(activity=activity).exists(),
        is_resting=is_resting,
        rests_until_date=until,
        next_id=coming.pk if coming else None,
        next_at=coming.starts_at if coming else None,
        turn_is_somebody_elses=turn,
        second_id=second.pk if second else None,
        second_name=second.called_name if second and names else "",
        asks_second=turn and coming is not None and _has_room(activity, coming.local_date, today),
        suggests_handover="organiser" in here and acted.exists(),
        readiness=readiness(activity=activity, today=today) if "organiser" in here else None,
        taper=taper,
        my_side_agreed=bool(taper and (taper.organiser_agreed if side == "organiser" else taper.lead_agreed)),
        may_begin_taper=is_series and taper is None and not policies.MAY["taper.begin"].isdisjoint(here),
        may_ask_for_help=bool(taper and taper.step > 1) and not policies.MAY["taper.ask_for_help"].isdisjoint(here),
        may_hand_over=activity.lead_id is not None and not policies.MAY["handover.begin"].isdisjoint(here),
        handover=_handover(activity, member, names),
    )


def _has_room(activity: Activity, day: dt.date, today: dt.date) -> bool:
    second = [activity.second_id] if activity.second_id else []
    return bool(guards.with_room(activity=activity, member_ids=second, day=day, today=today))


def _handover(activity: Activity, member: Member, names: bool) -> HandoverShown | None:
    row = open_handover(activity=activity)
    if row is None:
        return None
    waits = (row.giver_id == member.pk and row.given_at is None) or (row.taker_id == member.pk and row.taken_at is None)
    is_me = row.taker_id == member.pk
    return HandoverShown(
        row.pk,
        row.taker.called_name if is_me or (names and not row.is_turn) else "",
        row.given_at is not None,
        row.taken_at is not None,
        waits,
        is_turn=row.is_turn,
        may_keep=row.is_turn and row.giver_id == member.pk,
    )
