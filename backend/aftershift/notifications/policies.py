from aftershift.people.policies import ORGANISER

MAY: dict[str, frozenset[str]] = {
    "in_person.tell": frozenset({"connector"}),
    "work.read": ORGANISER,
    "work.retry": ORGANISER,
}
