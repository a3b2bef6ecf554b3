"""Making, noting and ending feeds."""

import base64
import datetime as dt
import secrets
from uuid import UUID

from django.db import transaction

from aftershift.calendars import selectors
from aftershift.calendars.models import Feed
from aftershift.core.selectors import one
from aftershift.core.services import Made
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members

SECRET_BYTES = 20  # 160 bits


@transaction.atomic
def make(*, member: Member, purpose: str, shows_titles: bool, now: dt.datetime) -> Made:
    """A new address for this purpose; the one before stops at once. Its secret is in the reply and nowhere else."""
    visible_members(member=member).select_for_update(of=("self",)).get(pk=member.pk)  # one new address at a time
    selectors.own_feeds(member=member).filter(purpose=purpose).update(revoked_at=now)
    secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode().lower()
    feed = Feed.objects.create(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        purpose=purpose,
        shows_titles=shows_titles,
        secret_hash=selectors.hash_of(secret),
        made_date=member.organisation.local(now).date(),
    )
    return Made(feed.pk, secret)


@transaction.atomic
def revoke(*, member: Member, feed_id: UUID, now: dt.datetime) -> None:
    """The address answers 404 from the next request on. Twice is once."""
    feed = one(selectors.all_feeds(member=member).select_for_update(), feed_id)
    if feed.revoked_at is None:
        feed.revoked_at = now
        feed.save(update_fields=["revoked_at"])


@transaction.atomic
def note_fetch(*, feed: Feed, today: dt.date) -> None:
    """Remember the day of the last fetch, for its owner to see. At most one write a day."""
    if feed.last_fetched_date != today:
        Feed.objects.filter(pk=feed.pk, revoked_at=None).update(last_fetched_date=today)


@transaction.atomic
def end_feeds_of(event: MemberLeft) -> None:
    """Leaving ends every feed (RULE-51)."""
    Feed.objects.filter(organisation_id=event.organisation_id, member_id=event.member_id).delete()
