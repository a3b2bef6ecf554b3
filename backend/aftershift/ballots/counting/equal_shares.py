"""The Method of Equal Shares: approval ballots, cost as utility, exact (DOMAIN 8, DESIGN 13).

Everyone holds the same share. In each round every option has a price: the least amount such that its supporters,
each paying that or all that they have left, cover its cost. The option with the lowest price for its cost wins, and
its supporters pay. Voters with the same money are one class, so a round reads classes and not people; and as money
only falls, a price found earlier is a lower bound, so most options are not priced again.

Sets of voters are integers used as bits. Money is a whole number over one common denominator, `unit`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm
from typing import Literal

from .elections import Count, Election, NotChosen, Round

Completion = Literal["add1", "none"]


@dataclass(frozen=True)
class _Bought:
    """The outcome of one share: positions in the order of buying, and what each supporter group has left."""

    positions: tuple[int, ...]
    rounds: tuple[Round, ...]
    left: tuple[Fraction, ...]

    @property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.positions)


def count(election: Election, *, completion: Completion = "add1") -> Count:
    """Count by equal shares.

    Completion "add1" raises every voter's share by one whole unit of currency at a time (for slots: to the exact share
    at which the next set differs) until the next step would cost more than the budget.
    """
    if not election.voters:
        return _report(election, _nothing(election), election.budget)
    share = election.budget / election.voters
    bought = _buy(election, share)
    if completion == "add1":
        share, bought = (
            _complete_slots(election, share, bought) if election.has_slots else _complete_money(election, share, bought)
        )
    return _report(election, bought, share)


def _nothing(election: Election) -> _Bought:
    return _Bought((), (), (Fraction(0),) * len(election.options))


def _report(election: Election, bought: _Bought, share: Fraction) -> Count:
    missed = [position for position in range(len(election.options)) if position not in bought.chosen]
    return Count(
        chosen=tuple(election.options[position].id for position in bought.positions),
        rounds=bought.rounds,
        not_chosen=tuple(
            NotChosen(
                election.options[position].id,
                max(1, ceil((election.options[position].cost - bought.left[position]) / share)),
            )
            for position in missed
        ),
        voters=election.voters,
        share=share,
    )


def _buy(election: Election, share: Fraction) -> _Bought:
    """Equal shares with this much for each voter, and no completion."""
    masks, places = election.supporters, election.tie_places
    prices, unit = _in_whole_units(election, share)
    classes = {int(share * unit): (1 << election.voters) - 1}
    moneyed = (1 << election.voters) - 1
    # What is known of each option still open: (lower bound of price over cost, position).
    open_options = [
        (_first_bound(election, position), position) for position, votes in enumerate(election.votes) if votes
    ]
    positions: list[int] = []
    rounds: list[Round] = []
    while True:
        open_options.sort()
        ordered = sorted(classes.items())
        best: _Offer | None = None
        still_open: list[tuple[int, int]] = []
        for index, (bound, position) in enumerate(open_options):
            if best is not None and bound > best.bound:
                still_open.extend(open_options[index:])
                break
            found = _price(masks[position] & moneyed, prices[position], ordered)
            if found is None:
                continue  # money only falls: never affordable again
            offer = _Offer(found[0], 0, found[1], prices[position], places[position], position)
            still_open.append((offer.bound, position))
            if best is None or offer.beats(best):
                best = offer
        if best is None:
            break
        winner = best.position
        needed, payers = best.amount, best.payers
        factor = payers // gcd(needed, payers)
        pays = needed * factor // payers
        unit *= factor
        prices = [price * factor for price in prices]
        after: dict[int, int] = {}
        poorer, poorer_paid = (masks[winner] & ~moneyed).bit_count(), 0
        for money, mask in ordered:
            money *= factor
            if unchanged := mask & ~masks[winner]:
                after[money] = after.get(money, 0) | unchanged
            if payer := mask & masks[winner]:
                if money > pays:
                    after[money - pays] = after.get(money - pays, 0) | payer
                else:
                    moneyed &= ~payer
                    if money < pays:
                        poorer += payer.bit_count()
                        poorer_paid += money * payer.bit_count()
        classes = after
        open_options = [known for known in still_open if known[1] != winner]
        positions.append(winner)
        rounds.append(
            Round(
                option=election.options[winner].id,
                supporters=election.votes[winner],
                each_pays=Fraction(pays, unit),
                poorer=poorer if pays else 0,
                poorer_paid=Fraction(poorer_paid, unit),
            )
        )
    left = tuple(
        Fraction(sum(money * (mask & supporters).bit_count() for money, mask in classes.items()), unit)
        for supporters in masks
    )
    return _Bought(tuple(positions), tuple(rounds), left)


def _in_whole_units(election: Election, share: Fraction) -> tuple[list[int], int]:
    """Costs as whole numbers, and how many of those parts make one unit of currency (or one slot)."""
    unit = lcm(share.denominator, *(option.cost.denominator for option in election.options))
    return [int(option.cost * unit) for option in election.options], unit


# Prices over costs are compared by their whole part at this scale first: two whole numbers, where fractions of large
# numbers would cost most of a count. Only equal whole parts are compared exactly.
_SCALE = 96


class _Offer:
    """What an option asks now: amount (and its rise for each unit of share) shared by its payers, over its cost.

    bound: its price over its cost, rounded down at _SCALE.
    """

    __slots__ = ("amount", "bound", "payers", "place", "position", "rise", "whole")

    def __init__(self, amount: int, rise: int, payers: int, cost: int, place: int, position: int) -> None:
        self.amount, self.rise, self.payers, self.whole = amount, rise, payers, payers * (cost or 1)
        self.place, self.position = place, position
        self.bound = (amount << _SCALE) // self.whole

    def beats(self, other: "_Offer") -> bool:
        """Cheaper for its cost; just above this share when they are equal at it; then by the rule for ties."""
        if self.bound != other.bound:
            return self.bound < other.bound
        mine, theirs = self.amount * other.whole, other.amount * self.whole
        if mine != theirs:
            return mine < theirs
        mine, theirs = self.rise * other.whole, other.rise * self.whole
        return mine < theirs if mine != theirs else self.place < other.place


def _first_bound(election: Election, position: int) -> int:
    """The lowest that the price can be for its cost: everybody pays the same. What is free is bought first."""
    return (1 << _SCALE) // election.votes[position] if election.options[position].cost else 0


def _price(supporters: int, cost: int, classes: list[tuple[int, int]]) -> tuple[int, int] | None:
    """(amount, how many share it) for those who do not pay all they have; None when the supporters cannot cover the cost.

    supporters: those who still have money. classes: (money, voters), the poorest first, in the units of `cost`.
    """
    if not cost:
        return 0, 1
    needed, payers = cost, supporters.bit_count()
    for money, mask in classes:
        if money * payers >= needed:
            return needed, payers
        here = (mask & supporters).bit_count()
        needed -= money * here
        payers -= here
    return None


def _spent(election: Election, bought: _Bought) -> Fraction:
    return sum((election.options[position].cost for position in bought.positions), Fraction(0))


def _is_full(election: Election, bought: _Bought) -> bool:
    """Everything that anybody ticked is bought: no share changes that."""
    return all(not votes or position in bought.chosen for position, votes in enumerate(election.votes))


def _complete_money(election: Election, share: Fraction, bought: _Bought) -> tuple[Fraction, _Bought]:
    """Whole units of currency, one at a time. Steps that are proved to change nothing are passed over in one go."""
    first, steps = share, 0
    plain_steps, until_next_look = 1, 0
    while not _is_full(election, bought):
        ahead = 1
        if not until_next_look:
            now_after, next_share = _just_after(election, share)
            if now_after.chosen == bought.chosen and next_share is not None:
                ahead = max(1, ceil(next_share - first) - steps)
            # Where prices cross more often than once a unit, looking costs more than stepping: look less often.
            plain_steps = min(plain_steps * 2, 64) if ahead == 1 else 1
            until_next_look = plain_steps if ahead == 1 else 0
        else:
            until_next_look -= 1
        if ahead > 1:  # the last share at which this set is known to hold
            steps += ahead - 1
            share = first + steps
            bought = _buy(election, share)
        raised = _buy(election, first + steps + 1)
        if _spent(election, raised) > election.budget:
            break
        steps += 1
        share, bought = first + steps, raised
    return share, bought


def _complete_slots(election: Election, share: Fraction, bought: _Bought) -> tuple[Fraction, _Bought]:
    """From each set to the next one, at the exact share where it changes.

    The set right at a share may differ from the one just above it, by a tie that lasts only there: both are looked at.
    """
    while not _is_full(election, bought):
        changed = _next_set(election, share, bought)
        if changed is None or _spent(election, changed[1]) > election.budget:
            break
        share, bought = changed
    return share, bought


def _next_set(election: Election, share: Fraction, bought: _Bought) -> tuple[Fraction, _Bought] | None:
    at: Fraction | None = share
    while at is not None:
        if at > share and (here := _buy(election, at)).chosen != bought.chosen:
            return at, here
        above, following = _just_after(election, at)
        if above.chosen != bought.chosen:
            return at, above
        at = following
    return None


# Money as a function of the share, close above it: (its amount there, its rise for each unit of share). They compare as
# amounts do just above that share.
_Line = tuple[int, int]


def _just_after(election: Election, share: Fraction) -> tuple[_Bought, Fraction | None]:
    """The outcome for shares a little above this one, and the next share at which it could change.

    All amounts are lines in the share as long as nobody passes from "pays all they have" to "has enough" for a winner
    and no other option becomes as cheap as a winner. For an option that did not win it is enough to bound its money
    from above: a sum of minimums is at most the sum of the lines that are the minimums now. So the share that comes
    back may change nothing, but nothing changes before it. Money never falls as the share rises, and prices never rise.
    """
    masks, places = election.supporters, election.tie_places
    prices, unit = _in_whole_units(election, share)
    everyone = (1 << election.voters) - 1
    classes: dict[_Line, int] = {(int(share * unit), unit): everyone}
    moneyed = everyone
    open_options = [
        (_first_bound(election, position), position) for position, votes in enumerate(election.votes) if votes
    ]
    positions: list[int] = []
    rounds: list[Round] = []
    step: Fraction | None = None

    def note(gap: int, speed: int) -> None:
        nonlocal step
        if speed > 0 and gap > 0 and (step is None or gap * step.denominator < step.numerator * speed):
            step = Fraction(gap, speed)

    while True:
        open_options.sort()
        ordered = sorted(classes.items())
        best: _Offer | None = None
        bounds: list[tuple[int, int]] = []
        for index, (bound, position) in enumerate(open_options):
            if best is not None and bound > best.bound:
                bounds.extend(open_options[index:])
                break
            found = _line_price(masks[position] & moneyed, prices[position], ordered)
            if found is None:
                bounds.append((bound, position))  # not at this share; it may be at the next
                continue
            offer = _Offer(*found[0], found[1], prices[position], places[position], position)
            bounds.append((offer.bound, position))
            if best is None or offer.beats(best):
                best = offer
        if best is None:
            break
        winner = best.position
        amount, rise, payers = best.amount, best.rise, best.payers
        factor = payers // gcd(payers, gcd(amount, rise))
        pays = (amount * factor // payers, rise * factor // payers)
        unit *= factor
        prices = [price * factor for price in prices]
        ordered = [((line[0] * factor, line[1] * factor), mask) for line, mask in ordered]
        open_options = [known for known in bounds if known[1] != winner]
        if prices[winner]:
            for _, position in open_options:
                note(*_shortfall(masks[position] & moneyed, prices[position], prices[winner], pays, ordered))
        after: dict[_Line, int] = {}
        poorer, poorer_paid = (masks[winner] & ~moneyed).bit_count() if prices[winner] else 0, 0
        for line, mask in ordered:
            if unchanged := mask & ~masks[winner]:
                after[line] = after.get(line, 0) | unchanged
            if payer := mask & masks[winner]:
                if line > pays:
                    rest = (line[0] - pays[0], line[1] - pays[1])
                    after[rest] = after.get(rest, 0) | payer
                else:
                    moneyed &= ~payer
                    note(pays[0] - line[0], line[1] - pays[1])
                    if line < pays:
                        poorer += payer.bit_count()
                        poorer_paid += line[0] * payer.bit_count()
        classes = after
        positions.append(winner)
        rounds.append(
            Round(
                option=election.options[winner].id,
                supporters=election.votes[winner],
                each_pays=Fraction(pays[0], unit),
                poorer=poorer,
                poorer_paid=Fraction(poorer_paid, unit),
            )
        )
    left = tuple(
        Fraction(sum(line[0] * (mask & supporters).bit_count() for line, mask in classes.items()), unit)
        for supporters in masks
    )
    for _, position in open_options:
        rise = sum(line[1] * (mask & masks[position]).bit_count() for line, mask in classes.items())
        missing = prices[position] - left[position] * unit
        note(int(missing), rise)
    return _Bought(tuple(positions), tuple(rounds), left), None if step is None else share + step


def _line_price(supporters: int, cost: int, classes: list[tuple[_Line, int]]) -> tuple[_Line, int] | None:
    """As `_price`, with lines for money; None when the supporters cannot cover the cost just above this share."""
    if not cost:
        return (0, 0), 1
    amount, rise = cost, 0
    payers = supporters.bit_count()
    for line, mask in classes:
        if (line[0] * payers, line[1] * payers) >= (amount, rise):
            return (amount, rise), payers
        if here := (mask & supporters).bit_count():
            amount -= line[0] * here
            rise -= line[1] * here
            payers -= here
    return None


def _shortfall(
    supporters: int, cost: int, winner_cost: int, winner_pays: _Line, classes: list[tuple[_Line, int]]
) -> tuple[int, int]:
    """What the supporters lack to cover this option at the winner's price for its cost, and how fast that shrinks."""
    cap = (winner_pays[0] * cost, winner_pays[1] * cost)
    gap, speed, payers = cost * winner_cost, 0, supporters.bit_count()
    for line, mask in classes:
        if (line[0] * winner_cost, line[1] * winner_cost) >= cap:
            break
        if here := (mask & supporters).bit_count():
            gap -= line[0] * winner_cost * here
            speed += line[1] * winner_cost * here
            payers -= here
    return gap - cap[0] * payers, speed + cap[1] * payers
