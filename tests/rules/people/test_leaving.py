"""Leaving means gone; being forgotten means erased (Q-S6, DESIGN 3 seam 5)."""

import datetime as dt

import pytest
from django.apps import apps

from aftershift.core.events import subscribe
from aftershift.core.models import Outcome
from aftershift.core.services import once
from aftershift.people import codes
from aftershift.people.events import MemberErased, MemberLeft
from aftershift.people.models import Card, Member, Person, Session
from aftershift.people.services import clearing, confirming, leaving, recovering, sessions
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, session_key_of, signed_in
from tests.rules.people.world import card_for, web

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama():
    return MemberFactory(organisation=OrganisationFactory(), called_name="Amaqwertz")


def everything() -> str:
    return "".join(repr(list(model._base_manager.values_list())) for model in apps.get_models())


def test_who_leaves_is_signed_out_everywhere_and_others_hear_of_it(ama):
    clients = [signed_in(ama) for _ in range(3)]
    heard = []
    subscribe(MemberLeft, heard.append)
    leaving.leave(member=ama, now=MONDAY_9AM)
    leaving.leave(member=ama, now=MONDAY_9AM)
    assert [e for e in heard if e.member_id == ama.pk] == [MemberLeft(ama.organisation_id, ama.pk, MONDAY_9AM)]
    assert [c.get("/api/v1/session").status_code for c in clients] == [401, 401, 401]
    assert not Session.objects.filter(member_id=ama.pk).exists()


def test_who_is_forgotten_leaves_no_trace(ama):
    card = card_for(ama)
    ama.person.email = "amaqwertz@example.org"
    ama.person.save()
    signed_in(ama, device="Amas phone")
    rosa = MemberFactory(organisation=ama.organisation, roles=("connector",))
    new = MemberFactory(organisation=ama.organisation, confirmed=False)
    confirming.confirm(member_id=new.pk, by=ama, now=MONDAY_9AM)
    recovering.ask(card=card.code, pin="739155", address="ward 3", now=MONDAY_9AM)
    once(
        organisation_id=ama.organisation_id,
        member_id=ama.pk,
        key=ama.pk,
        request=b"x",
        today=MONDAY_9AM.date(),
        status=201,
        effect=lambda: ama.pk,
    )
    person = ama.person_id
    heard = []
    subscribe(MemberErased, heard.append)
    leaving.forget_member(member=ama, now=MONDAY_9AM)
    left = everything()
    for trace in ("Amaqwertz", "amaqwertz@example.org", card.code, str(ama.pk), repr(ama.pk), repr(person)):
        assert trace not in left
    assert [e.member_id for e in heard if e.member_id == ama.pk] == [ama.pk]
    assert set(Member.objects.of(rosa.organisation_id)) == {rosa, new}


def test_a_person_with_another_membership_keeps_it(ama):
    from django_scopes import scope

    elsewhere = OrganisationFactory()
    with scope(organisation=elsewhere.pk):
        other = MemberFactory(organisation=elsewhere, person=ama.person)
        card = card_for(other)
    leaving.forget_member(member=ama, now=MONDAY_9AM)
    assert Person.objects.filter(pk=other.person_id).exists()
    assert Card.objects.filter(pk=card.pk).exists()
    assert signed_in(other).get("/api/v1/session").status_code == 200


def test_i_can_see_and_take_away_everything_about_me(ama):
    client = signed_in(ama)
    data = client.get("/api/v1/me/data").json()
    assert data["people"]["called_name"] == "Amaqwertz"
    gone = client.delete("/api/v1/me")
    assert gone.status_code == 204
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    assert not Member.objects.of(ama.organisation_id).exists()


def test_my_settings_change_only_with_the_version_i_read(ama):
    client = signed_in(ama)
    read = client.get("/api/v1/me")
    assert client.send("PATCH", "/api/v1/me", {"called_name": "Ama B"}).status_code == 428
    changed = client.send(
        "PATCH", "/api/v1/me", {"called_name": "Ama B", "language": "ur"}, **{"If-Match": read.headers["ETag"]}
    )
    assert changed.status_code == 200
    assert (changed.json()["called_name"], changed.json()["language"]) == ("Ama B", "ur")
    stale = client.send("PATCH", "/api/v1/me", {"called_name": "C"}, **{"If-Match": read.headers["ETag"]})
    assert stale.status_code == 412
    assert Member.objects.of(ama.organisation_id).get().called_name == "Ama B"


@pytest.mark.parametrize(
    "name", ["id", "joined_date", "confirmed_at", "is_confirmed", "organisation", "person", "left_at"]
)
def test_nothing_but_my_own_settings_can_be_changed(ama, name):
    client = signed_in(ama)
    etag = client.get("/api/v1/me").headers["ETag"]
    before = Member.objects.of(ama.organisation_id).values().get()
    reply = client.send("PATCH", "/api/v1/me", {name: "2020-01-01"}, **{"If-Match": etag})
    assert reply.status_code == 400
    assert Member.objects.of(ama.organisation_id).values().get() == before


def test_sessions_are_listed_and_ended_one_by_one(ama):
    here, there = signed_in(ama, device="Blue phone"), signed_in(ama, device="Tablet")
    rows = here.get("/api/v1/sessions").json()["results"]
    assert {(r["device"], r["is_this_one"]) for r in rows} == {("Blue phone", True), ("Tablet", False)}
    other = next(r["id"] for r in rows if not r["is_this_one"])
    assert here.delete(f"/api/v1/sessions/{other}").status_code == 204
    assert there.get("/api/v1/session").status_code == 401
    assert here.get("/api/v1/session").status_code == 200
    mine = next(r["id"] for r in rows if r["is_this_one"])
    assert here.delete(f"/api/v1/sessions/{mine}").headers["Clear-Site-Data"] == '"cache"'
    assert here.get("/api/v1/session").status_code == 401


def test_nobody_ends_somebody_elses_session(ama):
    ben = MemberFactory(organisation=ama.organisation)
    signed_in(ben)
    theirs = Session.objects.get(member_id=ben.pk).public_id
    assert signed_in(ama).delete(f"/api/v1/sessions/{theirs}").status_code == 404
    assert Session.objects.filter(member_id=ben.pk).exists()


def test_a_device_in_use_stays_signed_in_and_is_noted_once_a_day(ama):
    client = signed_in(ama)
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    soon = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    Session.objects.update(last_used_date=yesterday, expire_date=soon)
    client.get("/api/v1/session")
    row = Session.objects.get()
    assert row.last_used_date == dt.datetime.now(dt.UTC).date()
    assert row.expire_date > soon
    saved = row.session_data
    client.get("/api/v1/session")
    assert Session.objects.get().session_data == saved


def test_writes_name_their_member(ama):
    ben = MemberFactory(organisation=ama.organisation)
    browser = web()
    browser.cookies["aftershift"] = session_key_of(ama)
    csrf = {"X-CSRFToken": browser.get("/api/v1/csrf").json()["csrf"]}
    unnamed = browser.delete("/api/v1/me", headers=csrf)
    assert unnamed.json()["type"].endswith("member-not-named")
    other = browser.delete("/api/v1/me", headers=csrf | {"X-Member": str(ben.pk)})
    assert (other.status_code, other.json()["type"].rsplit("/", 1)[1]) == (401, "other-member")
    assert Member.objects.of(ama.organisation_id).count() == 2


def test_outcomes_forms_and_sessions_are_forgotten_after_their_time(ama):
    now = MONDAY_9AM
    for days in (29, 31):
        Outcome(
            organisation_id=ama.organisation_id,
            member_id=ama.pk,
            key_hash=codes.hashed(str(days)).encode()[:32],
            fingerprint=b"x",
            made_date=(now - dt.timedelta(days=days)).date(),
        ).save()
    assert clearing.forget_old(now=now) == 1
    assert Outcome.objects.count() == 1
    signed_in(ama)
    Session.objects.update(expire_date=now)
    assert sessions.forget_old_sessions(now=now + dt.timedelta(seconds=1)) == 1
