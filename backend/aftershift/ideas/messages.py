"""What ideas tell their authors, read again at delivery."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from aftershift.ideas.models import Idea, Merge
from aftershift.ideas.statuses import ANSWERS
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import say
from aftershift.notifications.models import Message

IDEA = "idea"
TEXTS = {
    "en": {
        "lock": "Your idea has news. Open the app to read it.",
        "answered_title": "Your idea has an answer",
        "answered_text": "“{idea}”. Read what they say.",
        "merge_title": "Could two ideas be one?",
        "merge_text": "Somebody thinks that yours and another one go together: “{idea}”. Say yes or no.",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o Twoim pomyśle. Otwórz aplikację, aby ją przeczytać.",
        "answered_title": "Jest odpowiedź na Twój pomysł",
        "answered_text": "„{idea}”. Przeczytaj, co piszą.",
        "merge_title": "Czy dwa pomysły mogą być jednym?",
        "merge_text": "Ktoś uważa, że Twój pomysł i inny pasują do siebie: „{idea}”. Powiedz tak albo nie.",
    },
    "ur": {
        "lock": "آپ کے خیال کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "answered_title": "آپ کے خیال کا جواب آ گیا",
        "answered_text": "“{idea}”۔ پڑھیں کہ کیا کہا گیا۔",
        "merge_title": "کیا دو خیال ایک ہو سکتے ہیں؟",
        "merge_text": "کسی کو لگتا ہے کہ آپ کا اور ایک اور خیال ایک جیسے ہیں: “{idea}”۔ ہاں یا نہیں کہیں۔",
    },
}


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, tuple[str, Idea]]:
    """An answer that still stands, and a merge that still waits for this author."""
    organisation_id = messages[0].organisation_id
    about = {row.about_id for row in messages}
    ideas = {row.pk: row for row in Idea.objects.of(organisation_id).filter(pk__in=about)}
    rows = Merge.objects.of(organisation_id).filter(pk__in=about, state=Merge.State.OPEN)
    merges = {row.pk: row for row in rows.select_related("ends", "goes_on")}
    found: dict[UUID, tuple[str, Idea]] = {}
    for row in messages:
        idea, merge = ideas.get(row.about_id), merges.get(row.about_id)
        if idea is not None and idea.author_id == row.member_id and idea.status in ANSWERS and not idea.hidden_reason:
            found[row.pk] = ("answered", idea)
        if merge is not None:
            sides = ((merge.ends, merge.ends_agrees), (merge.goes_on, merge.goes_on_agrees))
            waits = [side for side, agrees in sides if side.author_id == row.member_id and not agrees]
            if waits:
                found[row.pk] = ("merge", waits[0])
    return found


def _write(facts: tuple[str, Idea], language: str) -> Words:
    what, idea = facts
    return Words(
        title=say(TEXTS, language, f"{what}_title"),
        text=say(TEXTS, language, f"{what}_text", idea=idea.text),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/ideas/{idea.pk}",
    )


def register() -> None:
    register_kind(Kind(IDEA, _read, _write))
