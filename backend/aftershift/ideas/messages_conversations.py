"""What is told of conversations: moved, called off, written up, and a step that fell to an organiser. Urdu and Polish
are drafts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aftershift.ideas.models import Conversation, NextStep
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import day, moment, say
from aftershift.notifications.models import Message
from aftershift.organisations.models import Organisation

CONVERSATION = "conversation"
STEP = "step"
TEXTS = {
    "en": {
        "lock": "A conversation has news. Open the app to read it.",
        "moved_title": "Changed: {question}",
        "moved_text": "We talk here: {place}. {when}.",
        "called_off_title": "Called off: {question}",
        "called_off_text": "It does not take place: {when}.",
        "written_up_title": "Written up: {question}",
        "written_up_text": "Read what was said, and who does what next.",
        "step_title": "A next step waits for you",
        "step_text": "“{text}”, by {due}. It came out of a conversation. Say “I do this”, or hand it back.",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o rozmowie. Otwórz aplikację, aby ją przeczytać.",
        "moved_title": "Zmiana: {question}",
        "moved_text": "Rozmawiamy tutaj: {place}. {when}.",
        "called_off_title": "Odwołane: {question}",
        "called_off_text": "Nie odbędzie się: {when}.",
        "written_up_title": "Jest zapis: {question}",
        "written_up_text": "Przeczytaj, o czym mówiono i kto co teraz zrobi.",
        "step_title": "Czeka na Ciebie kolejny krok",
        "step_text": "„{text}”, termin: {due}. To wynik rozmowy. Powiedz „zrobię to” albo oddaj ten krok.",
    },
    "ur": {
        "lock": "ایک گفتگو کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "moved_title": "تبدیلی: {question}",
        "moved_text": "ہم یہاں بات کریں گے: {place}۔ {when}۔",
        "called_off_title": "منسوخ: {question}",
        "called_off_text": "یہ نہیں ہوگی: {when}۔",
        "written_up_title": "لکھ لی گئی: {question}",
        "written_up_text": "پڑھیں کہ کیا کہا گیا، اور آگے کون کیا کرے گا۔",
        "step_title": "اگلا قدم آپ کا منتظر ہے",
        "step_text": "“{text}”، {due} تک۔ یہ ایک گفتگو سے نکلا۔ کہیں “میں یہ کروں گا/گی”، یا واپس کریں۔",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    what: str
    conversation: Conversation
    organisation: Organisation
    step: NextStep | None = None


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """While it is as it was told; of a step, while it waits for this organiser."""
    organisation = Organisation.objects.get(pk=messages[0].organisation_id)
    ids, today = {row.about_id for row in messages}, organisation.local(now).date()
    rows = {row.pk: row for row in Conversation.objects.of(organisation.pk).filter(pk__in=ids)}
    waiting = NextStep.objects.of(organisation.pk).filter(pk__in=ids, is_agreed=False, done_date=None)
    steps = {row.pk: row for row in waiting.select_related("conversation")}
    found: dict[UUID, About] = {}
    for row in messages:
        what = row.facts["what"]
        if what == STEP:
            step = steps.get(row.about_id)
            if step is not None and step.owner_id == row.member_id:
                found[row.pk] = About(what, step.conversation, organisation, step)
        elif (it := rows.get(row.about_id)) is not None:
            state = Conversation.State.PLANNED if what == "moved" else what
            if it.state == state and (what == "written_up" or it.held_date >= today):
                found[row.pk] = About(what, it, organisation)
    return found


def _write(about: About, language: str) -> Words:
    it, step = about.conversation, about.step
    values: dict[str, Any] = {
        "question": it.question,
        "place": it.place,
        "when": moment(language, dt.datetime.combine(it.held_date, it.start)),  # wall time already
        "text": step.text if step else "",
        "due": day(language, step.due_date) if step else "",
    }
    return Words(
        title=say(TEXTS, language, f"{about.what}_title", **values),
        text=say(TEXTS, language, f"{about.what}_text", **values),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/conversations/{it.pk}",
    )


def register() -> None:
    register_kind(Kind(CONVERSATION, _read, _write))
