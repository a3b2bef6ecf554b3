"""An address at home gets letters: a question with its link, an alert with whom to phone, and that all is well."""

import re
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from aftershift.notifications import tasks as worker
from aftershift.notifications.models import Letter
from aftershift.notifications.services import letters
from aftershift.organisations.models import Site
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.services import emergency, home
from tests.factories import MONDAY_9AM
from tests.rules.safety.test_gates import MEMBER, ORGANISER
from tests.rules.safety.test_safe2_home import BACK, MINUTE, at
from tests.rules.safety.test_safe2_home import Trip as _Trip

pytestmark = pytest.mark.django_db
__all__ = ["at"]  # a fixture: the worker at a moment
HOME = "home@example.org"


class Trip(_Trip):
    last: "Trip"

    def __init__(self):
        super().__init__()
        Trip.last = self


@pytest.fixture
def post(mailoutbox):
    """Do something, let the worker hand over, and return the letters of it."""

    def run(do, now=MONDAY_9AM):
        mailoutbox.clear()
        do()
        assert mailoutbox == [], "the worker's work, not the request's"
        while worker.send_letters_of(organisation_id=Trip.last.organisation.pk, now=now):
            pass
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
    (letter,) = post(lambda: at(BACK + 31 * MINUTE), BACK + 31 * MINUTE)
    assert letter.subject == "Please read now: Aftershift"
    assert "Phone Duty: 020 7946 0000." in letter.body
    (token,) = re.findall(r"/at-home/(\S+)", letter.body)  # its last part names the second in which it was written
    assert selectors.contact_of_link(token) == HomeContact.objects.get()
    assert post(lambda: at(BACK + 32 * MINUTE), BACK + 32 * MINUTE) == []
    (last,) = post(lambda: at(BACK + 62 * MINUTE), BACK + 62 * MINUTE)
    assert "nobody has heard from them" in last.body


def test_it_hears_that_all_is_well_only_after_an_alert(post, at):
    trip = Trip()
    says_yes(trip)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    token = selectors.link_token(HomeContact.objects.get())
    (letter,) = post(lambda: home.say_heard_by_link(token=token, now=BACK + 40 * MINUTE), BACK + 40 * MINUTE)
    assert (letter.to, letter.subject) == ([HOME], "All is well: Aftershift")
    assert "/at-home/" not in letter.body


def test_an_address_that_has_not_answered_is_never_told_of_an_alert(post, at):
    trip = Trip()
    trip.ask(email=HOME)
    trip.sets_off()
    assert post(lambda: at(BACK + 31 * MINUTE), BACK + 31 * MINUTE) == []


def refuse(self, messages):
    raise smtplib.SMTPServerDisconnected


def test_a_refusing_post_office_does_not_keep_the_next_one_from_being_told(post, at, monkeypatch):
    trip = Trip()
    says_yes(trip)
    trip.has(trip.ben, 2)
    trip.sets_off()
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    post(lambda: at(BACK + 31 * MINUTE), BACK + 31 * MINUTE)
    post(lambda: at(BACK + 62 * MINUTE), BACK + 62 * MINUTE)
    assert set(OverdueStep.objects.values_list("step", flat=True)) == {"first", "second"}


def test_a_letter_that_the_post_refused_is_handed_over_again_with_the_same_id(post, at):
    trip = Trip()
    says_yes(trip)
    trip.sets_off()
    with pytest.MonkeyPatch.context() as closed:
        closed.setattr(EmailBackend, "send_messages", refuse)
        assert post(lambda: at(BACK + 31 * MINUTE), BACK + 31 * MINUTE) == []
    row = Letter.objects.get(facts__what="overdue")
    assert (row.state, row.attempts, row.last_error) == ("temporary-failure", 1, "SMTPServerDisconnected")
    assert post(lambda: None, BACK + 31 * MINUTE) == []
    (letter,) = post(lambda: None, BACK + 32 * MINUTE)
    assert str(row.pk) in letter.extra_headers["Message-ID"]
    assert post(lambda: None, BACK + 40 * MINUTE) == []


def test_a_letter_whose_worker_was_killed_goes_out_again_known_by_its_id(post, at):
    trip = Trip()
    says_yes(trip)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    late = letters.take(organisation_id=trip.organisation.pk, now=BACK + 31 * MINUTE)
    assert post(lambda: None, BACK + 32 * MINUTE) == [], "the killed one's lease"
    (letter,) = post(lambda: None, BACK + 31 * MINUTE + letters.LEASE)
    assert {str(key) for key in late.written} == {letter.extra_headers["Message-ID"].strip("<>").split("@")[0]}
    letters.record(organisation_id=trip.organisation.pk, claimed=late, results={}, now=BACK + 40 * MINUTE)
    assert Letter.objects.get(facts__what="overdue").state == "delivered"


def test_a_letter_says_what_is_true_when_it_leaves(post, at):
    """RULE-52: they came back while the post was closed."""
    trip = Trip()
    says_yes(trip)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    token = selectors.link_token(HomeContact.objects.get())
    home.say_heard_by_link(token=token, now=BACK + 40 * MINUTE)
    (letter,) = post(lambda: None, BACK + 41 * MINUTE)
    assert letter.subject == "All is well: Aftershift"
    assert Letter.objects.get(facts__what="overdue").state == "dropped"


def test_an_address_that_was_taken_off_hears_nothing_more(post, at):
    trip = Trip()
    trip.ask(email=HOME)
    home.drop_contact(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, rank=1)
    assert post(lambda: None) == []


def test_a_letter_keeps_no_address():
    Trip().ask(email=HOME)
    row = Letter.objects.get()
    assert "@" not in " ".join(str(getattr(row, field.attname)) for field in Letter._meta.concrete_fields)
