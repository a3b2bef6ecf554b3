"""Sequential proportional approval: one slot at a time, to the option with the most votes, where the vote of a
person who already has m winners counts 1 / (m + 1). Exact: all weights are whole numbers over one denominator.
"""

from fractions import Fraction
from math import lcm

from .elections import CannotCount, Count, Election, NotChosen, Round


def count(election: Election, *, slots: int | None = None) -> Count:
    """Fill the slots; an option that nobody ticked fills none.

    slots: by default the budget, which must then be a whole number with every option costing 1. Raises CannotCount.
    """
    if slots is None:
        if not election.has_slots or election.budget.denominator != 1:
            raise CannotCount(
                "Sequential PAV shares out slots: give --slots, or let every option cost 1 and the budget be a whole number."
            )
        slots = int(election.budget)
    if slots < 1:
        raise CannotCount("The number of slots must be 1 or more.")
    masks, places = election.supporters, election.tie_places
    rounds_at_most = min(slots, len(masks))
    unit = lcm(*range(1, rounds_at_most + 1))
    weights = [unit // (winners + 1) for winners in range(rounds_at_most + 1)]
    # by_winners[m]: the voters who have m winners so far, as bits.
    by_winners = [(1 << election.voters) - 1]
    scores = {position: votes * unit for position, votes in enumerate(election.votes)}
    short: dict[int, int] = {}
    positions: list[int] = []
    rounds: list[Round] = []
    while len(positions) < slots and any(scores.values()):
        winner = min(
            (position for position in scores if scores[position]),
            key=lambda position: (-scores[position], places[position]),
        )
        best = scores.pop(winner)
        for position, score in scores.items():
            needed = _more_slips(election, position, winner, gap=best - score, unit=unit)
            short[position] = min(needed, short.get(position, needed))
        positions.append(winner)
        rounds.append(Round(election.options[winner].id, election.votes[winner], score=Fraction(best, unit)))
        moved = 0
        for winners, voters in enumerate(by_winners):
            satisfied = voters & masks[winner]
            by_winners[winners] = (voters & ~satisfied) | moved
            moved = satisfied
            if satisfied:
                loss = weights[winners] - weights[winners + 1]
                for position in scores:
                    scores[position] -= loss * (satisfied & masks[position]).bit_count()
        by_winners.append(moved)
    if len(positions) < slots:
        short = dict.fromkeys(scores, 1)  # a slot is free, so one slip is enough
    return Count(
        chosen=tuple(election.options[position].id for position in positions),
        rounds=tuple(rounds),
        not_chosen=tuple(NotChosen(election.options[position].id, short[position]) for position in sorted(scores)),
        voters=election.voters,
    )


def _more_slips(election: Election, position: int, winner: int, *, gap: int, unit: int) -> int:
    """The fewest further slips ticking only this option with which it would have won this round."""
    slips = max(1, -(-gap // unit))
    if slips * unit > gap or election.tie_key(position, election.votes[position] + slips) < election.tie_key(
        winner, election.votes[winner]
    ):
        return slips
    return slips + 1
