"""Who may see the picture of a meeting place: who may read the activity."""

from uuid import UUID

from aftershift.activities.selectors import visible_activities
from aftershift.people.models import Member

ABOUT = "activity"


def may_see(member: Member, activity_id: UUID) -> bool:
    return visible_activities(member=member).filter(pk=activity_id).exists()
