"""From the bytes of a GPX file to places and heights, and nothing else of it."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

import gpxpy
from gpxpy.gpx import GPX, GPXException

from aftershift.core.limited import CannotRead

from .measuring import Spot, measured

MOST_POINTS = 50_000
DEEPEST = 30
NO_GPX = "This is not a GPX file. Save the walk as GPX in your map or watch app."
NO_WAY = "There is no way in this file. Choose one with a recorded or planned walk."
POINTS = frozenset({"trkpt", "rtept", "wpt"})


def made_anew(data: bytes) -> dict[str, Any]:
    _refuse_traps(data)
    try:
        return measured(_ways(gpxpy.parse(data.decode())))
    except (GPXException, ValueError):  # not XML, no number where one belongs, not UTF-8
        raise CannotRead(NO_GPX) from None


def _refuse_traps(data: bytes) -> None:
    """One look without building anything: no declarations (so no entities), not too deep, not too many points."""
    depth = points = 0

    def trap(*_: Any) -> None:
        raise CannotRead("The file holds declarations that no walk needs. Save it anew.")

    def starts(name: str, _: Any) -> None:
        nonlocal depth, points
        depth += 1
        if depth == 1 and name.rsplit(":", 1)[-1] != "gpx":
            raise CannotRead(NO_GPX)
        points += name.rsplit(":", 1)[-1] in POINTS
        if depth > DEEPEST:
            raise CannotRead(NO_GPX)
        if points > MOST_POINTS:
            raise CannotRead("The file has more than 50,000 points. Save the walk with fewer.")

    def ends(_: str) -> None:
        nonlocal depth
        depth -= 1

    look = expat.ParserCreate()
    look.StartDoctypeDeclHandler = look.EntityDeclHandler = trap  # nothing can be fetched without a declaration
    look.StartElementHandler, look.EndElementHandler = starts, ends
    try:
        look.Parse(data, True)
    except expat.ExpatError:
        raise CannotRead(NO_GPX) from None


def _ways(found: GPX) -> list[list[Spot]]:
    """What was recorded, else what was planned: stretches of two places or more."""
    recorded = [segment.points for track in found.tracks for segment in track.segments]
    planned = [route.points for route in found.routes]
    ways = [
        [Spot(p.latitude, p.longitude, p.elevation) for p in points]
        for points in (recorded if any(len(points) > 1 for points in recorded) else planned)
        if len(points) > 1
    ]
    if not ways:
        raise CannotRead(NO_WAY)
    if not all(spot.is_on_earth for way in ways for spot in way):
        raise CannotRead(NO_GPX)
    return ways
