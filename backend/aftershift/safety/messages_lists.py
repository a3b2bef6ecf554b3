"""What is told about the lists: somebody proposes a change. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import say
from aftershift.notifications.models import Message
from aftershift.safety.models import ProposedChange

LIST_CHANGE = "list_change"
# The lists are data files in English; what each is called in a message stands here.
TEXTS = {
    "en": {
        "lock": "A list has news. Open the app to read it.",
        "title": "A change is proposed: {list}",
        "text": "After a near miss somebody said what would stop it next time. Read it, and answer with a reason.",
        "list_cooking": "Cooking",
        "list_core": "Every activity",
        "list_day-walk": "Day walk",
        "list_end-of-shift-walk": "Walk at the end of a shift",
        "list_family-social": "Family social with children",
        "list_gentle-exercise": "Gentle exercise, dance, challenge",
        "list_health-check": "Health check or taster",
        "list_hill-day": "Hill day",
        "list_sit-down": "Sit down and talk",
        "list_trip": "Coach or train trip",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o liście. Otwórz aplikację, aby ją przeczytać.",
        "title": "Propozycja zmiany: {list}",
        "text": "Po zdarzeniu bez szkody ktoś powiedział, co mu zapobiegnie następnym razem. Przeczytaj i odpowiedz z uzasadnieniem.",
        "list_cooking": "Gotowanie",
        "list_core": "Każde zajęcia",
        "list_day-walk": "Całodniowy spacer",
        "list_end-of-shift-walk": "Spacer po zmianie",
        "list_family-social": "Spotkanie rodzinne z dziećmi",
        "list_gentle-exercise": "Lekkie ćwiczenia, taniec, wyzwanie",
        "list_health-check": "Badanie zdrowia lub zajęcia próbne",
        "list_hill-day": "Dzień w górach",
        "list_sit-down": "Rozmowa przy stole",
        "list_trip": "Wycieczka autokarem lub pociągiem",
    },
    "ur": {
        "lock": "ایک فہرست کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "title": "تبدیلی کی تجویز: {list}",
        "text": "ایک بال بال بچنے کے واقعے کے بعد کسی نے بتایا کہ اگلی بار اسے کیا روکے گا۔ پڑھیں اور وجہ کے ساتھ جواب دیں۔",
        "list_cooking": "کھانا پکانا",
        "list_core": "ہر سرگرمی",
        "list_day-walk": "دن بھر کی سیر",
        "list_end-of-shift-walk": "شفٹ کے بعد کی سیر",
        "list_family-social": "بچوں کے ساتھ خاندانی میل جول",
        "list_gentle-exercise": "ہلکی ورزش، رقص، چیلنج",
        "list_health-check": "صحت کا معائنہ یا آزمائشی نشست",
        "list_hill-day": "پہاڑ کا دن",
        "list_sit-down": "بیٹھ کر بات چیت",
        "list_trip": "کوچ یا ٹرین کا سفر",
    },
}


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, ProposedChange]:
    """Until it is answered."""
    rows = ProposedChange.objects.of(messages[0].organisation_id).filter(
        pk__in={row.about_id for row in messages}, state=ProposedChange.State.OPEN
    )
    changes = {row.pk: row for row in rows}
    return {row.pk: changes[row.about_id] for row in messages if row.about_id in changes}


def _write(change: ProposedChange, language: str) -> Words:
    """Never what was proposed: it stands beside the list, where it may be answered."""
    return Words(
        title=say(TEXTS, language, "title", list=say(TEXTS, language, f"list_{change.template}")),
        text=say(TEXTS, language, "text"),
        lock_text=say(TEXTS, language, "lock"),
        path="/desk/safety",
    )


def register() -> None:
    register_kind(Kind(LIST_CHANGE, _read, _write))
