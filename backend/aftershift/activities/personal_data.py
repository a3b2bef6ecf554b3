"""What activities hold about a member: exported for them, and forgotten with them."""

import datetime as dt
from typing import Any

from aftershift.activities.models import (
    About,
    Activity,
    Change,
    FineForMe,
    Promise,
    PromiseReport,
    PromiseVerdict,
    SignUp,
)
from aftershift.activities.selectors import visible_fine_for_me
from aftershift.activities.services.joining import free_places_of
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member
from aftershift.people.registry import register_personal_data


def export(member: Member) -> dict[str, Any]:
    rows = SignUp.objects.of(member.organisation_id).filter(member=member).select_related("occurrence__activity")
    organisation_id = member.organisation_id
    promised = Promise.objects.of(organisation_id).filter(member=member).select_related("occurrence__activity")
    reports = PromiseReport.objects.of(organisation_id).filter(member=member).order_by("pk")
    verdicts = PromiseVerdict.objects.of(organisation_id).filter(given_by=member).order_by("pk")
    leads = Activity.objects.of(member.organisation_id)
    return {
        "sign_ups": [
            {
                "activity": row.occurrence.activity.title,
                "date": row.occurrence.local_date.isoformat(),
                "guests": row.guests,
                "status": row.status,
                "is_driving": row.is_driving,
            }
            for row in rows.order_by("queued_at")
        ],
        "fine_for_me": [
            {"activity": row.occurrence.activity.title, "date": row.occurrence.local_date.isoformat()}
            for row in visible_fine_for_me(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
        "promises": [
            {
                "activity": row.occurrence.activity.title,
                "date": row.occurrence.local_date.isoformat(),
                "text": row.text,
                "shows_name": row.shows_name,
                "for_the_programme": row.is_official,
            }
            for row in promised.order_by("pk")
        ],
        "promises_reported": [{"reason": r.reason, "date": r.reported_date.isoformat()} for r in reports],
        "promise_verdicts_given": [
            {"what": v.what, "reason": v.reason, "date": v.given_date.isoformat()} for v in verdicts
        ],
        "leads": [row.title for row in leads.filter(lead=member).order_by("made_at")],
        "helps_lead": [row.title for row in leads.filter(second=member).order_by("made_at")],
    }


def erase(member: Member, now: dt.datetime) -> None:
    """Their places go to those who wait, then every row goes."""
    free_places_of(MemberLeft(organisation_id=member.organisation_id, member_id=member.pk, at=now))
    SignUp.objects.of(member.organisation_id).filter(member=member).delete()
    visible_fine_for_me(member=member).delete()
    promised = Promise.objects.of(member.organisation_id).filter(member=member)
    promised.filter(is_official=False).delete()
    promised.update(member=None)  # what the programme promised stays promised
    PromiseReport.objects.of(member.organisation_id).filter(member=member).delete()
    PromiseVerdict.objects.of(member.organisation_id).filter(given_by=member).update(given_by=None)
    activities = Activity.objects.of(member.organisation_id)
    activities.filter(made_by=member).update(made_by=None)


def register() -> None:
    register_personal_data(
        "activities",
        models=[About, Change, SignUp, FineForMe, Promise, PromiseReport, PromiseVerdict, Activity],
        export=export,
        erase=erase,
    )
