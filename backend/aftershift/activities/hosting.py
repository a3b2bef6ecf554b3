"""Who meets first-timers on a date, as far as the person who looks is told."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.activities import policies, selectors
from aftershift.activities.models import Host, Occurrence, SignUp
from aftershift.activities.wording import said
from aftershift.core.selectors import one
from aftershift.people.models import Member

TO_COME = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)


def standing_hosts(*, organisation_id: UUID) -> QuerySet[Host]:
    """Hosts and people asked whose place is still theirs: the one door to these rows."""
    return Host.objects.of(organisation_id).filter(sign_up__status=SignUp.Status.PLACED)


def host_of(occurrence: Occurrence) -> Host | None:
    rows = standing_hosts(organisation_id=occurrence.organisation_id).filter(occurrence=occurrence)
    return rows.select_related("sign_up__member").first()


def may_host(someone: Member) -> bool:
    """Whoever meets strangers is an adult whom colleagues know."""
    return someone.is_confirmed and not someone.is_under_18


@dataclass(frozen=True, slots=True)
class Someone:
    name: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class HostShown:
    """state: nobody, asked (told to whoever runs the date and to the person asked), or sure.

    host, place and meets_at are told to those with a place and to whoever runs the date; asked to the latter alone.
    """

    state: str
    host: Someone | None
    asked: Someone | None
    asks_me: bool
    place: str
    minutes_before: int
    meets_at: dt.datetime | None
    may_volunteer: bool
    may_ask: bool


def host_shown(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> HostShown:
    """Three statements. Raises NotVisible."""
    occurrence = one(selectors.visible_occurrences(member=member).select_related("activity"), occurrence_id)
    mine = selectors.live_sign_up(occurrence=occurrence, member=member)
    row = host_of(occurrence)
    here = selectors.roles_for(member=member, activity=occurrence.activity, granted=roles)
    runs_it = not policies.MAY["host.ask"].isdisjoint(here)
    placed = mine is not None and mine.status == SignUp.Status.PLACED
    is_to_come = occurrence.state in TO_COME and occurrence.starts_at > now
    is_sure = row is not None and row.said_yes_at is not None
    is_me = row is not None and row.sign_up.member_id == member.pk
    concerns_me = runs_it or is_me
    told = is_sure and (placed or runs_it)
    someone = _someone(row, member, all_roles)
    return HostShown(
        state="sure" if is_sure else "asked" if row is not None and concerns_me else "nobody",
        host=someone if told else None,
        asked=someone if not is_sure and concerns_me else None,
        asks_me=is_me and not is_sure and is_to_come,
        place=(row.place or occurrence.meeting_place) if told and row else "",
        minutes_before=row.minutes_before if row and told else Host._meta.get_field("minutes_before").default,
        meets_at=occurrence.starts_at - dt.timedelta(minutes=row.minutes_before) if told and row else None,
        may_volunteer=placed and is_to_come and not is_sure and may_host(member),
        may_ask=runs_it and is_to_come and not is_sure,
    )


def _someone(row: Host | None, reader: Member, all_roles: Collection[str]) -> Someone | None:
    """A supervisor is told no name, in any other role they hold."""
    if row is None:
        return None
    is_me = row.sign_up.member_id == reader.pk
    return Someone(row.sign_up.member.called_name if is_me or "supervisor" not in all_roles else "", is_me)


@dataclass(frozen=True, slots=True)
class HostQuestion:
    occurrence_id: UUID
    title: str
    starts_at: dt.datetime


def questions_to(*, member: Member, now: dt.datetime) -> list[HostQuestion]:
    """Dates that I am asked to be the host of, soonest first. One statement."""
    rows = standing_hosts(organisation_id=member.organisation_id).filter(
        sign_up__member=member,
        said_yes_at__isnull=True,
        occurrence__state__in=TO_COME,
        occurrence__starts_at__gt=now,
    )
    dates = selectors.visible_occurrences(member=member).filter(pk__in=rows.values("occurrence"))
    columns = dates.order_by("starts_at", "pk").values_list("pk", said("title"), "starts_at")
    return [HostQuestion(*row) for row in columns]
