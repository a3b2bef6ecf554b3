"""What is told about the lists: somebody proposes a change. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import say
from aftershift.notifications.models import Message
from aftershift.safety import templates
from aftershift.safety.models import ProposedChange

LIST_CHANGE = "list_change"
TEXTS = {
    "en": {
        "lock": "A list has news. Open the app to read it.",
        "title": "A change is proposed: {list}",
        "text": "After a near miss somebody said what would stop it next time. Read it, and answer with a reason.",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o liście. Otwórz aplikację, aby ją przeczytać.",
        "title": "Propozycja zmiany: {list}",
        "text": "Po zdarzeniu bez szkody ktoś powiedział, co mu zapobiegnie następnym razem. Przeczytaj i odpowiedz z uzasadnieniem.",
    },
    "ur": {
        "lock": "ایک فہرست کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "title": "تبدیلی کی تجویز: {list}",
        "text": "ایک بال بال بچنے کے واقعے کے بعد کسی نے بتایا کہ اگلی بار اسے کیا روکے گا۔ پڑھیں اور وجہ کے ساتھ جواب دیں۔",
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
        title=say(TEXTS, language, "title", list=templates.template(change.template).title),
        text=say(TEXTS, language, "text"),
        lock_text=say(TEXTS, language, "lock"),
        path="/desk/safety",
    )


def register() -> None:
    register_kind(Kind(LIST_CHANGE, _read, _write))
