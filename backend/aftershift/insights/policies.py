from aftershift.people.policies import LEADS_OR_ORGANISES_OR_CONNECTS, ORGANISER

MAY: dict[str, frozenset[str]] = {
    "desk.read": ORGANISER,
    "presentation.read": LEADS_OR_ORGANISES_OR_CONNECTS,
}
