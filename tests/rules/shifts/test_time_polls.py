"""Which of these times suit you: pre-filled from each member's own map, confirmed with one tap, counted once it is over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from aftershift.activities.home import home
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.people.models import Member
from aftershift.shifts import personal_data, polling, services
from aftershift.shifts.errors import NobodyToAsk, PollIsOver
from aftershift.shifts.models import PollAnswer, TimePoll
from tests.factories import (
    MONDAY_9AM,
    MemberFactory,
    OrganisationFactory,
    TeamFactory,
    colleagues,
    same_query_count,
    signed_in,
)

from .crowd import EARLY, NIGHT, tell

pytestmark = pytest.mark.django_db

CLOSES = dt.date(2026, 1, 11)
AFTERNOON, EVENING = dt.datetime(2026, 1, 13, 15, 30), dt.datetime(2026, 1, 14, 20, 30)
SUNDAY = dt.datetime(2026, 1, 11, 23, 59, tzinfo=dt.UTC)
OVER = dt.datetime(2026, 1, 12, 0, 0, tzinfo=dt.UTC)


@pytest.fixture
def asker() -> Member:
    return MemberFactory(organisation=OrganisationFactory())


def open_poll(asker: Member, **fields: Any) -> TimePoll:
    told: dict[str, Any] = {
        "audience": "everyone",
        "what": "Chess",
        "minutes": 60,
        "on_site": True,
        "starts": [EVENING, AFTERNOON],
        "closes_date": CLOSES,
        "now": MONDAY_9AM,
    } | fields
    return polling.open_poll(member=asker, roles={"organiser"}, **told)


def answer(member: Member, poll: TimePoll, *places: int, now: dt.datetime = MONDAY_9AM) -> None:
    times = list(poll.times.order_by("starts_at"))
    polling.answer(member=member, poll_id=poll.pk, ticks=[times[place].pk for place in places], now=now)


def result(asker: Member, now: dt.datetime) -> polling.PollResult:
    (found,) = polling.results(member=asker, roles={"organiser"}, now=now)
    return found


def test_the_ticks_start_from_the_members_own_map(asker: Member):
    ama, ben = colleagues(asker.organisation, 2)
    tell(ama, EARLY)
    open_poll(asker)
    (asked,) = polling.asked_polls(member=ama, now=MONDAY_9AM)
    assert [(time.ticked, time.fit.why_not) for time in asked.times] == [(True, None), (False, "before_early")]
    (asked,) = polling.asked_polls(member=ben, now=MONDAY_9AM)
    assert [(time.ticked, time.fit.fits) for time in asked.times] == [(False, None), (False, None)]


def test_home_shows_a_poll_until_it_is_answered(asker: Member):
    ama = MemberFactory(organisation=asker.organisation)
    tell(ama, NIGHT)
    poll = open_poll(asker)
    shown = home(member=ama, all_roles={"member"}, now=MONDAY_9AM).poll
    assert shown is not None
    assert (shown.id, shown.what, shown.answered_at) == (poll.pk, "Chess", None)
    answer(ama, poll)
    assert home(member=ama, all_roles={"member"}, now=MONDAY_9AM).poll is None


def test_nobody_sees_a_figure_before_the_poll_is_over(asker: Member):
    poll = open_poll(asker)
    for member in colleagues(asker.organisation, 2):
        with pytest.raises(NotVisible):
            answer(member, poll, 0)  # joined after it opened
    poll = open_poll(asker, what="Darts")
    asked = list(Member.objects.of(asker.organisation_id))
    for member in asked:
        answer(member, poll, 0, now=SUNDAY)
    newest = polling.results(member=asker, roles={"organiser"}, now=SUNDAY)[0]
    assert (newest.is_over, newest.answered, newest.would_come) == (False, None, None)
    newest = polling.results(member=asker, roles={"organiser"}, now=OVER)[0]
    assert (newest.is_over, newest.answered, newest.would_come) == (True, 3, [3, 0])


def test_a_poll_of_a_shift_group_does_not_say_whether_somebody_is_in_it(asker: Member):
    nobody = open_poll(asker, audience="group:nights")
    services.correct_group(member=colleagues(asker.organisation, 1)[0], group="nights")
    one = open_poll(asker, audience="group:nights")
    found = {result.id: result for result in polling.results(member=asker, roles={"organiser"}, now=MONDAY_9AM)}
    assert vars(found[nobody.pk]) == vars(found[one.pk]) | {"id": nobody.pk, "starts": found[nobody.pk].starts}


def test_two_answers_are_not_counted_since_each_would_know_the_others(asker: Member):
    asked = [asker, *colleagues(asker.organisation, 3)]
    poll = open_poll(asker)
    for member in asked[:2]:
        answer(member, poll, 1)
    assert (result(asker, OVER).answered, result(asker, OVER).would_come) == (None, None)


def test_the_last_answer_counts_and_none_of_them_is_one(asker: Member):
    asked = [asker, *colleagues(asker.organisation, 2)]
    poll = open_poll(asker)
    for member in asked:
        answer(member, poll, 0, 1)
    answer(asked[1], poll, 1)
    answer(asked[2], poll)
    assert result(asker, OVER).would_come == [1, 2]


def test_a_poll_that_is_over_takes_no_answer(asker: Member):
    colleagues(asker.organisation, 2)
    poll = open_poll(asker)
    with pytest.raises(PollIsOver):
        answer(asker, poll, 0, now=OVER)
    polling.close(member=asker, roles={"organiser"}, poll_id=poll.pk, now=MONDAY_9AM)
    with pytest.raises(PollIsOver):
        answer(asker, poll, 0)
    again = polling.close(member=asker, roles={"organiser"}, poll_id=poll.pk, now=OVER)
    assert again.closed_at == MONDAY_9AM
    assert polling.asked_polls(member=asker, now=MONDAY_9AM) == []
    assert PollAnswer.objects.of(asker.organisation_id).exclude(answered_at=None).count() == 0


def test_only_who_is_asked_sees_a_poll(asker: Member):
    team = TeamFactory(organisation=asker.organisation)
    ama = MemberFactory(organisation=asker.organisation, team=team)
    ben = MemberFactory(organisation=asker.organisation)
    poll = open_poll(asker, audience=f"team:{team.pk}")
    assert [asked.id for asked in polling.asked_polls(member=ama, now=MONDAY_9AM)] == [poll.pk]
    assert polling.asked_polls(member=ben, now=MONDAY_9AM) == []
    with pytest.raises(NotVisible):
        answer(ben, poll, 0)


def test_only_who_opened_it_sees_what_came_of_it(asker: Member):
    ben = MemberFactory(organisation=asker.organisation)
    poll = open_poll(asker)
    assert polling.results(member=ben, roles={"organiser"}, now=OVER) == []
    with pytest.raises(NotVisible):
        polling.close(member=ben, roles={"organiser"}, poll_id=poll.pk, now=MONDAY_9AM)
    for roles in ({"member"}, {"connector"}, {"supervisor"}):
        with pytest.raises(NotAllowed):
            polling.results(member=asker, roles=roles, now=OVER)
        with pytest.raises(NotAllowed):
            polling.open_poll(
                member=asker,
                roles=roles,
                audience="everyone",
                what="Chess",
                minutes=60,
                on_site=True,
                starts=[AFTERNOON, EVENING],
                closes_date=CLOSES,
                now=MONDAY_9AM,
            )


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": [AFTERNOON]},
        {"starts": [AFTERNOON, AFTERNOON]},
        {"starts": [AFTERNOON + dt.timedelta(hours=hour) for hour in range(7)]},
        {"starts": [AFTERNOON, dt.datetime(2026, 1, 11, 12)]},
        {"starts": [AFTERNOON, dt.datetime(2026, 6, 11, 12)]},
        {"closes_date": dt.date(2026, 1, 4)},
        {"closes_date": dt.date(2026, 3, 4)},
    ],
)
def test_a_poll_that_makes_no_sense_is_refused(asker: Member, wrong: dict[str, Any]):
    with pytest.raises(FieldProblem):
        open_poll(asker, **wrong)
    assert not TimePoll.objects.of(asker.organisation_id).exists()


def test_an_audience_of_nobody_is_refused(asker: Member):
    with pytest.raises(NobodyToAsk):
        open_poll(asker, audience=f"team:{TeamFactory(organisation=asker.organisation).pk}")


def test_a_tick_for_another_polls_time_is_refused(asker: Member):
    poll, other = open_poll(asker), open_poll(asker, what="Darts")
    foreign = other.times.values_list("pk", flat=True)[0]
    with pytest.raises(FieldProblem):
        polling.answer(member=asker, poll_id=poll.pk, ticks=[foreign], now=MONDAY_9AM)


def test_who_is_forgotten_takes_their_answers_along(asker: Member):
    ama, *_ = colleagues(asker.organisation, 3)
    poll = open_poll(ama)
    answer(ama, poll, 0)
    assert personal_data.export(ama)["time_polls_answered"] == [{"what": "Chess", "ticked": 1}]
    personal_data.erase(ama, MONDAY_9AM)
    assert not PollAnswer.objects.of(asker.organisation_id).filter(member=ama).exists()
    assert TimePoll.objects.of(asker.organisation_id).get().member is None


def test_polls_take_as_many_statements_for_many_as_for_few(asker: Member):
    tell(asker, EARLY)
    same_query_count(
        few=lambda: open_poll(asker),
        many=lambda: [open_poll(asker, what=f"Chess {n}") for n in range(8)],
        read=lambda: polling.asked_polls(member=asker, now=MONDAY_9AM),
    )
    same_query_count(
        few=lambda: None,
        many=lambda: [open_poll(asker, what=f"Darts {n}") for n in range(8)],
        read=lambda: polling.results(member=asker, roles={"organiser"}, now=MONDAY_9AM),
    )


def test_one_tap_over_the_wire(asker: Member):
    now = clock.now()
    tell(asker, ["-"] * 7, now)
    starts = [{"date": (now.date() + dt.timedelta(days=9 + n)).isoformat(), "start": "15:30"} for n in range(2)]
    poll = open_poll(
        asker,
        starts=[dt.datetime.fromisoformat(f"{start['date']}T{start['start']}") for start in starts],
        closes_date=now.date() + dt.timedelta(days=6),
        now=now,
    )
    client = signed_in(asker)
    shown = client.get("/api/v1/time-polls").json()["results"][0]
    assert [time["ticked"] for time in shown["times"]] == [True, True]
    assert shown["times"][0]["starts"]["time"] == "15:30"
    assert client.get("/api/v1/home").json()["poll"]["id"] == str(poll.pk)
    body = {"ticks": [time["id"] for time in shown["times"] if time["ticked"]]}
    said = client.send("PUT", f"/api/v1/time-polls/{poll.pk}/answer", body)
    assert (said.status_code, said.json()["answered"]) == (200, True)
    assert client.get("/api/v1/home").json()["poll"] is None
