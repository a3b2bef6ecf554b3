"""Sun up, sun down, and the end of dusk at a place on a day. Computed here; nothing is asked of anybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from astral import Observer

# Degrees over the horizon: the sun's upper edge with the bending of its light, and the end of civil dusk.
SUN_IS_UP, DUSK_ENDS = -0.833, -6.0


@dataclass(frozen=True)
class Daylight:
    """Moments in UTC, None where the sun does not do that on this day. ends_in: light, dusk or dark."""

    sunrise: dt.datetime | None
    sunset: dt.datetime | None
    dusk: dt.datetime | None
    ends_in: str


def daylight(*, latitude: float, longitude: float, ends_at: dt.datetime) -> Daylight:
    """Of the day on which it ends, by the sun of that place. dusk: when the sun is 6 degrees under (civil dusk)."""
    from astral import Observer
    from astral.sun import dusk, sunrise, sunset

    here = Observer(latitude, longitude)
    # The day of the place's own sun: at its solar noon both moments of "today" are the right ones wherever it lies.
    day = (ends_at.astimezone(dt.UTC) + dt.timedelta(hours=longitude / 15)).date()
    up, down, dark = (_moment(of, here, day) for of in (sunrise, sunset, dusk))
    return Daylight(up, down, dark, _ends_in(here, ends_at))


def _moment(of: Callable[..., dt.datetime], here: Observer, day: dt.date) -> dt.datetime | None:
    try:
        return of(here, date=day).replace(microsecond=0)
    except ValueError:  # near the poles the sun may not rise or set that day
        return None


def _ends_in(here: Observer, at: dt.datetime) -> str:
    from astral.sun import elevation

    degrees = elevation(here, at)
    return "light" if degrees >= SUN_IS_UP else "dusk" if degrees >= DUSK_ENDS else "dark"
