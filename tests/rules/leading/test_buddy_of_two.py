"""Whoever passes it on is the buddy of at most two new leads at a time, also while staying to help (DOMAIN 5.2, step 6)."""

import pytest

from aftershift.core import clock
from aftershift.leading.models import Step
from aftershift.people.models import RoleGrant
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)


@pytest.fixture
def rosa():
    return MemberFactory(called_name="Rosa")


def walk_of(rosa, *, step=4, second=None, coming=True, kind="walk", lead=None):
    """Led by somebody of this step, with a date to come."""
    lead = lead or MemberFactory(organisation=rosa.organisation)
    Step.objects.get_or_create(
        organisation=rosa.organisation, member=lead, kind=kind,
        defaults={"number": step, "taken_date": MONDAY_9AM.date(), "used_date": MONDAY_9AM.date()},
    )  # fmt: skip
    made = ActivityFactory(organisation=rosa.organisation, kind=kind, lead=lead, second=second)
    if coming:
        OccurrenceFactory(activity=made)
    return made


def helps(who, activity):
    return signed_in(who).send("PUT", f"/api/v1/activities/{activity.pk}/second", {"member_id": "me"})


def test_nobody_is_the_buddy_of_a_third(rosa):
    for _ in range(2):
        walk_of(rosa, second=rosa)
    third = walk_of(rosa)
    refused = helps(rosa, third)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "buddy-of-two")
    third.refresh_from_db()
    assert third.second is None


@pytest.mark.parametrize("why", ["second of two", "leads alone", "theirs again", "over", "same lead", "organiser"])
def test_what_is_no_third_new_lead(rosa, why):
    first = walk_of(rosa, second=rosa)
    if why != "second of two":
        walk_of(rosa, second=rosa, coming=why != "over")
    lead = first.lead if why == "same lead" else None
    asked = walk_of(rosa, lead=lead, step=5 if why == "leads alone" else 4)
    if why == "theirs again":
        asked = first
    if why == "organiser":
        RoleGrant.objects.create(organisation=rosa.organisation, member=rosa, role="organiser", granted_at=MONDAY_9AM)
    assert helps(rosa, asked).status_code == 200


def test_a_question_that_would_be_the_third_stays_open_and_says_nothing_to_who_asks(rosa):
    for _ in range(2):
        walk_of(rosa, second=rosa)
    third = walk_of(rosa)
    asked = signed_in(third.lead).send("PUT", f"/api/v1/activities/{third.pk}/second", {"member_id": str(rosa.pk)})
    assert asked.status_code == 200, asked.content
    (offer,) = signed_in(rosa).get("/api/v1/role-offers").json()["results"]
    refused = signed_in(rosa).send("POST", f"/api/v1/role-offers/{offer['id']}/acceptance", once=True)
    assert refused.json()["type"].endswith("buddy-of-two"), refused.content
    assert len(signed_in(rosa).get("/api/v1/role-offers").json()["results"]) == 1


def passes_on(giver, activity, taker, *, stays):
    wanted = {"to_id": str(taker.pk), "stays_as_second": stays}
    return signed_in(giver).send("PUT", f"/api/v1/activities/{activity.pk}/handover", wanted)


@pytest.mark.parametrize("step", [4, 5])
def test_whoever_passes_leading_on_cannot_stay_beside_a_third_and_learns_nobodys_step(rosa, step):
    for _ in range(2):
        walk_of(rosa, second=rosa)
    hers = walk_of(rosa, lead=rosa, step=5)
    taker = walk_of(rosa, step=step).lead
    refused = passes_on(rosa, hers, taker, stays=True)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "buddy-of-two"), refused.content
    assert passes_on(rosa, hers, taker, stays=False).status_code == 200


def test_whoever_is_asked_by_an_organiser_to_pass_it_on_and_stay_is_refused_alone(rosa):
    for _ in range(2):
        walk_of(rosa, second=rosa)
    hers = walk_of(rosa, lead=rosa, step=5)
    organiser = MemberFactory(organisation=rosa.organisation)
    RoleGrant.objects.create(organisation=rosa.organisation, member=organiser, role="organiser", granted_at=MONDAY_9AM)
    asked = passes_on(organiser, hers, walk_of(rosa).lead, stays=True)
    assert asked.status_code == 200, asked.content
    (handover,) = signed_in(rosa).get("/api/v1/handovers").json()["results"]
    refused = signed_in(rosa).send("PUT", f"/api/v1/handovers/{handover['id']}/agreement", None)
    assert refused.json()["type"].endswith("buddy-of-two"), refused.content
    hers.refresh_from_db()
    assert hers.lead == rosa
