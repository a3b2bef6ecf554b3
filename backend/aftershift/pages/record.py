"""A member's own record, to print: what they led, in their language and in English. Their own session alone shows it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django_scopes import scope

from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.record import Part, record_of
from aftershift.pages.words import ENGLISH, Language
from aftershift.people.models import Member

What = RecordLine.What
# Marks that only rules read, and the list, which was of a date that stands there anyway.
NOT_PRINTED = (What.CAME, What.WHOLE_LIST)


@dataclass(frozen=True, slots=True)
class Row:
    date: str
    title: str
    what: str
    length: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The same record in one language."""

    tongue: Language
    heading: str
    sum: str
    lately: str
    rows: list[Row]


def sheets_to_print(*, member: Member, tongue: Language, today: dt.date) -> list[Sheet]:
    """The member's language first, then English, where they are two."""
    with scope(organisation=member.organisation_id):
        found = record_of(member=member, today=today)
    dates = [
        (date, parts) for date in found.dates if (parts := [part for part in date.did if part.what not in NOT_PRINTED])
    ]
    tongues = [tongue] if tongue is ENGLISH else [tongue, ENGLISH]
    return [
        Sheet(
            tongue=each,
            heading=each.words["record_title"].format(name=member.called_name),
            sum=each.words["record_sum"].format(dates=found.dates_led, time=_length(each, found.minutes_led)),
            lately=each.words["record_lately"].format(time=_length(each, found.minutes_led_lately)),
            rows=[
                Row(each.date(date.local_date), date.title, _said(each, parts), _length(each, date.minutes))
                for date, parts in dates
            ],
        )
        for each in tongues
    ]


def _said(tongue: Language, parts: Sequence[Part]) -> str:
    return tongue.words["record_and"].join(_part(tongue, part) for part in parts)


def _part(tongue: Language, part: Part) -> str:
    """A role by its name. What a job is called was written by colleagues, in the words they chose."""
    if part.what == What.ROLE and (named := tongue.words.get(f"record_role_{part.role}")):
        return named
    if part.what == What.JOB and part.role:
        return tongue.words.get(f"record_job_{part.role}") or f"{tongue.words['record_job']}: {part.role}"
    return tongue.words[f"record_{part.what}"]


def _length(tongue: Language, minutes: int) -> str:
    return tongue.words["record_length"].format(hours=minutes // 60, minutes=minutes % 60)
