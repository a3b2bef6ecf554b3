"""Two ideas become one when both who had them agree, and two again when one of them or an organiser says so.

Nobody who would come is moved in either direction: their word stays with the idea it was given to, and each is asked.
Whatever touches two ideas locks both, in key order, as a vote does that takes them in.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import (
    CannotBeMerged,
    MergeRefused,
    MergeSettled,
    MergeStands,
    MergeSuggested,
    MergeWentOn,
    NotAsked,
    TooManyMerges,
)
from aftershift.ideas.models import EarlierText, Idea, Interest, Merge, MergeBefore, MergeReply
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.answering import become
from aftershift.ideas.services.messaging import ask_authors
from aftershift.ideas.services.proposing import say_id_come, take_back_id_come
from aftershift.ideas.statuses import CAN_BE_MERGED, EDITABLE
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

NOT_AGAIN_WITHIN = dt.timedelta(days=30)
# So that nobody is asked the whole day long.
MOST_OPEN = 5


@transaction.atomic
def suggest_merge(*, member: Member, idea_id: UUID, into_id: UUID, line: str = "", now: dt.datetime) -> Merge:
    """Suggest that the first idea ends and the second goes on, with `line` for both, or with its own where that is empty.

    Raises NotVisible, NotAllowed, FieldProblem (an idea and itself), CannotBeMerged, MergeSuggested, MergeRefused
    (30 days from a no or an undoing on), TooManyMerges.
    """
    require(MAY, "merge.suggest", roles_of(member))
    if idea_id == into_id:
        raise FieldProblem({"/into_id": "Choose two ideas."})
    ideas = _locked(member, idea_id, into_id)
    _check_mergeable(ideas)
    today = member.organisation.local(now).date()
    merges = Merge.objects.of(member.organisation_id)
    pair = merges.filter(Q(ends=idea_id, goes_on=into_id) | Q(ends=into_id, goes_on=idea_id))
    if pair.filter(state=Merge.State.OPEN).exists():
        raise MergeSuggested
    said_no = pair.filter(state__in=[Merge.State.REFUSED, Merge.State.UNDONE])
    if said_no.filter(settled_date__gt=today - NOT_AGAIN_WITHIN).exists():
        raise MergeRefused
    if merges.filter(state=Merge.State.OPEN, suggested_by=member).count() >= MOST_OPEN:
        raise TooManyMerges
    made = Merge(
        organisation_id=member.organisation_id,
        ends=ideas[idea_id],
        goes_on=ideas[into_id],
        line="" if line == ideas[into_id].text else line,
        language=member.language,
        suggested_by=member,
        suggested_date=today,
    )
    made.save()
    ask_authors(merge=made, now=now)
    return made


@transaction.atomic
def take_merge_back(*, member: Member, merge_id: UUID, now: dt.datetime) -> Merge:
    """Whoever suggested it takes it back while it waits: nobody is asked any more, and it may be suggested anew.

    Safe to repeat. Raises NotVisible, NotAllowed (somebody else's), MergeSettled.
    """
    require(MAY, "merge.take_back", roles_of(member))
    merge = _locked_merge(member, merge_id)
    if merge.suggested_by_id != member.pk:
        raise NotAllowed(action="merge.take_back")
    if merge.state == Merge.State.TAKEN_BACK:
        return merge
    if merge.state != Merge.State.OPEN:
        raise MergeSettled
    merge.state = Merge.State.TAKEN_BACK
    merge.settled_date = member.organisation.local(now).date()
    merge.save(update_fields=["state", "settled_date"])
    return merge


@transaction.atomic
def answer_merge(*, member: Member, merge_id: UUID, agrees: bool, now: dt.datetime) -> Merge:
    """An author answers for each of the two ideas that is theirs. One no ends it; the second yes makes the two one.

    Safe to repeat; a yes may become a no until then. Raises NotVisible, NotAllowed, MergeSettled, CannotBeMerged.
    """
    require(MAY, "merge.answer", roles_of(member))
    merge = _locked_merge(member, merge_id)
    sides = [side for side in (merge.ends, merge.goes_on) if side.author_id == member.pk]
    if not sides:
        raise NotAllowed(action="merge.answer")
    return _answered(merge, sides, agrees=agrees, today=member.organisation.local(now).date())


@transaction.atomic
def answer_merge_in_place(*, member: Member, merge_id: UUID, agrees: bool, reason: str, now: dt.datetime) -> Merge:
    """An organiser answers for each author who has left or was forgotten, with a reason that everybody reads.

    Safe to repeat. Raises NotVisible, NotAllowed (also: both can answer themselves), MergeSettled, CannotBeMerged.
    """
    require(MAY, "merge.answer_in_place", roles_of(member))
    merge = _locked_merge(member, merge_id)
    sides = [side for side in (merge.ends, merge.goes_on) if selectors.is_without_author(side)]
    if not sides:
        raise NotAllowed(action="merge.answer_in_place")
    if merge.state == Merge.State.OPEN:
        merge.reason = reason
        merge.in_place_by = member
        merge.save(update_fields=["reason", "in_place_by"])
    return _answered(merge, sides, agrees=agrees, today=member.organisation.local(now).date())


@transaction.atomic
def undo_merge(*, member: Member, merge_id: UUID, reason: str = "", now: dt.datetime) -> Merge:
    """Two ideas again, as they were. By either author, or by an organiser with a reason that everybody reads.

    The common line goes where nobody has changed it since. Whoever was won over by the question keeps their word at
    both, and is asked whether it still holds. Of a chain the last is undone first. Safe to repeat.
    Raises NotVisible, NotAllowed, MergeSettled (never merged), MergeStands, MergeWentOn (what went on became part of a
    third), FieldProblem (an organiser without a reason).
    """
    roles = roles_of(member)
    require(MAY, "merge.undo", roles)
    merge = _locked_merge(member, merge_id)
    if member.pk not in (merge.ends.author_id, merge.goes_on.author_id):
        require(MAY, "merge.undo_others", roles)
        if not reason:
            raise FieldProblem({"/reason": "Say why. Everybody can read it."})
    if merge.state == Merge.State.UNDONE:
        return merge
    if merge.state != Merge.State.MERGED:
        raise MergeSettled
    today = member.organisation.local(now).date()
    if merge.goes_on.status == Idea.Status.MERGED:
        raise MergeWentOn
    if not selectors.can_be_undone(merge, today=today):
        raise MergeStands
    merge.state = Merge.State.UNDONE
    merge.undo_reason = reason
    merge.settled_date = today
    merge.save(update_fields=["state", "undo_reason", "settled_date"])
    become(idea=merge.ends, status=merge.status_before, today=today, merge=merge)
    goes_on = merge.goes_on
    if merge.text_before and goes_on.text == merge.line and goes_on.status in EDITABLE:
        _put_line(goes_on, text=merge.text_before.text, language=merge.text_before.language, today=today)
    won_over = MergeReply.objects.of(merge.organisation_id).filter(merge=merge, comes=True, made_interest=True)
    won_over.update(is_asked_again=True)
    return merge


@transaction.atomic
def reply_to_merge(*, member: Member, merge_id: UUID, comes: bool, now: dt.datetime) -> Merge:
    """Who would come to the ended idea, or to one that had ended in it, says whether they would come to the other.

    Their word about the first stays.

    After an undoing it says whether such a yes still holds. The last reply counts; safe to repeat.
    Raises NotVisible, NotAllowed, NotAsked, IdeaWithdrawn, IdeaMerged, IdeaHidden.
    """
    require(MAY, "merge.reply", roles_of(member))
    visible = selectors.visible_merges(member=member)
    _locked(member, one(visible, merge_id).goes_on_id)
    merge = one(visible, merge_id)
    reply = MergeReply.objects.of(member.organisation_id).filter(merge=merge, member=member).first()
    interests = Interest.objects.of(member.organisation_id).filter(member=member)
    ended = MergeBefore.objects.of(member.organisation_id).filter(merge=merge).values("idea")
    came_to_ended = interests.filter(Q(idea=merge.ends_id) | Q(idea__in=ended))
    asked = merge.state == Merge.State.MERGED and came_to_ended.exists()
    if not (asked or reply):
        raise NotAsked
    if reply is None:
        reply = MergeReply(organisation_id=member.organisation_id, merge=merge, member=member)
    if comes:
        made = not interests.filter(idea=merge.goes_on_id).exists()
        say_id_come(member=member, idea_id=merge.goes_on_id, now=now)
        reply.made_interest = reply.made_interest or made
    elif reply.made_interest:
        take_back_id_come(member=member, idea_id=merge.goes_on_id)
        reply.made_interest = False
    reply.comes = comes
    reply.is_asked_again = False
    reply.said_date = member.organisation.local(now).date()
    reply.save()
    return merge


@transaction.atomic(savepoint=False)
def forget_agreements(*, idea: Idea) -> None:
    """Other words than those that somebody agreed to: who said yes is asked again. The caller holds the lock."""
    open_ones = Merge.objects.of(idea.organisation_id).filter(state=Merge.State.OPEN)
    open_ones.filter(Q(ends=idea) | Q(goes_on=idea)).update(ends_agrees=False, goes_on_agrees=False)


def _answered(merge: Merge, sides: list[Idea], *, agrees: bool, today: dt.date) -> Merge:
    if merge.state != Merge.State.OPEN:
        said = merge.state == Merge.State.MERGED
        if merge.state in (Merge.State.UNDONE, Merge.State.TAKEN_BACK) or said != agrees:
            raise MergeSettled
        return merge
    if not agrees:
        merge.state = Merge.State.REFUSED
        merge.settled_date = today
        merge.save(update_fields=["state", "settled_date"])
        return merge
    _check_mergeable({side.pk: side for side in (merge.ends, merge.goes_on)})
    merge.ends_agrees = merge.ends_agrees or merge.ends in sides
    merge.goes_on_agrees = merge.goes_on_agrees or merge.goes_on in sides
    merge.save(update_fields=["ends_agrees", "goes_on_agrees"])
    if merge.ends_agrees and merge.goes_on_agrees:
        _make_one(merge, today)
    return merge


def _make_one(merge: Merge, today: dt.date) -> None:
    merge.state = Merge.State.MERGED
    merge.settled_date = today
    merge.status_before = merge.ends.status
    merge.ballot_before = merge.goes_on.ballot_id
    if merge.line:
        merge.text_before = _put_line(merge.goes_on, text=merge.line, language=merge.language, today=today)
    merge.save(update_fields=["state", "settled_date", "status_before", "ballot_before", "text_before"])
    _note_what_ended_before(merge)
    become(idea=merge.ends, status=Idea.Status.MERGED, today=today, merge=merge)


def _note_what_ended_before(merge: Merge) -> None:
    """Who would come to an idea that is part of the one that ends now may not have followed yet: they are asked too."""
    parts = Merge.objects.of(merge.organisation_id).filter(goes_on=merge.ends, state=Merge.State.MERGED)
    of_parts = MergeBefore.objects.of(merge.organisation_id).filter(merge__in=parts)
    ended = {*parts.values_list("ends_id", flat=True), *of_parts.values_list("idea_id", flat=True)}
    MergeBefore.objects.bulk_create(
        MergeBefore(organisation_id=merge.organisation_id, merge=merge, idea_id=idea_id) for idea_id in sorted(ended)
    )


def _put_line(idea: Idea, *, text: str, language: str, today: dt.date) -> EarlierText:
    """Other words; those that stood there are kept beside them, as after an author's change."""
    earlier = EarlierText(
        organisation_id=idea.organisation_id,
        idea=idea,
        text=idea.text,
        language=idea.language,
        replaced_date=today,
        was_hidden=bool(idea.hidden_reason),
    )
    earlier.save()
    idea.text = text
    idea.language = language
    idea.save(update_fields=["text", "language"])
    forget_agreements(idea=idea)
    return earlier


def _locked(member: Member, *idea_ids: UUID) -> dict[UUID, Idea]:
    rows = (
        selectors.visible_ideas(member=member)
        .select_for_update(of=("self",), no_key=True)
        .filter(pk__in=idea_ids)
        .order_by("pk")
    )
    found = {idea.pk: idea for idea in rows}
    if len(found) < len(set(idea_ids)):
        raise NotVisible
    return found


def _locked_merge(member: Member, merge_id: UUID) -> Merge:
    """The row as it is once both of its ideas are locked, with them."""
    visible = selectors.visible_merges(member=member)
    merge = one(visible, merge_id)
    ideas = _locked(member, merge.ends_id, merge.goes_on_id)
    merge = one(visible, merge_id)
    merge.ends = ideas[merge.ends_id]
    merge.goes_on = ideas[merge.goes_on_id]
    return merge


def _check_mergeable(ideas: dict[UUID, Idea]) -> None:
    if any(idea.status not in CAN_BE_MERGED or idea.hidden_reason for idea in ideas.values()):
        raise CannotBeMerged
