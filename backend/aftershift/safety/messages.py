"""What is told about plans: one waits for a yes, one has it, one opened without needing any. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Activity
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import day, say
from aftershift.notifications.models import Message
from aftershift.organisations.models import Organisation
from aftershift.safety.models import AgreementRequest
from aftershift.safety.selectors.waiting import unasked, waiting

PLAN = "plan"
ASKED, AGREED, OPENED = "asked", "agreed", "opened"
TEXTS = {
    "en": {
        "lock": "A plan has news. Open the app to read it.",
        "asked_title": "Waits for your yes: {title}",
        "asked_text": "Read what could hurt us, then agree. An answer is due by {due}.",
        "agreed_title": "Agreed to: {title}",
        "agreed_text": "All who have to agree have done so. It opens when its list is done.",
        "opened_title": "Open to join: {title}",
        "opened_text": "It is low risk, so nobody has to agree. You can look at its plan.",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o planie. Otwórz aplikację, aby ją przeczytać.",
        "asked_title": "Czeka na Twoją zgodę: {title}",
        "asked_text": "Przeczytaj, co może nam zaszkodzić, potem wyraź zgodę. Termin odpowiedzi: {due}.",
        "agreed_title": "Jest zgoda: {title}",
        "agreed_text": "Wszyscy, którzy muszą się zgodzić, już to zrobili. Otworzy się, gdy lista będzie gotowa.",
        "opened_title": "Można dołączyć: {title}",
        "opened_text": "Ryzyko jest małe, więc niczyja zgoda nie jest potrzebna. Możesz obejrzeć plan.",
    },
    "ur": {
        "lock": "ایک منصوبے کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "asked_title": "آپ کی ہاں کا منتظر: {title}",
        "asked_text": "پڑھیں کہ ہمیں کیا نقصان پہنچا سکتا ہے، پھر ہاں کہیں۔ جواب {due} تک چاہیے۔",
        "agreed_title": "ہاں ہو گئی: {title}",
        "agreed_text": "جن کی ہاں ضروری تھی سب نے کہہ دی۔ فہرست مکمل ہوتے ہی یہ کھل جائے گا۔",
        "opened_title": "شامل ہو سکتے ہیں: {title}",
        "opened_text": "خطرہ کم ہے، اس لیے کسی کی ہاں ضروری نہیں۔ آپ اس کا منصوبہ دیکھ سکتے ہیں۔",
    },
}


@dataclass(frozen=True)
class About:
    what: str
    activity: Activity
    due: dt.date | None = None


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """Still true: it lacks this yes, it lacks none, or it is open and needs none."""
    organisation = Organisation.objects.get(pk=messages[0].organisation_id)
    waits = {row.activity.pk: row for row in waiting(organisation=organisation, now=now)}
    low = {row.activity.pk: row.activity for row in unasked(organisation=organisation, now=now)}
    asked = AgreementRequest.objects.of(organisation.pk).filter(activity__in={row.about_id for row in messages})
    agreed = {row.activity_id: row.activity for row in asked.select_related("activity") if row.activity_id not in waits}
    found: dict[UUID, About] = {}
    for row in messages:
        what = row.facts["what"]
        if what == ASKED and (it := waits.get(row.about_id)) is not None and row.facts["role"] in it.missing:
            found[row.pk] = About(what, it.activity, it.answer_by)
        elif what == AGREED and row.about_id in agreed:
            found[row.pk] = About(what, agreed[row.about_id])
        elif what == OPENED and row.about_id in low:
            found[row.pk] = About(what, low[row.about_id])
    return found


def _write(about: About, language: str) -> Words:
    title = about.activity.title
    due = day(language, about.due) if about.due else ""
    return Words(
        title=say(TEXTS, language, f"{about.what}_title", title=title),
        text=say(TEXTS, language, f"{about.what}_text", due=due),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/plan/{about.activity.pk}",
    )


def register() -> None:
    register_kind(Kind(PLAN, _read, _write))
