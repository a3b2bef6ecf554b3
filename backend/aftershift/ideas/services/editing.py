"""What an author may do with an idea that stands in no ballot: change it, withdraw it, bring it back the same day.

The author of an idea without a name does all of it by the same calls. Nobody learns who called: what is kept is a
date and the words, never a member or a time.
"""

import datetime as dt
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import NotAllowed
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHasMovedOn, WithdrawalStands
from aftershift.ideas.models import EarlierText, Idea
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.answering import become
from aftershift.ideas.services.media import NOTHING, Added, attach
from aftershift.ideas.services.merging import forget_agreements
from aftershift.ideas.services.proposing import team_that_signs
from aftershift.ideas.statuses import EDITABLE, may_follow
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def edit(
    *,
    member: Member,
    idea_id: UUID,
    text: str,
    kind: str,
    shown_as: str,
    now: dt.datetime,
    added: Added = NOTHING,
) -> Idea:
    """Change the line, its kind and how its author is shown. The line as it was is kept beside it, in its language.

    Safe to repeat. Raises NotVisible, NotAllowed (somebody else's), IdeaHasMovedOn, FieldProblem (no team to sign with),
    PhotoNotThere, VoiceNoteNotThere.
    """
    idea = _locked_own(member, idea_id, "idea.edit")
    if idea.status not in EDITABLE:
        raise IdeaHasMovedOn(status_now=idea.status)
    idea.team_id = team_that_signs(member, shown_as)
    idea.shown_as = shown_as
    idea.kind = kind
    if text != idea.text:
        EarlierText(
            organisation_id=idea.organisation_id,
            idea=idea,
            text=idea.text,
            language=idea.language,
            replaced_date=member.organisation.local(now).date(),
            was_hidden=bool(idea.hidden_reason),
        ).save()
        idea.text = text
        idea.language = member.language
        forget_agreements(idea=idea)
    idea.save(update_fields=["text", "language", "kind", "shown_as", "team"])
    attach(member=member, idea=idea, added=added, now=now)
    return idea


@transaction.atomic
def withdraw(*, member: Member, idea_id: UUID, now: dt.datetime) -> Idea:
    """Take the idea back. Who would come keep their word, for the case that it returns the same day.

    Safe to repeat. Raises NotVisible, NotAllowed, IdeaHasMovedOn.
    """
    idea = _locked_own(member, idea_id, "idea.withdraw")
    if idea.status == Idea.Status.WITHDRAWN:
        return idea
    if not may_follow(idea.status, Idea.Status.WITHDRAWN):
        raise IdeaHasMovedOn(status_now=idea.status)
    idea.withdrawn_date = member.organisation.local(now).date()
    idea.status_before_withdrawal = idea.status
    idea.save(update_fields=["withdrawn_date", "status_before_withdrawal"])
    become(idea=idea, status=Idea.Status.WITHDRAWN, today=idea.withdrawn_date)
    return idea


@transaction.atomic
def undo_withdrawal(*, member: Member, idea_id: UUID, now: dt.datetime) -> Idea:
    """Bring it back where it was, on the day it was withdrawn. Safe to repeat.

    Raises NotVisible, NotAllowed; WithdrawalStands from the next day on, when people have been told that it is gone.
    """
    idea = _locked_own(member, idea_id, "idea.withdraw")
    if idea.status != Idea.Status.WITHDRAWN:
        return idea
    today = member.organisation.local(now).date()
    if idea.withdrawn_date != today:
        raise WithdrawalStands
    before = idea.status_before_withdrawal
    idea.withdrawn_date = None
    idea.status_before_withdrawal = ""
    idea.save(update_fields=["withdrawn_date", "status_before_withdrawal"])
    become(idea=idea, status=before, today=today)
    return idea


def _locked_own(member: Member, idea_id: UUID, action: str) -> Idea:
    require(MAY, action, roles_of(member))
    idea = one(selectors.visible_ideas(member=member).select_for_update(of=("self",), no_key=True), idea_id)
    if idea.author_id != member.pk:
        raise NotAllowed(action=action)
    return idea
