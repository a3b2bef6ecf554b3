"""Mountain days (DOMAIN 4.5): told by the plan as well as by the kind, and never more people than the qualified leaders set."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities.models import Activity, Occurrence, Party, RegisterLine, SignUp, WithoutCard
from aftershift.activities.services import joining, organising
from aftershift.core import clock
from aftershift.leading.models import Certificate, GuideEvidence
from aftershift.safety import services
from aftershift.safety.models import Checklist, ChecklistTick, SafetyAnswers
from tests.factories import MONDAY_9AM, MemberFactory, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory
from tests.rules.leading.steps_world import LEAD_ROLES, with_empty_list
from tests.rules.people.world import card_for
from tests.rules.safety.test_gates import Walk

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
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


# -- at the door ---------------------------------------------------------------------------------------------------------


class Door:
    """Ten may come and ten have a place. It is the day, and one more stands there."""

    def __init__(self, boss, monkeypatch, **fields):
        self.monkeypatch, self.date = monkeypatch, hill(boss, places=10, **fields)
        assert opens(self.date).status_code == 200
        nine, self.one, self.more = (MemberFactory(organisation=boss.organisation) for _ in range(3))
        joining.join(member=nine, occurrence_id=self.date.pk, guests=Party(adults=8), now=MONDAY_9AM)
        joining.join(member=self.one, occurrence_id=self.date.pk, now=MONDAY_9AM)
        self.card, self.key = card_for(self.more).code, uuid4()
        self.at(JULY - HOUR)

    def at(self, now):
        self.monkeypatch.setattr(clock, "now", lambda: now)

    def press(self, how, *, pressed=JULY - HOUR):
        body = {"adds_places": True, "device_at": pressed.isoformat()}
        method, path, said = {
            "card": ("POST", "walk-ins", {"card": self.card}),
            "name": ("PUT", f"register/{self.one.pk}", {"is_here": True, "guests": 1}),
            "nameless": ("PUT", f"without-card/{self.key}", {"is_here": True, "people": 1}),
        }[how]
        path = f"/api/v1/occurrences/{self.date.pk}/{path}"
        return signed_in(self.date.activity.lead).send(method, path, body | said, once=method == "POST")

    @property
    def counted(self):
        row = Occurrence.objects.get()
        return row.taken, row.places, RegisterLine.objects.count() + WithoutCard.objects.count()


@pytest.mark.parametrize("how", ["card", "name", "nameless"])
def test_at_the_door_no_more_come_than_the_qualified_leaders_set_and_they_may_set_more(boss, monkeypatch, how):
    door = Door(boss, monkeypatch)
    refused = door.press(how)
    assert (refused.status_code, refused.json()["type"].rpartition("/")[2]) == (409, "group-too-large")
    assert "10 may come" in refused.json()["next"]
    assert "HM-B2" in refused.json()["next"]
    assert door.counted == (10, 10, 0)
    wrote(door.date, door.date.activity.lead, 12)
    assert door.press(how).status_code == 200
    assert door.counted == (11, 11, 1)


@pytest.mark.parametrize("how", ["card", "name", "nameless"])
def test_at_the_door_of_a_walk_in_the_park_a_lead_adds_places(boss, monkeypatch, how):
    """Negative control."""
    door = Door(boss, monkeypatch, kind=Activity.Kind.WALK)
    assert door.press(how).status_code == 200
    assert door.counted == (11, 11, 1)


def test_whoever_came_along_without_signal_is_counted_once_the_leader_has_said_so_also_after_the_end(boss, monkeypatch):
    door = Door(boss, monkeypatch)
    Occurrence.objects.update(state="closed", started_at=JULY, ended_at=JULY + 6 * HOUR)
    door.at(JULY + 8 * HOUR)
    assert door.press("card").status_code == 409
    wrote(door.date, door.date.activity.lead, 12)
    assert door.press("card").status_code == 200
    assert door.counted == (11, 11, 1)


def test_who_had_a_place_and_was_there_after_all_makes_the_group_no_larger(boss, monkeypatch):
    """Closing gave their place up, and somebody has it since."""
    door = Door(boss, monkeypatch)
    SignUp.objects.filter(member=door.one).update(status="missed")
    Occurrence.objects.update(state="closed", started_at=JULY, ended_at=JULY + 6 * HOUR, taken=10, without_card=1)
    door.at(JULY + 8 * HOUR)
    path = f"/api/v1/occurrences/{door.date.pk}/register/{door.one.pk}"
    body = {"is_here": True, "guests": 0, "device_at": JULY.isoformat()}
    assert signed_in(door.date.activity.lead).send("PUT", path, body).status_code == 200
    assert door.counted == (11, 11, 1)


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
