"""Every read of ballots, by what it is for."""

from aftershift.ballots.selectors.cards import (
    BallotCard,
    ballot_to_vote_in,
    ballots_for_cards,
    card,
    shown_state,
    visible_ballots,
)
from aftershift.ballots.selectors.chosen import ChosenOption, chosen_option, chosen_options
from aftershift.ballots.selectors.options import OptionShown, Pattern, exact, option_shown
from aftershift.ballots.selectors.outcomes import Chosen, Missed, Outcome, PublishedSlip, outcome
from aftershift.ballots.selectors.papers import (
    HOW_COUNTED,
    BallotShown,
    ballot_shown,
    hash_of_receipt,
    in_own_order,
    slip_of_receipt,
)
from aftershift.ballots.selectors.printed import (
    TYPED_WITHIN,
    NumberedSlip,
    PrintedShown,
    can_type_in,
    counted_slips,
    handed_out,
    printed_shown,
    slips_to_print,
    waits_for_printed,
)
from aftershift.ballots.selectors.published import SLIPS_PUBLISHED_FROM, slips_as_pb

__all__ = [
    "HOW_COUNTED",
    "SLIPS_PUBLISHED_FROM",
    "TYPED_WITHIN",
    "BallotCard",
    "BallotShown",
    "Chosen",
    "ChosenOption",
    "Missed",
    "NumberedSlip",
    "OptionShown",
    "Outcome",
    "Pattern",
    "PrintedShown",
    "PublishedSlip",
    "ballot_shown",
    "ballot_to_vote_in",
    "ballots_for_cards",
    "can_type_in",
    "card",
    "chosen_option",
    "chosen_options",
    "counted_slips",
    "exact",
    "handed_out",
    "hash_of_receipt",
    "in_own_order",
    "option_shown",
    "outcome",
    "printed_shown",
    "shown_state",
    "slip_of_receipt",
    "slips_as_pb",
    "slips_to_print",
    "visible_ballots",
    "waits_for_printed",
]
