"""What was answered in public, and what became of an idea."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.ideas.events import IdeaAnswered
from aftershift.ideas.models import Answer, Decision, Idea, Merge, RuleInOurWay
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.rules import raise_rule
from aftershift.ideas.statuses import ANSWERS, OF_A_BALLOT, may_follow
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def answer(*, member: Member, idea_id: UUID, status: str, text: str, now: dt.datetime) -> Answer:
    """Answer in public. A later answer is shown, the earlier one is kept. A rule in its way gets an owner and a date too.

    Raises NotVisible, NotAllowed; IdeaHasMovedOn once the idea stands in a ballot, was decided or was withdrawn.
    """
    require(MAY, "idea.answer", roles_of(member))
    idea = one(selectors.visible_ideas(member=member).select_for_update(of=("self",), no_key=True), idea_id)
    if status not in ANSWERS or not may_follow(idea.status, status):
        raise IdeaHasMovedOn(status_now=idea.status)
    today = member.organisation.local(now).date()
    given = Answer(
        organisation_id=member.organisation_id,
        idea=idea,
        status=status,
        text=text,
        answered_by=member,
        answered_date=today,
    )
    given.save()
    become(idea=idea, status=status, today=today, given=given)
    if status == Idea.Status.RULE_IN_OUR_WAY and not _is_asked_about(idea):
        raise_rule(member=member, about=RuleInOurWay.About.IDEA, about_id=idea.pk, text=text, now=now)
    publish(IdeaAnswered(organisation_id=member.organisation_id, idea_id=idea.pk, at=now))
    return given


def _is_asked_about(idea: Idea) -> bool:
    rules = RuleInOurWay.objects.of(idea.organisation_id)
    return rules.filter(about=RuleInOurWay.About.IDEA, about_id=idea.pk, state=RuleInOurWay.State.OPEN).exists()


@transaction.atomic
def move_on(
    *, organisation_id: UUID, idea_ids: Collection[UUID], status: str, today: dt.date, ballot_id: UUID | None = None
) -> None:
    """A higher app says what became of these ideas: they stand in a ballot, were chosen, are planned, were done.

    today: the organisation's local date. Safe to repeat. An idea that is further on already (a vote closes on one that
    was planned meanwhile) stays where it is: a ballot must close whatever became of its ideas.
    """
    found = Idea.objects.of(organisation_id).filter(pk__in=idea_ids).order_by("pk")
    rows = found.select_for_update(of=("self",), no_key=True)
    for idea in rows:
        if ballot_id is not None and idea.ballot_id != ballot_id:
            idea.ballot_id = ballot_id
            idea.save(update_fields=["ballot_id"])
        if idea.status != status and may_follow(idea.status, status):
            become(idea=idea, status=status, today=today)


@transaction.atomic(savepoint=False)
def become(*, idea: Idea, status: str, today: dt.date, given: Answer | None = None, merge: Merge | None = None) -> None:
    """Into the status and the decision log. The caller holds the lock on the idea and has asked `may_follow`."""
    idea.status = status
    idea.save(update_fields=["status"])
    Decision(
        organisation_id=idea.organisation_id,
        idea=idea,
        status=status,
        decided_date=today,
        answer=given,
        merge=merge,
        ballot_id=idea.ballot_id if status in OF_A_BALLOT else None,
    ).save()
