import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHidden, IdeaMerged, IdeaWithdrawn
from aftershift.ideas.events import IdeaProposed
from aftershift.ideas.models import Idea, Interest, SuitingTime
from aftershift.ideas.owners import ANSWER_WITHIN, least_busy_organiser
from aftershift.ideas.policies import MAY
from aftershift.ideas.services.media import NOTHING, Added, attach
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def propose(*, member: Member, text: str, kind: str, shown_as: str, now: dt.datetime, added: Added = NOTHING) -> Idea:
    """Put up an idea. It is in the member's language, and is answered within 14 days by the organiser with fewest to answer.

    Raises NotAllowed; FieldProblem when it is to be signed with a team and the member has none; PhotoNotThere,
    VoiceNoteNotThere.
    """
    require(MAY, "idea.propose", roles_of(member))
    idea = _put_up(
        member=member,
        author=member,
        team_id=team_that_signs(member, shown_as),
        shown_as=shown_as,
        text=text,
        language=member.language,
        kind=kind,
        now=now,
    )
    attach(member=member, idea=idea, added=added, now=now)
    publish(IdeaProposed(organisation_id=member.organisation_id, idea_id=idea.pk, at=now))
    return idea


@transaction.atomic(savepoint=False)
def put_up_words_of_others(
    *, member: Member, text: str, language: str, kind: str, now: dt.datetime, shown_as: str = Idea.ShownAs.ANONYMOUS
) -> Idea:
    """What was heard from somebody, in their words: an idea that is nobody's, so nothing leads to who wrote it down.

    Nobody changes or withdraws it, and for its merging an organiser answers in public. The caller has asked whether the
    member may. Raises FieldProblem as `propose`.
    """
    team_id = team_that_signs(member, shown_as)
    idea = _put_up(
        member=member, author=None, team_id=team_id, shown_as=shown_as, text=text, language=language, kind=kind, now=now
    )
    publish(IdeaProposed(organisation_id=member.organisation_id, idea_id=idea.pk, at=now))
    return idea


def _put_up(*, member: Member, now: dt.datetime, **columns: Any) -> Idea:
    today = member.organisation.local(now).date()
    idea = Idea(
        organisation_id=member.organisation_id,
        proposed_date=today,
        due_date=today + ANSWER_WITHIN,
        owner_id=least_busy_organiser(member.organisation_id),
        **columns,
    )
    idea.save()
    return idea


def team_that_signs(member: Member, shown_as: str) -> UUID | None:
    """The team to show, None where another way was chosen. Raises FieldProblem for a member without a team."""
    if shown_as != Idea.ShownAs.TEAM:
        return None
    if member.team_id is None:
        raise FieldProblem({"/shown_as": "You are in no team here. Sign with your name, or with no name."})
    return member.team_id


@transaction.atomic
def say_id_come(*, member: Member, idea_id: UUID, now: dt.datetime) -> Idea:
    """The member would come. Saying it twice is saying it once.

    Raises NotVisible, NotAllowed, IdeaWithdrawn, IdeaMerged, IdeaHidden.
    """
    require(MAY, "idea.say_id_come", roles_of(member))
    idea = one(selectors.visible_ideas(member=member).select_for_update(of=("self",), no_key=True), idea_id)
    if idea.status == Idea.Status.WITHDRAWN:
        raise IdeaWithdrawn
    if idea.status == Idea.Status.MERGED:
        raise IdeaMerged
    if idea.hidden_reason:
        raise IdeaHidden
    Interest.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        idea=idea,
        member=member,
        defaults={"said_date": member.organisation.local(now).date()},
    )
    return idea


@transaction.atomic
def take_back_id_come(*, member: Member, idea_id: UUID) -> Idea:
    """No reason is asked, and the times that would have suited go with it; safe to repeat. Raises NotVisible."""
    idea = one(selectors.visible_ideas(member=member), idea_id)
    Interest.objects.of(member.organisation_id).filter(idea=idea, member=member).delete()
    if idea.author_id != member.pk:
        SuitingTime.objects.of(member.organisation_id).filter(idea=idea, member=member).delete()
    return idea
