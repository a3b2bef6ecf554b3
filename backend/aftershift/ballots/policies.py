from aftershift.people.policies import EVERYONE, ORGANISER

MAY: dict[str, frozenset[str]] = {
    "ballot.see": EVERYONE,
    "ballot.open": ORGANISER,
    "ballot.handle_printed": frozenset({"organiser", "connector", "panellist"}),
    "idea.check": ORGANISER,
    "idea.ask_for_money": EVERYONE,  # for their own
    "ballot.publish": frozenset({"organiser", "panellist"}),
}
