"""Signing in at the shared tablet, and a new card there for somebody who lost theirs."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import Q
from django_scopes import scope

from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.people import codes, limits, names, pins, policies, selectors
from aftershift.people.errors import NameOrPinWrong, NotYourself, SecondFactorOnly
from aftershift.people.models import Card, CardReplacement, CardTries, KioskSession, Member, Recovery
from aftershift.people.services import sessions, signing_in

# Common names are common: each of so many namesakes' PINs is tried, never more.
NAMESAKES = 20
# A use sooner after the last is not written down: it would lengthen the two minutes by less than that.
NOTED_EVERY = dt.timedelta(seconds=10)


@dataclass(frozen=True)
class AtKiosk:
    """A member at the tablet, person and organisation loaded."""

    member: Member
    session_id: UUID


def sign_in_at_kiosk(*, card: str, pin: str, address: str, now: dt.datetime) -> tuple[Member, str]:
    """Card and PIN as everywhere, with the same limits and refusals; the token that only the page remembers."""
    member = signing_in.sign_in(card=card, pin=pin, address=address, now=now)
    return member, _open(member, now)


@transaction.atomic
def at_kiosk(*, token: str, now: dt.datetime) -> AtKiosk | None:
    """Whose token this is, while it lives: each use lets it live on, up to its end. None for every other."""
    row = KioskSession.objects.filter(
        token_hash=codes.hashed(token),
        used_at__gt=now - limits.KIOSK_IDLE,
        opened_at__gt=now - limits.KIOSK_LIFE,
    ).first()
    if row is None:
        return None
    with scope(organisation=row.organisation_id):
        member = (
            Member.objects.of(row.organisation_id)
            .select_related("organisation", "person")
            .filter(pk=row.member_id, left_at=None, person__is_active=True)
            .first()
        )
    if member is None:
        return None
    if now - row.used_at > NOTED_EVERY:
        KioskSession.objects.filter(pk=row.pk).update(used_at=now)
    member.with_second_factor = False
    return AtKiosk(member, row.pk)


@transaction.atomic
def end_at_kiosk(*, session_id: UUID) -> None:
    """ "I'm done". Twice is once."""
    KioskSession.objects.filter(pk=session_id).delete()


@transaction.atomic
def forget_old(*, now: dt.datetime) -> int:
    """Sessions at the kiosk whose time is over. They open nothing any more; this only makes room."""
    return KioskSession.objects.filter(
        Q(used_at__lte=now - limits.KIOSK_IDLE) | Q(opened_at__lte=now - limits.KIOSK_LIFE)
    ).delete()[0]


def replace_card(
    *, by: Member, roles: Collection[str], called_name: str, pin: str, new_pin: str | None, now: dt.datetime
) -> Card:
    """A new card for the member who stands beside the connector and types their own name and PIN.

    The PIN is what proves them: a connector alone gets nobody's card. The old code opens nothing from here on, every
    device of the member is signed out, and a new PIN that somebody with the old card asked for is stopped. new_pin:
    if they want another. Raises NotAllowed, TooMany, NameOrPinWrong, NotYourself, SecondFactorOnly.
    """
    require(policies.MAY, "card.replace", roles)
    name = names.read(called_name) or ""
    whose = codes.keyed("name", f"{by.organisation_id}:{name.casefold()}")
    limits.REPLACE_CONNECTOR.take(limits.of(by.pk), now=now)
    limits.REPLACE_NAME.take(whose, now=now)
    found = _who_fits(by, name, pins.read(pin) or pin)
    limits.REPLACE_CONNECTOR.give_back(limits.of(by.pk))
    limits.REPLACE_NAME.give_back(whose)
    return _replace(card=found, by=by, new_pin=new_pin, now=now)


def _who_fits(by: Member, name: str, pin: str) -> Card:
    """The one card of a member of that name whose PIN this is. Raises NameOrPinWrong, alike for none and for two."""
    namesakes = selectors.visible_members(member=by).filter(Q(called_name=name) | Q(called_name__iexact=name))
    ids = list(namesakes.order_by("pk").values_list("pk", flat=True)[: NAMESAKES + 1])
    cards = list(Card.objects.filter(organisation_id=by.organisation_id, member_id__in=ids).order_by("pk"))
    peppered = pins.peppered(pin)
    if not cards or len(ids) > NAMESAKES:
        check_password(peppered, signing_in.nobodys_hash())  # a name nobody has costs the same work
        raise NameOrPinWrong
    fit = [card for card in cards if check_password(peppered, card.pin_hash)]
    if len(fit) != 1:
        raise NameOrPinWrong
    return fit[0]


@transaction.atomic
def _replace(*, card: Card, by: Member, new_pin: str | None, now: dt.datetime) -> Card:
    locked = Card.objects.select_for_update().filter(pk=card.pk, code=card.code).first()
    member = selectors.visible_members(member=by).filter(pk=card.member_id).first()
    if locked is None or member is None:  # replaced, or gone, a moment ago
        raise NotVisible
    if member.pk == by.pk:
        raise NotYourself
    if selectors.all_roles_of(member) & policies.STRONG:
        raise SecondFactorOnly
    CardTries.objects.filter(pk=codes.keyed("card", locked.code)).delete()
    locked.code = codes.new_code(codes.CARD_LENGTH)
    if new_pin is not None:
        locked.pin_hash = pins.hashed(new_pin)
    locked.save(update_fields=["code", "pin_hash"])
    sessions.end_all_sessions(member_id=member.pk)
    Recovery.objects.filter(member_id=member.pk, stopped_at=None, finished_at=None).update(stopped_at=now)
    today = by.organisation.local(now).date()
    CardReplacement(organisation_id=by.organisation_id, member=member, by=by, replaced_date=today).save()
    return locked


@transaction.atomic
def _open(member: Member, now: dt.datetime) -> str:
    token = codes.new_token()
    KioskSession(
        organisation_id=member.organisation_id,
        member_id=member.pk,
        token_hash=codes.hashed(token),
        opened_at=now,
        used_at=now,
    ).save()
    return token
