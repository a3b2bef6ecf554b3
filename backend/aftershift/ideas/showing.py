"""Who may see the photo and the voice note of an idea: who may read the idea itself."""

from uuid import UUID

from aftershift.ideas.models import Idea
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

ABOUT = "idea"


def shows_media(idea: Idea, *, member: Member, reads_hidden: bool) -> bool:
    """A hidden idea's only to its author and to those who judge; a withdrawn one's only to its author."""
    if idea.author_id == member.pk:
        return True
    if idea.status == Idea.Status.WITHDRAWN:
        return False
    return reads_hidden or not idea.hidden_reason


def may_see(member: Member, idea_id: UUID) -> bool:
    idea = Idea.objects.of(member.organisation_id).filter(pk=idea_id).first()
    if idea is None:
        return False
    return shows_media(idea, member=member, reads_hidden=not MAY["idea.hide"].isdisjoint(roles_of(member)))
