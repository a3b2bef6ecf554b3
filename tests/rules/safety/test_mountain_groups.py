"""Mountain days (DOMAIN 4.5): told by the plan as well as by the kind, and never more people than the qualified leaders set."""

import datetime as dt

import pytest

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import organising
from aftershift.core import clock
from aftershift.leading.models import Certificate, GuideEvidence
from aftershift.safety import services
from aftershift.safety.models import Checklist, ChecklistTick, SafetyAnswers
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import LEAD_ROLES, with_empty_list
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
JULY = dt.datetime(2026, 7, 11, 8, 0, tzinfo=dt.UTC)
NO = dict.fromkeys(("is_long", "makes_food", "has_children", "is_wild", "is_new"), False)
ORGANISER = LEAD_ROLES | {"organiser"}


@pytest.fixture(autouse=True)
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)


@pytest.fixture
def boss():
    return MemberFactory(called_name="Boss", roles=("organiser",))


def hill(boss, *, places, kind=Activity.Kind.HILL, qualified=("lead",), **fields):
    """A day whose list is somebody else's rule, led by two of whom so many are qualified."""
    two = [MemberFactory(organisation=boss.organisation) for _ in range(2)]
    made = ActivityFactory(organisation=boss.organisation, kind=kind, lead=two[0], second=two[1], **fields)
    date = OccurrenceFactory(activity=made, starts_at=JULY, state="planned", places=places)
    with_empty_list(date)
    for member, role in zip(two, ("lead", "second"), strict=True):
        if role in qualified:
            seen(boss, member)
    return date


def seen(boss, member, what="mountain_leader", **fields):
    return Certificate.objects.create(
        organisation=boss.organisation, member=member, what=what, told_at=MONDAY_9AM, seen_by=boss,
        seen_date=MONDAY_9AM.date(), **fields,
    )  # fmt: skip


def wrote(date, by, number):
    """HM-B2: the group size that the qualified leader set."""
    checklist = Checklist.objects.get(occurrence=date)
    ChecklistTick.objects.create(
        organisation=date.organisation, checklist=checklist, item_id="HM-B2", by=by, is_ticked=True, number=number,
        device_at=MONDAY_9AM, server_at=MONDAY_9AM, counts_at=MONDAY_9AM,
    )  # fmt: skip


def opens(date, who=None):
    date.activity.refresh_from_db()
    return signed_in(who or date.activity.lead).send("POST", f"/api/v1/occurrences/{date.pk}/publication", once=True)


@pytest.mark.parametrize(("qualified", "most"), [(("lead",), 10), (("lead", "second"), 20)])
def test_ten_may_come_for_each_qualified_leader(boss, qualified, most):
    date = hill(boss, places=most + 1, qualified=qualified)
    refused = opens(date)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "group-too-large")
    assert (refused.json()["most"], refused.json()["places"]) == (most, most + 1)
    assert f"{most} may come" in refused.json()["next"]
    assert Occurrence.objects.get().state == "planned"
    Occurrence.objects.update(places=most)
    assert opens(date).status_code == 200


def test_a_hired_guide_counts_as_one(boss):
    date = hill(boss, places=11)
    GuideEvidence.objects.create(
        organisation=boss.organisation, activity=date.activity, guide="Hills Ltd", what="mountain_leader", seen_by=boss,
        seen_date=MONDAY_9AM.date(),
    )  # fmt: skip
    assert opens(date).status_code == 200


def test_a_certificate_that_is_over_by_then_is_no_leader(boss):
    date = hill(boss, places=11)
    seen(boss, date.activity.second, last_date=JULY.date() - dt.timedelta(days=1))
    assert opens(date).status_code == 409


@pytest.mark.parametrize(("who", "counts"), [("lead", True), ("boss", True), ("second", False)])
def test_a_larger_group_only_on_the_word_of_who_is_qualified_or_organises(boss, who, counts):
    date = hill(boss, places=14)
    wrote(date, boss if who == "boss" else getattr(date.activity, who), 14)
    assert opens(date).status_code == (200 if counts else 409)


def test_a_smaller_group_counts_whoever_wrote_it(boss):
    date = hill(boss, places=9)
    wrote(date, date.activity.second, 6)
    refused = opens(date)
    assert (refused.status_code, refused.json()["most"]) == (409, 6)


def test_an_open_one_gets_no_more_places_than_that(boss):
    date = hill(boss, places=8)
    assert opens(date).status_code == 200
    with pytest.raises(Exception, match="group-too-large"):
        organising.set_places(member=boss, roles=ORGANISER, occurrence_id=date.pk, places=11, now=MONDAY_9AM)
    assert Occurrence.objects.get().places == 8
    organising.set_places(member=boss, roles=ORGANISER, occurrence_id=date.pk, places=10, now=MONDAY_9AM)
    assert Occurrence.objects.get().places == 10


def test_a_walk_in_the_park_has_no_such_number(boss):
    """Negative control: not everything is a mountain day."""
    assert opens(hill(boss, places=25, kind=Activity.Kind.WALK, qualified=())).status_code == 200


# -- what was answered, not only the kind -------------------------------------------------------------------------------


def answered(boss, activity, **said):
    body = NO | {"takes_photos": False} | said
    answer = signed_in(boss).put(f"/api/v1/activities/{activity.pk}/safety-answers", body, format="json")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize(
    ("kind", "said", "is_one"),
    [
        ("walk", {"is_wild": True, "is_hilly": True}, True),
        ("walk", {"is_wild": True, "is_hilly": False}, False),
        ("walk", {"is_wild": True}, True),  # not said which of them
        ("trip", {"is_wild": True}, False),
        ("trip", {"is_wild": True, "is_hilly": True}, True),
        ("walk", {"is_hilly": True}, False),  # taken back
        ("walk", {}, False),
        ("hill", {}, True),
    ],
)
def test_hills_are_told_by_the_answer_as_well_as_by_the_kind(boss, kind, said, is_one):
    made = ActivityFactory(organisation=boss.organisation, kind=kind)
    assert answered(boss, made, **said)["is_mountain_day"] is is_one


def test_a_walk_that_goes_up_a_hill_needs_the_evidence_of_a_mountain_day(boss):
    date = hill(boss, places=8, kind=Activity.Kind.WALK, qualified=())
    SafetyAnswers.objects.create(
        organisation=boss.organisation, activity=date.activity, answered_at=MONDAY_9AM, **(NO | {"is_wild": True}),
        is_hilly=True,
    )  # fmt: skip
    assert opens(date).json()["type"].endswith("evidence-needed")
    seen(boss, date.activity.lead)
    assert not opens(date).json().get("type", "").endswith("evidence-needed")
    asked = signed_in(date.activity.lead).get(f"/api/v1/occurrences/{date.pk}/certificates-on-the-day").json()
    assert asked["results"] == [{"what": "mountain_leader", "is_held": True}]


def test_a_list_that_is_begun_gets_the_items_of_a_hill_day_and_gives_them_back():
    walk = Walk()
    boss = MemberFactory(organisation=walk.activity.organisation, roles=("organiser",))
    walk.tick("EW-B3")
    before = [line.item.id for line in walk.filled().lines]
    services.give_answers(
        member=boss, roles=ORGANISER, activity_id=walk.activity.pk, now=MONDAY_9AM,
        answers=NO | {"is_wild": True, "is_hilly": True, "takes_photos": False},
    )  # fmt: skip
    assert {"HM-B1", "HM-B2", "HM-B10"} <= walk.missing("publish")
    assert "EW-B3" not in walk.missing("publish")  # its tick stays
    phases = [line.item.phase for line in walk.filled().lines]
    assert phases == sorted(phases, key=("before", "day", "after").index)
    services.give_answers(
        member=boss, roles=ORGANISER, activity_id=walk.activity.pk, now=MONDAY_9AM,
        answers=NO | {"takes_photos": False},
    )  # fmt: skip
    assert [line.item.id for line in walk.filled().lines] == before


def test_a_new_list_of_such_a_walk_is_that_of_a_hill_day():
    walk = Walk()
    SafetyAnswers.objects.create(
        organisation=walk.activity.organisation, activity=walk.activity, answered_at=MONDAY_9AM,
        **(NO | {"is_wild": True}), is_hilly=True,
    )  # fmt: skip
    assert walk.filled().template == "hill-day"
