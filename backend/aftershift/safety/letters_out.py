"""What a letter says to an address that is at home for a group, and whether it is still true."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from aftershift.activities.models import Occurrence
from aftershift.notifications.languages import say
from aftershift.notifications.letter_kinds import Written, register_letter
from aftershift.notifications.models import Letter
from aftershift.safety.messages_out import ASKED, OVERDUE, SAFE, SITE, About, Out, text_of
from aftershift.safety.models import HomeContact
from aftershift.safety.out_texts import LETTER
from aftershift.safety.selectors import home as selectors

KIND = "home"
Contact, State = HomeContact.State, Occurrence.State


def _write(letters: Sequence[Letter], now: dt.datetime) -> dict[UUID, Written]:
    """An address that was taken off, or changed, has another row or none: it hears nothing more."""
    out = Out(letters)
    wanted = {letter.facts["contact"] for letter in letters}
    rows = HomeContact.objects.of(letters[0].organisation_id).filter(pk__in=wanted).exclude(email="")
    contacts = {str(row.pk): row for row in rows.select_related("asked_by")}
    found: dict[UUID, Written] = {}
    for letter in letters:
        contact, date = contacts.get(letter.facts["contact"]), out.dates.get(letter.about_id)
        if contact is not None and date is not None and _is_true(letter.facts["what"], contact, date, out, now):
            found[letter.pk] = _written(contact, About(letter.facts["what"], date, out.back_at(date), out.phone(date)))
    return found


def _is_true(what: str, contact: HomeContact, date: Occurrence, out: Out, now: dt.datetime) -> bool:
    if what == ASKED:
        is_coming = (date.state == State.PLANNED or selectors.is_awaited(date)) and out.back_at(date) > now
        return is_coming and contact.state == Contact.ASKED
    if what in (OVERDUE, SITE):
        return contact.state == Contact.CONFIRMED and out.is_missing(date, now)
    return date.pk in out.over


def _written(contact: HomeContact, about: About) -> Written:
    """In the language of whoever asked, who knows the reader. The subject names nobody and no place."""
    language = contact.asked_by.language if contact.asked_by else "en"
    do = say(LETTER, language, "all_well" if about.what == SAFE else "press" if about.what == ASKED else "heard")
    link = f"{settings.PUBLIC_URL}/at-home/{selectors.link_token(contact)}"
    parts = [about.date.title, text_of(about, language), f"{do}\n{link}" if about.what != SAFE else do]
    return Written(contact.email, say(LETTER, language, f"subject_{about.what}"), parts)


def register() -> None:
    register_letter(KIND, _write)
