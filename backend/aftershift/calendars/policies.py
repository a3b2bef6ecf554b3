"""Who may take the programme away as a file. Feeds are everybody's own."""

from aftershift.people.policies import ORGANISER

MAY: dict[str, frozenset[str]] = {
    "programme.export": ORGANISER | {"supervisor"},
    "programme.export_planned": ORGANISER,  # dates that nobody has been told of yet
    "programme.export_leaders": ORGANISER,  # called names of lead and second; nobody else's name is in any file
}
