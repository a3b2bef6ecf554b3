"""Who can be asked for a word, and what somebody is asked now. Nothing here tells where anybody stands: whoever leads a
kind of activity is known to all, and is all that is looked at."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import programme
from aftershift.leading import ladder
from aftershift.leading.models import RecordLine, Shadowing, SignOff
from aftershift.leading.selectors.away import away_on
from aftershift.people.models import Member, RoleGrant
from aftershift.people.selectors import all_roles_of, visible_members

What, As = SignOff.What, SignOff.As
# So long the people asked have it to themselves; then everybody who could say it is asked too.
OTHERS_AFTER = dt.timedelta(days=7)
# And so long nobody who could say it has answered: they are all away, and whoever leads anything may (RULE-39). Where
# people said that they are away, nobody waits for either.
ANYBODY_AFTER = dt.timedelta(days=21)
# What only an organiser knows enough to say.
ORGANISERS_BASICS = (Activity.Kind.TRIP, Activity.Kind.DAY_OUT)


@dataclass(frozen=True, slots=True)
class Signer:
    id: UUID
    name: str


def signers(*, member: Member, kind: str, what: str, today: dt.date) -> list[Signer]:
    """Whom the member can ask by name; an organiser can always be asked without one. Supervisors are never among them, nor
    is anybody who is away while another is there. Where all are away they can be asked: others answer in their place."""
    could = _could_be_asked(member=member, kind=kind, what=what).order_by("called_name", "pk")
    found = [someone for someone in could if "supervisor" not in all_roles_of(someone)]
    away = away_on(organisation_id=member.organisation_id, today=today)
    here = [someone for someone in found if someone.pk not in away]
    return [Signer(someone.pk, someone.called_name) for someone in here or found]


def can_be_asked(*, member: Member, someone: Member, kind: str, what: str) -> bool:
    return _could_be_asked(member=member, kind=kind, what=what).filter(
        pk=someone.pk
    ).exists() and "supervisor" not in all_roles_of(someone)


def _could_be_asked(*, member: Member, kind: str, what: str) -> QuerySet[Member]:
    others = visible_members(member=member).exclude(pk=member.pk).exclude(confirmed_at=None)
    activities = programme(organisation_id=member.organisation_id).filter(kind=kind)
    match what:
        case What.BRIEFING | What.LED_BEFORE:
            return others.filter(Q(pk__in=activities.values("lead")) | Q(pk__in=activities.values("second")))
        case What.BASICS if kind not in ORGANISERS_BASICS:
            return others.filter(Q(pk__in=activities.values("lead")) | Q(pk__in=activities.values("second")))
        case What.BUDDY_READY:
            lines = RecordLine.objects.of(member.organisation_id).filter(kind=kind)
            mine = lines.filter(member=member, what=RecordLine.What.WITH_BUDDY, occurrence__isnull=False)
            beside = lines.filter(what=RecordLine.What.BUDDIED, occurrence__in=mine.values("occurrence"))
            return others.filter(pk__in=beside.values("member"))
    return others.none()


@dataclass(frozen=True, slots=True)
class Around:
    """Who could say a word in an organisation, and who of them is away today. Supervisors, new members and people under
    18 are asked nothing."""

    organisers: frozenset[UUID]
    leads: Mapping[str, frozenset[UUID]]  # by kind: who leads or helps lead one of it
    away: frozenset[UUID]

    def could_say(self, row: SignOff) -> frozenset[UUID]:
        """Everybody who is asked in the first week or after it."""
        asked: set[UUID] = {row.asked_of.pk} if row.asked_of is not None and row.asked_of.left_at is None else set()
        leads: frozenset[UUID] = frozenset() if _is_organisers(row) else self.leads.get(row.kind, frozenset())
        return (self.organisers | leads | asked) - {row.member_id}

    def all_are_away(self, row: SignOff) -> bool:
        could = self.could_say(row)
        return bool(could) and could <= self.away

    def asked_is_gone(self, row: SignOff) -> bool:
        """Whoever was asked has left or is away; asked of the organisers, every one of them is away."""
        if row.asked_of is not None:
            return row.asked_of.left_at is not None or row.asked_of_id in self.away
        organisers = self.organisers - {row.member_id}
        return bool(organisers) and organisers <= self.away


def around(*, organisation_id: UUID, today: dt.date) -> Around:
    """Four statements."""
    grants = RoleGrant.objects.of(organisation_id)
    organise = grants.filter(role=RoleGrant.Role.ORGANISER).values("member")
    supervise = grants.filter(role=RoleGrant.Role.SUPERVISOR).values("member")
    activities = programme(organisation_id=organisation_id)
    asked = Q(pk__in=organise) | Q(pk__in=activities.values("lead")) | Q(pk__in=activities.values("second"))
    members = Member.objects.of(organisation_id).filter(asked, left_at=None, is_under_18=False)
    members = members.exclude(confirmed_at=None).exclude(pk__in=supervise)
    able = set(members.values_list("pk", flat=True))
    leads: dict[str, set[UUID]] = defaultdict(set)
    for kind, *both in activities.order_by().values_list("kind", "lead", "second").distinct():
        leads[kind].update(someone for someone in both if someone in able)
    return Around(
        organisers=frozenset(able & set(organise.values_list("member", flat=True))),
        leads={kind: frozenset(both) for kind, both in leads.items()},
        away=away_on(organisation_id=organisation_id, today=today),
    )


def whom_to_tell(*, sign_off: SignOff, around: Around) -> list[UUID]:
    """Who is asked as soon as it is asked: one person or the organisers; where they are away, those of the others who are
    there. Where all who could say it are away, they find it on their pages when they are back."""
    asked = around.organisers if sign_off.asked_of_id is None else frozenset({sign_off.asked_of_id})
    if around.asked_is_gone(sign_off):
        asked = around.could_say(sign_off)
    asked -= {sign_off.member_id}
    return sorted(asked - around.away or asked)


def asked_of(
    *, member: Member, roles: Collection[str], all_roles: Collection[str], now: dt.datetime
) -> list[tuple[SignOff, str]]:
    """What this member is asked now, oldest first, and as whom they would answer. Five statements.

    all_roles: also those that rest, since a supervisor is asked nothing, whatever else they are.
    """
    if "supervisor" in all_roles or not member.is_confirmed or member.is_under_18:
        return []
    rows = open_questions(organisation_id=member.organisation_id).exclude(member=member)
    found = around(organisation_id=member.organisation_id, today=member.organisation.local(now).date())
    named = [
        (row, answers_as(row, reader_id=member.pk, organises="organiser" in roles, around=found, now=now))
        for row in rows
    ]
    return [(row, as_whom) for row, as_whom in named if as_whom is not None]


def open_questions(*, organisation_id: UUID) -> QuerySet[SignOff]:
    """Of people who are still here, oldest first."""
    rows = SignOff.objects.of(organisation_id).filter(state=SignOff.State.OPEN, member__left_at=None)
    return rows.select_related("member", "asked_of").order_by("asked_at", "pk")


def answers_as(row: SignOff, *, reader_id: UUID, organises: bool, around: Around, now: dt.datetime) -> str | None:
    """As whom the reader would answer this question now; None while it is not theirs."""
    if row.asked_of_id == reader_id:
        return As.BUDDY if row.what == What.BUDDY_READY else As.LEAD
    if row.asked_of_id is None and organises:
        return As.ORGANISER
    leads_this = reader_id in around.leads.get(row.kind, ())
    if around.asked_is_gone(row) or now - row.asked_at >= OTHERS_AFTER:
        if organises:
            return As.ORGANISER
        if leads_this and not _is_organisers(row):
            return As.LEAD
    if around.all_are_away(row) or now - row.asked_at >= ANYBODY_AFTER:
        leads_something = any(reader_id in both for both in around.leads.values())
        return As.LEAD if leads_this else As.COLLEAGUE if leads_something else None
    return None


def _is_organisers(row: SignOff) -> bool:
    return row.what == What.ORGANISER_READY or (row.what == What.BASICS and row.kind in ORGANISERS_BASICS)


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
