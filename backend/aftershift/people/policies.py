"""Sets of roles that the policy tables of every app use, and this app's own table."""

EVERYONE = frozenset({"member"})
CONFIRMED = frozenset({"confirmed"})
ORGANISER = frozenset({"organiser"})
ORGANISER_OR_CONNECTOR = frozenset({"organiser", "connector"})
# Rest in a session without password and second factor: a card and six digits are not enough for them.
STRONG = frozenset({"organiser", "adviser", "supervisor"})
LEADS_OR_ORGANISES = frozenset({"organiser", "lead"})

MAY: dict[str, frozenset[str]] = {
    "join_code.manage": ORGANISER,
    "member.list_new": frozenset({"organiser", "connector", "lead"}),
    "member.confirm": CONFIRMED,
    "recovery.vouch": frozenset({"organiser", "lead"}),
}
