"""Who led which date, how much each wants to lead, the question of the month, and whose turn is next."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import OccurrenceClosing, OccurrencePublishing
from aftershift.activities.models import Activity, Occurrence
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.events import HandoverSuggested, TurnSuggested
from aftershift.leading.models import DateRole, LeadAnswer, LeadLimit, OrganiserActed
from aftershift.leading.models.load import SUGGESTED_AT
from aftershift.leading.selectors import guards
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
    _count_organiser(activity, Task.RUN, event.by_id, counts_if_leading=True, now=event.at)
    if activity.lead_id is not None and guards.turn_is_somebody_elses(activity=activity, now=event.at):
        publish(TurnSuggested(activity.pk, activity.organisation_id, activity.lead_id, event.at))


@transaction.atomic
def note_who_opened(event: OccurrencePublishing) -> None:
    rows = Occurrence.objects.of(event.organisation_id).select_related("activity")
    activity = one(rows, event.occurrence_id).activity
    _count_organiser(activity, Task.OPEN, event.by_id, counts_if_leading=False, now=event.at)


def _count_organiser(
    activity: Activity, task: OrganiserActed.Task, by_id: UUID, *, counts_if_leading: bool, now: dt.datetime
) -> None:
    """Twice running by an organiser, and the app suggests to hand it over; once by somebody else, and it begins anew."""
    organisation_id = activity.organisation_id
    leads = by_id in (activity.lead_id, activity.second_id)
    organises = "organiser" in granted_roles(organisation_id=organisation_id, member_id=by_id)
    if not organises or leads != counts_if_leading:
        OrganiserActed.objects.of(organisation_id).filter(activity=activity, task=task).delete()
        return
    row, _ = OrganiserActed.objects.of(organisation_id).get_or_create(
        activity=activity, task=task, defaults={"organisation_id": organisation_id}
    )
    row.times += 1
    row.save(update_fields=["times"])
    if row.times == SUGGESTED_AT:
        publish(HandoverSuggested(activity.pk, organisation_id, by_id, now))
