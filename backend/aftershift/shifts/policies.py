"""Who may do what with shifts. Everyone tells and sees their own; nobody sees another member's (RULE-28)."""

from aftershift.people.policies import EVERYONE, LEADS_OR_ORGANISES, LEADS_OR_ORGANISES_OR_CONNECTS

MAY: dict[str, frozenset[str]] = {
    "own_shifts.read": EVERYONE,
    "own_shifts.tell": EVERYONE,
    "times.find": LEADS_OR_ORGANISES,
    "rota_sheet.give": LEADS_OR_ORGANISES_OR_CONNECTS,
    "time_poll.open": LEADS_OR_ORGANISES,
}
