"""Saying what went wrong or nearly did, without a name; what a list learns from it; and who keeps the list."""

import datetime as dt
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading.services.tapering import note_incident
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member, RoleGrant
from aftershift.safety import policies, templates
from aftershift.safety.errors import ChangeAnswered, NotTheKeeper
from aftershift.safety.events import ChangeProposed
from aftershift.safety.models import Keeper, ListVersion, NearMiss, ProposedChange
from aftershift.safety.selectors import learning as selectors


@dataclass(frozen=True)
class Account:
    """Three plain questions and what would stop it next time. Nothing else, and nobody's name."""

    was_hurt: bool
    went_to_hospital: bool
    could_be_worse: bool
    kind: str = ""
    what: str = ""
    where: str = ""
    next_time: str = ""
    occurrence_id: UUID | None = None  # which date it was, where whoever says it wants that known
    activity_id: UUID | None = None  # or only which activity


@transaction.atomic
def say_near_miss(*, member: Member, roles: Collection[str], random: str, account: Account, now: dt.datetime) -> None:
    """Keep it under a random key with today's date. Nothing of the member is written; the answer is the same for a repeat.

    random: made on the phone; the same one again keeps nothing more.
    The date or activity they name is not kept with it: the organiser comes more often to that series again, and nothing
    else follows (DOMAIN 5.3). Raises FieldProblem for one that they were not at lately.
    Of an injury only that it was, and what would stop it next time: the rest belongs into the trust's own system.
    What would stop it next time is proposed to the keeper of the list that this kind of activity uses.
    """
    require(policies.MAY, "near_miss.say", {*roles, "member"})
    # Who went to hospital was hurt, whichever of the two questions was answered with yes.
    if (account.was_hurt or account.went_to_hospital) and (account.what or account.where):
        raise FieldProblem(
            {"/what": "Somebody was hurt: what happened is written in the trust's own system, not here."}
        )
    # Where it was, before the organisation: whoever changes an activity holds it first.
    where = _locked_activity(member, roles, account, now)
    # One at a time in an organisation: two tries of one phone may be under way.
    Organisation.objects.select_for_update(no_key=True).get(pk=member.organisation_id)
    said = hashlib.sha256(random.encode()).hexdigest()
    if NearMiss.objects.of(member.organisation_id).filter(said=said).exists():
        return
    today = member.organisation.local(now).date()
    NearMiss(
        organisation_id=member.organisation_id,
        said=said,
        said_date=today,
        kind=account.kind,
        was_hurt=account.was_hurt,
        went_to_hospital=account.went_to_hospital,
        could_be_worse=account.could_be_worse,
        what=account.what,
        where=account.where,
        next_time=account.next_time,
    ).save()
    if account.next_time:
        _propose(member.organisation_id, _list_of(account.kind), account.next_time, today, now)
    if where is not None:
        note_incident(organisation_id=member.organisation_id, activity_id=where, now=now)


def _locked_activity(member: Member, roles: Collection[str], account: Account, now: dt.datetime) -> UUID | None:
    """Where it was, held; None where they do not say. A date says it more exactly than an activity."""
    if account.occurrence_id is not None:
        date = selectors.dates_lately(member=member, now=now).filter(pk=account.occurrence_id).first()
        if date is None:
            raise FieldProblem({"/occurrence_id": "Choose a date that you were at, or none."})
        where = date.activity_id
    elif account.activity_id is not None:
        activity = (
            selectors.activities_lately(member=member, roles=roles, now=now).filter(pk=account.activity_id).first()
        )
        if activity is None:
            raise FieldProblem({"/activity_id": "Choose something that you came to, or none."})
        where = activity.pk
    else:
        return None
    Activity.objects.of(member.organisation_id).select_for_update(of=("self",)).get(pk=where)
    return where


def _list_of(kind: str) -> str:
    """The list beside CORE that this kind uses, or CORE itself where no kind was said."""
    return templates.LIST_OF.get(Activity.Kind(kind), templates.CORE) if kind else templates.CORE


def _propose(organisation_id: UUID, template: str, text: str, today: dt.date, now: dt.datetime) -> None:
    change = ProposedChange(organisation_id=organisation_id, template=template, text=text, said_date=today)
    change.save()
    keeper = selectors.keeper_of(organisation_id=organisation_id, template=template)
    publish(ChangeProposed(change.pk, organisation_id, template, keeper.member_id if keeper else None, now))


@transaction.atomic
def look_at_near_miss(*, member: Member, roles: Collection[str], near_miss_id: UUID, status: str) -> NearMiss:
    """How far it has come. Whether it has to be reported is for people to decide, never for the app.

    Raises NotVisible, NotAllowed.
    """
    require(policies.MAY, "near_miss.look", roles)
    row = one(selectors.visible_near_misses(member=member).select_for_update(), near_miss_id)
    row.status = status
    row.save(update_fields=["status"])
    return row


@transaction.atomic
def set_keeper(
    *, member: Member, roles: Collection[str], template: str, keeper_id: UUID | None, now: dt.datetime
) -> None:
    """The organiser named on a list. Only an organiser keeps one. Raises NotAllowed, FieldProblem."""
    require(policies.MAY, "keeper.set", roles)
    rows = Keeper.objects.of(member.organisation_id).filter(template=template)
    if keeper_id is None:
        rows.delete()
        return
    grants = RoleGrant.objects.of(member.organisation_id)
    if not grants.filter(member=keeper_id, role=RoleGrant.Role.ORGANISER).exists():
        raise FieldProblem({"/keeper_id": "Choose an organiser."})
    Keeper.objects.of(member.organisation_id).update_or_create(
        template=template,
        defaults={
            "organisation_id": member.organisation_id,
            "member_id": keeper_id,
            "since_date": member.organisation.local(now).date(),
        },
    )


@dataclass(frozen=True)
class Wording:
    """How a list says it from now on: other words for one of its items, or an item of its own in a phase of the day."""

    text: str
    item_id: str = ""
    phase: str = ""
    is_mandatory: bool = False


@transaction.atomic
def answer_change(
    *,
    member: Member,
    roles: Collection[str],
    change_id: UUID,
    wording: Wording | None,
    reply: str,
    now: dt.datetime,
) -> ProposedChange:
    """Taken, which makes the next version of the list, or not, with a reason that everybody who looks at it may read.

    wording: None leaves it out. Only the keeper takes something into a list. What was taken stays taken: the same answer
    again is once. Lists that are begun stay as they are (RULE-42).
    Raises NotVisible, NotAllowed, NotTheKeeper, ChangeAnswered, FieldProblem.
    """
    require(policies.MAY, "change.answer", roles)
    row = one(ProposedChange.objects.of(member.organisation_id).select_for_update(), change_id)
    if row.state == ProposedChange.State.TAKEN:
        if wording is not None and reply == row.reply:
            return row
        raise ChangeAnswered
    if wording is not None:
        _make_version(row, member, wording, now)
    row.state = ProposedChange.State.TAKEN if wording is not None else ProposedChange.State.NOT_TAKEN
    row.reply = reply
    row.save(update_fields=["state", "reply"])
    return row


def _make_version(change: ProposedChange, member: Member, wording: Wording, now: dt.datetime) -> None:
    keeper = Keeper.objects.of(member.organisation_id).select_for_update().filter(template=change.template).first()
    if keeper is None or keeper.member_id != member.pk:
        raise NotTheKeeper
    rows = ListVersion.objects.of(member.organisation_id).filter(template=change.template)
    latest = rows.order_by("-number").first()
    changed, added = (dict(latest.changed), list(latest.added)) if latest else ({}, [])
    original = templates.template(change.template)
    if wording.item_id:
        _say_otherwise(wording, original, changed, added)
    else:
        if len(added) >= templates.MOST_LEARNT:
            raise FieldProblem({"/text": "This list has as many lines of your own as it can hold. Change one of them."})
        prefix = original.items[0].id.split("-")[0]
        item_id = templates.learnt_id(prefix, wording.phase, len(added) + 1)
        added.append({"id": item_id, "text": wording.text, "is_mandatory": wording.is_mandatory})
    ListVersion.objects.create(
        organisation_id=member.organisation_id,
        template=change.template,
        number=(latest.number if latest else 0) + 1,
        changed=changed,
        added=added,
        change=change,
        made_by=member,
        made_date=member.organisation.local(now).date(),
    )


def _say_otherwise(
    wording: Wording, original: templates.Template, changed: dict[str, str], added: list[dict[str, Any]]
) -> None:
    own = next((one for one in added if one["id"] == wording.item_id), None)
    if own is not None:
        added[added.index(own)] = own | {"text": wording.text}
    elif any(item.id == wording.item_id for item in original.items):
        changed[wording.item_id] = wording.text
    else:
        raise FieldProblem({"/item_id": "This item is not on the list."})


@transaction.atomic
def forget_near_miss(*, organisation_id: UUID, near_miss_id: UUID, now: dt.datetime) -> None:
    """After a year (DOMAIN 7.5). What a list learned from it stays with the list."""
    NearMiss.objects.of(organisation_id).filter(
        pk=near_miss_id, said_date__lt=now.date() - dt.timedelta(days=selectors.KEPT_DAYS + 1)
    ).delete()
