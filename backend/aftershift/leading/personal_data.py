import datetime as dt
from typing import Any

from aftershift.leading.models import DateRole, RoleOffer
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
        "small_roles": [
            {
                "activity": row.occurrence.title,
                "date": row.occurrence.local_date.isoformat(),
                "role": row.role,
                "state": row.state,
            }
            for row in DateRole.objects.of(member.organisation_id)
            .filter(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
    }


def erase(member: Member, now: dt.datetime) -> None:
    RoleOffer.objects.of(member.organisation_id).filter(member=member).delete()
    RoleOffer.objects.of(member.organisation_id).filter(offered_by=member).update(offered_by=None)
    DateRole.objects.of(member.organisation_id).filter(member=member).delete()
    DateRole.objects.of(member.organisation_id).filter(asked_by=member).update(asked_by=None)


def register() -> None:
    register_personal_data("leading", models=[RoleOffer, DateRole], export=export, erase=erase)
