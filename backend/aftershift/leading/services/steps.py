"""Taking a step, saying not now, stepping back and coming back. Each is the member's own tap about themselves."""

import datetime as dt

from django.db import transaction

from aftershift.leading import ladder
from aftershift.leading.errors import NotConfirmedYet, StepNotYet, TooYoungToLead
from aftershift.leading.models import CardRead, Step
from aftershift.leading.selectors import steps as reads
from aftershift.people.models import Member

# "Not now" is not asked again for so long.
NOT_NOW_FOR = dt.timedelta(days=60)


@transaction.atomic
def take_step(*, member: Member, kind: str, number: int, now: dt.datetime) -> Step:
    """Yes to a step, or back to one held before. Taking it twice is once; a lower one is stepping back to it.

    Nobody takes it for somebody else. Raises StepNotYet with what is left, TooYoungToLead, NotConfirmedYet.
    """
    today = member.organisation.local(now).date()
    step = _locked(member, kind, today)
    if step.number == number:
        return step
    if number < step.number:
        return _down_to(step, number)
    if number >= ladder.LEAD_TOGETHER:
        if member.is_under_18:
            raise TooYoungToLead
        if not member.is_confirmed:
            raise NotConfirmedYet
    comes_back = step.stepped_back_from is not None and number <= step.stepped_back_from
    if not comes_back:
        facts = reads.facts_of(member=member, today=today).of(kind)
        is_next = number == ladder.above(number=step.number, kind=kind, facts=facts) and step.stepped_back_from is None
        if not is_next or not ladder.may_take(number=number, kind=kind, facts=facts):
            raise StepNotYet
        step.used_date = today
    step.number, step.taken_date, step.not_now_until = number, today, None
    if step.stepped_back_from is not None and number >= step.stepped_back_from:
        step.stepped_back_from = None
    step.save(update_fields=["number", "taken_date", "used_date", "not_now_until", "stepped_back_from"])
    return step


@transaction.atomic
def say_not_now(*, member: Member, kind: str, now: dt.datetime) -> Step:
    """No invitation for a while. Nothing else changes, and the step can still be taken."""
    today = member.organisation.local(now).date()
    step = _locked(member, kind, today)
    step.not_now_until = today + NOT_NOW_FOR
    step.save(update_fields=["not_now_until"])
    return step


@transaction.atomic
def step_back(*, member: Member, kind: str, now: dt.datetime) -> Step:
    """One tap, no reason: they come along again. What they did and were told stays, and one tap brings the step back."""
    return _down_to(_locked(member, kind, member.organisation.local(now).date()), ladder.COME_ALONG)


@transaction.atomic
def read_card(*, member: Member, card: str, now: dt.datetime) -> CardRead:
    """I read or heard it. Twice is once."""
    row, _ = CardRead.objects.of(member.organisation_id).get_or_create(
        member=member,
        card=card,
        defaults={
            "organisation_id": member.organisation_id,
            "read_date": member.organisation.local(now).date(),
        },
    )
    return row


def _locked(member: Member, kind: str, today: dt.date) -> Step:
    # The member's row is the parent: two phones may be adding the first step.
    Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    step, _ = Step.objects.of(member.organisation_id).get_or_create(
        member=member,
        kind=kind,
        defaults={"organisation_id": member.organisation_id, "taken_date": today, "used_date": today},
    )
    return step


def _down_to(step: Step, number: int) -> Step:
    if step.number > number:
        step.stepped_back_from = max(step.number, step.stepped_back_from or 0)
        step.number = number
        step.save(update_fields=["number", "stepped_back_from"])
    return step
