"""What waits for an organiser, the most urgent first."""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Min, Q

from aftershift.activities import promises, releasing
from aftershift.activities.models import Activity, Occurrence
from aftershift.ballots.models import Ballot
from aftershift.ballots.selectors import visible_ballots
from aftershift.core.policies import require
from aftershift.core.small_numbers import rounded
from aftershift.ideas.selectors import ideas_to_answer, late_steps, waiting_merges
from aftershift.insights import policies
from aftershift.people.models import Member
from aftershift.people.selectors import live_join_codes, new_members
from aftershift.safety.selectors import LOADED, not_ready
from aftershift.safety.selectors.waiting import agreement_queue

# How far ahead the desk looks, and how long before a date its leaders and its list are due.
LIST_LOOKS_AHEAD = dt.timedelta(days=14)
LEADERS_DUE_BEFORE = dt.timedelta(days=7)
LIST_DUE_BEFORE = dt.timedelta(days=2)
BALLOT_LOOKS_AHEAD = dt.timedelta(days=7)
NEW_MEMBERS_WAIT = dt.timedelta(days=7)
MERGES_WAIT = dt.timedelta(days=14)  # as long as an idea waits for its answer
MOST_OF_A_KIND = 50


@dataclass(frozen=True)
class Thing:
    """One thing to do. id: of the idea, activity, occurrence, conversation or ballot; None for the new members as a whole.

    count: rounded where it counts people, exact where it counts items of a list.
    """

    kind: str
    id: UUID | None
    title: str
    due_date: dt.date
    is_late: bool
    count: dict[str, int] | int | None = None


def desk(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Thing]:
    """Everything that waits, by due date. The number of statements depends on no list. Raises NotAllowed."""
    require(policies.MAY, "desk.read", roles)
    today = member.organisation.local(now).date()
    things = [
        *_empty_invitations(member, now, today),
        *_promises(member, today),
        *_ideas(member, today),
        *_merges(member, today),
        *_steps(member, today),
        *_new_members(member, today),
        *_without_leaders(member, now, today),
        *_lists(member, now, today),
        *_agreements(member, roles, now),
        *_ballots(member, now, today),
    ]
    return sorted(things, key=lambda thing: (thing.due_date, thing.kind, thing.title, str(thing.id)))


def _empty_invitations(member: Member, now: dt.datetime, today: dt.date) -> Iterator[Thing]:
    """A poster hangs and nothing can be joined any more: whoever comes in by it finds an empty house (GM-04)."""
    organisation_id = member.organisation_id
    is_out = live_join_codes(organisation_id=organisation_id, now=now).exists()
    if is_out and not releasing.can_be_joined_today(organisation_id=organisation_id, now=now).exists():
        yield Thing("nothing_to_join", None, "", today, is_late=False)


def _promises(member: Member, today: dt.date) -> Iterator[Thing]:
    """What the programme promised and has not kept, and what somebody reported; both stand on the date's page."""
    late, reported = promises.to_keep_or_judge(member=member, today=today)
    for row in late[:MOST_OF_A_KIND]:
        yield Thing("promise_late", row.occurrence_id, row.text, row.due_date or today, is_late=True)
    for row in reported[:MOST_OF_A_KIND]:
        yield Thing("promise_to_judge", row.occurrence_id, row.occurrence.title, today, is_late=False)


def _ideas(member: Member, today: dt.date) -> Iterator[Thing]:
    for idea in ideas_to_answer(member=member)[:MOST_OF_A_KIND]:
        yield Thing("idea_to_answer", idea.pk, idea.text, idea.due_date, idea.due_date < today)


def _merges(member: Member, today: dt.date) -> Iterator[Thing]:
    """Both authors are asked; an organiser asks after it, or answers for one who is gone. On the page of the idea that
    would end."""
    for merge in waiting_merges(member=member)[:MOST_OF_A_KIND]:
        due_date = merge.suggested_date + MERGES_WAIT
        yield Thing("merge_waiting", merge.ends_id, merge.ends.text, due_date, due_date < today)


def _steps(member: Member, today: dt.date) -> Iterator[Thing]:
    """Somebody said they would do it; it is asked after, ticked off or taken over on the conversation's page."""
    for step in late_steps(member=member, today=today)[:MOST_OF_A_KIND]:
        yield Thing("step_late", step.conversation_id, step.text, step.due_date, is_late=True)


def _new_members(member: Member, today: dt.date) -> Iterator[Thing]:
    found = new_members(member=member).order_by().aggregate(people=Count("pk"), first=Min("joined_at"))
    if found["people"]:
        due_date = member.organisation.local(found["first"]).date() + NEW_MEMBERS_WAIT
        yield Thing("new_members", None, "", due_date, due_date < today, rounded(found["people"]))


def _without_leaders(member: Member, now: dt.datetime, today: dt.date) -> Iterator[Thing]:
    rows = (
        Activity.objects.of(member.organisation_id)
        .filter(is_programme=True)
        .filter(Q(lead=None) | Q(second=None))
        .annotate(next_at=Min("occurrences__starts_at", filter=_to_come(now, "occurrences__")))
        .filter(next_at__isnull=False)
        .order_by("next_at", "pk")
    )
    for activity in rows[:MOST_OF_A_KIND]:
        due_date = member.organisation.local(activity.next_at).date() - LEADERS_DUE_BEFORE
        kind = "activity_without_lead" if activity.lead_id is None else "activity_without_second"
        yield Thing(kind, activity.pk, activity.title, due_date, due_date < today)


def _lists(member: Member, now: dt.datetime, today: dt.date) -> Iterator[Thing]:
    rows = (
        Occurrence.objects.of(member.organisation_id)
        .filter(_to_come(now), starts_at__lte=now + LIST_LOOKS_AHEAD, activity__is_programme=True)
        .select_related(*LOADED)
        .order_by("starts_at", "pk")
    )
    for occurrence, missing in not_ready(
        organisation_id=member.organisation_id, occurrences=list(rows[:MOST_OF_A_KIND])
    ):
        due_date = occurrence.local_date - LIST_DUE_BEFORE
        yield Thing("checklist_to_finish", occurrence.pk, occurrence.title, due_date, due_date < today, missing)


def _agreements(member: Member, roles: Collection[str], now: dt.datetime) -> Iterator[Thing]:
    """Plans that wait for an organiser's yes; what waits for an adviser alone is on the page of all that wait."""
    waiting = [row for row in agreement_queue(member=member, roles=roles, now=now) if "organiser" in row.missing]
    for row in waiting[:MOST_OF_A_KIND]:
        yield Thing("agreement_to_give", row.activity.pk, row.activity.title, row.answer_by, row.is_late)


def _ballots(member: Member, now: dt.datetime, today: dt.date) -> Iterator[Thing]:
    closing = Q(state=Ballot.State.OPEN, closes_at__lte=now + BALLOT_LOOKS_AHEAD)
    rows = visible_ballots(member=member).filter(closing | Q(state=Ballot.State.WAITING_FOR_PANEL))
    for ballot in rows.order_by("closes_at", "pk")[:MOST_OF_A_KIND]:
        due_date = member.organisation.local(ballot.closes_at).date()
        waits = ballot.state == Ballot.State.WAITING_FOR_PANEL
        yield Thing(
            "outcome_to_publish" if waits else "ballot_closing",
            ballot.pk,
            ballot.title,
            due_date,
            waits and due_date < today,
        )


def _to_come(now: dt.datetime, prefix: str = "") -> Q:
    open_states = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)
    return Q(**{f"{prefix}state__in": open_states, f"{prefix}starts_at__gt": now})
