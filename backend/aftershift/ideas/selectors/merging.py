"""Merges as their readers may see them, and what each is asked.

What is only suggested, and what was refused, is for those who are asked, for whoever suggested it and for organisers:
the line in it is nobody's idea yet. What was merged or undone is for everyone.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, UUIDField

from aftershift.core.selectors import one
from aftershift.ideas.models import Idea, Interest, Merge, MergeBefore, MergeReply
from aftershift.ideas.policies import MAY
from aftershift.ideas.selectors.cards import IdeaCard, cards, ideas_for_cards, visible_ideas
from aftershift.ideas.statuses import CAN_BE_MERGED
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

UNDO_WITHIN = dt.timedelta(days=14)
_State = Merge.State
# Nobody is asked whether they would come to what is gone or over.
_NOTHING_TO_COME_TO = (Idea.Status.WITHDRAWN, Idea.Status.MERGED, Idea.Status.DONE)
QUESTIONS_AT_ONCE = 3


@dataclass(frozen=True)
class MergeCard:
    """asks: what is asked of the reader, None when nothing is.

    `author`: do you agree? `in_place`: an organiser, for an author who is gone. `supporter`: would you come to the other?
    `still`: the two are two again, does your yes hold?
    """

    id: UUID
    state: str
    asks: str | None
    ends: IdeaCard
    goes_on: IdeaCard
    line: str | None
    language: str
    suggested_date: dt.date
    settled_date: dt.date | None
    agreed: int
    i_agreed: bool
    reason: str | None
    undo_reason: str | None
    undo_until: dt.date | None
    can_be_taken_back: bool


@dataclass(frozen=True)
class Side:
    id: UUID
    text: str
    language: str
    kind: str


@dataclass(frozen=True)
class MergeQuestion:
    """What Home asks, in few words: see `MergeCard.asks`. ends: of a supporter, the idea that they said they would come to."""

    id: UUID
    asks: str
    ends: Side
    goes_on: Side
    line: str | None


def visible_merges(*, member: Member) -> QuerySet[Merge]:
    """Every merge that this member may know about."""
    found = Merge.objects.of(member.organisation_id).select_related("ends__author", "goes_on__author", "text_before")
    if not MAY["merge.list_open"].isdisjoint(roles_of(member)):
        return found
    theirs = Q(suggested_by=member) | Q(ends__author=member) | Q(goes_on__author=member)
    return found.filter(Q(state__in=[_State.MERGED, _State.UNDONE]) | theirs)


def asked_merges(*, member: Member) -> QuerySet[Merge]:
    """For `merge_cards`: every one that this member may know about."""
    return _asking(visible_merges(member=member), member=member)


def merges_of_idea(*, member: Member, idea_id: UUID) -> QuerySet[Merge]:
    """For `merge_cards`, the newest first. Raises NotVisible. Open ones that cannot come about now are left out."""
    idea = one(visible_ideas(member=member), idea_id)
    rows = asked_merges(member=member)
    rows = rows.filter(Q(ends=idea) | Q(goes_on=idea)).exclude(state=_State.TAKEN_BACK)
    return rows.filter(~Q(state=_State.OPEN) | _CAN_COME_ABOUT).order_by("-pk")


def open_merges(*, member: Member) -> QuerySet[Merge]:
    """For `merge_cards` on the desk, the oldest first: what waits for an answer and can come about."""
    return _asking(waiting_merges(member=member), member=member)


def waiting_merges(*, member: Member) -> QuerySet[Merge]:
    """As `open_merges`, for a list of what is to be done."""
    return visible_merges(member=member).filter(_CAN_COME_ABOUT, state=_State.OPEN).order_by("pk")


def merge_cards(
    rows: Iterable[Any], *, member: Member, roles: Collection[str], today: dt.date, reads_hidden: bool = False
) -> list[MergeCard]:
    """The ideas of both sides as `cards` shows them to this reader. A number of statements that no list changes.

    reads_hidden: the reader judges what is hidden, so may also answer for who is gone, and undo.
    """
    merges = list(rows)
    ids = {side for merge in merges for side in (merge.ends_id, merge.goes_on_id)}
    found = ideas_for_cards(member=member).filter(pk__in=ids)
    shown = {card.id: card for card in cards(found, member=member, roles=roles, today=today, reads_hidden=reads_hidden)}
    return [_merge_card(merge, shown, member=member, today=today, in_place=reads_hidden) for merge in merges]


def merge_questions(*, member: Member) -> list[MergeQuestion]:
    """What this member is asked about ideas that became one, or could, for Home. One statement, and one for chains."""
    as_author = Q(state=_State.OPEN) & (
        Q(ends__author=member, ends_agrees=False) | Q(goes_on__author=member, goes_on_agrees=False)
    )
    found = Merge.objects.of(member.organisation_id).select_related("ends", "goes_on")
    rows: QuerySet[Any] = _asking(found, member=member)  # with what it annotates
    rows = rows.filter((as_author & _CAN_COME_ABOUT) | Q(asks_supporter=True) | Q(asks_still=True))
    asked = list(rows.order_by("pk")[:QUESTIONS_AT_ONCE])
    through = {merge.came_through for merge in asked if merge.came_through and not merge.came_to_ended}
    earlier = visible_ideas(member=member).in_bulk(through) if through else {}
    return [
        MergeQuestion(
            id=merge.pk,
            asks="author" if merge.state == _State.OPEN else "supporter" if merge.asks_supporter else "still",
            ends=_side(merge.ends if merge.state == _State.OPEN else earlier.get(merge.came_through, merge.ends)),
            goes_on=_side(merge.goes_on),
            line=merge.line or None,
        )
        for merge in asked
    ]


def is_without_author(idea: Idea) -> bool:
    """Forgotten, or not here any more: nobody can be asked."""
    return idea.author is None or idea.author.left_at is not None


def can_be_undone(merge: Merge, *, today: dt.date) -> bool:
    """For 14 days, not once the idea that goes on stood in a vote after the two became one, nor while it is part of a third."""
    return (
        merge.state == _State.MERGED
        and merge.settled_date is not None
        and today <= merge.settled_date + UNDO_WITHIN
        and merge.goes_on.ballot_id == merge.ballot_before
        and merge.goes_on.status != Idea.Status.MERGED
    )


_CAN_COME_ABOUT = Q(
    ends__status__in=CAN_BE_MERGED, goes_on__status__in=CAN_BE_MERGED, ends__hidden_reason="", goes_on__hidden_reason=""
)


def _asking(rows: QuerySet[Merge], *, member: Member) -> QuerySet[Merge]:
    """With what those who would come are asked: `asks_supporter`, `asks_still`.

    Who would come to an idea that had ended in the one that ends is asked like those who would come to that one:
    came_through, one such idea.
    """
    comes = Interest.objects.of(member.organisation_id).filter(member=member)
    replies = MergeReply.objects.of(member.organisation_id).filter(member=member, merge=OuterRef("pk"))
    before = MergeBefore.objects.of(member.organisation_id).filter(merge=OuterRef("pk"), idea__in=comes.values("idea"))
    comes_to_other = Exists(comes.filter(idea=OuterRef("goes_on")))
    to_come_to = ~Q(goes_on__status__in=_NOTHING_TO_COME_TO) & Q(goes_on__hidden_reason="")
    rows = rows.annotate(
        came_to_ended=Exists(comes.filter(idea=OuterRef("ends"))),
        came_through=Subquery(before.order_by("idea").values("idea")[:1], output_field=UUIDField()),
    )
    return rows.annotate(
        asks_supporter=Q(
            to_come_to,
            Q(came_to_ended=True) | Q(came_through__isnull=False),
            ~Q(comes_to_other),
            ~Q(Exists(replies)),
            state=_State.MERGED,
        ),
        asks_still=Q(Q(comes_to_other), Q(Exists(replies.filter(is_asked_again=True))), state=_State.UNDONE),
    )


def _merge_card(
    merge: Any, shown: dict[UUID, IdeaCard], *, member: Member, today: dt.date, in_place: bool
) -> MergeCard:
    mine = [
        agrees
        for side, agrees in ((merge.ends, merge.ends_agrees), (merge.goes_on, merge.goes_on_agrees))
        if side.author_id == member.pk
    ]
    return MergeCard(
        id=merge.pk,
        state=merge.state,
        asks=_asks(merge, mine, in_place=in_place),
        ends=shown[merge.ends_id],
        goes_on=shown[merge.goes_on_id],
        # Once it stands at an idea, it is read there, or hidden there.
        line=(merge.line or None) if merge.state in (_State.OPEN, _State.REFUSED) else None,
        language=merge.language,
        suggested_date=merge.suggested_date,
        settled_date=merge.settled_date,
        agreed=int(merge.ends_agrees) + int(merge.goes_on_agrees),
        i_agreed=bool(mine) and all(mine),
        reason=merge.reason or None,
        undo_reason=merge.undo_reason or None,
        undo_until=(
            merge.settled_date + UNDO_WITHIN if (mine or in_place) and can_be_undone(merge, today=today) else None
        ),
        # Said to whoever suggested it alone: no reply says who that was.
        can_be_taken_back=merge.state == _State.OPEN and merge.suggested_by_id == member.pk,
    )


def _asks(merge: Any, mine: list[bool], *, in_place: bool) -> str | None:
    if merge.state == _State.OPEN:
        if not all(mine):
            return "author"
        gone = [(merge.ends, merge.ends_agrees), (merge.goes_on, merge.goes_on_agrees)]
        if in_place and any(is_without_author(side) and not agrees for side, agrees in gone):
            return "in_place"
        return None
    return "supporter" if merge.asks_supporter else "still" if merge.asks_still else None


def _side(idea: Idea) -> Side:
    return Side(idea.pk, "" if idea.hidden_reason else idea.text, idea.language, idea.kind)
