from aftershift.people.policies import EVERYONE

MAY: dict[str, frozenset[str]] = {
    "media.upload": EVERYONE,
}
