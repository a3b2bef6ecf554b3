"""Other words for one date, for it and all that follow, or for all dates to come: who is affected first, then told once.

The words of all dates stand on the activity, once. A date that says something else has words of its own (RULE-16); what is
past keeps what it said (RULE-21). However many dates there are, this takes the same number of statements.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from aftershift.activities import edits, policies, selectors
from aftershift.activities.errors import StateDoesNotAllow
from aftershift.activities.events import DatesChanged, OccurrenceChanged
from aftershift.activities.models import LIVE, TEXTS, Activity, Occurrence, SignUp, StandingSignUp
from aftershift.activities.services import changes as kept
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member

State = Occurrence.State
# Of these a calendar shows something.
SHOWN_IN_FEEDS = frozenset({"title", "meeting_place"})


class Reach(StrEnum):
    THIS = "this"
    FOLLOWING = "following"  # this date, those after it, and those made later
    ALL = "all"  # all to come, and those made later


@dataclass(frozen=True)
class Wanted:
    """The new texts, how far they reach, and whether dates with words of their own give those up for them."""

    texts: Mapping[str, str]
    reach: Reach
    takes_own: bool = False


@dataclass(frozen=True)
class Affected:
    """The dates that would say something else, how many people are on them or come every time, and what stays."""

    dates: list[Occurrence]
    people: int
    left: int  # dates in reach that keep words of their own


def preview(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, wanted: Wanted, now: dt.datetime
) -> Affected:
    """What saving this would do. Nothing is written. Raises what `say` raises."""
    this = one(selectors.visible_occurrences(member=member).select_related("activity"), occurrence_id)
    _refuse(member, this, roles, now)
    return _Edit(this, wanted, now).affected()


@transaction.atomic
def say(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    wanted: Wanted,
    reason: str = "",
    seen: edits.Seen = None,
    now: dt.datetime,
) -> Occurrence:
    """Let dates say something else from now on. Time, people and status stay. Everyone affected is told once, with the
    reason (RULE-19). Saying what is said already changes nothing. Raises NotAllowed, NotVisible, Stale, StateDoesNotAllow."""
    activity_id = one(selectors.visible_occurrences(member=member), occurrence_id).activity_id
    # Activities before their dates, as every other service locks them.
    activity = one(
        selectors.visible_activities(member=member).select_for_update(of=("self",), no_key=True), activity_id
    )
    rows = Occurrence.objects.of(member.organisation_id).filter(activity=activity)
    counts = rows.filter(Q(ends_at__gt=now) | Q(pk=occurrence_id))
    to_come = {row.pk: row for row in counts.select_for_update(of=("self",)).order_by("pk")}
    this = to_come[occurrence_id]
    for row in to_come.values():
        row.activity = activity
    _refuse(member, this, roles, now)
    edits.refuse_stale_date(this, seen)
    edit = _Edit(this, wanted, now, rows=[row for row in to_come.values() if row.ends_at > now])
    if edit.names:
        told = edit.people() - {member.pk}
        edit.write()
        edit.tell(sorted(told), reason)
        this.refresh_from_db()
    return this


@transaction.atomic(savepoint=False)  # always inside a service's own transaction, which holds the lock on the activity
def keep_what_is_over(*, activity: Activity, before: Mapping[str, object], now: dt.datetime) -> None:
    """Dates that are over keep saying what they said before this edit of all dates (RULE-21). One statement."""
    _pin(activity, {name: str(was) for name, was in before.items() if name in TEXTS}, Q(ends_at__lte=now))


def _pin(activity: Activity, before: Mapping[str, str], which: Q) -> None:
    if before:
        rows = Occurrence.objects.of(activity.organisation_id).filter(which, activity=activity)
        rows.update(**{f"its_{name}": Coalesce(f"its_{name}", Value(was)) for name, was in before.items()})


def _refuse(member: Member, this: Occurrence, roles: Collection[str], now: dt.datetime) -> None:
    require(policies.MAY, "activity.change", selectors.roles_for(member=member, activity=this.activity, granted=roles))
    if this.state not in (State.PLANNED, State.PUBLISHED) or this.ends_at <= now:
        raise StateDoesNotAllow


class _Edit:
    """New words beside what the dates say now. Reads once; `write` is the only write."""

    def __init__(
        self, this: Occurrence, wanted: Wanted, now: dt.datetime, rows: Sequence[Occurrence] | None = None
    ) -> None:
        self.this, self.activity, self.reach, self.now = this, this.activity, wanted.reach, now
        self.organisation_id = this.organisation_id
        to_come = self._read() if rows is None else rows
        self.to_come = sorted(to_come, key=lambda row: (row.starts_at, row.pk))
        self.texts = {name: text for name, text in wanted.texts.items() if name in TEXTS}
        self.takes_own = wanted.takes_own
        self.follow = {name: [row for row in self._reached() if self._follows(row, name)] for name in self.texts}
        self.changed = {
            name: [row for row in rows if row.says(name) != self.texts[name]] for name, rows in self.follow.items()
        }
        self.names = [name for name in self.texts if self.changed[name] or self._changes_all(name)]

    def affected(self) -> Affected:
        left = {row.pk for name in self.names for row in self._reached() if row not in self.follow[name]}
        return Affected(self.dates(), len(self.people()), len(left))

    def dates(self) -> list[Occurrence]:
        changed = {row.pk for rows in self.changed.values() for row in rows}
        return [row for row in self.to_come if row.pk in changed]

    def people(self) -> set[UUID]:
        """On a date that says something else, or coming every time where those made later do too."""
        live = SignUp.objects.of(self.organisation_id).filter(occurrence__in=self.dates(), status__in=LIVE)
        people = set(live.values_list("member_id", flat=True))
        if self.names and self.reach != Reach.THIS:
            standing = StandingSignUp.objects.of(self.organisation_id).filter(series__activity=self.activity)
            people |= set(standing.values_list("member_id", flat=True))
        return people

    def write(self) -> None:
        before = {name: getattr(self.activity, name) for name in self.names if self._changes_all(name)}
        was = {name: [(row, row.says(name)) for row in self.changed[name]] for name in self.names}
        # What is over, and what comes before this date when it begins here, keeps its words.
        outside = Q(ends_at__lte=self.now)
        if self.reach == Reach.FOLLOWING:
            outside |= Q(starts_at__lt=self.this.starts_at)
        _pin(self.activity, before, outside)
        for name in before:
            setattr(self.activity, name, self.texts[name])
        self.activity.version += 1
        self.activity.save(update_fields=[*before, "version"])
        for name in self.names:
            its = None if getattr(self.activity, name) == self.texts[name] else self.texts[name]
            self._rows(self.follow[name]).update(**{f"its_{name}": its})
        self._raise_versions()
        self._keep(before, was)

    def tell(self, members: Sequence[UUID], reason: str) -> None:
        dates = [row.pk for row in self.dates()]
        for row in dates:
            publish(OccurrenceChanged(row, self.organisation_id, "changed", self.now))
        publish(
            DatesChanged(
                activity_id=self.activity.pk,
                organisation_id=self.organisation_id,
                occurrence_ids=tuple(dates),
                member_ids=tuple(members),
                what="words",
                reason=reason,
                at=self.now,
            )
        )

    def _raise_versions(self) -> None:
        self._rows(self.dates()).update(version=F("version") + 1)
        shown = [row for name in sorted(SHOWN_IN_FEEDS & set(self.names)) for row in self.changed[name]]
        self._rows(shown).update(sequence=F("sequence") + 1, revised_at=self.now)

    def _rows(self, dates: Sequence[Occurrence]) -> QuerySet[Occurrence]:
        return Occurrence.objects.of(self.organisation_id).filter(pk__in={row.pk for row in dates})

    def _keep(self, before: Mapping[str, str], was: Mapping[str, Sequence[tuple[Occurrence, str]]]) -> None:
        """One row for all dates where all change alike, else one for each date."""
        alike = {
            name: old
            for name, old in before.items()
            if len(was[name]) == len(self.to_come) and all(said == old for _, said in was[name])
        }
        kept.keep_words(activity=self.activity, before=alike, now=self.now)
        apart = {name: rows for name, rows in was.items() if name not in alike}
        kept.keep_words_of_dates(changed=apart, became=self.texts, now=self.now)

    def _read(self) -> list[Occurrence]:
        rows = list(Occurrence.objects.of(self.organisation_id).filter(activity=self.activity, ends_at__gt=self.now))
        for row in rows:
            row.activity = self.activity
        return rows

    def _reached(self) -> list[Occurrence]:
        if self.reach == Reach.THIS:
            return [self.this]
        if self.reach == Reach.ALL:
            return self.to_come
        return [row for row in self.to_come if row.starts_at >= self.this.starts_at]

    def _follows(self, row: Occurrence, name: str) -> bool:
        """The date in hand always does; another with words of its own only when the organiser says so."""
        return row.pk == self.this.pk or self.takes_own or getattr(row, f"its_{name}") is None

    def _changes_all(self, name: str) -> bool:
        return self.reach != Reach.THIS and getattr(self.activity, name) != self.texts[name]
