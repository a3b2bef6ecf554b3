"""What is told about the small roles of a date. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aftershift.activities.models import Occurrence, SignUp
from aftershift.leading.models import DateRole
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import moment, say
from aftershift.notifications.models import Message

DATE_ROLE = "date_role"
FREE = "free"
TEXTS = {
    "en": {
        "lock": "Somebody has a question for you. Open the app to read it.",
        "free_title": "A small role is free: {title}",
        "free_text": "{when}. {role} You can ask somebody.",
        "title": "Would you help at: {title}",
        "text": "{when}. {role} One tap says yes or no, and no needs no reason.",
        "greet": "Somebody is wanted to greet who comes.",
        "kit": "Somebody is wanted to look after the kit.",
        "back_marker": "Somebody is wanted to walk at the back.",
        "photos": "Somebody is wanted to take the photos.",
        "register": "Somebody is wanted to tick who is there.",
        "phone_tree": "Somebody is wanted to phone round.",
    },
    "pl": {
        "lock": "Ktoś ma do Ciebie pytanie. Otwórz aplikację, aby je przeczytać.",
        "free_title": "Wolne zadanie: {title}",
        "free_text": "{when}. {role} Możesz kogoś poprosić.",
        "title": "Czy pomożesz: {title}",
        "text": "{when}. {role} Jedno dotknięcie: tak albo nie. Odmowa nie wymaga powodu.",
        "greet": "Szukamy kogoś, kto przywita przychodzących.",
        "kit": "Szukamy kogoś, kto zadba o sprzęt.",
        "back_marker": "Szukamy kogoś, kto pójdzie na końcu.",
        "photos": "Szukamy kogoś, kto zrobi zdjęcia.",
        "register": "Szukamy kogoś, kto zaznaczy obecnych.",
        "phone_tree": "Szukamy kogoś, kto obdzwoni grupę.",
    },
    "ur": {
        "lock": "کسی کا آپ سے ایک سوال ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "free_title": "ایک چھوٹا کام خالی ہے: {title}",
        "free_text": "{when}۔ {role} آپ کسی سے پوچھ سکتے ہیں۔",
        "title": "کیا آپ مدد کریں گے: {title}",
        "text": "{when}۔ {role} ایک بار چھو کر ہاں یا نہیں کہیں؛ نہیں کی وجہ بتانا ضروری نہیں۔",
        "greet": "آنے والوں کا استقبال کرنے کے لیے کوئی چاہیے۔",
        "kit": "سامان سنبھالنے کے لیے کوئی چاہیے۔",
        "back_marker": "سب سے پیچھے چلنے کے لیے کوئی چاہیے۔",
        "photos": "تصویریں لینے کے لیے کوئی چاہیے۔",
        "register": "حاضری لگانے کے لیے کوئی چاہیے۔",
        "phone_tree": "سب کو فون کرنے کے لیے کوئی چاہیے۔",
    },
}


@dataclass(frozen=True)
class About:
    date: Occurrence
    role: str
    is_free: bool = False


def _read(messages: Sequence[Message], now: dt.datetime) -> dict[UUID, About]:
    """While the question is open: they still come, nobody else was asked, and it has not begun. That a role is free is true
    for whoever runs it, while nobody has it or is asked."""
    at, ids = messages[0].organisation_id, {row.about_id for row in messages}
    placed = SignUp.objects.of(at).filter(occurrence__in=ids, status=SignUp.Status.PLACED)
    comes = set(placed.values_list("occurrence_id", "member_id"))
    named = DateRole.objects.of(at).filter(occurrence__in=ids, state__in=(DateRole.State.ASKED, DateRole.State.HELD))
    standing = [row for row in named if (row.occurrence_id, row.member_id) in comes]
    open_ones = {(row.occurrence_id, row.member_id, row.role) for row in standing if row.state == DateRole.State.ASKED}
    taken = {(row.occurrence_id, row.role) for row in standing}
    rows = Occurrence.objects.of(at).filter(pk__in=ids, state=Occurrence.State.PUBLISHED, starts_at__gt=now)
    dates = {row.pk: row for row in rows.select_related("activity__organisation")}
    found: dict[UUID, About] = {}
    for row in messages:
        date, role = dates.get(row.about_id), row.facts["role"]
        if date is None:
            continue
        if row.facts.get("what") == FREE:
            runs_it = row.member_id in (date.activity.lead_id, date.activity.second_id)
            if runs_it and (date.pk, role) not in taken:
                found[row.pk] = About(date, role, is_free=True)
        elif (date.pk, row.member_id, role) in open_ones:
            found[row.pk] = About(date, role)
    return found


def _write(about: About, language: str) -> Words:
    free = "free_" if about.is_free else ""
    when = moment(language, about.date.activity.organisation.local(about.date.starts_at))
    return Words(
        title=say(TEXTS, language, f"{free}title", title=about.date.title),
        text=say(TEXTS, language, f"{free}text", when=when, role=say(TEXTS, language, about.role)),
        lock_text=say(TEXTS, language, "lock"),
        path=f"/occurrences/{about.date.pk}",
    )


def register() -> None:
    register_kind(Kind(DATE_ROLE, _read, _write))
