"""The lists of DOMAIN 4.9, read from versioned data files. A changed list is a new version of its file."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
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
# What the data may answer; until it does, a person may say it in a few words instead.
OR_BY_HAND = ("assessment", "photo_rule", "allergens")
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
    asks_yes_no: bool = False  # its tick says 1 for yes or 0 for no; a phone from before says neither
    is_private: bool = False  # only who wrote it sees what was written
    left_out_because: str = ""  # said for the activity: it does not apply, and keeps no gate shut
    is_own: bool = False  # of this activity, not of any template


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


def name_for(activity: Activity, *, is_mountain_day: bool = False) -> str:
    """The list beside CORE that this kind needs, or CORE alone. A mountain day has its own, whatever it is called."""
    if is_mountain_day:
        return MOUNTAIN_LIST
    if activity.kind == Kind.WALK and activity.minutes > LONGEST_SHORT_WALK:
        return "day-walk"
    return LIST_OF.get(Kind(activity.kind), CORE)


LONGEST_SHORT_WALK = 60
MOUNTAIN_LIST = LIST_OF[Kind.HILL]


@dataclass(frozen=True)
class Learnt:
    """What an organisation changed in one list: words of items, and items of its own. number: of its versions."""

    number: int
    changed: Mapping[str, str]
    added: Sequence[Mapping[str, Any]]


def learnt_id(prefix: str, phase: str, number: int) -> str:
    """`EW-B51`: like the ids of the file, and none of them, which are never so many."""
    letter = next(letter for letter, named in PHASES.items() if named == phase)
    return f"{prefix}-{letter}{FIRST_LEARNT + number}"


def with_learnt(original: Template, learnt: Learnt | None) -> Template:
    """The list as the organisation has it now. Gates and rules of the file's items stay as they are."""
    if learnt is None:
        return original
    items = [replace(item, text=learnt.changed.get(item.id, item.text)) for item in original.items]
    for one in learnt.added:
        phase = PHASES[one["id"].split("-")[1][0]]
        items.append(Item(one["id"], phase, GATES[phase], one["text"], "always" if one["is_mandatory"] else "never"))
    return replace(original, version=original.version + learnt.number, items=tuple(items))


def in_order(items: Sequence[Item]) -> list[Item]:
    """By the phase of the day, else as they stand."""
    order = list(PHASES.values())
    return sorted(items, key=lambda item: order.index(item.phase))


def items_of(name: str, learnt: Mapping[str, Learnt] | None = None) -> tuple[list[Item], dict[str, int]]:
    """CORE and the list `name` in the order of the day, and the version of each, with what was learnt here."""
    here = learnt or {}
    lists = [with_learnt(template(one), here.get(one)) for one in dict.fromkeys((CORE, name))]
    items = in_order([item for one in lists for item in one.items])
    return items, {one.id: one.version for one in lists}


FIRST_LEARNT = 50
MOST_LEARNT = 20
OWN = "OWN"
MOST_OWN = 30


def own_id(phase: str, number: int) -> str:
    """`OWN-B1`: the phase stands in it, as in every id."""
    letter = next(letter for letter, named in PHASES.items() if named == phase)
    return f"{OWN}-{letter}{number}"


def may_leave_out(item: Item) -> bool:
    """What DOMAIN asks of every activity, and what the data answers, cannot be said away."""
    return item.id.split("-")[0] != "C" or item.mandatory == "never"


def with_changes(
    items: list[Item], changed: Mapping[str, Mapping[str, str]], own: Sequence[Mapping[str, Any]]
) -> list[Item]:
    """The list as an activity made it its own. A changed item keeps id, gate and rule; only its words are other."""
    found = [_changed(item, changed.get(item.id, {})) for item in items]
    for one in own:
        phase = one["phase"]
        rule = "always" if one["is_mandatory"] else "never"
        found.append(Item(one["id"], phase, GATES[phase], one["text"], rule, is_own=True))
    return in_order(found)


def _changed(item: Item, change: Mapping[str, str]) -> Item:
    because = change.get("left_out_because", "") if may_leave_out(item) else ""
    return replace(item, text=change.get("text") or item.text, left_out_because=because)


def as_data(items: list[Item]) -> list[dict[str, Any]]:
    return [asdict(item) for item in items]


def from_data(data: list[dict[str, Any]]) -> list[Item]:
    return [Item(**item) for item in data]
