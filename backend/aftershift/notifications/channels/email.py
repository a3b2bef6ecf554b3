"""E-mail for members who gave an address: what falls together is one letter, and what can wait is one letter a day."""

import smtplib
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from aftershift.notifications.channels import Parcel, Result
from aftershift.notifications.languages import say
from aftershift.notifications.models import Delivery
from aftershift.people.models import Member

State = Delivery.State
SILENT = "django.core.mail.backends.dummy.EmailBackend"
TEXTS = {
    "en": {
        "subject_one": "Something new for you in Aftershift",
        "subject_other": "{count} new things for you in Aftershift",
        "digest_one": "{name}, you have not read this yet ({organisation}):",
        "digest_other": "{name}, you have not read these {count} things yet ({organisation}):",
        "off": "Not by e-mail? Say so here:",
    },
    "pl": {
        "subject_one": "Coś nowego dla Ciebie w Aftershift",
        "subject_few": "{count} nowe wiadomości dla Ciebie w Aftershift",
        "subject_many": "{count} nowych wiadomości dla Ciebie w Aftershift",
        "digest_one": "{name}, jednej wiadomości jeszcze nie znasz ({organisation}):",
        "digest_few": "{name}, {count} wiadomości jeszcze nie znasz ({organisation}):",
        "digest_many": "{name}, {count} wiadomości jeszcze nie znasz ({organisation}):",
        "off": "Nie chcesz e-maili? Powiedz o tym tutaj:",
    },
    "ur": {
        "subject_one": "Aftershift میں آپ کے لیے ایک نئی بات",
        "subject_other": "Aftershift میں آپ کے لیے {count} نئی باتیں",
        "digest_one": "{name}، یہ بات آپ نے ابھی نہیں پڑھی ({organisation}):",
        "digest_other": "{name}، یہ {count} باتیں آپ نے ابھی نہیں پڑھیں ({organisation}):",
        "off": "ای میل نہیں چاہیے؟ یہاں بتائیں:",
    },
}


class Email:
    def is_on(self) -> bool:
        return bool(settings.EMAIL_BACKEND != SILENT)

    def reached(self, members: Collection[Member]) -> set[UUID]:
        return {member.pk for member in members if member.person.email}

    def hand_over(self, parcels: Sequence[Parcel]) -> Mapping[UUID, Result]:
        return post_all({parcel.bundle: letter(parcel) for parcel in parcels})


def post_all(letters: Mapping[UUID, EmailMessage]) -> dict[UUID, Result]:
    """One result for each; where the line itself breaks, the rest waits."""
    found: dict[UUID, Result] = {}
    try:
        with get_connection() as line:
            for key, message in letters.items():
                found[key] = _send(message, line)
    except (OSError, smtplib.SMTPException) as wrong:
        found = {key: Result(State.TEMPORARY_FAILURE, type(wrong).__name__) for key in letters} | found
    return found


def _send(message: EmailMessage, line: BaseEmailBackend) -> Result:
    message.connection = line
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        is_final = bool(codes) and all(code >= 500 for code in codes)
        return Result(State.PERMANENT_FAILURE if is_final else State.TEMPORARY_FAILURE, "SMTPRecipientsRefused")
    except (OSError, smtplib.SMTPException) as wrong:
        return Result(State.TEMPORARY_FAILURE, type(wrong).__name__)
    return Result(State.DELIVERED)


def letter(parcel: Parcel) -> EmailMessage:
    """Plain text in the reader's language. The subject says nothing private; the Message-ID is that of the bundle."""
    member, count = parcel.member, len(parcel.words)
    parts = [f"{words.title}\n{words.text}\n{settings.PUBLIC_URL}{words.path}" for words in parcel.words]
    if parcel.is_digest:
        place = member.organisation.name
        parts.insert(0, say(TEXTS, member.language, "digest", count=count, name=member.called_name, organisation=place))
    parts.append(f"{say(TEXTS, member.language, 'off')} {settings.PUBLIC_URL}/message-choices")
    return email_of(
        parcel.bundle, say(TEXTS, member.language, "subject", count=count), parts, to=member.person.email or ""
    )


def email_of(key: UUID, subject: str, parts: Sequence[str], *, to: str) -> EmailMessage:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return EmailMessage(
        subject=subject,
        body="\n\n".join(parts) + "\n",
        to=[to],
        headers={"Message-ID": f"<{key}@{host}>", "Auto-Submitted": "auto-generated"},
    )
