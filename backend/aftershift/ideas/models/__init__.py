"""The facts of ideas, room by room."""

from aftershift.ideas.models.barrier_marks import BarrierMark
from aftershift.ideas.models.conversations import Conversation, NextStep, Theme, Topic
from aftershift.ideas.models.ideas import (
    Answer,
    Decision,
    EarlierText,
    Idea,
    Interest,
    Objection,
    Report,
    RuleInOurWay,
    RuleReply,
    SuitingTime,
    Verdict,
)
from aftershift.ideas.models.listening import (
    BarrierAnswer,
    BarrierCount,
    BarrierReceived,
    BarrierTag,
    FieldLine,
    FieldNote,
    Tally,
    TallyChoice,
)
from aftershift.ideas.models.merge_chains import MergeBefore
from aftershift.ideas.models.merging import Merge, MergeReply

__all__ = [
    "Answer",
    "BarrierAnswer",
    "BarrierCount",
    "BarrierMark",
    "BarrierReceived",
    "BarrierTag",
    "Conversation",
    "Decision",
    "EarlierText",
    "FieldLine",
    "FieldNote",
    "Idea",
    "Interest",
    "Merge",
    "MergeBefore",
    "MergeReply",
    "NextStep",
    "Objection",
    "Report",
    "RuleInOurWay",
    "RuleReply",
    "SuitingTime",
    "Tally",
    "TallyChoice",
    "Theme",
    "Topic",
    "Verdict",
]
