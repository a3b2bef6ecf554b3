"""The rows of the list as they are sent: what `serializers.ListRow` describes, a card without what is empty."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from aftershift.activities.models import Occurrence, Party
from aftershift.activities.selectors_coming import Coming

if TYPE_CHECKING:
    from aftershift.shifts.maps import Fit

_MINUTE = dt.timedelta(minutes=1)
_PUBLISHED = Occurrence.State.PUBLISHED.value


def list_rows(rows: Sequence[Coming], fits: "Sequence[Fit]", *, zone: str) -> list[dict[str, Any]]:
    """Without what the phone can work out itself, too."""
    return [_row(row, fit, zone) for row, fit in zip(rows, fits, strict=True)]


def _row(row: Coming, fit: "Fit", zone: str) -> dict[str, Any]:
    starts, lasts, how_long = _when(row.starts_at, row.ends_at, zone)
    shown: dict[str, Any] = {
        "id": str(row.id),
        "activity_id": str(row.activity_id),
        "title": row.title,
        "kind": row.kind,
        "place": row.place,
        "starts": starts,
        "places": row.places,
        "taken": row.taken,
        lasts: how_long,
    }
    if row.held or row.kept:
        shown["free"] = row.places - row.taken - row.held - row.kept
    if row.waiting:
        shown["waiting"] = row.waiting
    if row.state != _PUBLISHED:
        shown["state"] = row.state
    if not row.is_on_site:
        shown["on_site"] = False
    if row.mine is not None:
        shown["mine"] = row.mine
        shown["my_party"] = {name: getattr(row, name) for name in Party._fields}
        if row.my_position is not None:
            shown["my_position"] = row.my_position
        if row.offer_ends_at is not None:
            shown["my_offer_ends"] = row.offer_ends_at.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")
    if row.i_lead:
        shown["i_lead"] = True
    if row.is_quiet:
        shown["is_quiet"] = True
    if fit.fits is not None:
        shown["fits"] = fit.fits
    if fit.why is not None:
        shown["why"] = fit.why
    if fit.why_time is not None:
        shown["why_time"] = fit.why_time
    if fit.why_not is not None:
        shown["why_not"] = fit.why_not
    return shown


@lru_cache(maxsize=4096)  # every member of an organisation reads the same dates
def _when(starts_at: dt.datetime, ends_at: dt.datetime, zone: str) -> tuple[str, str, int | str]:
    """The local start, and either how many minutes it lasts or its local end: the phone knows no clock changes."""
    clock = ZoneInfo(zone)
    starts, ends = starts_at.astimezone(clock), ends_at.astimezone(clock)
    if starts.utcoffset() == ends.utcoffset():
        return starts.isoformat(timespec="minutes"), "minutes", (ends_at - starts_at) // _MINUTE
    return starts.isoformat(timespec="minutes"), "ends", ends.isoformat(timespec="minutes")
