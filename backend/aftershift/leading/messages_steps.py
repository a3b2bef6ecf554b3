"""What is told of steps, of words asked for, and the question of the month. Steps are the member's own: what is about one
goes to that member alone, and a question to those who can answer it. Urdu and Polish are drafts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from aftershift.activities.selectors import programme
from aftershift.leading.models import CircleInvitation, LeadAnswer, SignOff, Step
from aftershift.leading.selectors.guards import first_of_month
from aftershift.leading.selectors.months import LEAD_MONTH
from aftershift.leading.selectors.sign_offs import answers_as, around, open_questions
from aftershift.notifications.kinds import Kind, Words, register_kind
from aftershift.notifications.languages import say
from aftershift.notifications.models import Message

STEPS, SIGN_OFF = "steps", "sign_off"
OPEN, ANSWERED, CIRCLE = "open", "answered", "circle"
TEXTS = {
    "en": {
        "lock": "Aftershift has news for you. Open the app to read it.",
        "open_title": "Would you like to try something new?",
        "open_text": "“{step}” is there for you when you like. You need not say anything.",
        "step_1": "Lend a hand",
        "step_2": "Own a role",
        "step_3": "Lead together",
        "step_4": "Lead with a buddy",
        "step_5": "Lead",
        "step_6": "Pass it on",
        "answered_title": "You have an answer",
        "answered_text": "You asked somebody for a word. Read in your steps what they say.",
        "circle_title": "You are asked into the leaders' circle",
        "circle_text": "There people who lead, or might, say what they learnt. Have a look when you like. You need not say anything.",
        "asked_title": "Somebody asks you for a word",
        "asked_text": "A colleague would like to know if you think that they are ready. Only you, and who else can say it, see this.",
        "month_title": "How is leading for you?",
        "month_text": "Fine, a bit much, or do you need a break? Only you see the answer, and the one you choose.",
    },
    "pl": {
        "lock": "Aftershift ma dla Ciebie wiadomość. Otwórz aplikację, aby ją przeczytać.",
        "open_title": "Masz ochotę spróbować czegoś nowego?",
        "open_text": "„{step}” czeka na Ciebie, kiedy zechcesz. Nie musisz nic odpowiadać.",
        "step_1": "Pomagam",
        "step_2": "Mam swoje zadanie",
        "step_3": "Prowadzę z kimś",
        "step_4": "Prowadzę przy kimś doświadczonym",
        "step_5": "Prowadzę",
        "step_6": "Przekazuję dalej",
        "answered_title": "Masz odpowiedź",
        "answered_text": "Ktoś odpowiedział na Twoją prośbę o opinię. Przeczytaj ją w swoich krokach.",
        "circle_title": "Zaproszenie do kręgu prowadzących",
        "circle_text": "Osoby, które prowadzą lub mogłyby prowadzić, mówią tam, czego się nauczyły. Zajrzyj, kiedy zechcesz. Nie musisz nic odpowiadać.",
        "asked_title": "Ktoś prosi Cię o opinię",
        "asked_text": "Osoba z pracy chce wiedzieć, czy Twoim zdaniem jest gotowa. Widzisz to tylko Ty i inni, którzy mogą to ocenić.",
        "month_title": "Jak Ci się prowadzi?",
        "month_text": "W porządku, trochę za dużo czy potrzebujesz przerwy? Odpowiedź widzisz tylko Ty i osoba, którą wybierzesz.",
    },
    "ur": {
        "lock": "Aftershift میں آپ کے لیے خبر ہے۔ پڑھنے کے لیے ایپ کھولیں۔",
        "open_title": "کیا آپ کچھ نیا آزمانا چاہیں گے؟",
        "open_text": "“{step}” آپ کے لیے موجود ہے، جب چاہیں۔ جواب دینا ضروری نہیں۔",
        "step_1": "ہاتھ بٹانا",
        "step_2": "ایک ذمہ داری سنبھالنا",
        "step_3": "مل کر رہنمائی",
        "step_4": "ساتھی کے ساتھ رہنمائی",
        "step_5": "رہنمائی",
        "step_6": "آگے سکھانا",
        "answered_title": "آپ کو جواب مل گیا",
        "answered_text": "آپ نے کسی سے رائے مانگی تھی۔ اپنے قدموں میں پڑھیں کہ انہوں نے کیا کہا۔",
        "circle_title": "آپ کو رہنماؤں کے حلقے میں بلایا گیا ہے",
        "circle_text": "وہاں وہ لوگ جو رہنمائی کرتے ہیں یا کر سکتے ہیں بتاتے ہیں کہ انہوں نے کیا سیکھا۔ جب چاہیں دیکھیں۔ جواب دینا ضروری نہیں۔",
        "asked_title": "کوئی آپ کی رائے مانگ رہا ہے",
        "asked_text": "ایک ساتھی جاننا چاہتا ہے کہ آپ کے خیال میں وہ تیار ہے یا نہیں۔ یہ صرف آپ، اور جو اور بتا سکتے ہیں، دیکھتے ہیں۔",
        "month_title": "رہنمائی آپ کے لیے کیسی ہے؟",
        "month_text": "ٹھیک، کچھ زیادہ، یا وقفہ چاہیے؟ جواب صرف آپ دیکھتے ہیں، اور جسے آپ چنیں۔",
    },
}


@dataclass(frozen=True, slots=True)
class About:
    key: str
    path: str
    step: int | None = None


def _write(about: About, language: str) -> Words:
    step = say(TEXTS, language, f"step_{about.step}") if about.step else ""
    return Words(
        title=say(TEXTS, language, f"{about.key}_title"),
        text=say(TEXTS, language, f"{about.key}_text", step=step),
        lock_text=say(TEXTS, language, "lock"),
        path=about.path,
    )


def _steps(messages: Sequence[Message], now: dt.datetime) -> Mapping[UUID, About]:
    """A step that they have not taken, turned down or stepped back from; an answer that they were given; the circle that asked them in."""
    at, members = messages[0].organisation_id, {row.member_id for row in messages}
    today = messages[0].member.organisation.local(now).date()
    rows = Step.objects.of(at).filter(member__in=members, stepped_back_from=None)
    rows = rows.filter(Q(not_now_until=None) | Q(not_now_until__lte=today))
    below = {(row.member_id, row.kind): row.number for row in rows}
    ids = {row.about_id for row in messages}
    answered = SignOff.objects.of(at).filter(pk__in=ids, state__in=(SignOff.State.GIVEN, SignOff.State.NOT_YET))
    answers = set(answered.values_list("pk", "member_id"))
    invited = set(CircleInvitation.objects.of(at).filter(member__in=members).values_list("member_id", flat=True))
    found: dict[UUID, About] = {}
    for row in messages:
        if row.facts["what"] == CIRCLE:
            if row.member_id in invited:
                found[row.pk] = About("circle", "/circle")
            continue
        if row.facts["what"] == ANSWERED:
            if (row.about_id, row.member_id) in answers:
                found[row.pk] = About("answered", "/my-steps")
            continue
        number, stands = row.facts["number"], below.get((row.member_id, row.facts["kind"]))
        if stands is not None and stands < number:
            found[row.pk] = About("open", "/my-steps", number)
    return found


def _sign_offs(messages: Sequence[Message], now: dt.datetime) -> Mapping[UUID, About]:
    """The question is open, of a colleague who is still here, and goes to whoever was told: also in place of others."""
    organisation = messages[0].member.organisation
    rows = {
        row.pk: row
        for row in open_questions(organisation_id=organisation.pk).filter(pk__in={row.about_id for row in messages})
    }
    found = around(organisation_id=organisation.pk, today=organisation.local(now).date())
    return {
        row.pk: About("asked", "/my-steps")
        for row in messages
        if row.about_id in rows
        and answers_as(
            rows[row.about_id],
            reader_id=row.member_id,
            organises=row.member_id in found.organisers,
            around=found,
            now=now,
        )
    }


def _month(messages: Sequence[Message], now: dt.datetime) -> Mapping[UUID, About]:
    """In its own month, for who still leads something and has not answered."""
    at, members = messages[0].organisation_id, {row.member_id for row in messages}
    month = first_of_month(messages[0].member.organisation.local(now).date())
    answered = LeadAnswer.objects.of(at).filter(member__in=members, month_date=month)
    said = set(answered.values_list("member_id", flat=True))
    led = programme(organisation_id=at).filter(Q(lead__in=members) | Q(second__in=members)).order_by("pk")
    leads: dict[UUID, UUID] = {}
    for pk, lead, second in led.values_list("pk", "lead_id", "second_id"):
        leads |= {someone: pk for someone in (lead, second) if someone is not None}
    return {
        row.pk: About("month", f"/passing-on/{leads[row.member_id]}")
        for row in messages
        if row.facts["month"] == month.isoformat() and row.member_id not in said and row.member_id in leads
    }


def register() -> None:
    register_kind(Kind(STEPS, _steps, _write, is_private=True))
    register_kind(Kind(SIGN_OFF, _sign_offs, _write))
    register_kind(Kind(LEAD_MONTH, _month, _write, is_private=True))
