"""Every read of activities. Lists come as lean rows shaped for their screen, one statement each."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from aftershift.activities import origins, policies, private
from aftershift.activities.clashes import Clash, clashes_of
from aftershift.activities.kept import KeptForMe, kept_for
from aftershift.activities.models import (
    LIVE,
    PEOPLE,
    STANDING,
    Activity,
    FacilitiesTeam,
    FineForMe,
    Helper,
    Occurrence,
    Party,
    Promise,
    SignUp,
    TellMe,
    Track,
)
from aftershift.activities.over import Over, said_of
from aftershift.activities.wording import said
from aftershift.core.errors import NotVisible
from aftershift.core.prepared import Prepared
from aftershift.core.selectors import one
from aftershift.people.models import Member

# Roles that the organisation grants for what it runs itself.
RUN_THE_PROGRAMME = frozenset({"organiser", "connector", "adviser"})
PAGE = 30
REMEMBERED = dt.timedelta(weeks=12)
# What a list of things to come leaves out.
OVER = (Occurrence.State.CLOSED, Occurrence.State.STOPPED)


def visible_activities(*, member: Member) -> QuerySet[Activity]:
    """Every activity this member may know about: the programme, and "just us" for who is in it or invited."""
    return Activity.objects.of(member.organisation_id).filter(private.known_to(member))


def visible_occurrences(*, member: Member) -> QuerySet[Occurrence]:
    """Every occurrence this member may know about, planned ones included: that is how people offer to lead."""
    return Occurrence.objects.of(member.organisation_id).filter(private.known_to(member, "activity__"))


def programme(*, organisation_id: UUID) -> QuerySet[Activity]:
    """What the organisation runs and lists: who leads one of these is asked, counted and trusted with something. "Just us" is not in it."""
    return Activity.objects.of(organisation_id).filter(is_programme=True)


def starts_of(*, member: Member, activity_id: UUID, now: dt.datetime) -> list[dt.datetime]:
    """When an activity was in the last twelve weeks and will be, latest first, cancelled dates left out. Raises NotVisible."""
    activity = one(visible_activities(member=member), activity_id)
    dates = visible_occurrences(member=member).filter(activity=activity, starts_at__gte=now - REMEMBERED)
    return list(
        dates.exclude(state=Occurrence.State.CANCELLED).order_by("-starts_at").values_list("starts_at", flat=True)
    )


def roles_for(*, member: Member, activity: Activity, granted: Collection[str]) -> frozenset[str]:
    """The member's roles in this activity: what the organisation granted, and lead or second. No statement.

    "Just us" is its members' own: an organiser or connector whom a colleague asked along is a colleague there.
    """
    here = (set(granted) | {"member"}) - {"lead", "second"}  # leading one thing says nothing about another
    if not activity.is_programme:
        here -= RUN_THE_PROGRAMME
    if activity.lead_id == member.pk:
        here.add("lead")
    if activity.second_id == member.pk:
        here.add("second")
    return frozenset(here)


_LOCKED = Prepared(
    lambda values: (
        Occurrence.objects.of(values["organisation"])
        .filter(pk=values["occurrence"])
        .annotate(is_programme=F("activity__is_programme"))
        .select_for_update(of=("self",))
    ),
    {"organisation": UUID, "occurrence": UUID},
)
_STANDING = Prepared(
    lambda values: SignUp.objects.of(values["organisation"]).filter(
        occurrence_id=values["occurrence"], member_id=values["member"], status__in=STANDING
    ),
    {"organisation": UUID, "occurrence": UUID, "member": UUID},
)


def locked_occurrence(*, organisation_id: UUID, occurrence_id: UUID) -> Occurrence:
    """The occurrence, its row locked until the transaction ends; nothing else is locked.

    For whoever acts for nobody, or has shown an invitation. Who acts for a member calls `locked_for`.
    """
    found = _LOCKED.instances(organisation=organisation_id, occurrence=occurrence_id)
    if not found:
        raise NotVisible
    row: Occurrence = found[0]
    return row


def locked_for(*, member: Member, occurrence_id: UUID) -> Occurrence:
    """The same for a member, to whom somebody else's "just us" is not there. One statement more for "just us" alone."""
    row = locked_occurrence(organisation_id=member.organisation_id, occurrence_id=occurrence_id)
    if not row.is_programme:  # type: ignore[attr-defined]  # told beside the row
        one(visible_activities(member=member), row.activity_id)
    return row


def waits_in_vain() -> Q:
    """Sign-ups of parties that wait and are larger than the date has places: they can only come with fewer people."""
    return Q(GreaterThan(PEOPLE, F("occurrence__places")), status=SignUp.Status.WAITING)


def live_sign_up(*, occurrence: Occurrence, member: Member) -> SignUp | None:
    """The member's place, offer or turn in the queue; there is at most one."""
    mine = standing(occurrence=occurrence, member=member)
    return mine if mine is not None and mine.status != SignUp.Status.REMOVED else None


def standing(*, occurrence: Occurrence, member: Member) -> SignUp | None:
    """The same, or the row by which somebody took them off. Whoever was taken off has nothing else. One statement."""
    found = _STANDING.instances(organisation=occurrence.organisation_id, occurrence=occurrence.pk, member=member.pk)
    if not found:
        return None
    mine: SignUp = found[0]
    mine.occurrence = occurrence
    return mine


def own_sign_ups(*, member: Member) -> QuerySet[SignUp]:
    return SignUp.objects.of(member.organisation_id).filter(member=member)


def own_sign_up(*, member: Member, sign_up_id: UUID) -> tuple[SignUp, int | None]:
    """My sign-up, and while I wait my position: 1 when nobody waits before me. One statement, a second while waiting."""
    mine = one(own_sign_ups(member=member), sign_up_id)
    if mine.status != SignUp.Status.WAITING:
        return mine, None
    before = SignUp.objects.of(member.organisation_id).filter(
        Q(queued_at__lt=mine.queued_at) | Q(queued_at=mine.queued_at, pk__lt=mine.pk),
        occurrence_id=mine.occurrence_id,
        status=SignUp.Status.WAITING,
    )
    return mine, (before.aggregate(people=Sum(PEOPLE))["people"] or 0) + 1


@dataclass(frozen=True, slots=True)
class Card:
    """One row of the list screen, my own state included."""

    id: UUID
    activity_id: UUID
    title: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    is_on_site: bool
    places: int
    taken: int
    held: int
    kept: int
    waiting: int
    state: str
    version: int
    sequence: int
    activity_version: int
    lead_id: UUID | None
    second_id: UUID | None
    mine: str | None
    adults: int | None
    children_0_4: int | None
    children_5_10: int | None
    children_11_17: int | None
    offer_ends_at: dt.datetime | None
    my_position: int | None
    effort: str
    is_quiet: bool
    fine_id: UUID | None  # the reader's own "this time is fine for me"

    @property
    def is_strenuous(self) -> bool:
        return self.effort == Activity.Effort.STRENUOUS

    @property
    def is_fine(self) -> bool:
        return self.fine_id is not None


COLUMNS: dict[str, Any] = {
    "title": said("title"),
    "kind": "activity__kind",
    "place": said("meeting_place"),
    "is_on_site": "activity__is_on_site",
    "activity_version": "activity__version",
    "lead_id": "activity__lead_id",
    "second_id": "activity__second_id",
    "mine": "own__status",
    **{name: f"own__{name}" for name in Party._fields},
    "offer_ends_at": "own__offer_ends_at",
    "my_position": "position",
    "effort": "activity__effort",
    "is_quiet": "activity__is_quiet",
    "fine_id": "fine__id",
}


CARD_COLUMNS = tuple(COLUMNS.get(field.name, field.name) for field in fields(Card))


def _with_own_state(rows: QuerySet[Occurrence], *, member: Member) -> QuerySet[Any]:
    """Joins the member's live sign-up as `own`, with how many people wait before them, plus one; their override as `fine`."""
    before = (
        SignUp.objects.of(member.organisation_id)
        .filter(occurrence=OuterRef("pk"), status=SignUp.Status.WAITING)
        .filter(
            Q(queued_at__lt=OuterRef("own__queued_at"))
            | Q(queued_at=OuterRef("own__queued_at"), pk__lt=OuterRef("own__pk"))
        )
        .order_by()
        .values("occurrence")
        .annotate(ahead=Sum(PEOPLE))
        .values("ahead")
    )
    own = FilteredRelation("sign_ups", condition=Q(sign_ups__member_id=member.pk, sign_ups__status__in=LIVE))
    fine = FilteredRelation("fine_for", condition=Q(fine_for__member_id=member.pk))
    return rows.annotate(own=own, fine=fine).annotate(
        own_status=F(
            "own__status"
        ),  # what later filters ask: a relation named in a filter of its own is joined once more
        position=Case(When(own__status=SignUp.Status.WAITING, then=Coalesce(Subquery(before), 0) + 1), default=None),
    )


def _cards(rows: QuerySet[Occurrence]) -> list[Card]:
    """Of rows `_with_own_state`. One statement, no model instances."""
    return [Card(*row) for row in rows.values_list(*CARD_COLUMNS)]


def upcoming(*, member: Member, now: dt.datetime) -> QuerySet[Any]:
    """What is still to come or going on, soonest first. "Just us" dates only for those who are in them."""
    mine = Q(activity__is_programme=True) | Q(own_status__isnull=False) | Q(activity__made_by=member.pk)
    return (
        _with_own_state(
            Occurrence.objects.of(member.organisation_id), member=member
        )  # the filter is narrower than the door
        .filter(mine | Q(activity__lead=member.pk) | Q(activity__second=member.pk), ends_at__gt=now)
        .exclude(state__in=OVER)
        .order_by("starts_at", "pk")
    )


def occurrence_card(*, member: Member, occurrence_id: UUID) -> Card:
    return card_of(visible_occurrences(member=member).filter(pk=occurrence_id), member=member)


def card_of(date: QuerySet[Occurrence], *, member: Member) -> Card:
    """Of one date that the caller has found for this member. Raises NotVisible where that is none."""
    found = _cards(_with_own_state(date, member=member))
    if not found:
        raise NotVisible
    return found[0]


def mine(*, member: Member, now: dt.datetime, limit: int = 20) -> list[Card]:
    """What I have a place, an offer or a turn in the queue for, and what I lead or help lead, soonest first."""
    rows = upcoming(member=member, now=now).exclude(state=Occurrence.State.CANCELLED)
    leads = Q(activity__lead=member.pk) | Q(activity__second=member.pk)
    return _cards(rows.filter(Q(own_status__isnull=False) | leads)[:limit])


def open_to_me(*, member: Member, now: dt.datetime, until: dt.datetime, limit: int) -> list[Card]:
    """Dates that I could still join, soonest first. Those that facilities staff join first are theirs until they open."""
    rows = upcoming(member=member, now=now).filter(
        state=Occurrence.State.PUBLISHED, starts_at__gt=now, starts_at__lte=until, own_status__isnull=True
    )
    ours = FacilitiesTeam.objects.of(member.organisation_id).filter(team=member.team_id)
    return _cards(rows.exclude(~Exists(ours), facilities_until__gt=now)[:limit])


# Parts of the page that most dates have nothing of, each at an address of its own: a phone asks only where there is something.
BESIDE = ("track", "helpers", "promises")


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one occurrence for the person who looks, and what they may do now."""

    card: Card
    occurrence: Occurrence
    activity: Activity
    roles: frozenset[str]
    idea_text: str | None
    clashes: list[Clash]
    drawn: bool
    kept: KeptForMe
    tell_me: list[str]
    last: SignUp | None  # what I did last about it: live, or how it ended
    drivers: int  # with a place, and driving
    is_driving: bool
    beside: list[str]  # which of BESIDE there is something of
    over: Over

    @property
    def was_taken_off(self) -> bool:
        return self.last is not None and self.last.status == SignUp.Status.REMOVED

    def is_open(self, now: dt.datetime) -> bool:
        return self.occurrence.state == Occurrence.State.PUBLISHED and self.occurrence.starts_at > now

    def may(self, *, member: Member, now: dt.datetime) -> dict[str, bool]:
        """What a button may be shown for. The services decide again, under the lock."""
        state, to_come = self.occurrence.state, self.occurrence.starts_at > now
        not_started = state in (Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)
        allowed = {action: not rows.isdisjoint(self.roles) for action, rows in policies.MAY.items()}
        adult = not member.is_under_18 and self.occurrence.ends_at > now
        listed = self.activity.is_programme  # the rest has no list to fill in, and starts and ends by itself
        return {
            "join": self.card.mine != SignUp.Status.PLACED
            and not self.was_taken_off
            and self.is_open(now)
            and self.kept.opens is None,
            "leave": self.card.mine is not None and state not in OVER,
            "drive": self.card.mine == SignUp.Status.PLACED and self.activity.drivers_needed > 0 and self.is_open(now),
            "lead": adult and self.activity.lead_id is None and self.activity.second_id != member.pk,
            "second": listed and adult and self.activity.second_id is None and self.activity.lead_id != member.pk,
            "checklist": listed and not policies.RUNS_IT.isdisjoint(self.roles),
            "publish": listed and allowed["occurrence.publish"] and state == Occurrence.State.PLANNED and to_come,
            "start": listed and allowed["occurrence.start"] and state == Occurrence.State.PUBLISHED,
            "stop": listed and allowed["occurrence.stop"] and (not_started or state == Occurrence.State.STARTED),
            "close": listed
            and allowed["occurrence.close"]
            and state in (Occurrence.State.STARTED, Occurrence.State.STOPPED),
            "change": allowed["activity.change"] and not_started,
            "cancel": allowed["occurrence.cancel"] and not_started,
            "bring_back": allowed["occurrence.bring_back"] and state == Occurrence.State.CANCELLED and to_come,
        }


def occurrence_page(*, member: Member, occurrence_id: UUID, roles: Collection[str], now: dt.datetime) -> Page:
    """Five statements; one more each where an idea stands behind it, where it goes by lifts and where it is over, and those
    of `kept_for`."""
    card = occurrence_card(member=member, occurrence_id=occurrence_id)
    rows = visible_occurrences(member=member).select_related(
        "activity__lead", "activity__second", "activity__series", "draw"
    )
    occurrence = _with_beside(rows).get(pk=occurrence_id)
    activity = occurrence.activity
    drivers = list(_drivers(occurrence).values_list("member_id", flat=True)) if activity.drivers_needed else []
    return Page(
        card=card,
        occurrence=occurrence,
        activity=activity,
        roles=roles_for(member=member, activity=activity, granted=roles),
        idea_text=origins.idea_text(member=member, idea_id=activity.idea_id) if activity.idea_id else None,
        last=last_sign_up(occurrence=occurrence, member=member),
        clashes=clashes_of(member=member, occurrence=occurrence),
        drawn=hasattr(occurrence, "draw") and occurrence.draw.drawn_at is not None,
        tell_me=tell_me_of(member=member, occurrence_id=occurrence_id),
        kept=kept_for(member=member, occurrence=occurrence, now=now),
        drivers=len(drivers),
        is_driving=member.pk in drivers,
        beside=[part for part in BESIDE if getattr(occurrence, f"has_{part}")],
        over=said_of(occurrence=occurrence, member=member, now=now),
    )


def _with_beside(rows: QuerySet[Occurrence]) -> QuerySet[Any]:
    """Of promises also those that nobody is told any more: a look too much, and never one too few."""
    of_activity = Q(organisation=OuterRef("organisation"), activity=OuterRef("activity"))
    of_date = Q(organisation=OuterRef("organisation"), occurrence=OuterRef("pk"))
    return rows.annotate(
        has_track=Exists(Track.objects.filter(of_activity)),
        has_helpers=Exists(Helper.objects.filter(of_activity)),
        has_promises=Exists(Promise.objects.filter(of_date)),
    )


def _drivers(occurrence: Occurrence) -> QuerySet[SignUp]:
    """Who said that they can drive and has a place. They are counted; nobody is told their names."""
    placed = SignUp.objects.of(occurrence.organisation_id).filter(status=SignUp.Status.PLACED, is_driving=True)
    return placed.filter(occurrence_id=occurrence.pk)


def visible_fine_for_me(*, member: Member) -> QuerySet[FineForMe]:
    """The member's own overrides. There is no other road to them."""
    return FineForMe.objects.of(member.organisation_id).filter(member=member)


def dates_to_come(*, activity: Activity, now: dt.datetime) -> list[Occurrence]:
    """The dates of an activity that have not begun and are not called off, soonest first."""
    rows = Occurrence.objects.of(activity.organisation_id).filter(activity=activity, starts_at__gt=now)
    return list(
        rows.filter(state__in=(Occurrence.State.PLANNED, Occurrence.State.PUBLISHED)).order_by("starts_at", "pk")
    )


def activity_with_dates(*, member: Member, activity_id: UUID) -> tuple[Activity, list[Occurrence]]:
    """The activity with lead and second loaded, and its dates in order. Two statements."""
    activity = one(visible_activities(member=member).select_related("lead", "second"), activity_id)
    return activity, list(visible_occurrences(member=member).filter(activity=activity).order_by("starts_at", "pk"))


@dataclass(frozen=True, slots=True)
class PublicOccurrence:
    """What anyone may see of a listed date. No names."""

    id: UUID
    title: str
    kind: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    places: int
    taken: int
    state: str
    effort: str
    how_hard: str
    cost: str
    what_to_bring: str


PUBLIC_COLUMNS = (
    "id", said("title"), "activity__kind", said("meeting_place"), "starts_at", "ends_at", "places", "taken",
    "state", "activity__effort", said("how_hard"), said("cost"), said("what_to_bring"),
)  # fmt: skip


def public_occurrences(*, organisation_id: UUID) -> QuerySet[Occurrence]:
    """Listed dates that are open or were: never planned ones, never "just us"."""
    return (
        Occurrence.objects.of(organisation_id)
        .filter(activity__is_programme=True)
        .exclude(state=Occurrence.State.PLANNED)
    )


def next_public_occurrences(*, organisation_id: UUID, now: dt.datetime, limit: int = 3) -> list[PublicOccurrence]:
    """What is on next, for the door. Call inside the organisation's scope."""
    rows = public_occurrences(organisation_id=organisation_id).filter(
        state=Occurrence.State.PUBLISHED, starts_at__gt=now
    )
    return [PublicOccurrence(*row) for row in rows.order_by("starts_at", "pk").values_list(*PUBLIC_COLUMNS)[:limit]]


def public_occurrence(*, organisation_id: UUID, occurrence_id: UUID) -> PublicOccurrence:
    """One listed date, for its public page. NotVisible when planned, "just us" or absent."""
    row = (
        public_occurrences(organisation_id=organisation_id)
        .filter(pk=occurrence_id)
        .values_list(*PUBLIC_COLUMNS)
        .first()
    )
    if row is None:
        raise NotVisible
    return PublicOccurrence(*row)


def due_for_settling(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(occurrence, organisation) of every offer and every held place whose time has passed, and of kept places that open to all. Read where due work is claimed, outside any scope."""
    offers: Any = SignUp.objects.filter(status=SignUp.Status.OFFERED, offer_ends_at__lte=now)
    opening: Any = Occurrence.objects.filter(Q(keeps_until__lte=now) | Q(invites_until__lte=now))
    return [
        *offers.values_list("occurrence_id", "organisation_id").distinct(),
        *opening.values_list("pk", "organisation_id"),
    ]


# How long a tap that gave something back can be taken back.
UNDO_LASTS = dt.timedelta(minutes=15)


def last_sign_up(*, occurrence: Occurrence, member: Member) -> SignUp | None:
    """What the member did last about this date: live, or how it ended. One statement."""
    rows = own_sign_ups(member=member).filter(occurrence=occurrence).select_related("typed_by")
    live_first = Case(When(status__in=LIVE, then=0), default=1)
    return rows.order_by(live_first, "-changed_at", "-pk").first()


def undo_until(row: SignUp) -> dt.datetime | None:
    """Until when the member can take it back that they left or said no."""
    taken_back = row.status in (SignUp.Status.LEFT, SignUp.Status.DECLINED)
    return row.changed_at + UNDO_LASTS if taken_back else None


def how_it_stands(row: SignUp) -> str:
    """The state of a sign-up of a loaded occurrence. A place in a date that was called off is kept, should it come back."""
    called_off = row.occurrence.state == Occurrence.State.CANCELLED and row.status == SignUp.Status.PLACED
    return SignUp.Status.CANCELLED if called_off else row.status


def visible_tell_me(*, member: Member) -> QuerySet[TellMe]:
    """What the member asked to be told. Nobody else reads it."""
    return TellMe.objects.of(member.organisation_id).filter(member=member)


def tell_me_of(*, member: Member, occurrence_id: UUID) -> list[str]:
    """What I asked about one date and was not told yet. One statement."""
    rows = visible_tell_me(member=member).filter(occurrence=occurrence_id, told_at__isnull=True)
    return sorted(rows.values_list("what", flat=True))


def due_for_all(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(occurrence, organisation) where the days of facilities staff are over, until `let_all_in` was there. Outside any scope."""
    over: Any = Occurrence.objects.filter(
        facilities_until__lte=now,
        starts_at__gt=now,
        state__in=(Occurrence.State.PLANNED, Occurrence.State.PUBLISHED),
    )
    return list(over.values_list("pk", "organisation_id"))


def due_for_drawing(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(occurrence, organisation) of every draw whose moment has passed. Outside any scope."""
    due: Any = Occurrence.objects.filter(draws_at__lte=now, state=Occurrence.State.PUBLISHED)
    return list(due.values_list("pk", "organisation_id"))
