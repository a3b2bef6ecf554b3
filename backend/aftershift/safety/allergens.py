"""The 14 allergens of food law (DOMAIN 4.6), in the order of the card, and two leads writing them at once."""

from collections.abc import Mapping, Sequence
from typing import Any

Dish = Mapping[str, Any]  # {name, allergens: {one of 14: yes | no | unknown}}

ALLERGENS = (
    "celery",
    "gluten",
    "crustaceans",
    "eggs",
    "fish",
    "lupin",
    "milk",
    "molluscs",
    "mustard",
    "peanuts",
    "sesame",
    "soya",
    "sulphites",
    "nuts",
)
YES, NO, UNKNOWN = "yes", "no", "unknown"
ANSWERS = (YES, NO, UNKNOWN)


def may_contain(dish: dict[str, dict[str, str]]) -> list[str]:
    """What nobody has ruled out: a yes, and what is not known."""
    return [name for name in ALLERGENS if dish["allergens"].get(name, UNKNOWN) != NO]


def together(kept: Sequence[Dish], was: Sequence[Dish], sent: Sequence[Dish]) -> list[dict[str, Any]]:
    """The dishes that are kept, with what somebody changed who had read `was` and sends `sent`.

    Dishes are known by their names, and answers are merged one by one. Of two who changed the same answer the more
    careful one counts, and a dish goes only if nobody has changed it meanwhile.
    """
    now, before, after = ({dish["name"].casefold(): dish for dish in dishes} for dishes in (kept, was, sent))
    found = []
    for name in [*now, *(name for name in after if name not in now)]:
        here, old, new = now.get(name), before.get(name), after.get(name)
        if new is None and old is not None and (here is None or _answers(here) == _answers(old)):
            continue  # taken off by me
        if here is None and old is not None and new is not None and _answers(new) == _answers(old):
            continue  # taken off by somebody else, and I changed nothing in it
        if here is not None and new is not None:
            was_said = _answers(old) if old is not None else None
            found.append({**new, "allergens": _merged(_answers(here), was_said, _answers(new))})
        else:
            found.append(dict(here or new or {}))
    return found


def _answers(dish: Dish) -> dict[str, str]:
    return {name: dish["allergens"].get(name, UNKNOWN) for name in ALLERGENS}


def _merged(here: dict[str, str], old: dict[str, str] | None, new: dict[str, str]) -> dict[str, str]:
    def answer(name: str) -> str:
        if old is not None and here[name] == old[name]:
            return new[name]
        if old is not None and new[name] == old[name]:
            return here[name]
        return min(here[name], new[name], key=(YES, UNKNOWN, NO).index)

    return {name: answer(name) for name in ALLERGENS}
