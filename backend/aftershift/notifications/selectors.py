"""Reads. A member sees their own messages; a connector sees whom to tell in person, and what."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from aftershift.core.policies import require
from aftershift.notifications import kinds, policies
from aftershift.notifications.channels import open_channels
from aftershift.notifications.kinds import Words
from aftershift.notifications.languages import LANGUAGES
from aftershift.notifications.models import ON_AT_FIRST, Delivery, Device, Message, Preference
from aftershift.people.models import Member

SHOWN_FOR = dt.timedelta(days=14)
MOST_SHOWN = 30
MOST_TO_TELL = 100


def visible_messages(*, member: Member) -> QuerySet[Message]:
    return Message.objects.of(member.organisation_id).filter(member=member)


def visible_preferences(*, member: Member) -> QuerySet[Preference]:
    return Preference.objects.of(member.organisation_id).filter(member=member)


@dataclass(frozen=True, slots=True)
class Shown:
    id: UUID
    kind: str
    words: Words
    made_at: dt.datetime
    is_read: bool
    called_name: str
    language: str  # the words are in it


def inbox(*, member: Member, now: dt.datetime) -> list[Shown]:
    """What I was told lately and what is still true of it, the latest first. Statements by kind, not by message."""
    return _shown(_latest(visible_messages(member=member), now), now)


def unread(*, member: Member, now: dt.datetime) -> list[Shown]:
    """Of what the inbox shows, what is not read yet: the first screen has it."""
    return _shown(_latest(visible_messages(member=member).filter(read_at=None), now), now)


def _latest(rows: QuerySet[Message], now: dt.datetime) -> list[Message]:
    lately = rows.filter(made_at__gt=now - SHOWN_FOR, made_at__lte=now).select_related("member__organisation")
    return list(lately.order_by("-made_at", "-pk")[:MOST_SHOWN])


def _shown(rows: list[Message], now: dt.datetime, reader: Member | None = None) -> list[Shown]:
    """reader: who reads it to the member, in the reader's own language."""
    words = kinds.words_of(rows, now=now, language=reader.language if reader else None)
    return [
        Shown(
            row.pk,
            row.kind,
            words[row.pk],
            row.made_at,
            row.read_at is not None,
            row.member.called_name,
            spoken(reader or row.member),
        )
        for row in rows
        if row.pk in words
    ]


def spoken(member: Member) -> str:
    return member.language if member.language in LANGUAGES else "en"


def visible_to_tell(*, member: Member, roles: Collection[str], now: dt.datetime) -> QuerySet[Message]:
    """What nobody has read and no channel delivered, of members who chose to be told in person. For connectors."""
    require(policies.MAY, "in_person.tell", roles)
    wants = Preference.objects.of(member.organisation_id).filter(
        member=OuterRef("member"), kind=OuterRef("kind"), channel=Preference.Channel.IN_PERSON, is_on=True
    )
    rows = Message.objects.of(member.organisation_id).filter(
        Exists(wants), read_at=None, expires_at__gt=now, made_at__lte=now, member__left_at=None
    )
    private = [kind.name for kind in kinds.registered.values() if kind.is_private]
    rows = rows.exclude(member=member).exclude(kind__in=private)
    return rows.exclude(was_brought(member.organisation_id))


def to_tell(*, member: Member, roles: Collection[str], now: dt.datetime) -> list[Shown]:
    """Whom to tell what, the oldest first. Raises NotAllowed."""
    rows = visible_to_tell(member=member, roles=roles, now=now).select_related("member__organisation")
    return _shown(list(rows.order_by("made_at", "pk")[:MOST_TO_TELL]), now, reader=member)


def was_brought(organisation_id: UUID) -> Q:
    """Inside a query of messages: a channel brought it to the member, at once or in the letter of a day."""
    done = Delivery.objects.of(organisation_id).filter(state=Delivery.State.DELIVERED)
    return Q(Exists(done.filter(bundle=OuterRef("bundle")))) | Q(Exists(done.filter(bundle=OuterRef("digest"))))


@dataclass(frozen=True, slots=True)
class HowFar:
    """read_or_brought: the members whom one announcement reached for sure; told: everybody it was meant for."""

    told: list[Member]
    reached: set[UUID]


def how_far(*, organisation_id: UUID, kind: str, about_ids: Collection[UUID]) -> dict[UUID, HowFar]:
    """For each thing that was told: whom, and who has read it or had it delivered. One statement."""
    rows = Message.objects.of(organisation_id).filter(kind=kind, about_id__in=about_ids)
    rows = rows.annotate(was_brought=was_brought(organisation_id)).select_related("member")
    found = {about: HowFar([], set()) for about in about_ids}
    for row in rows:
        found[row.about_id].told.append(row.member)
        if row.read_at is not None or row.was_brought:
            found[row.about_id].reached.add(row.member_id)
    return found


@dataclass(frozen=True, slots=True)
class Wanted:
    kind: str
    channels: dict[str, bool]


def preferences(*, member: Member) -> list[Wanted]:
    """Every kind with what holds on each channel. One statement."""
    said = {(row.kind, row.channel): row.is_on for row in visible_preferences(member=member)}
    return [
        Wanted(kind, {channel: said.get((kind, channel), first) for channel, first in ON_AT_FIRST.items()})
        for kind in kinds.registered
    ]


def working_channels(*, member: Member) -> set[str]:
    """Which channels lead to this member at all: the others are shown as off."""
    return {name for name, channel in open_channels().items() if member.pk in channel.reached([member])}


def wanted_of(organisation_id: UUID, members: Iterable[UUID]) -> dict[tuple[UUID, str, str], bool]:
    """What these members said, by (member, kind, channel). One statement."""
    rows = Preference.objects.of(organisation_id).filter(member_id__in=set(members))
    return {(row.member_id, row.kind, row.channel): row.is_on for row in rows}


def visible_devices() -> QuerySet[Device]:
    """Those that a letter can be sent to."""
    return Device.objects.exclude(sealed_token="")


def without_phone(members: Collection[Member]) -> set[UUID] | None:
    """Which of these members have no phone or browser that messages are pushed to; None where push is off for everybody.

    One statement.
    """
    push = open_channels().get(Preference.Channel.PUSH)
    return None if push is None else {member.pk for member in members} - push.reached(members)


MOST_DEVICES = 5  # of one person: the last seen


def devices_of(person_ids: Iterable[UUID]) -> dict[UUID, list[Device]]:
    """The devices of each of these persons, in whichever organisation they signed in there. One statement.

    An iPhone is one of them once Firebase knows it.
    """
    rows = visible_devices().filter(session__person_id__in=set(person_ids), session__person__is_active=True)
    found: dict[UUID, list[Device]] = {}
    for row in rows.annotate(person_id=F("session__person_id")).order_by("-seen_at", "-pk"):
        found.setdefault(row.person_id, []).append(row)
    return {person_id: of_person[:MOST_DEVICES] for person_id, of_person in found.items()}


def is_registered(*, session_id: UUID) -> bool:
    return visible_devices().filter(session__public_id=session_id).exists()
