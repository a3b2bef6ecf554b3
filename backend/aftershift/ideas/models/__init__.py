"""The facts of ideas, room by room."""

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

__all__ = [
    "Answer",
    "Conversation",
    "Decision",
    "EarlierText",
    "Idea",
    "Interest",
    "NextStep",
    "Objection",
    "Report",
    "RuleInOurWay",
    "RuleReply",
    "SuitingTime",
    "Theme",
    "Topic",
    "Verdict",
]
