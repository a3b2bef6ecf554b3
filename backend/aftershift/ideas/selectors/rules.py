"""Rules in our way, for every member to read."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from aftershift.core.selectors import one
from aftershift.ideas.models import RuleInOurWay, RuleReply
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.ideas.selectors.cards import visible_ideas
from aftershift.people.models import Member


@dataclass(frozen=True)
class ReplyShown:
    state: str
    text: str
    date: dt.date
    is_late: bool


@dataclass(frozen=True)
class RuleCard:
    id: UUID
    about: str
    about_id: UUID
    about_text: str | None
    text: str
    language: str
    state: str
    raised_date: dt.date
    due_date: dt.date
    is_late: bool
    owner_name: str | None
    reply: ReplyShown | None


def visible_rules(*, member: Member) -> QuerySet[RuleInOurWay]:
    """Every rule that somebody said is in our way."""
    return RuleInOurWay.objects.of(member.organisation_id)


def rules_for_cards(*, member: Member) -> QuerySet[RuleInOurWay]:
    """Rows that `rule_cards` can show without a further statement; the newest first. Two statements for any number."""
    replies = RuleReply.objects.of(member.organisation_id).order_by("-pk")
    idea = visible_ideas(member=member).filter(pk=OuterRef("about_id"), hidden_reason="").values("text")[:1]
    return (
        visible_rules(member=member)
        .select_related("owner")
        .prefetch_related(Prefetch("replies", queryset=replies, to_attr="replies_newest_first"))
        .annotate(about_text=Subquery(idea))
        .order_by("-pk")
    )


def rule_cards(rows: Iterable[Any], *, roles: Collection[str], today: dt.date) -> list[RuleCard]:
    """roles: all of the reader's, as for `cards`."""
    names = SEES_NO_NAMES.isdisjoint(roles)
    return [_rule_card(row, names=names, today=today) for row in rows]


def rule_card(*, member: Member, roles: Collection[str], rule_id: UUID, today: dt.date) -> RuleCard:
    """One card, or NotVisible."""
    return rule_cards([one(rules_for_cards(member=member), rule_id)], roles=roles, today=today)[0]


def _rule_card(row: Any, *, names: bool, today: dt.date) -> RuleCard:
    replies: list[RuleReply] = row.replies_newest_first
    latest = replies[0] if replies else None
    return RuleCard(
        id=row.pk,
        about=row.about,
        about_id=row.about_id,
        about_text=row.about_text,
        text=row.text,
        language=row.language,
        state=row.state,
        raised_date=row.raised_date,
        due_date=row.due_date,
        is_late=(replies[-1].replied_date if replies else today) > row.due_date,
        owner_name=row.owner.called_name if row.owner and names else None,
        reply=(
            ReplyShown(latest.state, latest.text, latest.replied_date, latest.replied_date > row.due_date)
            if latest
            else None
        ),
    )
