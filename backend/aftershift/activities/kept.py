"""Kept places: what is still kept, for whom, and who may join first."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Sum

from aftershift.activities import policies
from aftershift.activities.models import PEOPLE, FacilitiesTeam, KeptPlaces, Occurrence, SignUp
from aftershift.core.policies import require
from aftershift.organisations.models import Team
from aftershift.people.models import Member

# Kept places that nobody took open to all this long before the start, or at the cut-off if that is earlier.
OPENS_BEFORE = dt.timedelta(hours=48)
# The share of a programme date that is kept for people who come for the first time (DOMAIN 1.8): a quarter.
FIRST_TIMERS_SHARE = 4
HOLDS = (SignUp.Status.PLACED, SignUp.Status.OFFERED)


def first_timers_share(places: int) -> int:
    """A quarter, to the nearest whole place, the smaller of two as near: 2 of 7, 1 of 6. Rounded down, 7 places kept as few
    as 4. Of fewer than 4 nothing is kept: one place would be a third of them or more."""
    return (places + 1) // FIRST_TIMERS_SHARE if places >= FIRST_TIMERS_SHARE else 0


@dataclass(slots=True)
class Pool:
    """One row of kept places, with how many people of its group have a place or an offer."""

    id: UUID
    job: str  # empty: first-timers
    count: int
    until: dt.datetime
    used: int

    @property
    def left(self) -> int:
        return max(0, self.count - self.used)


@dataclass(slots=True)
class Kept:
    """What is kept on one date now. Empty once every moment has passed."""

    pools: list[Pool]

    def own(self, sign_up: SignUp) -> Pool | None:
        """A party counts in one group: the job it took, else first-timers."""
        if sign_up.job_id is not None:
            return next((pool for pool in self.pools if pool.id == sign_up.job_id), None)
        return next((pool for pool in self.pools if not pool.job), None) if sign_up.is_first_timer else None

    def from_others(self, sign_up: SignUp) -> int:
        """How many places are kept from this party."""
        mine = self.own(sign_up)
        return sum(pool.left for pool in self.pools if pool is not mine)

    def take(self, sign_up: SignUp) -> None:
        if (mine := self.own(sign_up)) is not None:
            mine.used += sign_up.people

    def room(self, occurrence: Occurrence, *, is_first_timer: bool = False) -> int:
        """How many people can come in now, without a job, who come for the first time or do not. Never below 0."""
        kept = self.from_others(SignUp(is_first_timer=is_first_timer))
        return max(0, occurrence.places - occurrence.taken - occurrence.held - kept)

    def free_jobs(self, occurrence: Occurrence) -> list[Pool]:
        """The small jobs whose place anybody can have now who takes the job."""
        empty = occurrence.places - occurrence.taken - occurrence.held
        return [pool for pool in self.pools if pool.job and pool.left and empty - (self.left - pool.left) >= 1]

    @property
    def left(self) -> int:
        return sum(pool.left for pool in self.pools)

    @property
    def until(self) -> dt.datetime | None:
        return min((pool.until for pool in self.pools), default=None)


def kept_now(*, occurrence: Occurrence, now: dt.datetime) -> Kept:
    """Two statements, however many groups; none on a date that keeps nothing."""
    return kept_on(occurrences=[occurrence], now=now)[occurrence.pk]


def kept_on(*, occurrences: Collection[Occurrence], now: dt.datetime) -> dict[UUID, Kept]:
    """The same for several dates of one organisation, in as many statements."""
    found = {row.pk: Kept([]) for row in occurrences}
    keeping = [row for row in occurrences if row.keeps_until is not None]
    if not keeping:
        return found
    organisation_id, dates = keeping[0].organisation_id, [row.pk for row in keeping]
    rows = KeptPlaces.objects.of(organisation_id).filter(occurrence__in=dates, until__gt=now)
    holding = SignUp.objects.of(organisation_id).filter(occurrence__in=dates, status__in=HOLDS)
    groups = holding.values_list("occurrence", "job", "is_first_timer").annotate(sum=Sum(PEOPLE)).order_by()
    used: dict[tuple[UUID, UUID | None], int] = {}
    for date, job_id, is_first, people in groups:
        if job_id is not None:
            used[date, job_id] = used.get((date, job_id), 0) + people
        elif is_first:
            used[date, None] = people
    for row in rows.order_by("group", "job"):
        taken = used.get((row.occurrence_id, row.pk if row.job else None), 0)
        found[row.occurrence_id].pools.append(Pool(row.pk, row.job, row.count, row.until, taken))
    return found


def opens_at(occurrence: Occurrence) -> dt.datetime:
    """When kept places open to all, unless somebody says otherwise."""
    return occurrence.starts_at - max(OPENS_BEFORE, dt.timedelta(minutes=occurrence.cut_off_minutes))


def been_before(*, organisation_id: UUID, now: dt.datetime) -> QuerySet[SignUp]:
    """Places in programme dates that have begun and were not called off: whoever has one is no first-timer."""
    placed = SignUp.objects.of(organisation_id).filter(
        status=SignUp.Status.PLACED, occurrence__starts_at__lt=now, occurrence__activity__is_programme=True
    )
    return placed.exclude(occurrence__state__in=(Occurrence.State.CANCELLED, Occurrence.State.PLANNED))


def is_first_timer(*, member: Member, now: dt.datetime) -> bool:
    return not been_before(organisation_id=member.organisation_id, now=now).filter(member=member).exists()


def mark_first_timers(*, occurrence: Occurrence, now: dt.datetime) -> Sequence[UUID]:
    """Live sign-ups of members who come for the first time. One statement."""
    before = been_before(organisation_id=occurrence.organisation_id, now=now).filter(member=OuterRef("member"))
    return list(occurrence.sign_ups.exclude(Exists(before)).values_list("pk", flat=True))


def facilities_teams(*, organisation_id: UUID) -> QuerySet[FacilitiesTeam]:
    return FacilitiesTeam.objects.of(organisation_id)


def teams(*, member: Member, roles: Collection[str]) -> list[tuple[Team, bool]]:
    """Every team by name, and whether it is facilities staff. Two statements. Raises NotAllowed."""
    require(policies.MAY, "facilities_teams.choose", roles)
    chosen = set(facilities_teams(organisation_id=member.organisation_id).values_list("team_id", flat=True))
    return [(team, team.pk in chosen) for team in Team.objects.of(member.organisation_id).order_by("name", "pk")]


def opens_to(*, member: Member, occurrence: Occurrence, now: dt.datetime) -> dt.datetime | None:
    """From when this member may join, where facilities staff go first and they are not of it. None: now."""
    until = occurrence.facilities_until
    if until is None or until <= now:
        return None
    mine = facilities_teams(organisation_id=member.organisation_id).filter(team=member.team_id)
    return None if member.team_id is not None and mine.exists() else until


@dataclass(frozen=True, slots=True)
class KeptForMe:
    """What one reader is told of kept places. `room`: how many people they can bring in now, themselves included."""

    groups: tuple[tuple[UUID, str, int, dt.datetime, bool], ...]  # id, job, how many are left, until, is it mine
    opens: dt.datetime | None
    room: int


def kept_for(*, member: Member, occurrence: Occurrence, now: dt.datetime) -> KeptForMe:
    """No statement on a date that keeps nothing; else three, and one more where facilities staff go first."""
    opens = opens_to(member=member, occurrence=occurrence, now=now)
    found = kept_now(occurrence=occurrence, now=now)
    first = any(not pool.job for pool in found.pools) and is_first_timer(member=member, now=now)
    groups = tuple((pool.id, pool.job, pool.left, pool.until, first and not pool.job) for pool in found.pools)
    return KeptForMe(groups=groups, opens=opens, room=0 if opens else found.room(occurrence, is_first_timer=first))
