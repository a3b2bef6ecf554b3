"""Who led which date, how much each wants to lead, the question of the month, and whose turn is next."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import EveryoneTold, OccurrenceClosing, OccurrencePublishing
from aftershift.activities.models import Occurrence
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.events import HandoverSuggested
from aftershift.leading.models import DateRole, LeadAnswer, LeadLimit, OrganiserActed
from aftershift.leading.models.load import SUGGESTED_AT
from aftershift.leading.selectors import guards
from aftershift.leading.services.turns import pass_the_turn_on
from aftershift.people.models import Member
from aftershift.people.selectors import granted_roles

Task = OrganiserActed.Task


@transaction.atomic
def set_most(*, member: Member, most: int, now: dt.datetime) -> LeadLimit:
    """How many dates in four weeks I am asked to lead at most: none to three. Nobody else says it for me."""
    require(policies.MAY, "load.own", {"member"})
    row, _ = LeadLimit.objects.of(member.organisation_id).update_or_create(
        member=member, defaults={"organisation_id": member.organisation_id, "most": most}
    )
    return row


@transaction.atomic
def answer_month(
    *, member: Member, answer: LeadAnswer.Answer, buddy_id: UUID | None = None, now: dt.datetime
) -> LeadAnswer:
    """How leading is for me this month: for me, and for the one person I choose among those I lead with. The last
    answer of a month stands. Raises NotVisible for a buddy who is none of them."""
    require(policies.MAY, "load.own", {"member"})
    buddy = one(guards.people_beside(member=member), buddy_id) if buddy_id is not None else None
    month = guards.first_of_month(member.organisation.local(now).date())
    row, _ = LeadAnswer.objects.of(member.organisation_id).update_or_create(
        member=member,
        month_date=month,
        defaults={"organisation_id": member.organisation_id, "answer": answer, "buddy": buddy},
    )
    return row


@transaction.atomic
def note_turn(event: OccurrenceClosing) -> None:
    """A date closes: whose turn is next, and who said no to its roles is forgotten. Safe to repeat.

    Who led it stands in the records by now (`record.note_closing`).
    """
    rows = Occurrence.objects.of(event.organisation_id).select_related("activity")
    date = one(rows, event.occurrence_id)
    activity = date.activity
    noes = DateRole.objects.of(date.organisation_id).filter(occurrence=date, state=DateRole.State.DECLINED)
    noes.delete()
    note_lead_task(occurrence=date, task=Task.RUN, by_id=event.by_id, now=event.at)
    pass_the_turn_on(activity=activity, now=event.at)


@transaction.atomic
def note_who_opened(event: OccurrencePublishing) -> None:
    note_lead_task(occurrence=_date(event), task=Task.OPEN, by_id=event.by_id, now=event.at)


@transaction.atomic
def note_who_told(event: EveryoneTold) -> None:
    note_lead_task(occurrence=_date(event), task=Task.TELL, by_id=event.by_id, now=event.at)


@transaction.atomic
def note_lead_task(*, occurrence: Occurrence, task: OrganiserActed.Task, by_id: UUID, now: dt.datetime) -> None:
    """What leads do for a date, done by this member. On two dates running by an organiser, and the app suggests to hand it
    over; once by somebody else, and it begins anew. Running a date counts for an organiser who leads it, all else for one
    who does not.

    Safe to repeat: the same task of the same date is once. Called with the date or its activity locked.
    """
    activity, organisation_id = occurrence.activity, occurrence.organisation_id
    leads = by_id in (activity.lead_id, activity.second_id)
    counts = leads == (task == Task.RUN)
    if not counts or "organiser" not in granted_roles(organisation_id=organisation_id, member_id=by_id):
        OrganiserActed.objects.of(organisation_id).filter(activity=activity, task=task).delete()
        return
    row, _ = OrganiserActed.objects.of(organisation_id).get_or_create(
        activity=activity, task=task, defaults={"organisation_id": organisation_id}
    )
    if row.latest_id == occurrence.pk:
        return
    row.times, row.latest = row.times + 1, occurrence
    row.save(update_fields=["times", "latest"])
    if row.times == SUGGESTED_AT:
        publish(HandoverSuggested(activity.pk, organisation_id, by_id, now))


def _date(event: OccurrencePublishing | EveryoneTold) -> Occurrence:
    return one(Occurrence.objects.of(event.organisation_id).select_related("activity"), event.occurrence_id)
