"""What sheets and tickets show. Roles are those of the session: an organiser's rest without a second factor."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django_scopes import scope

from aftershift.activities import paper
from aftershift.activities.models import Occurrence
from aftershift.activities.paper import Ticket
from aftershift.activities.services.paper import LINES_ON_A_SHEET
from aftershift.people import selectors as people
from aftershift.people.models import Member


@dataclass(frozen=True)
class Paper:
    """One date on paper. starts, ends: local. leads: called-names of lead and second, whom people turn to."""

    occurrence_id: UUID
    title: str
    place: str
    bring: str
    cost: str
    starts: dt.datetime
    ends: dt.datetime
    leads: list[str]
    number: int  # of the sheet; 0 without one
    tickets: list[Ticket]

    @property
    def lines(self) -> range:
        return range(1, LINES_ON_A_SHEET + 1)


def sheet_to_print(*, member: Member, sheet_id: UUID, now: dt.datetime) -> Paper:
    """Raises NotVisible, NotAllowed."""
    return _paper(member, sheet_id, now, with_tickets=False)


def tickets_to_print(*, member: Member, sheet_id: UUID, now: dt.datetime) -> Paper:
    """For everybody on one sheet who has a place or waits. Raises NotVisible, NotAllowed."""
    return _paper(member, sheet_id, now, with_tickets=True)


def own_ticket(*, member: Member, occurrence_id: UUID) -> Paper:
    """Mine, if I have a place or wait. Raises NotVisible."""
    with scope(organisation=member.organisation_id):
        date, tickets = paper.own_ticket(member=member, occurrence_id=occurrence_id)
        hides = "supervisor" in people.all_roles_of(member)
    return _of(date, member, tickets, hides_names=hides)


def _paper(member: Member, sheet_id: UUID, now: dt.datetime, *, with_tickets: bool) -> Paper:
    with scope(organisation=member.organisation_id):
        everything = people.all_roles_of(member)
        found = paper.sheet(
            member=member, roles=people.roles_of(member), all_roles=everything, sheet_id=sheet_id, now=now
        )
    tickets = paper.tickets_of(found) if with_tickets else []
    hides = "supervisor" in everything
    return _of(found.occurrence, member, tickets, number=found.row.number, hides_names=hides)


def _of(
    date: Occurrence, member: Member, tickets: list[Ticket], *, number: int = 0, hides_names: bool = False
) -> Paper:
    activity, local = date.activity, member.organisation.local
    leads = [one.called_name for one in (activity.lead, activity.second) if one is not None]
    return Paper(
        occurrence_id=date.pk,
        title=activity.title,
        place=activity.meeting_place,
        bring=activity.what_to_bring,
        cost=activity.cost,
        starts=local(date.starts_at),
        ends=local(date.ends_at),
        leads=[] if hides_names else leads,
        number=number,
        tickets=tickets,
    )
