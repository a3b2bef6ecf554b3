"""Asking for a word, giving it, pausing it; and going along to watch."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.errors import NotComing
from aftershift.activities.models import Activity, SignUp
from aftershift.activities.selectors import live_sign_up, locked_for
from aftershift.activities.services.places import refuse_unless_open
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import publish
from aftershift.core.selectors import one
from aftershift.leading.errors import CannotBeAsked, NotThatDayYet, QualificationNeeded, SignOffClosed
from aftershift.leading.events import SignOffAnswered, SignOffAsked
from aftershift.leading.models import Shadowing, SignOff
from aftershift.leading.selectors import sign_offs as reads
from aftershift.leading.selectors.steps import own_sign_offs, standing
from aftershift.leading.services.record import note_shadowing, tell_if_open
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members

State = SignOff.State
Condition = SignOff.Condition


@transaction.atomic
def ask_for_sign_off(*, member: Member, kind: str, what: str, asked_of_id: UUID | None, now: dt.datetime) -> SignOff:
    """Ask one person, or the organisers. Asking the same again is once; asking somebody else takes the first question
    back. Only whoever is asked sees it, until it is answered.

    "Led before" asks about as many dates as are written of them, and keeps how many. Raises CannotBeAsked,
    QualificationNeeded, NotVisible.
    """
    _lock(member)
    if reads.needs_no_word(kind, what):
        raise QualificationNeeded
    asked = None
    if asked_of_id is not None:
        asked = one(visible_members(member=member), asked_of_id)
        if not reads.can_be_asked(member=member, someone=asked, kind=kind, what=what):
            raise CannotBeAsked
    elif what == SignOff.What.BUDDY_READY:
        raise CannotBeAsked(next="Ask whoever came with you when you led.")
    today = member.organisation.local(now).date()
    dates = None
    if what == SignOff.What.LED_BEFORE:
        dates = standing(member=member, kind=kind, today=today).may_say_led
        if not dates:
            raise CannotBeAsked(next="Nothing is written that you led before and that does not count yet.")
    open_now = own_sign_offs(member=member).filter(kind=kind, what=what, state=State.OPEN).first()
    if open_now is not None:
        if open_now.asked_of_id == asked_of_id:
            return open_now
        open_now.state = State.TAKEN_BACK
        open_now.save(update_fields=["state"])
    made = SignOff.objects.create(
        organisation_id=member.organisation_id,
        member=member,
        kind=kind,
        what=what,
        asked_of=asked,
        asked_at=now,
        dates=dates,
    )
    around = reads.around(organisation_id=member.organisation_id, today=today)
    whom = tuple(reads.whom_to_tell(sign_off=made, around=around))
    publish(SignOffAsked(made.pk, member.organisation_id, whom, now))
    return made


@transaction.atomic
def take_sign_off_back(*, member: Member, sign_off_id: UUID, now: dt.datetime) -> SignOff:
    """No longer asked. Twice is once. Raises SignOffClosed when it was answered."""
    row = _own(member, sign_off_id)
    if row.state == State.OPEN:
        row.state = State.TAKEN_BACK
        row.save(update_fields=["state"])
    elif row.state != State.TAKEN_BACK:
        raise SignOffClosed
    return row


@transaction.atomic
def answer_sign_off(
    *,
    member: Member,
    roles: Collection[str],
    all_roles: Collection[str],
    sign_off_id: UUID,
    is_given: bool,
    conditions: Collection[str] = (),
    lapses_date: dt.date | None = None,
    now: dt.datetime,
) -> SignOff:
    """Yes, perhaps on a condition or until a day; or not yet, without a reason. My own same answer again is once.

    A word of somebody who leads other things, when all others are away, is always "with a buddy".
    Raises NotVisible for whoever is not asked, SignOffClosed, FieldProblem.
    """
    today = member.organisation.local(now).date()
    row = one(SignOff.objects.of(member.organisation_id).select_for_update(of=("self",)), sign_off_id)
    state = State.GIVEN if is_given else State.NOT_YET
    if row.answered_by_id == member.pk and row.state == state:
        return row
    questions = reads.asked_of(member=member, roles=roles, all_roles=all_roles, now=now)
    asked = {question.pk: answers_as for question, answers_as in questions}
    if row.pk not in asked:
        if row.answered_by_id == member.pk:
            raise SignOffClosed
        raise NotVisible
    if Condition.SHORT_WALKS in conditions and row.kind != Activity.Kind.WALK:
        raise FieldProblem({"/conditions": "Short walks is for walks."})
    if lapses_date is not None and lapses_date <= today:
        raise FieldProblem({"/lapses_date": "Choose a day to come, or none."})
    kept = set(conditions)
    if asked[row.pk] == SignOff.As.COLLEAGUE:
        kept.add(Condition.WITH_BUDDY)
    row.state, row.answered_by, row.answered_as, row.answered_date = state, member, asked[row.pk], today
    row.conditions = sorted(kept) if is_given else []
    row.lapses_date = lapses_date if is_given else None
    row.save(update_fields=["state", "answered_by", "answered_as", "answered_date", "conditions", "lapses_date"])
    publish(SignOffAnswered(row.pk, row.organisation_id, row.member_id, now))
    if is_given:
        tell_if_open(member=row.member, kind=row.kind, now=now)
    return row


@transaction.atomic
def pause_sign_off(*, member: Member, sign_off_id: UUID, is_paused: bool, now: dt.datetime) -> SignOff:
    """Its holder lets it rest, or wakes it: no reason, no trace for anybody else. Raises NotVisible, SignOffClosed."""
    row = _own(member, sign_off_id)
    if row.state != State.GIVEN:
        raise SignOffClosed(next="There is nothing to pause.")
    if is_paused != (row.paused_date is not None):
        row.paused_date = member.organisation.local(now).date() if is_paused else None
        row.save(update_fields=["paused_date"])
    return row


def _own(member: Member, sign_off_id: UUID) -> SignOff:
    rows = SignOff.objects.of(member.organisation_id).filter(member=member)
    return one(rows.select_for_update(of=("self",)), sign_off_id)


def _lock(member: Member) -> None:
    # The asker's row is the parent: two phones may be adding the same question.
    Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True).get(pk=member.pk)


@transaction.atomic
def shadow(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> Shadowing:
    """ "I'd like to watch how it is led." With a place, before the start. Asking twice is once.

    Raises NotVisible, NotComing, and whatever keeps the date shut.
    """
    occurrence = locked_for(member=member, occurrence_id=occurrence_id)
    found = Shadowing.objects.of(member.organisation_id).filter(member=member, occurrence=occurrence).first()
    if found is not None:
        return found
    refuse_unless_open(occurrence=occurrence, now=now)
    mine = live_sign_up(occurrence=occurrence, member=member)
    if mine is None or mine.status != SignUp.Status.PLACED:
        raise NotComing(next="Ask for a place first.")
    return Shadowing.objects.create(
        organisation_id=member.organisation_id, member=member, occurrence=occurrence, asked_at=now
    )


@transaction.atomic
def do_not_shadow(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> None:
    """Not after all. What both have said stays said."""
    occurrence = locked_for(member=member, occurrence_id=occurrence_id)
    rows = Shadowing.objects.of(member.organisation_id).filter(member=member, occurrence=occurrence)
    rows.exclude(member_said_date__isnull=False, lead_said_date__isnull=False).delete()


@transaction.atomic
def say_it_happened(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], shadowing_id: UUID, now: dt.datetime
) -> Shadowing:
    """One side says that the other watched, or was watched. It counts once both have. Saying it twice is once.

    Raises NotVisible, NotThatDayYet.
    """
    seen = reads.visible_shadowings(member=member, roles=roles, all_roles=all_roles, now=now)
    said = Shadowing.objects.of(member.organisation_id).filter(lead_said_by=member).values("pk")
    mine = Shadowing.objects.of(member.organisation_id).filter(pk__in=seen.order_by().values("pk")) | (
        Shadowing.objects.of(member.organisation_id).filter(pk__in=said)
    )
    row = one(mine.select_related("occurrence__activity", "member").select_for_update(of=("self",)), shadowing_id)
    if row.occurrence.starts_at > now:
        raise NotThatDayYet
    was_both = row.member_said_date is not None and row.lead_said_date is not None
    today = member.organisation.local(now).date()
    if row.member_id == member.pk:
        row.member_said_date = row.member_said_date or today
    elif row.lead_said_date is None:
        row.lead_said_date, row.lead_said_by = today, member
    row.save(update_fields=["member_said_date", "lead_said_date", "lead_said_by"])
    if not was_both and row.member_said_date is not None and row.lead_said_date is not None:
        note_shadowing(member=row.member, occurrence=row.occurrence, now=now)
    return row
