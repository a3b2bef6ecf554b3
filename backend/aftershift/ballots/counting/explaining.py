"""A count in plain words (DOMAIN 8.2). Money is told in tokens, 12 to everyone, so that the numbers stay small."""

from collections.abc import Mapping
from fractions import Fraction

from .elections import Count, Round

TOKENS_EACH = 12

EQUAL_SHARES = (
    "We share the places equally. Everyone gets the same number of tokens. "
    "An idea wins when the people who like it have enough tokens to pay for it. "
    "Once you have paid for one thing you have fewer tokens left, so other people's ideas get their turn."
)
SEQUENTIAL_PAV = (
    "We fill one place at a time. Each time, the idea with the most votes wins. "
    "Once one of your ideas has won, your vote counts half for the next place, then a third, and so on, so other people's ideas get their turn."
)


def in_tokens(amount: Fraction, share: Fraction) -> str:
    """An amount in tokens, at most one decimal; "about" when it is rounded."""
    tokens = amount / share * TOKENS_EACH
    if tokens.denominator == 1:
        return str(tokens)
    tenths = round(tokens * 10)
    text = f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
    return text if tokens * 10 == tenths else f"about {text}"


def explain(count: Count, names: Mapping[str, str]) -> list[str]:
    """How the count went, one sentence or two for each step. names: what people call each option."""
    lines = [SEQUENTIAL_PAV if count.share is None else EQUAL_SHARES]
    lines += [_explain_round(round_, names.get(round_.option, round_.option), count.share) for round_ in count.rounds]
    lines += [
        f"{names.get(missed.option, missed.option)}: not this time. {_more_people(missed.short_by)}"
        for missed in count.not_chosen
    ]
    return lines


def _explain_round(round_: Round, name: str, share: Fraction | None) -> str:
    people = "1 person" if round_.supporters == 1 else f"{round_.supporters} people"
    if share is None or round_.each_pays is None:
        return f"{name}: chosen. {people} ticked it."
    paid = in_tokens(round_.each_pays, share)
    if round_.poorer:
        return f"{name}: chosen. {people} ticked it. Each paid {paid} tokens, or all they had left if that was less."
    return f"{name}: chosen. {people} ticked it. Each paid {paid} tokens."


def _more_people(short_by: int) -> str:
    return "1 more person was needed." if short_by == 1 else f"{short_by} more people were needed."
