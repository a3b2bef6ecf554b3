"""Who may see and tick a list. `lead` and `second` are roles on the activity in question."""

RUNS_IT = frozenset({"organiser", "lead", "second"})
LEADS_IT = frozenset({"lead", "second"})

MAY: dict[str, frozenset[str]] = {
    "checklist.read": RUNS_IT | {"adviser"},
    "checklist.tick_before": RUNS_IT,
    "checklist.tick_day": LEADS_IT,
    "checklist.tick_after": LEADS_IT,
    "first_win.make": frozenset({"organiser"}),
    "answers.give": frozenset({"organiser", "lead"}),
    "checklist.type_in": RUNS_IT,
    "emergency.give": frozenset({"member"}),
    "emergency.read": LEADS_IT,
    "help_number.set": frozenset({"organiser"}),
    "home.read": RUNS_IT,
    "home.ask": RUNS_IT,
    "near_miss.say": frozenset({"member"}),
    "near_miss.read": frozenset({"organiser", "adviser"}),
    "near_miss.look": frozenset({"organiser", "adviser"}),
    "keeper.read": frozenset({"organiser", "adviser"}),
    "keeper.set": frozenset({"organiser"}),
    "change.answer": frozenset({"organiser"}),
    "plan.read": RUNS_IT | {"adviser"},
    "plan.change": RUNS_IT,
    "plan.compare": RUNS_IT | {"adviser"},
    "plan.leave_out": frozenset({"organiser"}),  # what a kind asks for; the lead may leave out what is only recommended
    "agreement.ask": RUNS_IT,
    "agreement.give_organiser": frozenset({"organiser"}),
    "agreement.give_adviser": frozenset({"adviser"}),
    "agreement.queue": frozenset({"organiser", "adviser"}),
    "notes.change": RUNS_IT,
    "weather.note": RUNS_IT,
    "site.point": frozenset({"organiser"}),
}
