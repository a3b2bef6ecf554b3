import datetime as dt
from typing import Any

from aftershift.leading import steps_personal_data
from aftershift.leading.models import RoleOffer
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    rows = RoleOffer.objects.of(member.organisation_id).filter(member=member).select_related("activity")
    return {
        "asked_to_lead": [
            {
                "activity": row.activity.title,
                "role": row.role,
                "state": row.state,
                "date": row.offered_at.date().isoformat(),
            }
            for row in rows.order_by("offered_at")
        ],
        **steps_personal_data.export(member),
    }


def erase(member: Member, now: dt.datetime) -> None:
    RoleOffer.objects.of(member.organisation_id).filter(member=member).delete()
    RoleOffer.objects.of(member.organisation_id).filter(offered_by=member).update(offered_by=None)
    steps_personal_data.erase(member)


def register() -> None:
    register_personal_data("leading", models=[RoleOffer, *steps_personal_data.MODELS], export=export, erase=erase)
