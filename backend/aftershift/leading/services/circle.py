"""Writing into the leaders' notebook, asking somebody in, and saying which activities are theirs."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity
from aftershift.activities.selectors import visible_activities
from aftershift.core.errors import NotAllowed
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading import policies
from aftershift.leading.errors import NotConfirmedYet
from aftershift.leading.events import CircleInvited
from aftershift.leading.models import CircleActivity, CircleInvitation, CircleNote
from aftershift.leading.selectors.circle import roles_in
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members


@transaction.atomic
def write_note(*, member: Member, roles: Collection[str], text: str, shows_name: bool, now: dt.datetime) -> CircleNote:
    """Raises NotAllowed for whoever is not of the circle."""
    require(policies.MAY, "circle.write", roles_in(member=member, roles=roles))
    return CircleNote.objects.create(
        organisation_id=member.organisation_id, text=text, by=member, shows_name=shows_name, written_at=now
    )


@transaction.atomic
def take_note_out(*, member: Member, roles: Collection[str], note_id: UUID, now: dt.datetime) -> None:
    """Mine, or anybody's as an organiser. Raises NotAllowed, NotVisible."""
    require(policies.MAY, "circle.write", roles_in(member=member, roles=roles))
    rows = CircleNote.objects.of(member.organisation_id)
    one(rows if "organiser" in roles else rows.filter(by=member), note_id).delete()


@transaction.atomic
def invite(*, member: Member, roles: Collection[str], invited_id: UUID, now: dt.datetime) -> CircleInvitation:
    """Ask a colleague in; they may read and write at once, and leave with one tap. Twice is once.

    Raises NotAllowed, NotVisible, NotConfirmedYet.
    """
    require(policies.MAY, "circle.invite", roles)
    invited = one(visible_members(member=member).select_for_update(of=("self",), no_key=True), invited_id)
    if not invited.is_confirmed:
        raise NotConfirmedYet
    row, is_new = CircleInvitation.objects.of(member.organisation_id).get_or_create(
        member=invited,
        defaults={
            "organisation_id": member.organisation_id,
            "invited_by": member,
            "invited_date": member.organisation.local(now).date(),
        },
    )
    if is_new:
        publish(CircleInvited(invited.pk, member.organisation_id, now))
    return row


@transaction.atomic
def end_invitation(*, member: Member, roles: Collection[str], invited_id: UUID, now: dt.datetime) -> None:
    """One's own, whoever asked them in, or any as an organiser. Twice is once. Raises NotVisible, NotAllowed."""
    invited = one(visible_members(member=member), invited_id)
    rows = CircleInvitation.objects.of(member.organisation_id).filter(member=invited)
    if invited.pk != member.pk and "organiser" not in roles and not rows.filter(invited_by=member).exists():
        raise NotAllowed
    rows.delete()


@transaction.atomic
def say_what_it_is(
    *, member: Member, roles: Collection[str], activity_id: UUID, what: str | None, now: dt.datetime
) -> Activity:
    """The circle's own series, a training, or neither. Raises NotAllowed, NotVisible."""
    activity = one(visible_activities(member=member).select_for_update(of=("self",)), activity_id)
    require(policies.MAY, "circle.choose", roles)
    rows = CircleActivity.objects.of(member.organisation_id)
    if what is None:
        rows.filter(activity=activity).delete()
    else:
        rows.update_or_create(activity=activity, defaults={"organisation_id": member.organisation_id, "what": what})
    return activity
