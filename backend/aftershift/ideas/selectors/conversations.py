"""Conversations as their readers may see them. What was said is read by all once it is written up, before only by who runs it."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from aftershift.core.selectors import one
from aftershift.ideas.models import Conversation, NextStep, Theme, Topic
from aftershift.ideas.policies import MAY, SEES_NO_NAMES
from aftershift.ideas.showing import ABOUT_CONVERSATION
from aftershift.media.selectors import PhotoShown, photos_of
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

_State = Conversation.State


@dataclass(frozen=True)
class ConversationCard:
    """holder_name: as a lead's is shown. late_steps: what was promised in it and is not done."""

    id: UUID
    question: str
    language: str
    template: str
    state: str
    held_date: dt.date
    start: str
    minutes: int
    place: str
    site_id: UUID | None
    site_name: str | None
    holder_name: str | None
    is_mine: bool
    written_up_date: dt.date | None
    late_steps: int


@dataclass(frozen=True)
class TopicShown:
    id: UUID
    text: str
    language: str
    is_mine: bool


@dataclass(frozen=True)
class ThemeShown:
    """hidden_reason: of the idea that it became, in public. The text is empty then, here as there."""

    id: UUID
    text: str
    language: str
    tables: str
    idea_id: UUID | None
    hidden_reason: str | None


@dataclass(frozen=True)
class StepShown:
    id: UUID
    text: str
    language: str
    due_date: dt.date
    done_date: dt.date | None
    is_late: bool
    owner_name: str | None
    is_agreed: bool
    is_mine: bool


@dataclass(frozen=True)
class ConversationPage(ConversationCard):
    may_run: bool
    photos: list[PhotoShown]
    topics: list[TopicShown]
    themes: list[ThemeShown]
    steps: list[StepShown]


def visible_conversations(*, member: Member) -> QuerySet[Conversation]:
    """Every conversation this member may know about."""
    return Conversation.objects.of(member.organisation_id)


def visible_themes(*, member: Member) -> QuerySet[Theme]:
    """Of what is written up, and of what this member runs."""
    return Theme.objects.of(member.organisation_id).filter(_may_be_read(member))


def visible_steps(*, member: Member) -> QuerySet[NextStep]:
    """As `visible_themes`."""
    return NextStep.objects.of(member.organisation_id).filter(_may_be_read(member)).select_related("conversation")


def late_steps(*, member: Member, today: dt.date) -> QuerySet[NextStep]:
    """Of what everybody reads: promised by a day that is over, and not done. The oldest first."""
    rows = visible_steps(member=member).filter(conversation__state=_State.WRITTEN_UP)
    return rows.filter(done_date=None, due_date__lt=today).order_by("due_date", "pk")


def _may_be_read(member: Member) -> Q:
    if not MAY["conversation.run"].isdisjoint(roles_of(member)):
        return Q()
    return Q(conversation__state=_State.WRITTEN_UP) | Q(conversation__holder=member)


def roles_in_conversation(*, member: Member, conversation: Conversation) -> frozenset[str]:
    return frozenset(roles_of(member)) | ({"holder"} if conversation.holder_id == member.pk else set())


def conversations_for_cards(*, member: Member, today: dt.date) -> QuerySet[Conversation]:
    """Rows that `conversation_cards` can show without a further statement; the last planned first. One statement."""
    late = Q(next_steps__done_date=None, next_steps__due_date__lt=today)
    return (
        visible_conversations(member=member)
        .exclude(state=_State.CALLED_OFF)
        .select_related("site", "holder")
        .annotate(late_steps=Count("next_steps", filter=late & Q(state=_State.WRITTEN_UP)))
        .order_by("-pk")
    )


def conversation_cards(rows: Iterable[Any], *, member: Member, roles: Collection[str]) -> list[ConversationCard]:
    """roles: all of the reader's, as for `cards`."""
    names = SEES_NO_NAMES.isdisjoint(roles)
    return [ConversationCard(**_card(row, member=member, names=names), late_steps=row.late_steps) for row in rows]


def conversation_page(
    *, member: Member, roles: Collection[str], conversation_id: UUID, today: dt.date
) -> ConversationPage:
    """One conversation with what came of it. Raises NotVisible."""
    topics = Topic.objects.of(member.organisation_id).order_by("pk")
    themes = Theme.objects.of(member.organisation_id).select_related("idea").order_by("pk")
    steps = (
        NextStep.objects.of(member.organisation_id)
        .select_related("owner")
        .order_by(Coalesce(F("done_date"), F("due_date")), "pk")
    )
    row: Any = one(
        visible_conversations(member=member)
        .select_related("site", "holder")
        .prefetch_related(
            Prefetch("topics", queryset=topics, to_attr="topics_in_order"),
            Prefetch("themes", queryset=themes, to_attr="themes_in_order"),
            Prefetch("next_steps", queryset=steps, to_attr="steps_in_order"),
        ),
        conversation_id,
    )
    names = SEES_NO_NAMES.isdisjoint(roles)
    may_run = not MAY["conversation.run"].isdisjoint(roles_in_conversation(member=member, conversation=row))
    reads = may_run or row.state == _State.WRITTEN_UP
    shown = [_step(step, member=member, names=names, today=today) for step in row.steps_in_order] if reads else []
    return ConversationPage(
        **_card(row, member=member, names=names),
        late_steps=sum(step.is_late and step.done_date is None for step in shown),
        may_run=may_run,
        photos=photos_of(ABOUT_CONVERSATION, [row.pk]).get(row.pk, []) if reads else [],
        topics=[TopicShown(t.pk, t.text, t.language, t.posted_by_id == member.pk) for t in row.topics_in_order],
        themes=[_theme(theme) for theme in row.themes_in_order] if reads else [],
        steps=shown,
    )


def _card(row: Conversation, *, member: Member, names: bool) -> dict[str, Any]:
    return {
        "id": row.pk,
        "question": row.question,
        "language": row.language,
        "template": row.template,
        "state": row.state,
        "held_date": row.held_date,
        "start": f"{row.start:%H:%M}",
        "minutes": row.minutes,
        "place": row.place,
        "site_id": row.site_id,
        "site_name": row.site.name if row.site else None,
        "holder_name": row.holder.called_name if row.holder and names else None,
        "is_mine": row.holder_id == member.pk,
        "written_up_date": row.written_up_date,
    }


def _theme(row: Theme) -> ThemeShown:
    hidden = row.idea.hidden_reason if row.idea else ""
    return ThemeShown(row.pk, "" if hidden else row.text, row.language, row.tables, row.idea_id, hidden or None)


def _step(row: NextStep, *, member: Member, names: bool, today: dt.date) -> StepShown:
    return StepShown(
        id=row.pk,
        text=row.text,
        language=row.language,
        due_date=row.due_date,
        done_date=row.done_date,
        is_late=(row.done_date or today) > row.due_date,
        owner_name=row.owner.called_name if row.owner and names else None,
        is_agreed=row.is_agreed,
        is_mine=row.owner_id == member.pk,
    )
