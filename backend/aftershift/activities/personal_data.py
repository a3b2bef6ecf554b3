"""What activities hold about a member: exported for them, and forgotten with them."""

import datetime as dt
from typing import Any

from django.db.models import Q

from aftershift.activities.inviting import own_invitations, sent
from aftershift.activities.models import (
    About,
    Activity,
    Announcement,
    Change,
    FineForMe,
    Helper,
    Host,
    Invitation,
    PaperSheet,
    Promise,
    PromiseReport,
    PromiseVerdict,
    RegisterLine,
    SheetLine,
    SignUp,
    StandingSignUp,
    TellMe,
    Track,
    WithoutCard,
)
from aftershift.activities.selectors import how_it_stands, visible_fine_for_me, visible_tell_me
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
                "activity": row.occurrence.title,
                "date": row.occurrence.local_date.isoformat(),
                "guests": row.guests._asdict(),
                "status": how_it_stands(row),
                "first_time": row.is_first_timer,
                "taken_off_because": row.exit_reason,
                "offer_not_answered": row.offer_lapsed_at.isoformat() if row.offer_lapsed_at else None,
                "is_driving": row.is_driving,
                "typed_in_by_somebody": row.typed_by_id is not None,
            }
            for row in rows.order_by("queued_at")
        ],
        "registers": [
            {
                "activity": row.occurrence.title,
                "date": row.occurrence.local_date.isoformat(),
                "said": row.state,
                "guests": row.guests,
                "said_how_it_was": row.has_answered,
            }
            for row in RegisterLine.objects.of(organisation_id)
            .filter(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
        "paper_lines": [
            {
                "activity": row.sheet.occurrence.activity.title,
                "date": row.sheet.occurrence.local_date.isoformat(),
                "guests": row.guests._asdict(),
            }
            for row in SheetLine.objects.of(organisation_id)
            .filter(member=member)
            .select_related("sheet__occurrence__activity")
            .order_by("typed_at", "pk")
        ],
        "paper_lines_typed_for_others": SheetLine.objects.of(organisation_id).filter(typed_by=member).count(),
        "told_everyone": [
            {"kind": row.kind, "text": row.text}
            for row in Announcement.objects.of(organisation_id).filter(by=member).order_by("pk")
        ],
        "fine_for_me": [
            {"activity": row.occurrence.title, "date": row.occurrence.local_date.isoformat()}
            for row in visible_fine_for_me(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
        "promises": [
            {
                "activity": row.occurrence.title,
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
        "asked_to_be_told": [
            {"activity": row.occurrence.title, "date": row.occurrence.local_date.isoformat(), "what": row.what}
            for row in visible_tell_me(member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "what", "pk")
        ],
        "comes_every_time": [
            {"activity": row.series.activity.title, "guests": row.guests._asdict()}
            for row in StandingSignUp.objects.of(member.organisation_id)
            .filter(member=member)
            .select_related("series__activity")
            .order_by("asked_at", "pk")
        ],
        "invited": [
            {
                "activity": row.occurrence.activity.title,
                "date": row.occurrence.local_date.isoformat(),
                "state": sent(row, now=row.made_at).state,
            }
            for row in own_invitations(member=member).select_related("occurrence__activity").order_by("made_at", "pk")
        ],
        "was_invited": [
            {
                "activity": row.occurrence.activity.title,
                "date": row.occurrence.local_date.isoformat(),
                "came": row.accepted_by_id == member.pk,
            }
            for row in Invitation.objects.of(organisation_id)
            .filter(Q(to=member) | Q(accepted_by=member))
            .select_related("occurrence__activity")
            .order_by("made_at", "pk")
        ],
        "host": [
            {
                "activity": row.occurrence.title,
                "date": row.occurrence.local_date.isoformat(),
                "said_yes": row.said_yes_at is not None,
            }
            for row in Host.objects.of(organisation_id)
            .filter(sign_up__member=member)
            .select_related("occurrence__activity")
            .order_by("occurrence__local_date", "pk")
        ],
        "leads": [row.title for row in leads.filter(lead=member).order_by("made_at")],
        "helps_lead": [row.title for row in leads.filter(second=member).order_by("made_at")],
    }


def erase(member: Member, now: dt.datetime) -> None:
    """Their places go to those who wait, then every row goes."""
    free_places_of(MemberLeft(organisation_id=member.organisation_id, member_id=member.pk, at=now))
    SignUp.objects.of(member.organisation_id).filter(member=member).delete()  # with what they hosted
    Host.objects.of(member.organisation_id).filter(asked_by=member).update(asked_by=None)
    Invitation.objects.of(member.organisation_id).filter(inviter=member).delete()
    Invitation.objects.of(member.organisation_id).filter(to=member).update(to=None)
    Invitation.objects.of(member.organisation_id).filter(accepted_by=member).update(accepted_by=None)
    visible_fine_for_me(member=member).delete()
    Announcement.objects.of(member.organisation_id).filter(by=member).update(by=None)
    SheetLine.objects.of(member.organisation_id).filter(member=member).delete()
    SheetLine.objects.of(member.organisation_id).filter(typed_by=member).update(typed_by=None)
    PaperSheet.objects.of(member.organisation_id).filter(made_by=member).update(made_by=None)
    SignUp.objects.of(member.organisation_id).filter(typed_by=member).update(typed_by=None)
    RegisterLine.objects.of(member.organisation_id).filter(member=member).delete()
    RegisterLine.objects.of(member.organisation_id).filter(by=member).update(by=None)
    WithoutCard.objects.of(member.organisation_id).filter(by=member).update(by=None)
    promised = Promise.objects.of(member.organisation_id).filter(member=member)
    promised.filter(is_official=False).delete()
    promised.update(member=None)  # what the programme promised stays promised
    PromiseReport.objects.of(member.organisation_id).filter(member=member).delete()
    PromiseVerdict.objects.of(member.organisation_id).filter(given_by=member).update(given_by=None)
    visible_tell_me(member=member).delete()
    StandingSignUp.objects.of(member.organisation_id).filter(member=member).delete()
    activities = Activity.objects.of(member.organisation_id)
    activities.filter(made_by=member).update(made_by=None)


def register() -> None:
    register_personal_data(
        "activities",
        models=[
            About,
            Change,
            SignUp,
            RegisterLine,
            WithoutCard,
            PaperSheet,
            SheetLine,
            Announcement,
            Invitation,
            FineForMe,
            Host,
            Helper,
            Promise,
            PromiseReport,
            PromiseVerdict,
            StandingSignUp,
            TellMe,
            Track,
            Activity,
        ],
        export=export,
        erase=erase,
    )
