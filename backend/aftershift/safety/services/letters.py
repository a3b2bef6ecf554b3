"""Letters to an address that is at home for a group and belongs to no member. Listeners.

A letter leaves once the change is written down, outside its transaction: an alert that the post refuses must not keep
the next one from being told. One that fails is not tried again; the question then stays unanswered, which the lead
sees, and the alert goes on to the next one half an hour later.
"""

import datetime as dt
import smtplib
from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from aftershift.notifications.languages import say
from aftershift.safety.events import GroupIsSafe, GroupOverdue, HomeContactAsked
from aftershift.safety.messages_out import ASKED, OVERDUE, SAFE, SITE, About, text_of
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.out_texts import LETTER
from aftershift.safety.selectors import home as selectors

log = structlog.get_logger(__name__)


def write_to_who_is_asked(event: HomeContactAsked) -> None:
    _write(event.organisation_id, [event.contact_id], lambda it: About(ASKED, it.occurrence, _back_at(it)))


def write_it_is_overdue(event: GroupOverdue) -> None:
    what = SITE if event.step == OverdueStep.Step.SITE else OVERDUE
    phone = (event.help_name, event.help_number) if event.help_number else None
    _write(event.organisation_id, event.contact_ids, lambda it: About(what, it.occurrence, _back_at(it), phone))


def write_they_are_safe(event: GroupIsSafe) -> None:
    _write(event.organisation_id, event.contact_ids, lambda it: About(SAFE, it.occurrence, _back_at(it)))


def _back_at(contact: HomeContact) -> dt.datetime:
    return selectors.standing(occurrence=contact.occurrence).back_at


def _write(organisation_id: UUID, contact_ids: Iterable[UUID], tell: Callable[[HomeContact], About]) -> None:
    rows = HomeContact.objects.of(organisation_id).filter(pk__in=list(contact_ids)).exclude(email="")
    for contact in rows.select_related("occurrence__activity__organisation", "asked_by"):
        transaction.on_commit(partial(_post, letter(contact, tell(contact))))


def letter(contact: HomeContact, about: About) -> EmailMessage:
    """In the language of whoever asked, who knows the reader. The subject names nobody and no place."""
    language = contact.asked_by.language if contact.asked_by else "en"
    do = say(LETTER, language, "all_well" if about.what == SAFE else "press" if about.what == ASKED else "heard")
    link = f"{settings.PUBLIC_URL}/at-home/{selectors.link_token(contact)}"
    parts = [about.date.title, text_of(about, language), f"{do}\n{link}" if about.what != SAFE else do]
    return EmailMessage(
        subject=say(LETTER, language, f"subject_{about.what}"),
        body="\n\n".join(parts) + "\n",
        to=[contact.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


def _post(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as wrong:
        log.warning("letter_home_failed", fault=type(wrong).__name__)
