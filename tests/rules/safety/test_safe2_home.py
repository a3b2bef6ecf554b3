"""Somebody at home knows when a group is due back; when it is not, they are told, then the next, then the site's number."""

import datetime as dt
from unittest.mock import patch

import pytest

from aftershift.activities.events import OccurrenceClosing
from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.services import joining, running
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.core.events import _listeners
from aftershift.notifications.models import Message
from aftershift.organisations.models import Site
from aftershift.people.models import Person
from aftershift.safety import tasks
from aftershift.safety.errors import AskedTwice, DateIsOver, IsOnTheTrip, NothingToHear
from aftershift.safety.events import GroupIsSafe, GroupOverdue, HomeContactAsked, NobodyAtHome
from aftershift.safety.messages_out import _at_home
from aftershift.safety.models import HomeContact, OverdueStep
from aftershift.safety.selectors import home as selectors
from aftershift.safety.services import emergency, home
from tests.factories import MONDAY_9AM, MemberFactory, colleagues, signed_in
from tests.rules.activities.world import THURSDAY_1530, ActivityFactory, OccurrenceFactory
from tests.rules.safety.test_gates import MEMBER, ORGANISER

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
BACK = THURSDAY_1530 + 45 * MINUTE


class Trip:
    """A walk away from the site. Rosa leads, Bashir helps; Olu organises, and Ama and Ben are colleagues at home."""

    def __init__(self, **activity):
        made = ActivityFactory(is_on_site=False, **activity)
        self.organisation = made.organisation
        self.rosa, self.bashir, self.ama, self.ben = colleagues(self.organisation, 4)
        self.olu = MemberFactory(organisation=self.organisation, roles=("organiser",), called_name="Olu")
        Activity.objects.filter(pk=made.pk).update(lead=self.rosa, second=self.bashir)
        # Who leads something is known by name, so they can be asked.
        ActivityFactory(organisation=self.organisation, lead=self.ama, second=self.ben)
        made.refresh_from_db()
        self.date = OccurrenceFactory(activity=made)

    def ask(self, who=None, rank=1, email="", by=None, roles=MEMBER, now=MONDAY_9AM):
        return home.ask_contact(
            member=by or self.rosa,
            roles=roles,
            occurrence_id=self.date.pk,
            rank=rank,
            contact_id=who.pk if who else None,
            email=email,
            now=now,
        )

    def has(self, who, rank=1, *, may_wake=True):
        asked = self.ask(who, rank)
        return home.answer(member=who, contact_id=asked.pk, says_yes=True, may_wake=may_wake, now=MONDAY_9AM)

    def sets_off(self):
        Occurrence.objects.filter(pk=self.date.pk).update(state="started", started_at=THURSDAY_1530)

    def is_back(self, now):
        """Closed with everybody counted; what has to be ticked for it is tested elsewhere."""
        with patch.dict(_listeners, {OccurrenceClosing: []}):
            running.close(member=self.rosa, roles=MEMBER, occurrence_id=self.date.pk, now=now)

    def home(self):
        return selectors.home_of(member=self.rosa, roles=MEMBER, occurrence_id=self.date.pk)


@pytest.fixture
def heard():
    """Every event of this app, in order, as whoever words messages would hear it."""
    found = []
    kinds = (HomeContactAsked, NobodyAtHome, GroupOverdue, GroupIsSafe)
    for kind in kinds:
        _listeners[kind].append(found.append)
    yield found
    for kind in kinds:
        _listeners[kind].remove(found.append)


@pytest.fixture
def at(monkeypatch):
    """Run the worker's two tasks at a moment."""

    def run(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        tasks.warn_when_nobody_is_at_home()
        tasks.alert_when_overdue()

    return run


def alerts(heard):
    return [(event.step, event.at) for event in heard if isinstance(event, GroupOverdue)]


def test_it_goes_from_the_first_to_the_second_to_the_number_of_the_site(heard, at):
    trip = Trip()
    first, second = trip.has(trip.ama), trip.has(trip.ben, 2, may_wake=False)
    site = Site.objects.create(organisation=trip.organisation, name="Main")
    emergency.set_help_number(
        member=trip.olu, roles=ORGANISER, site_id=site.pk, name="Duty", number="020 7946 0000", now=MONDAY_9AM
    )
    trip.sets_off()
    heard.clear()
    for minutes in range(0, 240, 5):
        at(BACK + minutes * MINUTE)
    assert alerts(heard) == [
        ("first", BACK + 30 * MINUTE),
        ("second", BACK + 60 * MINUTE),
        ("site", BACK + 90 * MINUTE),
    ]
    one, two, three = heard
    assert (one.contact_ids, one.urgent_ids) == ((first.pk,), (first.pk,))
    assert (two.contact_ids, two.urgent_ids) == ((second.pk,), ())
    assert (set(three.contact_ids), three.help_name, three.help_number) == (
        {first.pk, second.pk},
        "Duty",
        "020 7946 0000",
    )


def test_who_has_not_said_yes_is_left_out_and_the_next_one_comes_at_once(heard, at):
    trip = Trip()
    trip.ask(trip.ama)
    trip.has(trip.ben, 2)
    trip.sets_off()
    at(BACK + 30 * MINUTE)
    assert alerts(heard) == [("second", BACK + 30 * MINUTE)]


def test_without_anybody_at_home_the_site_is_told_of_a_group_that_set_off(heard, at):
    trip = Trip()
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    assert alerts(heard) == [("site", BACK + 31 * MINUTE)]


def test_a_group_that_left_without_signal_is_missed_too_when_somebody_waits_at_home(heard, at):
    trip = Trip()
    at(BACK + 2 * HOUR)
    assert alerts(heard) == []
    trip.has(trip.ama)
    at(BACK + 2 * HOUR)
    assert alerts(heard) == [("first", BACK + 2 * HOUR)]


def test_a_worker_that_slept_for_hours_still_leaves_time_between_two_steps(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    trip.has(trip.ben, 2)
    trip.sets_off()
    at(BACK + 5 * HOUR)
    at(BACK + 5 * HOUR + 29 * MINUTE)
    assert alerts(heard) == [("first", BACK + 5 * HOUR)]
    at(BACK + 5 * HOUR + 30 * MINUTE)
    assert [step for step, _ in alerts(heard)] == ["first", "second"]


def test_back_in_time_nobody_is_told(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    trip.sets_off()
    Occurrence.objects.filter(pk=trip.date.pk).update(state="closed", ended_at=BACK)
    heard.clear()
    at(BACK + 3 * HOUR)
    assert heard == []


def test_they_took_longer_and_said_so(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    trip.sets_off()
    home.say_later(
        member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=BACK + 2 * HOUR, now=THURSDAY_1530
    )
    at(BACK + 2 * HOUR + 29 * MINUTE)
    assert alerts(heard) == []
    at(BACK + 2 * HOUR + 30 * MINUTE)
    assert [step for step, _ in alerts(heard)] == ["first"]


def test_a_later_time_is_one_that_is_still_to_come(heard):
    trip = Trip()
    for wrong in (THURSDAY_1530 - HOUR, BACK + 13 * HOUR):
        with pytest.raises(FieldProblem):
            home.say_later(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=wrong, now=THURSDAY_1530)
    Occurrence.objects.filter(pk=trip.date.pk).update(state="closed")
    with pytest.raises(DateIsOver):
        home.say_later(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=BACK, now=THURSDAY_1530)


def test_a_contact_who_heard_from_them_ends_the_alert_for_all(heard, at):
    trip = Trip()
    first = trip.has(trip.ama)
    trip.has(trip.ben, 2)
    trip.sets_off()
    with pytest.raises(NothingToHear):
        home.say_heard(member=trip.ama, contact_id=first.pk, now=BACK)
    at(BACK + 30 * MINUTE)
    heard.clear()
    home.say_heard(member=trip.ama, contact_id=first.pk, now=BACK + 40 * MINUTE)
    at(BACK + 5 * HOUR)
    assert [(type(event), event.contact_ids, event.was_site_told) for event in heard] == [
        (GroupIsSafe, (first.pk,), False)
    ]


def test_coming_back_after_the_alert_tells_those_who_were_told(heard, at):
    trip = Trip()
    first = trip.has(trip.ama)
    trip.sets_off()
    at(BACK + 30 * MINUTE)
    heard.clear()
    trip.is_back(BACK + 35 * MINUTE)
    assert [(type(event), event.contact_ids) for event in heard] == [(GroupIsSafe, (first.pk,))]
    at(BACK + 5 * HOUR)
    assert len(heard) == 1


def test_a_group_that_stopped_on_its_way_is_missed_until_it_is_counted_back(heard, at):
    trip = Trip()
    first = trip.has(trip.ama)
    trip.sets_off()
    heard.clear()
    running.stop(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, now=THURSDAY_1530 + 20 * MINUTE)
    at(BACK + 30 * MINUTE)
    assert alerts(heard) == [("first", BACK + 30 * MINUTE)], "stopping on a hill is no coming back"
    messages = Message.objects.filter(kind="at_home").exclude(facts__what="asked")
    assert {row.pk for row in messages} == set(_at_home(list(messages), BACK + 31 * MINUTE)), (
        "still true when it goes out"
    )
    trip.is_back(BACK + 40 * MINUTE)
    assert [(type(event), event.contact_ids) for event in heard[1:]] == [(GroupIsSafe, (first.pk,))]
    at(BACK + 5 * HOUR)
    assert len(heard) == 2


def test_a_date_stopped_before_anybody_set_off_is_missed_by_nobody(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    heard.clear()
    running.stop(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, now=THURSDAY_1530)
    at(BACK + 5 * HOUR)
    assert heard == []


def test_a_group_that_stopped_may_say_that_it_takes_longer(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    trip.sets_off()
    running.stop(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, now=BACK)
    home.say_later(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=BACK + 2 * HOUR, now=BACK)
    heard.clear()
    at(BACK + 2 * HOUR + 29 * MINUTE)
    assert alerts(heard) == []
    at(BACK + 2 * HOUR + 30 * MINUTE)
    assert [step for step, _ in alerts(heard)] == ["first"]


def test_the_leads_hear_before_they_leave_that_nobody_at_home_has_said_yes(heard, at):
    trip = Trip()
    trip.ask(trip.ama)
    heard.clear()
    at(THURSDAY_1530 - 4 * HOUR)
    assert heard == []
    for _ in range(2):
        at(THURSDAY_1530 - 3 * HOUR)
    assert [type(event) for event in heard] == [NobodyAtHome]


def test_nobody_warns_of_a_walk_on_the_site_or_of_one_with_somebody_at_home(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    ActivityFactory(organisation=trip.organisation)
    OccurrenceFactory(activity=ActivityFactory(organisation=trip.organisation, is_on_site=True))
    heard.clear()
    at(THURSDAY_1530 - 2 * HOUR)
    assert heard == []


def test_somebody_at_home_is_not_on_the_trip():
    """RULE-44."""
    trip = Trip()
    for who in (trip.rosa, trip.bashir):
        with pytest.raises(IsOnTheTrip):
            trip.ask(who)
    joining.join(member=trip.ama, occurrence_id=trip.date.pk, now=MONDAY_9AM)
    with pytest.raises(IsOnTheTrip):
        trip.ask(trip.ama)
    assert HomeContact.objects.count() == 0


def test_who_comes_along_after_all_is_not_told_and_does_not_count(heard, at):
    """RULE-44."""
    trip = Trip()
    trip.has(trip.ama)
    joining.join(member=trip.ama, occurrence_id=trip.date.pk, now=MONDAY_9AM)
    trip.sets_off()
    at(BACK + 31 * MINUTE)
    assert alerts(heard) == [("site", BACK + 31 * MINUTE)]
    body = signed_in(trip.rosa).get(f"/api/v1/occurrences/{trip.date.pk}/home").json()
    assert (body["is_confirmed"], body["contacts"][0]["is_on_trip"]) == (False, True)


def test_the_first_and_the_second_are_two():
    trip = Trip()
    trip.ask(trip.ama)
    with pytest.raises(AskedTwice):
        trip.ask(trip.ama, rank=2)
    trip.ask(email="Home@Example.org", rank=2)
    with pytest.raises(AskedTwice):
        trip.ask(email="home@example.org")


def test_asking_the_same_one_again_asks_nobody_twice(heard):
    trip = Trip()
    one = trip.ask(trip.ama)
    assert trip.ask(trip.ama).pk == one.pk
    assert len(heard) == 1
    other = trip.ask(trip.ben)
    assert list(HomeContact.objects.values_list("pk", flat=True)) == [other.pk]


def test_an_address_counts_once_its_test_message_was_answered():
    trip = Trip()
    asked = trip.ask(email="home@example.org")
    token = selectors.link_token(asked)
    assert not trip.home().is_confirmed
    home.answer_by_link(token=token, says_yes=True, now=MONDAY_9AM)
    assert trip.home().is_confirmed
    with pytest.raises(NotVisible):
        home.answer_by_link(token=token + "x", says_yes=True, now=MONDAY_9AM)
    trip.ask(email="other@example.org")
    with pytest.raises(NotVisible):
        home.answer_by_link(token=token, says_yes=True, now=MONDAY_9AM)


def test_only_colleagues_whose_names_are_known_here_can_be_asked():
    trip = Trip()
    stranger = MemberFactory(organisation=trip.organisation)
    with pytest.raises(NotVisible):
        trip.ask(stranger)
    assert trip.ask(trip.olu).member == trip.olu
    with pytest.raises(NotAllowed):
        trip.ask(trip.ben, by=trip.ama)


def test_a_question_to_another_is_not_mine_to_answer():
    trip = Trip()
    asked = trip.ask(trip.ama)
    with pytest.raises(NotVisible):
        home.answer(member=trip.ben, contact_id=asked.pk, says_yes=True, may_wake=False, now=MONDAY_9AM)


def test_two_days_after_the_end_nobody_at_home_is_named_any_more(monkeypatch):
    trip = Trip()
    trip.ask(email="home@example.org")
    for hours, left in ((47, 1), (48, 0)):
        monkeypatch.setattr(clock, "now", lambda hours=hours: BACK + hours * HOUR)
        tasks.forget_home_contacts()
        assert HomeContact.objects.count() == left


def test_a_date_that_nobody_closed_last_week_alerts_nobody(heard, at):
    trip = Trip()
    trip.has(trip.ama)
    trip.sets_off()
    heard.clear()
    at(BACK + 25 * HOUR)
    assert heard == []
    assert OverdueStep.objects.count() == 0


def test_an_address_is_not_that_of_somebody_on_the_trip(heard, at):
    """RULE-44. Of one's own it is refused; whose another's is, nobody learns from a refusal."""
    trip = Trip()
    for who, email in ((trip.rosa, "rosa@example.org"), (trip.ben, "ben@example.org")):
        Person.objects.filter(pk=who.person_id).update(email=email)
        who.person.refresh_from_db()
    with pytest.raises(IsOnTheTrip):
        trip.ask(email="Rosa@Example.org")
    asked = trip.ask(email="ben@example.org")
    home.answer_by_link(token=selectors.link_token(asked), says_yes=True, now=MONDAY_9AM)
    assert selectors.reachable(trip.home()) == [asked]
    joining.join(member=trip.ben, occurrence_id=trip.date.pk, now=MONDAY_9AM)
    assert selectors.reachable(trip.home()) == []
    trip.sets_off()
    heard.clear()
    at(BACK + 31 * MINUTE)
    assert alerts(heard) == [("site", BACK + 31 * MINUTE)]


def test_a_group_that_said_it_takes_much_longer_is_missed_all_the_way(heard, at):
    """Twice said, and a day after the end: every step still comes."""
    trip = Trip()
    trip.has(trip.ama)
    trip.has(trip.ben, 2)
    trip.sets_off()
    heard.clear()
    back = BACK + 11 * HOUR + 12 * HOUR
    for moment, later in ((BACK, BACK + 12 * HOUR), (BACK + 11 * HOUR, back)):
        home.say_later(member=trip.rosa, roles=MEMBER, occurrence_id=trip.date.pk, back_at=later, now=moment)
    for half_hours in range(40, 54):
        at(BACK + half_hours * 30 * MINUTE)
    assert alerts(heard) == [
        ("first", back + 30 * MINUTE),
        ("second", back + 60 * MINUTE),
        ("site", back + 90 * MINUTE),
    ]
