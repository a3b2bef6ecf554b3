"""Children are a material fact (DOMAIN 4.8, RULE-40): what was planned for adults lets none in, and where nobody was asked
the first child makes it an organiser's to agree to."""

import datetime as dt

import pytest

from aftershift.activities.models import ALONE, Activity, Occurrence, Party, SignUp, StandingSignUp
from aftershift.activities.services import joining
from aftershift.activities.services.series import standing
from aftershift.core import clock
from aftershift.safety import tasks
from aftershift.safety.models import Agreement, AgreementRequest, Assessment, SafetyAnswers
from aftershift.safety.selectors.agreeing import plan_of, seen_now
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, same_query_count, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.series import a_date, weekly_walk
from tests.rules.notifications.told import told
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db
NO = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)
ONE = {"adults": 0, "children_0_4": 0, "children_5_10": 1, "children_11_17": 0}
CHILD = Party(children_5_10=1)


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)


@pytest.fixture
def walk():
    return OccurrenceFactory(activity=ActivityFactory())


def answered(activity, **said):
    SafetyAnswers.objects.create(
        organisation=activity.organisation, activity=activity, answered_at=MONDAY_9AM, **(NO | said)
    )


def parent(walk, **fields):
    return MemberFactory(organisation=walk.organisation, **fields)


def joins(who, date, guests=ONE):
    return signed_in(who).send("POST", f"/api/v1/occurrences/{date.pk}/sign-ups", guests, once=True)


def tier(date):
    return plan_of(organisation_id=date.organisation_id, activity_id=date.activity_id).tier(date)


def test_what_was_planned_for_adults_lets_no_child_in_and_says_what_to_do(walk):
    answered(walk.activity)
    ama = parent(walk)
    refused = joins(ama, walk)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "adults-only")
    assert "ask the lead" in refused.json()["next"]
    assert SignUp.objects.count() == 0
    assert joins(ama, walk, dict.fromkeys(ONE, 0)).status_code == 201
    refused = signed_in(ama).send("PUT", f"/api/v1/occurrences/{walk.pk}/sign-ups/mine", ONE)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "adults-only")
    assert SignUp.objects.get().guests == ALONE


@pytest.mark.parametrize(
    ("kind", "said", "fields"),
    [
        ("walk", {"has_children": True}, {}),
        ("family", {}, {}),
        ("walk", {}, {"is_programme": False}),  # just us: nobody's plan
    ],
)
def test_children_are_let_in_where_they_were_planned_for(kind, said, fields):
    date = OccurrenceFactory(activity=ActivityFactory(kind=kind, **fields))
    answered(date.activity, **said)
    someone = parent(date)
    if fields:  # whoever plans "just us" is in it; nobody else finds it
        Activity.objects.filter(pk=date.activity_id).update(lead=someone)
    joining.join(member=someone, occurrence_id=date.pk, guests=CHILD, now=MONDAY_9AM)
    assert SignUp.objects.get().status == "placed"


def test_where_nobody_was_asked_the_first_child_is_an_organisers_to_agree_to(walk):
    boss = parent(walk, roles=("organiser",))
    assert tier(walk) == 1
    joining.join(member=parent(walk), occurrence_id=walk.pk, guests=Party(adults=1), now=MONDAY_9AM)
    assert (tier(walk), tasks.ask_about_children()) == (1, 0)  # an adult guest changes nothing
    joining.join(member=parent(walk), occurrence_id=walk.pk, guests=CHILD, now=MONDAY_9AM)
    assert tier(walk) == 2
    for _ in range(2):
        tasks.ask_about_children()
    assert AgreementRequest.objects.get().activity == walk.activity
    queue = signed_in(boss).get("/api/v1/agreement-queue").json()["results"]
    assert [(row["activity_id"], row["tier"]) for row in queue] == [(str(walk.activity_id), "T2")]
    later = MONDAY_9AM + dt.timedelta(days=1)
    assert [kind for kind, _ in told(boss, later)].count("plan") == 1
    joining.leave(member=SignUp.objects.get(children_5_10=1).member, occurrence_id=walk.pk, now=MONDAY_9AM)
    assert tier(walk) == 1


def test_the_first_child_reopens_a_yes_and_a_second_does_not(walk):
    def seen():
        return seen_now(walk, plan_of(organisation_id=walk.organisation_id, activity_id=walk.activity_id))

    before = seen()
    made = Assessment.objects.create(
        organisation=walk.organisation, activity=walk.activity, number=1, lines=[], made_at=MONDAY_9AM
    )
    Agreement.objects.create(
        organisation=walk.organisation,
        occurrence=walk,
        assessment=made,
        as_role="organiser",
        at=MONDAY_9AM,
        seen=before,
    )
    Occurrence.objects.filter(pk=walk.pk).update(places=30)
    walk.refresh_from_db()
    before = seen()
    Agreement.objects.update(seen=before)
    joining.join(member=parent(walk), occurrence_id=walk.pk, guests=CHILD, now=MONDAY_9AM)
    first = seen()
    joining.join(member=parent(walk), occurrence_id=walk.pk, guests=CHILD, now=MONDAY_9AM)
    assert (first != before, seen()) == (True, first)
    plan = plan_of(organisation_id=walk.organisation_id, activity_id=walk.activity_id)
    assert plan.lacking(walk) == ["organiser"]


def test_where_children_were_planned_for_the_first_reopens_nothing(walk):
    """Negative control."""
    answered(walk.activity, has_children=True)
    plan = plan_of(organisation_id=walk.organisation_id, activity_id=walk.activity_id)
    before = seen_now(walk, plan)
    joining.join(member=parent(walk), occurrence_id=walk.pk, guests=CHILD, now=MONDAY_9AM)
    plan = plan_of(organisation_id=walk.organisation_id, activity_id=walk.activity_id)
    assert (seen_now(walk, plan), tasks.ask_about_children()) == (before, 0)


def test_every_time_with_a_child_is_refused_too_and_keeps_nobody_elses_dates():
    series = weekly_walk()
    date = a_date(series, 1, state="planned")
    with_child, alone = parent(date), parent(date)
    standing.come_every_time(member=with_child, activity_id=series.pk, guests=CHILD, now=MONDAY_9AM)
    standing.come_every_time(member=alone, activity_id=series.pk, now=MONDAY_9AM)
    SignUp.objects.all().delete()
    answered(series)
    refused = signed_in(parent(date)).send("PUT", f"/api/v1/activities/{series.pk}/standing-sign-up", ONE)
    assert refused.json()["type"].endswith("adults-only"), refused.content
    assert StandingSignUp.objects.count() == 2
    standing.seat_everyone(series=StandingSignUp.objects.first().series, dates=[date], now=MONDAY_9AM)
    assert [row.member_id for row in SignUp.objects.all()] == [alone.pk]


def test_a_child_costs_the_queue_no_statement_however_many():
    organisation = OrganisationFactory()
    boss = MemberFactory(organisation=organisation, roles=("organiser",))

    def with_children(count):
        for _ in range(count):
            date = OccurrenceFactory(activity=ActivityFactory(organisation=organisation))
            joining.join(member=parent(date), occurrence_id=date.pk, guests=CHILD, now=MONDAY_9AM)
        tasks.ask_about_children()

    client = signed_in(boss)
    same_query_count(
        few=lambda: with_children(1),
        many=lambda: with_children(3),
        read=lambda: client.get("/api/v1/agreement-queue"),
    )


# -- at the door ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("welcome", "has_a_place", "comes"), [(False, False, False), (True, False, True), (False, True, True)]
)
def test_a_child_that_waited_comes_in_at_the_door_only_where_children_are_planned_for(
    walk, monkeypatch, welcome, has_a_place, comes
):
    """Who has a place with a child already brings no new one: nobody loses what they were given."""
    rosa, ama, other = (parent(walk) for _ in range(3))
    Activity.objects.filter(pk=walk.activity_id).update(lead=rosa)
    if not has_a_place:
        joining.join(member=other, occurrence_id=walk.pk, guests=Party(adults=8), now=MONDAY_9AM)
    assert joining.join(member=ama, occurrence_id=walk.pk, guests=CHILD, now=MONDAY_9AM).status == (
        "placed" if has_a_place else "waiting"
    )
    answered(walk.activity, has_children=welcome)
    path = f"/api/v1/occurrences/{walk.pk}/walk-ins"
    monkeypatch.setattr(clock, "now", lambda: walk.starts_at)
    body = {"card": card_for(ama).code, "device_at": clock.now().isoformat(), "adds_places": True}
    said = signed_in(rosa).send("POST", path, body | {"guests": 2 if has_a_place else 1}, once=True)
    assert said.status_code == (200 if comes else 409), said.content
    if not comes:
        assert said.json()["type"].endswith("adults-only")
        assert SignUp.objects.get(member=ama).status == "waiting"
        assert signed_in(rosa).send("POST", path, body, once=True).status_code == 200
    mine = SignUp.objects.get(member=ama)
    assert (mine.status, mine.guests.children, mine.guests.adults) == ("placed", int(comes), int(has_a_place))
