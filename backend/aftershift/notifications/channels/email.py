"""E-mail for members who gave an address: what falls together is one letter."""

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
        "off": "Not by e-mail? Say so here:",
    },
    "pl": {
        "subject_one": "Coś nowego dla Ciebie w Aftershift",
        "subject_few": "{count} nowe wiadomości dla Ciebie w Aftershift",
        "subject_many": "{count} nowych wiadomości dla Ciebie w Aftershift",
        "off": "Nie chcesz e-maili? Powiedz o tym tutaj:",
    },
    "ur": {
        "subject_one": "Aftershift میں آپ کے لیے ایک نئی بات",
        "subject_other": "Aftershift میں آپ کے لیے {count} نئی باتیں",
        "off": "ای میل نہیں چاہیے؟ یہاں بتائیں:",
    },
}


class Email:
    def is_on(self) -> bool:
        return bool(settings.EMAIL_BACKEND != SILENT)

    def reached(self, members: Collection[Member]) -> set[UUID]:
        return {member.pk for member in members if member.person.email}

    def hand_over(self, parcels: Sequence[Parcel]) -> Mapping[UUID, Result]:
        found: dict[UUID, Result] = {}
        try:
            with get_connection() as line:
                for parcel in parcels:
                    found[parcel.bundle] = _send(letter(parcel), line)
        except (OSError, smtplib.SMTPException) as wrong:  # the line itself: the rest waits
            found = {parcel.bundle: Result(State.TEMPORARY_FAILURE, type(wrong).__name__) for parcel in parcels} | found
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
    language = parcel.member.language
    parts = [f"{words.title}\n{words.text}\n{settings.PUBLIC_URL}{words.path}" for words in parcel.words]
    parts.append(f"{say(TEXTS, language, 'off')} {settings.PUBLIC_URL}/messages")
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return EmailMessage(
        subject=say(TEXTS, language, "subject", count=len(parcel.words)),
        body="\n\n".join(parts) + "\n",
        to=[parcel.member.person.email or ""],
        headers={"Message-ID": f"<{parcel.bundle}@{host}>", "Auto-Submitted": "auto-generated"},
    )
