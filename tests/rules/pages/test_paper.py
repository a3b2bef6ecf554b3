"""Sign-up sheets and tickets on paper: the date, empty lines or hidden cards, and no name of a member."""

import datetime as dt

import pytest
from django.test import Client
from django_scopes import scope

from aftershift.activities.models import Party
from aftershift.activities.services import joining, paper
from aftershift.core import clock
from tests.factories import MemberFactory, OrganisationFactory, session_key_of
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
CONNECTOR = frozenset({"member", "confirmed", "connector"})


@pytest.fixture
def st_brides():
    return OrganisationFactory()


@pytest.fixture
def rosa(st_brides):
    return MemberFactory(organisation=st_brides, roles=("connector",), called_name="Rosalind")


@pytest.fixture
def ama(st_brides):
    member = MemberFactory(organisation=st_brides, called_name="Amarachi")
    member.card = card_for(member)
    return member


@pytest.fixture
def walk(st_brides):
    with scope(organisation=st_brides.pk):
        lead = MemberFactory(organisation=st_brides, called_name="Danuta")
        activity = ActivityFactory(organisation=st_brides, lead=lead, what_to_bring="A <warm> coat")
        return OccurrenceFactory(activity=activity, places=2, starts_at=clock.now() + dt.timedelta(days=3))


@pytest.fixture
def sheet(walk, rosa):
    with scope(organisation=rosa.organisation_id):
        return paper.hang_sheet(member=rosa, roles=CONNECTOR, occurrence_id=walk.pk, now=clock.now())


def typed(sheet, rosa, whom, guests):
    with scope(organisation=rosa.organisation_id):
        paper.type_line(
            member=rosa,
            roles=CONNECTOR,
            sheet_id=sheet.pk,
            line=1,
            card=whom.card.code,
            guests=guests,
            now=clock.now(),
        )


def printed(member, path, **query):
    headers = {"X-Session-Token": session_key_of(member), "Accept-Language": "en"}
    return Client().get(f"/print/{path}", query, headers=headers)


def test_a_sheet_has_the_date_its_number_and_twenty_numbered_lines(sheet, rosa, walk):
    reply = printed(rosa, f"sheet/{sheet.pk}")
    shown = reply.content.decode()
    assert reply.status_code == 200
    assert "Thursday walk" in shown
    assert "Main door" in shown
    assert shown.count('<th scope="row">') == 20
    assert "Code on your card" in shown
    assert "<svg" in shown
    assert reply.headers["Cache-Control"] == "private, no-store"


def test_a_sheet_speaks_urdu_too(sheet, rosa):
    shown = printed(rosa, f"sheet/{sheet.pk}", lang="ur").content.decode()
    assert 'dir="rtl"' in shown
    assert "کارڈ کا کوڈ" in shown


def test_tickets_hide_the_card_and_name_no_member_but_say_whom_to_ask(sheet, rosa, ama):
    typed(sheet, rosa, ama, Party(adults=1))
    shown = printed(rosa, f"tickets/{sheet.pk}").content.decode()
    assert f"••••-••••-{ama.card.code[-4:]}" in shown
    assert ama.card.code not in shown.replace("-", "")
    assert "Amarachi" not in shown
    assert "Places: 2" in shown
    assert "Danuta" in shown
    assert "A &lt;warm&gt; coat" in shown
    assert "Cannot come?" in shown


def test_who_waits_gets_a_ticket_that_says_so_and_who_left_gets_none(sheet, rosa, ama, st_brides, walk):
    chidi = MemberFactory(organisation=st_brides)
    chidi.card = card_for(chidi)
    typed(sheet, rosa, chidi, Party(adults=1))
    typed(sheet, rosa, ama, Party())
    shown = printed(rosa, f"tickets/{sheet.pk}").content.decode()
    assert shown.count('class="ticket"') == 2
    assert "Waiting list, number 1" in shown
    with scope(organisation=st_brides.pk):
        joining.leave(member=chidi, occurrence_id=walk.pk, now=clock.now())
    shown = printed(rosa, f"tickets/{sheet.pk}").content.decode()
    assert shown.count('class="ticket"') == 1
    assert "Waiting list" not in shown


def test_anybody_prints_their_own_ticket_and_nobody_elses(sheet, rosa, ama, walk):
    typed(sheet, rosa, ama, Party())
    assert printed(ama, f"ticket/{walk.pk}").content.decode().count('class="ticket"') == 1
    assert printed(rosa, f"ticket/{walk.pk}").content.decode().count('class="ticket"') == 0


def test_a_supervisor_is_told_no_name_on_paper_either(sheet, st_brides, walk):
    boss = MemberFactory(organisation=st_brides, roles=("supervisor",))
    with scope(organisation=st_brides.pk):
        joining.join(member=boss, occurrence_id=walk.pk, now=clock.now())
    assert "Danuta" not in printed(boss, f"ticket/{walk.pk}").content.decode()


def test_members_strangers_and_other_hospitals_do_not_get_sheets(sheet, ama):
    elsewhere = MemberFactory(organisation=OrganisationFactory(), roles=("connector",))
    for path in (f"sheet/{sheet.pk}", f"tickets/{sheet.pk}"):
        assert printed(ama, path).status_code == 404
        assert printed(elsewhere, path).status_code == 404
        assert Client().get(f"/print/{path}").status_code == 302
