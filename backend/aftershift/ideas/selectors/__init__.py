"""Every read of ideas, by what it is for."""

from aftershift.ideas.selectors.cards import (
    CAN_BE_VOTED_ON,
    COMPARED_WITH,
    STILL_OPEN,
    AnswerShown,
    Author,
    IdeaCard,
    card,
    cards,
    ideas_for_cards,
    ideas_many_would_come_to,
    ideas_to_answer,
    listed_ideas,
    similar_ideas,
    visible_ideas,
    who_would_come,
)
from aftershift.ideas.selectors.deciding import (
    decided,
    decision_rows,
)
from aftershift.ideas.selectors.judging import (
    ideas_to_judge,
    to_judge,
)
from aftershift.ideas.selectors.merging import (
    MergeQuestion,
    asked_merges,
    can_be_undone,
    is_without_author,
    merge_cards,
    merge_questions,
    merges_of_idea,
    open_merges,
    visible_merges,
)
from aftershift.ideas.selectors.rules import (
    rule_card,
    rule_cards,
    rules_for_cards,
    visible_rules,
)
from aftershift.ideas.selectors.times import counted_times, own_times, proposed_times

__all__ = [
    "CAN_BE_VOTED_ON",
    "COMPARED_WITH",
    "STILL_OPEN",
    "AnswerShown",
    "Author",
    "IdeaCard",
    "MergeQuestion",
    "asked_merges",
    "can_be_undone",
    "card",
    "cards",
    "counted_times",
    "decided",
    "decision_rows",
    "ideas_for_cards",
    "ideas_many_would_come_to",
    "ideas_to_answer",
    "ideas_to_judge",
    "is_without_author",
    "listed_ideas",
    "merge_cards",
    "merge_questions",
    "merges_of_idea",
    "open_merges",
    "own_times",
    "proposed_times",
    "rule_card",
    "rule_cards",
    "rules_for_cards",
    "similar_ideas",
    "to_judge",
    "visible_ideas",
    "visible_merges",
    "visible_rules",
    "who_would_come",
]
