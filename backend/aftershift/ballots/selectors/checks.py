"""Whether ideas can be done, as everybody reads it; and the money that their authors ask for."""

import datetime as dt
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from aftershift.ballots.models import CostAsked, Feasibility
from aftershift.ballots.selectors.options import exact
from aftershift.core.selectors import one
from aftershift.ideas.models import Idea
from aftershift.ideas.policies import SEES_NO_NAMES
from aftershift.ideas.selectors import CAN_BE_VOTED_ON, visible_ideas
from aftershift.people.models import Member

# Of those that cannot be done, so many are told beside a vote; the ideas themselves say it anyway.
LEFT_OUT_SHOWN = 20


@dataclass(frozen=True)
class MoneyAsked:
    pounds: str
    what_for: str


@dataclass(frozen=True)
class FeasibilityShown:
    """verdict: yes, yes_if, no, or None before anybody checked. is_current: no word was changed since.

    cost: in pounds, helper_hours: what it takes, as far as was found out.
    """

    idea_id: UUID
    verdict: str | None
    is_current: bool
    reason: str
    cost: str | None
    helper_hours: int | None
    checked_by: str | None
    checked_date: dt.date | None
    asked: MoneyAsked | None


@dataclass(frozen=True)
class LeftOut:
    """An idea that cannot be voted on, and why."""

    idea_id: UUID
    text: str
    language: str
    reason: str


def words_hash(idea: Idea, asked: CostAsked | None) -> str:
    money = f"{asked.pounds:.2f} {asked.what_for}" if asked else ""
    return hashlib.sha256(f"{idea.kind}\n{idea.text}\n{money}".encode()).hexdigest()


def may_be_voted_on(idea: Idea, check: Feasibility | None, asked: CostAsked | None) -> bool:
    """It was checked, in the words that it has now, and it can be done."""
    is_current = check is not None and check.words_hash == words_hash(idea, asked)
    return is_current and check is not None and check.verdict != Feasibility.Verdict.NO


def checks_of(ideas: Collection[Idea]) -> dict[UUID, tuple[Feasibility | None, CostAsked | None]]:
    """What was found out about each of these ideas of one organisation, and what is asked for. Two statements."""
    if not ideas:
        return {}
    organisation_id = next(iter(ideas)).organisation_id
    keys = [idea.pk for idea in ideas]
    checks = Feasibility.objects.of(organisation_id).filter(idea_id__in=keys).select_related("checked_by")
    asked = CostAsked.objects.of(organisation_id).filter(idea_id__in=keys)
    by_idea = {row.idea_id: row for row in checks}
    money = {row.idea_id: row for row in asked}
    return {key: (by_idea.get(key), money.get(key)) for key in keys}


def ideas_to_check(*, member: Member) -> QuerySet[Idea]:
    """Every idea that could stand in the next vote, the newest first."""
    return visible_ideas(member=member).filter(status__in=CAN_BE_VOTED_ON, hidden_reason="").order_by("-pk")


def feasibilities(ideas: Sequence[Idea], *, roles: Collection[str]) -> list[FeasibilityShown]:
    found = checks_of(ideas)
    names = SEES_NO_NAMES.isdisjoint(roles)
    return [_shown(idea, *found[idea.pk], names=names) for idea in ideas]


def feasibility(*, member: Member, roles: Collection[str], idea_id: UUID) -> FeasibilityShown:
    """Raises NotVisible."""
    return feasibilities([one(visible_ideas(member=member), idea_id)], roles=roles)[0]


def _shown(idea: Idea, check: Feasibility | None, asked: CostAsked | None, *, names: bool) -> FeasibilityShown:
    """What is said about a hidden idea could say its words again: only the verdict is left."""
    withheld = bool(idea.hidden_reason)
    return FeasibilityShown(
        idea_id=idea.pk,
        verdict=check.verdict if check else None,
        is_current=check is not None and check.words_hash == words_hash(idea, asked),
        reason=check.reason if check and not withheld else "",
        cost=exact(check.cost) if check and check.cost is not None else None,
        helper_hours=check.helper_hours if check else None,
        checked_by=check.checked_by.called_name if check and check.checked_by and names else None,
        checked_date=check.checked_date if check else None,
        asked=MoneyAsked(exact(asked.pounds), asked.what_for) if asked and not withheld else None,
    )


def ideas_left_out(*, member: Member) -> list[LeftOut]:
    """Ideas that would stand in a vote if they could be done. Three statements, one when there is none."""
    cannot = Feasibility.objects.of(member.organisation_id).filter(verdict=Feasibility.Verdict.NO)
    rows = list(ideas_to_check(member=member).filter(pk__in=cannot.values("idea_id"))[:LEFT_OUT_SHOWN])
    found = checks_of(rows)
    return [
        LeftOut(idea.pk, idea.text, idea.language, check.reason)
        for idea, (check, asked) in ((idea, found[idea.pk]) for idea in rows)
        if check and check.words_hash == words_hash(idea, asked)
    ]
