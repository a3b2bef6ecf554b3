"""Who may ask whom. `lead` and `second` are roles on the activity in question."""

MAY: dict[str, frozenset[str]] = {
    "role.take": frozenset({"member"}),
    "role.offer_lead": frozenset({"organiser", "lead"}),
    "role.offer_second": frozenset({"organiser", "lead"}),
    "role.step_back": frozenset({"lead", "second"}),
    "certificate.see": frozenset({"organiser"}),
    "certificate.on_the_day": frozenset({"organiser", "lead", "second"}),
    # `circle` is a role of whoever leads, led, shadowed or was invited: see `selectors.circle.roles_in`.
    "circle.read": frozenset({"organiser", "circle"}),
    "circle.write": frozenset({"organiser", "circle"}),
    "circle.invite": frozenset({"organiser", "lead"}),
    "circle.choose": frozenset({"organiser"}),
    # small roles of one date
    "date_role.take": frozenset({"member"}),  # with a place
    "date_role.ask": frozenset({"organiser", "lead", "second"}),
    # taper, handover, load
    "passing_on.read": frozenset({"organiser", "lead", "second"}),
    "taper.begin": frozenset({"organiser"}),
    "taper.agree": frozenset({"organiser", "lead", "second"}),
    "taper.ask_for_help": frozenset({"lead", "second"}),
    "handover.begin": frozenset({"organiser", "lead"}),
    "pack.read": frozenset({"organiser", "lead", "second", "taker"}),
    "pack.change": frozenset({"organiser", "lead", "second"}),
    "load.own": frozenset({"member"}),
    "load.read_totals": frozenset({"organiser"}),
}
