"""Which version an edit has read (If-Match), and whether it is the one that stands: asked under the lock, so that of two
edits of the same page exactly one wins.

Activities are locked before their dates, and without their key: whoever has locked only a date may still write down what
changed, which refers to the activity, and neither waits for the other for ever.
"""

from collections.abc import Collection

from aftershift.activities.models import Activity, Occurrence
from aftershift.core.errors import Stale

Seen = Collection[str] | None
"""The versions that an edit says it has read; None for a caller of ours, who has just read the rows itself."""


def version_of_activity(activity: Activity) -> str:
    return str(activity.version)


def version_of_date(occurrence: Occurrence, *, activity_version: int) -> str:
    """It moves with the words, the time, the places and how they are given, not with each sign-up."""
    told = f"{activity_version}.{occurrence.sequence}.{occurrence.places}"
    return f"{told}.{occurrence.giving_version}" if occurrence.giving_version else told


def refuse_stale_activity(activity: Activity, seen: Seen) -> None:
    """The caller holds the lock on the activity. Raises Stale."""
    if seen is not None and version_of_activity(activity) not in seen:
        raise Stale


def refuse_stale_date(occurrence: Occurrence, seen: Seen) -> None:
    """The caller holds the lock on the date. The activity is read again: what was joined before the wait may be old.

    Raises Stale.
    """
    if seen is None:
        return
    rows = Activity.objects.of(occurrence.organisation_id).filter(pk=occurrence.activity_id)
    if version_of_date(occurrence, activity_version=rows.values_list("version", flat=True).get()) not in seen:
        raise Stale
