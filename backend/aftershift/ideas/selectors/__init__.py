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
from aftershift.ideas.selectors.conversations import (
    conversation_cards,
    conversation_page,
    conversations_for_cards,
    roles_in_conversation,
    visible_conversations,
    visible_steps,
    visible_themes,
)
from aftershift.ideas.selectors.deciding import (
    decided,
    decision_rows,
)
from aftershift.ideas.selectors.judging import (
    ideas_to_judge,
    to_judge,
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
    "card",
    "cards",
    "conversation_cards",
    "conversation_page",
    "conversations_for_cards",
    "counted_times",
    "decided",
    "decision_rows",
    "ideas_for_cards",
    "ideas_many_would_come_to",
    "ideas_to_answer",
    "ideas_to_judge",
    "listed_ideas",
    "own_times",
    "proposed_times",
    "roles_in_conversation",
    "rule_card",
    "rule_cards",
    "rules_for_cards",
    "similar_ideas",
    "to_judge",
    "visible_conversations",
    "visible_ideas",
    "visible_rules",
    "visible_steps",
    "visible_themes",
    "who_would_come",
]
