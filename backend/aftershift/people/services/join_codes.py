"""Codes that open an organisation: making, taking back, and undoing what came in by one."""

import datetime as dt
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.core.services import Made
from aftershift.organisations.models import JoinCode, Organisation, Site
from aftershift.people import codes, limits, policies, selectors
from aftershift.people.errors import TooManyLiveCodes
from aftershift.people.events import InvitationGoingOut
from aftershift.people.models import Member
from aftershift.people.services import leaving
from aftershift.people.services.joining import spoken_hash

LONGEST_POSTER = dt.timedelta(days=366)


@transaction.atomic
def make_poster(
    *, member: Member, take_down_date: dt.date, now: dt.datetime, site_id: UUID | None = None, daily_limit: int = 60
) -> Made:
    """A link of 128 bits that works until the end of `take_down_date`. The token is told once and kept as a hash.

    Refused by whoever listens when there is nothing to join (GM-04).
    """
    require(policies.MAY, "join_code.manage", selectors.roles_of(member))
    zone = ZoneInfo(member.organisation.time_zone)
    ends_at = dt.datetime.combine(take_down_date + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    if not now < ends_at <= now + LONGEST_POSTER:
        raise FieldProblem({"/take_down_date": "Pick a day from today to a year from now."})
    if site_id is not None:
        one(Site.objects.of(member.organisation_id), site_id)
    let_out(organisation_id=member.organisation_id, now=now)
    token = codes.new_token()
    made = _save(
        member=member,
        kind=JoinCode.Kind.POSTER,
        secret_hash=codes.hashed(token),
        ends_at=ends_at,
        now=now,
        site_id=site_id,
        daily_limit=daily_limit,
    )
    return Made(made.pk, secret=token)


@transaction.atomic
def make_spoken(*, member: Member, now: dt.datetime, daily_limit: int = 60) -> Made:
    """A code of 40 bits to say aloud with the short name, for 72 hours. A lead may make one too.

    Refused by whoever listens when there is nothing to join (GM-04).
    """
    require(policies.MAY, "join_code.speak", selectors.roles_of(member))
    organisation = Organisation.objects.select_for_update().get(pk=member.organisation_id)
    if selectors.live_spoken_codes(organisation_id=organisation.pk, now=now).count() >= limits.LIVE_SPOKEN_CODES:
        raise TooManyLiveCodes
    let_out(organisation_id=organisation.pk, now=now)
    code = codes.new_code(codes.SPOKEN_LENGTH)
    made = _save(
        member=member,
        kind=JoinCode.Kind.SPOKEN,
        secret_hash=spoken_hash(short_name=organisation.short_name, code=code),
        ends_at=now + limits.SPOKEN_LIFE,
        now=now,
        daily_limit=daily_limit,
    )
    return Made(made.pk, secret=code)


@transaction.atomic
def revoke(*, member: Member, code_id: UUID, now: dt.datetime) -> JoinCode:
    """Nobody joins by this code from now on. Twice is once."""
    require(policies.MAY, "join_code.manage", selectors.roles_of(member))
    code = one(selectors.visible_join_codes(member=member).select_for_update(), code_id)
    if code.revoked_at is None:
        code.revoked_at = now
        code.save(update_fields=["revoked_at"])
    return code


@transaction.atomic
def undo_joins(*, member: Member, code_id: UUID, now: dt.datetime) -> JoinCode:
    """Take back the code and everybody who came in by it and whom no colleague has confirmed since."""
    code = revoke(member=member, code_id=code_id, now=now)
    strangers = selectors.joined_by(code=code).filter(confirmed_at=None).order_by("pk")
    for stranger in strangers.select_for_update(of=("self",), no_key=True):
        leaving.forget_member(member=stranger, now=now)
    return code


def let_out(*, organisation_id: UUID, now: dt.datetime) -> None:
    """Every invitation to join passes here before it is made, shown large or printed: one question, asked of who listens."""
    publish(InvitationGoingOut(organisation_id=organisation_id, at=now))


def _save(
    *,
    member: Member,
    kind: JoinCode.Kind,
    secret_hash: str,
    ends_at: dt.datetime,
    now: dt.datetime,
    daily_limit: int,
    site_id: UUID | None = None,
) -> JoinCode:
    code = JoinCode(
        organisation_id=member.organisation_id,
        site_id=site_id,
        kind=kind,
        secret_hash=secret_hash,
        made_by_id=member.pk,
        made_at=now,
        ends_at=ends_at,
        daily_limit=daily_limit,
    )
    code.save()
    return code
