"""The month to hang up: the listed dates of one month by the wall clock, in English and Urdu, and nobody's name."""

import datetime as dt

import pytest
from django.test import Client
from django_scopes import scope

from tests.factories import MemberFactory, OrganisationFactory, SiteFactory, session_key_of, statements
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory(name="St Bride's"), called_name="Zuleika")


def date(member, title, at, *, state="published", **activity):
    made = ActivityFactory(organisation=member.organisation, title=title, lead=member, **activity)
    return OccurrenceFactory(activity=made, starts_at=dt.datetime.fromisoformat(f"{at}:00+00:00"), state=state)


def sheet(member, language="en", **query):
    headers = {"X-Session-Token": session_key_of(member), "Accept-Language": language}
    return Client().get("/print/month", query, headers=headers)


def test_it_holds_the_listed_dates_of_that_month_by_the_wall_clock(ama):
    date(ama, "Last of March", "2026-03-31T22:30")  # 23:30 in London: still March
    date(ama, "Night of April", "2026-03-31T23:30")  # half past midnight on 1 April
    date(ama, "<Walk>", "2026-04-09T14:30")
    date(ama, "Planned", "2026-04-10T14:30", state="planned")
    date(ama, "Just us", "2026-04-11T14:30", is_programme=False)
    date(ama, "Off", "2026-04-12T14:30", state="cancelled")
    date(ama, "May", "2026-05-01T14:30")
    text = sheet(ama, month="2026-04").content.decode()
    assert "What is on in April 2026" in text
    assert "Thursday 9 April" in text
    assert "15:30 – 16:15" in text
    assert "&lt;Walk&gt;" in text
    assert "00:30 – 01:15" in text
    assert text.count("Called off:") == 1
    for absent in ("Last of March", "Planned", "Just us", "May</bdi>", "Zuleika"):
        assert absent not in text
    assert text.count('role="img"') == 1


def test_a_date_with_words_of_its_own_says_them(ama):
    walk = date(ama, "Walk", "2026-04-09T14:30")
    with scope(organisation=ama.organisation_id):
        type(walk).objects.filter(pk=walk.pk).update(its_title="Short walk", its_meeting_place="The back gate")
    text = sheet(ama, month="2026-04").content.decode()
    assert "Short walk" in text
    assert "The back gate" in text


def test_it_can_be_of_one_site(ama):
    north = SiteFactory(organisation=ama.organisation, name="North")
    date(ama, "Here", "2026-04-09T14:30", site=north)
    date(ama, "Elsewhere", "2026-04-09T14:30")
    text = sheet(ama, month="2026-04", site=str(north.pk)).content.decode()
    assert "Here</bdi>" in text
    assert "North</bdi>" in text
    assert "Elsewhere" not in text


def test_it_is_in_urdu_from_right_to_left(ama):
    date(ama, "Walk", "2026-04-09T14:30")
    text = sheet(ama, "ur", month="2026-04").content.decode()
    assert '<html lang="ur" dir="rtl">' in text
    assert "میں کیا ہو رہا ہے" in text
    assert "What is on" not in text


def test_without_a_month_it_is_this_one_and_says_when_nothing_is_on(ama):
    assert "Nothing is on in this month." in sheet(ama).content.decode()


@pytest.mark.parametrize(
    "query", [{"month": "2026-13"}, {"month": "next"}, {"month": "0001-01"}, {"month": "9999-12"}, {"site": "north"}]
)
def test_what_is_no_month_or_site_is_not_found(ama, query):
    assert sheet(ama, **query).status_code == 404


@pytest.mark.unscoped
def test_a_site_of_another_organisation_is_not_found():
    with scope(organisation=(there := OrganisationFactory()).pk):
        site = SiteFactory(organisation=there)
    with scope(organisation=(here := OrganisationFactory()).pk):
        reader = MemberFactory(organisation=here)
    assert sheet(reader, site=str(site.pk)).status_code == 404


def test_who_is_not_signed_in_is_asked_to(ama):
    assert Client().get("/print/month")["Location"] == "/sign-in"


def test_a_long_month_takes_no_more_statements(ama):
    date(ama, "Walk", "2026-04-09T14:30")
    few = statements(lambda: sheet(ama, month="2026-04"))
    for day in range(10, 28):
        date(ama, "Walk", f"2026-04-{day}T14:30")
    assert statements(lambda: sheet(ama, month="2026-04")) == few
