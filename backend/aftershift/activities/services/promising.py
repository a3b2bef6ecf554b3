"""Making, taking back, keeping, reporting and hiding the small promises of one date."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from aftershift.activities import policies, promises, selectors
from aftershift.activities.errors import (
    NotComing,
    OccurrenceCancelled,
    OccurrenceOver,
    OwnPromise,
    PromiseHidden,
    PromisesEnough,
    PromiseShown,
)
from aftershift.activities.events import PromiseJudged
from aftershift.activities.models import Occurrence, Promise, PromiseReport, PromiseVerdict, SignUp
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas.models import Verdict
from aftershift.people.models import Member

MOST_OFFICIAL = 6


@transaction.atomic
def promise(*, member: Member, occurrence_id: UUID, text: str, shows_name: bool, now: dt.datetime) -> Promise:
    """My one promise for this date, new or in other words. Safe to repeat. Words that were hidden stay hidden until judged
    again.

    Raises NotVisible, NotComing (without a place), OccurrenceCancelled, OccurrenceOver.
    """
    occurrence = _open(member, occurrence_id, now)
    require(policies.MAY, "promise.make", {"member"})
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None or mine.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask for a place first.")
    made, _ = Promise.objects.of(member.organisation_id).update_or_create(
        organisation_id=member.organisation_id,
        occurrence=occurrence,
        member=member,
        is_official=False,
        defaults={
            "text": text,
            "language": member.language,
            "shows_name": shows_name,
            "promised_date": member.organisation.local(now).date(),
        },
    )
    return made


@transaction.atomic
def take_back(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> None:
    """No reason is asked, at any time, and nothing remains. Taking back what was never promised changes nothing."""
    occurrence = one(selectors.visible_occurrences(member=member), occurrence_id)
    rows = Promise.objects.of(member.organisation_id).filter(occurrence=occurrence, member=member, is_official=False)
    rows.delete()


@transaction.atomic
def promise_officially(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    text: str,
    due_date: dt.date,
    now: dt.datetime,
) -> Promise:
    """What the programme promises for this date, by a day. Raises NotAllowed, PromisesEnough, FieldProblem (a day gone by)."""
    require(policies.MAY, "promise.make_official", roles)
    occurrence = _open(member, occurrence_id, now)
    today = member.organisation.local(now).date()
    if due_date < today:
        raise FieldProblem({"/due_date": "This day has passed. Choose a later one."})
    rows = Promise.objects.of(member.organisation_id).filter(occurrence=occurrence, is_official=True)
    if rows.count() >= MOST_OFFICIAL:
        raise PromisesEnough
    return Promise.objects.create(
        organisation_id=member.organisation_id,
        occurrence=occurrence,
        member=member,
        text=text,
        language=member.language,
        is_official=True,
        promised_date=today,
        due_date=due_date,
    )


@transaction.atomic
def say_kept(*, member: Member, roles: Collection[str], promise_id: UUID, is_kept: bool, now: dt.datetime) -> Promise:
    """The programme kept it, or not yet after all. Safe to repeat. Members' own promises are nobody's to tick off: NotVisible."""
    require(policies.MAY, "promise.make_official", roles)
    found = one(_locked(member).filter(is_official=True), promise_id)
    if is_kept != (found.kept_date is not None):
        found.kept_date = member.organisation.local(now).date() if is_kept else None
        found.save(update_fields=["kept_date"])
    return found


@transaction.atomic
def report(*, member: Member, promise_id: UUID, reason: str, now: dt.datetime) -> Promise:
    """Ask an organiser to look at it. A second report, until somebody looked, is the first. Raises NotVisible, PromiseHidden."""
    require(policies.MAY, "promise.report", {"member"})
    found = one(_locked(member), promise_id)
    if found.hidden_reason:
        raise PromiseHidden
    PromiseReport.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        promise=found,
        member=member,
        is_open=True,
        defaults={"reason": reason, "reported_date": member.organisation.local(now).date()},
    )
    return found


@transaction.atomic
def judge(
    *, member: Member, roles: Collection[str], promise_id: UUID, what: str, reason: str, now: dt.datetime
) -> Promise:
    """Hide a promise, keep it, or show it again, with a reason that everybody reads; it answers every open report.

    Raises NotVisible, NotAllowed, OwnPromise, PromiseHidden, PromiseShown.
    """
    require(policies.MAY, "promise.hide", roles)
    found = one(_locked(member), promise_id)
    if found.member_id == member.pk:
        raise OwnPromise  # it is taken back in one tap
    if what == Verdict.What.HIDDEN and found.hidden_reason:
        raise PromiseHidden
    if what == Verdict.What.SHOWN_AGAIN and not found.hidden_reason:
        raise PromiseShown
    if what != Verdict.What.KEPT:
        found.hidden_reason = reason if what == Verdict.What.HIDDEN else ""
        found.save(update_fields=["hidden_reason"])
    PromiseVerdict.objects.create(
        organisation_id=member.organisation_id,
        promise=found,
        what=what,
        reason=reason,
        given_by=member,
        given_date=member.organisation.local(now).date(),
    )
    PromiseReport.objects.of(member.organisation_id).filter(promise=found, is_open=True).update(is_open=False)
    if what != Verdict.What.KEPT and found.member_id is not None:
        publish(PromiseJudged(found.pk, found.organisation_id, found.member_id, str(what), now))
    return found


def _locked(member: Member) -> QuerySet[Promise]:
    return promises.visible_promises(member=member).select_for_update(of=("self",))


def _open(member: Member, occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    if occurrence.state == Occurrence.State.CANCELLED:
        raise OccurrenceCancelled
    if occurrence.ends_at <= now or occurrence.state in (Occurrence.State.CLOSED, Occurrence.State.STOPPED):
        raise OccurrenceOver
    return occurrence
