"""The lists of DOMAIN 4.9, read from versioned data files. A changed list is a new version of its file."""

from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from aftershift.activities.models import Activity

DATA = Path(__file__).parent / "templates_data"
PHASES = {"B": "before", "D": "day", "A": "after"}
# What blocks what, unless the item says otherwise: before the day blocks opening, the rest blocks closing.
GATES = {"before": "publish", "day": "close", "after": "close"}
CORE = "core"
Kind = Activity.Kind
# A walk of more than an hour is a day walk.
LIST_OF = {
    Kind.WALK: "end-of-shift-walk",
    Kind.COOK: "cooking",
    Kind.PICNIC: "family-social",
    Kind.HILL: "hill-day",
    Kind.TRIP: "trip",
    Kind.TALK: "sit-down",
    Kind.MOVE: "gentle-exercise",
    Kind.CHECK: "health-check",
    Kind.FAMILY: "family-social",
    Kind.DAY_OUT: "trip",
    Kind.CAFE: "sit-down",
    Kind.LISTEN: "sit-down",
    Kind.CHOIR: "sit-down",
    Kind.CALM: "sit-down",
}


@dataclass(frozen=True)
class Item:
    """mandatory: "always", "never", or one condition: {tier_at_least}, {off_site}, {answer}, {people_more_than}."""

    id: str
    phase: str
    gate: str
    text: str
    mandatory: Any
    known_by: str | None = None
    takes_number: bool = False
    is_private: bool = False  # only who wrote it sees what was written


@dataclass(frozen=True)
class Template:
    id: str
    version: int
    title: str
    items: tuple[Item, ...]


@lru_cache
def template(name: str) -> Template:
    data = yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    items = []
    for item in data["items"]:
        phase = PHASES[item["id"].split("-")[1][0]]
        items.append(Item(**({"phase": phase, "gate": GATES[phase]} | item)))
    return Template(data["id"], data["version"], data["title"], tuple(items))


def names() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.yaml"))


def name_for(activity: Activity) -> str:
    """The list beside CORE that this kind needs, or CORE alone."""
    if activity.kind == Kind.WALK and activity.minutes > LONGEST_SHORT_WALK:
        return "day-walk"
    return LIST_OF.get(Kind(activity.kind), CORE)


LONGEST_SHORT_WALK = 60


def items_of(name: str) -> tuple[list[Item], dict[str, int]]:
    """CORE and the list `name` in the order of the day, and the version of each."""
    lists = [template(CORE)] + ([template(name)] if name != CORE else [])
    order = list(PHASES.values())
    items = sorted((item for one in lists for item in one.items), key=lambda item: order.index(item.phase))
    return items, {one.id: one.version for one in lists}


def as_data(items: list[Item]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def from_data(data: list[dict[str, Any]]) -> list[Item]:
    return [Item(**item) for item in data]
