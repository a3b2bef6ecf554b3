"""A list on paper, an emergency card with nothing on it, and the page that an address at home answers on."""

import pytest
from django.test import Client
from django_scopes import scope

from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors.home import link_token
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, session_key_of
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosa():
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def walk(rosa):
    with scope(organisation=rosa.organisation_id):
        activity = ActivityFactory(organisation=rosa.organisation, lead=rosa, is_on_site=False, title="<Hill> walk")
        return OccurrenceFactory(activity=activity)


@pytest.fixture
def contact(walk, rosa):
    with scope(organisation=rosa.organisation_id):
        return HomeContact.objects.create(
            organisation=rosa.organisation,
            occurrence=walk,
            rank=1,
            email="home@example.org",
            asked_at=MONDAY_9AM,
        )


def opened_by(member, path):
    return Client().get(path, headers={"X-Session-Token": session_key_of(member), "Accept-Language": "en"})


def test_the_printed_list_has_every_item_with_its_id_and_says_its_version(rosa, walk):
    page = opened_by(rosa, f"/print/checklist/{walk.pk}").content.decode()
    for item in ("C-B1", "C-D1", "C-A3", "EW-B1", "EW-D3", "EW-A1"):
        assert f"<b>{item}</b>" in page
    assert "end-of-shift-walk 1" in page
    assert "&lt;Hill&gt; walk" in page


def test_who_does_not_run_it_gets_no_list(rosa, walk):
    other = MemberFactory(organisation=rosa.organisation)
    assert opened_by(other, f"/print/checklist/{walk.pk}").status_code == 404
    assert Client().get(f"/print/checklist/{walk.pk}").status_code == 302


@pytest.mark.parametrize("language", ["en", "ur"])
def test_the_emergency_card_is_empty_and_asks_nobody_who_they_are(language):
    reply = Client().get(f"/print/emergency-card?lang={language}")
    assert reply.status_code == 200
    assert "______" in reply.content.decode()
    assert not reply.cookies


def test_an_address_says_yes_by_a_button_not_by_opening_the_link(contact):
    path = f"/at-home/{link_token(contact)}"
    page = Client().get(path).content.decode()
    assert state_of(contact) == "asked"
    for private in ("Hill", "Main door", "home@example.org"):
        assert private not in page
    for says, state in (("yes", "confirmed"), ("no", "declined"), ("anything", "declined"), ("heard", "declined")):
        assert Client().post(path, {"says": says}).status_code in (200, 404)
        assert state_of(contact) == state


def test_after_an_alert_the_page_says_so_and_takes_that_they_are_safe(contact):
    with scope(organisation=contact.organisation_id):
        HomeContact.objects.filter(pk=contact.pk).update(state="confirmed")
        OverdueStep.objects.create(
            organisation=contact.organisation, occurrence=contact.occurrence, step="first", at=MONDAY_9AM
        )
    path = f"/at-home/{link_token(contact)}"
    assert 'value="heard"' in Client().get(path).content.decode()
    assert 'value="heard"' not in Client().post(path, {"says": "heard"}).content.decode()
    with scope(organisation=contact.organisation_id):
        assert OverdueStep.objects.filter(step="over").count() == 1


@pytest.mark.parametrize("token", ["x", "a:b:c", "🙂", "a" * 3000])
def test_a_link_that_is_none_is_a_page_that_says_so(token):
    assert Client().get(f"/at-home/{token}").status_code == 404


def state_of(contact):
    with scope(organisation=contact.organisation_id):
        return HomeContact.objects.get(pk=contact.pk).state
