"""What people did on a date, written into their own records when it closes."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from aftershift.activities.events import OccurrenceClosing
from aftershift.activities.hosting import standing_hosts
from aftershift.activities.models import Occurrence, RegisterLine, SignUp
from aftershift.core.events import publish
from aftershift.core.selectors import one
from aftershift.leading import ladder
from aftershift.leading.events import StepOpened
from aftershift.leading.models import DateRole, RecordLine, Step
from aftershift.leading.selectors import steps as reads
from aftershift.leading.selectors.record import SECOND
from aftershift.people.models import Member, RoleGrant

What = RecordLine.What
LEADING = frozenset({What.SHARED, What.WITH_BUDDY, What.BUDDIED, What.LED})
HOST = "host"


@transaction.atomic
def note_closing(event: OccurrenceClosing) -> None:
    """A date closes: each line once, however often it is told. The lists are complete then, or closing is refused after us.

    Who leads stands on the activity: lead and second each did what their own step makes of it.
    """
    rows = Occurrence.objects.of(event.organisation_id).select_related("activity__lead", "activity__second")
    date = one(rows, event.occurrence_id)
    done = _what_leaders_did(date)
    if event.by_id in done:
        done[event.by_id].append((What.WHOLE_LIST, ""))
    for member_id, job in _jobs(date):
        done.setdefault(member_id, []).append((What.JOB, job))
    for member_id, role in _small_roles(date):
        done.setdefault(member_id, []).append((What.ROLE, role))
    _note_who_came_first(date, set(done))
    _write(date, done, event.at)


@transaction.atomic
def note_role(*, member: Member, occurrence_id: UUID, role: str, now: dt.datetime) -> None:
    """The member had this small role on that date. Noting it again changes nothing."""
    date = one(Occurrence.objects.of(member.organisation_id).select_related("activity"), occurrence_id)
    _write(date, {member.pk: [(What.ROLE, role)]}, now)


@transaction.atomic
def note_shadowing(*, member: Member, occurrence: Occurrence, now: dt.datetime) -> None:
    _write(occurrence, {member.pk: [(What.SHADOWED, "")]}, now)


def _what_leaders_did(date: Occurrence) -> dict[UUID, list[tuple[str, str]]]:
    activity, today = date.activity, date.local_date
    both = [someone_id for someone_id in (activity.lead_id, activity.second_id) if someone_id is not None]
    numbers = reads.numbers_awake(
        organisation_id=date.organisation_id, kind=activity.kind, member_ids=both, today=today
    )
    done: dict[UUID, list[tuple[str, str]]] = {}
    lead, second = activity.lead_id, activity.second_id
    led_as = What.SHARED
    if lead is not None:
        number = numbers.get(lead, 0)
        if number >= ladder.LEAD:
            led_as = What.LED
        elif number == ladder.WITH_A_BUDDY and second is not None and _is_experienced(date, second, numbers):
            led_as = What.WITH_BUDDY
        done[lead] = [(led_as, "")]
    if second is not None:
        if led_as == What.WITH_BUDDY:
            done[second] = [(What.BUDDIED, "")]
        elif numbers.get(second, 0) >= ladder.LEAD_TOGETHER:
            done[second] = [(What.SHARED, SECOND)]
        else:
            done[second] = [(What.ROLE, SECOND)]
    return done


def _is_experienced(date: Occurrence, member_id: UUID, numbers: dict[UUID, int]) -> bool:
    """Can be a buddy: leads this kind alone, organises, or has led it often."""
    if numbers.get(member_id, 0) >= ladder.LEAD:
        return True
    organisation_id = date.organisation_id
    grants = RoleGrant.objects.of(organisation_id).filter(member_id=member_id, role=RoleGrant.Role.ORGANISER)
    led = RecordLine.objects.of(organisation_id).filter(member_id=member_id, kind=date.activity.kind, what=What.LED)
    return grants.exists() or led.count() >= reads.LED_OFTEN


def _here(date: Occurrence) -> set[UUID]:
    """Who was there: as the register says, or where none was kept, whoever had a place."""
    ticked = set(date.register.filter(state=RegisterLine.State.HERE).values_list("member_id", flat=True))
    placed = date.sign_ups.filter(status=SignUp.Status.PLACED).values_list("member_id", flat=True)
    return ticked or set(placed)


def _jobs(date: Occurrence) -> Iterable[tuple[UUID, str]]:
    here = _here(date)
    kept = date.sign_ups.filter(status=SignUp.Status.PLACED, job__isnull=False)
    found = list(kept.values_list("member_id", "job__job"))
    hosts = standing_hosts(organisation_id=date.organisation_id).filter(occurrence=date, said_yes_at__isnull=False)
    found += [(member_id, HOST) for member_id in hosts.values_list("sign_up__member_id", flat=True)]
    return [(member_id, job) for member_id, job in found if member_id in here]


def _small_roles(date: Occurrence) -> Iterable[tuple[UUID, str]]:
    held = DateRole.objects.of(date.organisation_id).filter(occurrence=date, state=DateRole.State.HELD)
    return held.filter(member__in=_here(date)).order_by("pk").values_list("member_id", "role")


def _note_who_came_first(date: Occurrence, others: set[UUID]) -> None:
    """A mark for the first time of this kind, and none for later times: no list of where somebody was."""
    lines = RecordLine.objects.of(date.organisation_id)
    known = lines.filter(kind=date.activity.kind).values("member")
    new = _here(date) - others
    fresh = Member.objects.of(date.organisation_id).filter(pk__in=new).exclude(pk__in=known)
    _insert(date, [(member_id, What.CAME, "") for member_id in fresh.values_list("pk", flat=True)])


def _write(date: Occurrence, done: dict[UUID, list[tuple[str, str]]], now: dt.datetime) -> None:
    _insert(date, [(member_id, what, role) for member_id, lines in done.items() for what, role in lines])
    led = [member_id for member_id, lines in done.items() if any(what in LEADING for what, _ in lines)]
    mine = Step.objects.of(date.organisation_id).filter(member__in=done, kind=date.activity.kind)
    # A small job keeps small steps awake; only leading with somebody wakes what is about leading.
    mine.filter(Q(number__lt=ladder.LEAD_TOGETHER) | Q(member__in=led), used_date__lt=date.local_date).update(
        used_date=date.local_date
    )
    for someone in Member.objects.of(date.organisation_id).filter(pk__in=done).order_by("pk"):
        tell_if_open(member=someone, kind=date.activity.kind, now=now)


def _insert(date: Occurrence, lines: list[tuple[UUID, str, str]]) -> None:
    minutes = int((date.ends_at - date.starts_at).total_seconds() // 60)
    RecordLine.objects.bulk_create(
        [
            RecordLine(
                organisation_id=date.organisation_id,
                member_id=member_id,
                kind=date.activity.kind,
                what=what,
                role=role,
                occurrence=date,
                title=date.title,
                local_date=date.local_date,
                minutes=minutes,
            )
            for member_id, what, role in lines
        ],
        ignore_conflicts=True,  # told before
    )


@transaction.atomic
def tell_if_open(*, member: Member, kind: str, now: dt.datetime) -> None:
    """Publish StepOpened the first time that a step asks the member for nothing more. It takes no step."""
    today = member.organisation.local(now).date()
    found = reads.standing(member=member, kind=kind, today=today)
    if not found.is_invited or found.next is None:
        return
    step, _ = Step.objects.of(member.organisation_id).get_or_create(
        member=member,
        kind=kind,
        defaults={"organisation_id": member.organisation_id, "taken_date": today, "used_date": today},
    )
    if step.told_of >= found.next:
        return
    step.told_of = found.next
    step.save(update_fields=["told_of"])
    publish(StepOpened(member.pk, member.organisation_id, kind, found.next, now))
