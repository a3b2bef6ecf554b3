"""One person with two members: a card given twice, or a sheet and a phone. One becomes the other, and it is never undone."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.people import codes, one_person, policies, selectors
from aftershift.people.errors import KeepTheOther, NotYourself
from aftershift.people.events import AgeCorrected, MemberLeft, MembersMerged
from aftershift.people.models import Card, Member, MemberMerge, Recovery
from aftershift.people.one_person import Pair
from aftershift.people.services import sessions

# A request that was under way when its member went has ended by then, one way or the other.
SWEEPS_AFTER = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class Preview:
    kept: Member
    gone: Member
    counts: dict[str, int]


def preview(*, by: Member, kept_card: str, gone_card: str, now: dt.datetime) -> Preview:
    """What would happen. Raises what `merge` raises, but writes nothing."""
    require(policies.MAY, "member.merge", selectors.roles_of(by))
    kept, gone = _members(by, kept_card, gone_card)
    _refuse_unless_mergeable(by, kept, gone)
    return Preview(kept, gone, one_person.counted(Pair(kept, gone, now)))


@transaction.atomic
def merge(*, by: Member, kept_card: str, gone_card: str, now: dt.datetime) -> MemberMerge:
    """Everything of the second card's member becomes the first one's. The person is there and shows both cards.

    Where both have something that a person has once, the kept member's stands, or the better one. The second card and
    its devices are dead at once. Sent again it finds what it did. Raises NotAllowed, NotVisible, NotYourself,
    KeepTheOther, FieldProblem (one card twice).
    """
    require(policies.MAY, "member.merge", selectors.roles_of(by))
    done = MemberMerge.objects.of(by.organisation_id).filter(card_hash=_hash(gone_card)).select_related("kept").first()
    if (
        done is not None
        and done.kept_id == selectors.member_of_card(organisation_id=by.organisation_id, card=kept_card).pk
    ):
        return done
    pair = _locked(by, *_members(by, kept_card, gone_card), now)
    kept, gone = pair.kept, pair.gone
    _refuse_unless_mergeable(by, kept, gone)
    sessions.end_all_sessions(member_id=gone.pk)
    Card.objects.filter(member_id=gone.pk).delete()
    Recovery.objects.filter(member_id=gone.pk).delete()
    one_person.follow(pair)
    done = MemberMerge.objects.create(
        organisation_id=by.organisation_id, kept=kept, gone=gone, by=by, card_hash=_hash(gone_card), merged_at=now
    )
    _take_over(pair)
    publish(MemberLeft(organisation_id=by.organisation_id, member_id=gone.pk, at=now))
    publish(MembersMerged(organisation_id=by.organisation_id, kept_id=kept.pk, gone_id=gone.pk, at=now))
    return done


@transaction.atomic
def sweep(*, organisation_id: UUID, merge_id: UUID, now: dt.datetime) -> None:
    """What a request under way wrote for the member who went follows too. Called by the worker in the organisation's scope."""
    done = MemberMerge.objects.of(organisation_id).filter(pk=merge_id, swept_at=None).first()
    if done is None:
        return
    kept, gone = _in_order(organisation_id, done.kept_id, done.gone_id)
    one_person.follow(Pair(kept, gone, now))
    done.swept_at = now
    done.save(update_fields=["swept_at"])


def _members(by: Member, kept_card: str, gone_card: str) -> tuple[Member, Member]:
    kept = selectors.member_of_card(organisation_id=by.organisation_id, card=kept_card)
    gone = selectors.member_of_card(organisation_id=by.organisation_id, card=gone_card)
    if kept.pk == gone.pk:
        raise FieldProblem({"/gone_card": "This is the same card twice. Show the other one."})
    return kept, gone


def _locked(by: Member, kept: Member, gone: Member, now: dt.datetime) -> Pair:
    kept, gone = _in_order(by.organisation_id, kept.pk, gone.pk)
    if kept.left_at is not None or gone.left_at is not None:
        raise NotVisible
    return Pair(kept, gone, now)


def _in_order(organisation_id: UUID, kept_id: UUID, gone_id: UUID) -> tuple[Member, Member]:
    """Not a key lock: whoever joins something at this moment holds its row and only points to the member."""
    rows = Member.objects.of(organisation_id).filter(pk__in=[kept_id, gone_id]).order_by("pk")
    rows = rows.select_related("organisation", "person").select_for_update(of=("self",), no_key=True)
    locked = {row.pk: row for row in rows}
    if len(locked) < 2:
        raise NotVisible
    return locked[kept_id], locked[gone_id]


def _refuse_unless_mergeable(by: Member, kept: Member, gone: Member) -> None:
    if by.pk in (kept.pk, gone.pk):
        raise NotYourself
    if gone.person.email or selectors.all_roles_of(gone) & policies.STRONG:
        raise KeepTheOther


def _take_over(pair: Pair) -> None:
    """What stands in the member's own row. Under 18 on either card is under 18: the safer of two answers."""
    kept, gone = pair.kept, pair.gone
    is_younger = gone.is_under_18 and not kept.is_under_18
    kept.is_under_18 = kept.is_under_18 or gone.is_under_18
    kept.confirmed_at = min(filter(None, (kept.confirmed_at, gone.confirmed_at)), default=None)
    kept.joined_at = min(kept.joined_at, gone.joined_at)
    kept.site_id, kept.team_id = kept.site_id or gone.site_id, kept.team_id or gone.team_id
    kept.save(update_fields=["is_under_18", "confirmed_at", "joined_at", "site", "team"])
    gone.left_at, gone.called_name, gone.site_id, gone.team_id = pair.now, "", None, None
    gone.save(update_fields=["left_at", "called_name", "site", "team"])
    if is_younger:
        publish(AgeCorrected(organisation_id=kept.organisation_id, member_id=kept.pk, at=pair.now))


def _hash(card: str) -> str:
    return codes.keyed("merged-card", codes.read(card.rsplit("#", 1)[-1]))
