"""Who may see a photo or a voice note: who may read the idea or the conversation itself."""

from uuid import UUID

from aftershift.ideas.models import Conversation, Idea
from aftershift.ideas.policies import MAY
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

ABOUT = "idea"
ABOUT_CONVERSATION = "conversation"


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


def may_see_conversation(member: Member, conversation_id: UUID) -> bool:
    """Photos of the drawing: everybody once it is written up, until then who runs it."""
    row = Conversation.objects.of(member.organisation_id).filter(pk=conversation_id).first()
    if row is None:
        return False
    runs = roles_of(member) | ({"holder"} if row.holder_id == member.pk else set())
    return row.state == Conversation.State.WRITTEN_UP or not MAY["conversation.run"].isdisjoint(runs)
