"""What the pages for people without an account may show: listed dates, and never a name."""

import datetime as dt
from uuid import UUID

from django_scopes import scope

from aftershift.activities import selectors as activities
from aftershift.activities.models import Occurrence
from aftershift.activities.selectors import PublicOccurrence
from aftershift.core.errors import NotVisible
from aftershift.organisations.models import Organisation

ON_THE_DOOR = 2


def coming_up(*, organisation: Organisation, now: dt.datetime) -> list[PublicOccurrence]:
    with scope(organisation=organisation.pk):
        return activities.next_public_occurrences(organisation_id=organisation.pk, now=now, limit=ON_THE_DOOR)


def open_page(*, occurrence_id: UUID) -> tuple[Organisation, PublicOccurrence]:
    """The page that a shared link opens. Absent, planned and "just us" are all NotVisible."""
    # The plain manager: the link names no organisation. Only its id is read here; the rest inside its scope.
    organisation_id = (
        Occurrence._base_manager.filter(pk=occurrence_id).values_list("organisation_id", flat=True).first()
    )
    if organisation_id is None:
        raise NotVisible
    organisation = Organisation.objects.get(pk=organisation_id)
    with scope(organisation=organisation.pk):
        return organisation, activities.public_occurrence(organisation_id=organisation.pk, occurrence_id=occurrence_id)
