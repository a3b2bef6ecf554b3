import datetime as dt
from typing import Any

from django.db.models import Q

from aftershift.leading import steps_personal_data
from aftershift.leading.models import DateRole, Handover, HandoverPack, LeadAnswer, LeadLimit, RoleOffer, Taper
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
        **_passing_on(member),
    }


def _passing_on(member: Member) -> dict[str, Any]:
    organisation_id = member.organisation_id
    sides = Handover.objects.of(organisation_id).filter(Q(giver=member) | Q(taker=member)).select_related("activity")
    answers = LeadAnswer.objects.of(organisation_id).filter(member=member).order_by("month_date")
    most = LeadLimit.objects.of(organisation_id).filter(member=member).first()
    return {
        "handovers": [
            {
                "activity": row.activity.title,
                "taking": row.taker_id == member.pk,
                "state": row.state,
                "date": row.begun_at.date().isoformat(),
            }
            for row in sides.order_by("pk")
        ],
        "how_leading_is": [
            {
                "month": row.month_date.isoformat()[:7],
                "answer": row.answer,
                "told_a_colleague": row.buddy_id is not None,
            }
            for row in answers
        ],
        "most_dates_in_four_weeks": most.most if most else None,
    }


def erase(member: Member, now: dt.datetime) -> None:
    RoleOffer.objects.of(member.organisation_id).filter(member=member).delete()
    RoleOffer.objects.of(member.organisation_id).filter(offered_by=member).update(offered_by=None)
    steps_personal_data.erase(member)
    DateRole.objects.of(member.organisation_id).filter(member=member).delete()
    DateRole.objects.of(member.organisation_id).filter(asked_by=member).update(asked_by=None)
    for model in (LeadAnswer, LeadLimit):
        model.objects.of(member.organisation_id).filter(member=member).delete()
    LeadAnswer.objects.of(member.organisation_id).filter(buddy=member).update(buddy=None)
    handovers = Handover.objects.of(member.organisation_id)
    handovers.filter(taker=member).delete()
    handovers.filter(giver=member, state=Handover.State.OPEN).delete()
    handovers.filter(giver=member).update(giver=None)
    handovers.filter(begun_by=member).update(begun_by=None)
    # The pack is the activity's own: it stays when a person goes.
    HandoverPack.objects.of(member.organisation_id).filter(changed_by=member).update(changed_by=None)
    tapers = Taper.objects.of(member.organisation_id)
    tapers.filter(lead_agreed=member).update(lead_agreed=None)
    tapers.filter(organiser_agreed=member).update(organiser_agreed=None)


def register() -> None:
    register_personal_data(
        "leading",
        models=[
            *(RoleOffer, DateRole, Handover, HandoverPack, LeadAnswer, LeadLimit, Taper),
            *steps_personal_data.MODELS,
        ],
        export=export,
        erase=erase,
    )
