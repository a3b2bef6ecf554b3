import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from aftershift.core.errors import NotVisible
from aftershift.core.selectors import one
from aftershift.organisations.models import JoinCode, Organisation
from aftershift.people import codes
from aftershift.people.models import Card, Member, MemberMerge, Recovery, RoleGrant, Session
from aftershift.people.policies import STRONG

_role_sources: list[Callable[[Member], Collection[str]]] = []


def register_role_source(source: Callable[[Member], Collection[str]]) -> None:
    """A higher app says which of its roles a member has, such as `lead`. Called once, in `apps.py: ready`."""
    if source not in _role_sources:
        _role_sources.append(source)


def visible_members(*, member: Member) -> QuerySet[Member]:
    """Everyone in this member's organisation who has not left. Names in it are withheld by who reads them, not here."""
    return Member.objects.of(member.organisation_id).filter(left_at=None)


def granted_roles(*, organisation_id: UUID, member_id: UUID) -> frozenset[str]:
    rows = RoleGrant.objects.of(organisation_id).filter(member_id=member_id)
    return frozenset(rows.values_list("role", flat=True))


def other_organisers(*, member: Member) -> QuerySet[Member]:
    """Who else organises here, by name. For those who organise themselves: they know each other."""
    grants = RoleGrant.objects.of(member.organisation_id).filter(role=RoleGrant.Role.ORGANISER)
    return (
        visible_members(member=member)
        .filter(pk__in=grants.values("member"))
        .exclude(pk=member.pk)
        .order_by("called_name", "pk")
    )


def holders_of(*, organisation_id: UUID, role: str) -> QuerySet[Member]:
    """Who was granted this role and has not left."""
    grants = RoleGrant.objects.of(organisation_id).filter(role=role)
    return Member.objects.of(organisation_id).filter(left_at=None, pk__in=grants.values("member"))


def all_roles_of(member: Member) -> frozenset[str]:
    """Every role, also those that rest because no second factor was given."""
    standing = "confirmed" if member.is_confirmed else "new"
    granted = granted_roles(organisation_id=member.organisation_id, member_id=member.pk)
    return frozenset({"member", standing}).union(granted, *(source(member) for source in _role_sources))


def roles_of(member: Member) -> frozenset[str]:
    """`member` always, `confirmed` or `new`, what was granted, and what higher apps add.

    Organiser, adviser and supervisor count only in a session made with password and second factor (DESIGN 4).
    """
    roles = all_roles_of(member)
    return roles if member.with_second_factor else roles - STRONG


def own_card(*, member: Member) -> QuerySet[Card]:
    return Card.objects.filter(organisation_id=member.organisation_id, member_id=member.pk)


def member_of_card(*, organisation_id: UUID, card: str) -> Member:
    """Whose card was shown or read out, by its code or its whole link; NotVisible when it is nobody's here."""
    found = Card.objects.filter(organisation_id=organisation_id, code=codes.read(card.rsplit("#", 1)[-1])).first()
    if found is None:
        raise NotVisible
    return one(Member.objects.of(organisation_id).filter(left_at=None), found.member_id)


def card_ends(*, organisation_id: UUID, member_ids: Collection[UUID]) -> dict[UUID, str]:
    """The last four letters of each member's card: enough to compare with a sheet or a ticket, too few to be the card."""
    rows = Card.objects.filter(organisation_id=organisation_id, member_id__in=list(member_ids))
    return {member_id: code[-4:] for member_id, code in rows.values_list("member_id", "code")}


def own_sessions(*, member: Member) -> QuerySet[Session]:
    """The member's signed-in devices, the last used first."""
    return Session.objects.filter(member_id=member.pk).order_by("-last_used_date", "-public_id")


def used_since(*, member_ids: Collection[UUID], since: dt.date) -> set[UUID]:
    """Which of these members have used a signed-in device since that day. Who asks tells nobody on which day."""
    rows = Session.objects.filter(member_id__in=member_ids, last_used_date__gte=since)
    return {member_id for member_id in rows.values_list("member_id", flat=True) if member_id is not None}


def recovery_pending(*, member: Member, now: dt.datetime) -> Recovery | None:
    """A new PIN that colleagues vouched for and that any of the member's devices can still stop."""
    return Recovery.objects.filter(member_id=member.pk, works_at__gt=now, stopped_at=None, finished_at=None).first()


def new_members(*, member: Member) -> QuerySet[Member]:
    """Who is not confirmed yet, the latest first. Callers check `member.list_new`."""
    return visible_members(member=member).filter(confirmed_at=None).order_by("-joined_at", "-pk")


def merges_to_sweep(*, before: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(merge, organisation). Read where due work is claimed, outside any scope."""
    due = MemberMerge.objects.filter(swept_at=None, merged_at__lte=before)
    return list(due.values_list("pk", "organisation_id"))


def visible_merges(*, member: Member) -> QuerySet[MemberMerge]:
    """What this member merged: the reply to whoever did it, and to nobody else."""
    return MemberMerge.objects.of(member.organisation_id).filter(by=member).select_related("kept")


def visible_join_codes(*, member: Member) -> QuerySet[JoinCode]:
    """This organisation's codes, the latest first. The codes themselves are kept as hashes."""
    return JoinCode.objects.filter(organisation_id=member.organisation_id).order_by("-made_at", "-pk")


def live_join_codes(*, organisation_id: UUID, now: dt.datetime) -> QuerySet[JoinCode]:
    """By which people may come in now."""
    return JoinCode.objects.filter(organisation_id=organisation_id, revoked_at=None, ends_at__gt=now)


def live_spoken_codes(*, organisation_id: UUID, now: dt.datetime) -> QuerySet[JoinCode]:
    return live_join_codes(organisation_id=organisation_id, now=now).filter(kind=JoinCode.Kind.SPOKEN)


def joined_by(*, code: JoinCode) -> QuerySet[Member]:
    """Who came in by one code and is still here."""
    return Member.objects.of(code.organisation_id).filter(join_code_id=code.pk, left_at=None)


@dataclass(frozen=True)
class JoinCodeRow:
    """One code as its organiser sees it, counted now."""

    id: UUID
    kind: str
    short_name: str
    is_live: bool
    ends: dt.datetime
    take_down_date: dt.date
    daily_limit: int
    joined_today: int
    joined: int
    waiting: int


def join_code_rows(*, member: Member, now: dt.datetime) -> list[JoinCodeRow]:
    """All codes with their live counts, in two statements. The latest 100."""
    return _counted(visible_join_codes(member=member)[:100], member=member, now=now)


def join_code_row(*, member: Member, code_id: UUID, now: dt.datetime) -> JoinCodeRow:
    code = one(visible_join_codes(member=member), code_id)
    return _counted([code], member=member, now=now)[0]


def _counted(found: Iterable[JoinCode], *, member: Member, now: dt.datetime) -> list[JoinCodeRow]:
    rows = list(found)
    organisation = member.organisation
    counted = (
        visible_members(member=member)
        .filter(join_code_id__in=[r.pk for r in rows])
        .values("join_code_id")
        .annotate(joined=Count("pk"), waiting=Count("pk", filter=Q(confirmed_at=None)))
    )
    by_code = {c["join_code_id"]: (c["joined"], c["waiting"]) for c in counted}
    today = organisation.local(now).date()
    return [
        JoinCodeRow(
            id=row.pk,
            kind=row.kind,
            short_name=organisation.short_name,
            is_live=row.revoked_at is None and row.ends_at > now,
            ends=row.ends_at,
            take_down_date=organisation.local(row.ends_at - dt.timedelta(seconds=1)).date(),
            daily_limit=row.daily_limit,
            joined_today=row.counted_joins if row.counted_date == today else 0,
            joined=by_code.get(row.pk, (0, 0))[0],
            waiting=by_code.get(row.pk, (0, 0))[1],
        )
        for row in rows
    ]


def recovery_to_follow(*, recovery_id: UUID, secret: str) -> tuple[Recovery, str]:
    """For the phone that asked: the recovery and the zone to say times in. Raises NotVisible without the secret."""
    recovery = one(Recovery.objects.filter(secret_hash=codes.hashed(secret)), recovery_id)
    if recovery.organisation_id is None:  # a card that nobody has
        return recovery, Organisation().time_zone
    return recovery, Organisation.objects.get(pk=recovery.organisation_id).time_zone


def recovery_of_colleague(*, member: Member, recovery_id: UUID) -> tuple[Recovery, Member]:
    """What a voucher just vouched for. Only within the own organisation."""
    recovery = one(Recovery.objects.filter(organisation_id=member.organisation_id), recovery_id)
    if recovery.member_id is None:  # a card that nobody has belongs to no organisation
        raise NotVisible
    return recovery, one(visible_members(member=member), recovery.member_id)


def memberships_of(*, person_id: UUID) -> QuerySet[Member]:
    """The person's members in all organisations. Found by the signed-in person, before any organisation is open."""
    # The plain manager: there is no scope yet, and the person's own key is the whole filter.
    return (
        Member._base_manager.filter(person_id=person_id, left_at=None)
        .select_related("organisation", "person")
        .order_by(F("organisation__name"), "pk")
    )
