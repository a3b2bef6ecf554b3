import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from aftershift.core.errors import FieldProblem
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHasMovedOn
from aftershift.ideas.events import IdeaAnswered, IdeaProposed
from aftershift.ideas.models import Answer, Decision, Idea, Interest
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member, RoleGrant
from aftershift.people.selectors import roles_of

ANSWER_WITHIN = dt.timedelta(days=14)
ANSWERS = (Idea.Status.TO_VOTE, Idea.Status.SMALL_TRY, Idea.Status.RULE_IN_OUR_WAY, Idea.Status.NOT_NOW)
_PAST_ITS_ANSWER = (Idea.Status.IN_BALLOT, Idea.Status.CHOSEN, Idea.Status.PLANNED, Idea.Status.DONE)


@transaction.atomic
def propose(*, member: Member, text: str, kind: str, shown_as: str, now: dt.datetime) -> Idea:
    """Put up an idea. It is in the member's language, and is answered within 14 days by the organiser with fewest to answer.

    Raises NotAllowed; FieldProblem when it is to be signed with a team and the member has none.
    """
    require(MAY, "idea.propose", roles_of(member))
    if shown_as == Idea.ShownAs.TEAM and member.team_id is None:
        raise FieldProblem({"/shown_as": "You are in no team here. Sign with your name, or with no name."})
    today = member.organisation.local(now).date()
    idea = Idea(
        organisation_id=member.organisation_id,
        author=member,
        shown_as=shown_as,
        team_id=member.team_id if shown_as == Idea.ShownAs.TEAM else None,
        text=text,
        language=member.language,
        kind=kind,
        proposed_date=today,
        due_date=today + ANSWER_WITHIN,
        owner_id=_least_busy_organiser(member.organisation_id),
    )
    idea.save()
    publish(IdeaProposed(organisation_id=member.organisation_id, idea_id=idea.pk, at=now))
    return idea


def _least_busy_organiser(organisation_id: UUID) -> UUID | None:
    organisers = list(
        RoleGrant.objects.of(organisation_id)
        .filter(role=RoleGrant.Role.ORGANISER, member__left_at=None)
        .order_by("member_id")
        .values_list("member_id", flat=True)
    )
    waiting = dict(
        Idea.objects.of(organisation_id)
        .filter(Q(status=Idea.Status.OPEN), owner_id__in=organisers)
        .order_by()
        .values_list("owner_id")
        .annotate(number=Count("pk"))
    )
    return min(organisers, key=lambda organiser: waiting.get(organiser, 0), default=None)


@transaction.atomic
def say_id_come(*, member: Member, idea_id: UUID, now: dt.datetime) -> Idea:
    """The member would come. Saying it twice is saying it once. Raises NotVisible, NotAllowed."""
    require(MAY, "idea.say_id_come", roles_of(member))
    idea = one(selectors.visible_ideas(member=member), idea_id)
    Interest.objects.of(member.organisation_id).get_or_create(
        organisation_id=member.organisation_id,
        idea=idea,
        member=member,
        defaults={"said_date": member.organisation.local(now).date()},
    )
    return idea


@transaction.atomic
def take_back_id_come(*, member: Member, idea_id: UUID) -> Idea:
    """No reason is asked; safe to repeat. Raises NotVisible."""
    idea = one(selectors.visible_ideas(member=member), idea_id)
    Interest.objects.of(member.organisation_id).filter(idea=idea, member=member).delete()
    return idea


@transaction.atomic
def answer(*, member: Member, idea_id: UUID, status: str, text: str, now: dt.datetime) -> Answer:
    """Answer in public. A later answer is shown, the earlier one is kept.

    Raises NotVisible, NotAllowed; IdeaHasMovedOn once the idea stands in a ballot or was decided.
    """
    require(MAY, "idea.answer", roles_of(member))
    idea = one(selectors.visible_ideas(member=member).select_for_update(of=("self",)), idea_id)
    if idea.status in _PAST_ITS_ANSWER:
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
    _become(idea, status=status, today=today)
    publish(IdeaAnswered(organisation_id=member.organisation_id, idea_id=idea.pk, at=now))
    return given


@transaction.atomic
def move_on(
    *, organisation_id: UUID, idea_ids: Collection[UUID], status: str, today: dt.date, ballot_id: UUID | None = None
) -> None:
    """A higher app says what became of these ideas: they stand in a ballot, were chosen, are planned, were done.

    today: the organisation's local date. Safe to repeat.
    """
    rows = Idea.objects.of(organisation_id).select_for_update(of=("self",)).filter(pk__in=idea_ids).order_by("pk")
    for idea in rows:
        if ballot_id is not None and idea.ballot_id != ballot_id:
            idea.ballot_id = ballot_id
            idea.save(update_fields=["ballot_id"])
        if idea.status != status:
            _become(idea, status=status, today=today)


def _become(idea: Idea, *, status: str, today: dt.date) -> None:
    idea.status = status
    idea.save(update_fields=["status"])
    Decision(organisation_id=idea.organisation_id, idea=idea, status=status, decided_date=today).save()
