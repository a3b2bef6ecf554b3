"""Handovers as their two sides and whoever runs the activity see them, and the pack."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import roles_for, visible_activities
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.models import Handover, HandoverPack, RoleOffer
from aftershift.leading.selectors.guards import FOUR_WEEKS, IN_A_ROW
from aftershift.leading.selectors.record import lines_of_leads
from aftershift.people.models import Member


def own_handovers(*, member: Member) -> QuerySet[Handover]:
    """Those that I give, take or began. Whoever is neither sees that one is open, on the page of the activity."""
    mine = Q(giver=member) | Q(taker=member) | Q(begun_by=member)
    rows = Handover.objects.of(member.organisation_id).filter(mine)
    return rows.select_related("activity", "giver", "taker").order_by("-pk")


def asked_of(*, member: Member) -> QuerySet[Handover]:
    """What waits for my yes."""
    rows = own_handovers(member=member).filter(state=Handover.State.OPEN)
    return rows.filter(Q(giver=member, given_at=None) | Q(taker=member, taken_at=None))


def open_handover(*, activity: Activity) -> Handover | None:
    rows = Handover.objects.of(activity.organisation_id).filter(activity=activity, state=Handover.State.OPEN)
    return rows.select_related("taker", "giver").first()


def is_asked_already(*, activity: Activity) -> bool:
    """A person asks somebody to lead it, by a handover or an offer: one is open at a time (RULE-43)."""
    offers = RoleOffer.objects.of(activity.organisation_id).filter(activity=activity, state=RoleOffer.State.OPEN)
    return open_handover(activity=activity) is not None or offers.filter(role=RoleOffer.Role.LEAD).exists()


def kept_lately(*, activity: Activity) -> bool:
    """Its lead kept the turn that the app would have passed on, less than four dates ago: then they are not asked again."""
    led = lines_of_leads(organisation_id=activity.organisation_id).filter(occurrence__activity=activity)
    begins = list(led.order_by("-occurrence__starts_at").values_list("occurrence__starts_at", flat=True)[:IN_A_ROW])
    kept = _turns(activity).filter(giver=activity.lead_id, state=Handover.State.WITHDRAWN)
    return bool(begins) and kept.filter(ended_at__gte=begins[-1]).exists()


def passed_lately(*, activity: Activity, now: dt.datetime) -> set[UUID]:
    """Who said no, or nothing, to a turn of this activity in the last four weeks: they are not asked again."""
    let_pass = _turns(activity).filter(state__in=(Handover.State.REFUSED, Handover.State.LAPSED))
    return set(let_pass.filter(ended_at__gt=now - FOUR_WEEKS).values_list("taker_id", flat=True))


def _turns(activity: Activity) -> QuerySet[Handover]:
    return Handover.objects.of(activity.organisation_id).filter(activity=activity, is_turn=True)


@dataclass(frozen=True, slots=True)
class Pack:
    """held: how many dates were held; the rest is what leads wrote."""

    activity_id: UUID
    title: str
    meeting_place: str
    what_to_bring: str
    held: int
    contacts: str
    place: str
    checklist: str
    learned: str
    version: int
    may_change: bool


def pack_of(*, member: Member, roles: Collection[str], activity_id: UUID) -> Pack:
    """For lead, second and organisers, and for whoever is asked to take it on. Four statements.

    Raises NotVisible, NotAllowed.
    """
    activity = one(visible_activities(member=member), activity_id)
    here = roles_for(member=member, activity=activity, granted=roles)
    handover = open_handover(activity=activity)
    if handover is not None and handover.taker_id == member.pk:
        here |= {"taker"}
    require(policies.MAY, "pack.read", here)
    row = HandoverPack.objects.of(member.organisation_id).filter(activity=activity).first()
    held = Occurrence.objects.of(member.organisation_id).filter(activity=activity, state=Occurrence.State.CLOSED)
    return Pack(
        activity_id=activity.pk,
        title=activity.title,
        meeting_place=activity.meeting_place,
        what_to_bring=activity.what_to_bring,
        held=held.count(),
        contacts=row.contacts if row else "",
        place=row.place if row else "",
        checklist=row.checklist if row else "",
        learned=row.learned if row else "",
        version=row.version if row else 0,
        may_change=not policies.MAY["pack.change"].isdisjoint(here),
    )


def due_for_lapsing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(handover, organisation) of those that nobody answered in time. Outside any scope."""
    rows = Handover.objects.filter(state=Handover.State.OPEN, lapses_at__lte=now)
    return list(rows.values_list("pk", "organisation_id"))
