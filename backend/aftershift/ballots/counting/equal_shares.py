"""The Method of Equal Shares: approval ballots, cost as utility, exact (DOMAIN 8, DESIGN 13).

Everyone holds the same share. `buying` says what one share buys, `completing` raises it.
"""

from fractions import Fraction
from math import ceil
from typing import Literal

from .buying import Bought, buy, left_over
from .completing import complete_money, complete_slots
from .elections import Count, Election, NotChosen

Completion = Literal["add1", "none"]


def count(election: Election, *, completion: Completion = "add1") -> Count:
    """Count by equal shares.

    Completion "add1" raises every voter's share by one whole unit of currency at a time (for slots: to the exact share
    at which the next set differs) until the next step would cost more than the budget.
    """
    if not election.voters:
        return _report(election, Bought((), ()), election.budget)
    share = election.budget / election.voters
    bought = buy(election, share)
    if completion == "add1":
        share, bought = (complete_slots if election.has_slots else complete_money)(election, share, bought)
    return _report(election, bought, share)


def _report(election: Election, bought: Bought, share: Fraction) -> Count:
    left = left_over(election, share, bought)
    missed = [position for position in range(len(election.options)) if position not in bought.chosen]
    return Count(
        chosen=tuple(election.options[position].id for position in bought.positions),
        rounds=bought.rounds,
        not_chosen=tuple(
            NotChosen(
                election.options[position].id,
                max(1, ceil((election.options[position].cost - left[position]) / share)),
            )
            for position in missed
        ),
        voters=election.voters,
        share=share,
    )
