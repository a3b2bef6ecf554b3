"""Small roles of one date: taken and given back in one tap, asked of one person, offered around."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.errors import NotComing
from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.selectors import live_sign_up, locked_for, roles_for
from aftershift.activities.services.places import refuse_unless_open
from aftershift.core.errors import NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.errors import NobodyLeftToAsk, RoleForKnownAdults, RoleTaken
from aftershift.leading.events import RoleAsked, RoleGivenBack
from aftershift.leading.models import DateRole
from aftershift.leading.selectors import roles as reads
from aftershift.people.models import Member

Role = DateRole.Role
State = DateRole.State


@transaction.atomic
def take_date_role(*, member: Member, occurrence_id: UUID, role: Role, now: dt.datetime) -> Occurrence:
    """ "I'll do it": my own yes, asked or not; twice is once. It ends a question that somebody else has not answered.

    Raises NotVisible (no such date, or no such role at this kind), NotComing (without a place), RoleForKnownAdults,
    RoleTaken.
    """
    occurrence = locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "date_role.take", {"member"})
    _refuse_unknown(occurrence, role)
    mine = live_sign_up(occurrence=occurrence, member=member)
    if mine is None or mine.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask for a place first.")
    refuse_unless_open(occurrence=occurrence, now=now)
    if not reads.may_take(member, role):
        raise RoleForKnownAdults
    before = reads.of_date(occurrence).get(role)
    if before is not None and before.state == State.HELD:
        if before.member_id == member.pk:
            return occurrence
        raise RoleTaken
    _clear(occurrence, role)
    _put(occurrence, role, member, State.HELD, None)
    return occurrence


@transaction.atomic
def give_back_date_role(*, member: Member, occurrence_id: UUID, role: Role, now: dt.datetime) -> Occurrence:
    """No to a question, or no longer: one tap and no reason. Twice is once; what was done stays done.

    A no to a question that was offered around asks the next person.
    """
    occurrence = locked_for(member=member, occurrence_id=occurrence_id)
    require(policies.MAY, "date_role.take", {"member"})
    _refuse_unknown(occurrence, role)
    mine = DateRole.objects.of(member.organisation_id).filter(
        occurrence=occurrence, role=role, member=member, state__in=(State.ASKED, State.HELD)
    )
    row = mine.select_for_update(of=("self",)).first()
    if row is None or occurrence.ends_at <= now:
        return occurrence
    was_held, was_around = row.state == State.HELD, row.asked_by_id is None
    _decline(row)
    if was_held:
        publish(RoleGivenBack(occurrence.pk, occurrence.organisation_id, role.value, member.pk, now))
    elif was_around and occurrence.starts_at > now:
        _ask_next(occurrence, role, now)
    return occurrence


@transaction.atomic
def ask_for_date_role(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    role: Role,
    sign_up_id: UUID | None = None,
    now: dt.datetime,
) -> Occurrence:
    """Ask one person who has a place, or without `sign_up_id` offer it around: the app asks who has done it least, and
    asking again asks the next. Nobody has the role before they say yes. Asking the same person again is once.

    Raises NotVisible, NotAllowed, NotComing, RoleTaken, RoleForKnownAdults, NobodyLeftToAsk.
    """
    occurrence = _locked_to_ask(member, roles, occurrence_id, role)
    refuse_unless_open(occurrence=occurrence, now=now)
    before = reads.of_date(occurrence).get(role)
    if before is not None and before.state == State.HELD:
        raise RoleTaken
    if sign_up_id is None:
        if before is not None:
            _decline(before)
        if not _ask_next(occurrence, role, now):
            raise NobodyLeftToAsk
        return occurrence
    here = SignUp.objects.of(member.organisation_id).filter(occurrence=occurrence).select_related("member")
    theirs = one(here, sign_up_id)
    if theirs.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask somebody who has a place.")
    if not reads.may_take(theirs.member, role):
        raise RoleForKnownAdults(next="Ask somebody else.")
    if before is not None and before.member_id == theirs.member_id:
        return occurrence
    _clear(occurrence, role)
    _put(occurrence, role, theirs.member, State.ASKED, member)
    publish(RoleAsked(occurrence.pk, occurrence.organisation_id, theirs.member_id, member.pk, role.value, now))
    return occurrence


@transaction.atomic
def ask_nobody_for_date_role(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, role: Role, now: dt.datetime
) -> Occurrence:
    """Nobody is asked any more. Who has said yes keeps the role."""
    occurrence = _locked_to_ask(member, roles, occurrence_id, role)
    rows = DateRole.objects.of(member.organisation_id).filter(occurrence=occurrence, role=role)
    rows.filter(state=State.ASKED).delete()
    return occurrence


def _locked_to_ask(member: Member, roles: Collection[str], occurrence_id: UUID, role: Role) -> Occurrence:
    occurrence = locked_for(member=member, occurrence_id=occurrence_id)
    here = roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "date_role.ask", here)
    _refuse_unknown(occurrence, role)
    return occurrence


def _refuse_unknown(occurrence: Occurrence, role: Role) -> None:
    if role not in reads.roles_of_kind(occurrence.activity.kind):
        raise NotVisible


def _ask_next(occurrence: Occurrence, role: Role, now: dt.datetime) -> bool:
    someone = reads.whom_to_ask(occurrence=occurrence, role=role, now=now)
    if someone is None:
        return False
    _clear(occurrence, role)
    _put(occurrence, role, someone, State.ASKED, None)
    publish(RoleAsked(occurrence.pk, occurrence.organisation_id, someone.pk, None, role.value, now))
    return True


def _decline(row: DateRole) -> None:
    row.state, row.asked_by = State.DECLINED, None
    row.save(update_fields=["state", "asked_by"])


def _clear(occurrence: Occurrence, role: Role) -> None:
    """Whoever had it and has no place any more, or was asked: the date is locked, and there is room for one."""
    rows = DateRole.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, role=role)
    rows.filter(state__in=(State.ASKED, State.HELD)).delete()


def _put(occurrence: Occurrence, role: Role, someone: Member, state: State, asked_by: Member | None) -> None:
    rows = DateRole.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, role=role, member=someone)
    rows.delete()  # an earlier no
    DateRole.objects.create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        role=role,
        member=someone,
        state=state,
        asked_by=asked_by,
    )
