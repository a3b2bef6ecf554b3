"""Every write of ideas, by verb."""

from aftershift.ideas.services.answering import answer, move_on
from aftershift.ideas.services.barriers import answer_barrier, say_barriers
from aftershift.ideas.services.editing import edit, undo_withdrawal, withdraw
from aftershift.ideas.services.field_notes import delete_field_note, put_up_line, send_field_notes
from aftershift.ideas.services.hiding import judge, object_to_hiding, report
from aftershift.ideas.services.merging import (
    answer_merge,
    answer_merge_in_place,
    reply_to_merge,
    suggest_merge,
    take_merge_back,
    undo_merge,
)
from aftershift.ideas.services.proposing import propose, say_id_come, take_back_id_come
from aftershift.ideas.services.rules import raise_rule, raise_rule_of_idea, reply_to_rule
from aftershift.ideas.services.tallies import delete_tally, enter_tally
from aftershift.ideas.services.times import say_times

__all__ = [
    "answer",
    "answer_barrier",
    "answer_merge",
    "answer_merge_in_place",
    "delete_field_note",
    "delete_tally",
    "edit",
    "enter_tally",
    "judge",
    "move_on",
    "object_to_hiding",
    "propose",
    "put_up_line",
    "raise_rule",
    "raise_rule_of_idea",
    "reply_to_merge",
    "reply_to_rule",
    "report",
    "say_barriers",
    "say_id_come",
    "say_times",
    "send_field_notes",
    "suggest_merge",
    "take_back_id_come",
    "take_merge_back",
    "undo_merge",
    "undo_withdrawal",
    "withdraw",
]
