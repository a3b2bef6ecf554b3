from aftershift.people.policies import EVERYONE, ORGANISER

MAY: dict[str, frozenset[str]] = {
    "idea.list": EVERYONE,
    "idea.propose": EVERYONE,
    "idea.edit": EVERYONE,  # their own
    "idea.withdraw": EVERYONE,  # their own
    "idea.say_id_come": EVERYONE,
    "idea.answer": ORGANISER,
    "idea.report": EVERYONE,
    "idea.object": EVERYONE,
    "idea.hide": ORGANISER,
    "idea.say_times": EVERYONE,  # who would come, and the author
    "idea.count_times": ORGANISER,
    "merge.suggest": EVERYONE,
    "merge.answer": EVERYONE,  # for an idea of their own
    "merge.answer_in_place": ORGANISER,
    "merge.list_open": ORGANISER,
    "merge.undo": EVERYONE,  # one of their own
    "merge.undo_others": ORGANISER,
    "merge.reply": EVERYONE,  # who would come to the ended one
    "rule.raise": EVERYONE,
    "rule.reply": ORGANISER,
}

# In whatever other role they read: who manages people sees no names here (DESIGN 1).
SEES_NO_NAMES = frozenset({"supervisor"})
