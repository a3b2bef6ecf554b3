"""Being host: offering it, being asked, saying yes, stepping back."""

import datetime as dt
from collections.abc import Collection, Sequence
from uuid import UUID

from django.db import transaction

from aftershift.activities import hosting, policies, selectors
from aftershift.activities.errors import HostIsThere, NotComing, NotToHost
from aftershift.activities.events import HostAsked, HostSteppedBack
from aftershift.activities.models import Host, Occurrence, SignUp
from aftershift.activities.services.places import refuse_unless_open
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member


@transaction.atomic
def be_host(
    *, member: Member, occurrence_id: UUID, place: str = "", minutes_before: int = 10, now: dt.datetime
) -> Host:
    """ "I'll meet them": my own yes, asked or not. Saying it again changes where and when.

    It takes the place of a question that somebody else has not answered.
    Raises NotVisible, NotComing (without a place), NotToHost, HostIsThere.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "host.be", {"member"})
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    if mine is None or mine.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask for a place first.")
    refuse_unless_open(occurrence=occurrence, now=now)
    if not hosting.may_host(member):
        raise NotToHost
    before = hosting.host_of(occurrence)
    is_mine = before is not None and before.sign_up_id == mine.pk
    if before is not None and before.said_yes_at is not None and not is_mine:
        raise HostIsThere
    return _keep(
        occurrence,
        sign_up=mine,
        asked_by=before.asked_by if before is not None and is_mine else None,
        said_yes_at=(before.said_yes_at if before is not None and is_mine else None) or now,
        place=place,
        minutes_before=minutes_before,
    )


@transaction.atomic
def step_back(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """No to a question, or no longer: one tap, no reason, and nothing of it is kept. Twice is once."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "host.be", {"member"})
    before = hosting.host_of(occurrence)
    Host.objects.of(member.organisation_id).filter(occurrence=occurrence, sign_up__member=member).delete()
    was_mine = before is not None and before.sign_up.member_id == member.pk and before.said_yes_at is not None
    if was_mine and occurrence.starts_at > now:
        publish(HostSteppedBack(occurrence.pk, occurrence.organisation_id, member.pk, now))
    return occurrence


@transaction.atomic(savepoint=False)
def say_that_a_host_went(*, occurrence: Occurrence, sign_ups: Sequence[SignUp], now: dt.datetime) -> None:
    """These are about to lose their places, in whatever way. Where one of them is host, nobody meets first-timers any more
    and whoever leads hears it. The caller holds the lock. One statement, none for a date that is under way or off."""
    placed = [row for row in sign_ups if row.status == SignUp.Status.PLACED]
    if not placed or occurrence.state not in hosting.TO_COME or occurrence.starts_at <= now:
        return
    hosts = Host.objects.of(occurrence.organisation_id).filter(sign_up__in=placed, said_yes_at__isnull=False)
    for member_id in hosts.values_list("sign_up__member", flat=True):
        publish(HostSteppedBack(occurrence.pk, occurrence.organisation_id, member_id, now))


@transaction.atomic
def ask_to_host(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, sign_up_id: UUID, now: dt.datetime
) -> Host:
    """Ask one person who has a place. They are host once they say yes. Asking again is once; asking somebody else takes
    the first question back. Raises NotVisible, NotAllowed, NotComing, NotToHost, HostIsThere."""
    occurrence = _locked_to_ask(member, roles, occurrence_id)
    refuse_unless_open(occurrence=occurrence, now=now)
    here = SignUp.objects.of(member.organisation_id).filter(occurrence=occurrence).select_related("member")
    theirs = one(here, sign_up_id)
    if theirs.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask somebody who has a place.")
    before = hosting.host_of(occurrence)
    if before is not None and before.sign_up_id == theirs.pk:
        return before
    if before is not None and before.said_yes_at is not None:
        raise HostIsThere
    if not hosting.may_host(theirs.member):
        raise NotToHost(next="Ask somebody else.")
    asked = _keep(occurrence, sign_up=theirs, asked_by=member)
    if theirs.member_id != member.pk:
        publish(HostAsked(occurrence.pk, occurrence.organisation_id, theirs.member_id, now))
    return asked


@transaction.atomic
def take_question_back(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Nobody is asked any more. Who has said yes stays host."""
    occurrence = _locked_to_ask(member, roles, occurrence_id)
    Host.objects.of(member.organisation_id).filter(occurrence=occurrence, said_yes_at__isnull=True).delete()
    return occurrence


def _locked_to_ask(member: Member, roles: Collection[str], occurrence_id: UUID) -> Occurrence:
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "host.ask", here)
    return occurrence


def _keep(
    occurrence: Occurrence,
    *,
    sign_up: SignUp,
    asked_by: Member | None,
    said_yes_at: dt.datetime | None = None,
    place: str = "",
    minutes_before: int = 10,
) -> Host:
    """The one row of the date, whoever it named before; the date is locked."""
    row, _ = Host.objects.of(occurrence.organisation_id).update_or_create(
        occurrence=occurrence,
        defaults={
            "organisation_id": occurrence.organisation_id,
            "sign_up": sign_up,
            "asked_by": asked_by,
            "said_yes_at": said_yes_at,
            "place": place,
            "minutes_before": minutes_before,
        },
    )
    return row
