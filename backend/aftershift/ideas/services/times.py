"""Say which times would suit. Only those who would come, and the author, without anybody learning who."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.ideas import selectors
from aftershift.ideas.errors import IdeaHidden, IdeaMerged, IdeaWithdrawn, NotComing
from aftershift.ideas.models import Idea, Interest, SuitingTime
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of


@transaction.atomic
def say_times(*, member: Member, idea_id: UUID, times: Collection[tuple[str, str]]) -> Idea:
    """These weekdays and starts suit the member, and no others any more. Safe to repeat.

    Raises NotVisible, NotAllowed, IdeaWithdrawn, IdeaMerged, IdeaHidden, NotComing.
    """
    require(MAY, "idea.say_times", roles_of(member))
    idea = one(selectors.visible_ideas(member=member).select_for_update(of=("self",), no_key=True), idea_id)
    if idea.status == Idea.Status.WITHDRAWN:
        raise IdeaWithdrawn
    if idea.status == Idea.Status.MERGED:
        raise IdeaMerged
    if idea.hidden_reason:
        raise IdeaHidden
    would_come = Interest.objects.of(member.organisation_id).filter(idea=idea, member=member).exists()
    if not (would_come or idea.author_id == member.pk):
        raise NotComing
    mine = SuitingTime.objects.of(member.organisation_id).filter(idea=idea, member=member)
    mine.delete()
    SuitingTime.objects.bulk_create(
        SuitingTime(organisation_id=member.organisation_id, idea=idea, member=member, weekday=weekday, start=start)
        for weekday, start in sorted(set(times))
    )
    return idea
