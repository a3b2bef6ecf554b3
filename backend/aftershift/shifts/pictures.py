"""The pictures of shift patterns that a member picks from (DOMAIN 2.1, 2.2): a strip of days and plain words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """`id` is stable: the phone words it in each language; `name` is the English."""

    id: str
    name: str
    days: tuple[str, ...]


_EARLY, _LATE, _NIGHT, _DAY, _LONG_NIGHT = "07:00-15:00", "13:30-21:30", "21:30-07:30", "07:00-19:00", "19:00-07:00"
_OFF = "-"
_WEEKEND = (_OFF, _OFF)


def _weekdays(token: str) -> tuple[str, ...]:
    return (token,) * 5 + _WEEKEND


PICTURES = (
    Picture("early-week", "Early, Monday to Friday", _weekdays(_EARLY)),
    Picture("early-late", "One early week, one late week", _weekdays(_EARLY) + _weekdays(_LATE)),
    Picture(
        "early-late-night",
        "Early, late, night: three weeks",
        _weekdays(_EARLY) + _weekdays(_LATE) + _weekdays(_NIGHT),
    ),
    Picture(
        "two-days-two-nights", "Two long days, two nights, four off", (_DAY,) * 2 + (_LONG_NIGHT,) * 2 + (_OFF,) * 4
    ),
    Picture("four-days-four-off", "Four long days, four off", (_DAY,) * 4 + (_OFF,) * 4),
    Picture("four-nights-four-off", "Four nights, four off", ("20:30-06:30",) * 4 + (_OFF,) * 4),
    Picture(
        "two-two-three",
        "Long days: two on, two off, three on",
        (_DAY, _DAY, _OFF, _OFF, _DAY, _DAY, _DAY, _OFF, _OFF, _DAY, _DAY, _OFF, _OFF, _OFF),
    ),
    Picture("late-week", "Late, Monday to Friday", _weekdays(_LATE)),
    Picture("night-week", "Nights, Monday to Friday", _weekdays(_NIGHT)),
    Picture("short-mornings", "Short mornings, Monday to Friday", _weekdays("07:00-11:30")),
    Picture("evenings", "Evenings, Monday to Friday", _weekdays("17:00-21:00")),
    Picture("weekends", "Saturdays and Sundays", (_OFF,) * 5 + ("12:00-18:30",) * 2),
)
