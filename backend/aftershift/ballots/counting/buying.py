"""Equal shares with one share for everybody, and no completion.

In each round every option has a price: the least amount such that its supporters, each paying that or all that they
have left, cover its cost. The option with the lowest price for its cost wins, and its supporters pay. Voters with the
same money are one class, so a round reads classes and not people; as money only falls, a price found earlier is a
lower bound, so most options are not priced again; and who supports nothing that can still be bought is left out.

Sets of voters are integers used as bits. Money is a whole number over one common denominator, `unit`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

from .elections import Election, Round


@dataclass(frozen=True)
class Standing:
    """How clearly a round was won: prices over costs, rounded down at _SCALE.

    others: no other open option had less than this; None when no other could be bought.
    """

    winner: int
    others: int | None


@dataclass(frozen=True)
class Bought:
    """The outcome of one share: positions in the order of buying, and how each round went."""

    positions: tuple[int, ...]
    rounds: tuple[Round, ...]
    standings: tuple[Standing, ...] = ()

    @property
    def chosen(self) -> frozenset[int]:
        return frozenset(self.positions)


def buy(election: Election, share: Fraction) -> Bought:
    """Equal shares with this much for each voter, and no completion."""
    masks, places = election.supporters, election.tie_places
    prices, unit = in_whole_units(election, share)
    classes = {int(share * unit): (1 << election.voters) - 1}
    moneyed = (1 << election.voters) - 1
    # What is known of each option still open: (lower bound of price over cost, position).
    open_options = [
        (first_bound(election, position), position) for position, votes in enumerate(election.votes) if votes
    ]
    positions: list[int] = []
    rounds: list[Round] = []
    standings: list[Standing] = []
    while True:
        open_options.sort()
        ordered = sorted(classes.items())
        best: Offer | None = None
        others: int | None = None
        still_open: list[tuple[int, int]] = []
        for index, (bound, position) in enumerate(open_options):
            if others is not None and bound > others:
                still_open.extend(open_options[index:])
                break
            found = _price(masks[position] & moneyed, prices[position], ordered)
            if found is None:
                continue  # money only falls: never affordable again
            offer = Offer(found[0], 0, found[1], prices[position], places[position], position)
            still_open.append((offer.bound, position))
            if best is None:
                best = offer
                continue
            second = best.bound if offer.beats(best) else offer.bound
            others = second if others is None else min(others, second)
            if offer.beats(best):
                best = offer
        if best is None:
            break
        winner = best.position
        needed, payers = best.amount, best.payers
        factor = payers // gcd(needed, payers)
        pays = needed * factor // payers
        unit *= factor
        prices = [price * factor for price in prices]
        open_options = [known for known in still_open if known[1] != winner]
        may_pay = 0
        for _, position in open_options:
            may_pay |= masks[position]
        after: dict[int, int] = {}
        poorer, poorer_paid = (masks[winner] & ~moneyed).bit_count(), 0
        for money, mask in ordered:
            money *= factor
            if unchanged := mask & may_pay & ~masks[winner]:
                after[money] = after.get(money, 0) | unchanged
            if payer := mask & masks[winner]:
                if money > pays:
                    if payer := payer & may_pay:
                        after[money - pays] = after.get(money - pays, 0) | payer
                else:
                    moneyed &= ~payer
                    if money < pays:
                        poorer += payer.bit_count()
                        poorer_paid += money * payer.bit_count()
        classes = after
        positions.append(winner)
        standings.append(Standing(best.bound, others))
        rounds.append(
            Round(
                option=election.options[winner].id,
                supporters=election.votes[winner],
                each_pays=Fraction(pays, unit),
                poorer=poorer if pays else 0,
                poorer_paid=Fraction(poorer_paid, unit),
            )
        )
    return Bought(tuple(positions), tuple(rounds), tuple(standings))


def left_over(election: Election, share: Fraction, bought: Bought) -> tuple[Fraction, ...]:
    """For each option what its supporters have left when everything is paid."""
    pays = [round_.each_pays or Fraction(0) for round_ in bought.rounds]
    unit = lcm(share.denominator, *(amount.denominator for amount in pays))
    classes = {int(share * unit): (1 << election.voters) - 1}
    for position, amount in zip(bought.positions, pays, strict=True):
        price, supporters = int(amount * unit), election.supporters[position]
        after: dict[int, int] = {}
        for money, mask in classes.items():
            rest = max(0, money - price)
            for key, voters in ((money, mask & ~supporters), (rest, mask & supporters)):
                if voters:
                    after[key] = after.get(key, 0) | voters
        classes = after
    return tuple(
        Fraction(sum(money * (mask & supporters).bit_count() for money, mask in classes.items()), unit)
        for supporters in election.supporters
    )


def in_whole_units(election: Election, share: Fraction) -> tuple[list[int], int]:
    """Costs as whole numbers, and how many of those parts make one unit of currency (or one slot)."""
    unit = lcm(share.denominator, *(option.cost.denominator for option in election.options))
    return [int(option.cost * unit) for option in election.options], unit


# Prices over costs are compared by their whole part at this scale first: two whole numbers, where fractions of large
# numbers would cost most of a count. Only equal whole parts are compared exactly.
_SCALE = 96


class Offer:
    """What an option asks now: amount (and its rise for each unit of share) shared by its payers, over its cost.

    bound: its price over its cost, rounded down at _SCALE.
    """

    __slots__ = ("amount", "bound", "payers", "place", "position", "rise", "whole")

    def __init__(self, amount: int, rise: int, payers: int, cost: int, place: int, position: int) -> None:
        self.amount, self.rise, self.payers, self.whole = amount, rise, payers, payers * (cost or 1)
        self.place, self.position = place, position
        self.bound = (amount << _SCALE) // self.whole

    def beats(self, other: "Offer") -> bool:
        """Cheaper for its cost; just above this share when they are equal at it; then by the rule for ties."""
        if self.bound != other.bound:
            return self.bound < other.bound
        mine, theirs = self.amount * other.whole, other.amount * self.whole
        if mine != theirs:
            return mine < theirs
        mine, theirs = self.rise * other.whole, other.rise * self.whole
        return mine < theirs if mine != theirs else self.place < other.place


def first_bound(election: Election, position: int) -> int:
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
