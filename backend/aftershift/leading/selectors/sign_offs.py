"""Who can be asked for a word, and what somebody is asked now. Nothing here tells where anybody stands: whoever leads a
kind of activity is known to all, and is all that is looked at."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading import ladder
from aftershift.leading.models import RecordLine, Shadowing, SignOff
from aftershift.people.models import Member, RoleGrant
from aftershift.people.selectors import all_roles_of, visible_members

What, As = SignOff.What, SignOff.As
# So long the people asked have it to themselves; then everybody who could say it is asked too.
OTHERS_AFTER = dt.timedelta(days=7)
# And so long nobody who could say it has answered: they are all away, and whoever leads anything may (RULE-39).
ANYBODY_AFTER = dt.timedelta(days=21)
# What only an organiser knows enough to say.
ORGANISERS_BASICS = (Activity.Kind.TRIP, Activity.Kind.DAY_OUT)


@dataclass(frozen=True, slots=True)
class Signer:
    id: UUID
    name: str


def signers(*, member: Member, kind: str, what: str) -> list[Signer]:
    """Whom the member can ask by name; an organiser can always be asked without one. Supervisors are never among them."""
    found = _could_be_asked(member=member, kind=kind, what=what).order_by("called_name", "pk")
    return [Signer(someone.pk, someone.called_name) for someone in found if "supervisor" not in all_roles_of(someone)]


def can_be_asked(*, member: Member, someone: Member, kind: str, what: str) -> bool:
    return _could_be_asked(member=member, kind=kind, what=what).filter(
        pk=someone.pk
    ).exists() and "supervisor" not in all_roles_of(someone)


def _could_be_asked(*, member: Member, kind: str, what: str) -> QuerySet[Member]:
    others = visible_members(member=member).exclude(pk=member.pk).exclude(confirmed_at=None)
    activities = Activity.objects.of(member.organisation_id).filter(kind=kind)
    match what:
        case What.BRIEFING | What.BASICS if kind not in ORGANISERS_BASICS or what == What.BRIEFING:
            return others.filter(Q(pk__in=activities.values("lead")) | Q(pk__in=activities.values("second")))
        case What.BUDDY_READY:
            lines = RecordLine.objects.of(member.organisation_id).filter(kind=kind)
            mine = lines.filter(member=member, what=RecordLine.What.WITH_BUDDY, occurrence__isnull=False)
            beside = lines.filter(what=RecordLine.What.BUDDIED, occurrence__in=mine.values("occurrence"))
            return others.filter(pk__in=beside.values("member"))
    return others.none()


def organisers_to_ask(*, member: Member) -> list[UUID]:
    """Organisers but for the member themselves and for supervisors, who are asked nothing. One statement."""
    grants = RoleGrant.objects.of(member.organisation_id)
    organise = grants.filter(role=RoleGrant.Role.ORGANISER).values("member")
    supervise = grants.filter(role=RoleGrant.Role.SUPERVISOR).values("member")
    found = visible_members(member=member).filter(pk__in=organise).exclude(pk__in=supervise).exclude(pk=member.pk)
    return list(found.order_by("pk").values_list("pk", flat=True))


def asked_of(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], now: dt.datetime
) -> list[tuple[SignOff, str]]:
    """What this member is asked now, oldest first, and as whom they would answer. Two statements.

    all_roles: also those that rest, since a supervisor is asked nothing, whatever else they are.
    """
    if "supervisor" in all_roles or not member.is_confirmed or member.is_under_18:
        return []
    kinds = set(
        Activity.objects.of(member.organisation_id)
        .filter(Q(lead=member.pk) | Q(second=member.pk))
        .values_list("kind", flat=True)
    )
    rows = SignOff.objects.of(member.organisation_id).filter(state=SignOff.State.OPEN, member__left_at=None)
    rows = rows.exclude(member=member).select_related("member", "asked_of").order_by("asked_at", "pk")
    found = [(row, _as_whom(row, member, "organiser" in roles, kinds, now)) for row in rows]
    return [(row, answers_as) for row, answers_as in found if answers_as is not None]


def _as_whom(row: SignOff, reader: Member, organises: bool, kinds: Collection[str], now: dt.datetime) -> str | None:
    if row.asked_of_id == reader.pk:
        return As.BUDDY if row.what == What.BUDDY_READY else As.LEAD
    if row.asked_of_id is None and organises:
        return As.ORGANISER
    asked_is_gone = row.asked_of is not None and row.asked_of.left_at is not None
    leads_this = row.kind in kinds
    if asked_is_gone or now - row.asked_at >= OTHERS_AFTER:
        if organises:
            return As.ORGANISER
        is_organisers = row.what == What.ORGANISER_READY or (row.what == What.BASICS and row.kind in ORGANISERS_BASICS)
        if leads_this and not is_organisers:
            return As.LEAD
    if now - row.asked_at >= ANYBODY_AFTER:
        return As.LEAD if leads_this else As.COLLEAGUE if kinds else None
    return None


@dataclass(frozen=True, slots=True)
class ShadowingShown:
    """name: whoever comes along, told to those who lead the date; empty for themselves."""

    id: UUID
    occurrence_id: UUID
    title: str
    starts_at: dt.datetime
    is_mine: bool
    name: str
    i_said: bool
    other_said: bool
    may_say: bool


# So long after a date its leaders have to say that somebody shadowed; then organisers may as well.
ORGANISERS_AFTER = dt.timedelta(days=7)


def visible_shadowings(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], now: dt.datetime
) -> QuerySet[Shadowing]:
    """My own, and what those who lead a date have not said yet. A supervisor sees their own alone."""
    rows = Shadowing.objects.of(member.organisation_id).exclude(occurrence__state=Occurrence.State.CANCELLED)
    seen = Q(member=member)
    if "supervisor" not in all_roles:
        led = Q(occurrence__activity__lead=member.pk) | Q(occurrence__activity__second=member.pk)
        if "organiser" in roles:
            led |= Q(occurrence__ends_at__lte=now - ORGANISERS_AFTER)
        seen |= led & Q(lead_said_date=None)
    return rows.filter(seen).select_related("member", "occurrence__activity").order_by("-occurrence__starts_at", "pk")


def shadowings(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], now: dt.datetime, limit: int = 50
) -> list[ShadowingShown]:
    """One statement."""
    rows = visible_shadowings(member=member, roles=roles, all_roles=all_roles, now=now)[:limit]
    return [shadowing_shown(row, reader=member, now=now) for row in rows]


def shadowing_shown(row: Shadowing, *, reader: Member, now: dt.datetime) -> ShadowingShown:
    mine = row.member_id == reader.pk
    me, other = row.member_said_date, row.lead_said_date
    if not mine:
        me, other = other, me
    return ShadowingShown(
        id=row.pk,
        occurrence_id=row.occurrence_id,
        title=row.occurrence.title,
        starts_at=row.occurrence.starts_at,
        is_mine=mine,
        name="" if mine else row.member.called_name,
        i_said=me is not None,
        other_said=other is not None,
        may_say=me is None and row.occurrence.starts_at <= now,
    )


def needs_no_word(kind: str, what: str) -> bool:
    """An outside qualification is shown, not said."""
    return what == What.BASICS and kind in ladder.BY_QUALIFICATION_ONLY
