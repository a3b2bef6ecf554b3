"""The support floor: how many people have to tick an idea before it is counted at all (DOMAIN 8.2)."""

from dataclasses import dataclass

from aftershift.ballots.models import Ballot


@dataclass(frozen=True)
class Floor:
    """So many people have to tick an option, or this many of a hundred voters, whichever is more."""

    people: int
    percent: int


def floor_shown(ballot: Ballot) -> Floor | None:
    """None for a vote that was opened before there was a floor."""
    return Floor(ballot.floor_ticks, ballot.floor_percent) if ballot.floor_ticks else None


def floor_of(ballot: Ballot, *, voters: int) -> int:
    """Ticks that an option needs among so many voters."""
    return max(ballot.floor_ticks, -(-ballot.floor_percent * voters // 100))


def short_of_floor(ballot: Ballot, *, ticks: int, voters: int) -> int:
    """How many people more would have had to vote and tick it; each of them raises the share by a little, too."""
    more = 0
    while ticks + more < floor_of(ballot, voters=voters + more):
        more += 1
    return more
