"""Length, climb, descent, the steepest part, and a line simple enough to send to a cheap phone."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from aftershift.core.limited import CannotRead

EARTH_RADIUS = 6_371_008.8  # metres, mean (IUGG)
LONGEST = 300_000
STEP = 20  # metres between the heights that are looked at
SMOOTHED_OVER = 5  # of them: 100 m. Watches wobble by some metres from one point to the next
# A rise counts only from this height on, in metres: less is the instrument, not the hill.
RISE = 3
MOST_HEIGHTS = 5_000
SHOWN_HEIGHTS = 60
SHOWN_POINTS = 400
LOOKED_AT_POINTS = 2_000
OFF_THE_LINE = 8  # metres that a place may lie beside the simple line
STEEP_FROM = 10  # metres of climb in one kilometre, below which no part is called the steepest


class Spot(NamedTuple):
    latitude: float
    longitude: float
    height: float | None

    @property
    def is_on_earth(self) -> bool:
        on_map = abs(self.latitude) <= 90 and abs(self.longitude) <= 180  # False for what is no number
        return on_map and (self.height is None or -500 <= self.height <= 9000)


def metres(one: Spot, other: Spot) -> float:
    """Along the ground between two places (haversine)."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half_lat = math.sin((lat2 - lat1) / 2)
    half_lon = math.sin(math.radians(other.longitude - one.longitude) / 2)
    return (
        2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2)))
    )


def measured(ways: Sequence[Sequence[Spot]]) -> dict[str, Any]:
    """What the app keeps of a walk. The gaps between stretches are not walked: they have no length."""
    spots = [spot for way in ways for spot in way]
    along: list[float] = []
    for way in ways:
        at = along[-1] if along else 0.0
        for before, spot in zip((way[0], *way), way, strict=False):
            at += metres(before, spot)
            along.append(at)
    if not 1 <= along[-1] <= LONGEST:
        raise CannotRead("The way in this file is longer than 300 km, or has no length.")
    heights = _heights(spots, along)
    climb, descent = _climbs([h for _, h in heights]) if heights else (None, None)
    return {
        "distance_m": round(along[-1]),
        "climb_m": climb,
        "descent_m": descent,
        "steepest_km": _steepest(heights),
        "points": _line(spots),
        "profile": _thinned(heights) if heights else None,
    }


def _heights(spots: Sequence[Spot], along: Sequence[float]) -> list[tuple[float, float]]:
    """(metres along, smoothed height) in equal steps; empty where half of the places or more say no height."""
    known = [(at, spot.height) for at, spot in zip(along, spots, strict=True) if spot.height is not None]
    if len(known) * 2 <= len(spots):
        return []
    places = [at for at, _ in known]
    count = min(MOST_HEIGHTS, max(2, round(along[-1] / STEP) + 1))
    raw = []
    for n in range(count):
        at = along[-1] * n / (count - 1)
        after = min(max(bisect_right(places, at), 1), len(known) - 1)
        (from_at, low), (to_at, high) = known[after - 1], known[after]
        share = min(1.0, max(0.0, (at - from_at) / (to_at - from_at))) if to_at > from_at else 1.0
        raw.append((at, low + (high - low) * share))
    half = SMOOTHED_OVER // 2
    smooth = []
    for n, (at, _) in enumerate(raw):
        reach = min(half, n, count - 1 - n)  # the ends stay what they are
        window = raw[n - reach : n + reach + 1]
        smooth.append((at, sum(h for _, h in window) / len(window)))
    return smooth


def _climbs(heights: Sequence[float]) -> tuple[int, int]:
    """Metres up and down in all. A change counts once it is larger than what instruments make up."""
    up = down = 0.0
    turn = heights[0]
    for height in heights[1:]:
        if abs(height - turn) >= RISE:
            up, down = up + max(0.0, height - turn), down + max(0.0, turn - height)
            turn = height
    return round(up), round(down)


def _steepest(heights: Sequence[tuple[float, float]]) -> int | None:
    """The kilometre that climbs most: 3 for the one between 3 and 4 km. None on a short or flat way."""
    if not heights or heights[-1][0] < 2000:
        return None
    climbs: dict[int, int] = {}
    for km in range(int(heights[-1][0] // 1000)):
        part = [h for at, h in heights if km * 1000 <= at <= (km + 1) * 1000]
        climbs[km] = _climbs(part)[0]
    most = max(climbs, key=lambda km: climbs[km])
    return most if climbs[most] >= STEEP_FROM else None


def _thinned(heights: Sequence[tuple[float, float]]) -> list[list[int]]:
    last = len(heights) - 1
    shown = min(SHOWN_HEIGHTS, last)
    return [[round(heights[last * n // shown][0]), round(heights[last * n // shown][1])] for n in range(shown + 1)]


def _line(spots: Sequence[Spot]) -> list[list[float]]:
    """The places that a simple line needs (Ramer, Douglas and Peucker, without recursion), to about a metre."""
    few = spots[:: max(1, -(-len(spots) // LOOKED_AT_POINTS))]
    if few[-1] != spots[-1]:
        few = [*few, spots[-1]]
    kept = {0, len(few) - 1}
    parts = [(0, len(few) - 1)]
    while parts:
        first, last = parts.pop()
        if last - first < 2:
            continue
        worst = max(range(first + 1, last), key=lambda n: _beside(few[n], few[first], few[last]))
        if _beside(few[worst], few[first], few[last]) > OFF_THE_LINE:
            kept.add(worst)
            parts += [(first, worst), (worst, last)]
    line = [few[n] for n in sorted(kept)]
    line = line[:: max(1, -(-len(line) // SHOWN_POINTS))]
    return [[round(spot.latitude, 5), round(spot.longitude, 5)] for spot in line]


def _beside(spot: Spot, start: Spot, end: Spot) -> float:
    """Metres between a place and the straight line from start to end; on a walk the earth is flat."""
    scale = math.cos(math.radians(start.latitude))

    def flat(other: Spot) -> tuple[float, float]:
        return (
            math.radians(other.longitude - start.longitude) * scale * EARTH_RADIUS,
            math.radians(other.latitude - start.latitude) * EARTH_RADIUS,
        )

    (x, y), (end_x, end_y) = flat(spot), flat(end)
    length = end_x**2 + end_y**2
    share = min(1.0, max(0.0, (x * end_x + y * end_y) / length)) if length else 0.0
    return math.hypot(x - share * end_x, y - share * end_y)
