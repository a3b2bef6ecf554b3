"""Sets of roles that the policy tables of every app use, and this app's own table."""

EVERYONE = frozenset({"member"})
CONFIRMED = frozenset({"confirmed"})
ORGANISER = frozenset({"organiser"})
ORGANISER_OR_CONNECTOR = frozenset({"organiser", "connector"})
# Rest in a session without password and second factor: a card and six digits are not enough for them.
STRONG = frozenset({"organiser", "adviser", "supervisor"})
LEADS_OR_ORGANISES = frozenset({"organiser", "lead"})

LEADS_OR_ORGANISES_OR_CONNECTS = frozenset({"organiser", "connector", "lead"})
CONFIRMS_ALONE = LEADS_OR_ORGANISES_OR_CONNECTS

MAY: dict[str, frozenset[str]] = {
    "join_code.manage": ORGANISER,
    "join_code.speak": LEADS_OR_ORGANISES,
    "member.list_new": LEADS_OR_ORGANISES_OR_CONNECTS,
    "member.confirm": CONFIRMED,
    "member.merge": ORGANISER_OR_CONNECTOR,
    "recovery.vouch": LEADS_OR_ORGANISES,
    "card.replace": frozenset({"connector"}),
    "role.grant": ORGANISER,
    "organisation.set": ORGANISER,
}
