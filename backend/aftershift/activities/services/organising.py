"""Making activities and dates, changing them, cancelling them and bringing them back."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.activities import drawing, edits, fitting, origins, policies, private, selectors
from aftershift.activities.errors import (
    OccurrenceOver,
    OccurrenceStarted,
    OptionUsed,
    PlacesInUse,
    StateDoesNotAllow,
    TwoSleepsFirst,
)
from aftershift.activities.events import DatesChanged, MovedToQueue, OccurrenceChanged, PlacesGrowing
from aftershift.activities.kept import HOLDS
from aftershift.activities.models import LIVE, MOVED, STANDING, TEXTS, Activity, Occurrence, Series, SignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import changes as kept
from aftershift.activities.services import words
from aftershift.activities.services.holds import end_holds_of
from aftershift.activities.services.hosting import say_that_a_host_went
from aftershift.activities.services.keeping import (
    keep_the_share_of_now,
    let_all_join_where_nobody_goes_first,
    open_with_the_date,
)
from aftershift.activities.services.outgrown import say_who_is_too_many
from aftershift.activities.services.own_word import forget_what_was_said
from aftershift.activities.services.places import settle_places, settle_what_lapsed
from aftershift.activities.services.series.standing import seat_everyone
from aftershift.activities.services.telling import tell_of_a_free_place
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.organisations.models import Organisation, Site
from aftershift.people.models import Member

# What decides which rest rules speak, and how many must drive.
PLAN = ("effort", "travel", "drive_minutes")
WHEELS = (Activity.Travel.COACH, Activity.Travel.LIFTS)


@dataclass(frozen=True)
class When:
    """Local wall time, once or every few weeks."""

    first_date: dt.date
    start_time: dt.time
    every_weeks: int = 1
    count: int = 1

    def dates(self) -> list[dt.date]:
        return [self.first_date + dt.timedelta(weeks=self.every_weeks * n) for n in range(self.count)]

    @property
    def rule(self) -> Rule:
        time = Time(self.first_date.weekday(), self.start_time)
        return Rule(self.first_date, (time,), every_weeks=self.every_weeks, count=self.count)


def instant(*, organisation: Organisation, date: dt.date, time: dt.time) -> dt.datetime:
    """The UTC instant of a local wall time. In the hour that comes twice the first is meant; in the one that is
    left out, the same time after the change."""
    return dt.datetime.combine(date, time, ZoneInfo(organisation.time_zone)).astimezone(dt.UTC)


def refuse_skipped_hour(*, organisation: Organisation, date: dt.date, time: dt.time) -> None:
    """Raises FieldProblem for a wall time that the clocks leave out that day."""
    at = organisation.local(instant(organisation=organisation, date=date, time=time))
    if (at.date(), at.time()) != (date, time):
        text = f"The clocks go forward on {date:%-d %B %Y}: there is no {time:%H:%M} that day. Choose another time."
        raise FieldProblem({"/starts_time": text})


@transaction.atomic
def create_activity(
    *,
    member: Member,
    roles: Collection[str],
    about: Mapping[str, Any],
    when: When,
    places: int,
    site_id: UUID | None = None,
    option_id: UUID | None = None,
    now: dt.datetime,
) -> Activity:
    """An activity of the programme with its dates as real rows, planned: nobody can join before it is published.

    about: kind, minutes, is_on_site, the TEXTS and the PLAN. With `option_id` it comes from an option that a
    vote chose; one option becomes one activity. Raises NotAllowed, NotVisible (the option was not chosen), OptionUsed,
    FieldProblem when the first date is not in the future, or the drive cannot be.
    """
    require(policies.MAY, "activity.create", roles)
    organisation = member.organisation
    came_from: dict[str, UUID | None] = {}
    if option_id is not None:
        option = origins.chosen_option(member=member, option_id=option_id)
        if Activity.objects.of(member.organisation_id).filter(option_id=option_id).exists():
            raise OptionUsed
        came_from = {"option_id": option.id, "ballot_id": option.ballot_id, "idea_id": option.idea_id}
    site = one(Site.objects.of(member.organisation_id), site_id) if site_id else None
    first = instant(organisation=organisation, date=when.first_date, time=when.start_time)
    if first <= now:
        raise FieldProblem({"/starts_date": "This time has passed. Choose a later one."})
    for date in when.dates():
        refuse_skipped_hour(organisation=organisation, date=date, time=when.start_time)
    _refuse_impossible_drive(about.get("travel"), about.get("drive_minutes"))
    activity = Activity.objects.create(
        organisation_id=member.organisation_id, site=site, made_by=member, made_at=now, **about, **came_from
    )
    if when.count > 1:
        series = Series(organisation_id=member.organisation_id, activity=activity, places=places)
        series.take(when.rule)
        series.save()
    length = dt.timedelta(minutes=activity.minutes)
    rows = []
    for date in when.dates():
        starts_at = instant(organisation=organisation, date=date, time=when.start_time)
        rows.append(
            Occurrence(
                organisation_id=member.organisation_id,
                activity=activity,
                local_date=date,
                pattern_date=date if when.count > 1 else None,
                starts_at=starts_at,
                ends_at=starts_at + length,
                places=places,
                revised_at=now,
            )
        )
    Occurrence.objects.bulk_create(rows)
    origins.say_planned(activity=activity, today=organisation.local(now).date())
    return activity


@transaction.atomic
def change_activity(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    changes: Mapping[str, Any],
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Activity:
    """New words for title, place, how hard, cost or what to bring, or a new plan. Dates that are over keep theirs, and
    their calendar entry (RULE-21); so do dates with words of their own. Raises FieldProblem when the drive cannot be."""
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    edits.refuse_stale_activity(activity, seen)
    if "travel" in changes and changes["travel"] not in WHEELS:
        changes = {"drive_minutes": None, **changes}  # nobody drives any more
    plan = {name: changes.get(name, getattr(activity, name)) for name in PLAN}
    _refuse_impossible_drive(plan["travel"], plan["drive_minutes"])
    changed = [name for name in (*TEXTS, *PLAN) if name in changes and changes[name] != getattr(activity, name)]
    if not changed:
        return activity
    before = {name: getattr(activity, name) for name in changed}
    for name in changed:
        setattr(activity, name, changes[name])
    words.keep_what_is_over(activity=activity, before=before, now=now)
    kept.keep_words(activity=activity, before=before, now=now)
    activity.version += 1
    activity.save(update_fields=[*changed, "version"])
    _touch_dates(
        activity=activity, is_shown_in_feeds=bool(words.SHOWN_IN_FEEDS & set(changed)), what="changed", now=now
    )
    return activity


def _refuse_impossible_drive(travel: str | None, drive_minutes: int | None) -> None:
    """How long the drive is must be known where members drive, since a long one needs two drivers (DOMAIN 3.3, rule 8)."""
    if travel == Activity.Travel.LIFTS and drive_minutes is None:
        raise FieldProblem({"/drive_minutes": "Say how many minutes the drive takes, one way."})
    if drive_minutes is not None and travel not in WHEELS:
        raise FieldProblem({"/drive_minutes": "Only a coach or lifts have a drive. Leave it empty."})


def refuse_tired_leader(*, member: Member, date: Occurrence) -> None:
    """Rest rule 7 for a lead or second who acts themselves. Said to nobody else: it would tell their shifts (RULE-28).

    Raises TwoSleepsFirst.
    """
    activity = date.activity
    if not activity.is_programme:
        return  # nobody is sent; their own page says what their nights say
    leads = member.pk in (activity.lead_id, activity.second_id)
    if leads and fitting.first_date_too_tired_to_lead(member=member, activity=activity, dates=[date]):
        raise TwoSleepsFirst


@transaction.atomic
def set_leaders(
    *, activity_id: UUID, organisation_id: UUID, lead: Member | None, second: Member | None, now: dt.datetime
) -> Activity:
    """Who leads and who helps, as `leading` has settled it with them. The rows of both stand on the activity for reading."""
    activity = one(Activity.objects.of(organisation_id).select_for_update(of=("self",), no_key=True), activity_id)
    if activity.lead_id is not None and (lead is None or lead.pk != activity.lead_id):
        kept.keep_new_leaders(activity=activity, now=now)
    activity.lead, activity.second = lead, second
    activity.version += 1
    activity.save(update_fields=["lead", "second", "version"])
    _touch_dates(activity=activity, is_shown_in_feeds=False, what="leaders", now=now)
    return activity


def _touch_dates(*, activity: Activity, is_shown_in_feeds: bool, what: str, now: dt.datetime) -> None:
    """Move the validators of every date still to come, and the calendar's sequence when a calendar would show it."""
    to_come = Occurrence.objects.of(activity.organisation_id).filter(activity=activity, ends_at__gt=now)
    for occurrence in to_come.select_for_update(of=("self",)).order_by("pk"):
        occurrence.version += 1
        if is_shown_in_feeds:
            occurrence.sequence += 1
            occurrence.revised_at = now
        occurrence.save(update_fields=["version", "sequence", "revised_at"])
        publish(OccurrenceChanged(occurrence.pk, occurrence.organisation_id, what, now))


@transaction.atomic
def move(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    date: dt.date,
    time: dt.time,
    reason: str = "",
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Occurrence:
    """Another day or time for one date. Everyone keeps their place and is told once, with the reason (RULE-19); the date
    counts as changed by hand from now on (RULE-16), and stands for its day of the series as before (RULE-17). Drivers say
    anew whether they can.

    A lead does not move it to where they come off nights: TwoSleepsFirst. FieldProblem for a time that has passed, that
    the clocks leave out, or that comes before its draw, and for a day that another date has."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(
        policies.MAY, "activity.change", selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    )
    edits.refuse_stale_date(occurrence, seen)
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED):
        raise StateDoesNotAllow
    refuse_skipped_hour(organisation=member.organisation, date=date, time=time)
    starts_at = instant(organisation=member.organisation, date=date, time=time)
    if starts_at == occurrence.starts_at:
        return occurrence
    if occurrence.starts_at <= now:
        raise OccurrenceStarted
    if starts_at <= now:
        raise FieldProblem({"/starts_date": "This time has passed. Choose a later one."})
    _refuse_before_the_draw(occurrence, starts_at)
    taken = Occurrence.objects.of(occurrence.organisation_id).filter(activity=occurrence.activity_id, local_date=date)
    if taken.exclude(pk=occurrence.pk).exists():
        raise FieldProblem({"/starts_date": "This activity has a date on that day already."})
    was_at = occurrence.starts_at
    occurrence.ends_at = starts_at + (occurrence.ends_at - was_at)
    occurrence.starts_at, occurrence.local_date, occurrence.is_modified = starts_at, date, True
    refuse_tired_leader(member=member, date=occurrence)
    occurrence.sequence += 1
    occurrence.revised_at = now
    occurrence.save(update_fields=["starts_at", "ends_at", "local_date", "is_modified", "sequence", "revised_at"])
    open_with_the_date(occurrence=occurrence)
    drivers = forget_what_was_said(occurrences=[occurrence])
    settle_places(occurrence=occurrence, now=now)
    kept.keep_moves(moved=[(occurrence, was_at)], now=now)
    publish(OccurrenceChanged(occurrence.pk, occurrence.organisation_id, "moved", now))
    on_it = occurrence.sign_ups.filter(status__in=LIVE).exclude(member=member).order_by("member_id")
    publish(
        DatesChanged(
            activity_id=occurrence.activity_id,
            organisation_id=occurrence.organisation_id,
            occurrence_ids=(occurrence.pk,),
            member_ids=tuple(on_it.values_list("member_id", flat=True)),
            what="moved",
            reason=reason,
            drivers=tuple(sorted(drivers)),
            at=now,
        )
    )
    return occurrence


def _refuse_before_the_draw(occurrence: Occurrence, starts_at: dt.datetime) -> None:
    """Before its draw nobody has a place: moved in front of it, the date would begin with nobody on it."""
    if occurrence.draws_at is not None and starts_at - occurrence.draws_at < drawing.BEFORE_THE_START:
        day = occurrence.activity.organisation.local(occurrence.draws_at).date()
        text = f"Places go by lot on {day:%-d %B %Y}. Choose a time at least 2 days after that."
        raise FieldProblem({"/starts_date": text})


@transaction.atomic
def set_places(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    places: int,
    to_queue: Collection[UUID] = (),
    reason: str = "",
    cut_off_minutes: int | None = None,
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Occurrence:
    """More or fewer places. Waiting people go first into new ones (RULE-10); nobody is dropped silently (RULE-11).

    to_queue: the sign-ups that whoever runs it moves from their places or offers to the top of the queue; each is told
    `reason`. So is whoever waits with more people than there are places now.
    cut_off_minutes: how long before the start the queue ends, None as it is. An offer does not outlast it: it ends then,
    and whoever has it is told when. "Just us" stays a small group.
    Raises Stale, PlacesInUse when that still leaves too many, FieldProblem for a move without a reason or of who has no place.
    """
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(
        policies.MAY,
        "occurrence.set_places",
        selectors.roles_for(member=member, activity=occurrence.activity, granted=roles),
    )
    edits.refuse_stale_date(occurrence, seen)
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED):
        raise StateDoesNotAllow
    if not occurrence.activity.is_programme and places > private.MOST_PLACES:
        raise FieldProblem({"/places": f"At most {private.MOST_PLACES} people come to something just us."})
    settle_what_lapsed(occurrence=occurrence, now=now)
    if cut_off_minutes is not None and cut_off_minutes != occurrence.cut_off_minutes:
        occurrence.cut_off_minutes = cut_off_minutes
        occurrence.giving_version += 1
        occurrence.save(update_fields=["cut_off_minutes", "giving_version"])
        open_with_the_date(occurrence=occurrence)
    was_full, had_none = occurrence.free <= 0, occurrence.free + occurrence.kept <= 0
    if to_queue:
        _move_to_queue(occurrence=occurrence, sign_up_ids=to_queue, reason=reason, now=now)
    if places < occurrence.taken + occurrence.held:
        raise PlacesInUse(taken=occurrence.taken + occurrence.held)
    if places > occurrence.places and occurrence.state == Occurrence.State.PUBLISHED:
        publish(PlacesGrowing((occurrence.pk,), occurrence.organisation_id, places, now))
    had, occurrence.places = occurrence.places, places
    occurrence.kept = min(occurrence.kept, places - occurrence.taken - occurrence.held)  # settling counts it anew
    occurrence.is_modified = True
    occurrence.save(update_fields=["places", "kept", "taken", "held", "is_modified"])
    keep_the_share_of_now(occurrence=occurrence)
    settle_places(occurrence=occurrence, now=now)
    if was_full:
        tell_of_a_free_place(occurrence=occurrence, now=now, had_none=had_none)
    if places < had:
        say_who_is_too_many(fewer=[(occurrence, had)], but=member, moved=to_queue, reason=reason, now=now)
    return occurrence


def _move_to_queue(*, occurrence: Occurrence, sign_up_ids: Collection[UUID], reason: str, now: dt.datetime) -> None:
    """From their places, or from an open offer, to the top of the queue, in the order in which they had asked."""
    if not reason:
        raise FieldProblem({"/reason": "Write why. Those who move read it."})
    counted = occurrence.sign_ups.filter(pk__in=sign_up_ids, status__in=HOLDS)
    rows = list(counted.order_by("queued_at", "pk"))
    if len(rows) < len(set(sign_up_ids)):
        raise FieldProblem({"/to_queue": "Somebody of these has no place any more. Look again."})
    waiting = occurrence.sign_ups.filter(status=SignUp.Status.WAITING)
    first = waiting.order_by("queued_at").values_list("queued_at", flat=True).first() or now
    say_that_a_host_went(occurrence=occurrence, sign_ups=rows, now=now)
    for place, row in enumerate(rows):
        if row.status == SignUp.Status.PLACED:
            occurrence.taken -= row.people
        else:
            occurrence.held -= row.people
        row.enter(SignUp.Status.WAITING, now)
        row.queued_at = first - dt.timedelta(microseconds=len(rows) - place)
        row.exit_reason, row.offers_missed = reason, 0
        row.save(update_fields=[*MOVED, "queued_at", "exit_reason", "offers_missed"])
        publish(
            MovedToQueue(
                sign_up_id=row.pk,
                member_id=row.member_id,
                occurrence_id=occurrence.pk,
                organisation_id=occurrence.organisation_id,
                reason=reason,
                at=now,
            )
        )
    # "With me": who waits holds no place for others, and theirs is in nobody's way.
    occurrence.held -= end_holds_of(occurrence=occurrence, members=[row.member_id for row in rows], now=now)


@transaction.atomic
def cancel(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, reason: str = "", now: dt.datetime
) -> Occurrence:
    """Call one date off. The queue is emptied first, so that nobody is moved in by mistake (RULE-12). Twice is once."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(
        policies.MAY,
        "occurrence.cancel",
        selectors.roles_for(member=member, activity=occurrence.activity, granted=roles),
    )
    if occurrence.state == Occurrence.State.CANCELLED:
        return occurrence
    if occurrence.state not in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED):
        raise (
            OccurrenceOver
            if occurrence.state != Occurrence.State.STARTED
            else OccurrenceStarted(next="The lead can stop it at any time.")
        )
    for sign_up in occurrence.sign_ups.filter(status__in=(SignUp.Status.WAITING, SignUp.Status.OFFERED)):
        sign_up.enter(SignUp.Status.CANCELLED, now)
        sign_up.save(update_fields=MOVED)
    occurrence.state_before_cancelling = occurrence.state
    occurrence.state = Occurrence.State.CANCELLED
    occurrence.cancel_reason, occurrence.cancelled_at = reason, now
    _revise(occurrence, now, "state", "state_before_cancelling", "cancel_reason", "cancelled_at")
    settle_places(occurrence=occurrence, now=now)
    kept.keep_cancellation(occurrence=occurrence, now=now)
    publish(OccurrenceChanged(occurrence.pk, occurrence.organisation_id, "cancelled", now, member.pk))
    return occurrence


@transaction.atomic
def bring_back(*, member: Member, roles: Collection[str], occurrence_id: UUID, now: dt.datetime) -> Occurrence:
    """Take a cancellation back before the start. Who had a place has it again, who waited has the turn they had."""
    occurrence = selectors.locked_for(member=member, occurrence_id=occurrence_id)
    require(
        policies.MAY,
        "occurrence.bring_back",
        selectors.roles_for(member=member, activity=occurrence.activity, granted=roles),
    )
    if occurrence.state != Occurrence.State.CANCELLED:
        return occurrence
    if occurrence.starts_at <= now:
        raise OccurrenceStarted(next="Make a new date.")
    _give_turns_back(occurrence, now)
    let_all_join_where_nobody_goes_first(occurrence=occurrence, now=now)
    occurrence.state = occurrence.state_before_cancelling
    occurrence.cancel_reason, occurrence.cancelled_at, occurrence.state_before_cancelling = "", None, ""
    _revise(occurrence, now, "state", "state_before_cancelling", "cancel_reason", "cancelled_at")
    settle_places(occurrence=occurrence, now=now)
    if series := Series.objects.of(occurrence.organisation_id).filter(activity=occurrence.activity_id).first():
        seat_everyone(series=series, dates=[occurrence], now=now)  # some said it while it was off
    kept.keep_return(occurrence=occurrence, now=now)
    publish(OccurrenceChanged(occurrence.pk, occurrence.organisation_id, "brought_back", now, member.pk))
    return occurrence


def _give_turns_back(occurrence: Occurrence, now: dt.datetime) -> None:
    """To whom the cancellation took their turn, or their offer, from; not to who has left the programme since."""
    waited = occurrence.sign_ups.filter(status=SignUp.Status.CANCELLED, member__left_at=None)
    have = set(occurrence.sign_ups.filter(status__in=STANDING).values_list("member_id", flat=True))
    for row in waited.order_by("queued_at", "pk"):
        if row.changed_at != occurrence.cancelled_at or row.member_id in have:  # two members have become one since
            continue
        have.add(row.member_id)
        row.enter(SignUp.Status.WAITING, now)
        row.save(update_fields=MOVED)


def _revise(occurrence: Occurrence, now: dt.datetime, *fields: str) -> None:
    occurrence.sequence += 1
    occurrence.revised_at = now
    occurrence.save(update_fields=[*fields, "sequence", "revised_at"])
