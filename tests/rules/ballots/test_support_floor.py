"""DOMAIN 8.2: what too few people ticked is not counted. The floor is fixed at opening, and shown before voting and after."""

import json

import pytest
from django.core.management import call_command

from aftershift.ballots import selectors
from aftershift.ballots.models import Ballot, Result
from tests.factories import MONDAY_9AM
from tests.rules.ballots.test_outcomes import outcome, titles
from tests.rules.ballots.world import AFTER, voting_world

pytestmark = pytest.mark.django_db


def voted(ticks, **fields):
    """One voter for each set of ticks."""
    world = voting_world(voters=len(ticks), **fields)
    for voter, letters in zip(world.voters, ticks, strict=True):
        world.cast(voter, letters)
    world.close()
    return world


def missed(world):
    return {row.option.title: (row.ticks, row.short_by, row.not_counted) for row in outcome(world).not_chosen}


def test_five_people_are_enough_and_four_are_not_also_where_few_vote():
    world = voted(["A"] * 5 + ["B"] * 4, letters="AB", slots=2)
    assert titles(outcome(world).chosen) == ["A"]
    assert missed(world) == {"B": (4, 1, "under_floor")}


def test_the_five_on_nights_of_the_example_are_over_the_floor():
    """DOMAIN 8.2 puts the floor and this example side by side."""
    world = voted(["ABC"] * 7 + ["DE"] * 5)
    assert {"D", "E"} <= set(titles(outcome(world).chosen))


def test_among_many_voters_the_floor_is_one_in_twenty():
    world = voted(["A"] * 122 + ["B"] * 6, letters="AB", slots=2)
    assert outcome(world).floor_ticks == 7
    assert missed(world) == {"B": (6, 1, "under_floor")}


@pytest.mark.parametrize(("ticks", "voters", "more"), [(5, 8, 0), (0, 8, 5), (5, 100, 0), (5, 101, 1), (0, 200, 11)])
def test_what_was_missing_counts_those_who_would_have_come_on_top(ticks, voters, more):
    ballot = Ballot(floor_ticks=5, floor_percent=5)
    assert selectors.short_of_floor(ballot, ticks=ticks, voters=voters) == more
    floor = selectors.floor_of(ballot, voters=voters + more)
    assert ticks + more >= floor
    assert not more or ticks + more - 1 < selectors.floor_of(ballot, voters=voters + more - 1)


def test_what_is_under_the_floor_takes_no_place_from_what_is_over_it():
    """Four people who tick nothing else would win the third place by votes: there is a place, and their idea is too small."""
    world = voted(["AB"] * 8 + ["C"] * 4, letters="ABC", slots=3)
    assert sorted(titles(outcome(world).chosen)) == ["A", "B"]
    assert outcome(world).voters == 12


def test_money_goes_by_the_floor_too():
    world = voted(["A"] * 6 + ["B"] * 4, letters="AB", budget="20", costs={"A": "10", "B": "1"})
    assert titles(outcome(world).chosen) == ["A"]


def test_a_count_that_chooses_nothing_is_talked_about_first():
    world = voted(["A", "B", "C", "D"] * 3, letters="ABCD", slots=2)
    assert world.ballot.state == "waiting_for_panel"
    assert set(Result.objects.of(world.organisation.pk).values_list("not_counted", flat=True)) == {"under_floor"}


def test_the_floor_is_shown_before_anybody_votes_and_stays_as_it_was_at_opening():
    world = voting_world()
    shown = selectors.ballot_shown(member=world.voters[0], ballot_id=world.ballot.pk, now=MONDAY_9AM)
    assert (shown.floor.people, shown.floor.percent) == (5, 5)


def test_a_vote_that_was_opened_without_a_floor_is_counted_without_one():
    """RULE-36, RULE-37: nothing is fixed after the opening."""
    world = voting_world(voters=9, letters="AB", slots=2)
    Ballot.objects.of(world.organisation.pk).update(floor_ticks=0, floor_percent=0)
    for voter, letters in zip(world.voters, ["A"] * 5 + ["B"] * 4, strict=True):
        world.cast(voter, letters)
    world.close()
    assert sorted(titles(outcome(world).chosen)) == ["A", "B"]
    assert outcome(world).floor is None


@pytest.mark.parametrize("money", [False, True])
def test_the_downloaded_file_counted_again_gives_the_published_outcome(tmp_path, capsys, money):
    """A fifth of the voters ticked only what is under the floor: they hold a share all the same."""
    fields = (
        {"budget": "60", "costs": {"A": "20", "B": "25.50", "C": "5", "D": "1", "E": "1"}} if money else {"slots": 2}
    )
    ticks = [["AB", "AC", "B", "C", "CA"][n % 5] for n in range(24)] + ["D"] * 4 + ["DE", "E"]
    world = voted(ticks, letters="ABCDE", **fields)
    found = outcome(world)
    assert {title for title, row in missed(world).items() if row[2] == "under_floor"} == {"E"}
    assert len(found.slips) == 30
    file = tmp_path / "slips.pb"
    text = selectors.slips_as_pb(member=world.voters[0], ballot_id=world.ballot.pk, now=AFTER)
    file.write_text(text)
    call_command("count_votes", str(file), "--rule", "equal-shares", "--seed", found.seed, "--json")
    printed = capsys.readouterr()
    counted = json.loads(printed.out)
    assert counted["chosen"] == [str(row.option.id) for row in found.chosen]
    assert counted["share"] == found.final_share
    assert counted["voters"] == found.voters == 30
    assert {row["option"]: row["short_by"] for row in counted["not_chosen"]} == {
        str(row.option.id): row.short_by for row in found.not_chosen if not row.not_counted
    }
    assert "exactly what the file says" in printed.err
    assert "support_floor;5\n" in text
    assert 'not_counted;"E (2)"\n' in text


def test_all_ticks_are_in_the_published_list_also_those_that_were_not_counted():
    world = voted(["A"] * 20 + ["AB"], letters="AB", slots=1)
    everything = sorted(str(world.option(letter).pk) for letter in "AB")
    assert [slip.ticks for slip in outcome(world).slips].count(everything) == 1
