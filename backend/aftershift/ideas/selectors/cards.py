"""Ideas as their readers may see them."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from aftershift.core.selectors import one
from aftershift.core.small_numbers import SMALLEST_SHOWN
from aftershift.ideas.models import (
    Answer,
    EarlierText,
    Idea,
    Interest,
    Merge,
    Report,
    Theme,
    Verdict,
)
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.ideas.showing import ABOUT, shows_media
from aftershift.ideas.similarity import similar
from aftershift.ideas.statuses import EDITABLE, NOT_YET_ANSWERED
from aftershift.media.selectors import PhotoShown, VoiceNoteShown, photos_of, voice_notes_of
from aftershift.people.models import Member
from aftershift.people.selectors import visible_members

# How many of the newest open ideas a new line is compared with.
COMPARED_WITH = 1000
SIMILAR_SHOWN = 3
MOST_NAMED = 20

_Status = Idea.Status
STILL_OPEN = (
    _Status.OPEN,
    _Status.BEING_CHECKED,
    _Status.TO_VOTE,
    _Status.SMALL_TRY,
    _Status.RULE_IN_OUR_WAY,
    _Status.IN_BALLOT,
)
# What may stand in the next ballot: nothing that was declined, that a rule forbids, or that is decided (RULE-31).
CAN_BE_VOTED_ON = (_Status.OPEN, _Status.BEING_CHECKED, _Status.TO_VOTE, _Status.SMALL_TRY, _Status.NOT_THIS_TIME)

STEPS = ("idea", "vote", "time", "done")
# The step that is going on now; steps before it are done.
_STEP_NOW = {
    _Status.TO_VOTE: "vote",
    _Status.IN_BALLOT: "vote",
    _Status.CHOSEN: "time",
    _Status.SMALL_TRY: "time",
    _Status.PLANNED: "done",
}


@dataclass(frozen=True)
class AnswerShown:
    status: str
    text: str
    date: dt.date
    is_late: bool


@dataclass(frozen=True)
class Author:
    """name: what the author chose to be shown as, or None; never of an author without a name."""

    shown_as: str
    name: str | None
    is_me: bool


@dataclass(frozen=True)
class Step:
    step: str
    state: str


@dataclass(frozen=True)
class EarlierTextShown:
    text: str
    language: str
    replaced_date: dt.date


@dataclass(frozen=True)
class IdeaCard:
    id: UUID
    text: str
    language: str
    kind: str
    author: Author
    interest: int
    is_mine_interest: bool
    status: str
    due_date: dt.date
    is_late: bool
    answer: AnswerShown | None
    owner_name: str | None
    proposed_date: dt.date
    chain: list[Step]
    ballot_id: UUID | None
    merged_into: UUID | None
    can_be_changed: bool
    withdrawn_date: dt.date | None
    earlier_texts: list[EarlierTextShown]
    changed_since_i_said: bool
    hidden_reason: str | None
    verdict: "VerdictShown | None"
    conversation_id: UUID | None
    photo: PhotoShown | None
    voice_note: VoiceNoteShown | None
    judged_by_author: bool


@dataclass(frozen=True)
class VerdictShown:
    """For the author and for those who reported it: what an organiser decided, and why."""

    what: str
    reason: str
    date: dt.date


def visible_ideas(*, member: Member) -> QuerySet[Idea]:
    """Every idea this member may know about."""
    return Idea.objects.of(member.organisation_id)


def ideas_for_cards(*, member: Member) -> QuerySet[Idea]:
    """Rows that `card` can show without a further statement; the newest first. Four statements for any number,
    and two more in `cards` for what authors added."""
    mine = Interest.objects.of(member.organisation_id).filter(idea=OuterRef("pk"), member=member)
    said = (
        Interest.objects.of(member.organisation_id)
        .filter(idea=OuterRef("pk"))
        .order_by()
        .values("idea")
        .annotate(number=Count("pk"))
        .values("number")
    )
    answers = Answer.objects.of(member.organisation_id).order_by("-pk")
    verdicts = Verdict.objects.of(member.organisation_id).order_by("-pk")
    reported = Report.objects.of(member.organisation_id).filter(idea=OuterRef("pk"), member=member)
    earlier = EarlierText.objects.of(member.organisation_id).order_by("-pk")
    theme = Theme.objects.of(member.organisation_id).filter(idea=OuterRef("pk"))
    merged = Merge.objects.of(member.organisation_id).filter(ends=OuterRef("pk"), state=Merge.State.MERGED)
    return (
        visible_ideas(member=member)
        .select_related("author", "team", "owner")
        .prefetch_related(
            Prefetch("answers", queryset=answers, to_attr="answers_newest_first"),
            Prefetch("earlier_texts", queryset=earlier, to_attr="earlier_texts_newest_first"),
            Prefetch("verdicts", queryset=verdicts, to_attr="verdicts_newest_first"),
        )
        .annotate(
            interest=Coalesce(Subquery(said, output_field=IntegerField()), 0),
            is_mine_interest=Exists(mine),
            is_reported_by_me=Exists(reported),
            my_interest_key=Subquery(mine.values("pk")[:1]),
            conversation_id=Subquery(theme.values("conversation")[:1], output_field=UUIDField()),
            merged_into=Subquery(merged.values("goes_on")[:1], output_field=UUIDField()),
        )
        .order_by("-pk")
    )


def listed_ideas(*, member: Member) -> QuerySet[Idea]:
    """As `ideas_for_cards`, without what became part of another.

    What was withdrawn only for its author and for those who said they would come to it.
    """
    return (
        ideas_for_cards(member=member)
        .exclude(status=_Status.MERGED)
        .filter(~Q(status=_Status.WITHDRAWN) | Q(author=member) | Q(is_mine_interest=True))
    )


def cards(
    rows: Iterable[Any], *, member: Member, roles: Collection[str], today: dt.date, reads_hidden: bool = False
) -> list[IdeaCard]:
    """roles: all of the reader's, also those that rest: a supervisor sees no names in any other role they hold.

    reads_hidden: the reader judges what is hidden. Others read the reason in its place, and the author both.
    """
    names = SEES_NO_NAMES.isdisjoint(roles)
    rows = list(rows)
    shown = [row.pk for row in rows if shows_media(row, member=member, reads_hidden=reads_hidden)]
    added = _Added(photos_of(ABOUT, shown), voice_notes_of(ABOUT, shown))
    return [_card(row, added, member=member, names=names, today=today, reads_hidden=reads_hidden) for row in rows]


def card(
    *, member: Member, roles: Collection[str], idea_id: UUID, today: dt.date, reads_hidden: bool = False
) -> IdeaCard:
    """One card, or NotVisible."""
    found = one(ideas_for_cards(member=member), idea_id)
    return cards([found], member=member, roles=roles, today=today, reads_hidden=reads_hidden)[0]


def similar_ideas(*, member: Member, text: str) -> list[Idea]:
    """The open ideas most like this line, for `cards`; the most alike first."""
    open_ones = visible_ideas(member=member).filter(status__in=STILL_OPEN, hidden_reason="").order_by("-pk")
    keys = similar(text, open_ones.values_list("pk", "text")[:COMPARED_WITH], at_most=SIMILAR_SHOWN)
    found = {row.pk: row for row in ideas_for_cards(member=member).filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def who_would_come(*, member: Member, idea_id: UUID) -> QuerySet[Member]:
    """Those who said they would come: whom the time finder counts for an idea, and nobody lists. Raises NotVisible."""
    idea = one(visible_ideas(member=member), idea_id)
    said = Interest.objects.of(member.organisation_id).filter(idea=idea)
    return visible_members(member=member).filter(pk__in=said.values("member"))


def ideas_many_would_come_to(*, member: Member) -> list[tuple[UUID, str]]:
    """Open ideas with supporters enough to look for a time, most of them first, with their line. One statement."""
    still_here = Count("interests", filter=Q(interests__member__left_at=None))
    rows = visible_ideas(member=member).filter(status__in=STILL_OPEN, hidden_reason="").annotate(supporters=still_here)
    many = rows.filter(supporters__gte=SMALLEST_SHOWN).order_by("-supporters", "-pk")
    return list(many.values_list("pk", "text")[:MOST_NAMED])


def ideas_to_answer(*, member: Member) -> QuerySet[Idea]:
    """Without the promised answer yet, the one due first in front: for the desk."""
    return visible_ideas(member=member).filter(status__in=NOT_YET_ANSWERED).order_by("due_date", "pk")


@dataclass(frozen=True)
class _Added:
    """What the reader may see of what authors added, by idea."""

    photos: dict[UUID, list[PhotoShown]]
    voice_notes: dict[UUID, list[VoiceNoteShown]]


def _card(row: Any, added: _Added, *, member: Member, names: bool, today: dt.date, reads_hidden: bool) -> IdeaCard:
    answers: list[Answer] = row.answers_newest_first
    earlier: list[EarlierText] = row.earlier_texts_newest_first
    final = [given.answered_date for given in answers if given.status not in NOT_YET_ANSWERED]
    latest = answers[0] if answers else None
    waits = row.status in NOT_YET_ANSWERED
    is_late = final[-1] > row.due_date if final else waits and today > row.due_date
    verdicts: list[Verdict] = row.verdicts_newest_first
    mine = row.author_id == member.pk
    inside = mine or reads_hidden
    if not inside:
        earlier = [was for was in earlier if not (was.was_hidden or row.hidden_reason)]
    return IdeaCard(
        id=row.pk,
        text=row.text if inside or not row.hidden_reason else "",
        language=row.language,
        kind=row.kind,
        author=_author(row, member=member, names=names),
        interest=row.interest,
        is_mine_interest=row.is_mine_interest,
        status=row.status,
        due_date=row.due_date,
        is_late=is_late,
        answer=_answer(latest, row) if latest else None,
        owner_name=row.owner.called_name if row.owner and names else None,
        proposed_date=row.proposed_date,
        chain=_chain(row.status),
        ballot_id=row.ballot_id,
        merged_into=row.merged_into,
        can_be_changed=mine and row.status in EDITABLE,
        withdrawn_date=row.withdrawn_date,
        earlier_texts=[EarlierTextShown(was.text, was.language, was.replaced_date) for was in earlier],
        # Both keys sort by when they were made, within a day too, and neither is shown.
        changed_since_i_said=bool(earlier and row.my_interest_key and row.my_interest_key < earlier[0].pk),
        hidden_reason=row.hidden_reason or None,
        verdict=(
            VerdictShown(verdicts[0].what, verdicts[0].reason, verdicts[0].given_date)
            if verdicts and (inside or row.is_reported_by_me)
            else None
        ),
        conversation_id=row.conversation_id,
        photo=next(iter(added.photos.get(row.pk, ())), None),
        voice_note=next(iter(added.voice_notes.get(row.pk, ())), None),
        # Only of an idea under its author's name: else it would tell whose it is.
        judged_by_author=bool(verdicts and verdicts[0].is_own and row.shown_as == Idea.ShownAs.NAMED),
    )


def _answer(given: Answer, idea: Idea) -> AnswerShown:
    is_late = given.status not in NOT_YET_ANSWERED and given.answered_date > idea.due_date
    return AnswerShown(given.status, given.text, given.answered_date, is_late)


def _author(row: Idea, *, member: Member, names: bool) -> Author:
    name: str | None = None
    if row.shown_as == Idea.ShownAs.NAMED and row.author is not None and names:
        name = row.author.called_name
    elif row.shown_as == Idea.ShownAs.TEAM and row.team is not None:
        name = row.team.name
    return Author(shown_as=row.shown_as, name=name, is_me=row.author_id == member.pk)


def _chain(status: str) -> list[Step]:
    if status == _Status.DONE:
        return [Step(step, "done") for step in STEPS]
    now = STEPS.index(_STEP_NOW.get(_Status(status), "idea"))
    return [
        Step(step, "done" if place < now else "now" if place == now else "next") for place, step in enumerate(STEPS)
    ]
