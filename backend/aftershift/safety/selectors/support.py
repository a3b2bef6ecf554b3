"""How far the organiser has stepped back from each series, as far as it says who signs."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from aftershift.leading.models import Taper
from aftershift.people.selectors import holders_of
from aftershift.safety.signing import ORGANISER, Support


def support_of(*, organisation_id: UUID, activity_ids: Collection[UUID]) -> dict[UUID, Support]:
    """By activity; without a taper there is none. One statement."""
    leads = Q(pk=OuterRef("activity__lead")) | Q(pk=OuterRef("activity__second"))
    organisers = holders_of(organisation_id=organisation_id, role=ORGANISER).filter(leads)
    rows = Taper.objects.of(organisation_id).filter(activity__in=activity_ids)
    found = rows.annotate(count=Count("moves"), is_organised=Exists(organisers))
    return {
        pk: Support(step, moves, led)
        for pk, step, moves, led in found.values_list("activity_id", "step", "count", "is_organised")
    }
