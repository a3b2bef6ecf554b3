"""What is told when an answer is late: a plan waits for somebody's yes. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.activities.models import Activity
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import day, say
from aftershift.notifications.models import Message
from aftershift.organisations.models import Organisation
from aftershift.safety.selectors.waiting import waiting

WAITING_FOR_YES = "waiting_for_yes"
TEXTS = {
    "en": {
        "lock": "A plan waits for you. Open the app to read it.",
        "title": "Still waits for your yes: {title}",
        "text": "An answer was due by {due}. The first date is {first}. Agree, or say what has to change.",
    },
    "pl": {
        "lock": "Plan czeka na Ciebie. Otwórz aplikację, aby go przeczytać.",
        "title": "Wciąż czeka na Twoją zgodę: {title}",
        "text": "Termin odpowiedzi minął: {due}. Pierwszy termin zajęć: {first}. Wyraź zgodę albo powiedz, co trzeba zmienić.",
    },
    "ur": {
        "lock": "ایک منصوبہ آپ کا منتظر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "title": "اب بھی آپ کی ہاں کا منتظر: {title}",
        "text": "جواب {due} تک چاہیے تھا۔ پہلی تاریخ {first} ہے۔ ہاں کہیں، یا بتائیں کہ کیا بدلنا ہے۔",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    activity: Activity
    due: dt.date
    first: dt.date


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """While it is late and lacks this yes."""
    organisation = Organisation.objects.get(pk=messages[0].organisation_id)
    late = {row.activity.pk: row for row in waiting(organisation=organisation, now=now) if row.is_late}
    return {
        row.pk: About(it.activity, it.answer_by, it.first_date)
        for row in messages
        if (it := late.get(row.about_id)) is not None and row.facts["role"] in it.missing
    }


def _write(about: About, language: str) -> Words:
    values: dict[str, Any] = {"due": day(language, about.due), "first": day(language, about.first)}
    return Words(
        title=say(TEXTS, language, "title", title=about.activity.title),
        text=say(TEXTS, language, "text", **values),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/plan/{about.activity.pk}",
    )


def register() -> None:
    register_kind(Kind(WAITING_FOR_YES, _read, _write))
