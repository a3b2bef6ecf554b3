"""How often somebody may try (Q-S3, Q-S4). A try that turns out right is given back, so only wrong ones use these up."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from aftershift.core.models import Budget
from aftershift.core.services import spend

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    name: str
    tries: int
    window: dt.timedelta

    def take(self, whose: str, *, now: dt.datetime) -> None:
        """Count one try, or raise TooMany. The count commits by itself."""
        spend(name=f"{self.name}:{whose}"[:100], limit=self.tries, window=self.window, now=now)

    def give_back(self, whose: str) -> None:
        """The try was right: it does not count."""
        Budget.objects.filter(pk=f"{self.name}:{whose}"[:100], used__gt=0).update(used=F("used") - 1)


ALL = "all"

# Signing in. An address is often a whole hospital, so its budget is wide; the card's own lock is what protects a PIN.
SIGN_IN_ADDRESS = Limit("sign-in", 60, 15 * MINUTE)
SIGN_IN_OVERALL = Limit("sign-in", 6000, 15 * MINUTE)
# After this many wrong PINs in a row the card rests; each further wrong one doubles the rest.
WRONG_PINS = 5
FIRST_REST = 15 * MINUTE
LONGEST_REST = DAY
E_MAIL_ADDRESS = Limit("e-mail", 60, 15 * MINUTE)
E_MAIL_PERSON = Limit("e-mail-person", 10, 15 * MINUTE)
SECOND_FACTOR = Limit("second-factor", 5, 15 * MINUTE)

# Joining. 50 addresses at full rate must not use up what is left for others.
JOIN_ADDRESS = Limit("join", 18, HOUR)
# Only spoken codes: 128 bits cannot be guessed, so a poster never stands behind somebody else's guessing.
SPOKEN_OVERALL = Limit("join-spoken", 1000, HOUR)
SPOKEN_LIFE = 72 * HOUR
LIVE_SPOKEN_CODES = 10  # in one organisation

CONFIRMATIONS_A_DAY = 20

RECOVERY_ADDRESS = Limit("recovery", 20, HOUR)
RECOVERY_CARD = Limit("recovery-card", 5, DAY)
RECOVERY_OVERALL = Limit("recovery", 500, HOUR)
RECOVERY_CODE_LIFE = 30 * MINUTE
RECOVERY_WAIT = DAY
# A lost card is replaced by name and PIN. Both budgets are of wrong tries: the connector's own, and those for one name.
REPLACE_CONNECTOR = Limit("replace-card", 10, HOUR)
REPLACE_NAME = Limit("replace-name", 5, HOUR)
# At the kiosk: the page ends after a minute without a touch; the server a little later, whatever the page does.
KIOSK_IDLE = 2 * MINUTE
KIOSK_LIFE = 15 * MINUTE
VOUCHER = Limit("vouch", 10, HOUR)


def of(member_id: UUID) -> str:
    return str(member_id)
