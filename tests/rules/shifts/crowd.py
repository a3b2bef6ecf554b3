"""People with rotas, and questions about them, for the tests of the time finder."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.shifts import finding, services
from aftershift.shifts.finding import FoundTimes, Question
from tests.factories import MONDAY_9AM, colleagues

MONDAY = dt.date(2026, 1, 5)
EARLY = ["07:00-15:00"] * 5 + ["-"] * 2
LATE = ["13:30-21:30"] * 5 + ["-"] * 2
NIGHT = ["21:30-07:30"] * 5 + ["-"] * 2


def tell(member: Member, days: list[str], now: dt.datetime = MONDAY_9AM) -> None:
    services.set_pattern(member=member, days=days, anchor_date=MONDAY, now=now)


def people(organisation: Organisation, count: int, days: list[str], **fields: Any) -> list[Member]:
    found = colleagues(organisation, count, **fields)
    for member in found:
        tell(member, days)
    return found


def ask(member: Member, audience: str = "everyone", *, now: dt.datetime = MONDAY_9AM, **fields: Any) -> FoundTimes:
    question: dict[str, Any] = {
        "audience": audience,
        "minutes": 60,
        "on_site": True,
        "opens": 360,
        "closes": 1320,
        "weekly": True,
    } | fields
    return finding.find_times(member=member, roles={"organiser"}, question=Question(**question), now=now)
