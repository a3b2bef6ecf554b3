"""Who and when: what every part of the demonstration is made from."""

import datetime as dt
from dataclasses import dataclass, field

from aftershift.organisations.models import Organisation, Site
from aftershift.people.models import Member

MEMBER, LEAD, SECOND = "Ama", "Rosa", "Ivo"
HAVE_CARDS = (MEMBER, LEAD, SECOND, "Bashir", "Piotr", "Winston", "Kasia")
MEMBERS = frozenset({"member", "confirmed"})
ORGANISES = frozenset({"member", "confirmed", "organiser"})
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class World:
    organisation: Organisation
    now: dt.datetime
    organiser: Member | None = None
    members: dict[str, Member] = field(default_factory=dict)
    cards: dict[str, tuple[str, str]] = field(default_factory=dict)
    sites: list[Site] = field(default_factory=list)

    @property
    def boss(self) -> Member:
        if self.organiser is None:
            raise LookupError("the organiser comes first")
        return self.organiser

    @property
    def today(self) -> dt.date:
        return self.organisation.local(self.now).date()


def next_day(world: World, weekday: str, *, at_least: int = 2) -> dt.date:
    first = world.today + at_least * DAY
    return first + dt.timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7)
