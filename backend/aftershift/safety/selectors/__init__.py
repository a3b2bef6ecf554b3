"""Every read of safety: lists in `lists`."""

from aftershift.safety.selectors.lists import (
    APPROVAL,
    END_COUNT,
    GATES,
    HEAD_COUNT,
    LOADED,
    Filled,
    Line,
    answers_of,
    current_ticks,
    filled,
    most_places,
    not_ready,
    seen_by_approval,
    visible_occurrence,
    with_checklists,
)

__all__ = [
    "APPROVAL",
    "END_COUNT",
    "GATES",
    "HEAD_COUNT",
    "LOADED",
    "Filled",
    "Line",
    "answers_of",
    "current_ticks",
    "filled",
    "most_places",
    "not_ready",
    "seen_by_approval",
    "visible_occurrence",
    "with_checklists",
]
