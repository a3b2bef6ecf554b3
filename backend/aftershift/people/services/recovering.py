"""A new PIN for somebody who is present, vouched for by colleagues, with a day in which they can say no (DESIGN 4).

A vouched recovery is finished by the worker, and at sign-in with that card: so the new PIN works on the minute,
and the devices of whoever had the old PIN are signed out even if nobody ever signs in.
"""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django_scopes import scope

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people import codes, limits, pins, policies, selectors
from aftershift.people.errors import NotYourself, RecoveryCodeUnknown, RecoveryOver, SecondFactorOnly
from aftershift.people.models import Card, CardTries, Member, Recovery, Vouch
from aftershift.people.services import sessions

ENOUGH_LEADS = 2


@dataclass(frozen=True)
class Asked:
    recovery: Recovery
    code: str
    secret: str


def ask(*, card: str, pin: str, address: str, now: dt.datetime) -> Asked:
    """Start: a short code to read out to the people who vouch, and a secret with which this phone follows it.

    A card that nobody has gets the same answer; nobody's vouching can ever finish it.
    """
    limits.RECOVERY_ADDRESS.take(address, now=now)
    limits.RECOVERY_OVERALL.take(limits.ALL, now=now)
    card_code = codes.read(card)
    limits.RECOVERY_CARD.take(codes.keyed("card", card_code), now=now)
    pin_hash = pins.hashed(pin)
    found = Card.objects.filter(code=card_code).first()
    code, secret = codes.new_code(codes.RECOVERY_LENGTH), codes.new_token()
    return Asked(_save(card=found, code=code, secret=secret, pin_hash=pin_hash, now=now), code, secret)


@transaction.atomic
def vouch(*, code: str, by: Member, now: dt.datetime) -> Recovery:
    """A lead or an organiser says that the person beside them is whose card it is. Twice is once.

    One organiser or two leads are enough; then the wait of a day begins. Raises NotAllowed, RecoveryCodeUnknown,
    RecoveryOver, NotYourself, or SecondFactorOnly for somebody who has more power than a PIN may give back.
    """
    roles = selectors.roles_of(by)
    require(policies.MAY, "recovery.vouch", roles)
    recovery = (
        Recovery.objects.select_for_update()
        .filter(
            organisation_id=by.organisation_id,
            code_hash=codes.keyed("recovery", codes.read(code)),
            asked_at__gt=now - limits.RECOVERY_CODE_LIFE,
        )
        .first()
    )
    if recovery is None or recovery.member_id is None:
        raise RecoveryCodeUnknown
    member = selectors.visible_members(member=by).filter(pk=recovery.member_id).first()
    if member is None:
        raise RecoveryCodeUnknown
    if member.pk == by.pk:
        raise NotYourself
    if selectors.all_roles_of(member) & policies.STRONG:
        raise SecondFactorOnly
    if recovery.stopped_at is not None or recovery.finished_at is not None:
        raise RecoveryOver
    if recovery.works_at is not None:
        return recovery
    said = Vouch.objects.of(by.organisation_id).filter(recovery=recovery)
    if not said.filter(by=by).exists():
        Vouch(organisation_id=by.organisation_id, recovery=recovery, by=by, said_at=now).save()
    if "organiser" in roles or said.count() >= ENOUGH_LEADS:
        # Only one new PIN can be on its way: an older one ends here.
        older = Recovery.objects.filter(member_id=member.pk, stopped_at=None, finished_at=None).exclude(pk=recovery.pk)
        older.filter(works_at__isnull=False).update(stopped_at=now)
        recovery.works_at = now + limits.RECOVERY_WAIT
        recovery.save(update_fields=["works_at"])
    return recovery


@transaction.atomic
def stop(*, member: Member, recovery_id: UUID, now: dt.datetime) -> Recovery:
    """Any device of the member says no. Twice is once; after the new PIN works it is too late: RecoveryOver."""
    recovery = one(Recovery.objects.select_for_update().filter(member_id=member.pk), recovery_id)
    if recovery.finished_at is not None or (recovery.works_at is not None and recovery.works_at <= now):
        raise RecoveryOver
    if recovery.stopped_at is None:
        recovery.stopped_at = now
        recovery.save(update_fields=["stopped_at"])
    return recovery


def state(recovery: Recovery, *, now: dt.datetime) -> str:
    """waiting (for people to vouch) | vouched (the day runs) | works | stopped | too_old."""
    if recovery.stopped_at is not None:
        return "stopped"
    if recovery.works_at is None:
        return "waiting" if now - recovery.asked_at < limits.RECOVERY_CODE_LIFE else "too_old"
    return "works" if recovery.works_at <= now else "vouched"


@transaction.atomic
def finish_due(*, now: dt.datetime, card_code: str | None = None) -> int:
    """Give every card whose wait is over its new PIN and sign its devices out; how many. With `card_code`, only that card."""
    due = Q(works_at__lte=now, stopped_at=None, finished_at=None)
    rows = Recovery.objects.filter(due, member_id__isnull=False)
    if card_code is not None:
        card = Card.objects.filter(code=card_code).first()
        rows = rows.filter(member_id=card.member_id) if card else rows.none()
    if not rows.exists():  # the usual case, without a lock
        return 0
    done = 0
    for recovery in rows.select_for_update(skip_locked=card_code is None).order_by("pk"):
        _finish(recovery=recovery, now=now)
        done += 1
    return done


@transaction.atomic
def forget_old(*, now: dt.datetime) -> int:
    """Recoveries and wrong tries of a month ago."""
    old = now - dt.timedelta(days=30)
    tries = CardTries.objects.filter(last_at__lt=old).delete()[0]
    return tries + Recovery.objects.filter(asked_at__lt=old).delete()[0]


def _finish(*, recovery: Recovery, now: dt.datetime) -> None:
    recovery.finished_at = now
    recovery.save(update_fields=["finished_at"])
    assert recovery.organisation_id is not None
    assert recovery.member_id is not None
    with scope(organisation=recovery.organisation_id):
        member = Member.objects.of(recovery.organisation_id).filter(pk=recovery.member_id, left_at=None).first()
        # Since the vouching they may have been given a role that no PIN may give back.
        if member is None or selectors.all_roles_of(member) & policies.STRONG:
            return
    card = Card.objects.select_for_update().get(member_id=member.pk)
    card.pin_hash = recovery.pin_hash
    card.save(update_fields=["pin_hash"])
    CardTries.objects.filter(pk=codes.keyed("card", card.code)).delete()
    sessions.end_all_sessions(member_id=member.pk)


@transaction.atomic
def _save(*, card: Card | None, code: str, secret: str, pin_hash: str, now: dt.datetime) -> Recovery:
    recovery = Recovery(
        organisation_id=card.organisation_id if card else None,
        member_id=card.member_id if card else None,
        code_hash=codes.keyed("recovery", code),
        secret_hash=codes.hashed(secret),
        pin_hash=pin_hash,
        asked_at=now,
    )
    recovery.save()
    return recovery
