"""Who signs for the safety of a date. Its tier says it (DOMAIN 4.8), and how far the organiser has stepped back from its
series (DOMAIN 5.3): first the organiser signs with the lead watching, then the lead signs and an organiser looks it over,
then the lead signs alone what is of T1. From T2 on an organiser has to agree at every step."""

from dataclasses import dataclass

from aftershift.leading.models import TaperStep
from aftershift.safety.tiers import MUST_AGREE, T1, T2, TARGET_DAYS

ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Support:
    """Where the taper of a series is. moves: forward and back, the beginning counted. is_led_by_organiser: their own list is
    an organiser's word already, and nobody agrees to what they lead."""

    step: int
    moves: int
    is_led_by_organiser: bool

    @property
    def went_back(self) -> bool:
        """Something happened, and the organiser is at every date again."""
        return self.step == TaperStep.EVERY_DATE and self.moves > 1


def must_agree(tier: int, support: Support | None) -> tuple[str, ...]:
    """Whose yes opens it."""
    return (ORGANISER,) if _by_organiser(tier, support, TaperStep.EVERY_DATE) else MUST_AGREE[tier]


def is_looked_over(tier: int, support: Support | None) -> bool:
    """The lead signs, and an organiser looks it over; nothing waits for that."""
    return _by_organiser(tier, support, TaperStep.EVERY_SECOND)


def target_days(tier: int, support: Support | None) -> int:
    """Working days in which an answer is due."""
    return TARGET_DAYS[T2] if must_agree(tier, support) and tier == T1 else TARGET_DAYS[tier]


def _by_organiser(tier: int, support: Support | None, step: TaperStep) -> bool:
    return tier == T1 and support is not None and support.step == step and not support.is_led_by_organiser
