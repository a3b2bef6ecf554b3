"""What is counted, and what a count says. Numbers are exact: `int` and `Fraction`, never a float."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

TieRule = Literal["cost", "votes", "seed"]
TIE_BREAK: tuple[TieRule, ...] = ("cost", "votes", "seed")


class CannotCount(ValueError):
    """The input cannot be used; the text is one plain sentence for a person."""


@dataclass(frozen=True)
class Option:
    id: str
    cost: Fraction


@dataclass(frozen=True)
class Election:
    """Options in the order of the file, and one set of ticks per voter.

    slips: for each voter the positions in `options` that they ticked, each once; may be empty.
    budget: money, or the number of slots when every option costs 1.
    """

    options: tuple[Option, ...]
    slips: tuple[tuple[int, ...], ...]
    budget: Fraction
    seed: str = ""
    tie_break: tuple[TieRule, ...] = TIE_BREAK

    @property
    def voters(self) -> int:
        return len(self.slips)

    @property
    def has_slots(self) -> bool:
        return all(option.cost == 1 for option in self.options)

    @cached_property
    def supporters(self) -> tuple[int, ...]:
        """For each option a number whose bit i is set when voter i ticked it."""
        # As text of noughts and ones, the last voter first: reading that is quicker than setting bits one by one.
        rows = [bytearray(b"0") * max(1, self.voters) for _ in self.options]
        one = ord("1")
        for place, slip in enumerate(reversed(self.slips)):
            for position in slip:
                rows[position][place] = one
        return tuple(int(bytes(row), 2) for row in rows)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        return tuple(mask.bit_count() for mask in self.supporters)

    @cached_property
    def tie_places(self) -> tuple[int, ...]:
        """For each option its place when options are equal otherwise; the lowest wins."""
        keys = [self.tie_key(position, self.votes[position]) for position in range(len(self.options))]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        places = [0] * len(order)
        for place, position in enumerate(order):
            places[position] = place
        return tuple(places)

    def tie_key(self, position: int, votes: int) -> tuple[object, ...]:
        """What decides between equal options; a lower key wins. The draw always comes last, so that no tie is left."""
        option = self.options[position]
        parts: dict[str, object] = {"cost": option.cost, "votes": -votes, "seed": draw_key(self.seed, option.id)}
        rules = self.tie_break if "seed" in self.tie_break else (*self.tie_break, "seed")
        return (*(parts[rule] for rule in rules), position)

    def as_slots(self, slots: int) -> "Election":
        """The same ticks over the same options, each filling one of `slots` slots."""
        options = tuple(Option(option.id, Fraction(1)) for option in self.options)
        return Election(options, self.slips, Fraction(slots), self.seed, self.tie_break)


def draw_key(seed: str, option_id: str) -> bytes:
    """The published draw: options in the order of this hash, lowest first."""
    return hashlib.sha256(f"{seed}:{option_id}".encode()).digest()


def election(
    *,
    options: Iterable[tuple[str, Fraction]],
    slips: Iterable[Iterable[str]],
    budget: Fraction,
    seed: str = "",
    tie_break: Sequence[TieRule] = TIE_BREAK,
) -> Election:
    """An election from ids. Raises CannotCount with the slip or the option that is wrong."""
    rows = tuple(Option(id, cost) for id, cost in options)
    places: dict[str, int] = {}
    for row in rows:
        if row.id in places:
            raise CannotCount(f"Option {row.id} is listed twice.")
        if row.cost < 0:
            raise CannotCount(f"The cost of option {row.id} is below 0.")
        places[row.id] = len(places)
    if not rows:
        raise CannotCount("There are no options to count.")
    if budget <= 0:
        raise CannotCount("The budget must be more than 0.")
    ticked: list[tuple[int, ...]] = []
    for number, slip in enumerate(slips, start=1):
        positions: list[int] = []
        for id in slip:
            if id not in places:
                raise CannotCount(f"Slip {number} ticks {id}, which is not an option.")
            positions.append(places[id])
        if len(set(positions)) != len(positions):
            raise CannotCount(f"Slip {number} ticks the same option twice.")
        ticked.append(tuple(positions))
    return Election(rows, tuple(ticked), budget, seed, tuple(tie_break))


@dataclass(frozen=True)
class Round:
    """One option chosen.

    each_pays: what a supporter pays who has enough (equal shares), else None.
    poorer: supporters who paid all that they had left, which was less; poorer_paid: the sum of it.
    score: the votes it had in its round, those of people who have winners already counting less (sequential PAV), else None.
    """

    option: str
    supporters: int
    each_pays: Fraction | None = None
    poorer: int = 0
    poorer_paid: Fraction = Fraction(0)
    score: Fraction | None = None


@dataclass(frozen=True)
class NotChosen:
    option: str
    short_by: int


@dataclass(frozen=True)
class Count:
    """chosen: ids in the order in which they won. share: what each voter held at the end (equal shares), else None."""

    chosen: tuple[str, ...]
    rounds: tuple[Round, ...]
    not_chosen: tuple[NotChosen, ...]
    voters: int
    share: Fraction | None = None
