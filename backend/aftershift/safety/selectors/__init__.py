"""Every read of safety: lists in `lists`, who agreed in `agreeing`, the lead's plan and the queue in `plans`, `notes` for all."""

from aftershift.safety.selectors.lists import (
    END_COUNT,
    GATES,
    HEAD_COUNT,
    LOADED,
    NOT_RESTED,
    Filled,
    Line,
    answers_of,
    current_ticks,
    filled,
    items_for,
    most_places,
    not_ready,
    visible_occurrence,
    with_checklists,
)

__all__ = [
    "END_COUNT",
    "GATES",
    "HEAD_COUNT",
    "LOADED",
    "NOT_RESTED",
    "Filled",
    "Line",
    "answers_of",
    "current_ticks",
    "filled",
    "items_for",
    "most_places",
    "not_ready",
    "visible_occurrence",
    "with_checklists",
]
