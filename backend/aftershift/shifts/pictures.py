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
_TEA, _WEEKEND_TEA = "15:00-20:00", "16:00-20:00"
_OFF = "-"
_WEEKEND = (_OFF, _OFF)


def _weekdays(token: str) -> tuple[str, ...]:
    return (token,) * 5 + _WEEKEND


def _days_off_move_on(weeks: int, *shifts: str, weekend: str | None = None) -> tuple[str, ...]:
    """Five days in seven: the two days off begin a day later each week, so weekends come to everybody."""
    found = []
    for week in range(weeks):
        for day in range(7):
            works = weekend if weekend and day > 4 else shifts[week % len(shifts)]
            found.append(_OFF if (day - week) % 7 < 2 else works)
    return tuple(found)


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
    Picture("weekend-afternoons", "Saturday and Sunday afternoons", (_OFF,) * 5 + ("13:00-19:30",) * 2),
    Picture("afternoon-week", "Afternoon into evening, Monday to Friday", _weekdays("13:45-21:45")),
    Picture("half-past-seven", "Days from half past seven, Monday to Friday", _weekdays("07:30-15:30")),
    Picture("school-hours", "School hours, Monday to Friday", _weekdays("09:30-14:30")),
    Picture("split-shifts", "Morning and evening of each day", _weekdays("07:00-11:00+17:00-21:00")),
    Picture("two-jobs", "Two jobs: early morning and evening", _weekdays("05:00-08:00+16:30-20:30")),
    Picture(
        "week-a-week-b",
        "Week A and week B, every other weekend",
        (_EARLY,) * 3 + (_OFF,) * 2 + (_EARLY,) * 2 + (_OFF,) * 2 + (_EARLY,) * 3 + _WEEKEND,
    ),
    Picture("four-long-nights-four-off", "Four long nights, four off", (_LONG_NIGHT,) * 4 + (_OFF,) * 4),
    Picture(
        "four-days-four-nights",
        "Four long days, four off, four long nights, four off",
        (_DAY,) * 4 + (_OFF,) * 4 + (_LONG_NIGHT,) * 4 + (_OFF,) * 4,
    ),
    Picture(
        "mornings-afternoons-nights",
        "Two mornings, two afternoons, three nights: four weeks",
        (_EARLY,) * 2
        + (_LATE,) * 2
        + (_NIGHT,) * 3
        + (_OFF,) * 2
        + (_EARLY,) * 2
        + (_LATE,) * 3
        + (_NIGHT,) * 2
        + (_OFF,) * 3
        + (_EARLY,) * 3
        + (_LATE,) * 2
        + (_NIGHT,) * 2
        + (_OFF,) * 2,
    ),
    Picture(
        "kitchen-two-weeks",
        "Kitchen: one early week, one late week",
        _days_off_move_on(2, "06:00-14:00", "12:00-20:00"),
    ),
    Picture(
        "kitchen-six-weeks",
        "Kitchen: six weeks, six hours a day",
        _days_off_move_on(6, "07:00-13:00", "08:00-14:00", "09:00-15:00", "13:30-19:30"),
    ),
    Picture(
        "kitchen-eight-weeks", "Kitchen: eight weeks of evenings", _days_off_move_on(8, _TEA, weekend=_WEEKEND_TEA)
    ),
)
