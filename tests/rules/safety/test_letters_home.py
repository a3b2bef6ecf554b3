"""An address at home gets letters: a question with its link, an alert with whom to phone, and that all is well."""

import re
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from aftershift.organisations.models import Site
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.services import emergency, home
from tests.factories import MONDAY_9AM
from tests.rules.safety.test_gates import ORGANISER
from tests.rules.safety.test_safe2_home import BACK, MINUTE, Trip, at

pytestmark = pytest.mark.django_db
__all__ = ["at"]  # a fixture: the worker at a moment
HOME = "home@example.org"


@pytest.fixture
def post(django_capture_on_commit_callbacks, mailoutbox):
    """Do something, commit, and return the letters of it."""

    def run(do):
        mailoutbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return list(mailoutbox)

    return run


def says_yes(trip):
    asked = trip.ask(email=HOME)
    home.answer_by_link(token=selectors.link_token(asked), says_yes=True, now=MONDAY_9AM)


def test_an_address_is_asked_once_by_a_letter_whose_link_counts_as_its_yes(post):
    trip = Trip()
    (letter,) = post(lambda: trip.ask(email=HOME))
    assert post(lambda: trip.ask(email=HOME)) == []
    assert (letter.to, letter.subject) == ([HOME], "A question from Aftershift")
    assert trip.date.title in letter.body
    (path,) = re.findall(r"(/at-home/\S+)", letter.body)
    assert Client().post(path, {"says": "yes"}).status_code == 200
    assert HomeContact.objects.get().state == "confirmed"


def test_a_colleague_gets_no_letter_of_this_kind(post):
    trip = Trip()
    assert post(lambda: trip.ask(trip.ama)) == []


def test_an_address_that_said_yes_is_told_once_and_at_the_end_whom_to_phone(post, at):
    trip = Trip()
    says_yes(trip)
    site = Site.objects.create(organisation=trip.organisation, name="Main")
    emergency.set_help_number(
        member=trip.olu, roles=ORGANISER, site_id=site.pk, name="Duty", number="020 7946 0000", now=MONDAY_9AM
    )
    trip.sets_off()
    (letter,) = post(lambda: at(BACK + 31 * MINUTE))
    assert letter.subject == "Please read now: Aftershift"
    assert "Phone Duty: 020 7946 0000." in letter.body
    assert selectors.link_token(HomeContact.objects.get()) in letter.body
    assert post(lambda: at(BACK + 32 * MINUTE)) == []
    (last,) = post(lambda: at(BACK + 62 * MINUTE))
    assert "nobody has heard from them" in last.body


def test_it_hears_that_all_is_well_only_after_an_alert(post, at):
    trip = Trip()
    says_yes(trip)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    token = selectors.link_token(HomeContact.objects.get())
    (letter,) = post(lambda: home.say_heard_by_link(token=token, now=BACK + 40 * MINUTE))
    assert (letter.to, letter.subject) == ([HOME], "All is well: Aftershift")
    assert "/at-home/" not in letter.body


def test_an_address_that_has_not_answered_is_never_told_of_an_alert(post, at):
    trip = Trip()
    trip.ask(email=HOME)
    trip.sets_off()
    assert post(lambda: at(BACK + 31 * MINUTE)) == []


def test_a_refusing_post_office_does_not_keep_the_next_one_from_being_told(post, at, monkeypatch):
    trip = Trip()
    says_yes(trip)
    trip.has(trip.ben, 2)
    trip.sets_off()

    def refuse(self, messages):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    post(lambda: at(BACK + 31 * MINUTE))
    post(lambda: at(BACK + 62 * MINUTE))
    assert set(OverdueStep.objects.values_list("step", flat=True)) == {"first", "second"}
