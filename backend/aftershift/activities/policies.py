"""Who may. `lead` and `second` are roles on one activity; the others come from people."""

from aftershift.people.policies import EVERYONE, ORGANISER

RUNS_IT = frozenset({"organiser", "lead", "second"})
LEADS_IT = frozenset({"lead", "second"})

MAY: dict[str, frozenset[str]] = {
    "occurrence.join": EVERYONE,
    "occurrence.leave": EVERYONE,
    "occurrence.drive": EVERYONE,
    "occurrence.say_fine": EVERYONE,
    "invitation.make": EVERYONE,  # with a place
    "invitation.answer": EVERYONE,  # who was asked by their card, or has the code
    "host.be": EVERYONE,  # adults whom colleagues know, with a place
    "host.ask": RUNS_IT,
    "helper.enter": ORGANISER,
    "promise.make": EVERYONE,  # with a place
    "promise.report": EVERYONE,
    "promise.make_official": ORGANISER,
    "promise.hide": ORGANISER,
    "occurrence.cancel": frozenset({"organiser", "lead"}),
    "occurrence.bring_back": frozenset({"organiser", "lead"}),
    "occurrence.set_places": frozenset({"organiser", "lead"}),
    "occurrence.decide_draw": frozenset({"organiser", "lead"}),
    "occurrence.keep_places": frozenset({"organiser", "lead"}),
    "facilities_teams.choose": ORGANISER,
    "sign_up.list": RUNS_IT,
    "sign_up.remove": frozenset({"organiser", "lead"}),
    "register.read": RUNS_IT,
    "register.tick": LEADS_IT,
    "sheet.hang": RUNS_IT | {"connector"},
    "sheet.type": RUNS_IT | {"connector"},
    "announcement.make": RUNS_IT,
    "announcement.read": RUNS_IT | {"connector"},
    "announcement.name": LEADS_IT | {"connector"},
    "occurrence.publish": RUNS_IT,
    "occurrence.start": LEADS_IT,
    "occurrence.close": LEADS_IT,
    "occurrence.stop": LEADS_IT,
    "series.come_every_time": EVERYONE,
    "activity.create": ORGANISER,
    "just_us.plan": EVERYONE,  # adults whom colleagues know
    "activity.change": frozenset({"organiser", "lead"}),
}
