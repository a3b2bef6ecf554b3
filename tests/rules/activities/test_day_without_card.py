"""Somebody came along who has no card and no account: they are counted wherever people are counted, and are nobody."""

import datetime as dt
from uuid import uuid4

import pytest

from aftershift.activities import personal_data
from aftershift.activities.errors import NoFreePlace, NotTheDayYet, OccurrenceCancelled, OccurrenceOver
from aftershift.activities.models import Occurrence, RegisterLine, SignUp, WithoutCard
from aftershift.activities.over import said_of
from aftershift.activities.services import joining, organising
from aftershift.activities.services.without_card import count_without_card
from aftershift.core import clock
from aftershift.people.models import Member
from tests.factories import MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.test_day_register import BACK, BEFORE, MINUTE, OUT, Walk
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db


class Door:
    """Rosa leads and Bashir helps; the walk begins in half an hour. Each has a phone."""

    def __init__(self, *, places=10, starts_in=30, waits=0):
        self.organisation = OrganisationFactory()
        self.rosa, self.bashir, self.ama, self.ben = colleagues(self.organisation, 4)
        activity = ActivityFactory(organisation=self.organisation, lead=self.rosa, second=self.bashir)
        self.walk = OccurrenceFactory(activity=activity, places=places, starts_at=clock.now() + starts_in * MINUTE)
        self.path = f"/api/v1/occurrences/{self.walk.pk}"

    def joins(self, member):
        return joining.join(member=member, occurrence_id=self.walk.pk, now=clock.now())

    def counts(self, people=1, *, key=None, by=None, at=None, here=True, **more):
        at = at or clock.now()
        body = {"people": people, "is_here": here, "device_at": at.isoformat()} | more
        return signed_in(by or self.rosa).send("PUT", f"{self.path}/without-card/{key or uuid4()}", body)

    def reads(self, by=None):
        return signed_in(by or self.rosa).get(f"{self.path}/register").json()

    @property
    def now(self):
        row = Occurrence.objects.get(pk=self.walk.pk)
        return row.taken, row.places


def test_they_are_counted_as_here_and_have_places():
    """RULE-2: people, not sign-ups."""
    door = Door()
    door.joins(door.ama)
    said = door.counts(3)
    assert said.status_code == 200, said.content
    assert (said.json()["here"], said.json()["taken"], said.json()["free"]) == (3, 4, 6)
    found = signed_in(door.ama).get(door.path).json()
    assert (found["taken"], found["free"]) == (4, 6)


def test_a_press_that_is_sent_again_counts_once_and_can_be_taken_back_and_the_later_press_wins():
    door, key, at = Door(), uuid4(), clock.now() - 5 * MINUTE
    for _ in range(3):
        assert door.counts(2, key=key, at=at).json()["here"] == 2
    assert [line["key"] for line in door.reads(door.bashir)["without_card"]] == [str(key)]
    back = door.counts(2, key=key, at=at + MINUTE, here=False, by=door.bashir).json()
    assert (back["here"], back["taken"], back["without_card"]) == (0, 0, [])
    late = door.counts(2, key=key, at=at)  # the first press once more, from a slow phone
    assert (late.status_code, late.json()["type"].split("/")[-1]) == (409, "later-press-stands")
    assert door.now == (0, 10)
    assert door.counts(3, key=key, at=at + 2 * MINUTE).json()["here"] == 3
    line = WithoutCard.objects.get()
    assert (line.device_at, line.by, line.server_at > line.device_at) == (at + 2 * MINUTE, door.rosa, True)


def test_taken_back_before_it_was_heard_of_it_stays_taken_back():
    door, key, at = Door(), uuid4(), clock.now() - 5 * MINUTE
    assert door.counts(1, key=key, at=at + MINUTE, here=False).status_code == 200
    assert door.counts(1, key=key, at=at).status_code == 409
    assert door.now == (0, 10)


def test_two_phones_count_each_press_once():
    door = Door()
    first, second = uuid4(), uuid4()
    for _ in range(2):
        door.counts(1, key=first, by=door.rosa)
        door.counts(2, key=second, by=door.bashir)
    assert (door.reads()["here"], door.now) == (3, (3, 10))


def test_they_need_free_places_and_a_lead_adds_them_in_the_same_press():
    """RULE-1: never over-filled; the refusal says what to do."""
    door = Door(places=2)
    door.joins(door.ama)
    refused = door.counts(2)
    assert (refused.status_code, refused.json()["type"].split("/")[-1]) == (409, "no-free-place")
    assert "add a place" in refused.json()["next"]
    assert door.counts(2, by=door.bashir, adds_places=True).status_code == 403
    assert (door.now, WithoutCard.objects.count()) == ((1, 2), 0)
    assert door.counts(2, adds_places=True).status_code == 200
    assert door.now == (3, 3)
    assert Occurrence.objects.get().is_modified


def test_a_press_with_more_people_than_before_needs_only_who_is_more():
    door, key = Door(places=3), uuid4()
    assert door.counts(2, key=key).status_code == 200
    assert door.counts(3, key=key).status_code == 200
    assert door.counts(4, key=key).status_code == 409
    assert (door.now, door.reads()["here"]) == ((3, 3), 3)
    assert door.counts(1, key=key).status_code == 200
    assert (door.now, door.reads()["here"]) == ((1, 3), 1)


def test_those_who_wait_go_first():
    """RULE-10."""
    door = Door(places=1, starts_in=240)
    door.joins(door.ama)
    door.joins(door.ben)
    SignUp.objects.filter(member=door.ama).update(status="left")  # and nobody has settled since
    assert door.counts(1).status_code == 409
    assert SignUp.objects.get(member=door.ben).status == "waiting"  # a refusal changes nothing
    assert door.counts(1, adds_places=True).status_code == 200
    assert (SignUp.objects.get(member=door.ben).status, door.now) == ("placed", (2, 2))


def test_an_offer_keeps_its_place_until_its_time_is_over_and_then_it_is_theirs():
    """What the clock alone has changed is settled before anybody hears that there is no room."""
    organisation = OrganisationFactory()
    rosa, ama, ben = colleagues(organisation, 3)
    walk = OccurrenceFactory(activity=ActivityFactory(organisation=organisation, lead=rosa), places=1)
    noon = walk.starts_at - dt.timedelta(hours=4)
    joining.join(member=ama, occurrence_id=walk.pk, now=noon)
    joining.join(member=ben, occurrence_id=walk.pk, is_straight_in=False, now=noon)
    joining.leave(member=ama, occurrence_id=walk.pk, now=noon)
    assert SignUp.objects.get(member=ben).status == "offered"
    press = {
        "member": rosa,
        "roles": frozenset(),
        "occurrence_id": walk.pk,
        "key": uuid4(),
        "people": 1,
        "is_here": True,
    }
    with pytest.raises(NoFreePlace):
        count_without_card(**press, device_at=noon + MINUTE, now=noon + MINUTE)
    at_the_door = walk.starts_at - 5 * MINUTE
    count_without_card(**press, device_at=at_the_door, now=at_the_door)
    assert SignUp.objects.get(member=ben).status == "waiting"
    assert (Occurrence.objects.get().taken, Occurrence.objects.get().held) == (1, 0)


def test_taken_back_their_place_goes_to_who_waits():
    """RULE-5."""
    door, key = Door(places=1, starts_in=240), uuid4()
    assert door.counts(1, key=key).status_code == 200
    door.joins(door.ama)
    assert SignUp.objects.get().status == "waiting"
    assert door.counts(1, key=key, here=False).status_code == 200
    assert (SignUp.objects.get().status, door.now) == ("placed", (1, 1))


def test_a_place_of_theirs_is_nobody_elses():
    door = Door(places=2)
    door.counts(2)
    assert door.joins(door.ama).status == "waiting"
    more = {"member": door.rosa, "roles": frozenset({"member"}), "occurrence_id": door.walk.pk, "now": clock.now()}
    with pytest.raises(organising.PlacesInUse):
        organising.set_places(**more, places=1)


def test_who_only_comes_or_organises_from_afar_does_not_count_and_another_organisation_finds_nothing():
    door = Door()
    organiser = MemberFactory(organisation=door.organisation, roles=("organiser",))
    assert [door.counts(by=who).status_code for who in (door.ama, organiser, MemberFactory())] == [403, 403, 404]
    assert door.counts(0).status_code == door.counts(9).status_code == 400
    assert door.now == (0, 10)


def test_the_register_takes_the_same_statements_for_few_and_for_many():
    door = Door(places=60)
    same_query_count(
        few=lambda: door.counts(1),
        many=lambda: [door.counts(1) for _ in range(20)],
        read=lambda: signed_in(door.rosa).get(f"{door.path}/register"),
    )


# -- what can have become of the date meanwhile, with the times of one walk --


def counted(walk, people=2, *, key=None, at=BEFORE, now=None, here=True, **more):
    return count_without_card(
        member=walk.rosa,
        roles=frozenset({"member"}),
        occurrence_id=walk.date.pk,
        key=key or uuid4(),
        people=people,
        is_here=here,
        device_at=at,
        now=now or at,
        **more,
    )


def came(walk, now=BACK + MINUTE):
    walk.date.refresh_from_db()
    return said_of(occurrence=walk.date, member=walk.ama, now=now).came


def test_pressed_before_the_end_they_count_after_closing_and_pressed_later_not():
    walk, key = Walk(), uuid4()
    walk.tick(walk.ama, guests=1)
    walk.set_off()
    walk.close()
    assert came(walk) == 2
    counted(walk, key=key, at=OUT, now=BACK + MINUTE)
    assert (came(walk), walk.register(now=BACK + MINUTE).here, walk.taken) == (4, 4, (4, 10))
    with pytest.raises(OccurrenceOver):
        counted(walk, at=BACK + 2 * MINUTE)
    counted(walk, key=key, at=BACK + 3 * MINUTE, here=False)
    assert (came(walk), walk.taken) == (2, (2, 10))


def test_within_seven_days_a_phone_may_send_them_and_then_no_more():
    walk, key = Walk(), uuid4()
    counted(walk, key=key, at=OUT, now=BACK + dt.timedelta(days=6))
    assert walk.taken == (6, 10)
    for here in (True, False):
        with pytest.raises(OccurrenceOver):
            counted(walk, key=key, here=here, at=OUT, now=BACK + dt.timedelta(days=8))
    assert walk.taken == (6, 10)


def test_of_a_cancelled_date_nobody_is_counted_and_brought_back_it_has_who_was():
    walk, key = Walk(), uuid4()
    counted(walk, key=key)
    more = {"member": walk.rosa, "roles": frozenset({"member"}), "occurrence_id": walk.date.pk}
    organising.cancel(**more, now=BEFORE)
    for here in (True, False):
        with pytest.raises(OccurrenceCancelled):
            counted(walk, key=key, here=here, at=BEFORE + MINUTE)
    organising.bring_back(**more, now=BEFORE + 2 * MINUTE)
    assert walk.taken == (6, 10)
    counted(walk, key=key, here=False, at=BEFORE + 3 * MINUTE)
    assert walk.taken == (4, 10)


def test_of_a_date_that_was_moved_since_they_can_be_taken_back_at_once():
    walk, key = Walk(), uuid4()
    counted(walk, key=key)
    week = dt.timedelta(days=7)
    Occurrence.objects.filter(pk=walk.date.pk).update(starts_at=OUT + week, ends_at=BACK + week)
    with pytest.raises(NotTheDayYet):
        counted(walk)
    counted(walk, key=key, here=False, at=BEFORE + MINUTE)
    assert walk.taken == (4, 10)


def test_nobody_is_said_to_have_missed_it_because_others_were_counted():
    """Where no name was ticked, no register of names was kept."""
    walk = Walk()
    counted(walk)
    walk.set_off()
    walk.close()
    assert {walk.status(who) for who in (walk.ama, walk.ben, walk.chidi)} == {"placed"}
    assert came(walk) == 2


@pytest.mark.parametrize("wrong", [dt.timedelta(days=-3), dt.timedelta(days=3)])
def test_a_phone_three_days_wrong_neither_wins_nor_loses(wrong):
    """The phone says what its clock shows as it sends (decision 0031)."""
    door, key = Door(), uuid4()

    def says(at):
        return {"at": at + wrong, "sent_at": (clock.now() + wrong).isoformat()}

    assert door.counts(1, key=key, at=clock.now() - 6 * MINUTE).status_code == 200
    back = door.counts(1, key=key, here=False, by=door.bashir, **says(clock.now() - 4 * MINUTE))
    assert (back.status_code, back.json()["here"]) == (200, 0)
    again = door.counts(1, key=key, at=clock.now() - 2 * MINUTE)
    assert (again.status_code, again.json()["here"]) == (200, 1)
    assert abs(WithoutCard.objects.get().device_at - (clock.now() - 2 * MINUTE)) < MINUTE


# -- they are nobody --


def test_they_are_no_person_anywhere():
    """No member, no sign-up, no line of the register, and nothing that asks or tells anybody."""
    door = Door()
    members = Member.objects.count()
    door.counts(3)
    assert (Member.objects.count(), SignUp.objects.count(), RegisterLine.objects.count()) == (members, 0, 0)
    fields = {field.name for field in WithoutCard._meta.get_fields()}
    assert fields == {"id", "organisation", "occurrence", "key", "people", "is_here", "by", "device_at", "server_at"}


def test_whoever_pressed_and_is_forgotten_leaves_the_count():
    door = Door()
    door.counts(2, by=door.bashir)
    personal_data.erase(door.bashir, clock.now())
    assert (WithoutCard.objects.get().by, door.reads()["here"]) == (None, 2)
