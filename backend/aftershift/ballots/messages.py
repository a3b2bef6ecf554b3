"""What votes tell those who have a paper, read again at delivery. Nothing tells who has voted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.ballots.models import Ballot
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message
from aftershift.organisations.models import Organisation

VOTE = "vote"
TEXTS = {
    "en": {
        "lock": "There is news about a vote. Open the app to read it.",
        "opened_title": "You can vote: {title}",
        "opened_text": "It is open until {when}.",
        "extended_title": "More time to vote: {title}",
        "extended_text": "Too few could vote yet. It is open until {when}.",
        "settled_title": "The vote is counted: {title}",
        "settled_text": "See what was chosen, and how it was counted.",
        "waits_title": "An outcome waits for you: {title}",
        "waits_text": "The vote is over. Look at it, and publish it with a reason.",
    },
    "pl": {
        "lock": "Jest nowa wiadomość o głosowaniu. Otwórz aplikację, aby ją przeczytać.",
        "opened_title": "Możesz głosować: {title}",
        "opened_text": "Głosowanie trwa do: {when}.",
        "extended_title": "Więcej czasu na głosowanie: {title}",
        "extended_text": "Zagłosowało za mało osób. Głosowanie trwa do: {when}.",
        "settled_title": "Głosy są policzone: {title}",
        "settled_text": "Zobacz, co wybrano i jak liczono głosy.",
        "waits_title": "Wynik czeka na Ciebie: {title}",
        "waits_text": "Głosowanie się skończyło. Obejrzyj wynik i opublikuj go z uzasadnieniem.",
    },
    "ur": {
        "lock": "ایک ووٹ کی نئی خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "opened_title": "آپ ووٹ دے سکتے ہیں: {title}",
        "opened_text": "یہ اس وقت تک کھلا ہے: {when}۔",
        "extended_title": "ووٹ کے لیے مزید وقت: {title}",
        "extended_text": "ابھی بہت کم لوگ ووٹ دے سکے۔ یہ اس وقت تک کھلا ہے: {when}۔",
        "settled_title": "ووٹ گن لیے گئے: {title}",
        "settled_text": "دیکھیں کیا چنا گیا، اور کیسے گنا گیا۔",
        "waits_title": "ایک نتیجہ آپ کا منتظر ہے: {title}",
        "waits_text": "ووٹ ختم ہو گیا۔ اسے دیکھیں، اور وجہ کے ساتھ شائع کریں۔",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    what: str
    ballot: Ballot
    organisation: Organisation


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """A vote that is still open, is settled now, or waits to be published."""
    rows = Ballot.objects.of(messages[0].organisation_id).filter(pk__in={row.about_id for row in messages})
    ballots = {row.pk: row for row in rows.select_related("organisation")}
    found: dict[UUID, About] = {}
    for row in messages:
        ballot, what = ballots.get(row.about_id), row.facts["what"]
        if ballot is None:
            continue
        is_open = ballot.state == Ballot.State.OPEN and ballot.closes_at > now
        holds = {
            "settled": ballot.state == Ballot.State.SETTLED,
            "waits": ballot.state == Ballot.State.WAITING_FOR_PANEL,
        }
        if holds.get(what, is_open):
            found[row.pk] = About(what, ballot, ballot.organisation)
    return found


def _write(about: About, language: str) -> Words:
    when = moment(language, about.organisation.local(about.ballot.closes_at))
    outcome = "/outcome" if about.what == "settled" else ""
    return Words(
        title=say(TEXTS, language, f"{about.what}_title", title=about.ballot.title),
        text=say(TEXTS, language, f"{about.what}_text", when=when),
        lock_text=say(TEXTS, language, "lock"),
        path="/desk/ballot" if about.what == "waits" else f"/ballots/{about.ballot.pk}{outcome}",
    )


def register() -> None:
    register_kind(Kind(VOTE, _read, _write))
