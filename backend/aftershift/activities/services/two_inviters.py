"""Two members are one person: no more is held for colleagues than one person may hold. Called inside the merge."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from aftershift.activities.events import HeldPlaceEnded
from aftershift.activities.models import Invitation
from aftershift.activities.services.inviting import MOST_OPEN
from aftershift.core.events import publish
from aftershift.people.models import Member

State = Invitation.State


@transaction.atomic(savepoint=False)
def invite_once(*, kept: Member, gone: Member, now: dt.datetime) -> None:
    """One invitation for each date, none to themselves, and of what is left the oldest MOST_OPEN. All are the kept member's.

    The caller holds the locks of both members and of every date concerned, and settles those dates afterwards. Who was
    asked by their card to one that ends is told that the place is no longer held.
    """
    both = [kept, gone]
    rows = Invitation.objects.of(kept.organisation_id).filter(state=State.OPEN, inviter__in=both)
    rows.filter(ends_at__lte=now).update(state=State.LAPSED)  # the clock's word comes first: it takes no turn below
    twice = rows.filter(inviter=kept).values("occurrence")
    over = set(rows.filter(Q(inviter=gone, occurrence__in=twice) | Q(to__in=both)).values_list("pk", flat=True))
    over |= set(rows.exclude(pk__in=over).order_by("made_at", "pk").values_list("pk", flat=True)[MOST_OPEN:])
    asked = list(rows.filter(pk__in=over).exclude(to=None).exclude(to__in=both).order_by("pk"))
    rows.filter(pk__in=over).update(state=State.TAKEN_BACK)
    rows.filter(inviter=gone).update(inviter=kept)
    for row in asked:
        if row.to_id is not None:
            publish(HeldPlaceEnded(row.pk, row.occurrence_id, row.organisation_id, row.to_id, now))
