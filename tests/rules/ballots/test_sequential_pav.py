from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aftershift.ballots.counting import sequential_pav
from aftershift.ballots.counting.elections import CannotCount, election
from tests.rules.ballots import slow_count


def slots(letters, slips, number, seed=""):
    return election(options=[(id, Fraction(1)) for id in letters], slips=slips, budget=Fraction(number), seed=seed)


def test_a_vote_counts_half_once_its_voter_has_a_winner():
    """DOMAIN 8.2: the second example for the same twelve voters."""
    count = sequential_pav.count(slots("ABCDE", [["A", "B", "C"]] * 7 + [["D", "E"]] * 5, 4))
    assert [round_.score for round_ in count.rounds] == [7, 5, Fraction(7, 2), Fraction(5, 2)]
    assert len(set(count.chosen) & set("ABC")) == 2
    assert set(count.chosen) >= {"D", "E"}
    assert [missed.short_by for missed in count.not_chosen] == [1]


def test_what_nobody_ticked_fills_no_slot():
    count = sequential_pav.count(slots("AB", [["A"]], 2))
    assert count.chosen == ("A",)
    assert [(missed.option, missed.short_by) for missed in count.not_chosen] == [("B", 1)]


def test_money_is_not_shared_out_by_sequential_pav():
    votes = election(options=[("A", Fraction(2))], slips=[["A"]], budget=Fraction(4))
    with pytest.raises(CannotCount, match="slots"):
        sequential_pav.count(votes)
    assert sequential_pav.count(votes.as_slots(1)).chosen == ("A",)


@st.composite
def slips_and_slots(draw):
    options = "ABCDEF"[: draw(st.integers(1, 6))]
    slips = draw(st.lists(st.lists(st.sampled_from(options), unique=True), max_size=9))
    return options, slips, draw(st.integers(1, 6)), draw(st.sampled_from(["", "a", "b"]))


@settings(max_examples=2_000, deadline=None)
@given(slips_and_slots())
def test_the_count_is_like_the_slow_count(made):
    options, slips, number, seed = made
    assert list(sequential_pav.count(slots(options, slips, number, seed)).chosen) == slow_count.sequential_pav(
        options, slips, number, seed
    )


@settings(max_examples=200, deadline=None)
@given(slips_and_slots())
def test_short_by_is_the_fewest_further_slips_that_make_it_win(made):
    options, slips, number, seed = made
    for missed in sequential_pav.count(slots(options, slips, number, seed)).not_chosen:
        with_enough = slow_count.sequential_pav(options, [*slips, *[[missed.option]] * missed.short_by], number, seed)
        with_one_less = slow_count.sequential_pav(
            options, [*slips, *[[missed.option]] * (missed.short_by - 1)], number, seed
        )
        assert missed.option in with_enough
        assert missed.option not in with_one_less
