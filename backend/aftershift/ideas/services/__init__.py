"""Every write of ideas, by verb."""

from aftershift.ideas.services.answering import answer, move_on
from aftershift.ideas.services.editing import edit, undo_withdrawal, withdraw
from aftershift.ideas.services.proposing import ANSWER_WITHIN, propose, say_id_come, take_back_id_come

__all__ = [
    "ANSWER_WITHIN",
    "answer",
    "edit",
    "move_on",
    "propose",
    "say_id_come",
    "take_back_id_come",
    "undo_withdrawal",
    "withdraw",
]
