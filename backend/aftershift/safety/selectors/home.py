"""Home contacts, and where an overdue alert stands. What is due is worked out from the rows alone."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower
from django_scopes import scope

from aftershift.activities.models import Occurrence, SignUp
from aftershift.activities.selectors import programme, roles_for, visible_occurrences
from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member, RoleGrant
from aftershift.safety import policies
from aftershift.safety.models import HomeContact, HomeWatch, OverdueStep
from aftershift.safety.windows import is_out, out

State = Occurrence.State
Step = OverdueStep.Step
GRACE = dt.timedelta(minutes=30)  # after the time they said
BETWEEN = dt.timedelta(minutes=30)  # until the next one is told
WARN_BEFORE = dt.timedelta(hours=3)
LOOKS_BACK = dt.timedelta(hours=24)  # a date that nobody closed for longer alerts nobody any more
FORGOTTEN_AFTER = dt.timedelta(hours=48)
ON_THE_DATE = ("organisation", "activity")
SALT = "safety.home-contact"
ON_ITS_LIST = ("placed", "waiting", "offered")


@dataclass(frozen=True)
class Home:
    """is_needed: it leaves the site. told: which steps have been told, with when."""

    occurrence: Occurrence
    is_needed: bool
    contacts: list[HomeContact]
    back_at: dt.datetime
    told: Mapping[str, dt.datetime]
    heard_at: dt.datetime | None

    @property
    def is_confirmed(self) -> bool:
        return any(contact.state == HomeContact.State.CONFIRMED for contact in self.contacts)


def link_token(contact: HomeContact) -> str:
    """What an e-mail's link carries: signed, so that nothing secret is stored, and only for this address on this date."""
    return signing.dumps([str(contact.organisation_id), str(contact.pk), contact.email], salt=SALT)


def contact_of_link(token: str) -> HomeContact:
    """Read before any organisation is known. Raises NotVisible for a link that is none, or names what is gone."""
    try:
        organisation, key, email = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise NotVisible from None
    with scope(organisation=UUID(organisation)):
        rows = HomeContact.objects.of(UUID(organisation)).exclude(email="")
        found = (
            rows.select_related("occurrence__activity", "occurrence__organisation").filter(pk=key, email=email).first()
        )
    if found is None:
        raise NotVisible
    return found


def home_of(*, member: Member, roles: Collection[str], occurrence_id: UUID) -> Home:
    """For whoever runs the date. Raises NotVisible, NotAllowed."""
    occurrence = one(visible_occurrences(member=member).select_related(*ON_THE_DATE), occurrence_id)
    require(policies.MAY, "home.read", roles_for(member=member, activity=occurrence.activity, granted=roles))
    return standing(occurrence=occurrence)


def standing(*, occurrence: Occurrence) -> Home:
    """Three statements."""
    rows = HomeContact.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    watch = HomeWatch.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    steps = OverdueStep.objects.of(occurrence.organisation_id).filter(occurrence=occurrence)
    return Home(
        occurrence=occurrence,
        is_needed=not occurrence.activity.is_on_site,
        contacts=list(rows.select_related("member").order_by("rank")),
        back_at=(watch.later_back_at if watch else None) or occurrence.ends_at,
        told=dict(steps.values_list("step", "at")),
        heard_at=watch.heard_at if watch else None,
    )


def on_the_trip(*, occurrence: Occurrence, member_id: UUID) -> bool:
    """Leads it, helps, or stands on its list in any way but having left."""
    if member_id in (occurrence.activity.lead_id, occurrence.activity.second_id):
        return True
    rows = SignUp.objects.of(occurrence.organisation_id).filter(occurrence=occurrence, member=member_id)
    return rows.filter(status__in=ON_ITS_LIST).exists()


def is_address_on_the_trip(*, occurrence: Occurrence, email: str) -> bool:
    """The address of a colleague who is on it. Nothing tells whose."""
    rows = Member.objects.of(occurrence.organisation_id).filter(person__email__iexact=email)
    return any(on_the_trip(occurrence=occurrence, member_id=key) for key in rows.values_list("pk", flat=True))


def reachable(home: Home) -> list[HomeContact]:
    """Contacts who said yes and are not on the trip now, whatever they were when they said it (RULE-44)."""
    return [
        contact
        for contact in home.contacts
        if contact.state == HomeContact.State.CONFIRMED and not _comes_along(contact, home.occurrence)
    ]


def _comes_along(contact: HomeContact, occurrence: Occurrence) -> bool:
    if contact.member_id is not None:
        return on_the_trip(occurrence=occurrence, member_id=contact.member_id)
    return is_address_on_the_trip(occurrence=occurrence, email=contact.email)


def is_awaited(occurrence: Occurrence) -> bool:
    """Whoever waits at home waits for it: it is open, or out. Without signal at the start it looks open all the way."""
    return occurrence.state == State.PUBLISHED or is_out(occurrence)


def next_step(home: Home, reachable: Collection[HomeContact]) -> tuple[str, dt.datetime] | None:
    """What is told next, and from when; None when nothing is any more."""
    if not is_awaited(home.occurrence) or home.heard_at is not None or not home.is_needed:
        return None
    ranks = {contact.rank for contact in reachable}
    ladder = [Step.FIRST] * (1 in ranks) + [Step.SECOND] * (2 in ranks) + [Step.SITE]
    left = [step for step in ladder if step not in home.told]
    if not left or Step.SITE in home.told:
        return None
    told = [home.told[step] for step in (Step.FIRST, Step.SECOND) if step in home.told]
    return left[0], max([home.back_at + GRACE, *(at + BETWEEN for at in told)])


def due_for_alert(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """(occurrence, organisation) that may have something to tell. Read where due work is claimed, outside any scope.

    A date is watched when it set off, or when somebody at home was asked: without signal at the start nobody else
    notices that a group left. Who said that it takes longer is watched as much longer. The exact moment is looked at
    under the row's lock.
    """
    later = HomeWatch.objects.filter(occurrence=OuterRef("pk"), later_back_at__gt=now - LOOKS_BACK)
    asked = HomeContact.objects.filter(occurrence=OuterRef("pk"), state=HomeContact.State.CONFIRMED)
    finished = OverdueStep.objects.filter(occurrence=OuterRef("pk"), step__in=(Step.SITE, Step.OVER))
    rows = Occurrence.objects.filter(
        out() | Q(Exists(asked), state=State.PUBLISHED),
        ~Exists(finished),
        Q(ends_at__gt=now - LOOKS_BACK) | Exists(later),
        activity__is_on_site=False,
        ends_at__lte=now - GRACE,
    )
    return list(rows.values_list("pk", "organisation_id"))


def due_for_warning(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """Dates that leave the site within three hours, and nobody at home has said yes: a yes of whoever comes along by now
    is none, as `reachable` has it."""
    here = SignUp.objects.filter(occurrence=OuterRef("occurrence"), status__in=ON_ITS_LIST)
    comes = here.filter(member=OuterRef("member"))
    # An address is compared as it was written down: in small letters.
    address = here.annotate(address=Lower("member__person__email")).filter(address=OuterRef("email"))
    leads = {key: Lower(f"occurrence__activity__{key}__person__email") for key in ("lead", "second")}
    yes = (
        HomeContact.objects.filter(occurrence=OuterRef("pk"), state=HomeContact.State.CONFIRMED)
        .annotate(lead_address=Coalesce(leads["lead"], Value("")), second_address=Coalesce(leads["second"], Value("")))
        .exclude(Q(member__isnull=False) & Exists(comes))
        .exclude(member=F("occurrence__activity__lead"))
        .exclude(member=F("occurrence__activity__second"))
        .exclude(~Q(email="") & (Exists(address) | Q(email=F("lead_address")) | Q(email=F("second_address"))))
    )
    said = OverdueStep.objects.filter(occurrence=OuterRef("pk"), step=Step.NOBODY)
    rows = Occurrence.objects.filter(
        ~Exists(yes),
        ~Exists(said),
        activity__is_programme=True,
        activity__is_on_site=False,
        state=State.PUBLISHED,
        starts_at__gt=now,
        starts_at__lte=now + WARN_BEFORE,
    )
    return list(rows.values_list("pk", "organisation_id"))


def due_for_forgetting(*, now: dt.datetime) -> list[tuple[UUID, UUID]]:
    """Dates whose end is two days ago and that still name somebody at home."""
    rows = HomeContact.objects.filter(occurrence__ends_at__lte=now - FORGOTTEN_AFTER)
    return list(rows.values_list("occurrence_id", "organisation_id").distinct())


def asked_of(*, member: Member, now: dt.datetime) -> QuerySet[HomeContact]:
    """Where I am asked, or have said yes, to be at home for a group, soonest first."""
    rows = HomeContact.objects.of(member.organisation_id).filter(
        member=member, occurrence__ends_at__gt=now - FORGOTTEN_AFTER
    )
    return (
        rows.exclude(state=HomeContact.State.DECLINED)
        .exclude(occurrence__state__in=(State.CANCELLED,))
        .select_related("occurrence__activity", "occurrence__organisation", "asked_by")
        .order_by("occurrence__starts_at", "pk")
    )


def may_be_asked(*, member: Member, occurrence: Occurrence) -> QuerySet[Member]:
    """Organisers, connectors, and whoever leads something: their names are known here already. Nobody of the trip."""
    known = RoleGrant.objects.of(member.organisation_id).filter(
        member=OuterRef("pk"), role__in=(RoleGrant.Role.ORGANISER, RoleGrant.Role.CONNECTOR)
    )
    leads = programme(organisation_id=member.organisation_id).filter(Q(lead=OuterRef("pk")) | Q(second=OuterRef("pk")))
    here = SignUp.objects.of(member.organisation_id).filter(
        occurrence=occurrence, member=OuterRef("pk"), status__in=ON_ITS_LIST
    )
    activity = occurrence.activity
    rows = Member.objects.of(member.organisation_id).filter(
        Exists(known) | Exists(leads), left_at__isnull=True, is_under_18=False
    )
    return (
        rows.exclude(Exists(here))
        .exclude(pk__in=[key for key in (activity.lead_id, activity.second_id) if key])
        .order_by("called_name", "pk")
    )
