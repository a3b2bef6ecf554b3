"""The facts of ballots."""

from aftershift.ballots.models.ballots import (
    OTHER_GROUP,
    Ballot,
    Option,
    Paper,
    PrintedSlip,
    Reading,
    Result,
    Slip,
)
from aftershift.ballots.models.feasibility import CostAsked, Feasibility

__all__ = [
    "OTHER_GROUP",
    "Ballot",
    "CostAsked",
    "Feasibility",
    "Option",
    "Paper",
    "PrintedSlip",
    "Reading",
    "Result",
    "Slip",
]
