""" "I come every time": a turn on each date as it is made, in the order in which people said it, never over-filling."""

import datetime as dt
import itertools

import pytest

from aftershift.activities.errors import NotASeries
from aftershift.activities.events import OccurrencePublishing
from aftershift.activities.models import Activity, FacilitiesTeam, Occurrence, Party, SignUp, StandingSignUp
from aftershift.activities.rule import Rest, Rule
from aftershift.activities.services import joining, keeping, organising, places, running
from aftershift.activities.services.series import standing
from aftershift.core import events
from aftershift.people.events import MemberLeft
from aftershift.people.models import Member
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, TeamFactory, colleagues, same_query_count
from tests.rules.activities.test_series import JAN_8, THURSDAYS, WEEK, edit, generate, rows, save
from tests.rules.activities.world import ActivityFactory

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def organiser():
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def walk(organiser) -> Activity:
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, THURSDAYS, organiser, places=2)
    return walk


def come(someone, walk, *, now=MONDAY_9AM):
    return standing.come_every_time(member=someone, activity_id=walk.pk, now=now)


def open_up(date):
    """What `running.publish_occurrence` does once the list before the day is finished."""
    date.refresh_from_db()
    date.state = Occurrence.State.PUBLISHED
    date.save()
    places.settle_places(occurrence=date, now=MONDAY_9AM)
    date.refresh_from_db()
    return date


def statuses(someone, count=3):
    mine = SignUp.objects.filter(member=someone).order_by("occurrence__starts_at", "queued_at")
    return list(mine.values_list("status", flat=True))[:count]


def test_who_comes_every_time_has_a_place_the_moment_each_date_opens(walk, organiser):
    ama, ben = colleagues(organiser.organisation, 2)
    come(ama, walk)
    first = rows(walk)[0]
    assert (first.waiting, statuses(ama)) == (1, ["waiting"] * 3)
    open_up(first)
    joining.join(member=ben, occurrence_id=first.pk, now=MONDAY_9AM)
    assert (statuses(ama, 2), statuses(ben)) == (["placed", "waiting"], ["placed"])


def test_a_date_that_opens_after_its_cut_off_is_theirs_first_too(walk, organiser, monkeypatch):
    """The list before the day was finished two hours before the start."""
    monkeypatch.setitem(events._listeners, OccurrencePublishing, [])
    ama, ben, chidi = colleagues(organiser.organisation, 3)
    for n, someone in enumerate((chidi, ben, ama)):
        come(someone, walk, now=MONDAY_9AM + n * MINUTE)
    first = rows(walk)[0]
    late = first.starts_at - dt.timedelta(hours=2)
    opened = edit(running.publish_occurrence, first, organiser, now=late)
    opened.refresh_from_db()
    assert [statuses(someone, 1) for someone in (chidi, ben, ama)] == [["placed"], ["placed"], ["waiting"]]
    assert (opened.taken, opened.waiting) == (2, 1)


def test_who_comes_every_time_and_for_the_first_time_has_what_is_kept_for_first_timers(organiser, monkeypatch):
    """A quarter is kept when a date opens: for those too who have waited for that moment."""
    monkeypatch.setitem(events._listeners, OccurrencePublishing, [])
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, THURSDAYS, organiser, places=4)
    everyone = colleagues(organiser.organisation, 4)
    for n, someone in enumerate(everyone):
        come(someone, walk, now=MONDAY_9AM + n * MINUTE)
    opened = edit(running.publish_occurrence, rows(walk)[0], organiser, now=MONDAY_9AM + WEEK / 7)
    opened.refresh_from_db()
    assert (opened.taken, opened.waiting, opened.kept) == (4, 0, 0)
    assert [statuses(someone, 1) for someone in everyone] == [["placed"]] * 4


@pytest.mark.parametrize("state", ["planned", "published"])
def test_who_comes_every_time_has_their_turn_once_the_days_of_facilities_staff_are_over(walk, organiser, state):
    porters = TeamFactory(organisation=organiser.organisation)
    FacilitiesTeam.objects.create(organisation=organiser.organisation, team=porters)
    ama, ben = colleagues(organiser.organisation, 2)
    opens = MONDAY_9AM + dt.timedelta(days=1)
    first = rows(walk)[0]
    Occurrence.objects.filter(pk=first.pk).update(state=state, facilities_until=opens)
    come(ama, walk)
    Member.objects.filter(pk=ben.pk).update(team=porters)
    come(Member.objects.get(pk=ben.pk), walk, now=MONDAY_9AM + MINUTE)
    waiting_or_in = "placed" if state == "published" else "waiting"
    assert [mine_on(first, who) for who in (ama, ben)] == [None, waiting_or_in]
    call = {"organisation_id": organiser.organisation_id, "occurrence_id": first.pk}
    standing.let_all_in(**call, now=opens - MINUTE)
    assert mine_on(first, ama) is None
    for _ in range(2):
        standing.let_all_in(**call, now=opens)
    assert [mine_on(first, who) for who in (ama, ben)] == [waiting_or_in] * 2
    first.refresh_from_db()
    assert (first.facilities_until, first.taken + first.waiting) == (None, 2)


def mine_on(date, member):
    return SignUp.objects.filter(occurrence=date, member=member).values_list("status", flat=True).first()


def test_a_date_that_is_made_later_is_theirs_too(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    generate(walk, MONDAY_9AM + 2 * WEEK)
    assert open_up(rows(walk)[-1]).taken == 1
    assert SignUp.objects.filter(member=ama).count() == len(rows(walk)) == 14


def test_places_go_in_the_order_in_which_people_said_it_and_never_over_fill(walk, organiser):
    people = colleagues(organiser.organisation, 4)
    for n, someone in enumerate(reversed(people)):
        come(someone, walk, now=MONDAY_9AM + n * MINUTE)
    generate(walk, MONDAY_9AM + WEEK)
    last = open_up(rows(walk)[-1])
    found = {row.member_id: row.status for row in last.sign_ups.all()}
    assert [found[someone.pk] for someone in reversed(people)] == ["placed", "placed", "waiting", "waiting"]
    assert (last.taken, last.waiting) == (2, 2)


def test_on_a_date_that_is_open_and_full_they_wait_behind_those_who_came_before(walk, organiser):
    ama, ben, chidi = colleagues(organiser.organisation, 3)
    first = open_up(rows(walk)[0])
    for someone in (ama, ben):
        joining.join(member=someone, occurrence_id=first.pk, now=MONDAY_9AM)
    come(chidi, walk)
    assert statuses(chidi, 1) == ["waiting"]
    joining.leave(member=ama, occurrence_id=first.pk, now=MONDAY_9AM)
    assert statuses(chidi, 1) == ["placed"]


def test_making_a_date_takes_as_many_statements_for_twenty_who_come_every_time_as_for_one(walk, organiser):
    weeks = itertools.count(1)
    same_query_count(
        few=lambda: come(colleagues(organiser.organisation, 1)[0], walk),
        many=lambda: [come(someone, walk) for someone in colleagues(organiser.organisation, 19)],
        read=lambda: generate(walk, MONDAY_9AM + next(weeks) * WEEK),
    )
    assert rows(walk)[-1].waiting == 20


def test_saying_it_twice_is_once(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    assert come(ama, walk).pk == come(ama, walk, now=MONDAY_9AM + WEEK).pk
    assert SignUp.objects.filter(member=ama).count() == 12


def test_one_date_is_given_up_without_leaving_the_series(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    joining.leave(member=ama, occurrence_id=rows(walk)[1].pk, now=MONDAY_9AM)
    generate(walk, MONDAY_9AM + WEEK)
    assert statuses(ama) == ["waiting", "left", "waiting"]
    assert SignUp.objects.filter(member=ama, status="waiting").count() == 12


def test_leaving_the_series_gives_every_date_to_come_to_the_next(walk, organiser):
    ama, ben = colleagues(organiser.organisation, 2)
    first = open_up(rows(walk)[0])
    Occurrence.objects.filter(pk=first.pk).update(places=1)
    for someone in (ama, ben):
        come(someone, walk)
    for _ in range(2):
        standing.stop_coming(member=ama, activity_id=walk.pk, now=MONDAY_9AM)
    assert (statuses(ama), statuses(ben)) == (["left"] * 3, ["placed", "waiting", "waiting"])
    generate(walk, MONDAY_9AM + WEEK)
    assert not SignUp.objects.filter(member=ama, occurrence=rows(walk)[-1]).exists()


def test_leaving_the_series_keeps_what_is_past(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    open_up(rows(walk)[0])
    standing.stop_coming(member=ama, activity_id=walk.pk, now=MONDAY_9AM + WEEK)
    assert statuses(ama, 2) == ["placed", "left"]


def test_a_rest_loses_nobody_their_place_in_the_series(walk, organiser):
    """August, Ramadan: dates with people on them are asked about; those after the rest are theirs as before."""
    (ama,) = colleagues(organiser.organisation, 1)
    rest = Rest(dt.date(2026, 3, 30), dt.date(2026, 4, 30), "Ramadan")
    save(walk, Rule(JAN_8, THURSDAYS.times, rests=(rest,)), organiser, places=2)
    come(ama, walk)
    generate(walk, MONDAY_9AM + 6 * WEEK)
    assert rows(walk)[-1].local_date == dt.date(2026, 5, 7)
    generate(walk, MONDAY_9AM + 12 * WEEK)
    after = [row for row in rows(walk) if row.local_date > dt.date(2026, 4, 30)]
    assert len(after) == 7
    assert {row.waiting for row in after} == {1}
    assert not [row for row in rows(walk) if rest.covers(row.local_date)]
    assert StandingSignUp.objects.filter(member=ama).exists()


def test_a_date_that_is_brought_back_has_them_again(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    first = rows(walk)[0]
    edit(organising.cancel, first, organiser)
    edit(organising.bring_back, first, organiser)
    assert open_up(first).taken == 1


def test_what_takes_place_once_cannot_be_come_to_every_time(organiser):
    once = ActivityFactory(organisation=organiser.organisation)
    with pytest.raises(NotASeries):
        come(organiser, once)
    assert not StandingSignUp.objects.exists()


def test_whoever_leaves_the_programme_comes_to_nothing_made_later(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    left = MemberLeft(organisation_id=organiser.organisation_id, member_id=ama.pk, at=MONDAY_9AM)
    standing.end_standing(left)
    joining.free_places_of(left)
    generate(walk, MONDAY_9AM + WEEK)
    assert not SignUp.objects.filter(member=ama, status__in=("waiting", "placed")).exists()


def test_a_member_is_told_what_is_kept_and_it_goes_with_them(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    kept = registered["activities"]
    assert kept.export(ama)["comes_every_time"] == [{"activity": "Thursday walk", "guests": Party()._asdict()}]
    kept.erase(ama, MONDAY_9AM)
    assert not StandingSignUp.objects.exists()


def facilities_first(date, organiser, until, *, now=MONDAY_9AM):
    keeping.keep_places(
        member=organiser,
        roles=frozenset({"organiser"}),
        occurrence_id=date.pk,
        first_timers=0,
        jobs=(),
        facilities_until=until,
        now=now,
    )


def test_facilities_first_holds_also_for_who_comes_every_time(walk, organiser):
    """Said of a planned date in which others had their turns already: facilities staff are seated, and others wait for the
    day on which it opens to everybody. Then who comes every time is first of them."""
    team = TeamFactory(organisation=organiser.organisation)
    FacilitiesTeam.objects.create(organisation=organiser.organisation, team=team)
    ama, ben = colleagues(organiser.organisation, 2)
    dora = MemberFactory(organisation=organiser.organisation, team=team)
    for n, someone in enumerate((ama, ben, dora)):  # those of the wider hospital said it first
        come(someone, walk, now=MONDAY_9AM + n * MINUTE)
    first = rows(walk)[0]
    opens = first.starts_at - dt.timedelta(days=1)
    facilities_first(first, organiser, opens)
    opened = open_up(first)
    assert statuses(dora, 1) == ["placed"]
    assert not first.sign_ups.filter(member__in=(ama, ben)).exists()
    assert (opened.taken, opened.waiting, opened.free) == (1, 0, 1)
    assert statuses(ama) == ["waiting"] * 3  # the dates after it are as they were
    standing.let_all_in(organisation_id=organiser.organisation_id, occurrence_id=first.pk, now=opens)
    mine = {row.member_id: row.status for row in first.sign_ups.all()}
    assert mine == {dora.pk: "placed", ama.pk: "placed", ben.pk: "waiting"}


def test_facilities_first_taken_back_gives_everybody_their_turns_again(walk, organiser):
    team = TeamFactory(organisation=organiser.organisation)
    FacilitiesTeam.objects.create(organisation=organiser.organisation, team=team)
    (ama,) = colleagues(organiser.organisation, 1)
    come(ama, walk)
    first = rows(walk)[0]
    facilities_first(first, organiser, first.starts_at - dt.timedelta(days=1))
    assert not first.sign_ups.exists()
    facilities_first(first, organiser, None)
    standing.let_all_in(organisation_id=organiser.organisation_id, occurrence_id=first.pk, now=MONDAY_9AM)
    assert first.sign_ups.get().member == ama


def test_facilities_first_said_of_an_open_date_takes_no_turn_from_who_waits(walk, organiser):
    team = TeamFactory(organisation=organiser.organisation)
    FacilitiesTeam.objects.create(organisation=organiser.organisation, team=team)
    people = colleagues(organiser.organisation, 3)
    for n, someone in enumerate(people):
        come(someone, walk, now=MONDAY_9AM + n * MINUTE)
    first = open_up(rows(walk)[0])
    facilities_first(first, organiser, first.starts_at - dt.timedelta(days=1))
    assert [statuses(someone, 1) for someone in people] == [["placed"], ["placed"], ["waiting"]]
