"""Which change of an idea's status may follow which: the one place.

An answer may be given again as long as nothing came of it. From a ballot on, only what happens moves an idea.
"""

from aftershift.ideas.models import Idea

_S = Idea.Status

# What an organiser's answer may say.
ANSWERS = (
    _S.BEING_CHECKED,
    _S.TO_VOTE,
    _S.SMALL_TRY,
    _S.RULE_IN_OUR_WAY,
    _S.NOT_NOW,
    _S.ALREADY_EXISTS,
)
# "We are finding out" is a step, not the answer that was promised by the due date.
NOT_YET_ANSWERED = (_S.OPEN, _S.BEING_CHECKED)
# The reason for these is the ballot itself.
OF_A_BALLOT = (_S.IN_BALLOT, _S.CHOSEN, _S.NOT_THIS_TIME)
# Taken away by its author, or part of another.
GONE = (_S.WITHDRAWN, _S.MERGED)
_ANSWERED = frozenset(ANSWERS)
# A ballot takes an idea that was declined meanwhile no more (RULE-31); a small try becomes an activity without a vote.
MAY_BECOME: dict[str, frozenset[str]] = {
    _S.OPEN: _ANSWERED | {_S.IN_BALLOT, _S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.BEING_CHECKED: _ANSWERED | {_S.IN_BALLOT, _S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.TO_VOTE: _ANSWERED | {_S.IN_BALLOT, _S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.SMALL_TRY: _ANSWERED | {_S.IN_BALLOT, _S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.RULE_IN_OUR_WAY: _ANSWERED | {_S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.NOT_NOW: _ANSWERED | {_S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.ALREADY_EXISTS: _ANSWERED | {_S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.IN_BALLOT: frozenset({_S.CHOSEN, _S.NOT_THIS_TIME, _S.PLANNED}),
    _S.NOT_THIS_TIME: _ANSWERED | {_S.IN_BALLOT, _S.PLANNED, _S.WITHDRAWN, _S.MERGED},
    _S.CHOSEN: frozenset({_S.PLANNED, _S.DONE}),
    _S.PLANNED: frozenset({_S.DONE}),
    _S.DONE: frozenset({_S.PLANNED}),
    # The way back on the same day is `undo_withdrawal`; nobody else moves what its author took away.
    _S.WITHDRAWN: frozenset(),
    # The way back is `undo_merge`.
    _S.MERGED: frozenset(),
}
# Its words may change as long as its author may still take it away.
EDITABLE = tuple(status for status, after in MAY_BECOME.items() if _S.WITHDRAWN in after)
# Both of two ideas that become one: the one that goes on may not stand in a vote or be decided either.
CAN_BE_MERGED = tuple(status for status, after in MAY_BECOME.items() if _S.MERGED in after)


def may_follow(before: str, after: str) -> bool:
    """An answer may be repeated in other words, so an answered status may follow itself."""
    return after in MAY_BECOME[before]
