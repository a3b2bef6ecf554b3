"""Who next: after a date its page says who leads the next one and which small roles are free, and names nobody."""

import datetime as dt

import pytest

from aftershift.core import clock
from aftershift.leading.models import DateRole
from tests.factories import MemberFactory, same_query_count, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.leading.series import a_date, led_by, weekly_walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(monkeypatch):
    """A weekly walk that Rosa leads with Ben; Thursday's is over."""
    monkeypatch.setattr(clock, "now", lambda: THURSDAY_1530 + dt.timedelta(hours=2))
    walk = weekly_walk()
    rosa, ben = (MemberFactory(organisation=walk.organisation, called_name=name) for name in ("Rosa", "Ben"))
    led_by(walk, rosa, ben)
    walk.refresh_from_db()
    return walk


@pytest.fixture
def over(walk):
    return a_date(walk, state="closed")


def said(member, date):
    reply = signed_in(member).get(f"/api/v1/occurrences/{date.pk}/who-next")
    assert reply.status_code == 200
    assert "Rosa" not in reply.content.decode()
    return reply.json()["coming"]


def held(member, date, role):
    then = {"queued_at": date.revised_at, "changed_at": date.revised_at}
    date.sign_ups.get_or_create(
        organisation_id=date.organisation_id, member=member, defaults={"status": "placed"} | then
    )
    DateRole.objects.create(
        organisation_id=date.organisation_id,
        occurrence=date,
        member=member,
        role=role,
        state="held",
    )


def test_it_names_the_next_date_its_leaders_and_its_free_roles(walk, over):
    coming = a_date(walk, 1)
    a_date(walk, 2)
    ama, chidi = (MemberFactory(organisation=walk.organisation) for _ in range(2))
    held(chidi, coming, "greet")
    shown = said(ama, over)
    assert (shown["next_id"], shown["has_lead"], shown["has_second"]) == (str(coming.pk), True, True)
    assert shown["free"] == ["kit", "back_marker", "photos", "register", "phone_tree"]


def test_whoever_came_is_invited_to_what_they_have_not_tried(walk, over):
    a_date(walk, 1)
    ama = MemberFactory(organisation=walk.organisation)
    assert said(ama, over)["try_it"] == "greet"
    held(ama, over, "greet")
    assert said(ama, over)["try_it"] == "kit"


def test_whoever_runs_it_is_shown_whom_to_ask_and_whose_turn_it_is(walk, over):
    a_date(walk, 1)
    shown = said(walk.lead, over)
    assert (shown["may_ask"], shown["try_it"], shown["turn_is_somebody_elses"]) == (True, None, False)
    for week in (2, 3):
        a_date(weekly_walk(organisation=walk.organisation, lead=walk.lead), week - 2)
    assert said(walk.lead, over)["turn_is_somebody_elses"] is True
    assert said(walk.second, over)["turn_is_somebody_elses"] is False


def test_it_says_that_nobody_leads_the_next_and_nothing_when_no_date_comes(walk, over):
    ama = MemberFactory(organisation=walk.organisation)
    assert said(ama, over) is None
    a_date(walk, 1)
    led_by(walk, None, None)
    assert (said(ama, over)["has_lead"], said(ama, over)["has_second"]) == (False, False)


def test_another_hospital_sees_nothing(over):
    assert signed_in(MemberFactory()).get(f"/api/v1/occurrences/{over.pk}/who-next").status_code == 404


def test_it_takes_the_same_statements_for_one_date_and_for_twenty(walk, over):
    client = signed_in(walk.lead)
    weeks = iter(range(1, 40))

    def dates(count):
        for _ in range(count):
            held(MemberFactory(organisation=walk.organisation), a_date(walk, next(weeks)), "kit")

    same_query_count(
        few=lambda: dates(1), many=lambda: dates(12), read=lambda: client.get(f"/api/v1/occurrences/{over.pk}/who-next")
    )
