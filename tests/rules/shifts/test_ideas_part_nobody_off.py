"""Who would come to an idea comes and goes one by one; what the time finder answers about them does not (decision 0012).

An organiser keeps every answer about every audience, adds and subtracts them in any way, and parts off nobody. Each test
has its negative control: the same attack on supporters who are counted one by one finds people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from aftershift.activities.models import Activity
from aftershift.ideas import services as ideas
from aftershift.ideas.models import Idea
from aftershift.shifts import counted, crowds
from tests.factories import MONDAY_9AM, signed_in
from tests.rules.activities.world import ActivityFactory, OccurrenceFactory

from .crowd import EARLY, LATE, NIGHT, people, tell
from .test_nobody_is_found_out import DAY, Hospital

pytestmark = pytest.mark.django_db

FEWEST = 8


@pytest.fixture
def hospital() -> Hospital:
    return Hospital()


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Takes the protection away: the supporters themselves are counted, wherever they stand."""

    def unprotected(*, organisation_id: UUID, members: Any) -> set[UUID]:
        rows = counted.rows_of(organisation_id=organisation_id, audience="everyone")
        found = set()
        for row in rows.filter(member__in=list(members)):
            row.crowd = row.pk
            row.save(update_fields=["crowd"])
            found.add(row.crowd)
        return found

    return lambda: (
        monkeypatch.setattr(counted, "crowds_of", unprotected),
        monkeypatch.setattr(crowds, "SMALLEST_SHOWN", 1),
    )  # type: ignore[func-returns-value]


@pytest.fixture
def asked_of(monkeypatch: pytest.MonkeyPatch) -> list[frozenset[Any]]:
    """Whose maps stood behind each answer so far, which no answer says."""
    seen: list[frozenset[Any]] = []
    whole = crowds.gather

    def gather(rows: Any, **more: Any) -> Any:
        found = whole(rows, **more)
        seen.append(frozenset(rows.values_list("member_id", "own_group")))
        return found

    monkeypatch.setattr(crowds, "gather", gather)
    return seen


def parts(asked: list[frozenset[Any]]) -> list[int]:
    """How many people stand in exactly the same answers, for each such set of people.

    Whatever is added to or taken from each other is made of whole such sets: with none below eight, nothing that an
    organiser works out is about fewer than eight people.
    """
    answers: dict[Any, set[int]] = defaultdict(set)
    for number, behind in enumerate(asked):
        for one in behind:
            answers[one].add(number)
    alike: dict[frozenset[int], int] = defaultdict(int)
    for numbers in answers.values():
        alike[frozenset(numbers)] += 1
    return list(alike.values())


def supports(hospital: Hospital, text: str, numbers: list[int]) -> str:
    idea = ideas.propose(member=hospital.asker, text=text, kind="talk", shown_as="named", now=MONDAY_9AM)
    for number in numbers:
        ideas.say_id_come(member=hospital.members[number], idea_id=idea.pk, now=MONDAY_9AM)
    return f"idea:{idea.pk}"


def ask_all(hospital: Hospital, audiences: list[str], now: Any = MONDAY_9AM) -> dict[str, Any]:
    """What the API says about each: the published answers."""
    client = signed_in(hospital.asker)
    found = {}
    for audience in audiences:
        reply = client.get(f"/api/v1/times?audience={audience}&minutes=60")
        assert reply.status_code == 200, reply.content
        found[audience] = reply.json() | {"unknown": None, "waits": None}  # no figures of anybody's shifts
    return found


@pytest.fixture(autouse=True)
def _it_is_monday(monkeypatch: pytest.MonkeyPatch, hospital: Hospital) -> None:
    from aftershift.core import clock
    from aftershift.people.models import RoleGrant

    monkeypatch.setattr(clock, "now", lambda: MONDAY_9AM)
    RoleGrant.objects.create(
        organisation=hospital.organisation, member=hospital.asker, role="organiser", granted_at=MONDAY_9AM
    )


def an_organiser_asks_day_after_day(hospital: Hospital) -> None:
    """Ideas that differ by one, by a few and by a site; supporters who come and go; each asked about again and again."""
    site, team = list(range(23)), list(range(12))
    ideas_asked = [
        supports(hospital, "Chess", site),
        supports(hospital, "Darts", site[:-1]),
        supports(hospital, "Bowls", team),
        supports(hospital, "Cards", [*team[:-3], 25, 26]),
        supports(hospital, "Walks", list(range(4, 36))),
        supports(hospital, "Books", [0, 5, 9]),
    ]
    for day in range(6):
        ask_all(hospital, [*hospital.audiences, *ideas_asked])
        for text in ideas_asked:
            idea_id = Idea.objects.get(pk=text.partition(":")[2]).pk
            member = hospital.members[(7 * day) % 40]
            ideas.say_id_come(member=member, idea_id=idea_id, now=MONDAY_9AM + day * DAY)
            ideas.take_back_id_come(member=hospital.members[(5 * day + 1) % 40], idea_id=idea_id)


def test_no_answers_about_ideas_sites_teams_and_groups_part_off_fewer_than_eight(hospital: Hospital, asked_of: Any):
    an_organiser_asks_day_after_day(hospital)
    assert len(set(asked_of)) >= 6
    assert min(parts(asked_of)) >= FEWEST


def test_the_same_attack_on_supporters_counted_one_by_one_finds_one_person(
    hospital: Hospital, asked_of: Any, one_by_one: Any
):
    """The negative control."""
    one_by_one()
    an_organiser_asks_day_after_day(hospital)
    assert min(parts(asked_of)) == 1


def one_more_supporter(hospital: Hospital) -> tuple[Any, Any]:
    """The published answers about a site and an idea of all its people but one, before and after that one joins them."""
    idea = supports(hospital, "Chess", list(range(20)))
    asked = [*hospital.listed, idea]
    before = ask_all(hospital, asked)
    ideas.say_id_come(member=hospital.members[20], idea_id=UUID(idea.partition(":")[2]), now=MONDAY_9AM)
    return before, ask_all(hospital, asked)


def test_one_more_supporter_changes_no_published_answer(hospital: Hospital):
    before, after = one_more_supporter(hospital)
    assert after == before
    assert not before[list(before)[-1]]["too_few"]


def test_one_more_supporter_would_be_seen_if_they_were_counted_one_by_one(hospital: Hospital, one_by_one: Any):
    """The negative control: twenty-one people are about twenty too, so the attacker asks until the rounding tips."""
    one_by_one()
    seen = []
    for number in range(20, 28):
        idea = supports(hospital, f"Chess {number}", list(range(number)))
        again = supports(hospital, f"Darts {number}", list(range(number + 1)))
        found = ask_all(hospital, [idea, again])
        seen.append(found[idea] == found[again])
    assert not all(seen)


def test_one_supporter_more_or_less_brings_a_whole_crowd_in_or_nobody(hospital: Hospital, asked_of: Any):
    """Five of the nine lates of a site are most of them, four are not."""
    for number in range(12, 22):
        ask_all(hospital, [supports(hospital, f"Chess {number}", list(range(number)))])
    assert [len(behind) for behind in asked_of] == [12, 12, 12, 12, 12, 21, 21, 21, 21, 21]


@pytest.mark.parametrize("number", range(18, 28))
def test_two_ideas_that_differ_by_one_supporter_have_one_answer(hospital: Hospital, number: int):
    idea = supports(hospital, "Chess", list(range(number)))
    again = supports(hospital, "Darts", [*range(number - 1), 33])
    found = ask_all(hospital, [idea, again])
    assert found[idea] == found[again]


def test_a_supporter_whose_shifts_change_changes_no_answer_until_eight_of_their_crowd_did(hospital: Hospital):
    idea = supports(hospital, "Chess", list(range(21)))
    asked = [*hospital.listed, idea]
    before = ask_all(hospital, asked)
    for number in range(7):
        tell(hospital.members[number], NIGHT)
        assert ask_all(hospital, asked) == before
    tell(hospital.members[7], NIGHT)
    after = ask_all(hospital, asked)
    assert after != before


def test_a_series_that_is_remembered_tells_no_more(hospital: Hospital, asked_of: Any):
    walk: Activity = ActivityFactory(organisation=hospital.organisation)
    for week in range(4):
        OccurrenceFactory(activity=walk, starts_at=MONDAY_9AM + (7 * week + 3) * DAY)
    idea = supports(hospital, "Chess", list(range(21)))
    client = signed_in(hospital.asker)

    def answers() -> list[Any]:
        replies = [
            client.get(f"/api/v1/times?audience={audience}&minutes=45&series={walk.pk}")
            for audience in [*hospital.listed, idea]
        ]
        assert {reply.status_code for reply in replies} == {200}
        return [reply.json() | {"unknown": None, "waits": None} for reply in replies]

    before = answers()
    assert before[0]["memory"]["groups"]
    for number in range(7):
        tell(hospital.members[number], LATE)
        ideas.say_id_come(member=hospital.members[21 + number], idea_id=UUID(idea.partition(":")[2]), now=MONDAY_9AM)
        assert answers() == before
    assert min(parts(asked_of)) >= FEWEST


def test_who_supports_in_numbers_is_counted_and_others_of_their_crowd_are_not(hospital: Hospital):
    """A crowd of forty, twenty of whom would come: the answer is about these twenty."""
    porters = people(hospital.organisation, 40, EARLY)
    idea = ideas.propose(member=hospital.asker, text="Chess", kind="talk", shown_as="named", now=MONDAY_9AM)
    for porter in porters[:20]:
        ideas.say_id_come(member=porter, idea_id=idea.pk, now=MONDAY_9AM)
    audience = f"idea:{idea.pk}"
    assert ask_all(hospital, [audience])[audience]["known"] == {"about": 20}


def test_who_supports_here_and_there_is_too_few_to_count(hospital: Hospital):
    scattered = supports(hospital, "Chess", [0, 1, 2, 3, 12, 13, 14, 23, 24, 25, 34, 35])
    answer = ask_all(hospital, [scattered])[scattered]
    assert answer["too_few"]
    assert not answer["times"]
