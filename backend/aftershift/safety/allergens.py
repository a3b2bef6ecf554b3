"""The 14 allergens of food law (DOMAIN 4.6), in the order of the card."""

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
