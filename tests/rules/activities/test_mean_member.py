"""A mean member, a broken phone and somebody else's ids against places: each press is a plain answer, and nothing moves."""

import datetime as dt
import json
from uuid import uuid4

import pytest
from django_scopes import scope, scopes_disabled

from aftershift.activities.inviting import code_of
from aftershift.activities.models import Invitation, KeptPlaces, Occurrence, SignUp
from aftershift.activities.services import exits, inviting, joining, keeping
from aftershift.core import clock
from tests.factories import Client, MemberFactory, OrganisationFactory, colleagues, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.people.world import PIN, card_for

pytestmark = pytest.mark.django_db
ORGANISER = frozenset({"member", "organiser"})
HUGE = 10**30


class World:
    """A walk of three places where Ama and Ben are, and a walk of another hospital with its own people."""

    def __init__(self):
        self.organisation, self.other = OrganisationFactory(), OrganisationFactory()
        self.rosa = MemberFactory(organisation=self.organisation, roles=("organiser",))
        self.ama, self.ben, self.mean = colleagues(self.organisation, 3)
        self.walk, self.away = self.date(self.organisation), self.date(self.other)
        (self.stranger,) = colleagues(self.other, 1)
        for who, date in ((self.ama, self.walk), (self.ben, self.walk), (self.stranger, self.away)):
            with scope(organisation=date.organisation_id):
                joining.join(member=who, occurrence_id=date.pk, now=clock.now())
        self.phone, self.desk = signed_in(self.mean), signed_in(self.rosa)

    def date(self, organisation, **fields):
        starts_at = clock.now().replace(microsecond=0) + dt.timedelta(days=5)
        lead = MemberFactory(organisation=organisation)
        activity = ActivityFactory(organisation=organisation, lead=lead)
        return OccurrenceFactory(activity=activity, places=3, starts_at=starts_at, **fields)

    def facts(self):
        """Everything about places, here and there."""
        with scopes_disabled():
            return [list(model.objects.order_by("pk").values()) for model in (SignUp, Occurrence, Invitation)]


@pytest.fixture
def world():
    return World()


def slug(reply):
    return reply.json()["type"].rsplit("/", 1)[-1]


def asks(client, date, body=None, **more):
    return client.send("POST", f"/api/v1/occurrences/{date.pk}/sign-ups", body or {}, once=True, **more)


# ---- somebody else's ids


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "sign-ups", {}),
        ("PUT", "sign-ups/mine", {"adults": 1}),
        ("DELETE", "sign-ups/mine", None),
        ("POST", "sign-ups/mine/acceptance", None),
        ("POST", "sign-ups/mine/undo", None),
        ("PUT", "sign-ups/mine/driving", {"licence": True, "insurance": True, "mot": True}),
        ("POST", "invitations", {}),
        ("PUT", "tell-me", {"whats": ["place_free"]}),
        ("POST", "shift-change", {"shifts": None}),
        ("POST", "shift-overran", None),
    ],
)
def test_a_date_of_another_hospital_is_like_none(world, method, path, body):
    before = world.facts()
    replies = [
        world.phone.send(method, f"/api/v1/occurrences/{key}/{path}", body, once=method == "POST")
        for key in (world.away.pk, uuid4())
    ]
    assert [(reply.status_code, slug(reply)) for reply in replies] == [(404, "not-found")] * 2
    assert world.facts() == before


def test_ids_of_one_date_open_nothing_on_another(world):
    second = world.date(world.organisation)
    mine = joining.join(member=world.mean, occurrence_id=second.pk, now=clock.now())
    with scopes_disabled():
        theirs = SignUp.objects.get(member=world.stranger)
    tag = world.desk.get(f"/api/v1/occurrences/{world.walk.pk}")["ETag"]
    before = world.facts()
    path = f"/api/v1/occurrences/{world.walk.pk}"
    for row in (mine, theirs):
        off = world.desk.send("PUT", f"{path}/sign-ups/{row.pk}/removal", {"reason": "Mean"}, **{"If-Match": tag})
        assert (off.status_code, slug(off)) == (404, "not-found")
        down = {"places": 1, "to_queue": [str(row.pk)], "reason": "Mean"}
        fewer = world.desk.send("PUT", f"{path}/places", down, **{"If-Match": tag})
        assert fewer.status_code == 400
    assert world.facts() == before


def test_a_small_job_of_another_date_or_hospital_is_no_job_here(world):
    for date, boss in ((world.date(world.organisation), world.rosa), (world.away, world.stranger)):
        call = {"roles": ORGANISER, "occurrence_id": date.pk, "first_timers": 0, "facilities_until": None}
        with scope(organisation=date.organisation_id):
            keeping.keep_places(member=boss, jobs=["Back-marker"], now=clock.now(), **call)
            job = KeptPlaces.objects.get(occurrence=date)
        before = world.facts()
        reply = asks(world.phone, world.walk, {"job_id": str(job.pk)})
        assert (reply.status_code, slug(reply)) == (409, "job-taken")
        assert world.facts() == before


def test_another_members_invitation_is_not_mine_to_take_back_nor_to_answer(world):
    made = inviting.invite(member=world.ama, occurrence_id=world.walk.pk, now=clock.now())
    before = world.facts()
    path = f"/api/v1/invitations/{made.pk}"
    replies = [
        world.phone.send("DELETE", path),
        world.phone.send("POST", f"{path}/acceptance", {"code": "AAAA-AAAA-AAAA"}, once=True),
        world.phone.send("POST", f"{path}/refusal", {"code": ""}, once=True),
        world.phone.send("POST", "/api/v1/invitations/by-code", {"code": "#" * 200}),
    ]
    assert [reply.status_code for reply in replies] == [404] * 4
    assert world.facts() == before


# ---- the same key, an old page


def test_a_key_used_again_with_another_party_another_date_or_another_press_is_refused(world):
    second = world.date(world.organisation)
    key = {"Idempotency-Key": str(uuid4())}
    path = f"/api/v1/occurrences/{world.walk.pk}/sign-ups"
    first = world.phone.send("POST", path, {}, **key)
    assert first.json()["status"] == "placed"
    before = world.facts()
    for other, body in (
        (path, {"adults": 1}),
        (path, {"straight_in": False}),
        (f"/api/v1/occurrences/{second.pk}/sign-ups", {}),
        (f"/api/v1/occurrences/{world.walk.pk}/sign-ups/mine/undo", None),
        (f"/api/v1/occurrences/{world.walk.pk}/invitations", {}),
    ):
        assert world.phone.send("POST", other, body, **key).status_code == 422
    assert world.phone.send("POST", path, {}, **key).json() == first.json()
    assert world.facts() == before


def test_a_key_sent_again_after_leaving_brings_nobody_back(world):
    key = {"Idempotency-Key": str(uuid4())}
    path = f"/api/v1/occurrences/{world.walk.pk}/sign-ups"
    world.phone.send("POST", path, {}, **key)
    world.phone.send("DELETE", f"{path}/mine")
    before = world.facts()
    assert world.phone.send("POST", path, {}, **key).json()["status"] == "left"
    assert world.facts() == before


def test_another_members_key_is_only_a_key(world):
    """Keys are each member's own: nobody reads a colleague's reply, and nobody's press is swallowed."""
    key = {"Idempotency-Key": str(uuid4())}
    path = f"/api/v1/occurrences/{world.walk.pk}/sign-ups"
    first = world.phone.send("POST", path, {}, **key).json()
    again = signed_in(world.rosa).send("POST", path, {}, **key).json()
    assert (first["status"], again["status"]) == ("placed", "waiting")
    assert first["id"] != again["id"]


@pytest.mark.parametrize("tag", ["*", '"0-x"', '"999999-x"', "W/x", '"', "-", '"-1"', "x" * 5000])
def test_an_edit_that_names_no_page_of_now_changes_nothing(world, tag):
    before = world.facts()
    path = f"/api/v1/occurrences/{world.walk.pk}"
    reply = world.desk.send("PUT", f"{path}/places", {"places": 2}, **{"If-Match": tag})
    assert (reply.status_code, world.facts()) == (412, before)


def test_an_edit_of_an_old_page_changes_nothing_and_one_of_now_does(world):
    """A sign-up meanwhile is in nobody's way; another edit is."""
    path = f"/api/v1/occurrences/{world.walk.pk}"
    old = world.desk.get(path)["ETag"]
    asks(world.phone, world.walk)
    assert world.desk.send("PUT", f"{path}/places", {"places": 8}, **{"If-Match": old}).status_code == 200
    before = world.facts()
    assert world.desk.send("PUT", f"{path}/places", {"places": 9}, **{"If-Match": old}).status_code == 412
    assert world.desk.send("PUT", f"{path}/places", {"places": 9}).status_code == 428
    assert world.facts() == before
    now = world.desk.get(path)["ETag"]
    assert world.desk.send("PUT", f"{path}/places", {"places": 9}, **{"If-Match": now}).status_code == 200


KEEP = {"first_timers": 1, "jobs": [], "facilities_until": None}


@pytest.mark.parametrize(
    ("method", "what", "body"),
    [
        ("PUT", "kept-places", KEEP),
        ("PUT", "draw", {"closes_date": "2090-01-02"}),
        ("DELETE", "draw", None),
        ("PUT", "sign-ups/{row}/removal", {"reason": "The coach is full"}),
        ("DELETE", "sign-ups/{row}/removal", None),
    ],
)
def test_who_changes_how_places_are_given_names_what_they_read(world, method, what, body):
    """Everything that an organiser does to a list: of an old page it changes nothing, and no page is no page of now."""
    path = f"/api/v1/occurrences/{world.walk.pk}"
    row = joining.join(member=world.mean, occurrence_id=world.walk.pk, now=clock.now())
    address = f"{path}/{what.format(row=row.pk)}"
    old = world.desk.get(f"{path}/sign-up-list")["ETag"]
    meanwhile = world.desk.send("PUT", f"{path}/kept-places", {**KEEP, "jobs": ["Back-marker"]}, **{"If-Match": old})
    assert meanwhile.status_code == 200
    before = world.facts()
    stale = world.desk.send(method, address, body, **{"If-Match": old})
    assert (stale.status_code, slug(stale)) == (412, "changed-meanwhile")
    assert world.desk.send(method, address, body).status_code == 428
    assert world.facts() == before
    # Of now it is not refused for that; the edit's own reply tells the version that comes next.
    now = world.desk.send(method, address, body, **{"If-Match": meanwhile["ETag"]})
    assert now.status_code not in (412, 428)


def test_two_parties_are_taken_off_from_one_page(world):
    """Who comes and goes spoils nobody's page: a lead without signal takes two off, one after the other."""
    path = f"/api/v1/occurrences/{world.walk.pk}"
    people = [joining.join(member=one, occurrence_id=world.walk.pk, now=clock.now()) for one in (world.mean, world.ama)]
    tag = world.desk.get(f"{path}/sign-up-list")["ETag"]
    for row in people:
        off = world.desk.send("PUT", f"{path}/sign-ups/{row.pk}/removal", {"reason": "Full"}, **{"If-Match": tag})
        assert off.status_code == 200


# ---- counts that cannot be


@pytest.mark.parametrize("count", [-1, 9, 2**31, HUGE, 1.5, 1e400, True, "1", None, [1], {}])
@pytest.mark.parametrize("field", ["adults", "children_5_10"])
def test_a_count_that_cannot_be_is_refused(world, field, count):
    before = world.facts()
    body = json.dumps({field: count})
    path = f"/api/v1/occurrences/{world.walk.pk}/sign-ups"
    headers = {"Idempotency-Key": str(uuid4())}
    made = world.phone.post(path, body, content_type="application/json", headers=headers)
    changed = signed_in(world.ama).put(f"{path}/mine", body, content_type="application/json")
    assert (made.status_code, changed.status_code) == (400, 400)
    assert world.facts() == before


def test_parties_that_are_each_allowed_are_not_together(world):
    before = world.facts()
    assert asks(world.phone, world.walk, {"adults": 8, "children_0_4": 1}).status_code == 400
    assert world.facts() == before


@pytest.mark.parametrize("places", [0, -1, 10**5, HUGE, 2.0, True, "9"])
def test_places_that_cannot_be_are_refused(world, places):
    path = f"/api/v1/occurrences/{world.walk.pk}"
    tag = world.desk.get(path)["ETag"]
    before = world.facts()
    assert world.desk.send("PUT", f"{path}/places", {"places": places}, **{"If-Match": tag}).status_code == 400
    assert world.facts() == before


def test_a_party_larger_than_what_is_left_waits_whole_and_grows_into_nothing_that_is_taken(world):
    reply = asks(world.phone, world.walk, {"adults": 1}).json()
    assert (reply["status"], reply["position"]) == ("waiting", 1)
    grown = signed_in(world.ama).send(
        "PUT", f"/api/v1/occurrences/{world.walk.pk}/sign-ups/mine", {"adults": 2, "children_0_4": 1}
    )
    assert (grown.status_code, slug(grown), grown.json()["free"]) == (409, "party-too-large", 1)
    whole = asks(signed_in(world.rosa), world.walk, {"adults": 3})
    assert (whole.status_code, slug(whole)) == (409, "party-too-large")
    world.walk.refresh_from_db()
    assert (world.walk.taken, world.walk.waiting) == (2, 2)


# ---- ways round the list


def test_a_place_that_was_held_until_now_is_the_queues_and_not_the_latecomers(world):
    """RULE-10. Nobody's worker has been there since the hold ran out."""
    asked, waits = world.mean, world.rosa
    yesterday = clock.now() - dt.timedelta(hours=25)
    card = card_for(asked).code
    made = inviting.invite(member=world.ama, occurrence_id=world.walk.pk, card=card, now=yesterday)
    joining.join(member=waits, occurrence_id=world.walk.pk, now=yesterday)
    yes = world.phone.send("POST", f"/api/v1/invitations/{made.pk}/acceptance", {"code": ""}, once=True)
    assert (yes.status_code, slug(yes)) == (409, "invitation-over")
    assert asks(world.phone, world.walk).json()["status"] == "waiting"
    assert SignUp.objects.get(member=waits).status == "placed"


def test_whoever_was_taken_off_finds_no_way_round(world):
    row = joining.join(member=world.mean, occurrence_id=world.walk.pk, now=clock.now())
    call = {"member": world.rosa, "roles": ORGANISER, "occurrence_id": world.walk.pk, "sign_up_id": row.pk}
    exits.remove(**call, reason="No boots", now=clock.now())
    sent = inviting.invite(member=world.ama, occurrence_id=world.walk.pk, now=clock.now())
    code = code_of(sent.pk)
    tablet = at_the_tablet(world.mean)
    tag = world.phone.get(f"/api/v1/occurrences/{world.walk.pk}")["ETag"]
    path = f"/api/v1/occurrences/{world.walk.pk}/sign-ups"
    before = world.facts()
    replies = [
        asks(world.phone, world.walk),
        world.phone.send("POST", f"{path}/mine/undo", once=True),
        world.phone.send("POST", f"{path}/mine/acceptance", once=True),
        world.phone.send("PUT", f"{path}/mine", {"adults": 0}),
        world.phone.send("POST", f"/api/v1/invitations/{sent.pk}/acceptance", {"code": code}, once=True),
        tablet.put(f"/api/v1/kiosk/dates/{world.walk.pk}", {}, format="json"),
        world.phone.send("DELETE", f"{path}/{row.pk}/removal", **{"If-Match": tag}),
    ]
    assert [reply.status_code for reply in replies] == [409, 409, 409, 409, 409, 409, 403]
    assert world.facts() == before


# ---- the shared tablet


def at_the_tablet(member):
    reply = Client().post("/api/v1/kiosk/session", {"card": card_for(member).code, "pin": PIN}, format="json")
    return Client(headers={"X-Kiosk-Token": reply.json()["token"]})


def test_a_session_of_the_tablet_is_one_members_and_opens_nothing_else(world):
    """Named as somebody else, it still acts for whoever signed in, and the phone's doors stay shut."""
    tablet = at_the_tablet(world.mean)
    path = f"/api/v1/kiosk/dates/{world.walk.pk}"
    theirs = {"X-Member": str(world.ama.pk)}
    assert tablet.delete(path, headers=theirs).status_code == 200
    assert SignUp.objects.get(member=world.ama).status == "placed"
    assert tablet.put(path, {}, format="json", headers=theirs).json()["mine"] == "placed"
    assert SignUp.objects.filter(member=world.mean, status="placed").count() == 1
    before = world.facts()
    token = tablet.defaults["HTTP_X_KIOSK_TOKEN"]
    for headers in ({}, {"X-Session-Token": token}, theirs | {"X-Session-Token": token}):
        key = {"Idempotency-Key": str(uuid4())}
        for method, door in (
            ("POST", f"/api/v1/occurrences/{world.walk.pk}/sign-ups"),
            ("DELETE", f"/api/v1/occurrences/{world.walk.pk}/sign-ups/mine"),
            ("GET", "/api/v1/me"),
            ("GET", "/api/v1/card"),
        ):
            assert tablet.generic(method, door, headers=headers | key).status_code == 401
    phone = signed_in(world.mean)
    assert Client(headers={"X-Kiosk-Token": phone.defaults["HTTP_X_SESSION_TOKEN"]}).get(path).status_code in (401, 405)
    assert Client(headers={"X-Kiosk-Token": phone.defaults["HTTP_X_SESSION_TOKEN"]}).delete(path).status_code == 401
    assert world.facts() == before


def test_a_session_of_the_tablet_that_was_ended_or_ran_out_does_nothing(world):
    tablet = at_the_tablet(world.mean)
    assert tablet.delete("/api/v1/kiosk/session").status_code == 204
    before = world.facts()
    path = f"/api/v1/kiosk/dates/{world.walk.pk}"
    assert [tablet.put(path, {}, format="json").status_code, tablet.get("/api/v1/kiosk/dates").status_code] == [401] * 2
    assert world.facts() == before
