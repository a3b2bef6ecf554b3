"""A member's own steps, record, words and certificates: exported for them, and forgotten with them."""

from typing import Any

from aftershift.leading.models import (
    Away,
    CardRead,
    Certificate,
    CircleInvitation,
    CircleNote,
    GuideEvidence,
    RecordLine,
    Shadowing,
    SignOff,
    Step,
)
from aftershift.people.models import Member

MODELS = (
    Step,
    RecordLine,
    CardRead,
    SignOff,
    Shadowing,
    Certificate,
    GuideEvidence,
    CircleNote,
    CircleInvitation,
    Away,
)


def export(member: Member) -> dict[str, Any]:
    at = member.organisation_id
    return {
        "steps": [
            {"kind": row.kind, "step": row.number, "stepped_back_from": row.stepped_back_from}
            for row in Step.objects.of(at).filter(member=member).order_by("kind")
        ],
        "record": [
            {
                "activity": row.title,
                "kind": row.kind,
                "what": row.what,
                "role": row.role,
                "date": row.local_date.isoformat(),
                "minutes": row.minutes,
            }
            for row in RecordLine.objects.of(at).filter(member=member).order_by("local_date", "pk")
        ],
        "cards_read": sorted(CardRead.objects.of(at).filter(member=member).values_list("card", flat=True)),
        "sign_offs": [
            {
                "kind": row.kind,
                "what": row.what,
                "state": row.state,
                "as": row.answered_as,
                "dates_led": row.dates,
                "conditions": row.conditions,
                "date": row.answered_date.isoformat() if row.answered_date else None,
            }
            for row in SignOff.objects.of(at).filter(member=member).order_by("asked_at", "pk")
        ],
        "sign_offs_given_to_others": SignOff.objects.of(at).filter(answered_by=member).count(),
        "shadowed": [
            {"activity": row.occurrence.title, "date": row.occurrence.local_date.isoformat()}
            for row in Shadowing.objects.of(at)
            .filter(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
        "certificates": [
            {
                "what": row.what,
                "last_date": row.last_date.isoformat() if row.last_date else None,
                "seen": row.seen_date is not None,
            }
            for row in Certificate.objects.of(at).filter(member=member).order_by("what")
        ],
        "invited_to_the_circle": [
            row.invited_date.isoformat() for row in CircleInvitation.objects.of(at).filter(member=member)
        ],
        "away_until": [row.until_date.isoformat() for row in Away.objects.of(at).filter(member=member)],
        "circle_notes": list(
            CircleNote.objects.of(at).filter(by=member).order_by("written_at", "pk").values_list("text", flat=True)
        ),
    }


def erase(member: Member) -> None:
    """Their own rows go; a word they gave to somebody else stays without their name (RULE-38)."""
    at = member.organisation_id
    for model in (Step, RecordLine, CardRead, Shadowing, Certificate, CircleInvitation, Away):
        model.objects.of(at).filter(member=member).delete()  # type: ignore[attr-defined]
    SignOff.objects.of(at).filter(member=member).delete()
    SignOff.objects.of(at).filter(asked_of=member).update(asked_of=None)
    SignOff.objects.of(at).filter(answered_by=member).update(answered_by=None)
    Shadowing.objects.of(at).filter(lead_said_by=member).update(lead_said_by=None)
    Certificate.objects.of(at).filter(seen_by=member).update(seen_by=None)
    GuideEvidence.objects.of(at).filter(seen_by=member).update(seen_by=None)
    CircleNote.objects.of(at).filter(by=member).update(by=None, shows_name=False)
    CircleInvitation.objects.of(at).filter(invited_by=member).update(invited_by=None)
