"""From a code on a poster to a member with a card (DESIGN 4). The API and the door both call these."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django_scopes import scope

from aftershift.core.events import publish
from aftershift.organisations.models import JoinCode, Organisation, Site
from aftershift.people import codes, limits, pins
from aftershift.people.errors import FormUsed, JoinCodeFull, JoinCodeUnknown
from aftershift.people.events import MemberJoined
from aftershift.people.models import Card, JoinForm, Member, Person


@dataclass(frozen=True)
class Given:
    """What somebody holds: the token of a poster, or a spoken code with the organisation's short name."""

    token: str = ""
    short_name: str = ""
    spoken: str = ""

    @property
    def is_spoken(self) -> bool:
        return not self.token

    @property
    def secret_hash(self) -> str:
        if self.is_spoken:
            return spoken_hash(short_name=self.short_name, code=self.spoken)
        return codes.hashed(self.token)


@dataclass(frozen=True)
class Invitation:
    organisation: Organisation
    site: Site | None
    last_date: dt.date


@dataclass(frozen=True)
class Joined:
    member: Member
    card: Card
    is_new: bool


def spoken_hash(*, short_name: str, code: str) -> str:
    return codes.keyed("spoken", f"{short_name.strip().lower()}:{codes.read(code)}")


def is_live(code: JoinCode, *, now: dt.datetime) -> bool:
    return code.revoked_at is None and code.ends_at > now


def invitation(*, given: Given, now: dt.datetime) -> Invitation | None:
    """Who invites with a live code. Counts nothing and changes nothing: for posters' links, which cannot be guessed."""
    code = JoinCode.objects.filter(secret_hash=given.secret_hash).first()
    return _invitation_of(code) if code is not None and is_live(code, now=now) else None


def look_up(*, given: Given, address: str, now: dt.datetime) -> Invitation:
    """The same for codes that somebody types. Wrong, old and taken-back codes are refused alike (Q-S3)."""
    _count_try(given=given, address=address, now=now)
    found = invitation(given=given, now=now)
    if found is None:
        raise JoinCodeUnknown
    _give_back(given=given, address=address)
    return found


def join_organisation(
    *,
    given: Given,
    called_name: str,
    is_under_18: bool,
    pin: str,
    language: str,
    form_key: UUID,
    address: str,
    now: dt.datetime,
) -> Joined:
    """Make a member with a card. The same `form_key` again gives the same member, however late and whatever the code does now.

    Raises TooMany, JoinCodeUnknown, JoinCodeFull, or FormUsed when the form comes back with another PIN.
    """
    _count_try(given=given, address=address, now=now)
    pin_hash = pins.hashed(pin)  # slow on purpose, so before the lock
    key_hash = codes.hashed(form_key.hex)
    full = False
    joined = None
    with transaction.atomic(durable=True):
        # Locking the code puts two sendings of one form, and two people at the daily limit, one after the other.
        code = JoinCode.objects.select_for_update().filter(secret_hash=given.secret_hash).first()
        if code is not None:
            with scope(organisation=code.organisation_id):
                joined = _joined_before(organisation_id=code.organisation_id, key_hash=key_hash)
                if joined is None and is_live(code, now=now):
                    full = not _room_today(code=code, now=now)
                    if not full:
                        joined = _join(
                            code=code,
                            called_name=called_name,
                            is_under_18=is_under_18,
                            pin_hash=pin_hash,
                            language=language,
                            key_hash=key_hash,
                            now=now,
                        )
    if joined is None and not full:
        raise JoinCodeUnknown
    _give_back(given=given, address=address)
    if joined is None:
        raise JoinCodeFull
    if not joined.is_new and not check_password(pins.peppered(pin), joined.card.pin_hash):
        raise FormUsed
    return joined


@transaction.atomic
def add_member(
    *,
    organisation: Organisation,
    called_name: str,
    pin_hash: str,
    now: dt.datetime,
    language: str = "en",
    is_under_18: bool = False,
    site_id: UUID | None = None,
    join_code_id: UUID | None = None,
) -> tuple[Member, Card]:
    """A person without e-mail, their membership and their card. The scope of the organisation is open."""
    person = Person()
    person.set_unusable_password()
    person.save()
    member = Member(
        organisation=organisation,
        person=person,
        called_name=called_name,
        language=language,
        is_under_18=is_under_18,
        site_id=site_id,
        joined_at=now,
        join_code_id=join_code_id,
    )
    member.save()
    card = Card(
        organisation_id=organisation.pk,
        member_id=member.pk,
        person=person,
        code=codes.new_code(codes.CARD_LENGTH),
        pin_hash=pin_hash,
    )
    card.save()
    publish(MemberJoined(organisation_id=organisation.pk, member_id=member.pk, at=now))
    return member, card


def _join(
    *,
    code: JoinCode,
    called_name: str,
    is_under_18: bool,
    pin_hash: str,
    language: str,
    key_hash: str,
    now: dt.datetime,
) -> Joined:
    member, card = add_member(
        organisation=Organisation.objects.get(pk=code.organisation_id),
        called_name=called_name,
        pin_hash=pin_hash,
        now=now,
        language=language,
        is_under_18=is_under_18,
        site_id=code.site_id,
        join_code_id=code.pk,
    )
    JoinForm(organisation_id=code.organisation_id, key_hash=key_hash, member=member, made_at=now).save()
    return Joined(member, card, is_new=True)


def _joined_before(*, organisation_id: UUID, key_hash: str) -> Joined | None:
    form = (
        JoinForm.objects.of(organisation_id)
        .select_related("member__organisation", "member__person")
        .filter(key_hash=key_hash, member__left_at=None)
        .first()
    )
    if form is None:
        return None
    return Joined(form.member, Card.objects.get(member_id=form.member_id), is_new=False)


def _room_today(*, code: JoinCode, now: dt.datetime) -> bool:
    """Count one join of this code on the organisation's date; False when the day is full. The caller holds the lock."""
    today = Organisation.objects.get(pk=code.organisation_id).local(now).date()
    if code.counted_date != today:
        code.counted_date, code.counted_joins = today, 0
    if code.counted_joins >= code.daily_limit:
        return False
    code.counted_joins += 1
    code.save(update_fields=["counted_date", "counted_joins"])
    return True


def _invitation_of(code: JoinCode) -> Invitation:
    organisation = Organisation.objects.get(pk=code.organisation_id)
    with scope(organisation=organisation.pk):
        site = Site.objects.of(organisation.pk).filter(pk=code.site_id).first() if code.site_id else None
    # The end is excluded: a poster that ends at midnight was last good the day before.
    return Invitation(organisation, site, organisation.local(code.ends_at - dt.timedelta(seconds=1)).date())


def _count_try(*, given: Given, address: str, now: dt.datetime) -> None:
    limits.JOIN_ADDRESS.take(address, now=now)
    if given.is_spoken:
        limits.SPOKEN_OVERALL.take(limits.ALL, now=now)


def _give_back(*, given: Given, address: str) -> None:
    limits.JOIN_ADDRESS.give_back(address)
    if given.is_spoken:
        limits.SPOKEN_OVERALL.give_back(limits.ALL)
