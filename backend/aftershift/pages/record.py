"""A member's own record, to print: what they led, in their language and in English. Their own session alone shows it."""

import datetime as dt
from dataclasses import dataclass

from django_scopes import scope

from aftershift.leading.models import RecordLine
from aftershift.leading.selectors.record import record_of
from aftershift.pages.words import ENGLISH, Language
from aftershift.people.models import Member

# Marks that only rules read, and the list, which was of a date that stands there anyway.
NOT_PRINTED = (RecordLine.What.CAME, RecordLine.What.WHOLE_LIST)


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
    lines = [line for line in found.lines if line.what not in NOT_PRINTED]
    tongues = [tongue] if tongue is ENGLISH else [tongue, ENGLISH]
    return [
        Sheet(
            tongue=each,
            heading=each.words["record_title"].format(name=member.called_name),
            sum=each.words["record_sum"].format(dates=found.dates_led, time=_length(each, found.minutes_led)),
            lately=each.words["record_lately"].format(time=_length(each, found.minutes_led_lately)),
            rows=[
                Row(
                    each.date(line.local_date),
                    line.title,
                    each.words[f"record_{line.what}"],
                    _length(each, line.minutes),
                )
                for line in lines
            ],
        )
        for each in tongues
    ]


def _length(tongue: Language, minutes: int) -> str:
    return tongue.words["record_length"].format(hours=minutes // 60, minutes=minutes % 60)
