"""Who may ask whom. `lead` and `second` are roles on the activity in question."""

MAY: dict[str, frozenset[str]] = {
    "role.take": frozenset({"member"}),
    "role.offer_lead": frozenset({"organiser", "lead"}),
    "role.offer_second": frozenset({"organiser", "lead"}),
    "role.step_back": frozenset({"lead", "second"}),
    # small roles of one date
    "date_role.take": frozenset({"member"}),  # with a place
    "date_role.ask": frozenset({"organiser", "lead", "second"}),
}
