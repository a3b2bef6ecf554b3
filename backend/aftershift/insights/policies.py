from aftershift.people.policies import ORGANISER

MAY: dict[str, frozenset[str]] = {"desk.read": ORGANISER}
