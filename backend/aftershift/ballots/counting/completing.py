"""Completion: raise everybody's share as long as what is bought fits in the budget (DESIGN 13).

No share is counted only to learn that nothing changed. As a share rises and the same options win in the same order,
nobody's money falls and no price rises. So when two shares have the same winners in the same order, and at the higher
one every other option still costs more, for its cost, than the winner of that round did at the lower one, then every
share between them has these winners too (`surely_same`).
"""

from fractions import Fraction
from math import ceil

from .buying import Bought, buy
from .elections import Election
from .lines import just_after

# Between steps further apart than this the lines are asked too: they see through ties that last.
_LINES_FROM = 64
_FIRST_LEAP = 8


def surely_same(lower: Bought, higher: Bought) -> bool:
    """True when every share between these two has the same winners in the same order; False says nothing.

    What is free wins first at every share, in the order of the draw, so nothing has to be shown for it.
    """
    return lower.positions == higher.positions and all(
        here.winner == 0 or there.others is None or there.others > here.winner
        for here, there in zip(lower.standings, higher.standings, strict=True)
    )


def spent(election: Election, bought: Bought) -> Fraction:
    return sum((election.options[position].cost for position in bought.positions), Fraction(0))


def _is_full(election: Election, bought: Bought) -> bool:
    """Everything that anybody ticked is bought: no share changes that."""
    return all(not votes or position in bought.chosen for position, votes in enumerate(election.votes))


def complete_money(election: Election, share: Fraction, bought: Bought) -> tuple[Fraction, Bought]:
    """Whole units of currency, one at a time, up to the last one before the next would overspend."""
    if _is_full(election, bought):
        return share, bought
    steps = _Steps(election, share)
    done, here, leap = 0, bought, _FIRST_LEAP
    while (found := steps.first_end(done, here, done + leap, there := steps.at(done + leap))) is None:
        done, here, leap = done + leap, there, leap * 2
    end, at_end = found
    if spent(election, at_end) > election.budget:
        end, at_end = end - 1, steps.at(end - 1)
    return share + end, at_end


class _Steps:
    """The steps of completion with money; step 0 is the share that the budget alone gives."""

    def __init__(self, election: Election, first: Fraction) -> None:
        self.election, self.first = election, first

    def at(self, step: int) -> Bought:
        return buy(self.election, self.first + step)

    def first_end(self, low: int, at_low: Bought, high: int, at_high: Bought) -> tuple[int, Bought] | None:
        """The first step after `low`, up to `high`, at which completion ends; None when it goes on. `low` goes on."""
        if surely_same(at_low, at_high):
            return None
        if high - low == 1:
            return (high, at_high) if self._ends(at_high) else None
        if high - low > _LINES_FROM and (known := min(self._unchanged_to(low, at_low), high)) > low:
            # The set is the same up to `known`, though perhaps bought in another order.
            if known == high:
                return None
            return self._halves(known, self.at(known), high, at_high)
        return self._halves(low, at_low, high, at_high)

    def _halves(self, low: int, at_low: Bought, high: int, at_high: Bought) -> tuple[int, Bought] | None:
        if high - low == 1:
            return self.first_end(low, at_low, high, at_high)
        middle = (low + high) // 2
        at_middle = self.at(middle)
        return self.first_end(low, at_low, middle, at_middle) or self.first_end(middle, at_middle, high, at_high)

    def _ends(self, bought: Bought) -> bool:
        return spent(self.election, bought) > self.election.budget or _is_full(self.election, bought)

    def _unchanged_to(self, step: int, bought: Bought) -> int:
        above, following = just_after(self.election, self.first + step)
        if above.chosen != bought.chosen or following is None:
            return step
        return max(step, ceil(following - self.first) - 1)


def complete_slots(election: Election, share: Fraction, bought: Bought) -> tuple[Fraction, Bought]:
    """From each set to the next one, at the exact share where it changes.

    The set right at a share may differ from the one just above it, by a tie that lasts only there: both are looked at.
    """
    while not _is_full(election, bought):
        changed = next_set(election, share, bought)
        if changed is None or spent(election, changed[1]) > election.budget:
            break
        share, bought = changed
    return share, bought


def next_set(election: Election, share: Fraction, bought: Bought) -> tuple[Fraction, Bought] | None:
    """The lowest share, from `share` on, right at which or just above which another set is bought; None when none is."""
    at: Fraction | None = share
    while at is not None:
        if at > share and (here := buy(election, at)).chosen != bought.chosen:
            return at, here
        above, following = just_after(election, at)
        if above.chosen != bought.chosen:
            return at, above
        at = following
    return None
