"""The register of the day: who is here, on two phones at once, with or without signal, and who was not."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import models

from aftershift.activities.errors import LaterPressStands, NoFreePlace, NotTheDayYet, OccurrenceOver
from aftershift.activities.models import Occurrence, Party, RegisterLine, SignUp
from aftershift.activities.register import register_of
from aftershift.activities.services import joining
from aftershift.activities.services import register as services
from aftershift.core import clock
from aftershift.core.errors import NotAllowed, NotVisible
from aftershift.people.models import Card
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, same_query_count, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.safety import test_gates as gates

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
BEFORE = THURSDAY_1530 - 10 * MINUTE
OUT = THURSDAY_1530 + 5 * MINUTE
BACK = THURSDAY_1530 + 45 * MINUTE


class Walk:
    """Rosa leads, Bashir helps; Ama, Ben and Chidi have places, Ama with one guest."""

    def __init__(self, *, places=10, others=0):
        self.list = gates.Walk()
        self.list.tick(*gates.BEFORE, *gates.BEFORE_START)
        self.list.publish()
        rows = Occurrence.objects.filter(pk=self.list.date.pk)
        rows.update(places=places, kept=0, keeps_until=None)  # nothing is kept any more on the day
        self.rosa, self.bashir, self.date = self.list.rosa, self.list.bashir, self.list.date
        self.organisation = self.date.organisation
        self.ama, self.ben, self.chidi, *self.more = [
            MemberFactory(organisation=self.organisation, called_name=name)
            for name in ("Ama", "Ben", "Chidi", *(f"Person {n}" for n in range(others)))
        ]
        self.join(self.ama, guests=Party(1))
        for member in (self.ben, self.chidi, *self.more):
            self.join(member)

    def join(self, member, **party):
        return joining.join(member=member, occurrence_id=self.date.pk, now=MONDAY_9AM, **party)

    def tick(self, whom, here=True, *, by=None, at=BEFORE, now=None, **more):
        return services.tick(
            member=by or self.rosa,
            roles=frozenset({"member", "lead"}),
            occurrence_id=self.date.pk,
            member_id=whom.pk,
            is_here=here,
            device_at=at,
            now=now or at,
            **more,
        )

    def walks_in(self, card, *, by=None, at=BEFORE, now=None, **more):
        return services.walk_in(
            member=by or self.rosa,
            roles=frozenset({"member"}),
            occurrence_id=self.date.pk,
            card=card,
            device_at=at,
            now=now or at,
            **more,
        )

    def set_off(self):
        self.list.start(2, at=OUT)

    def close(self):
        self.list.tick(*gates.DAY, *gates.AFTER, at=OUT)
        self.list.close(2, at=BACK)

    def register(self, reader=None, *, roles=frozenset({"member"}), now=BEFORE):
        return register_of(
            member=reader or self.rosa, roles=roles, all_roles=roles, occurrence_id=self.date.pk, now=now
        )

    def states(self):
        return {line.name: line.state for line in self.register().lines}

    def status(self, whom):
        return SignUp.objects.filter(member=whom, occurrence=self.date).latest("changed_at").status

    @property
    def taken(self):
        self.date.refresh_from_db()
        return (self.date.taken, self.date.places)


def card_of(member, code="KX7M2P4Q"):
    Card.objects.create(
        organisation_id=member.organisation_id, member_id=member.pk, person_id=member.person_id, code=code, pin_hash="!"
    )
    return code


def test_the_register_counts_people_not_sign_ups():
    """RULE-2."""
    walk = Walk()
    walk.tick(walk.ama, guests=1)
    walk.tick(walk.ben)
    assert walk.register().here == 3
    assert walk.states() == {"Ama": "here", "Ben": "here", "Chidi": "expected"}


def test_both_times_of_a_tick_are_kept_and_the_same_press_again_changes_nothing():
    walk = Walk()
    walk.tick(walk.ama, now=BEFORE + 9 * MINUTE)
    walk.tick(walk.ama, now=BACK)
    line = RegisterLine.objects.get()
    assert (line.by, line.device_at, line.server_at) == (walk.rosa, BEFORE, BEFORE + 9 * MINUTE)


def test_two_phones_merge_line_by_line_and_the_later_press_wins():
    walk = Walk()
    walk.tick(walk.ama, False, by=walk.bashir, at=BEFORE + 2 * MINUTE)
    walk.tick(walk.ben, by=walk.bashir, at=BEFORE + 2 * MINUTE)
    with pytest.raises(LaterPressStands):  # whoever pressed is told
        walk.tick(walk.ama, at=BEFORE, now=BACK)
    walk.tick(walk.ben, at=BEFORE, now=BACK)  # and hears nothing where both said the same
    walk.tick(walk.chidi, at=BEFORE, now=BACK)
    assert walk.states() == {"Ama": "expected", "Ben": "here", "Chidi": "here"}


def test_a_phone_whose_clock_is_ahead_cannot_win_for_ever():
    walk = Walk()
    walk.tick(walk.ama, at=BACK, now=BEFORE)
    walk.tick(walk.ama, False, by=walk.bashir, at=BEFORE + MINUTE)
    assert walk.states()["Ama"] == "expected"


class TwoPhones:
    """Rosa and Bashir at one walk that begins in half an hour, and Ama, who has a place and whose card they have."""

    def __init__(self):
        organisation = OrganisationFactory()
        self.rosa, self.bashir, self.ama = colleagues(organisation, 3)
        activity = ActivityFactory(organisation=organisation, lead=self.rosa, second=self.bashir)
        self.walk = OccurrenceFactory(activity=activity, starts_at=clock.now() + 30 * MINUTE)
        joining.join(member=self.ama, occurrence_id=self.walk.pk, now=clock.now())
        self.card, self.path = card_of(self.ama), f"/api/v1/occurrences/{self.walk.pk}"

    def press(self, who, how, *, clock_is_off=None, **body):
        """By card or by name, on a phone whose clock is so far off; it says what it shows where it is told how far."""
        shows = clock.now() + (clock_is_off or 0 * MINUTE)
        said = {"device_at": shows.isoformat()} | body
        if how == "card":
            return signed_in(who).send("POST", f"{self.path}/walk-ins", said | {"card": self.card}, once=True)
        return signed_in(who).send("PUT", f"{self.path}/register/{self.ama.pk}", said | {"is_here": True})

    @property
    def guests(self):
        return [line["guests"] for line in signed_in(self.rosa).get(f"{self.path}/register").json()["lines"]]


@pytest.mark.parametrize("how", ["card", "name"])
def test_guests_pressed_second_on_a_phone_that_is_minutes_slow_are_counted(how):
    """The phone says what its clock shows as it sends, so that the later press is the one that was made later."""
    two, slow = TwoPhones(), -3 * MINUTE
    assert two.press(two.bashir, how).status_code == 200
    said = two.press(two.rosa, how, guests=2, clock_is_off=slow, sent_at=(clock.now() + slow).isoformat())
    assert (said.status_code, said.json()["here"], two.guests) == (200, 3, [2])


@pytest.mark.parametrize("how", ["card", "name"])
def test_guests_that_a_later_press_does_not_know_of_are_never_lost_without_a_word(how):
    """Off by too little to be put right, or on a phone that does not say: whoever pressed is told, and presses again."""
    two = TwoPhones()
    assert two.press(two.bashir, how).status_code == 200
    refused = two.press(two.rosa, how, guests=2, clock_is_off=-MINUTE, sent_at=(clock.now() - MINUTE).isoformat())
    assert (refused.status_code, refused.json()["type"].split("/")[-1]) == (409, "later-press-stands")
    assert "press again" in refused.json()["next"]
    assert two.guests == [0]
    assert two.press(two.rosa, how, guests=2).status_code == 200
    assert two.guests == [2]


def test_a_card_shown_again_takes_no_guests_away():
    """On the second phone the number of guests stands at none; who came with them was counted by the first."""
    two = TwoPhones()
    assert two.press(two.rosa, "name", guests=1).json()["here"] == 2
    assert two.press(two.bashir, "card").json()["here"] == 2
    assert two.press(two.bashir, "name", guests=0).json()["here"] == 1  # at the name they can be taken back


def test_a_card_that_is_sent_again_is_the_same_press_whatever_the_clock_shows_then():
    two = TwoPhones()
    body = {"card": two.card, "device_at": clock.now().isoformat()}
    phone, key = signed_in(two.rosa), {"Idempotency-Key": str(uuid4())}
    for seconds in (1, 40):
        shows = clock.now() + dt.timedelta(seconds=seconds)
        said = phone.send("POST", f"{two.path}/walk-ins", body | {"sent_at": shows.isoformat()}, once=True, **key)
        assert said.status_code == 200, said.content
    assert said.headers["Idempotency-Replayed"] == "true"


def test_a_tick_can_be_taken_back():
    walk = Walk()
    walk.tick(walk.ama, guests=1)
    walk.tick(walk.ama, False, at=BEFORE + MINUTE)
    assert walk.register().here == 0


def test_whoever_is_not_on_the_list_cannot_be_ticked_by_id():
    walk = Walk()
    stranger = MemberFactory(organisation=walk.organisation)
    with pytest.raises(NotVisible):
        walk.tick(stranger)
    assert RegisterLine.objects.count() == 0


def test_only_lead_and_second_tick_and_only_on_the_day():
    walk = Walk()
    with pytest.raises(NotAllowed):
        walk.tick(walk.ama, by=walk.ama)
    with pytest.raises(NotTheDayYet):
        walk.tick(walk.ama, at=THURSDAY_1530 - dt.timedelta(hours=13))
    with pytest.raises(OccurrenceOver):
        walk.tick(walk.ama, at=BEFORE, now=BACK + dt.timedelta(days=8))
    assert RegisterLine.objects.count() == 0


def test_a_card_checks_in_who_has_a_place():
    walk = Walk()
    card = card_of(walk.ama)
    walk.walks_in(f"https://aftershift.example/card#{card}")
    assert walk.states()["Ama"] == "here"
    assert walk.taken == (4, 10)


def test_somebody_walks_in_with_their_card_and_has_a_place_also_after_the_start():
    walk = Walk()
    danuta = MemberFactory(organisation=walk.organisation, called_name="Danuta")
    walk.set_off()
    walk.walks_in(card_of(danuta), at=OUT)
    assert walk.states()["Danuta"] == "here"
    assert walk.status(danuta) == "placed"
    assert walk.taken == (5, 10)


def test_places_are_never_over_filled_and_the_lead_adds_one_in_the_same_press():
    """RULE-1."""
    walk = Walk(places=4)
    danuta = MemberFactory(organisation=walk.organisation, called_name="Danuta")
    card = card_of(danuta)
    with pytest.raises(NoFreePlace):
        walk.walks_in(card)
    with pytest.raises(NotAllowed):
        walk.walks_in(card, by=walk.bashir, adds_places=True)
    assert walk.taken == (4, 4)
    walk.walks_in(card, adds_places=True)
    walk.walks_in(card, adds_places=True)
    assert walk.taken == (5, 5)
    assert walk.states()["Danuta"] == "here"


def test_a_guest_without_a_name_comes_with_somebody_and_needs_a_place():
    walk = Walk(places=5)
    walk.tick(walk.ben, guests=1)
    assert walk.taken == (5, 5)
    with pytest.raises(NoFreePlace):
        walk.tick(walk.chidi, guests=2)
    assert walk.register().here == 2
    walk.tick(walk.chidi, guests=2, adds_places=True)
    assert walk.register().here == 5
    assert walk.taken == (7, 7)


def test_another_organisations_card_is_nobodys():
    walk = Walk()
    with pytest.raises(NotVisible):
        walk.walks_in(card_of(MemberFactory(), code="OTHER234"))
    with pytest.raises(NotVisible):
        services.tick(
            member=walk.rosa,
            roles=frozenset(),
            occurrence_id=uuid4(),
            member_id=walk.ama.pk,
            is_here=True,
            device_at=BEFORE,
            now=BEFORE,
        )


def test_a_shift_that_overran_is_told_in_one_tap_and_frees_the_place():
    walk = Walk()
    for _ in range(2):
        services.tell_shift_overran(member=walk.ama, occurrence_id=walk.date.pk, now=BEFORE)
    assert walk.states()["Ama"] == "overran"
    assert walk.status(walk.ama) == "left"
    assert walk.taken == (2, 10)


def test_whoever_makes_it_after_all_is_checked_in():
    walk = Walk()
    services.tell_shift_overran(member=walk.ben, occurrence_id=walk.date.pk, now=BEFORE)
    walk.tick(walk.ben, at=BEFORE + MINUTE)
    assert walk.states()["Ben"] == "here"
    assert walk.status(walk.ben) == "placed"


def test_closing_says_who_missed_it_and_a_late_tick_puts_it_right():
    walk = Walk()
    walk.tick(walk.ama, guests=1)
    services.tell_shift_overran(member=walk.chidi, occurrence_id=walk.date.pk, now=BEFORE)
    walk.set_off()
    walk.close()
    assert [walk.status(who) for who in (walk.ama, walk.ben, walk.chidi)] == ["placed", "missed", "left"]
    assert walk.taken == (2, 10)
    walk.tick(walk.ben, by=walk.bashir, at=BEFORE + MINUTE, now=BACK + MINUTE)
    assert walk.status(walk.ben) == "placed"
    assert walk.taken == (3, 10)
    walk.tick(walk.ben, False, at=BEFORE + 2 * MINUTE, now=BACK + 2 * MINUTE)
    assert walk.status(walk.ben) == "missed"


def test_where_no_register_was_kept_nobody_is_said_to_have_missed_it():
    walk = Walk()
    walk.set_off()
    walk.close()
    assert {walk.status(who) for who in (walk.ama, walk.ben, walk.chidi)} == {"placed"}


def test_a_walk_in_pressed_before_the_end_arrives_after_closing_and_one_pressed_later_does_not():
    walk = Walk()
    walk.tick(walk.ama)
    danuta, ivo = colleagues(walk.organisation, 2)
    first, second = card_of(danuta, "KX7M2P4Q"), card_of(ivo, "KX7M2P4R")
    walk.set_off()
    walk.close()
    walk.walks_in(first, at=OUT, now=BACK + MINUTE)
    with pytest.raises(OccurrenceOver):
        walk.walks_in(second, at=BACK + 2 * MINUTE)
    assert walk.status(danuta) == "placed"


def test_missed_dates_are_counted_nowhere():
    """No field of any model, and no reply of the register or of a card, counts what somebody missed."""
    from django.apps import apps

    from aftershift.activities.api.day_serializers import RegisterLineOut, RegisterOut
    from aftershift.activities.api.serializers import Card as CardOut
    from aftershift.activities.api.serializers import OccurrencePage

    numbers = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.IntegerField)
    ]
    told = [name for out in (RegisterOut, RegisterLineOut, CardOut, OccurrencePage) for name in out().fields]
    assert [name for name in numbers if "miss" in name.split(".")[-1]] == ["activities.SignUp.offers_missed"]
    assert [name for name in told if "miss" in name] == []


def test_names_are_told_to_who_runs_it_until_two_days_after_and_never_to_a_supervisor():
    """DOMAIN 7.3."""
    walk = Walk()
    with pytest.raises(NotAllowed):
        walk.register(walk.ama)
    named = ["Ama", "Ben", "Chidi"]
    assert [line.name for line in walk.register().lines] == named
    organiser = MemberFactory(organisation=walk.organisation)
    assert [line.name for line in walk.register(organiser, roles=frozenset({"organiser"})).lines] == named
    assert {line.name for line in walk.register(roles=frozenset({"supervisor"})).lines} == {""}
    late = BACK + dt.timedelta(hours=49)
    assert {line.name for line in walk.register(now=late).lines} == {""}


def test_the_register_takes_the_same_statements_for_few_and_for_many():
    walk = Walk(places=50)

    def come(count):
        for member in colleagues(walk.organisation, count):
            walk.join(member)
            walk.tick(member)

    same_query_count(few=lambda: come(1), many=lambda: come(20), read=walk.register)


def test_the_register_over_http():
    """The phone of a lead; a member who only comes is refused; a clock from 1970 is told."""
    organisation = OrganisationFactory()
    rosa, ama = colleagues(organisation, 2)
    activity = ActivityFactory(organisation=organisation, lead=rosa)
    walk = OccurrenceFactory(activity=activity, starts_at=clock.now() + 30 * MINUTE)
    joining.join(member=ama, occurrence_id=walk.pk, now=clock.now())
    path = f"/api/v1/occurrences/{walk.pk}/register"
    body = {"is_here": True, "device_at": clock.now().isoformat()}
    said = signed_in(rosa).send("PUT", f"{path}/{ama.pk}", body)
    assert (said.status_code, said.json()["here"], said.json()["may_add_places"]) == (200, 1, True)
    assert signed_in(rosa).get(path).json()["lines"][0]["state"] == "here"
    assert signed_in(ama).get(path).status_code == 403
    wrong = signed_in(rosa).send("PUT", f"{path}/{ama.pk}", body | {"device_at": "1970-01-01T00:00:00Z"})
    assert wrong.status_code == 400
