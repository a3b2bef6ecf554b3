"""The facts of ideas, room by room."""

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
from aftershift.ideas.models.merging import Merge, MergeReply

__all__ = [
    "Answer",
    "Decision",
    "EarlierText",
    "Idea",
    "Interest",
    "Merge",
    "MergeReply",
    "Objection",
    "Report",
    "RuleInOurWay",
    "RuleReply",
    "SuitingTime",
    "Verdict",
]
