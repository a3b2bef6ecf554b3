"""Opening a GPX file in a child process with limits on time and memory (Q-S9, Q-S12)."""

from __future__ import annotations

from dataclasses import dataclass

from aftershift.core.limited import CannotRead, ask

LARGEST_TRACK = 2_000_000
CHILD = "aftershift.activities.tracks.child"


@dataclass(frozen=True)
class MadeTrack:
    """A way without times, names or anything else that the file said.

    Lengths in metres. points: latitude and longitude, at most 400. profile: metres along and height, at most 61; it and
    the climbs are None where the file has no heights. steepest_km: 3 means between 3 and 4 km.
    """

    distance_m: int
    climb_m: int | None
    descent_m: int | None
    steepest_km: int | None
    points: list[list[float]]
    profile: list[list[int]] | None


def read_track(data: bytes) -> MadeTrack:
    """Raises CannotRead with one plain sentence. No transaction may be open meanwhile."""
    if len(data) > LARGEST_TRACK:
        raise CannotRead("The file is larger than 2 MB. Save the walk with fewer points.")
    found, _ = ask(CHILD, "track", {}, data, otherwise="The file cannot be opened.")
    return MadeTrack(**found)
