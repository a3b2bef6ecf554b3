"""Who may ask whom. `lead` and `second` are roles on the activity in question."""

MAY: dict[str, frozenset[str]] = {
    "role.take": frozenset({"member"}),
    "role.offer_lead": frozenset({"organiser", "lead"}),
    "role.offer_second": frozenset({"organiser", "lead"}),
    "role.step_back": frozenset({"lead", "second"}),
    "certificate.see": frozenset({"organiser"}),
    "certificate.on_the_day": frozenset({"organiser", "lead", "second"}),
    "circle.read": frozenset({"organiser", "lead"}),
    "circle.write": frozenset({"organiser", "lead"}),
    "circle.choose": frozenset({"organiser"}),
}
