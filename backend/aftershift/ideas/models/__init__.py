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

__all__ = [
    "Answer",
    "BarrierAnswer",
    "BarrierCount",
    "BarrierReceived",
    "BarrierTag",
    "Decision",
    "EarlierText",
    "FieldLine",
    "FieldNote",
    "Idea",
    "Interest",
    "Objection",
    "Report",
    "RuleInOurWay",
    "RuleReply",
    "SuitingTime",
    "Tally",
    "TallyChoice",
    "Verdict",
]
