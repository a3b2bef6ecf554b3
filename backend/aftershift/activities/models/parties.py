"""Who comes with a member: counts, and of children their age band. Never a name, never an age (DOMAIN 6.6)."""

from typing import NamedTuple

from django.db.models import F

LARGEST_PARTY_GUESTS = 8


class Party(NamedTuple):
    """The guests of one member. The bands are those that decide what a plan needs: carried or pushed, at hand, beside us."""

    adults: int = 0
    children_0_4: int = 0
    children_5_10: int = 0
    children_11_17: int = 0

    @property
    def guests(self) -> int:
        return sum(self)

    @property
    def children(self) -> int:
        return self.guests - self.adults


ALONE = Party()
BANDS = Party._fields[1:]
# People of a sign-up, in a query: the member and all guests (RULE-2).
PEOPLE = F("adults") + F("children_0_4") + F("children_5_10") + F("children_11_17") + 1
