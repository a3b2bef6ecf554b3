"""Stop rules (DOMAIN 4.7): what a warning means for something out of doors."""

from collections.abc import Iterable

from aftershift.activities.models import Activity
from aftershift.safety.models import WeatherCheck

Kind = Activity.Kind
OUTDOORS = frozenset({Kind.WALK, Kind.PICNIC, Kind.HILL, Kind.TRIP, Kind.FAMILY, Kind.DAY_OUT, Kind.LITTER})
# Either, as far as the kind says: out of doors where it is away from the site.
MAY_BE_OUTDOORS = frozenset({Kind.MOVE, Kind.OTHER})
GO, CONFIRM, CHANGE, STOP = "go", "confirm", "change", "stop"
Level, About, Role = WeatherCheck.Level, WeatherCheck.About, WeatherCheck.Role


def latest(checks: Iterable[WeatherCheck], about: str) -> list[WeatherCheck]:
    """The last look, and the looks right before it at the same level. `checks` are in order of time."""
    run: list[WeatherCheck] = []
    for check in checks:
        if check.about == about:
            run = [*run, check] if run and run[-1].level == check.level else [check]
    return run


def is_outdoors(activity: Activity) -> bool:
    kind = Kind(activity.kind)
    return kind in OUTDOORS or (kind in MAY_BE_OUTDOORS and not activity.is_on_site)


def says(activity: Activity, checks: Iterable[WeatherCheck]) -> str:
    """go; confirm: yellow, and lead and organiser have not both said yes; change: amber heat, make it earlier, shorter or
    indoors; stop: amber or red weather, or red heat, out of doors."""
    checks = list(checks)
    if not is_outdoors(activity):
        return GO
    weather, heat = latest(checks, About.WEATHER), latest(checks, About.HEAT)
    if weather and weather[-1].level in (Level.AMBER, Level.RED):
        return STOP
    if heat and heat[-1].level == Level.RED:
        return STOP
    if heat and heat[-1].level == Level.AMBER:
        return CHANGE
    if any(run and run[-1].level == Level.YELLOW and not _both_said_go(run) for run in (weather, heat)):
        return CONFIRM
    return GO


def _both_said_go(run: list[WeatherCheck]) -> bool:
    """Each side's last word of this run counts."""
    last = {check.as_role: check.is_go for check in run}
    return all(last.get(role, False) for role in (Role.LEAD, Role.ORGANISER))
