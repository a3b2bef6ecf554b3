"""Finding out whether an idea can be done, before people vote on it; and asking for the money it takes."""

import datetime as dt
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from aftershift.ballots import selectors
from aftershift.ballots.errors import IdeaNotForVoting
from aftershift.ballots.events import IdeaChecked
from aftershift.ballots.models import CostAsked, Feasibility
from aftershift.ballots.policies import MAY
from aftershift.core.errors import FieldProblem, NotAllowed
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.ideas.models import Idea
from aftershift.ideas.selectors import CAN_BE_VOTED_ON, visible_ideas
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def check(
    *,
    member: Member,
    idea_id: UUID,
    verdict: str,
    reason: str = "",
    cost: Decimal | None = None,
    helper_hours: int | None = None,
    now: dt.datetime,
) -> Feasibility:
    """Say in public whether an idea can be done; the reason is needed unless it plainly can. A later check takes its place.

    The same again changes nothing and is told to nobody, so a retry is safe. It holds for the idea as it reads now: when
    its author changes it, it has to be checked again.
    Raises NotAllowed, NotVisible, IdeaNotForVoting, FieldProblem.
    """
    require(MAY, "idea.check", roles_of(member))
    idea = _locked(member, idea_id)
    if idea.status not in CAN_BE_VOTED_ON or idea.hidden_reason:
        raise IdeaNotForVoting(ideas=[str(idea.pk)])
    if verdict != Feasibility.Verdict.YES and not reason:
        raise FieldProblem({"/reason": "Say why. Everybody reads it."})
    asked = CostAsked.objects.of(idea.organisation_id).filter(idea=idea).first()
    says = {
        "verdict": verdict,
        "reason": reason,
        "words_hash": selectors.words_hash(idea, asked),
        "cost": cost,
        "helper_hours": helper_hours,
        "checked_by": member,
        "checked_date": member.organisation.local(now).date(),
    }
    rows = Feasibility.objects.of(idea.organisation_id)
    if same := rows.filter(idea=idea, **says).first():
        return same
    found, _ = rows.update_or_create(organisation_id=idea.organisation_id, idea=idea, defaults=says)
    publish(IdeaChecked(organisation_id=idea.organisation_id, idea_id=idea.pk, at=now))
    return found


@transaction.atomic
def ask_for_money(*, member: Member, idea_id: UUID, pounds: Decimal | None, what_for: str = "") -> Idea:
    """Say what the own idea costs and what for; None takes it back. Safe to repeat.

    Raises NotVisible, NotAllowed (somebody else's), IdeaHasMovedOn (it stands in a vote, or was decided), FieldProblem.
    """
    require(MAY, "idea.ask_for_money", roles_of(member))
    idea = _locked(member, idea_id)
    if idea.author_id != member.pk:
        raise NotAllowed(action="idea.ask_for_money")
    if idea.status not in CAN_BE_VOTED_ON:
        raise IdeaHasMovedOn(status_now=idea.status)
    rows = CostAsked.objects.of(idea.organisation_id)
    if pounds is None:
        rows.filter(idea=idea).delete()
        return idea
    if not what_for:
        raise FieldProblem({"/what_for": "Say what the money is for."})
    rows.update_or_create(
        organisation_id=idea.organisation_id, idea=idea, defaults={"pounds": pounds, "what_for": what_for}
    )
    return idea


def _locked(member: Member, idea_id: UUID) -> Idea:
    return one(visible_ideas(member=member).select_for_update(of=("self",)), idea_id)
