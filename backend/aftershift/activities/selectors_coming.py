"""The list of what is to come: the page that every phone opens, in one statement, and what tells that it did not change."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Func, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Replace

from aftershift.activities.selectors import COLUMNS, PAGE, upcoming
from aftershift.core.prepared import Prepared
from aftershift.people.models import Member
from aftershift.people.sessions import MEMBER, ORGANISATION, signed_in_telling
from aftershift.shifts.selectors import MAP_BESIDE, visible_free_maps


class Coming(NamedTuple):
    """One row of the list, my own state included. Leaner than a `Card`: a page has thirty, and most phones ask for it daily."""

    id: UUID
    activity_id: UUID
    title: str
    kind: str
    place: str
    is_on_site: bool
    starts_at: dt.datetime
    ends_at: dt.datetime
    places: int
    taken: int
    held: int
    kept: int
    waiting: int
    state: str
    is_quiet: bool
    i_lead: bool | None
    fine_id: UUID | None
    mine: str | None
    adults: int | None
    children_0_4: int | None
    children_5_10: int | None
    children_11_17: int | None
    offer_ends_at: dt.datetime | None
    my_position: int | None
    version: int
    activity_version: int

    @property
    def is_fine(self) -> bool:
        return self.fine_id is not None


_COLUMNS = tuple(COLUMNS.get(name, name) for name in Coming._fields)


class ComingPage(NamedTuple):
    """told: what `versions_asked` has the session tell, from the rows themselves. following: where the next page begins."""

    rows: list[Coming]
    told: str
    following: tuple[dt.datetime, UUID] | None


def coming(
    *, member: Member, now: dt.datetime, stamp: str | None, after: tuple[dt.datetime, UUID] | None = None
) -> ComingPage:
    """One page of the list. One statement, built once. stamp: of the reader's map, if they have one."""
    reader: dict[str, Any] = {"organisation": member.organisation_id, "member": member.pk, "now": now}
    if after is None:
        rows = _FIRST_PAGE.rows(**reader)
    else:
        rows = _NEXT_PAGE.rows(**reader, after_at=after[0], after_id=after[1])
    found = [Coming._make(row) for row in rows]
    last = found[PAGE - 1] if len(found) > PAGE else None
    told = ",".join([_told(row, stamp) for row in found])
    return ComingPage(found[:PAGE], told, (last.starts_at, last.id) if last else None)


def versions_asked(
    *, now: dt.datetime, after: tuple[dt.datetime, UUID] | None, has_one: bool
) -> tuple[Prepared, dict[str, Any]]:
    """What the reader's session tells of all that a page of the list depends on, with the values that takes.

    Whoever has no version of the page (`has_one`) will be sent it: their session comes with their map instead.
    Every change of a sign-up moves the version of its occurrence, so the reader's own state is in it; and every change
    of their shifts the stamp of their map. Their "fine for me" is read itself: it moves nothing that others see.
    """
    if not has_one:
        return _WITH_MAP, {}
    if after is None:
        return _FIRST_VERSIONS, {"at": now}
    return _NEXT_VERSIONS, {"at": now, "after_at": after[0], "after_id": after[1]}


def _from_page_on(values: Mapping[str, Any], *, is_first: bool) -> QuerySet[Any]:
    reader = Member(pk=values["member"], organisation_id=values["organisation"])
    rows = upcoming(member=reader, now=values["now"])
    if not is_first:
        at, key = values["after_at"], values["after_id"]
        rows = rows.filter(Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=key))
    return rows


def _page(values: Mapping[str, Any], *, is_first: bool) -> QuerySet[Any]:
    """What `coming` runs: a page and one row more."""
    leads = Q(activity__lead=values["member"]) | Q(activity__second=values["member"])
    rows: QuerySet[Any] = _from_page_on(values, is_first=is_first).annotate(
        i_lead=ExpressionWrapper(leads, output_field=BooleanField())
    )
    return rows.values_list(*_COLUMNS)[: PAGE + 1]


def _versions_of_page(values: Mapping[str, Any], *, is_first: bool) -> QuerySet[Any]:
    """A text of every row that a page depends on, the one that follows it included: what `_told` says of a row."""
    reader = Member(pk=values["member"], organisation_id=values["organisation"])
    stamp = Subquery(visible_free_maps(member=reader).values("stamp"))
    facts: list[Any] = [_key("pk"), Cast("version", TextField()), Cast("activity__version", TextField())]
    facts += [Coalesce(fact, Value("-"), output_field=TextField()) for fact in (_key("fine__id"), stamp)]
    told = Func(*facts, template="%(expressions)s", arg_joiner=" || ' ' || ", output_field=TextField())
    rows: QuerySet[Any] = _from_page_on(values, is_first=is_first).annotate(told=told)
    return rows.values_list("told")[: PAGE + 1]


def _key(column: str) -> Replace:
    """Its 32 digits, on both databases."""
    return Replace(Cast(column, TextField()), Value("-"), Value(""))


def _told(row: Coming, stamp: str | None) -> str:
    fine = row.fine_id.hex if row.fine_id else "-"
    return f"{row.id.hex} {row.version} {row.activity_version} {fine} {'-' if stamp is None else stamp}"


_READER = {"organisation": UUID, "member": UUID, "now": dt.datetime}
_FIRST_PAGE = Prepared(partial(_page, is_first=True), _READER)
_AFTER = {"after_at": dt.datetime, "after_id": UUID}
_NEXT_PAGE = Prepared(partial(_page, is_first=False), _READER | _AFTER)


def _versions(*, is_first: bool) -> Prepared:
    names = _READER if is_first else _READER | _AFTER
    page = Prepared(partial(_versions_of_page, is_first=is_first), names)
    return signed_in_telling(
        {"at": dt.datetime} if is_first else {"at": dt.datetime} | _AFTER,
        told=lambda values: page.told_beside({**values, "now": values["at"]}, member=MEMBER, organisation=ORGANISATION),
    )


_FIRST_VERSIONS, _NEXT_VERSIONS = _versions(is_first=True), _versions(is_first=False)
_WITH_MAP = signed_in_telling({}, **MAP_BESIDE)
