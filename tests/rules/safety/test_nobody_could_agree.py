"""Nobody agrees to what they lead, and at T3 two people agree: where nobody is left who could, whoever asks is told so."""

import pytest

from aftershift.activities.models import Activity
from tests.factories import MONDAY_9AM, MemberFactory, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory
from tests.rules.safety.test_safe1_agreeing import Hill, Large

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    from aftershift.core import clock

    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)


def holds(walk, *roles, **fields):
    return MemberFactory(organisation=walk.activity.organisation, roles=roles, **fields)


def told(walk):
    plan = signed_in(walk.rosa).get(f"/api/v1/activities/{walk.activity.pk}/safety-plan").json()
    return plan["nobody_for"]


def test_the_only_organiser_leads_it_and_nobody_else_could_agree():
    walk = Large()
    walk.write()
    only = holds(walk, "organiser")
    assert told(walk) == []
    Activity.objects.filter(pk=walk.activity.pk).update(second=only)
    assert told(walk) == ["organiser"]
    holds(walk, "organiser")
    assert told(walk) == []


@pytest.mark.parametrize(
    ("people", "nobody"),
    [
        ([], ["organiser", "adviser"]),
        ([("organiser",)], ["adviser"]),
        ([("organiser", "adviser")], ["adviser"]),  # one person is not two
        ([("organiser", "adviser"), ("organiser",)], []),
    ],
)
def test_on_a_hill_two_people_have_to_be_there(people, nobody):
    walk = Hill()
    for roles in people:
        holds(walk, *roles)
    assert told(walk) == nobody


def test_whose_yes_counts_already_cannot_be_the_other():
    walk = Hill()
    both = holds(walk, "organiser", "adviser")
    holds(walk, "organiser")
    walk.agree(by=both, proof="Card seen")
    assert told(walk) == ["adviser"]


def test_who_has_left_could_agree_to_nothing():
    walk = Large()
    walk.write()
    holds(walk, "organiser", left_at=MONDAY_9AM)
    assert told(walk) == ["organiser"]


def test_the_queue_says_it_too_at_no_statement_for_each():
    walk = Large()
    walk.write()
    walk.ask()
    only = holds(walk, "organiser")
    client = signed_in(only)

    def one_more(count):
        from aftershift.safety.models import AgreementRequest
        from tests.rules.activities.world import OccurrenceFactory

        for _ in range(count):
            made = ActivityFactory(organisation=walk.activity.organisation, lead=only)
            OccurrenceFactory(activity=made, places=30)
            AgreementRequest.objects.create(organisation=walk.activity.organisation, activity=made, asked_at=MONDAY_9AM)

    same_query_count(
        few=lambda: one_more(1), many=lambda: one_more(4), read=lambda: client.get("/api/v1/agreement-queue")
    )
    rows = client.get("/api/v1/agreement-queue").json()["results"]
    assert {(row["title"], *row["nobody_for"]) for row in rows if row["lead"] == only.called_name} == {
        ("Thursday walk", "organiser")
    }
    assert [row["nobody_for"] for row in rows if row["activity_id"] == str(walk.activity.pk)] == [[]]
