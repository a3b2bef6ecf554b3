"""What this app keeps about a member: exported on request, erased with them."""

import datetime as dt
from typing import Any

from aftershift.people.models import (
    Card,
    CardReplacement,
    Confirmation,
    JoinForm,
    KioskSession,
    Member,
    MemberMerge,
    Person,
    Recovery,
    RoleGrant,
    Session,
    Vouch,
)

MODELS = (Member, Confirmation, RoleGrant, JoinForm, Vouch, Session, CardReplacement, MemberMerge)


def export(member: Member) -> dict[str, Any]:
    mine = RoleGrant.objects.of(member.organisation_id).filter(member=member).order_by("role")
    confirmed_by = Confirmation.objects.of(member.organisation_id).filter(member=member)
    card = Card.objects.filter(member_id=member.pk).first()
    return {
        "called_name": member.called_name,
        "language": member.language,
        "is_under_18": member.is_under_18,
        "email": member.person.email,
        "card": card.code if card else None,
        "joined": member.joined_at.isoformat(),
        "confirmed": member.confirmed_at.isoformat() if member.confirmed_at else None,
        "confirmed_by_people": confirmed_by.count(),
        "roles": list(mine.values_list("role", flat=True)),
        "two_cards_became_one": [
            row.merged_at.isoformat()
            for row in MemberMerge.objects.of(member.organisation_id).filter(kept=member).order_by("merged_at")
        ],
        "cards_replaced": [
            row.replaced_date.isoformat()
            for row in CardReplacement.objects.of(member.organisation_id)
            .filter(member=member)
            .order_by("replaced_date")
        ],
        "cards_replaced_for_others": CardReplacement.objects.of(member.organisation_id).filter(by=member).count(),
        "devices": list(Session.objects.filter(member_id=member.pk).values_list("device", flat=True)),
    }


def erase(member: Member, now: dt.datetime) -> None:
    """Before the member's own row goes, which takes the rest of this app's rows with it."""
    Session.objects.filter(member_id=member.pk).delete()
    KioskSession.objects.filter(member_id=member.pk).delete()
    Recovery.objects.filter(member_id=member.pk).delete()
    merges = MemberMerge.objects.of(member.organisation_id)
    merges.filter(by=member).update(by=None)
    # The empty rows of what was merged into this member, which nothing else names.
    gone = Member.objects.of(member.organisation_id).filter(pk__in=merges.filter(kept=member).values("gone"))
    Person.objects.filter(pk__in=list(gone.values_list("person_id", flat=True))).delete()
    CardReplacement.objects.of(member.organisation_id).filter(member=member).delete()
    CardReplacement.objects.of(member.organisation_id).filter(by=member).update(by=None)
    for model in (JoinForm, RoleGrant):
        model.objects.of(member.organisation_id).filter(member=member).delete()
