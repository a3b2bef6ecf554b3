"""Two members are one person: what each of them has once becomes one. Called inside the merge's own transaction."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from aftershift.activities.kept import is_first_timer
from aftershift.activities.models import Activity, Host, Invitation, Occurrence, Promise, RegisterLine, SignUp
from aftershift.activities.services.ages import let_an_adult_come
from aftershift.activities.services.places import settle_places
from aftershift.activities.services.two_inviters import invite_once
from aftershift.people.models import Member

Status = SignUp.Status
# Of two sign-ups for one date the better stands. Whoever was taken off under one name has what the other name has.
BEST_FIRST = (Status.PLACED, Status.OFFERED, Status.WAITING, Status.MISSED, Status.REMOVED)


@transaction.atomic(savepoint=False)
def lead_once(*, kept: Member, gone: Member) -> None:
    """Nobody is lead and second of one activity: whoever was both leads."""
    activities = Activity.objects.of(kept.organisation_id)
    led = activities.filter(Q(lead=gone) | Q(second=gone)).order_by("pk")
    list(led.select_for_update(of=("self",), no_key=True))  # before their dates, as every other service locks them
    both = [kept, gone]
    activities.filter(lead__in=both, second__in=both).update(second=None, version=F("version") + 1)
    activities.filter(lead=gone).update(lead=kept, version=F("version") + 1)
    activities.filter(second=gone).update(second=kept, version=F("version") + 1)


@transaction.atomic(savepoint=False)
def sign_up_once(*, kept: Member, gone: Member, now: dt.datetime) -> None:
    """One sign-up per date, with the party of the one that stands; what the other held goes to the next (RULE-5)."""
    rows = SignUp.objects.of(kept.organisation_id)
    invited = Invitation.objects.of(kept.organisation_id).filter(state=Invitation.State.OPEN)
    both = [kept, gone]
    concerned = Q(pk__in=rows.filter(member=gone).values("occurrence"))
    concerned |= Q(pk__in=invited.filter(inviter__in=both).values("occurrence"))
    found = Occurrence.objects.of(kept.organisation_id).filter(concerned).select_related("activity")
    dates = list(found.select_for_update(of=("self",)).order_by("pk"))
    is_new = all(is_first_timer(member=member, now=now) for member in both)
    for date in dates:
        here = rows.filter(occurrence=date)
        standing = [row for row in here.filter(member__in=[kept, gone]) if row.status in BEST_FIRST]
        if {row.member_id for row in standing} == {kept.pk, gone.pk}:
            better, *worse = sorted(standing, key=_rank)
            others = [row for row in worse if row.member_id != better.member_id]
            if better.status == Status.WAITING:
                better.queued_at = min([better.queued_at, *(o.queued_at for o in others if o.status == Status.WAITING)])
            better.said_at = max(row.last_word for row in [better, *others])
            better.save(update_fields=["queued_at", "said_at"])
            hosts = Host.objects.of(kept.organisation_id)
            hosts.filter(sign_up__in=others).update(sign_up=better)  # their yes stands
            here.filter(pk__in=[row.pk for row in others]).delete()
        here.filter(member=gone).update(member=kept)
        if kept.is_under_18 or gone.is_under_18:  # on either card is the safer answer
            let_an_adult_come(sign_ups=here.filter(member=kept))
        if not is_new:  # who was here before under one name is no first-timer under the other
            here.filter(member=kept, is_first_timer=True).update(is_first_timer=False)
    invite_once(kept=kept, gone=gone, now=now)
    for date in dates:
        settle_places(occurrence=date, now=now)


def _rank(row: SignUp) -> tuple[int, int, dt.datetime, UUID]:
    """Of two alike the larger party, since both have their places; then who asked first."""
    return (BEST_FIRST.index(Status(row.status)), -row.people, row.queued_at, row.pk)


@transaction.atomic(savepoint=False)
def tick_once(*, kept: Member, gone: Member) -> None:
    """Who was checked in under either name was there. Of two promises for one date the kept member's own stands."""
    lines = RegisterLine.objects.of(kept.organisation_id)
    for theirs in lines.filter(member=gone):
        mine = lines.filter(occurrence=theirs.occurrence_id, member=kept).first()
        if mine is None:
            continue
        here = RegisterLine.State.HERE
        if (theirs.state == here, theirs.device_at) > (mine.state == here, mine.device_at):
            mine.delete()
        else:
            theirs.delete()
    lines.filter(member=gone).update(member=kept)
    promises = Promise.objects.of(kept.organisation_id).filter(is_official=False)
    promises.filter(member=gone, occurrence__in=promises.filter(member=kept).values("occurrence")).delete()
