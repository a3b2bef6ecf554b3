"""Asking somebody to be at home for a group, their answer, and the alert when the group is not back (DESIGN 8)."""

import datetime as dt
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django_scopes import scope

from aftershift.activities.events import DatesChanged, OccurrenceChanged
from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.ids import new_id
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member
from aftershift.safety import policies
from aftershift.safety.errors import AskedTwice, DateIsOver, IsOnTheTrip, NothingToHear
from aftershift.safety.events import GroupIsSafe, GroupOverdue, HomeContactAsked, NobodyAtHome
from aftershift.safety.models import HomeContact, HomeWatch, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.selectors.emergency import help_number_of

Step = OverdueStep.Step
Contact = HomeContact.State
LATER_AT_MOST = dt.timedelta(hours=12)


@transaction.atomic
def ask_contact(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    rank: int,
    contact_id: UUID | None = None,
    email: str = "",
    now: dt.datetime,
) -> HomeContact:
    """Ask a member, or an e-mail address by a test message. They count once they say yes. Asking the same one again is
    once; another one takes the place. Raises NotVisible, NotAllowed, FieldProblem, IsOnTheTrip, AskedTwice, DateIsOver.
    """
    occurrence = _locked_to_run(member, roles, occurrence_id)
    if occurrence.state != Occurrence.State.PLANNED and not selectors.is_awaited(occurrence):
        raise DateIsOver
    if (contact_id is None) == (email == ""):
        raise FieldProblem({"/email": "Name a colleague, or write an e-mail address: one of the two."})
    if contact_id is not None:
        _refuse_who_cannot_be_asked(occurrence, member, contact_id)
    elif selectors.on_the_trip(occurrence=occurrence, member_id=member.pk) and _is_own_address(member, email):
        raise IsOnTheTrip  # only of one's own: a refusal of another's would tell whose address it is
    rows = HomeContact.objects.of(member.organisation_id).filter(occurrence=occurrence)
    asked = {"member_id": contact_id, "email": email.lower()}
    before = {row.rank: row for row in rows}
    if any(row.rank != rank and _is_same(row, asked) for row in before.values()):
        raise AskedTwice
    if rank in before and _is_same(before[rank], asked):
        return before[rank]
    rows.filter(rank=rank).delete()
    made = HomeContact.objects.create(
        organisation_id=member.organisation_id,
        occurrence=occurrence,
        rank=rank,
        asked_by=member,
        asked_at=now,
        member_id=contact_id,
        email=email.lower(),
    )
    publish(HomeContactAsked(made.pk, occurrence.pk, member.organisation_id, now))
    return made


@transaction.atomic
def drop_contact(*, member: Member, roles: Collection[str], occurrence_id: UUID, rank: int) -> None:
    """Not this one after all. Twice is once. Raises NotVisible, NotAllowed."""
    occurrence = _locked_to_run(member, roles, occurrence_id)
    HomeContact.objects.of(member.organisation_id).filter(occurrence=occurrence, rank=rank).delete()


@transaction.atomic
def answer(*, member: Member, contact_id: UUID, says_yes: bool, may_wake: bool, now: dt.datetime) -> HomeContact:
    """Yes or no to being at home for a group, and whether the alert may wake me. It can be said anew until the end.

    Raises NotVisible for anybody else's, IsOnTheTrip.
    """
    rows = HomeContact.objects.of(member.organisation_id).filter(member=member)
    row = one(rows.select_for_update(of=("self",)), contact_id)
    if says_yes and selectors.on_the_trip(occurrence=_date(row), member_id=member.pk):
        raise IsOnTheTrip
    return _answered(row, says_yes=says_yes, may_wake=may_wake, now=now)


@transaction.atomic
def answer_by_link(*, token: str, says_yes: bool, now: dt.datetime) -> HomeContact:
    """The same for an e-mail address: pressing the button behind the link is what proves that it is read.

    Raises NotVisible.
    """
    found = selectors.contact_of_link(token)
    row = one(HomeContact.objects.of(found.organisation_id).select_for_update(of=("self",)), found.pk)
    return _answered(row, says_yes=says_yes, may_wake=says_yes, now=now)


def _answered(row: HomeContact, *, says_yes: bool, may_wake: bool, now: dt.datetime) -> HomeContact:
    row.state = Contact.CONFIRMED if says_yes else Contact.DECLINED
    row.may_wake, row.answered_at = says_yes and may_wake, now
    row.save(update_fields=["state", "may_wake", "answered_at"])
    return row


@transaction.atomic
def say_later(
    *, member: Member, roles: Collection[str], occurrence_id: UUID, back_at: dt.datetime, now: dt.datetime
) -> HomeWatch:
    """It takes longer: the alert waits. Raises NotVisible, NotAllowed, DateIsOver, FieldProblem."""
    occurrence = _locked_to_run(member, roles, occurrence_id)
    if not selectors.is_awaited(occurrence):
        raise DateIsOver
    if not now < back_at <= max(occurrence.ends_at, now) + LATER_AT_MOST:
        raise FieldProblem({"/back_at": "Choose a time that is still to come, within twelve hours."})
    return _watch(occurrence, later_back_at=back_at)


@transaction.atomic
def say_heard(*, member: Member, contact_id: UUID, now: dt.datetime) -> HomeContact:
    """A contact has heard from the group: nobody else is told that they are missing. Raises NotVisible, NothingToHear."""
    rows = HomeContact.objects.of(member.organisation_id).filter(member=member, state=Contact.CONFIRMED)
    return _heard(one(rows, contact_id), now)


@transaction.atomic
def say_heard_by_link(*, token: str, now: dt.datetime) -> HomeContact:
    """Raises NotVisible, NothingToHear."""
    found = selectors.contact_of_link(token)
    if found.state != Contact.CONFIRMED:
        raise NothingToHear
    return _heard(found, now)


def _heard(contact: HomeContact, now: dt.datetime) -> HomeContact:
    occurrence = _locked(contact.organisation_id, contact.occurrence_id)
    told = selectors.standing(occurrence=occurrence).told
    if not {Step.FIRST, Step.SECOND, Step.SITE} & set(told):
        raise NothingToHear
    _watch(occurrence, heard_at=now, heard_rank=contact.rank)
    _say_safe(occurrence, now)
    return contact


@transaction.atomic
def warn_of_nobody(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """Told to the leads before they leave, once. Looks again under the lock: somebody may have said yes meanwhile."""
    occurrence = _locked(organisation_id, occurrence_id)
    home = selectors.standing(occurrence=occurrence)
    if occurrence.state != Occurrence.State.PUBLISHED or selectors.reachable(home) or Step.NOBODY in home.told:
        return
    _tell(occurrence, Step.NOBODY, now)
    publish(NobodyAtHome(occurrence.pk, organisation_id, now))


@transaction.atomic
def alert(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> str | None:
    """The next step of the alert if its time has come, once: first contact, second, then the site's number.

    Note and event are one transaction, so a killed worker has told nobody or has it written down. Returns the step.
    """
    occurrence = _locked(organisation_id, occurrence_id)
    home = selectors.standing(occurrence=occurrence)
    contacts = selectors.reachable(home)
    coming = selectors.next_step(home, contacts)
    if coming is None or coming[1] > now:
        return None
    step = coming[0]
    ranks = {Step.FIRST: {1}, Step.SECOND: {2}, Step.SITE: {1, 2}}[Step(step)]
    told = [contact for contact in contacts if contact.rank in ranks]
    phone = help_number_of(occurrence=occurrence)
    _tell(occurrence, step, now)
    publish(
        GroupOverdue(
            occurrence_id=occurrence.pk,
            organisation_id=organisation_id,
            step=step,
            contact_ids=tuple(contact.pk for contact in told),
            urgent_ids=tuple(contact.pk for contact in told if contact.may_wake),
            help_name=phone.name if phone else "",
            help_number=phone.number if phone else "",
            at=now,
        )
    )
    return step


@transaction.atomic
def forget(*, organisation_id: UUID, occurrence_id: UUID, now: dt.datetime) -> None:
    """Two days after the end nobody at home is named any more."""
    HomeContact.objects.of(organisation_id).filter(
        occurrence=occurrence_id, occurrence__ends_at__lte=now - selectors.FORGOTTEN_AFTER
    ).delete()


@transaction.atomic
def ask_again(*, organisation_id: UUID, occurrence_ids: Collection[UUID], now: dt.datetime) -> None:
    """These dates have another day or time: a yes was to the old one. Whoever said yes or has yet to answer is asked anew,
    so that the link of an old letter says yes to nothing; and the leads are warned anew where nobody says yes. Whoever
    said no stays left out. Safe to repeat: once for each move."""
    rows = HomeContact.objects.of(organisation_id).filter(occurrence__in=occurrence_ids).exclude(state=Contact.DECLINED)
    for row in rows.select_for_update(of=("self",)).order_by("pk"):
        old = row.pk
        row.pk, row.state, row.may_wake, row.asked_at, row.answered_at = new_id(), Contact.ASKED, False, now, None
        HomeContact.objects.of(organisation_id).filter(pk=old).delete()
        row.save(force_insert=True)
        publish(HomeContactAsked(row.pk, row.occurrence_id, organisation_id, now))
    # What was said and told of coming back was of the old time; a date that has begun cannot be moved.
    HomeWatch.objects.of(organisation_id).filter(occurrence__in=occurrence_ids).delete()
    OverdueStep.objects.of(organisation_id).filter(occurrence__in=occurrence_ids).delete()


def ask_again_when_moved(event: DatesChanged) -> None:
    """One date, or those of a series that moved with its rule. Listens to activities."""
    if event.what in ("moved", "series"):
        ask_again(organisation_id=event.organisation_id, occurrence_ids=event.occurrence_ids, now=event.at)


@transaction.atomic
def leave_no_home_empty(event: MemberLeft) -> None:
    """Whoever left the programme is at home for nobody any more, so that the leads are warned. Listens to people."""
    with scope(organisation=event.organisation_id):
        rows = HomeContact.objects.of(event.organisation_id).filter(member=event.member_id)
        rows.filter(occurrence__ends_at__gt=event.at).delete()


def end_alert(event: OccurrenceChanged) -> None:
    """They are back, never left, or it was called off: whoever was alerted hears so. Listens to activities.

    A group that stopped on its way is not back: it is missed until it is counted."""
    if event.what in (Occurrence.State.CLOSED, Occurrence.State.STOPPED, Occurrence.State.CANCELLED):
        occurrence = _locked(event.organisation_id, event.occurrence_id)
        if not selectors.is_awaited(occurrence):
            _say_safe(occurrence, event.at)


def _say_safe(occurrence: Occurrence, now: dt.datetime) -> None:
    home = selectors.standing(occurrence=occurrence)
    told = {Step.FIRST: 1, Step.SECOND: 2}
    ranks = {rank for step, rank in told.items() if step in home.told}
    if Step.OVER in home.told or not (ranks or Step.SITE in home.told):
        return
    _tell(occurrence, Step.OVER, now)
    publish(
        GroupIsSafe(
            occurrence_id=occurrence.pk,
            organisation_id=occurrence.organisation_id,
            contact_ids=tuple(contact.pk for contact in home.contacts if contact.rank in ranks),
            was_site_told=Step.SITE in home.told,
            at=now,
        )
    )


def _tell(occurrence: Occurrence, step: str, now: dt.datetime) -> None:
    OverdueStep.objects.create(organisation_id=occurrence.organisation_id, occurrence=occurrence, step=step, at=now)


def _watch(occurrence: Occurrence, **said: object) -> HomeWatch:
    row, _ = HomeWatch.objects.of(occurrence.organisation_id).update_or_create(
        occurrence=occurrence, defaults={"organisation_id": occurrence.organisation_id, **said}
    )
    return row


def _is_own_address(member: Member, email: str) -> bool:
    return (member.person.email or "").lower() == email.lower()


def _is_same(row: HomeContact, asked: Mapping[str, object]) -> bool:
    return row.member_id == asked["member_id"] and row.email == asked["email"]


def _refuse_who_cannot_be_asked(occurrence: Occurrence, member: Member, contact_id: UUID) -> None:
    if selectors.on_the_trip(occurrence=occurrence, member_id=contact_id):
        raise IsOnTheTrip
    one(selectors.may_be_asked(member=member, occurrence=occurrence), contact_id)


def _date(row: HomeContact) -> Occurrence:
    rows = Occurrence.objects.of(row.organisation_id).select_related(*selectors.ON_THE_DATE)
    return one(rows, row.occurrence_id)


def _locked(organisation_id: UUID, occurrence_id: UUID) -> Occurrence:
    rows = Occurrence.objects.of(organisation_id).select_related(*selectors.ON_THE_DATE)
    return one(rows.select_for_update(of=("self",)), occurrence_id)


def _locked_to_run(member: Member, roles: Collection[str], occurrence_id: UUID) -> Occurrence:
    rows = visible_occurrences(member=member).select_related(*selectors.ON_THE_DATE)
    occurrence = one(rows.select_for_update(of=("self",)), occurrence_id)
    require(policies.MAY, "home.ask", roles_for(member=member, activity=occurrence.activity, granted=roles))
    return occurrence
