"""The small roles of one date, as far as the person who looks is told."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from aftershift.activities.models import Activity, Occurrence, SignUp
from aftershift.activities.selectors import live_sign_up, roles_for, visible_occurrences
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.models import DateRole
from aftershift.people.models import Member

Role = DateRole.Role
State = DateRole.State
# Whoever has names or numbers in their hands, keeps watch behind or asks for consent is an adult whom colleagues know.
FOR_KNOWN_ADULTS = frozenset({Role.BACK_MARKER, Role.PHOTOS, Role.REGISTER, Role.PHONE_TREE})
TO_COME = (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)
WALKED = frozenset({Activity.Kind.WALK, Activity.Kind.HILL, Activity.Kind.LITTER})


def roles_of_kind(kind: str) -> list[Role]:
    """Only where people walk in a line does anybody come last."""
    return [role for role in Role if role != Role.BACK_MARKER or kind in WALKED]


def may_take(someone: Member, role: Role) -> bool:
    return role not in FOR_KNOWN_ADULTS or (someone.is_confirmed and not someone.is_under_18)


def standing_roles(*, organisation_id: UUID) -> QuerySet[DateRole]:
    """Roles held or asked for by somebody who has a place on that date: the one door to these rows."""
    place = SignUp.objects.of(organisation_id).filter(
        occurrence=OuterRef("occurrence"), member=OuterRef("member"), status=SignUp.Status.PLACED
    )
    return DateRole.objects.of(organisation_id).filter(Exists(place), state__in=(State.ASKED, State.HELD))


def of_date(occurrence: Occurrence) -> dict[str, DateRole]:
    rows = standing_roles(organisation_id=occurrence.organisation_id).filter(occurrence=occurrence)
    return {row.role: row for row in rows.select_related("member")}


def tried(*, members: Iterable[UUID], kind: str, organisation_id: UUID, now: dt.datetime) -> dict[UUID, Counter[str]]:
    """How often each of these did each small role at this kind of activity. One statement. It orders whom the app asks;
    each reads their own, and nobody else's."""
    rows = standing_roles(organisation_id=organisation_id).filter(
        member__in=list(members), state=State.HELD, occurrence__activity__kind=kind, occurrence__ends_at__lte=now
    )
    done = rows.exclude(occurrence__state=Occurrence.State.CANCELLED).values_list("member_id", "role")
    found: dict[UUID, Counter[str]] = {}
    for member_id, role in done:
        found.setdefault(member_id, Counter())[role] += 1
    return found


@dataclass(frozen=True, slots=True)
class RoleShown:
    """state: free, asked (told to whoever runs the date and to the person asked) or held.

    name: empty for whoever is told none. is_new: the reader has not tried it at this kind.
    """

    role: str
    state: str
    name: str
    is_me: bool
    may_take: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class RolesShown:
    """suggested: the one free role that the reader is invited to try."""

    kind: str
    roles: list[RoleShown]
    suggested: str | None
    may_ask: bool


def roles_shown(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], occurrence_id: UUID, now: dt.datetime
) -> RolesShown:
    """Four statements. all_roles: also those that rest, since a supervisor is told no names. Raises NotVisible."""
    occurrence = one(visible_occurrences(member=member).select_related("activity"), occurrence_id)
    activity = occurrence.activity
    mine = live_sign_up(occurrence=occurrence, member=member)
    rows = of_date(occurrence)
    done = tried(members=[member.pk], kind=activity.kind, organisation_id=member.organisation_id, now=now)
    own = done.get(member.pk, Counter())
    runs_it = not policies.MAY["date_role.ask"].isdisjoint(roles_for(member=member, activity=activity, granted=roles))
    placed = mine is not None and mine.status == SignUp.Status.PLACED
    is_open = occurrence.state in TO_COME and occurrence.starts_at > now
    shown = [
        _shown(role, rows.get(role), member, all_roles, placed=placed, runs_it=runs_it, is_open=is_open, done=own)
        for role in roles_of_kind(activity.kind)
    ]
    new = (row.role for row in shown if row.state == "free" and row.may_take and row.is_new)
    busy = any(row.is_me for row in shown)
    return RolesShown(activity.kind, shown, None if busy else next(new, None), may_ask=runs_it and is_open)


def _shown(
    role: Role,
    row: DateRole | None,
    reader: Member,
    all_roles: Collection[str],
    *,
    placed: bool,
    runs_it: bool,
    is_open: bool,
    done: Counter[str],
) -> RoleShown:
    is_me = row is not None and row.member_id == reader.pk
    is_held = row is not None and row.state == State.HELD
    concerns_me = is_held or runs_it or is_me
    offered_around = row is not None and row.state == State.ASKED and row.asked_by_id is None
    told = placed or runs_it
    names = is_me or ("supervisor" not in all_roles and told and not offered_around)
    return RoleShown(
        role=role,
        state=row.state if row is not None and concerns_me else "free",
        name=row.member.called_name if row is not None and concerns_me and names else "",
        is_me=is_me,
        may_take=placed and is_open and (is_me or not is_held) and may_take(reader, role),
        is_new=not done[role],
    )


def whom_to_ask(*, occurrence: Occurrence, role: Role, now: dt.datetime) -> Member | None:
    """Who is asked next when a role is offered around: somebody who comes, has no role there, was not asked before, and
    has done it least. Three statements."""
    organisation_id = occurrence.organisation_id
    rows = DateRole.objects.of(organisation_id).filter(occurrence=occurrence).values_list("member_id", "role", "state")
    out = {member_id for member_id, what, state in rows if state != State.DECLINED or what == role}
    leaders = (occurrence.activity.lead_id, occurrence.activity.second_id)
    out |= {member_id for member_id in leaders if member_id is not None}
    placed = SignUp.objects.of(organisation_id).filter(occurrence=occurrence, status=SignUp.Status.PLACED)
    found = [row.member for row in placed.select_related("member").order_by("queued_at", "pk")]
    people = [someone for someone in found if someone.pk not in out and may_take(someone, role)]
    if not people:
        return None
    done = tried(
        members=[someone.pk for someone in people],
        kind=occurrence.activity.kind,
        organisation_id=organisation_id,
        now=now,
    )
    never: Counter[str] = Counter()
    return min(people, key=lambda someone: (done.get(someone.pk, never)[role], done.get(someone.pk, never).total()))


@dataclass(frozen=True, slots=True)
class RoleQuestion:
    occurrence_id: UUID
    title: str
    starts_at: dt.datetime
    role: str


def role_questions(*, member: Member, now: dt.datetime) -> list[RoleQuestion]:
    """Small roles that I am asked to take, soonest first. One statement."""
    rows = standing_roles(organisation_id=member.organisation_id).filter(
        member=member, state=State.ASKED, occurrence__state__in=TO_COME, occurrence__starts_at__gt=now
    )
    columns = rows.order_by("occurrence__starts_at", "occurrence_id", "role").select_related("occurrence__activity")
    return [
        RoleQuestion(row.occurrence_id, row.occurrence.title, row.occurrence.starts_at, row.role) for row in columns
    ]
