from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Activity
from aftershift.activities.selectors import programme
from aftershift.leading.models import RoleOffer
from aftershift.people.models import Member


def own_offers(*, member: Member) -> QuerySet[RoleOffer]:
    """What I have been asked to do, the newest first. Nobody else sees these but whoever asked."""
    mine = RoleOffer.objects.of(member.organisation_id).filter(member=member)
    return mine.select_related("activity", "offered_by").order_by("-pk")


def open_offers(*, member: Member) -> QuerySet[RoleOffer]:
    return own_offers(member=member).filter(state=RoleOffer.State.OPEN)


def is_asked(*, activity_id: UUID, organisation_id: UUID, role: str) -> bool:
    """Has somebody been asked who has not answered yet?"""
    open_now = RoleOffer.objects.of(organisation_id).filter(state=RoleOffer.State.OPEN)
    return open_now.filter(activity_id=activity_id, role=role).exists()


def leads_something(member: Member) -> Collection[str]:
    """`lead` when the member is lead or second of any activity of the programme ("just us" gives nobody a say): such people may say "I know this person"."""
    rows = programme(organisation_id=member.organisation_id).filter(Q(lead=member.pk) | Q(second=member.pk))
    return {"lead"} if rows.exists() else ()


def activities_without_leaders(*, organisation_id: UUID) -> QuerySet[Activity]:
    return programme(organisation_id=organisation_id).filter(Q(lead=None) | Q(second=None))
