"""Who comes every time brings guests: the party has its places together on each date, or waits together."""

import datetime as dt

import pytest

from aftershift.activities.errors import ChildrenNeedAnAdult, PartyTooLarge
from aftershift.activities.models import Activity, Occurrence, Party, SignUp, StandingSignUp
from aftershift.activities.rule import Rule, Time
from aftershift.activities.services import joining
from aftershift.activities.services.series import standing
from aftershift.core import clock
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, signed_in
from tests.rules.activities.test_series import JAN_8, SATURDAY, THURSDAY, THURSDAYS, WEEK, generate, rows, save
from tests.rules.activities.test_series_standing import open_up
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db
A_CHILD, TWO_CHILDREN = Party(children_5_10=1), Party(children_5_10=2)


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def walk(organiser) -> Activity:
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, THURSDAYS, organiser, places=3)
    return walk


@pytest.fixture
def ama(organiser):
    return colleagues(organiser.organisation, 1)[0]


def come(someone, walk, guests=None, *, now=MONDAY_9AM):
    return standing.come_every_time(member=someone, activity_id=walk.pk, guests=guests, now=now)


def parties(someone) -> list[tuple[str, int]]:
    mine = SignUp.objects.filter(member=someone).order_by("occurrence__starts_at")
    return [(row.status, row.people) for row in mine]


def test_a_party_has_its_places_on_each_date_and_on_those_made_later(walk, ama):
    come(ama, walk, A_CHILD)
    generate(walk, MONDAY_9AM + WEEK)
    assert parties(ama) == [("waiting", 2)] * 13
    assert (open_up(rows(walk)[0]).taken, open_up(rows(walk)[-1]).taken) == (2, 2)


def test_a_party_is_never_split(walk, organiser, ama):
    """RULE-3."""
    (ben,) = colleagues(organiser.organisation, 1)
    come(ama, walk, A_CHILD)
    come(ben, walk, A_CHILD, now=MONDAY_9AM + dt.timedelta(minutes=1))
    first = open_up(rows(walk)[0])
    assert (first.taken, first.waiting, parties(ama)[0], parties(ben)[0]) == (2, 2, ("placed", 2), ("waiting", 2))


def test_another_party_is_another_party_on_every_date_to_come(walk, ama):
    come(ama, walk, A_CHILD)
    first = open_up(rows(walk)[0])
    for _ in range(2):
        come(ama, walk, TWO_CHILDREN)
    first.refresh_from_db()
    assert (first.taken, {people for _, people in parties(ama)}) == (3, {3})
    assert StandingSignUp.objects.get().guests == TWO_CHILDREN


def test_where_there_is_no_room_for_more_that_date_stays_as_it_is(walk, organiser, ama):
    (ben,) = colleagues(organiser.organisation, 1)
    come(ama, walk, A_CHILD)
    first = open_up(rows(walk)[0])
    joining.join(member=ben, occurrence_id=first.pk, now=MONDAY_9AM)
    come(ama, walk, TWO_CHILDREN)
    first.refresh_from_db()
    assert (first.taken, parties(ama)[:2]) == (3, [("placed", 2), ("waiting", 3)])


def test_a_party_that_was_changed_for_one_date_stays_changed(walk, ama):
    come(ama, walk, A_CHILD)
    first = open_up(rows(walk)[0])
    joining.change_party(member=ama, occurrence_id=first.pk, guests=Party(), now=MONDAY_9AM)
    come(ama, walk, TWO_CHILDREN)
    assert parties(ama)[:2] == [("placed", 1), ("waiting", 3)]


def test_one_date_is_given_up_without_leaving_the_series(walk, ama):
    come(ama, walk, A_CHILD)
    joining.leave(member=ama, occurrence_id=rows(walk)[0].pk, now=MONDAY_9AM)
    come(ama, walk, TWO_CHILDREN)
    generate(walk, MONDAY_9AM + WEEK)
    assert parties(ama) == [("left", 2)] + [("waiting", 3)] * 12


def test_asking_again_without_a_word_of_guests_leaves_them(walk, ama):
    """A phone of before guests sends none."""
    come(ama, walk, A_CHILD)
    come(ama, walk)
    assert StandingSignUp.objects.get().guests == A_CHILD


def test_a_party_that_no_date_can_hold_is_refused(walk, ama):
    with pytest.raises(PartyTooLarge):
        come(ama, walk, Party(adults=3))
    assert (StandingSignUp.objects.count(), SignUp.objects.count()) == (0, 0)


def test_a_date_too_small_for_the_party_is_left_out(walk, ama):
    Occurrence.objects.filter(pk=rows(walk)[1].pk).update(places=1)
    come(ama, walk, A_CHILD)
    assert not SignUp.objects.filter(occurrence=rows(walk)[1]).exists()
    assert len(parties(ama)) == 11


def test_children_come_with_an_adult_of_their_own_party(walk, organiser):
    young = MemberFactory(organisation=organiser.organisation, is_under_18=True)
    with pytest.raises(ChildrenNeedAnAdult):
        come(young, walk, A_CHILD)
    assert not StandingSignUp.objects.exists()


def test_whoever_comes_every_time_comes_at_each_of_the_times_that_take_turns(organiser, ama):
    """Alternating times: a late Thursday and an early Saturday, so that every shift group can come to some."""
    walk = ActivityFactory(organisation=organiser.organisation)
    turns = Rule(JAN_8, (Time(THURSDAY, dt.time(15, 30)), Time(SATURDAY, dt.time(10, 0))))
    save(walk, turns, organiser, places=3)
    come(ama, walk, A_CHILD)
    on = Occurrence.objects.filter(sign_ups__member=ama).order_by("starts_at")
    assert [row.starts_at.strftime("%a %H:%M") for row in on[:4]] == ["Thu 15:30", "Sat 10:00"] * 2
    assert len(parties(ama)) == len(rows(walk)) == 12


def test_over_http_guests_are_said_and_shown(organiser):
    ama = MemberFactory(organisation=organiser.organisation)
    walk = ActivityFactory(organisation=organiser.organisation)
    first = clock.now().date() + dt.timedelta(days=7)
    save(walk, Rule(first, THURSDAYS.times), organiser, now=clock.now())
    client, path = signed_in(ama), f"/api/v1/activities/{walk.pk}"
    assert client.get(path + "/series").json()["my_guests"] is None
    said = Party(adults=1, children_0_4=1)._asdict()
    reply = client.send("PUT", path + "/standing-sign-up", said)
    assert (reply.status_code, reply.json()["my_guests"]) == (200, said)
    assert client.send("PUT", path + "/standing-sign-up").json()["my_guests"] == said
    crowd = client.send("PUT", path + "/standing-sign-up", {"adults": 9})
    assert (crowd.status_code, client.get(path + "/series").json()["my_guests"]) == (400, said)


def test_who_says_later_that_they_are_under_18_keeps_nobodys_dates_from_being_made(walk, organiser, ama):
    """DOMAIN 4.7: their children come with no adult of their own, so this party has no turn; all others have theirs."""
    (ben,) = colleagues(organiser.organisation, 1)
    come(ama, walk, A_CHILD)
    come(ben, walk)
    ama.is_under_18 = True
    ama.save(update_fields=["is_under_18"])
    before = len(rows(walk))
    generate(walk, MONDAY_9AM + WEEK)
    assert len(rows(walk)) == before + 1
    assert (len(parties(ama)), len(parties(ben))) == (before, before + 1)
