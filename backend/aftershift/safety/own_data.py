"""What numbers, looks and home contacts say about a member, and how it goes. A part of this app's `personal_data`."""

from typing import Any

from django.db.models import Q

from aftershift.people.models import Member
from aftershift.safety import sealing
from aftershift.safety.models import (
    ChecklistTick,
    EmergencyLook,
    EmergencyNumber,
    HelpNumber,
    HomeContact,
    Keeper,
    Stop,
)

MODELS = (EmergencyNumber, EmergencyLook, HelpNumber, HomeContact, Keeper, Stop)


def export(member: Member) -> dict[str, Any]:
    here = member.organisation_id
    numbers = EmergencyNumber.objects.of(here).filter(member=member).select_related("occurrence__activity")
    looks = EmergencyLook.objects.of(here).filter(owner=member).select_related("occurrence__activity", "by")
    contacts = HomeContact.objects.of(here).filter(Q(member=member) | Q(asked_by=member))
    return {
        "emergency_numbers": [
            {"activity": row.occurrence.title, "date": _day(row), "number": sealing.opened(row.sealed)}
            for row in numbers.order_by("given_at")
        ],
        "looks_at_my_emergency_number": [
            {
                "activity": row.occurrence.title,
                "date": _day(row),
                "what": row.what,
                "by": row.by.called_name if row.by else None,
                "at": row.device_at.isoformat(),
            }
            for row in looks.order_by("server_at")
        ],
        "home_contact": [
            {
                "activity": row.occurrence.title,
                "date": _day(row),
                "asked": "me" if row.member_id == member.pk else "by me",
                # Of somebody whom I asked, what I wrote myself; a colleague's name is theirs.
                "email": row.email,
                "state": row.state,
            }
            for row in contacts.select_related("occurrence__activity").order_by("asked_at")
        ],
        "stopped": [
            {"activity": row.occurrence.title, "date": _day(row), "reason": row.reason}
            for row in Stop.objects.of(here).filter(by=member).select_related("occurrence__activity").order_by("at")
        ],
        "lists_i_keep": list(Keeper.objects.of(here).filter(member=member).values_list("template", flat=True)),
    }


def erase(member: Member) -> None:
    """My numbers, who looked at them, and where I was at home for others go. A duty phone of a site is nobody's own."""
    here = member.organisation_id
    EmergencyNumber.objects.of(here).filter(member=member).delete()
    EmergencyLook.objects.of(here).filter(owner=member).delete()
    EmergencyLook.objects.of(here).filter(by=member).update(by=None)
    HomeContact.objects.of(here).filter(member=member).delete()
    HomeContact.objects.of(here).filter(asked_by=member).update(asked_by=None)
    HelpNumber.objects.of(here).filter(set_by=member).update(set_by=None)
    Keeper.objects.of(here).filter(member=member).delete()
    Stop.objects.of(here).filter(by=member).update(by=None, reason="")
    ChecklistTick.objects.of(here).filter(typed_by=member).update(typed_by=None)


def _day(row: EmergencyNumber | EmergencyLook | HomeContact | Stop) -> str:
    return row.occurrence.local_date.isoformat()
