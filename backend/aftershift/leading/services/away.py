"""Saying that one is away, and being back. Each is the member's own tap about themselves."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.leading.events import SignOffAsked
from aftershift.leading.models import Away
from aftershift.leading.selectors import sign_offs as reads
from aftershift.people.models import Member

# Longer than a year is leaving, and leaving has its own page.
LONGEST = dt.timedelta(days=366)


@transaction.atomic
def be_away(*, member: Member, until_date: dt.date, now: dt.datetime) -> Away:
    """Not there until this day, from now on. Saying another day takes its place; the same again changes nothing.

    What others ask goes to those who are there, who are told; also what was asked before. Raises FieldProblem.
    """
    today = member.organisation.local(now).date()
    if not today < until_date <= today + LONGEST:
        raise FieldProblem({"/until_date": "Choose a day to come, within a year."})
    row, _ = Away.objects.of(member.organisation_id).update_or_create(
        member=member, defaults={"organisation_id": member.organisation_id, "until_date": until_date}
    )
    around = reads.around(organisation_id=member.organisation_id, today=today)
    asked = reads.open_questions(organisation_id=member.organisation_id).filter(Q(asked_of=member) | Q(asked_of=None))
    for question in asked:
        if around.asked_is_gone(question) and not around.all_are_away(question):
            whom = tuple(reads.whom_to_tell(sign_off=question, around=around))
            publish(SignOffAsked(question.pk, member.organisation_id, whom, now))
    return row


@transaction.atomic
def be_back(*, member: Member, now: dt.datetime) -> None:
    """Back already, or never gone. Twice is once."""
    Away.objects.of(member.organisation_id).filter(member=member).delete()
