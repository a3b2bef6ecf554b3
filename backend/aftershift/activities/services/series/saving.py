"""A new rule for a series: who is affected before it is saved (RULE-19), and saving it with one of three scopes (RULE-16).

Both take the same number of statements however many dates there are, but for dates on which somebody waits: the places
of those are given out one date at a time.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from aftershift.activities import edits, policies, selectors
from aftershift.activities.errors import JustUs
from aftershift.activities.events import DatesChanged, PlacesGrowing
from aftershift.activities.held import held
from aftershift.activities.models import LIVE, Activity, Occurrence, Series, SignUp, StandingSignUp, TellMe
from aftershift.activities.rule import AHEAD, Rule
from aftershift.activities.services import changes as kept
from aftershift.activities.services.keeping import keep_the_share_of_now, open_with_the_date
from aftershift.activities.services.organising import instant
from aftershift.activities.services.outgrown import say_who_is_too_many
from aftershift.activities.services.own_word import forget_what_was_said
from aftershift.activities.services.places import settle_places
from aftershift.activities.services.series import generating, times
from aftershift.activities.services.series.planning import Dates, Scope, Step, What, plan
from aftershift.activities.services.telling import tell_of_a_free_place
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.shifts.finishes import usual_finishes

State = Occurrence.State


@dataclass(frozen=True)
class Wanted:
    """A rule, the places of each date, and which of the dates that exist follow."""

    rule: Rule
    places: int
    scope: Scope


@dataclass(frozen=True)
class Affected:
    """How many people hold or wait for a place on dates that change, or come every time; and what becomes of each date."""

    people: int
    every_time: int
    steps: list[Step]
    added: list[dt.date]
    too_small: int  # dates with more people than the new places: they keep theirs (RULE-11)

    @property
    def counts(self) -> Counter[What]:
        return Counter(step.what for step in self.steps)


def preview(*, member: Member, roles: Collection[str], activity_id: UUID, wanted: Wanted, now: dt.datetime) -> Affected:
    """What saving this would do. Nothing is written. Raises what `save` raises."""
    activity = one(selectors.visible_activities(member=member).select_related("organisation"), activity_id)
    _require(member, activity, roles)
    return _Change(activity, wanted, now).affected()


@transaction.atomic
def save(
    *,
    member: Member,
    roles: Collection[str],
    activity_id: UUID,
    wanted: Wanted,
    reason: str = "",
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Series:
    """Hold this rule and let the dates to come follow it, as far as `scope` goes; what is past stays (RULE-21).

    An activity that took place once becomes a series. A date with people on it is never taken away (RULE-18): it stays,
    off the pattern, until the organiser answers for it. Everyone affected is told once. Raises NotAllowed, NotVisible,
    Stale, FieldProblem.
    """
    visible = selectors.visible_activities(member=member).select_related("organisation")
    activity = one(visible.select_for_update(of=("self",), no_key=True), activity_id)
    _require(member, activity, roles)
    edits.refuse_stale_activity(activity, seen)
    change = _Change(activity, wanted, now, locks=True)
    told = change.told(but=member)
    moved = change.write()
    say_who_is_too_many(fewer=change.fewer, but=member, reason=reason, now=now)
    series = change.hold()
    generating.generate(activity=activity, series=series, now=now)
    publish(
        DatesChanged(
            activity_id=activity.pk,
            organisation_id=activity.organisation_id,
            occurrence_ids=tuple(row.pk for row in moved),
            member_ids=told,
            what="series",
            reason=reason,
            drivers=tuple(sorted(change.drivers)),
            at=now,
        )
    )
    return series


def _require(member: Member, activity: Activity, roles: Collection[str]) -> None:
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=activity, granted=roles))
    if not activity.is_programme:
        raise JustUs(next="Plan it anew for another day.")


class _Change:
    """A rule beside the dates that exist. Reads once; `write` and `hold` are the only writes."""

    def __init__(self, activity: Activity, wanted: Wanted, now: dt.datetime, *, locks: bool = False) -> None:
        self.activity, self.wanted, self.now = activity, wanted, now
        self.organisation = activity.organisation
        self.rule = self._anchored(wanted.rule)
        times.refuse_impossible(organisation=self.organisation, rule=self.rule, now=now)
        self.series = Series.objects.of(activity.organisation_id).filter(activity=activity).first()
        rows = Occurrence.objects.of(activity.organisation_id).filter(activity=activity).order_by("pk")
        every = list(rows.select_for_update(of=("self",)) if locks else rows)
        self.rows = sorted(
            (row for row in every if row.starts_at > now and row.local_date >= self.rule.first_date),
            key=lambda row: row.starts_at,
        )
        others = [row for row in every if row not in self.rows]
        today = self.organisation.local(now).date()
        self.last = max([today + AHEAD, *(row.pattern_date or row.local_date for row in self.rows)])
        self.days = times.days_to_come(organisation=self.organisation, rule=self.rule, last=self.last, now=now)
        self.steps = plan(
            dates=Dates(
                rows=self.rows,
                ever_on=self._ever_on(),
                elsewhere={day for row in others for day in (row.local_date, row.pattern_date) if day},
                local={row.pk: self.organisation.local(row.starts_at) for row in self.rows},
            ),
            rule=self.rule,
            days=self.days,
            scope=wanted.scope,
        )
        self.others = others
        self.drivers: frozenset[UUID] = frozenset()  # of dates that move
        self.fewer: list[tuple[Occurrence, int]] = []  # dates with how many places they had

    def affected(self) -> Affected:
        stands = {step.stands_for for step in self.steps} | {row.local_date for row in self.rows}
        horizon = self.organisation.local(self.now).date() + AHEAD
        return Affected(
            people=len(self._people(What.RETIMED, What.ASKED)),
            every_time=self._standing().count(),
            steps=self.steps,
            added=[day for day in self.days if day not in stands and day <= horizon],
            too_small=sum(self._is_too_small(row) for row in self._sized()),
        )

    def told(self, *, but: Member) -> tuple[UUID, ...]:
        """Everyone on a date that gets another time, and who comes every time where the rule is another; never twice.

        People on a date that is asked about are told when the organiser has answered: nothing has changed for them yet.
        """
        people = self._people(What.RETIMED)
        if self.days_changed():
            people |= set(self._standing().values_list("member_id", flat=True))
        return tuple(sorted(people - {but.pk}))

    def days_changed(self) -> bool:
        return self.series is None or self.series.rule != self.rule

    def write(self) -> list[Occurrence]:
        """The dates follow: one statement for those that go, one for those that change. Returns those that moved.

        Whoever asked to be told of a free place is, where a date that was full has more of them."""
        gone = [step.row.pk for step in self.steps if step.what == What.REMOVED]
        if gone:
            Occurrence.objects.of(self.activity.organisation_id).filter(pk__in=gone).delete()
        sized = {row.pk for row in self._sized() if not self._is_too_small(row)}
        self._say_it_grows(sized)
        moved, changed, was_at = [], [], []
        # Dates that grow and had nothing free; and whether not even for those for whom places are kept.
        full: dict[UUID, bool] = {}
        for step in self.steps:
            if step.what == What.REMOVED:
                continue
            row = step.row
            before = (row.pattern_date, row.places, row.starts_at)
            row.pattern_date = step.stands_for
            if row.pk in sized:
                if row.places > self.wanted.places:
                    self.fewer.append((row, row.places))
                elif row.free <= 0:
                    full[row.pk] = row.kept <= 0
                row.places = self.wanted.places
                row.kept = min(row.kept, row.places - row.taken - row.held)  # settling counts it anew
            if step.what in (What.RETIMED, What.MOVED):
                was_at.append((row, row.starts_at))
                self._move(step)
                moved.append(row)
            if before != (row.pattern_date, row.places, row.starts_at):
                row.version += 1
                changed.append(row)
        self._write_rows(changed, moved)
        self.drivers = forget_what_was_said(occurrences=moved)
        kept.keep_moves(moved=was_at, now=self.now)
        for row in changed:
            if row in moved and (row.keeps_until is not None or row.facilities_until is not None):
                open_with_the_date(occurrence=row)
            if row.pk in sized:
                keep_the_share_of_now(occurrence=row)
            # Room may have come, the time to answer an offer gone, or what is kept may be another number (RULE-5).
            if row.waiting or row.held or row.keeps_until is not None:
                settle_places(occurrence=row, now=self.now)
        for row in self._asked_about(full):
            tell_of_a_free_place(occurrence=row, now=self.now, had_none=full[row.pk])
        return moved

    def _asked_about(self, full: Mapping[UUID, bool]) -> list[Occurrence]:
        """Those of them that somebody asked about. One statement, or none."""
        if not full:
            return []
        rows = TellMe.objects.of(self.activity.organisation_id).filter(occurrence__in=full, told_at__isnull=True)
        asked = set(rows.filter(what=TellMe.What.PLACE_FREE).values_list("occurrence_id", flat=True))
        return [row for row in self.rows if row.pk in asked]

    def _say_it_grows(self, sized: set[UUID]) -> None:
        grow = sorted(
            step.row.pk
            for step in self.steps
            if step.row.pk in sized
            and step.what != What.REMOVED
            and step.row.state == Occurrence.State.PUBLISHED
            and step.row.places < self.wanted.places
        )
        if grow:
            publish(PlacesGrowing(tuple(grow), self.activity.organisation_id, self.wanted.places, self.now))

    def _write_rows(self, changed: list[Occurrence], moved: list[Occurrence]) -> None:
        """Three statements: only what differs from row to row is sent row by row."""
        if not changed:
            return
        Occurrence.objects.bulk_update(
            changed, ["pattern_date", "places", "kept", "local_date", "starts_at", "ends_at"]
        )
        rows = Occurrence.objects.of(self.activity.organisation_id)
        rows.filter(pk__in=[row.pk for row in changed]).update(version=F("version") + 1)
        rows.filter(pk__in=[row.pk for row in moved]).update(sequence=F("sequence") + 1, revised_at=self.now)

    def hold(self) -> Series:
        series = self.series or Series(organisation_id=self.activity.organisation_id, activity=self.activity)
        series.take(self.rule)
        series.places = self.wanted.places
        series.save()
        Activity.objects.of(self.activity.organisation_id).filter(pk=self.activity.pk).update(version=F("version") + 1)
        return series

    def _move(self, step: Step) -> None:
        row = step.row
        length = row.ends_at - row.starts_at
        row.local_date = step.date
        row.starts_at = instant(organisation=self.organisation, date=step.date, time=step.time)
        row.ends_at = row.starts_at + length
        row.sequence += 1
        row.revised_at = self.now

    def _sized(self) -> list[Occurrence]:
        """Dates that take the new number of places: all of the scope, those changed by hand only when it says so."""
        if self.wanted.scope == Scope.NONE:
            return []
        follow = [row for row in self.rows if self.wanted.scope == Scope.ALL or not row.is_modified]
        live = (State.PLANNED, State.PUBLISHED)
        return [row for row in follow if row.state in live and row.places != self.wanted.places]

    def _is_too_small(self, row: Occurrence) -> bool:
        return row.taken + row.held > self.wanted.places

    def _people(self, *what: What) -> set[UUID]:
        changed = [step.row.pk for step in self.steps if step.what in what]
        live = SignUp.objects.of(self.activity.organisation_id).filter(occurrence__in=changed, status__in=LIVE)
        return set(live.values_list("member_id", flat=True))

    def _standing(self) -> QuerySet[StandingSignUp]:
        rows = StandingSignUp.objects.of(self.activity.organisation_id)
        return rows.filter(series__activity=self.activity)

    def _ever_on(self) -> set[UUID]:
        keys = [row.pk for row in self.rows]
        sign_ups = SignUp.objects.of(self.activity.organisation_id).filter(occurrence__in=keys)
        on = set(sign_ups.values_list("occurrence_id", flat=True))
        return on | held(organisation_id=self.activity.organisation_id, occurrence_ids=keys)

    def _anchored(self, rule: Rule) -> Rule:
        if not any(time.group for time in rule.times):
            return rule
        finishes = usual_finishes(organisation=self.organisation, today=self.organisation.local(self.now).date())
        found, unknown = times.anchored(rule=rule, finishes=finishes)
        if unknown:
            text = "Fewer than eight people share a finish that day. Write a time instead."
            raise FieldProblem({f"/rule/times/{place}/group": text for place in unknown})
        return found
