"""What went wrong or nearly did, in words without names and in counts; and who keeps which list."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.activities.selectors import visible_activities, visible_occurrences
from aftershift.core.policies import require
from aftershift.people.models import Member
from aftershift.safety import policies, templates
from aftershift.safety.models import Keeper, NearMiss, ProposedChange
from aftershift.safety.selectors.versions import learnt_in

KEPT_DAYS = 365
MOST_SHOWN = 100
# So long after a date somebody who was there can say that it nearly went wrong there.
LATELY = dt.timedelta(days=14)
# And so long, that it did at some time.
A_WHILE = dt.timedelta(days=91)


@dataclass(frozen=True)
class Told:
    """rows: the latest, in the order of their keys within a day, which is no order. counts: of a year, exact: they count
    what happened and not people, each of them nameless, and whoever may read the counts reads each of them beside."""

    rows: list[NearMiss]
    total: int
    hurt: int
    by_kind: list[tuple[str, int]]


@dataclass(frozen=True)
class Kept:
    """One list of DOMAIN 4.9: its version, who keeps it, and what is proposed for it."""

    id: str
    title: str
    version: int
    keeper: Member | None
    changes: list[ProposedChange]


def visible_near_misses(*, member: Member) -> QuerySet[NearMiss]:
    return NearMiss.objects.of(member.organisation_id)


def dates_lately(*, member: Member, now: dt.datetime) -> QuerySet[Occurrence]:
    """Dates of the last two weeks that the member has or had a place at, led or helped lead, the latest first."""
    placed = SignUp.objects.of(member.organisation_id).filter(
        occurrence=OuterRef("pk"), member=member, status=SignUp.Status.PLACED
    )
    rows = visible_occurrences(member=member).filter(starts_at__lte=now, starts_at__gt=now - LATELY)
    was_there = Exists(placed) | Q(activity__lead=member) | Q(activity__second=member)
    return rows.exclude(state=Occurrence.State.CANCELLED).filter(was_there).order_by("-starts_at", "-pk")


def activities_lately(*, member: Member, roles: Collection[str], now: dt.datetime) -> QuerySet[Activity]:
    """Where it may have been, without a day: what the member came to or led in the last three months, by title. Whoever
    looks at near misses is told of them by others, and may name anything of those months."""
    since = {"starts_at__lte": now, "starts_at__gt": now - A_WHILE}
    dates = Occurrence.objects.of(member.organisation_id).filter(activity=OuterRef("pk"), **since)
    mine = SignUp.objects.of(member.organisation_id).filter(
        occurrence__activity=OuterRef("pk"),
        occurrence__starts_at__lte=now,
        occurrence__starts_at__gt=now - A_WHILE,
        member=member,
        status=SignUp.Status.PLACED,
    )
    was_there = Exists(mine) | (Exists(dates) & (Q(lead=member) | Q(second=member)))
    if not policies.MAY["near_miss.look"].isdisjoint(roles):
        was_there |= Q(Exists(dates))
    return visible_activities(member=member).filter(was_there).order_by("title", "pk")


def near_misses(*, member: Member, roles: Collection[str], now: dt.datetime) -> Told:
    """Two statements. Raises NotAllowed."""
    require(policies.MAY, "near_miss.read", roles)
    since = member.organisation.local(now).date() - dt.timedelta(days=KEPT_DAYS)
    rows = visible_near_misses(member=member).filter(said_date__gte=since)
    # Counted there: the rows of a year would be read for five numbers.
    hurt = Count("pk", filter=Q(was_hurt=True))
    kinds = list(rows.values("kind").annotate(said=Count("pk"), hurt=hurt).order_by("kind"))
    return Told(
        rows=list(rows.order_by("-said_date", "pk")[:MOST_SHOWN]),
        total=sum(row["said"] for row in kinds),
        hurt=sum(row["hurt"] for row in kinds),
        by_kind=[(row["kind"], row["said"]) for row in kinds],
    )


def kept_lists(*, member: Member, roles: Collection[str]) -> list[Kept]:
    """Every list with its keeper and what is proposed. Three statements. Raises NotAllowed."""
    require(policies.MAY, "keeper.read", roles)
    keepers = {row.template: row.member for row in Keeper.objects.of(member.organisation_id).select_related("member")}
    changes: dict[str, list[ProposedChange]] = {name: [] for name in templates.names()}
    for row in ProposedChange.objects.of(member.organisation_id).order_by("-said_date", "pk")[:MOST_SHOWN]:
        changes.setdefault(row.template, []).append(row)
    learnt = learnt_in(organisation_id=member.organisation_id)
    now = [templates.with_learnt(templates.template(name), learnt.get(name)) for name in templates.names()]
    return [Kept(row.id, row.title, row.version, keepers.get(row.id), changes[row.id]) for row in now]


def keeper_of(*, organisation_id: UUID, template: str) -> Keeper | None:
    return Keeper.objects.of(organisation_id).filter(template=template).first()


def due_for_forgetting(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(near miss, organisation) older than a year. Read where due work is claimed, outside any scope."""
    rows = NearMiss.objects.filter(said_date__lt=now.date() - dt.timedelta(days=KEPT_DAYS + 1))
    return list(rows.values_list("pk", "organisation_id"))
