"""Ticking, answering the five questions, and keeping the gates."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction

from aftershift.activities.events import OccurrenceClosing, OccurrencePublishing, OccurrenceStarting
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import dates_to_come, roles_for, visible_activities, visible_occurrences
from aftershift.activities.services import running
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading.services.tapering import note_incident
from aftershift.people.models import Member
from aftershift.safety import policies, selectors, templates, tiers, weather
from aftershift.safety.errors import (
    ChecklistClosed,
    ChecklistIncomplete,
    CountsDiffer,
    KnownAlready,
    NotTheDayYet,
    WeatherNotConfirmed,
    WeatherSaysStop,
)
from aftershift.safety.events import DateStopped
from aftershift.safety.models import Checklist, ChecklistTick, SafetyAnswers, Stop
from aftershift.safety.selectors.agreeing import plan_of
from aftershift.safety.selectors.notes import weather_says
from aftershift.safety.selectors.versions import learnt_in
from aftershift.safety.templates import Item

# People gather before the day's first bus: the lists of the day open this long before the start.
DAY_OPENS_BEFORE = dt.timedelta(hours=12)
WORD_INSTEAD = (
    "Nobody who leads holds a certificate for this that is good today. Write at that item who else has one, or why you go "
    "without."
)
MOST_WORDS = 300  # of an item, kept with a tick that stands beside its list
NO_WORD_OF_INJURY = (
    "Answer yes without a note: what happened to somebody is written in the trust's own system, not here."
)
# "Anyone hurt, or nearly?", and how its tick answers.
HURT, NO, YES = "C-A2", 0, 1


@transaction.atomic
def tick(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    item_id: str,
    is_ticked: bool,
    device_at: dt.datetime,
    number: int | None = None,
    note: str = "",
    not_applicable_because: str = "",
    now: dt.datetime,
) -> ChecklistTick:
    """Answer one item. Items merge one by one; the same tap sent again changes nothing, however late (RULE-57, RULE-58).

    A device clock ahead of the server's counts as the moment of arrival. Raises NotVisible, NotAllowed,
    KnownAlready, NotTheDayYet, ChecklistClosed, FieldProblem.
    """
    hurts = says_somebody_was_hurt(item_id, is_ticked, number)
    occurrence = locked(member, occurrence_id, activity_first=hurts)
    activity = occurrence.activity
    here = roles_for(member=member, activity=activity, granted=roles)
    require(policies.MAY, "checklist.read", here)
    checklist = checklist_of(occurrence=occurrence, now=now)
    item = _item(checklist, item_id)
    require(policies.MAY, f"checklist.tick_{item.phase}", here)
    tapped = checklist.ticks.filter(item_id=item.id, by=member, device_at=device_at, tap=None).first()
    if tapped is not None:
        return tapped
    _refuse_what_is_known(item, occurrence)
    if item.phase != "before" and now < occurrence.starts_at - DAY_OPENS_BEFORE:
        raise NotTheDayYet
    if occurrence.state == Occurrence.State.CLOSED and not is_ticked:
        raise ChecklistClosed
    if item.takes_number and is_ticked and number is None:
        raise FieldProblem({"/number": "Count, and write the number."})
    refuse_what_is_no_answer(item, number, note if is_ticked else "")
    if hurts:
        note_once(checklist=checklist, activity=activity, now=now)
    made = ChecklistTick.objects.create(
        organisation_id=occurrence.organisation_id,
        checklist=checklist,
        item_id=item.id,
        by=member,
        is_ticked=is_ticked,
        number=number if item.takes_number or item.asks_yes_no else None,
        note=note,
        not_applicable_because=not_applicable_because,
        device_at=device_at,
        server_at=now,
        counts_at=min(device_at, now),
    )
    return made


@transaction.atomic
def give_answers(
    *, member: Member, roles: Collection[str], activity_id: UUID, answers: Mapping[str, bool], now: dt.datetime
) -> Activity:
    """The five questions and the photos. Another answer may raise the tier and reopens an approval (RULE-40)."""
    activity = one(visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id)
    require(policies.MAY, "answers.give", roles_for(member=member, activity=activity, granted=roles))
    was = tiers.is_mountain_day(activity=activity, answers=selectors.answers_of(activity))
    kept, _ = SafetyAnswers.objects.of(activity.organisation_id).update_or_create(
        activity=activity,
        defaults={
            **answers,
            "organisation_id": activity.organisation_id,
            "answered_by": member,
            "answered_at": now,
        },
    )
    is_mountain_day = tiers.is_mountain_day(activity=activity, answers=kept)
    if is_mountain_day != was:
        _follow_the_hills(activity, is_mountain_day, now)
    return activity


def _follow_the_hills(activity: Activity, is_mountain_day: bool, now: dt.datetime) -> None:
    """Lists that are begun keep their items and ticks (RULE-42); those of a mountain day join them, or leave them again:
    a walk that turns out to go up a hill must not open on the list of a walk in the park. A list that was begun as one of
    a hill day has nothing of its kind yet: that joins it when the hill goes."""
    dates = {date.pk: date for date in dates_to_come(activity=activity, now=now)}
    rows = Checklist.objects.of(activity.organisation_id).filter(occurrence__in=dates)
    plan = plan_of(organisation_id=activity.organisation_id, activity_id=activity.pk)
    learnt = learnt_in(organisation_id=activity.organisation_id)
    hills, versions = templates.items_of(templates.MOUNTAIN_LIST, learnt)
    theirs = {item.id: item for item in hills if item.id.split("-")[0] != "C"}
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        had = templates.from_data(row.items)
        items = [item for item in had if item.id not in theirs]
        row.versions.pop(templates.MOUNTAIN_LIST, None)
        if is_mountain_day:
            items = templates.in_order([*items, *theirs.values()])
            row.versions[templates.MOUNTAIN_LIST] = versions[templates.MOUNTAIN_LIST]
        else:
            for item in had:  # what was ticked of them is shown beside the list, with its words
                if item.id in theirs:
                    row.ticks.filter(item_id=item.id, words="").update(words=item.text[:MOST_WORDS])
            if row.template == templates.MOUNTAIN_LIST:
                date = dates[row.occurrence_id]
                date.activity = activity
                row.template, now_versions, fresh = selectors.items_for(date, plan)
                here = {item.id for item in items}
                kinds_own = [item for item in fresh if item.id.split("-")[0] not in ("C", templates.OWN)]
                items = templates.in_order([*items, *(item for item in kinds_own if item.id not in here)])
                row.versions |= {row.template: now_versions[row.template]}
        row.items = templates.as_data(items)
        row.save(update_fields=["items", "versions", "template"])


@transaction.atomic
def start(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, count: int | None = None, now: dt.datetime
) -> Occurrence:
    """Set off; with `count`, the head count is ticked first in the same transaction."""
    if count is not None:
        _tick_count(member, roles, occurrence_id, selectors.HEAD_COUNT, count, "", now)
    return running.start(member=member, roles=roles, occurrence_id=occurrence_id, now=now)


@transaction.atomic
def stop(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, reason: str = "", now: dt.datetime
) -> Occurrence:
    """A leader may always stop, with or without a word; everybody with a place is told, once. Who stops it too
    may say why as well."""
    occurrence = running.stop(member=member, roles=roles, occurrence_id=occurrence_id, now=now)
    if occurrence.state != Occurrence.State.STOPPED:
        return occurrence
    said = {row.by_id: row for row in Stop.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)}
    if member.pk not in said:
        Stop.objects.create(
            organisation_id=occurrence.organisation_id, occurrence=occurrence, reason=reason, by=member, at=now
        )
    elif reason and not said[member.pk].reason:  # pressed first, and said afterwards
        said[member.pk].reason = reason
        said[member.pk].save(update_fields=["reason"])
    if not said:
        publish(DateStopped(occurrence.pk, occurrence.organisation_id, member.pk, reason, now))
    return occurrence


@transaction.atomic
def close(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    count: int | None = None,
    note: str = "",
    now: dt.datetime,
) -> Occurrence:
    """Everyone is back; with `count`, the count at the end is ticked first in the same transaction."""
    if count is not None:
        _tick_count(member, roles, occurrence_id, selectors.END_COUNT, count, note, now)
    closed = running.close(member=member, roles=roles, occurrence_id=occurrence_id, now=now)
    if count is not None:  # the other lead has closed it already: a count of one fewer is no repeat of theirs
        _refuse_differing_counts(selectors.filled(occurrence=locked(member, occurrence_id)))
    return closed


def _tick_count(
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    item_id: str,
    count: int,
    note: str,
    now: dt.datetime,
) -> None:
    tick(
        member=member,
        roles=roles,
        occurrence_id=occurrence_id,
        item_id=item_id,
        is_ticked=True,
        device_at=now,
        number=count,
        note=note,
        now=now,
    )


# Listeners: they run inside the publisher's transaction and refuse by raising.


def check_before_publishing(event: OccurrencePublishing) -> None:
    _require_complete(event.occurrence_id, event.organisation_id, "publish")


def check_before_starting(event: OccurrenceStarting) -> None:
    filled = _require_complete(event.occurrence_id, event.organisation_id, "start")
    match weather_says(occurrence=filled.occurrence):
        case weather.STOP:
            raise WeatherSaysStop
        case weather.CONFIRM:
            raise WeatherNotConfirmed


def check_before_closing(event: OccurrenceClosing) -> None:
    _refuse_differing_counts(_require_complete(event.occurrence_id, event.organisation_id, "close"))


def _refuse_differing_counts(filled: selectors.Filled) -> None:
    started, ended = filled.number(selectors.HEAD_COUNT), filled.number(selectors.END_COUNT)
    explained = any(line.item.id == selectors.END_COUNT and line.tick and line.tick.note for line in filled.lines)
    if started != ended and not explained:
        raise CountsDiffer(at_start=started, at_end=ended)


def _require_complete(occurrence_id: UUID, organisation_id: UUID, gate: str) -> selectors.Filled:
    rows = Occurrence.objects.of(organisation_id).select_related(*selectors.LOADED)
    filled = selectors.filled(occurrence=one(rows, occurrence_id))
    if missing := filled.missing(gate):
        named = [{"id": line.item.id, "text": line.item.text} for line in missing]
        if all(line.is_done for line in missing):  # only a word is missing
            raise ChecklistIncomplete(gate=gate, missing=named, next=WORD_INSTEAD)
        raise ChecklistIncomplete(gate=gate, missing=named)
    return filled


def says_somebody_was_hurt(item_id: str, is_ticked: bool, number: int | None) -> bool:
    """Yes to "anyone hurt, or nearly?"."""
    return item_id == HURT and is_ticked and number == YES


def refuse_what_is_no_answer(item: Item, number: int | None, note: str) -> None:
    """Of an injury no word is kept here, not even beside the answer (DOMAIN 4.3). Raises FieldProblem."""
    if item.asks_yes_no and number not in (None, YES, NO):
        raise FieldProblem({"/number": "Write 1 for yes or 0 for no."})
    if note and says_somebody_was_hurt(item.id, True, number):
        raise FieldProblem({"/note": NO_WORD_OF_INJURY})


def note_once(*, checklist: Checklist, activity: Activity, now: dt.datetime) -> None:
    """The organiser comes more often again (DOMAIN 5.3): once for this date, however often yes is said. The caller holds the
    activity and its date."""
    if not checklist.ticks.filter(item_id=HURT, is_ticked=True, number=YES).exists():
        note_incident(organisation_id=activity.organisation_id, activity_id=activity.pk, now=now)


def locked(member: Member, occurrence_id: UUID, *, activity_first: bool = False) -> Occurrence:
    """activity_first: whoever changes more than the date holds its activity before it, as every other service does."""
    rows = visible_occurrences(member=member).select_related(*selectors.LOADED)
    if activity_first:
        date = one(visible_occurrences(member=member), occurrence_id)
        Activity.objects.of(member.organisation_id).select_for_update(of=("self",)).get(pk=date.activity_id)
    return one(rows.select_for_update(of=("self",)), occurrence_id)


@transaction.atomic
def checklist_of(*, occurrence: Occurrence, now: dt.datetime) -> Checklist:
    """The list of this date, copied when it is needed for the first time (RULE-42): the templates of today
    with the activity's own changes."""
    found = Checklist.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    if found is not None:
        return found
    plan = plan_of(organisation_id=occurrence.organisation_id, activity_id=occurrence.activity_id)
    template, versions, items = selectors.items_for(occurrence, plan)
    return Checklist.objects.create(
        organisation_id=occurrence.organisation_id,
        occurrence=occurrence,
        template=template,
        versions=versions,
        items=templates.as_data(items),
        made_at=now,
    )


def _item(checklist: Checklist, item_id: str) -> Item:
    for item in templates.from_data(checklist.items):
        if item.id == item_id:
            return item
    raise NotVisible


def _refuse_what_is_known(item: Item, occurrence: Occurrence) -> None:
    """What the data answers is not ticked by hand: nobody can tick away a lead who has not slept (C-B3)."""
    if item.known_by is None:
        return
    line = next(line for line in selectors.filled(occurrence=occurrence).lines if line.item.id == item.id)
    if line.known is not None:
        raise KnownAlready
