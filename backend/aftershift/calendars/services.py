"""Making, noting and ending feeds."""

import base64
import datetime as dt
import secrets
from uuid import UUID

from django.db import connection, transaction

from aftershift.activities.models import Activity
from aftershift.calendars import selectors
from aftershift.calendars.fitting import FITS
from aftershift.calendars.models import Feed
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.prepared import returned
from aftershift.core.selectors import one
from aftershift.core.services import Made
from aftershift.organisations.models import Site
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member, Person
from aftershift.people.selectors import visible_members

SECRET_BYTES = 20  # 160 bits


@transaction.atomic
def make(
    *,
    member: Member,
    purpose: str,
    about: str = "",
    shows_titles: bool = False,
    is_busy_only: bool = False,
    now: dt.datetime,
) -> Made:
    """A new address for this purpose; the one before stops at once. Its secret is in the reply and nowhere else.

    about: of what site, kind or shift group. Raises FieldProblem.
    """
    about = _about(member, purpose, about)
    wanted = Feed(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        purpose=purpose,
        about=about,
        shows_titles=shows_titles,
        is_busy_only=is_busy_only,
        made_date=member.organisation.local(now).date(),
    )
    if is_busy_only and (shows_titles or not wanted.is_of_member):
        raise FieldProblem({"/is_busy_only": "Only your own dates can be shown as busy, and then without titles."})
    visible_members(member=member).select_for_update(of=("self",)).get(pk=member.pk)  # one new address at a time
    selectors.standing_feeds(member=member).filter(purpose=purpose, about=about).update(revoked_at=now)
    secret = base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode().lower()
    wanted.secret_hash = selectors.hash_of(secret)
    wanted.save(force_insert=True)
    return Made(wanted.pk, secret)


def _about(member: Member, purpose: str, about: str) -> str:
    """As it is kept: one spelling for each site, kind and shift group, so that one address at a time is live."""
    if purpose == Feed.Purpose.SITE:
        try:
            return str(one(Site.objects.of(member.organisation_id), UUID(about)).pk)
        except (ValueError, NotVisible):
            raise FieldProblem({"/about": "Choose a site of your organisation."}) from None
    known = {Feed.Purpose.KIND: set(Activity.Kind.values), Feed.Purpose.FITS: set(FITS)}.get(
        Feed.Purpose(purpose), {""}
    )
    if about not in known:
        raise FieldProblem({"/about": "Choose one of these: " + (", ".join(sorted(known)) or "nothing") + "."})
    return about


@transaction.atomic
def revoke(*, member: Member, feed_id: UUID, now: dt.datetime) -> None:
    """The address answers 404 from the next request on. Twice is once."""
    feed = one(selectors.all_feeds(member=member).select_for_update(), feed_id)
    if feed.revoked_at is None:
        feed.revoked_at = now
        feed.save(update_fields=["revoked_at"])


FOUND = f"""
UPDATE {Feed._meta.db_table} SET last_fetched_at = %s
WHERE secret_hash = %s AND revoked_at IS NULL
AND (last_fetched_at >= %s OR (last_fetched_at IS NULL AND made_date >= %s))
AND EXISTS (SELECT 1 FROM {Member._meta.db_table} AS whose JOIN {Person._meta.db_table} AS who ON who.id = whose.person_id
    WHERE whose.id = {Feed._meta.db_table}.member_id AND whose.left_at IS NULL AND who.is_active)
RETURNING {", ".join(str(field.column) for field in Feed._meta.concrete_fields)},
(SELECT language FROM {Member._meta.db_table} WHERE {Member._meta.db_table}.id = {Feed._meta.db_table}.member_id) AS language
"""


def fetch(*, secret: str, now: dt.datetime) -> Feed:
    """The live feed with this secret, found and its fetch noted for its owner to see, in one statement, which is its own transaction.

    That its owner is still there is asked each time, and not left to whoever ends feeds. Wrong, revoked, unused and never issued are all NotVisible, found out in the same way.
    """
    kept = connection.ops
    used_since = now - selectors.UNUSED_DIES_AFTER
    asked = [
        kept.adapt_datetimefield_value(now),
        selectors.hash_of(secret),
        kept.adapt_datetimefield_value(used_since),
        kept.adapt_datefield_value(used_since.date()),
    ]
    for feed in returned(Feed, FOUND, asked, "language"):
        found: Feed = feed
        return found
    raise NotVisible


@transaction.atomic
def end_feeds_of(event: MemberLeft) -> None:
    """Leaving ends every feed (RULE-51)."""
    Feed.objects.filter(organisation_id=event.organisation_id, member_id=event.member_id).delete()
