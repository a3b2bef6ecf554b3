"""What keeps leading light (DOMAIN 5.4): whom the app may invite, a lead's own load, and totals."""

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import programme
from aftershift.core.small_numbers import SMALLEST_SHOWN, STEP
from aftershift.leading.models import LeadAnswer, LeadLimit
from aftershift.leading.models.load import MOST_IN_FOUR_WEEKS
from aftershift.leading.selectors.able import able_to_lead
from aftershift.leading.selectors.record import lines_of_leads
from aftershift.people.models import Member
from aftershift.shifts.selectors import fits, truth_of

FOUR_WEEKS = dt.timedelta(weeks=4)
IN_A_ROW = 4
MOST_HOURS = 48
# More are not asked for one date.
MOST_INVITED = 12
TO_COME = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)


def first_of_month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def limits_of(*, organisation_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, int]:
    said = LeadLimit.objects.of(organisation_id).filter(member__in=member_ids)
    return dict.fromkeys(member_ids, MOST_IN_FOUR_WEEKS) | dict(said.values_list("member_id", "most"))


def leads_around(
    *, organisation_id: UUID, member_ids: Collection[UUID], day: dt.date, beside: UUID | None = None
) -> Counter[UUID]:
    """How many dates each led, or is to lead, in the four weeks that end on this day. Two statements.

    beside: an activity whose dates to come do not count; who leads it may change from date to date.
    """
    begins = day - FOUR_WEEKS
    led = lines_of_leads(organisation_id=organisation_id).filter(
        member__in=member_ids, local_date__gt=begins, local_date__lte=day
    )
    found = Counter(led.values_list("member_id", flat=True))
    coming = Occurrence.objects.of(organisation_id).filter(
        activity__lead__in=member_ids,
        activity__is_programme=True,
        local_date__gt=begins,
        local_date__lte=day,
        state__in=TO_COME,
    )
    if beside is not None:
        coming = coming.exclude(activity=beside)
    found.update(coming.values_list("activity__lead_id", flat=True))
    return found


def need_a_break(*, organisation_id: UUID, month_date: dt.date) -> QuerySet[LeadAnswer]:
    said = LeadAnswer.objects.of(organisation_id).filter(answer=LeadAnswer.Answer.NEED_BREAK)
    return said.filter(month_date=month_date)


def with_room(*, activity: Activity, member_ids: Collection[UUID], day: dt.date, today: dt.date) -> set[UUID]:
    """Those of these whose four weeks are not full and who did not say that they need a break. Four statements."""
    organisation_id = activity.organisation_id
    limits = limits_of(organisation_id=organisation_id, member_ids=member_ids)
    counts = leads_around(organisation_id=organisation_id, member_ids=member_ids, day=day, beside=activity.pk)
    resting = set(
        need_a_break(organisation_id=organisation_id, month_date=first_of_month(today)).values_list(
            "member_id", flat=True
        )
    )
    return {one for one in member_ids if counts[one] < limits[one] and one not in resting}


def can_be_invited(*, activity: Activity, date: Occurrence, today: dt.date) -> list[Member]:
    """Who may be invited to lead this date: able, with room, not inside protected rest or at work, and not in a week of
    more than 48 rostered hours. Nobody is shown this: it decides whom a message goes to."""
    able = able_to_lead(activity=activity, today=today) - {activity.lead_id, activity.second_id}
    return _free_among(able, activity=activity, date=date, today=today)


def can_take_turn(*, activity: Activity, date: Occurrence, today: dt.date) -> list[Member]:
    """The same, with whoever helps lead it now before all others."""
    able = able_to_lead(activity=activity, today=today)
    second = _free_among(able & {activity.second_id}, activity=activity, date=date, today=today)
    return second + can_be_invited(activity=activity, date=date, today=today)


def _free_among(members: Collection[UUID], *, activity: Activity, date: Occurrence, today: dt.date) -> list[Member]:
    room = with_room(activity=activity, member_ids=members, day=date.local_date, today=today)
    people = Member.objects.of(activity.organisation_id).filter(pk__in=room).select_related("organisation")
    free = (someone for someone in people.order_by("pk") if is_free_to_lead(member=someone, date=date))
    return list(islice(free, MOST_INVITED))


def is_free_to_lead(*, member: Member, date: Occurrence) -> bool:
    """As far as their shifts are known."""
    stretch = (date.starts_at, date.ends_at, date.activity.is_on_site)
    if fits(member=member, stretches=[stretch])[0].fits is False:
        return False
    monday = date.local_date - dt.timedelta(days=date.local_date.weekday())
    truth = truth_of(member)
    days = (monday + dt.timedelta(days=day) for day in range(7))
    minutes = sum(end - start for day in days for start, end in truth.shifts_on(day))
    return minutes <= MOST_HOURS * 60


def led_in_a_row(*, activity: Activity) -> int:
    """How many of the latest dates of this activity its lead led without anybody else between."""
    rows = lines_of_leads(organisation_id=activity.organisation_id).filter(occurrence__activity=activity)
    latest = rows.order_by("-occurrence__starts_at").values_list("member_id", flat=True)[:IN_A_ROW]
    found = 0
    for member_id in latest:
        if member_id != activity.lead_id:
            break
        found += 1
    return found


def next_date(*, activity: Activity, now: dt.datetime) -> Occurrence | None:
    rows = Occurrence.objects.of(activity.organisation_id).filter(
        activity=activity, starts_at__gt=now, state__in=TO_COME
    )
    return rows.select_related("activity").order_by("starts_at", "pk").first()


def turn_is_somebody_elses(*, activity: Activity, now: dt.datetime) -> bool:
    """After four in a row, or with four full weeks, the next date would be somebody else's."""
    coming = next_date(activity=activity, now=now)
    if activity.lead_id is None or coming is None:
        return False
    if led_in_a_row(activity=activity) >= IN_A_ROW:
        return True
    lead = [activity.lead_id]
    counts = leads_around(
        organisation_id=activity.organisation_id, member_ids=lead, day=coming.local_date, beside=activity.pk
    )
    return counts[lead[0]] >= limits_of(organisation_id=activity.organisation_id, member_ids=lead)[lead[0]]


@dataclass(frozen=True, slots=True)
class Buddy:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody who chose me answered this month."""

    name: str
    answer: str


@dataclass(frozen=True, slots=True)
class OwnLoad:
    most: int
    led: int  # in the last four weeks
    is_asked: bool  # leads something, and has not answered this month
    answer: str | None
    buddy: Buddy | None
    buddies: list[Buddy]  # whom I may choose: those I lead with
    heard: list[Heard]


def own_load(*, member: Member, all_roles: Collection[str], now: dt.datetime) -> OwnLoad:
    """Six statements. A supervisor reads no name and nobody's answer but their own."""
    today = member.organisation.local(now).date()
    organisation_id = member.organisation_id
    mine = LeadAnswer.objects.of(organisation_id).filter(member=member, month_date=first_of_month(today))
    answer = mine.select_related("buddy").first()
    beside = people_beside(member=member)
    led = lines_of_leads(organisation_id=organisation_id).filter(member=member)
    recent = led.filter(local_date__gt=today - FOUR_WEEKS)
    told_names = "supervisor" not in all_roles
    heard = LeadAnswer.objects.of(organisation_id).filter(buddy=member, month_date=first_of_month(today))
    leads = programme(organisation_id=organisation_id).filter(Q(lead=member) | Q(second=member))
    buddy = answer.buddy if answer is not None else None
    return OwnLoad(
        most=limits_of(organisation_id=organisation_id, member_ids=[member.pk])[member.pk],
        led=recent.count(),
        is_asked=answer is None and leads.exists(),
        answer=answer.answer if answer is not None else None,
        buddy=Buddy(buddy.pk, buddy.called_name) if buddy is not None and told_names else None,
        buddies=[Buddy(one.pk, one.called_name) for one in beside] if told_names else [],
        heard=[
            Heard(row.member.called_name, row.answer)
            for row in heard.select_related("member").order_by("member__called_name", "pk")
        ]
        if told_names
        else [],
    )


def people_beside(*, member: Member) -> QuerySet[Member]:
    """Those who lead with me: the lead where I help, and the second where I lead."""
    rows = programme(organisation_id=member.organisation_id)
    return (
        Member.objects.of(member.organisation_id)
        .filter(
            Q(pk__in=rows.filter(second=member).values("lead")) | Q(pk__in=rows.filter(lead=member).values("second"))
        )
        .filter(left_at=None)
        .exclude(pk=member.pk)
        .order_by("called_name", "pk")
    )


@dataclass(frozen=True, slots=True)
class LoadTotals:
    """ "2 of 9 leads carry 60% of the dates" of the last three whole months; percent to the nearest five."""

    leads: int
    carriers: int
    percent: int


def load_totals(*, organisation_id: UUID, today: dt.date) -> LoadTotals | None:
    """None with fewer than eight leads: then one asks them how they are. Whole months, so that one date more or less
    tells nothing. One statement."""
    until = first_of_month(today)
    begins = until
    for _ in range(3):
        begins = first_of_month(begins - dt.timedelta(days=1))
    rows = lines_of_leads(organisation_id=organisation_id).filter(local_date__gte=begins, local_date__lt=until)
    counts = Counter(rows.values_list("member_id", flat=True))
    if len(counts) < SMALLEST_SHOWN:
        return None
    total, carried, carriers = counts.total(), 0, 0
    for _, dates in counts.most_common():
        carried, carriers = carried + dates, carriers + 1
        if carried * 2 >= total:
            break
    return LoadTotals(len(counts), carriers, STEP * round(100 * carried / total / STEP))
