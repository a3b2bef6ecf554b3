"""What stops people coming: counted without anybody's name, and answered in public (decision "Barriers are counts")."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.ideas import selectors
from aftershift.ideas.models import BarrierAnswer, BarrierCount, BarrierMark, BarrierReceived, BarrierTag, Idea
from aftershift.ideas.policies import MAY
from aftershift.organisations.models import Organisation
from aftershift.people.codes import keyed
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

ABOUT = ("", *Idea.Kind.values)
Cells = Mapping[tuple[str, str], int]  # by tag and what it is about: how many named it


@transaction.atomic
def say_barriers(*, member: Member, random: str, about: str, said: Mapping[str, int], now: dt.datetime) -> None:
    """Count what stops somebody coming. Nothing of the member is written that leads to them without the installation's key.

    random: made on the phone; the same one again counts nothing, so a retry is safe until the month after next.
    said: by tag, how many people named it; more than one only from who may speak for others. Raises NotAllowed.
    A member's own is counted once a month, and the answer does not say whether it was. Who may speak for others
    hears the same from many, so each of theirs counts.
    """
    roles = roles_of(member)
    require(MAY, "barrier.say", roles)
    if any(people > 1 for people in said.values()):
        require(MAY, "barrier.say_for_others", roles)
    _lock(member)
    month = _month(member, now)
    received = BarrierReceived.objects.of(member.organisation_id)
    random_hash = hashlib.sha256(random.encode()).hexdigest()
    if received.filter(random_hash=random_hash).exists():
        return
    BarrierReceived(organisation_id=member.organisation_id, month=month, random_hash=random_hash).save()
    received.filter(month__lt=_month_before(month)).delete()
    BarrierMark.objects.of(member.organisation_id).filter(month__lt=month).delete()
    cells: Cells = {(tag, about): people for tag, people in said.items()}
    if MAY["barrier.say_for_others"].isdisjoint(roles):
        cells = _named_first(member, month, cells)
    _count(member, month, cells)


@transaction.atomic
def count_heard(*, member: Member, tags: Counter[str], now: dt.datetime) -> None:
    """Count barriers that stand in a field note, whose own key makes it safe to repeat."""
    _lock(member)
    _count(member, _month(member, now), {(tag, ""): times for tag, times in tags.items()})


@transaction.atomic
def answer_barrier(*, member: Member, tag: str, text: str, idea_id: UUID | None, now: dt.datetime) -> BarrierAnswer:
    """Say in public what was done about it, and which idea came of it. Raises NotAllowed, FieldProblem."""
    require(MAY, "barrier.answer", roles_of(member))
    idea = selectors.visible_ideas(member=member).filter(pk=idea_id).first() if idea_id else None
    if idea_id and idea is None:
        raise FieldProblem({"/idea": "This idea is not here."})
    given = BarrierAnswer(
        organisation_id=member.organisation_id,
        tag=tag,
        text=text,
        idea=idea,
        given_by=member,
        given_date=member.organisation.local(now).date(),
    )
    given.save()
    return given


def _lock(member: Member) -> None:
    """One at a time in an organisation: two phones may be opening the same month."""
    Organisation.objects.select_for_update(no_key=True).get(pk=member.organisation_id)


def _month(member: Member, now: dt.datetime) -> dt.date:
    """The month in which it reaches us, never that in which it was pressed: a month that is over is never counted anew."""
    return member.organisation.local(now).date().replace(day=1)


def _month_before(month: dt.date) -> dt.date:
    return (month - dt.timedelta(days=1)).replace(day=1)


def _named_first(member: Member, month: dt.date, cells: Cells) -> Cells:
    """Those of them that this member has not named this month. The caller holds the lock."""
    marks = {cell: keyed("barrier", f"{member.pk}:{month}:{cell[0]}:{cell[1]}") for cell in cells}
    kept = BarrierMark.objects.of(member.organisation_id)
    known = set(kept.filter(mark__in=marks.values()).values_list("mark", flat=True))
    new = {cell: mark for cell, mark in marks.items() if mark not in known}
    BarrierMark.objects.bulk_create(
        BarrierMark(organisation_id=member.organisation_id, month=month, mark=mark) for mark in sorted(new.values())
    )
    return {cell: cells[cell] for cell in new}


def _count(member: Member, month: dt.date, more: Cells) -> None:
    """Every row of the month is written, with nothing added to most: which ones grew cannot be read off the table."""
    rows = BarrierCount.objects.of(member.organisation_id).filter(month=month)
    if not rows.exists():
        BarrierCount.objects.bulk_create(
            BarrierCount(organisation_id=member.organisation_id, month=month, tag=tag, about=about)
            for about in ABOUT
            for tag in BarrierTag.values
        )
    grown = [When(tag=tag, about=about, then=Value(people)) for (tag, about), people in sorted(more.items())]
    rows.update(said=F("said") + Case(*grown, default=Value(0)))
