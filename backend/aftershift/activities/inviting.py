"""Invitations as their two readers see them: whoever invited, and the colleague."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from aftershift.activities.models import Invitation, Occurrence
from aftershift.activities.selectors import Card, card_of, visible_occurrences
from aftershift.core.errors import NotVisible
from aftershift.core.selectors import one
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.people import codes
from aftershift.people.models import Member

State = Invitation.State
# 60 bits for 24 hours, and only members of the organisation can try: nobody guesses one.
CODE_LENGTH = codes.CARD_LENGTH
# What whoever invited is told: no answer but "yes" is told apart from silence.
TOLD = {State.OPEN: "open", State.ACCEPTED: "accepted", State.TAKEN_BACK: "taken_back"}
NOT_TAKEN_UP = "not_taken_up"


def code_of(invitation_id: UUID) -> str:
    """Worked out whenever it is shown, so that no row and no stored reply holds it."""
    number = int(codes.keyed("invitation", str(invitation_id)), 16)
    letters = []
    for _ in range(CODE_LENGTH):
        number, letter = divmod(number, len(codes.ALPHABET))
        letters.append(codes.ALPHABET[letter])
    return "".join(letters)


def hash_of(code: str) -> str:
    return codes.keyed("invitation code", codes.read(code.rsplit("#", 1)[-1]))


def own_invitations(*, member: Member) -> QuerySet[Invitation]:
    """What the member sent. Nobody else reads it as theirs."""
    return Invitation.objects.of(member.organisation_id).filter(inviter=member)


def lock_sender(*, member: Member) -> None:
    """One member's new invitations go one after the other, also those to different dates: how many are open is counted.

    Taken before the date's lock, as whoever leaves or is merged takes the member's. Not a key lock: rows that point to the
    member may be written meanwhile. Raises NotVisible for who is gone.
    """
    one(Member.objects.of(member.organisation_id).select_for_update(of=("self",), no_key=True), member.pk)


def may_hold_several(*, member: Member, occurrence: Occurrence) -> bool:
    """Who leads "just us" fills it by inviting; there is no other way in. No statement where the activity is loaded."""
    return not occurrence.activity.is_programme and occurrence.activity.lead_id == member.pk


def answerable(*, member: Member, code: str) -> QuerySet[Invitation]:
    """What the member was asked by their card, or has the code of."""
    known = Q(code_hash=hash_of(code)) if code else Q(pk__in=())
    return Invitation.objects.of(member.organisation_id).filter(Q(to=member) | known)


@dataclass(frozen=True)
class Sent:
    """For whoever invited. code: only while it is open."""

    id: UUID
    occurrence_id: UUID
    state: str
    code: str | None
    ends_at: dt.datetime


def sent(row: Invitation, *, now: dt.datetime) -> Sent:
    state = TOLD.get(State(row.state), NOT_TAKEN_UP)
    if state == "open" and row.ends_at <= now:
        state = NOT_TAKEN_UP  # the worker has not been there yet
    code = codes.grouped(code_of(row.pk)) if state == "open" else None
    return Sent(row.pk, row.occurrence_id, state, code, row.ends_at)


def sent_for(*, member: Member, occurrence_id: UUID, now: dt.datetime) -> tuple[list[Sent], bool]:
    """Mine for one date, the newest first, and whether I may hold several. Two statements. Raises NotVisible."""
    occurrence = one(visible_occurrences(member=member).select_related("activity"), occurrence_id)
    rows = own_invitations(member=member).filter(occurrence=occurrence)
    several = may_hold_several(member=member, occurrence=occurrence)
    return [sent(row, now=now) for row in rows.order_by("-made_at", "-pk")[:20]], several


@dataclass(frozen=True)
class Received:
    """For the colleague. from_name: None for those who are told no names. is_open: a place is held for me now."""

    id: UUID
    occurrence_id: UUID
    title: str
    kind: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    held_until: dt.datetime
    from_name: str | None
    is_mine: bool  # I sent it
    is_open: bool
    is_accepted: bool  # by me


def received(row: Invitation, *, member: Member, all_roles: Collection[str], now: dt.datetime) -> Received:
    date = row.occurrence
    comes = date.state == Occurrence.State.PUBLISHED and date.starts_at > now
    return Received(
        id=row.pk,
        occurrence_id=date.pk,
        title=date.activity.title,
        kind=date.activity.kind,
        place=date.activity.meeting_place,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        held_until=row.ends_at,
        from_name=row.inviter.called_name if SEES_NO_NAMES.isdisjoint(all_roles) else None,
        is_mine=row.inviter_id == member.pk,
        is_open=row.state == State.OPEN and row.ends_at > now and comes,
        is_accepted=row.state == State.ACCEPTED and row.accepted_by_id == member.pk,
    )


def _loaded(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return rows.select_related("occurrence__activity", "inviter")


def by_code(*, member: Member, all_roles: Collection[str], code: str, now: dt.datetime) -> Received:
    """What a code is for. One statement. Raises NotVisible for a code of nobody here."""
    row = _loaded(Invitation.objects.of(member.organisation_id)).filter(code_hash=hash_of(code)).first()
    if row is None:
        raise NotVisible(next="Check the code, or ask your colleague to show it again.")
    return received(row, member=member, all_roles=all_roles, now=now)


def to_answer(*, member: Member, all_roles: Collection[str], now: dt.datetime) -> list[Received]:
    """What I was asked by my card and can still say yes to, the first to run out first. One statement."""
    rows = _loaded(Invitation.objects.of(member.organisation_id)).filter(
        to=member,
        state=State.OPEN,
        ends_at__gt=now,
        occurrence__state=Occurrence.State.PUBLISHED,
        occurrence__starts_at__gt=now,
    )
    return [received(row, member=member, all_roles=all_roles, now=now) for row in rows.order_by("ends_at", "pk")[:20]]


def answered_card(*, member: Member, occurrence_id: UUID) -> Card:
    """The date as its card, for who has just answered: who said no to "just us" is told of it this once. One statement."""
    date = Occurrence.objects.of(member.organisation_id).filter(pk=occurrence_id)
    return card_of(date, member=member)
