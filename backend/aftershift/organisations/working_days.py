"""Monday to Friday, without the bank holidays of the organisation's nation."""

import datetime as dt
from functools import lru_cache

from aftershift.organisations.models import Organisation

# How the library names each.
CALENDARS = {
    Organisation.Nation.ENGLAND_WALES: ("GB", "ENG"),
    Organisation.Nation.SCOTLAND: ("GB", "SCT"),
    Organisation.Nation.NORTHERN_IRELAND: ("GB", "NIR"),
}


def is_working_day(day: dt.date, *, nation: str) -> bool:
    return day.weekday() < 5 and day not in _bank_holidays(nation, day.year)


@lru_cache(maxsize=64)
def _bank_holidays(nation: str, year: int) -> frozenset[dt.date]:
    if nation == Organisation.Nation.ELSEWHERE:
        return frozenset()
    from holidays import country_holidays  # a large library, and few pages count days

    country, part = CALENDARS[Organisation.Nation(nation)]
    return frozenset(country_holidays(country, subdiv=part, years=year))


def after_working_days(day: dt.date, days: int, *, nation: str) -> dt.date:
    """The day that many working days after `day`, which itself is not counted."""
    while days:
        day += dt.timedelta(days=1)
        days -= is_working_day(day, nation=nation)
    return day
