"""How large a group may be on a mountain day (DOMAIN 4.5). That somebody qualified leads it is asked in `leading`."""

from collections.abc import Collection
from uuid import UUID

from aftershift.activities.events import OccurrencePublishing, OccurrenceStarting, PlacesGrowing
from aftershift.activities.models import Activity, Occurrence
from aftershift.safety import tiers
from aftershift.safety.errors import GroupTooLarge
from aftershift.safety.selectors.lists import answers_of
from aftershift.safety.selectors.mountains import most_in_the_hills


def is_mountain_day(activity: Activity) -> bool:
    """For `leading`, which knows the kind and not what was answered about the plan. One statement."""
    return tiers.is_mountain_day(activity=activity, answers=answers_of(activity))


def check_group_size(event: OccurrencePublishing | OccurrenceStarting) -> None:
    """A mountain day opens, and sets off, with no more people than its qualified leaders can look after. Raises
    GroupTooLarge."""
    _check([event.occurrence_id], event.organisation_id, None)


def check_larger_group(event: PlacesGrowing) -> None:
    """The same when an open date gets more places. Raises GroupTooLarge."""
    _check(event.occurrence_ids, event.organisation_id, event.places)


def _check(occurrence_ids: Collection[UUID], organisation_id: UUID, wanted: int | None) -> None:
    """wanted: places that they are about to have, None for those they have."""
    rows = Occurrence.objects.of(organisation_id).filter(pk__in=occurrence_ids).select_related("activity")
    for date in rows.order_by("starts_at", "pk"):
        if not date.activity.is_programme or not is_mountain_day(date.activity):
            return  # dates of one activity
        group = most_in_the_hills(occurrence=date)
        places = wanted or date.places
        if places > group.most:
            leaders = "one qualified leader" if group.qualified == 1 else f"{group.qualified} qualified leaders"
            raise GroupTooLarge(
                places=places,
                most=group.most,
                qualified=group.qualified,
                next=f"{places} places are too many: {group.most} may come with {leaders}. {GroupTooLarge.next}",
            )
