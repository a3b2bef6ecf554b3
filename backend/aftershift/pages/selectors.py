"""What the pages that Django renders may show: listed dates and slips to print, and never a name."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django_scopes import scope

from aftershift.activities import selectors as activities
from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import PublicOccurrence
from aftershift.ballots import selectors as ballots
from aftershift.ballots.models import Option
from aftershift.calendars import selectors as calendars
from aftershift.calendars.selectors import Entry
from aftershift.core.errors import NotVisible
from aftershift.core.selectors import one
from aftershift.ideas import selectors as ideas
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.people.services import join_codes

ON_THE_DOOR = 2


def coming_up(*, organisation: Organisation, now: dt.datetime) -> list[PublicOccurrence]:
    with scope(organisation=organisation.pk):
        return activities.next_public_occurrences(organisation_id=organisation.pk, now=now, limit=ON_THE_DOOR)


def let_poster_out(*, organisation: Organisation, now: dt.datetime) -> None:
    """Printing puts one more poster on a wall, so it passes the release check too. Raises NothingToJoin."""
    with scope(organisation=organisation.pk):
        join_codes.let_out(organisation_id=organisation.pk, now=now)


def open_page(*, occurrence_id: UUID) -> tuple[Organisation, PublicOccurrence]:
    """The page that a shared link opens. Absent, planned and "just us" are all NotVisible."""
    organisation = _organisation_of(occurrence_id)
    with scope(organisation=organisation.pk):
        return organisation, activities.public_occurrence(organisation_id=organisation.pk, occurrence_id=occurrence_id)


def open_date(*, occurrence_id: UUID) -> Entry:
    """The same date as a calendar shows it. Raises NotVisible as its page does."""
    organisation = _organisation_of(occurrence_id)
    with scope(organisation=organisation.pk):
        return calendars.public_date(organisation_id=organisation.pk, occurrence_id=occurrence_id)


def _organisation_of(occurrence_id: UUID) -> Organisation:
    # The plain manager: the link names no organisation. Only its id is read here; the rest inside its scope.
    organisation_id = (
        Occurrence._base_manager.filter(pk=occurrence_id).values_list("organisation_id", flat=True).first()
    )
    if organisation_id is None:
        raise NotVisible
    return Organisation.objects.get(pk=organisation_id)


@dataclass(frozen=True)
class TableSheet:
    """starts, ends: on the organisation's wall clock."""

    question: str
    language: str
    template: str
    place: str
    starts: dt.datetime
    ends: dt.datetime


def table_sheet(*, member: Member, conversation_id: UUID) -> TableSheet:
    """Raises NotVisible, also for one that was called off."""
    with scope(organisation=member.organisation_id):
        row = one(ideas.visible_conversations(member=member).exclude(state="called_off"), conversation_id)
    # Wall time on paper needs no zone: nothing is reckoned across a change of the clocks.
    starts = dt.datetime.combine(row.held_date, row.start)
    return TableSheet(
        row.question, row.language, row.template, row.place, starts, starts + dt.timedelta(minutes=row.minutes)
    )


@dataclass(frozen=True)
class PrintedOption:
    """letter: the same on every slip, so that whoever types in finds the line."""

    letter: str
    title: str
    weekday: int
    start: dt.time
    price: str


@dataclass(frozen=True)
class SlipsToPrint:
    title: str
    closes: dt.datetime  # local
    options: list[PrintedOption]
    to_print: int


def slips(*, member: Member, ballot_id: UUID, now: dt.datetime) -> SlipsToPrint:
    """Raises NotAllowed, NotVisible, BallotClosed."""
    weekdays = list(Option.Weekday.values)
    with scope(organisation=member.organisation_id):
        ballot, options, to_print = ballots.slips_to_print(member=member, ballot_id=ballot_id, now=now)
    return SlipsToPrint(
        title=ballot.title,
        closes=member.organisation.local(ballot.closes_at),
        options=[
            PrintedOption(str(place), o.title, weekdays.index(o.weekday), o.start, o.price)
            for place, o in enumerate(options, start=1)
            if not ballots.is_hidden(o)  # the other lines keep their numbers
        ],
        to_print=to_print,
    )
