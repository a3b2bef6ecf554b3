import datetime as dt
from typing import Any

from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data
from aftershift.safety import own_data as own
from aftershift.safety.models import ChecklistTick, SafetyAnswers


def export(member: Member) -> dict[str, Any]:
    rows = ChecklistTick.objects.of(member.organisation_id).filter(by=member)
    rows = rows.select_related("checklist__occurrence__activity").order_by("server_at")
    return own.export(member) | {
        "checklist_ticks": [
            {
                "activity": row.checklist.occurrence.title,
                "date": row.checklist.occurrence.local_date.isoformat(),
                "item": row.item_id,
                "ticked": row.is_ticked,
                "note": row.note,
            }
            for row in rows
        ]
    }


def erase(member: Member, now: dt.datetime) -> None:
    """The ticks stay, as the record of what was checked; who made them is forgotten."""
    ChecklistTick.objects.of(member.organisation_id).filter(by=member).update(by=None, note="")
    SafetyAnswers.objects.of(member.organisation_id).filter(answered_by=member).update(answered_by=None)
    own.erase(member)


def register() -> None:
    register_personal_data("safety", models=[ChecklistTick, SafetyAnswers, *own.MODELS], export=export, erase=erase)
