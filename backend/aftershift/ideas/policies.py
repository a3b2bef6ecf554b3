from aftershift.people.policies import (
    EVERYONE,
    LEADS_OR_ORGANISES_OR_CONNECTS,
    ORGANISER,
    ORGANISER_OR_CONNECTOR,
)

# `holder` and `owner` are of the one conversation or next step that it is about.
HOLDS_OR_ORGANISES = frozenset({"holder", "organiser"})

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
    "merge.take_back": EVERYONE,  # one that they suggested
    "merge.answer": EVERYONE,  # for an idea of their own
    "merge.answer_in_place": ORGANISER,
    "merge.list_open": ORGANISER,
    "merge.undo": EVERYONE,  # one of their own
    "merge.undo_others": ORGANISER,
    "merge.reply": EVERYONE,  # who would come to the ended one
    "rule.raise": EVERYONE,
    "rule.reply": ORGANISER,
    # Listening.
    "barrier.say": EVERYONE,
    "barrier.say_for_others": LEADS_OR_ORGANISES_OR_CONNECTS,
    "barrier.answer": ORGANISER,
    "field_note.write": LEADS_OR_ORGANISES_OR_CONNECTS,
    "field_note.read_all": ORGANISER,  # others read their own
    "tally.enter": ORGANISER_OR_CONNECTOR,
    "conversation.list": EVERYONE,
    "conversation.plan": LEADS_OR_ORGANISES_OR_CONNECTS,
    "conversation.run": HOLDS_OR_ORGANISES,
    "conversation.post_topic": EVERYONE,
    "conversation.make_idea": EVERYONE,
    "conversation.take_step": EVERYONE,
    "conversation.finish_step": HOLDS_OR_ORGANISES | {"owner"},
}

# In whatever other role they read: who manages people sees no names here (DESIGN 1).
SEES_NO_NAMES = frozenset({"supervisor"})
