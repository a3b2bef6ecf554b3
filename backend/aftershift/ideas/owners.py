"""Who has to answer, and by when."""

import datetime as dt
from uuid import UUID

from django.db.models import Count

from aftershift.ideas.models import Idea, RuleInOurWay
from aftershift.ideas.statuses import NOT_YET_ANSWERED
from aftershift.people.models import RoleGrant

ANSWER_WITHIN = dt.timedelta(days=14)


def least_busy_organiser(organisation_id: UUID) -> UUID | None:
    """The organiser with the fewest ideas and rules to answer; None where there is no organiser."""
    organisers = list(
        RoleGrant.objects.of(organisation_id)
        .filter(role=RoleGrant.Role.ORGANISER, member__left_at=None)
        .order_by("member_id")
        .values_list("member_id", flat=True)
    )
    waiting = dict.fromkeys(organisers, 0)
    for rows in (
        Idea.objects.of(organisation_id).filter(status__in=NOT_YET_ANSWERED),
        RuleInOurWay.objects.of(organisation_id).filter(state=RuleInOurWay.State.OPEN),
    ):
        counted = rows.filter(owner_id__in=organisers).order_by().values_list("owner_id").annotate(number=Count("pk"))
        for owner_id, number in counted:
            waiting[owner_id] += number
    return min(organisers, key=lambda organiser: waiting[organiser], default=None)
