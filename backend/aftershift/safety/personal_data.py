import datetime as dt
from typing import Any

from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data
from aftershift.safety import own_data as own
from aftershift.safety.models import (
    Agreement,
    AgreementRequest,
    Assessment,
    ChecklistTick,
    DateNotes,
    ListVersion,
    OwnList,
    SafetyAnswers,
    SitePoint,
    WeatherCheck,
)

# Rows of the record of safety that name who wrote them, and in which field.
WRITTEN = {
    Assessment: "made_by",
    AgreementRequest: "asked_by",
    OwnList: "changed_by",
    DateNotes: "changed_by",
    ListVersion: "made_by",
    WeatherCheck: "by",
    SitePoint: "set_by",
}


def export(member: Member) -> dict[str, Any]:
    rows = ChecklistTick.objects.of(member.organisation_id).filter(by=member)
    rows = rows.select_related("checklist__occurrence__activity").order_by("server_at")
    agreements = Agreement.objects.of(member.organisation_id).filter(by=member).select_related("occurrence__activity")
    assessments = Assessment.objects.of(member.organisation_id).filter(made_by=member).select_related("activity")
    return own.export(member) | {
        "agreements": [
            {
                "activity": row.occurrence.title,
                "date": row.occurrence.local_date.isoformat(),
                "as": row.as_role,
                "proof_seen": row.proof,
            }
            for row in agreements.order_by("at")
        ],
        "assessments": [
            {"activity": row.activity.title, "version": row.number, "route": row.route, "lines": row.lines}
            for row in assessments.order_by("made_at")
        ],
        "checklist_ticks": [
            {
                "activity": row.checklist.occurrence.title,
                "date": row.checklist.occurrence.local_date.isoformat(),
                "item": row.item_id,
                "ticked": row.is_ticked,
                "note": row.note,
            }
            for row in rows
        ],
    }


def erase(member: Member, now: dt.datetime) -> None:
    """The ticks stay, as the record of what was checked; who made them is forgotten."""
    ChecklistTick.objects.of(member.organisation_id).filter(by=member).update(by=None, note="")
    SafetyAnswers.objects.of(member.organisation_id).filter(answered_by=member).update(answered_by=None)
    own.erase(member)
    # A proof may name somebody; that an organiser or adviser agreed stays.
    Agreement.objects.of(member.organisation_id).filter(by=member).update(by=None, proof="")
    for model, named in WRITTEN.items():
        model.objects.of(member.organisation_id).filter(**{named: member}).update(**{named: None})


def register() -> None:
    register_personal_data(
        "safety", models=[ChecklistTick, SafetyAnswers, Agreement, *WRITTEN, *own.MODELS], export=export, erase=erase
    )
