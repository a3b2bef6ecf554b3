""" "I know this person" (DESIGN 4)."""

import datetime as dt

import pytest

from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.core.events import subscribe
from aftershift.people import limits, selectors
from aftershift.people.errors import ConfirmedEnoughToday, NotYourself
from aftershift.people.events import MemberConfirmed
from aftershift.people.models import Confirmation, Member
from aftershift.people.services import confirming
from tests.factories import (
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    colleagues,
    same_query_count,
    signed_in,
)
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def st_brides():
    return OrganisationFactory()


def say(member, by, *, now=MONDAY_9AM):
    return confirming.confirm(member_id=member.pk, by=by, now=now)


@pytest.mark.parametrize("role", ["connector", "organiser"])
def test_a_connector_or_organiser_is_enough_alone(st_brides, role):
    ama = MemberFactory(organisation=st_brides, confirmed=False)
    rosa = MemberFactory(organisation=st_brides, roles=(role,))
    heard = []
    subscribe(MemberConfirmed, heard.append)
    assert say(ama, rosa).confirmed_at == MONDAY_9AM
    assert [e.member_id for e in heard if e.member_id == ama.pk] == [ama.pk]
    kept = Confirmation.objects.of(st_brides.pk).get()
    assert (kept.member, kept.by, kept.said_date) == (ama, rosa, MONDAY_9AM.date())


def test_somebody_who_leads_is_enough_alone(st_brides, monkeypatch):
    ama = MemberFactory(organisation=st_brides, confirmed=False)
    kofi = MemberFactory(organisation=st_brides)
    monkeypatch.setattr(selectors, "_role_sources", [])
    selectors.register_role_source(lambda member: {"lead"} if member.pk == kofi.pk else set())
    assert say(ama, kofi).is_confirmed


def test_it_takes_two_other_colleagues(st_brides):
    ama = MemberFactory(organisation=st_brides, confirmed=False)
    ben, chidi = colleagues(st_brides, 2)
    assert not say(ama, ben).is_confirmed
    assert not say(ama, ben).is_confirmed, "one colleague saying it twice is one"
    assert say(ama, chidi).is_confirmed


def test_an_organiser_with_only_a_pin_counts_as_one_of_two(st_brides):
    ama = MemberFactory(organisation=st_brides, confirmed=False)
    bashir = MemberFactory(organisation=st_brides, roles=("organiser",))
    bashir.with_second_factor = False
    assert not say(ama, bashir).is_confirmed


def test_new_members_confirm_nobody_and_nobody_confirms_themselves(st_brides):
    ama, ben = colleagues(st_brides, 2, confirmed=False)
    with pytest.raises(NotAllowed):
        say(ama, ben)
    kofi = MemberFactory(organisation=st_brides)
    with pytest.raises(NotYourself):
        say(kofi, kofi)
    assert not Confirmation.objects.of(st_brides.pk).exists()


def test_twenty_a_day(st_brides):
    rosa = MemberFactory(organisation=st_brides, roles=("connector",))
    people = colleagues(st_brides, limits.CONFIRMATIONS_A_DAY + 1, confirmed=False)
    for person in people[:-1]:
        say(person, rosa)
    with pytest.raises(ConfirmedEnoughToday):
        say(people[-1], rosa)
    assert not Member.objects.of(st_brides.pk).get(pk=people[-1].pk).is_confirmed
    assert say(people[0], rosa).is_confirmed, "said before: no new one"
    assert say(people[-1], rosa, now=MONDAY_9AM + dt.timedelta(days=1)).is_confirmed


def test_nobody_confirms_across_organisations_or_somebody_who_left(st_brides):
    rosa = MemberFactory(organisation=st_brides, roles=("connector",))
    gone = MemberFactory(organisation=st_brides, confirmed=False, left_at=MONDAY_9AM)
    elsewhere = MemberFactory(confirmed=False, organisation=OrganisationFactory())
    for person in (gone, elsewhere):
        with pytest.raises(NotVisible):
            say(person, rosa)


def test_by_the_others_card_scanned_or_typed(st_brides):
    ama = MemberFactory(organisation=st_brides, confirmed=False)
    rosa = MemberFactory(organisation=st_brides, roles=("connector",))
    card = card_for(ama)
    reply = signed_in(rosa).send(
        "POST", "/api/v1/confirmations-by-card", {"card": f"https://x.example/card#{card.code.lower()}"}, once=True
    )
    assert reply.status_code == 201
    assert reply.json() == {"id": str(ama.pk), "called_name": ama.called_name, "is_confirmed": True}
    unknown = signed_in(rosa).send("POST", "/api/v1/confirmations-by-card", {"card": "0000"}, once=True)
    assert unknown.status_code == 404


def test_the_list_of_new_members_is_for_those_who_can_help(st_brides):
    ama = MemberFactory(organisation=st_brides, confirmed=False, called_name="Ama")
    connector = MemberFactory(organisation=st_brides, roles=("connector",))
    reply = signed_in(connector).get("/api/v1/members/new")
    assert reply.json()["results"] == [{"id": str(ama.pk), "called_name": "Ama", "joined_date": "2026-01-05"}]
    assert signed_in(MemberFactory(organisation=st_brides)).get("/api/v1/members/new").status_code == 403


def test_the_list_takes_as_many_statements_for_many_as_for_few(st_brides):
    connector = MemberFactory(organisation=st_brides, roles=("connector",))
    client = signed_in(connector)
    same_query_count(
        few=lambda: colleagues(st_brides, 1, confirmed=False),
        many=lambda: colleagues(st_brides, 20, confirmed=False),
        read=lambda: client.get("/api/v1/members/new"),
    )
