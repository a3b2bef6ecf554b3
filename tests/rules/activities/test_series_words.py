"""Other words for one date, for it and those that follow, or for all: who is affected first, then told once."""

import datetime as dt

import pytest
from django.db import connection

from aftershift.activities.about import about
from aftershift.activities.errors import StateDoesNotAllow
from aftershift.activities.events import DatesChanged
from aftershift.activities.models import Activity, Change, Occurrence
from aftershift.activities.services import joining, organising, words
from aftershift.activities.services.series import standing
from aftershift.activities.services.words import Reach
from aftershift.calendars import selectors as calendars
from aftershift.calendars.models import Feed
from aftershift.core import clock, events
from aftershift.core.errors import NotAllowed
from aftershift.people.models import Member
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues, signed_in, statements
from tests.rules.activities.test_series import (
    JAN_8,
    ORGANISER,
    THURSDAYS,
    WEEK,
    edit,
    generate,
    opened,
    rows,
    save,
)
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

pytestmark = pytest.mark.django_db
CLOCK, SIDE_DOOR, GARDEN = "Main door, by the big clock", "Side door", "Garden gate"


@pytest.fixture
def organiser() -> Member:
    return MemberFactory(organisation=OrganisationFactory())


@pytest.fixture
def told(monkeypatch) -> list[DatesChanged]:
    heard: list[DatesChanged] = []
    monkeypatch.setitem(events._listeners, DatesChanged, [heard.append])
    return heard


@pytest.fixture
def walk(organiser) -> Activity:
    walk = ActivityFactory(organisation=organiser.organisation)
    save(walk, THURSDAYS, organiser)
    return walk


def say(row, member, *, reach=Reach.THIS, takes_own=False, reason="", now=MONDAY_9AM, roles=ORGANISER, **texts):
    return words.say(
        member=member,
        roles=roles,
        occurrence_id=row.pk,
        wanted=words.Wanted(texts, reach, takes_own),
        reason=reason,
        now=now,
    )


def looked_at(row, member, *, reach=Reach.THIS, takes_own=False, now=MONDAY_9AM, **texts):
    wanted = words.Wanted(texts, reach, takes_own)
    found = words.preview(member=member, roles=ORGANISER, occurrence_id=row.pk, wanted=wanted, now=now)
    return found.people, len(found.dates), found.left


def places_of(walk) -> list[str]:
    return [row.meeting_place for row in Occurrence.objects.filter(activity=walk).order_by("starts_at")]


def test_rule_16_one_date_says_something_else_and_the_others_do_not(walk, organiser):
    say(rows(walk)[1], organiser, meeting_place=SIDE_DOOR)
    assert places_of(walk)[:3] == [CLOCK, SIDE_DOOR, CLOCK]
    assert rows(walk)[1].own_words == ["meeting_place"]


def test_rule_16_a_date_that_says_what_all_say_has_no_words_of_its_own(walk, organiser):
    say(rows(walk)[1], organiser, meeting_place=SIDE_DOOR)
    say(rows(walk)[1], organiser, meeting_place=CLOCK)
    assert rows(walk)[1].own_words == []
    say(rows(walk)[0], organiser, reach=Reach.ALL, meeting_place=GARDEN)
    assert set(places_of(walk)) == {GARDEN}


def test_rule_16_this_date_and_those_that_follow_and_those_made_later(walk, organiser):
    say(rows(walk)[2], organiser, reach=Reach.FOLLOWING, meeting_place=SIDE_DOOR)
    generate(walk, MONDAY_9AM + WEEK)
    found = places_of(walk)
    assert (found[:3], set(found[2:]), len(found)) == ([CLOCK, CLOCK, SIDE_DOOR], {SIDE_DOOR}, 13)


@pytest.mark.parametrize(
    ("takes_own", "third"), [(False, GARDEN), (True, SIDE_DOOR)], ids=["left as it is", "included"]
)
def test_rule_16_a_date_changed_by_hand_is_left_or_included(walk, organiser, takes_own, third):
    say(rows(walk)[2], organiser, meeting_place=GARDEN)
    assert looked_at(rows(walk)[0], organiser, reach=Reach.ALL, takes_own=takes_own, meeting_place=SIDE_DOOR) == (
        0,
        11 + takes_own,
        1 - takes_own,
    )
    say(rows(walk)[0], organiser, reach=Reach.ALL, takes_own=takes_own, meeting_place=SIDE_DOOR)
    assert places_of(walk)[:4] == [SIDE_DOOR, SIDE_DOOR, third, SIDE_DOOR]


def test_rule_16_a_word_that_was_changed_by_hand_keeps_only_itself(walk, organiser):
    say(rows(walk)[1], organiser, what_to_bring="Torch")
    say(rows(walk)[0], organiser, reach=Reach.ALL, meeting_place=SIDE_DOOR, what_to_bring="Shoes")
    second = rows(walk)[1]
    assert (second.meeting_place, second.what_to_bring) == (SIDE_DOOR, "Torch")


def test_rule_16_other_words_change_no_time_no_status_and_nobodys_place(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    opened(rows(walk)[0], ama)
    same = ("pk", "starts_at", "ends_at", "state", "places", "taken", "waiting", "is_modified", "pattern_date")
    before = list(Occurrence.objects.order_by("pk").values(*same))
    say(rows(walk)[0], organiser, reach=Reach.ALL, title="Thursday stroll", cost="£2")
    assert list(Occurrence.objects.order_by("pk").values(*same)) == before


def test_rule_19_who_is_affected_is_shown_before_and_told_once_with_the_reason(walk, organiser, told):
    ama, ben, chidi = colleagues(organiser.organisation, 3)
    opened(rows(walk)[0], ama, organiser)
    opened(rows(walk)[1], ama, ben)
    standing.come_every_time(member=chidi, activity_id=walk.pk, now=MONDAY_9AM)
    first, second, *_ = rows(walk)
    assert looked_at(first, organiser, meeting_place=SIDE_DOOR) == (3, 1, 0)
    assert looked_at(second, organiser, reach=Reach.FOLLOWING, meeting_place=SIDE_DOOR) == (3, 11, 0)
    assert (told, set(places_of(walk))) == ([], {CLOCK})
    say(first, organiser, reach=Reach.ALL, meeting_place=SIDE_DOOR, reason="Roof repairs")
    (message,) = told
    assert (message.what, message.reason, len(message.occurrence_ids)) == ("words", "Roof repairs", 12)
    assert sorted(message.member_ids) == sorted(someone.pk for someone in (ama, ben, chidi))


def test_rule_19_saying_what_is_said_already_tells_nobody(walk, organiser, told):
    (ama,) = colleagues(organiser.organisation, 1)
    opened(rows(walk)[0], ama)
    version = Activity.objects.get(pk=walk.pk).version
    for reach in Reach:
        say(rows(walk)[0], organiser, reach=reach, meeting_place=CLOCK)
    assert (told, Activity.objects.get(pk=walk.pk).version) == ([], version)


@pytest.mark.parametrize("reach", [Reach.FOLLOWING, Reach.ALL])
def test_rule_21_what_is_past_keeps_what_it_said(walk, organiser, reach):
    later = MONDAY_9AM + 2 * WEEK
    say(rows(walk)[3], organiser, reach=reach, meeting_place=SIDE_DOOR, now=later)
    past = rows(walk)[0]
    assert places_of(walk)[:2] == [CLOCK, CLOCK]
    assert about(member=organiser, all_roles=(), occurrence_id=past.pk).changes == []
    with pytest.raises(StateDoesNotAllow):
        say(past, organiser, meeting_place=SIDE_DOOR, now=later)


def test_rule_21_new_words_for_an_activity_leave_what_is_past(walk, organiser):
    later = MONDAY_9AM + 2 * WEEK
    organising.change_activity(
        member=organiser, roles=ORGANISER, activity_id=walk.pk, changes={"meeting_place": SIDE_DOOR}, now=later
    )
    assert places_of(walk)[:3] == [CLOCK, CLOCK, SIDE_DOOR]


def test_the_page_of_each_date_says_what_changed_for_it(walk, organiser):
    first, second, *_ = rows(walk)
    say(second, organiser, meeting_place=GARDEN)
    say(first, organiser, reach=Reach.ALL, meeting_place=SIDE_DOOR, now=MONDAY_9AM + dt.timedelta(hours=1))
    changes = {
        row.pk: [(c.was, c.became) for c in about(member=organiser, all_roles=(), occurrence_id=row.pk).changes]
        for row in (first, second)
    }
    assert changes == {first.pk: [(CLOCK, SIDE_DOOR)], second.pk: [(CLOCK, GARDEN)]}


def test_all_dates_alike_are_one_line_of_changes(walk, organiser):
    say(rows(walk)[0], organiser, reach=Reach.ALL, meeting_place=SIDE_DOOR)
    assert list(Change.objects.values_list("occurrence", "was", "became")) == [(None, CLOCK, SIDE_DOOR)]


def test_a_calendar_shows_the_words_of_each_date_and_follows_them(walk, organiser):
    first, second, *_ = rows(walk)
    for row in (first, second):
        opened(row, organiser)
    feed = Feed(organisation_id=organiser.organisation_id, member_id=organiser.pk, purpose=Feed.Purpose.MINE)
    say(second, organiser, title="Riverside walk", meeting_place=SIDE_DOOR)
    shown = [(entry.title, entry.place, entry.sequence) for entry in calendars.entries(feed=feed, today=JAN_8)]
    assert [title for title, *_ in shown] == ["Thursday walk", "Riverside walk"]
    assert [place for _, place, _ in shown] == [CLOCK, SIDE_DOOR]
    assert [row.sequence for row in rows(walk)[:2]] == [0, 1]


def test_every_list_and_page_reads_the_words_of_the_date(walk, organiser):
    first = opened(rows(walk)[0], organiser)
    say(
        first,
        organiser,
        title="Riverside walk",
        meeting_place=SIDE_DOOR,
        how_hard="Flat",
        cost="£1",
        what_to_bring="Hat",
    )
    client = signed_in(organiser)
    page = client.get(f"/api/v1/occurrences/{first.pk}").json()
    said = {name: page[name] for name in ("title", "place", "how_hard", "cost", "what_to_bring", "own_words")}
    assert said == {
        "title": "Riverside walk",
        "place": SIDE_DOOR,
        "how_hard": "Flat",
        "cost": "£1",
        "what_to_bring": "Hat",
        "own_words": ["title", "meeting_place", "how_hard", "cost", "what_to_bring"],
    }


def test_only_who_runs_it_says_something_else(walk, organiser):
    (ama,) = colleagues(organiser.organisation, 1)
    with pytest.raises(NotAllowed):
        say(rows(walk)[0], ama, roles=frozenset({"member"}), meeting_place=SIDE_DOOR)
    assert set(places_of(walk)) == {CLOCK}


def test_a_date_that_was_called_off_is_not_said_anew(walk, organiser):
    edit(organising.cancel, rows(walk)[0], organiser)
    with pytest.raises(StateDoesNotAllow):
        say(rows(walk)[0], organiser, meeting_place=SIDE_DOOR)


def dates(organiser, count) -> Activity:
    """Every week for `count` weeks, each with somebody on it."""
    walk = ActivityFactory(organisation=organiser.organisation)
    (ama,) = colleagues(organiser.organisation, 1)
    for week in range(count):
        date = OccurrenceFactory(activity=walk, starts_at=MONDAY_9AM + week * WEEK + dt.timedelta(days=3))
        joining.join(member=ama, occurrence_id=date.pk, now=MONDAY_9AM)
    return walk


@pytest.mark.parametrize("reach", [Reach.FOLLOWING, Reach.ALL])
def test_two_years_of_dates_cost_as_many_statements_as_two(organiser, reach):
    few, many = dates(organiser, 3), dates(organiser, 104)
    cost = [
        statements(lambda walk=walk: say(rows(walk)[1], organiser, reach=reach, title="Stroll", cost="£2"))
        for walk in (few, many)
    ]
    batches = 2 if connection.vendor == "sqlite" else 0  # which takes 999 values in one statement
    assert cost[0] <= cost[1] <= cost[0] + batches
    assert {row.title for row in rows(many)[1:]} == {"Stroll"}


# --- over HTTP ---


@pytest.fixture
def boss(organiser):
    return colleagues(organiser.organisation, 1, roles=("organiser",))[0]


def test_words_over_http_are_looked_at_then_saved(organiser, boss):
    date = OccurrenceFactory(organisation=organiser.organisation, starts_at=clock.now() + dt.timedelta(days=3))
    joining.join(member=organiser, occurrence_id=date.pk, now=clock.now())
    client, path = signed_in(boss), f"/api/v1/occurrences/{date.pk}"
    etag = client.get(path)["ETag"]
    body = {"meeting_place": SIDE_DOOR, "reach": "this", "reason": "Roof repairs"}
    seen = client.send("POST", path + "/words/preview", body)
    assert (seen.status_code, seen.json()["people"], seen.json()["left"]) == (200, 1, 0)
    assert [row["id"] for row in seen.json()["dates"]] == [str(date.pk)]
    reply = client.send("PUT", path + "/words", body, **{"If-Match": etag})
    assert (reply.status_code, reply.json()["place"], reply.json()["own_words"]) == (200, SIDE_DOOR, ["meeting_place"])
    again = client.send("PUT", path + "/words", body, **{"If-Match": etag})
    assert (again.status_code, again.json()["type"].rsplit("/", 1)[-1]) == (412, "changed-meanwhile")
