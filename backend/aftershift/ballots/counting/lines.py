"""Equal shares just above a share: amounts as lines, to find the next share at which anything could change."""

from fractions import Fraction
from math import gcd

from .buying import Bought, Offer, first_bound, in_whole_units
from .elections import Election, Round

# Money as a function of the share, close above it: (its amount there, its rise for each unit of share). They compare as
# amounts do just above that share.
_Line = tuple[int, int]


def just_after(election: Election, share: Fraction) -> tuple[Bought, Fraction | None]:
    """The outcome for shares a little above this one, and the next share at which it could change.

    All amounts are lines in the share as long as nobody passes from "pays all they have" to "has enough" for a winner
    and no other option becomes as cheap as a winner. For an option that did not win it is enough to bound its money
    from above: a sum of minimums is at most the sum of the lines that are the minimums now. So the share that comes
    back may change nothing, but nothing changes before it. Money never falls as the share rises, and prices never rise.
    """
    masks, places = election.supporters, election.tie_places
    prices, unit = in_whole_units(election, share)
    everyone = (1 << election.voters) - 1
    classes: dict[_Line, int] = {(int(share * unit), unit): everyone}
    moneyed = everyone
    open_options = [
        (first_bound(election, position), position) for position, votes in enumerate(election.votes) if votes
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
        best: Offer | None = None
        bounds: list[tuple[int, int]] = []
        for index, (bound, position) in enumerate(open_options):
            if best is not None and bound > best.bound:
                bounds.extend(open_options[index:])
                break
            found = _line_price(masks[position] & moneyed, prices[position], ordered)
            if found is None:
                bounds.append((bound, position))  # not at this share; it may be at the next
                continue
            offer = Offer(*found[0], found[1], prices[position], places[position], position)
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
    for _, position in open_options:
        amount, rise = 0, 0
        for line, mask in classes.items():
            if here := (mask & masks[position]).bit_count():
                amount += line[0] * here
                rise += line[1] * here
        note(prices[position] - amount, rise)
    return Bought(tuple(positions), tuple(rounds)), None if step is None else share + step


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
