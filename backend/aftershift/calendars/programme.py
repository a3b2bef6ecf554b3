"""The programme as a file: which dates, and how each form of file writes them."""

import datetime as dt
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from aftershift.activities.models import Occurrence
from aftershift.activities.wording import said
from aftershift.calendars import selectors, writing
from aftershift.calendars.policies import MAY
from aftershift.core import sheets
from aftershift.core.errors import FieldProblem
from aftershift.core.policies import require
from aftershift.people.models import Member

LONGEST = dt.timedelta(days=800)
AHEAD = dt.timedelta(days=90)


class Filters(NamedTuple):
    """None and nothing chosen mean all; without dates, from today and for 90 days."""

    first_date: dt.date | None = None
    last_date: dt.date | None = None
    site_id: UUID | None = None
    kind: str = ""
    state: str = ""
    with_leaders: bool = False


Line = dict[str, sheets.Cell]

# The column of a file, and where it comes from.
COLUMNS: dict[str, str | Coalesce] = {
    "title": said("title"),
    "kind": "activity__kind",
    "site": "activity__site__name",
    "place": said("meeting_place"),
    "state": "state",
    "places": "places",
    "taken": "taken",
    "waiting": "waiting",
    "effort": "activity__effort",
    "cost": said("cost"),
    "what_to_bring": said("what_to_bring"),
    "id": "pk",
    "activity_id": "activity_id",
}
LEADERS = {"lead": "activity__lead__called_name", "second": "activity__second__called_name"}


@dataclass(frozen=True)
class Chosen:
    """The listed dates, in order; each way of reading them is one statement."""

    rows: QuerySet[Occurrence]
    member: Member
    with_leaders: bool

    def lines(self) -> list[Line]:
        """With dates and times on the organisation's wall clock, and the instants beside them."""
        local = self.member.organisation.local
        found: list[Line] = []
        for starts_at, ends_at, *values in self.rows.values_list("starts_at", "ends_at", *self._columns.values()):
            starts, ends = local(starts_at), local(ends_at)
            line: Line = {"date": f"{starts:%Y-%m-%d}", "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"}
            line |= {name: _cell(value) for name, value in zip(self._columns, values, strict=True)}
            found.append(line | {"starts_at": _instant(starts_at), "ends_at": _instant(ends_at)})
        return found

    @property
    def columns(self) -> list[str]:
        return ["date", "starts", "ends", *self._columns, "starts_at", "ends_at"]

    @property
    def _columns(self) -> dict[str, str | Coalesce]:
        return COLUMNS | (LEADERS if self.with_leaders else {})

    def told(self) -> list[selectors.Entry]:
        """Without those that nobody has been told of."""
        return [
            selectors.Entry(*row) for row in self.rows.exclude(selectors.UNHEARD_OF).values_list(*selectors.columns())
        ]


def chosen(*, member: Member, roles: Collection[str], filters: Filters, now: dt.datetime) -> Chosen:
    """Raises NotAllowed, FieldProblem."""
    require(MAY, "programme.export", roles)
    if filters.with_leaders:
        require(MAY, "programme.export_leaders", roles)
    first = filters.first_date or member.organisation.local(now).date()
    last = filters.last_date or first + AHEAD
    if not first <= last <= first + LONGEST:
        raise FieldProblem({"/last_date": f"Choose a day from the first one on, at most {LONGEST.days} days later."})
    rows = Occurrence.objects.of(member.organisation_id).filter(
        activity__is_programme=True, local_date__gte=first, local_date__lte=last
    )
    if MAY["programme.export_planned"].isdisjoint(roles):
        rows = rows.exclude(selectors.UNHEARD_OF)
    if filters.site_id:
        rows = rows.filter(activity__site_id=filters.site_id)
    if filters.kind:
        rows = rows.filter(activity__kind=filters.kind)
    if filters.state:
        rows = rows.filter(state=filters.state)
    return Chosen(rows.order_by("starts_at", "pk"), member, filters.with_leaders)


def _cell(value: object) -> sheets.Cell:
    if value is None or value == "":
        return None
    return value if isinstance(value, int) else str(value)


def _instant(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _as_csv(found: Chosen) -> bytes:
    return sheets.csv_of(found.columns, (list(line.values()) for line in found.lines()))


def _as_xlsx(found: Chosen) -> bytes:
    return sheets.xlsx_of("Programme", found.columns, (list(line.values()) for line in found.lines()))


def _as_json(found: Chosen) -> bytes:
    return json.dumps({"dates": found.lines()}, ensure_ascii=False, indent=1).encode()


def _as_ics(found: Chosen) -> bytes:
    return writing.file_of(found.told())


@dataclass(frozen=True)
class Form:
    """A form of file. Each one registered here is tried with every dangerous text (Q-S11)."""

    media_type: str
    write: Callable[[Chosen], bytes]


FORMS = {
    "csv": Form("text/csv; charset=utf-8", _as_csv),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _as_xlsx),
    "json": Form("application/json", _as_json),
    "ics": Form("text/calendar; charset=utf-8", _as_ics),
}
