from uuid import UUID

from django.db.models import QuerySet

from aftershift.people.models import Member, RoleGrant


def visible_members(*, member: Member) -> QuerySet[Member]:
    """Everyone in this member's organisation who has not left. Names in it are withheld by who reads them, not here."""
    return Member.objects.of(member.organisation_id).filter(left_at=None)


def granted_roles(*, organisation_id: UUID, member_id: UUID) -> frozenset[str]:
    rows = RoleGrant.objects.of(organisation_id).filter(member_id=member_id)
    return frozenset(rows.values_list("role", flat=True))


def roles_of(member: Member) -> frozenset[str]:
    """`member` always, `confirmed` or `new`, and what was granted. Per-activity roles are added by their own apps."""
    standing = "confirmed" if member.is_confirmed else "new"
    granted = granted_roles(organisation_id=member.organisation_id, member_id=member.pk)
    return frozenset({"member", standing}) | granted
