import datetime as dt
from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import QuerySet

from aftershift.people.models import Card, Member, Recovery, RoleGrant, Session
from aftershift.people.policies import STRONG

_role_sources: list[Callable[[Member], Collection[str]]] = []


def register_role_source(source: Callable[[Member], Collection[str]]) -> None:
    """A higher app says which of its roles a member has, such as `lead`. Called once, in `apps.py: ready`."""
    if source not in _role_sources:
        _role_sources.append(source)


def visible_members(*, member: Member) -> QuerySet[Member]:
    """Everyone in this member's organisation who has not left. Names in it are withheld by who reads them, not here."""
    return Member.objects.of(member.organisation_id).filter(left_at=None)


def granted_roles(*, organisation_id: UUID, member_id: UUID) -> frozenset[str]:
    rows = RoleGrant.objects.of(organisation_id).filter(member_id=member_id)
    return frozenset(rows.values_list("role", flat=True))


def all_roles_of(member: Member) -> frozenset[str]:
    """Every role, also those that rest because no second factor was given."""
    standing = "confirmed" if member.is_confirmed else "new"
    granted = granted_roles(organisation_id=member.organisation_id, member_id=member.pk)
    return frozenset({"member", standing}).union(granted, *(source(member) for source in _role_sources))


def roles_of(member: Member) -> frozenset[str]:
    """`member` always, `confirmed` or `new`, what was granted, and what higher apps add.

    Organiser, adviser and supervisor count only in a session made with password and second factor (DESIGN 4).
    """
    roles = all_roles_of(member)
    return roles if member.with_second_factor else roles - STRONG


def own_card(*, member: Member) -> QuerySet[Card]:
    return Card.objects.filter(organisation_id=member.organisation_id, member_id=member.pk)


def own_sessions(*, member: Member) -> QuerySet[Session]:
    """The member's signed-in devices, the last used first."""
    return Session.objects.filter(member_id=member.pk).order_by("-last_used_date", "-public_id")


def recovery_pending(*, member: Member, now: dt.datetime) -> Recovery | None:
    """A new PIN that colleagues vouched for and that any of the member's devices can still stop."""
    return Recovery.objects.filter(member_id=member.pk, works_at__gt=now, stopped_at=None, finished_at=None).first()
