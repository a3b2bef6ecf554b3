"""Whoever means ill, at the same addresses as everybody else: each try is refused, and nothing is kept of it."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining
from aftershift.core import clock
from aftershift.leading.models import Certificate, SignOff
from aftershift.safety.models import (
    Agreement,
    Assessment,
    ChecklistTick,
    EmergencyLook,
    EmergencyNumber,
    HomeContact,
    NearMiss,
)
from aftershift.safety.services import agreeing, emergency, home, learning
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import THURSDAY_1530
from tests.rules.leading.steps_world import ask, on_step, standing
from tests.rules.safety.test_gates import MEMBER, Walk
from tests.rules.safety.test_safe1_agreeing import KERB
from tests.rules.safety.test_safe2_learning import NEARLY

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
NUMBER = "020 7946 0001"


@pytest.fixture
def there(monkeypatch):
    """Rosa leads a walk with 30 places, Bashir helps, Olu organises, Ama comes along, and Mo means ill."""
    walk = Walk(is_on_site=False)
    organisation = walk.activity.organisation
    Occurrence.objects.filter(pk=walk.date.pk).update(state="published", places=30)
    olu = MemberFactory(organisation=organisation, roles=("organiser",), called_name="Olu")
    ama, mo = (MemberFactory(organisation=organisation, called_name=name) for name in ("Ama", "Mo"))
    joining.join(member=ama, occurrence_id=walk.date.pk, now=MONDAY_9AM)
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    return SimpleNamespace(
        walk=walk, date=walk.date, rosa=walk.rosa, bashir=walk.bashir, olu=olu, ama=ama, mo=mo, clock=monkeypatch
    )


def at(there, moment):
    there.clock.setattr(clock, "now", lambda: moment)


def led_elsewhere(there):
    """Mo leads another walk of this hospital."""
    other = Walk(organisation=there.mo.organisation)
    Activity.objects.filter(pk=other.activity.pk).update(lead=there.mo)
    return there.mo


def problem(reply):
    return reply.status_code, reply.json()["type"].rsplit("/", 1)[-1]


# -- numbers and addresses of others ------------------------------------------------------------------------------------


def test_nobody_but_its_leads_gets_at_a_number_whatever_the_hour(there):
    path = f"/api/v1/occurrences/{there.date.pk}/emergency-numbers"
    emergency.give_number(member=there.ama, occurrence_id=there.date.pk, number=NUMBER, now=MONDAY_9AM)
    joining.join(member=there.mo, occurrence_id=there.date.pk, now=MONDAY_9AM)
    led_elsewhere(there)
    stranger = MemberFactory(roles=("organiser",))
    for moment in (MONDAY_9AM, THURSDAY_1530):
        at(there, moment)
        for who in (there.mo, there.olu, there.ama):
            assert problem(signed_in(who).get(path)) == (403, "not-allowed")
        assert problem(signed_in(stranger).get(path)) == (404, "not-found")
    assert EmergencyLook.objects.count() == 0


def test_a_lead_gets_no_number_outside_the_hours_nor_of_who_does_not_come(there):
    path = f"/api/v1/occurrences/{there.date.pk}/emergency-numbers"
    emergency.give_number(member=there.ama, occurrence_id=there.date.pk, number=NUMBER, now=MONDAY_9AM)
    client = signed_in(there.rosa)
    end = THURSDAY_1530 + 45 * MINUTE
    for moment in (MONDAY_9AM, THURSDAY_1530 - HOUR - MINUTE, end + 2 * HOUR, end + 30 * HOUR):
        at(there, moment)
        reply = client.get(path)
        assert NUMBER not in reply.content.decode()
        assert (reply.json()["is_open"], reply.json()["results"]) == (False, [])
    joining.leave(member=there.ama, occurrence_id=there.date.pk, now=MONDAY_9AM)
    at(there, THURSDAY_1530)
    assert NUMBER not in client.get(path).content.decode()
    assert EmergencyLook.objects.count() == 0


def test_nobody_writes_or_reads_anothers_own_number(there):
    """The address is each reader's own: it names a date and no person."""
    path = f"/api/v1/occurrences/{there.date.pk}/my-emergency-number"
    emergency.give_number(member=there.ama, occurrence_id=there.date.pk, number=NUMBER, now=MONDAY_9AM)
    for who in (there.rosa, there.olu, there.mo):
        assert signed_in(who).get(path).json()["number"] is None
        assert signed_in(who).send("DELETE", path).status_code == 204
    assert problem(signed_in(there.mo).send("PUT", path, {"number": "1 2 3"})) == (409, "not-on-the-trip")
    assert list(EmergencyNumber.objects.values_list("member", flat=True)) == [there.ama.pk]


def test_who_waits_at_home_is_told_to_whoever_runs_the_date_and_answers_for_themselves(there):
    path = f"/api/v1/occurrences/{there.date.pk}/home"
    contact = home.ask_contact(
        member=there.rosa, roles=MEMBER, occurrence_id=there.date.pk, rank=1, contact_id=there.olu.pk, now=MONDAY_9AM
    )
    home.ask_contact(
        member=there.rosa, roles=MEMBER, occurrence_id=there.date.pk, rank=2, email="home@example.org", now=MONDAY_9AM
    )
    led_elsewhere(there)
    for who in (there.mo, there.ama):
        reply = signed_in(who).get(path)
        assert problem(reply) == (403, "not-allowed")
        assert "home@example.org" not in reply.content.decode()
    for who in (there.mo, there.rosa):  # not even the lead says yes for somebody
        yes = signed_in(who).send("PUT", f"/api/v1/home-contacts/{contact.pk}/answer", {"says_yes": True})
        assert problem(yes) == (404, "not-found")
        heard = signed_in(who).send("PUT", f"/api/v1/home-contacts/{contact.pk}/heard")
        assert problem(heard) == (404, "not-found")
    assert set(HomeContact.objects.values_list("state", flat=True)) == {"asked"}


# -- ticks and agreements -----------------------------------------------------------------------------------------------


def test_nobody_ticks_on_the_list_of_another_hospital_or_of_anothers_walk(there):
    path = f"/api/v1/occurrences/{there.date.pk}/checklist"
    body = {"ticked": True, "device_at": MONDAY_9AM.isoformat()}
    many = {
        "sent_at": MONDAY_9AM.isoformat(),
        "ticks": [{"tap": str(uuid4()), "item_id": "C-B4", **body}],
    }
    stranger = Walk().rosa
    led_elsewhere(there)
    for who, answer in ((stranger, (404, "not-found")), (there.mo, (403, "not-allowed"))):
        assert problem(signed_in(who).send("PUT", f"{path}/ticks", many)) == answer
        assert problem(signed_in(who).send("PUT", f"{path}/items/C-B4", body)) == answer
        assert problem(signed_in(who).get(path)) == answer
    assert ChecklistTick.objects.count() == 0


def an_assessment(there):
    return agreeing.write_assessment(
        member=there.rosa,
        roles=MEMBER,
        activity_id=there.walk.activity.pk,
        based_on=0,
        route="",
        lines=[KERB],
        now=MONDAY_9AM,
    )


def the_yes(there, client, as_role="organiser"):
    path = f"/api/v1/activities/{there.walk.activity.pk}"
    plan = client.get(f"{path}/safety-plan").json()
    dates = [{"occurrence_id": date["occurrence_id"], "seen": date["seen"]} for date in plan["dates"]]
    body = {"as_role": as_role, "number": plan["assessment"]["number"], "dates": dates, "proof": "My card"}
    return lambda: client.send("POST", f"{path}/agreements", body, once=True)


def test_a_yes_to_what_has_moved_on_is_none(there):
    an_assessment(there)
    say_yes = the_yes(there, signed_in(there.olu))
    Occurrence.objects.filter(pk=there.date.pk).update(places=60)
    assert problem(say_yes()) == (409, "plan-moved-on")
    Occurrence.objects.filter(pk=there.date.pk).update(places=30)
    newer = Assessment.objects.get()
    newer.pk, newer.number = None, 2
    newer.save()
    assert problem(say_yes()) == (409, "plan-moved-on")
    assert Agreement.objects.count() == 0


def test_nobody_approves_their_own_assessment(there):
    """The lead is not asked; and whoever organises as well is told that another one agrees."""
    an_assessment(there)
    assert problem(the_yes(there, signed_in(there.rosa))()) == (403, "not-allowed")
    Activity.objects.filter(pk=there.walk.activity.pk).update(lead=there.olu)
    client = signed_in(there.olu)
    assert client.get(f"/api/v1/activities/{there.walk.activity.pk}/safety-plan").json()["another_agrees"] is True
    assert problem(the_yes(there, client)()) == (409, "two-people-agree")
    assert Agreement.objects.count() == 0


# -- words and certificates ---------------------------------------------------------------------------------------------


def test_nobody_gives_their_own_word_or_answers_for_somebody_else(there):
    on_step(there.mo, 2)
    mine = ask(there.mo, of=there.rosa)
    led_elsewhere(there)
    theirs = ask(there.ama, of=there.rosa)
    for word in (mine, theirs):
        reply = signed_in(there.mo).send("PUT", f"/api/v1/sign-offs/{word.pk}/answer", {"is_given": True})
        assert problem(reply) == (404, "not-found")
    asked_of_me = {"kind": "walk", "what": "briefing", "asked_of": str(there.mo.pk)}
    reply = signed_in(there.mo).send("POST", "/api/v1/sign-offs", asked_of_me, once=True)
    assert problem(reply) == (409, "cannot-be-asked")
    assert set(SignOff.objects.values_list("state", flat=True)) == {"open"}
    assert "briefing" in [need.what for need in standing(there.mo).needs if not need.is_met]


def test_nobody_makes_a_certificate_good_but_an_organiser_who_is_another(there):
    theirs, mine = (
        Certificate.objects.create(
            organisation=who.organisation, member=who, what="mountain_leader", told_at=MONDAY_9AM
        )
        for who in (there.mo, there.olu)
    )
    stranger = MemberFactory(roles=("organiser",))
    tries = [
        (there.mo, theirs, (403, "not-allowed")),
        (there.rosa, theirs, (403, "not-allowed")),
        (there.olu, mine, (404, "not-found")),
        (stranger, theirs, (404, "not-found")),
    ]
    for who, row, answer in tries:
        assert problem(signed_in(who).send("PUT", f"/api/v1/certificates/{row.pk}/seen")) == answer
    assert problem(signed_in(there.rosa).send("DELETE", f"/api/v1/certificates/{theirs.pk}")) == (404, "not-found")
    # Nor by telling of the same one again with another end: it has to be seen again.
    signed_in(there.olu).send("PUT", f"/api/v1/certificates/{theirs.pk}/seen")
    body = {"what": "mountain_leader", "last_date": "2030-01-01"}
    assert signed_in(there.mo).send("POST", "/api/v1/certificates", body, once=True).status_code == 201
    assert set(Certificate.objects.values_list("seen_date", flat=True)) == {None}


# -- what nearly went wrong ---------------------------------------------------------------------------------------------


def test_what_nearly_went_wrong_is_read_by_no_colleague_and_no_lead(there):
    learning.say_near_miss(member=there.ama, roles=MEMBER, random="a" * 32, account=NEARLY, now=MONDAY_9AM)
    row = NearMiss.objects.get()
    led_elsewhere(there)
    supervisor = MemberFactory(organisation=there.olu.organisation, roles=("supervisor",))
    for who in (there.mo, there.rosa, there.ama, supervisor):
        reply = signed_in(who).get("/api/v1/near-misses")
        assert problem(reply) == (403, "not-allowed")
        looked = signed_in(who).send("PUT", f"/api/v1/near-misses/{row.pk}/status", {"status": "done"})
        assert problem(looked) == (403, "not-allowed")
    stranger = MemberFactory(roles=("organiser",))
    assert signed_in(stranger).get("/api/v1/near-misses").json()["results"] == []
    looked = signed_in(stranger).send("PUT", f"/api/v1/near-misses/{row.pk}/status", {"status": "done"})
    assert problem(looked) == (404, "not-found")
    row.refresh_from_db()
    assert row.status == "new"


def test_nobody_pushes_a_series_back_a_step_by_naming_a_date_they_were_not_at(there):
    body = {
        "random": "b" * 32,
        "was_hurt": False,
        "went_to_hospital": False,
        "could_be_worse": True,
        "occurrence_id": str(there.date.pk),
    }
    at(there, THURSDAY_1530 + 2 * HOUR)
    assert problem(signed_in(there.mo).send("POST", "/api/v1/near-misses", body, once=True))[0] == 400
    assert NearMiss.objects.count() == 0
