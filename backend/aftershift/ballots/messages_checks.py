"""What the author of an idea is told when somebody found out whether it can be done. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.ballots.models import Feasibility
from aftershift.ideas.models import Idea
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import say
from aftershift.notifications.models import Message

IDEA_CHECK = "idea_check"
TEXTS = {
    "en": {
        "lock": "Your idea has news. Open the app to read it.",
        "yes_title": "Your idea can be done",
        "yes_if_title": "Your idea can be done, if …",
        "no_title": "Your idea cannot be done as it is",
        "yes_text": "“{idea}”. It can stand in a vote.",
        "yes_if_text": "“{idea}”. {reason}",
        "no_text": "“{idea}”. {reason}",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o Twoim pomyśle. Otwórz aplikację, aby ją przeczytać.",
        "yes_title": "Twój pomysł da się zrobić",
        "yes_if_title": "Twój pomysł da się zrobić, jeśli…",
        "no_title": "W tej postaci Twojego pomysłu nie da się zrobić",
        "yes_text": "„{idea}”. Może stanąć do głosowania.",
        "yes_if_text": "„{idea}”. {reason}",
        "no_text": "„{idea}”. {reason}",
    },
    "ur": {
        "lock": "آپ کے خیال کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "yes_title": "آپ کا خیال ہو سکتا ہے",
        "yes_if_title": "آپ کا خیال ہو سکتا ہے، اگر…",
        "no_title": "آپ کا خیال اس طرح نہیں ہو سکتا",
        "yes_text": "“{idea}”۔ اس پر ووٹ ہو سکتا ہے۔",
        "yes_if_text": "“{idea}”۔ {reason}",
        "no_text": "“{idea}”۔ {reason}",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    idea: Idea
    verdict: str
    reason: str


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """What was found out last, for its author, while the idea can be read."""
    rows = Feasibility.objects.of(messages[0].organisation_id).filter(
        idea__in={row.about_id for row in messages}, idea__hidden_reason=""
    )
    checks = {row.idea_id: row for row in rows.select_related("idea")}
    return {
        row.pk: About(it.idea, it.verdict, it.reason)
        for row in messages
        if (it := checks.get(row.about_id)) is not None
        and it.idea.author_id == row.member_id
        and it.verdict == row.facts["verdict"]
    }


def _write(about: About, language: str) -> Words:
    return Words(
        title=say(TEXTS, language, f"{about.verdict}_title"),
        text=say(TEXTS, language, f"{about.verdict}_text", idea=about.idea.text, reason=about.reason),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/ideas/{about.idea.pk}",
    )


def register() -> None:
    register_kind(Kind(IDEA_CHECK, _read, _write))
