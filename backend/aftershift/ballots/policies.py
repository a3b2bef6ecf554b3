from aftershift.people.policies import EVERYONE, ORGANISER

MAY: dict[str, frozenset[str]] = {
    "ballot.see": EVERYONE,
    "ballot.open": ORGANISER,
    "ballot.handle_printed": frozenset({"organiser", "connector", "panellist"}),
    "ballot.publish": frozenset({"organiser", "panellist"}),
}
