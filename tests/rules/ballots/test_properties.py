"""What both rules promise, over random profiles: 2,000 of them for each promise.

Sources: Aziz et al., "Justified representation in approval-based committee voting" (2017), for the groups; Peters and
Skowron, "Proportionality and the limits of welfarism" (2020), for equal shares; Janson, "Phragmen's and Thiele's
election methods" (2016), for the winner who stays one.
"""

import random
from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from aftershift.ballots.counting import equal_shares, sequential_pav
from aftershift.ballots.counting.elections import election

PROFILES = settings(max_examples=2_000, deadline=None)
LETTERS = "ABCDEF"


@st.composite
def profiles(draw, *, of_cost_1, most_voters=8):
    options = LETTERS[: draw(st.integers(1, 6))]
    amounts = st.just(Fraction(1)) if of_cost_1 else st.builds(Fraction, st.integers(1, 40), st.sampled_from([1, 2, 4]))
    slips = draw(st.lists(st.lists(st.sampled_from(options), unique=True), min_size=1, max_size=most_voters))
    budget = Fraction(draw(st.integers(1, 6 if of_cost_1 else 80)))
    return {option: draw(amounts) for option in options}, slips, budget


def of(costs, slips, budget, seed="spring"):
    return election(options=list(costs.items()), slips=slips, budget=budget, seed=seed)


def groups_left_behind(costs, slips, slots, chosen):
    """Every group of voters that deserves some number of options and in which nobody got as many (EJR)."""
    found = []
    for size in range(1, len(slips) + 1):
        deserved_at_most = int(size * slots / len(slips))
        for group in combinations(range(len(slips)), size) if deserved_at_most else ():
            agreed = len(set(costs).intersection(*(slips[voter] for voter in group)))
            deserved = min(deserved_at_most, agreed)
            if deserved and all(len(set(slips[voter]) & set(chosen)) < deserved for voter in group):
                found.append((group, deserved))
    return found


@PROFILES
@given(profiles(of_cost_1=True))
def test_every_group_that_agrees_gets_what_it_deserves_from_equal_shares(made):
    costs, slips, budget = made
    chosen = equal_shares.count(of(costs, slips, budget), completion="none").chosen
    assert groups_left_behind(costs, slips, budget, chosen) == []


def test_the_search_for_groups_finds_who_most_votes_win_would_leave_behind():
    """The negative control: 51 % take all."""
    slips = [["A", "B"]] * 5 + [["C"]] * 3
    assert groups_left_behind(dict.fromkeys("ABC", 1), slips, 2, ["A", "B"]) == []
    assert ((5, 6, 7), 1) in groups_left_behind(dict.fromkeys("ABCD", 1), slips, 3, ["A", "B", "D"])


@PROFILES
@given(profiles(of_cost_1=True), st.data())
def test_a_winner_of_sequential_pav_stays_one_when_one_more_slip_adds_it(made, data):
    costs, slips, budget = made
    for winner in sequential_pav.count(of(costs, slips, budget)).chosen:
        without = [place for place, slip in enumerate(slips) if winner not in slip]
        more = [[*slips, [winner]]]
        if without:
            place = data.draw(st.sampled_from(without))
            more.append([*slips[:place], [*slips[place], winner], *slips[place + 1 :]])
        for changed in more:
            assert winner in sequential_pav.count(of(costs, changed, budget)).chosen


@PROFILES
@given(profiles(of_cost_1=False), st.sampled_from(["add1", "none"]))
def test_payments_for_an_option_come_to_its_cost_and_nobody_pays_more_than_their_share(made, completion):
    costs, slips, budget = made
    count = equal_shares.count(of(costs, slips, budget), completion=completion)
    paid = [Fraction(0)] * len(slips)
    for round_ in count.rounds:
        payments = [
            min(round_.each_pays, count.share - paid[voter]) if round_.option in slip else Fraction(0)
            for voter, slip in enumerate(slips)
        ]
        assert sum(payments) == costs[round_.option]
        assert round_.each_pays * (round_.supporters - round_.poorer) + round_.poorer_paid == costs[round_.option]
        paid = [before + now for before, now in zip(paid, payments, strict=True)]
    assert all(0 <= amount <= count.share for amount in paid)
    assert sum(costs[option] for option in count.chosen) <= budget


@PROFILES
@given(profiles(of_cost_1=False), profiles(of_cost_1=True), st.integers(0, 10**6))
def test_the_order_of_slips_changes_nothing(money, slots, mixing):
    chance = random.Random(mixing)
    for (costs, slips, budget), rules in ((money, [equal_shares]), (slots, [equal_shares, sequential_pav])):
        mixed = [chance.sample(slip, len(slip)) for slip in slips]
        chance.shuffle(mixed)
        for rule in rules:
            assert rule.count(of(costs, slips, budget)) == rule.count(of(costs, mixed, budget))


@PROFILES
@given(profiles(of_cost_1=False), profiles(of_cost_1=True), st.text(max_size=4), st.text(max_size=4))
def test_the_seed_decides_ties_and_nothing_else(money, slots, one_seed, other_seed):
    for costs, slips, budget in (money, slots):
        one, other = (
            equal_shares.count(of(costs, slips, budget, seed), completion="none") for seed in (one_seed, other_seed)
        )
        for here, there in zip(one.rounds, other.rounds, strict=False):
            if here.option != there.option:
                assert here.each_pays / costs[here.option] == there.each_pays / costs[there.option]
                assert (costs[here.option], here.supporters) == (costs[there.option], there.supporters)
                break
        else:
            assert one.rounds == other.rounds
    costs, slips, budget = slots
    one, other = (sequential_pav.count(of(costs, slips, budget, seed)) for seed in (one_seed, other_seed))
    for here, there in zip(one.rounds, other.rounds, strict=True):
        if here.option != there.option:
            assert (here.score, here.supporters) == (there.score, there.supporters)
            break
    else:
        assert one.chosen == other.chosen
