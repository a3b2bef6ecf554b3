import hashlib
import json
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from aftershift.ballots.counting import equal_shares, reading
from aftershift.ballots.counting.buying import buy
from aftershift.ballots.counting.completing import next_set
from aftershift.ballots.counting.elections import election
from tests.rules.ballots import slow_count

SWIECIE = Path(__file__).parents[2] / "data" / "swiecie_2023.pb"
DAY_AND_NIGHT = [["A", "B", "C"]] * 7 + [["D", "E"]] * 5


def of(costs, slips, budget, seed=""):
    return election(
        options=[(id, Fraction(cost)) for id, cost in costs.items()], slips=slips, budget=Fraction(budget), seed=seed
    )


def slots(letters, slips, number, seed=""):
    return of(dict.fromkeys(letters, 1), slips, number, seed)


@pytest.fixture(scope="module")
def swiecie():
    return SWIECIE.read_text(encoding="utf-8")


def test_the_real_election_of_swiecie_comes_out_as_the_city_published_it(swiecie):
    """DESIGN 13."""
    count = equal_shares.count(reading.read_pb(swiecie))
    assert count.voters == 2553
    assert sorted(count.chosen) == sorted(reading.official_selection(swiecie))
    assert len(count.chosen) == 17


def test_swiecie_without_completion_leaves_money_unspent(swiecie):
    votes = reading.read_pb(swiecie)
    count = equal_shares.count(votes, completion="none")
    costs = {option.id: option.cost for option in votes.options}
    assert len(count.chosen) == 13
    assert sum(costs[id] for id in count.chosen) < votes.budget * 7 / 10


def test_five_night_staff_get_their_two_of_four_slots():
    """DOMAIN 8.2: top four would have given A, B, C and one of theirs."""
    before = equal_shares.count(slots("ABCDE", DAY_AND_NIGHT, 4), completion="none")
    after = equal_shares.count(slots("ABCDE", DAY_AND_NIGHT, 4))
    assert before.share == Fraction(1, 3)
    assert len(before.chosen) == 3
    assert len(set(before.chosen) & set("ABC")) == 2
    assert len(set(before.chosen) & set("DE")) == 1
    assert after.share == Fraction(2, 5)
    assert len(set(after.chosen) & set("ABC")) == 2
    assert set(after.chosen) >= {"D", "E"}
    assert [round_.each_pays for round_ in after.rounds] == [
        Fraction(1, 7),
        Fraction(1, 7),
        Fraction(1, 5),
        Fraction(1, 5),
    ]
    assert [(missed.option, missed.short_by) for missed in after.not_chosen] == [
        ((set("ABC") - set(after.chosen)).pop(), 1)
    ]


def test_a_tie_goes_to_the_cheaper_and_last_of_all_to_the_published_draw():
    """RULE-37. Cost as utility: two options are equal when as many people pay the same part of each pound."""
    cheaper = of({"dear": 4, "cheap": 2}, [["dear", "cheap"]] * 2, 2)
    assert equal_shares.count(cheaper, completion="none").chosen == ("cheap",)
    drawn = {
        seed: equal_shares.count(slots("ABC", [["A", "B", "C"]] * 3, 1, seed)).chosen for seed in ("", "spring", "tea")
    }
    assert drawn == {
        seed: (min("ABC", key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).digest()),) for seed in drawn
    }


def test_a_supporter_with_too_little_left_pays_what_is_left():
    slips = [["A", "B"], ["A", "B"], ["A"], ["B"]]
    count = equal_shares.count(of({"A": 2, "B": "1.5"}, slips, 4), completion="none")
    cheaper, dearer = count.rounds
    assert (cheaper.option, cheaper.each_pays, cheaper.poorer) == ("B", Fraction(1, 2), 0)
    assert (dearer.option, dearer.each_pays, dearer.poorer, dearer.poorer_paid) == ("A", 1, 2, 1)


def test_short_by_counts_whole_people_with_a_full_share():
    """DESIGN 13: what is missing, divided by one full final share, rounded up."""
    count = equal_shares.count(of({"A": 10, "B": 35}, [["A"], ["B"], []], 30), completion="none")
    assert count.chosen == ("A",)
    assert [(missed.option, missed.short_by) for missed in count.not_chosen] == [("B", 3)]


def test_what_nobody_ticked_is_not_chosen_however_much_is_left():
    count = equal_shares.count(slots("AB", [["A"]], 2))
    assert count.chosen == ("A",)
    assert [(missed.option, missed.short_by) for missed in count.not_chosen] == [("B", 1)]


def test_no_slips_choose_nothing():
    count = equal_shares.count(slots("AB", [], 2))
    assert (count.chosen, count.voters) == ((), 0)
    assert [missed.short_by for missed in count.not_chosen] == [1, 1]


def test_a_huge_budget_does_not_take_a_step_for_every_pound():
    """A milliard of steps would never end; what provably changes nothing is passed over."""
    million = 1_000_000_000
    slips = [["A", "B"], ["A", "C"], ["B"], ["C"]]
    count = equal_shares.count(of({"A": million, "B": 2 * million, "C": 3 * million}, slips, 4 * million))
    assert sorted(count.chosen) == ["A", "B"]


@st.composite
def small_elections(draw, most_voters=7, most_options=5, unit_cost=False):
    options = "ABCDE"[: draw(st.integers(1, most_options))]
    amounts = st.just(Fraction(1)) if unit_cost else st.builds(Fraction, st.integers(1, 40), st.sampled_from([1, 2, 4]))
    costs = {id: draw(amounts) for id in options}
    slips = draw(st.lists(st.lists(st.sampled_from(options), unique=True), min_size=1, max_size=most_voters))
    budget = Fraction(draw(st.integers(1, len(options)))) if unit_cost else Fraction(draw(st.integers(1, 80)))
    return costs, slips, budget, draw(st.sampled_from(["", "a", "b"]))


@settings(max_examples=2_000, deadline=None)
@given(small_elections(), st.sampled_from(["add1", "none"]))
def test_money_is_counted_like_the_slow_count(made, completion):
    costs, slips, budget, seed = made
    if all(cost == 1 for cost in costs.values()):
        costs["A"] += 1
    fast = equal_shares.count(of(costs, slips, budget, seed), completion=completion)
    slow = slow_count.equal_shares(costs, slips, budget, seed, completion)
    assert list(fast.chosen) == slow.chosen
    assert [round_.each_pays for round_ in fast.rounds] == slow.pays
    assert {missed.option: missed.short_by for missed in fast.not_chosen} == slow.short_by
    assert fast.share == slow.share


@settings(max_examples=200, deadline=None)
@given(small_elections(unit_cost=True))
def test_slots_pass_through_every_set_in_between_and_no_other(made):
    """Walk the shares in small steps with the slow count: each set it meets is the one the fast count foretells there."""
    costs, slips, budget, seed = made
    votes = of(costs, slips, budget, seed)
    fast = equal_shares.count(votes)
    share = budget / len(slips)
    bought = buy(votes, share)
    foretold = [(share, bought)]
    while (following := next_set(votes, *foretold[-1])) is not None and len(foretold) < 12:
        foretold.append(following)
    for step in range(1, 60):
        here = share + Fraction(step, 37)
        if len(foretold) == 12 and here >= foretold[-1][0]:
            break
        expected = [found for at, found in foretold if at < here][-1]
        if any(at == here for at, _ in foretold):
            continue
        assert set(slow_count.buy(costs, slips, here, seed)[0]) == {
            votes.options[position].id for position in expected.chosen
        }
    fitting = []
    for at, found in foretold:
        if len(found.chosen) > budget:
            break
        fitting.append((at, found))
    assert len(foretold) == 12 or set(fast.chosen) == {votes.options[position].id for position in fitting[-1][1].chosen}
    assert len(fast.chosen) <= budget


@settings(max_examples=200, deadline=None)
@given(small_elections(unit_cost=True))
def test_slots_end_at_a_share_where_the_slow_count_finds_the_same_set(made):
    costs, slips, budget, seed = made
    votes = of(costs, slips, budget, seed)
    fast = equal_shares.count(votes)
    close_above = slow_count.buy(costs, slips, fast.share + Fraction(1, 10**9), seed)[0]
    right_there = slow_count.buy(costs, slips, fast.share, seed)[0]
    assert set(fast.chosen) in (set(right_there), set(close_above))


def test_the_command_prints_what_design_13_says(tmp_path, capsys):
    file = tmp_path / "votes.json"
    file.write_text(
        json.dumps(
            {
                "budget": "4",
                "seed": "x",
                "options": [{"id": id, "cost": "1"} for id in "ABCDE"],
                "slips": DAY_AND_NIGHT,
            }
        )
    )
    call_command("count_votes", str(file), "--rule", "equal-shares", "--json")
    printed = json.loads(capsys.readouterr().out)
    assert set(printed["chosen"]) >= {"D", "E"}
    assert printed["rounds"][0]["supporters"] == 7
    assert printed["rounds"][0]["each_pays"] == "1/7"
    assert printed["not_chosen"][0]["short_by"] == 1
