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

__all__ = [
    "Answer",
    "Decision",
    "EarlierText",
    "Idea",
    "Interest",
    "Objection",
    "Report",
    "RuleInOurWay",
    "RuleReply",
    "SuitingTime",
    "Verdict",
]
