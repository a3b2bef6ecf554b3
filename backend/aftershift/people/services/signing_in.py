"""Card and PIN. Wrong tries are counted before the PIN is looked at, and the count commits before any refusal."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django_scopes import scope

from aftershift.people import codes, limits, pins
from aftershift.people.errors import CardOrPinWrong, CardRests
from aftershift.people.models import Card, CardTries, Member
from aftershift.people.services import recovering

CHALLENGE = {"WWW-Authenticate": 'Card realm="Aftershift"'}


@dataclass(frozen=True)
class _Try:
    rests_until: dt.datetime | None
    wrong_pins: int


def sign_in(*, card: str, pin: str, address: str, now: dt.datetime) -> Member:
    """The member whose card and PIN these are, with person and organisation loaded.

    address: a hash of where the request comes from. Raises TooMany, CardRests or CardOrPinWrong; a card that
    nobody has, one whose member has left, and a wrong PIN answer alike and do the same work.
    """
    limits.SIGN_IN_ADDRESS.take(address, now=now)
    limits.SIGN_IN_OVERALL.take(limits.ALL, now=now)
    code = codes.read(card)
    code_hash = codes.keyed("card", code)
    tried = count_try(code_hash=code_hash, now=now)
    if tried.rests_until is not None:
        wait = int((tried.rests_until - now).total_seconds()) + 1
        raise CardRests(headers={"Retry-After": str(wait)}, wait_seconds=wait)
    recovering.finish_due(now=now, card_code=code)
    found = Card.objects.select_related("person").filter(code=code).first()
    fits = check_password(pins.peppered(pins.read(pin) or pin), found.pin_hash if found else nobodys_hash())
    member = _member_of(found) if found is not None and fits else None
    if member is None:
        left = max(0, limits.WRONG_PINS - tried.wrong_pins)
        raise CardOrPinWrong(headers=CHALLENGE, tries_left=left)
    forget_tries(code_hash=code_hash)
    limits.SIGN_IN_ADDRESS.give_back(address)
    limits.SIGN_IN_OVERALL.give_back(limits.ALL)
    return member


def count_try(*, code_hash: str, now: dt.datetime) -> _Try:
    """Count one try with this card as wrong until it turns out right, so that many at once are no more than one by one."""
    with transaction.atomic(durable=True):
        CardTries.objects.bulk_create([CardTries(code_hash=code_hash, last_at=now)], ignore_conflicts=True)
        row = CardTries.objects.select_for_update().get(pk=code_hash)
        if row.rests_until is not None and row.rests_until > now:
            return _Try(row.rests_until, row.wrong_pins)
        row.wrong_pins = min(row.wrong_pins + 1, 1000)
        row.last_at = now
        row.rests_until = now + _rest_after(row.wrong_pins) if row.wrong_pins >= limits.WRONG_PINS else None
        row.save(update_fields=["wrong_pins", "last_at", "rests_until"])
    return _Try(None, row.wrong_pins)


@transaction.atomic
def forget_tries(*, code_hash: str) -> None:
    """The right PIN came: the card starts afresh."""
    CardTries.objects.filter(pk=code_hash).delete()


def _rest_after(wrong_pins: int) -> dt.timedelta:
    doublings = min(wrong_pins - limits.WRONG_PINS, 10)
    return min(limits.FIRST_REST * (1 << doublings), limits.LONGEST_REST)


def _member_of(card: Card) -> Member | None:
    with scope(organisation=card.organisation_id):
        return (
            Member.objects.of(card.organisation_id)
            .select_related("organisation", "person")
            .filter(pk=card.member_id, left_at=None, person__is_active=True)
            .first()
        )


@lru_cache(maxsize=1)
def nobodys_hash() -> str:
    """An unknown card costs the same work as a known one."""
    return make_password("nobody's PIN")
