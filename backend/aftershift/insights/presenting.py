"""What the screen of a big meeting shows: the programme, with no name and no total of a vote in it."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery

from aftershift.activities.selectors import PublicOccurrence, next_public_occurrences
from aftershift.ballots.models import Ballot
from aftershift.ballots.selectors import visible_ballots
from aftershift.core.policies import require
from aftershift.ideas.models import Answer, Conversation
from aftershift.ideas.selectors import STILL_OPEN, visible_conversations, visible_ideas
from aftershift.ideas.statuses import GONE, NOT_YET_ANSWERED
from aftershift.insights import policies
from aftershift.people.models import Member

# As many as can be read from the last row of a room.
MOST_COMING = 3
MOST_IDEAS = 3
MOST_ANSWERED = 3
MOST_CONVERSATIONS = 10


@dataclass(frozen=True)
class IdeaOnScreen:
    id: UUID
    text: str
    language: str
    kind: str
    interest: int


@dataclass(frozen=True)
class BallotOnScreen:
    id: UUID
    title: str
    closes: dt.datetime


@dataclass(frozen=True)
class AnsweredOnScreen:
    idea_id: UUID
    text: str
    language: str
    status: str
    answer: str
    date: dt.date


@dataclass(frozen=True)
class ConversationOnScreen:
    id: UUID
    question: str
    language: str
    held_date: dt.date
    start: str
    place: str


@dataclass(frozen=True)
class Presentation:
    coming: list[PublicOccurrence]
    ideas: list[IdeaOnScreen]
    ballot: BallotOnScreen | None
    answered: list[AnsweredOnScreen]
    conversations: list[ConversationOnScreen]


def presentation(*, member: Member, roles: Collection[str], now: dt.datetime) -> Presentation:
    """The number of statements depends on no list. Raises NotAllowed."""
    require(policies.MAY, "presentation.read", roles)
    return Presentation(
        coming=next_public_occurrences(organisation_id=member.organisation_id, now=now, limit=MOST_COMING),
        ideas=_ideas(member),
        ballot=_ballot(member, now),
        answered=_answered(member),
        conversations=_conversations(member, now),
    )


def _ideas(member: Member) -> list[IdeaOnScreen]:
    """The open ones that most would come to."""
    rows = visible_ideas(member=member).filter(status__in=STILL_OPEN, hidden_reason="")
    return [
        IdeaOnScreen(row.pk, row.text, row.language, row.kind, row.would_come)
        for row in rows.annotate(would_come=Count("interests")).order_by("-would_come", "-pk")[:MOST_IDEAS]
    ]


def _ballot(member: Member, now: dt.datetime) -> BallotOnScreen | None:
    """The open one that closes first. Its totals exist nowhere yet."""
    rows = visible_ballots(member=member).filter(state=Ballot.State.OPEN, closes_at__gt=now)
    row = rows.order_by("closes_at", "pk").first()
    return BallotOnScreen(row.pk, row.title, row.closes_at) if row else None


def _answered(member: Member) -> list[AnsweredOnScreen]:
    """You said, we did: the newest answers, each idea by its last. None of an idea that its author took away, that is
    hidden, or that goes on as part of another."""
    answers = Answer.objects.of(member.organisation_id).exclude(status__in=NOT_YET_ANSWERED)
    last = answers.filter(idea=OuterRef("idea")).order_by("-pk").values("pk")[:1]
    rows = (
        answers.filter(idea__hidden_reason="", pk=Subquery(last))
        .exclude(idea__status__in=GONE)
        .select_related("idea")
        .order_by("-pk")
    )
    return [
        AnsweredOnScreen(row.idea_id, row.idea.text, row.idea.language, row.status, row.text, row.answered_date)
        for row in rows[:MOST_ANSWERED]
    ]


def _conversations(member: Member, now: dt.datetime) -> list[ConversationOnScreen]:
    """Those to come, today's among them, for whoever presents to choose from."""
    rows = visible_conversations(member=member).filter(
        state=Conversation.State.PLANNED, held_date__gte=member.organisation.local(now).date()
    )
    return [
        ConversationOnScreen(row.pk, row.question, row.language, row.held_date, f"{row.start:%H:%M}", row.place)
        for row in rows.order_by("held_date", "start", "pk")[:MOST_CONVERSATIONS]
    ]
