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

    def with_guests(self, guests: int, *, needs_adult: bool) -> "Party":
        """The same party when so many came along. Of whom it told, the youngest are counted first, since a plan must know
        of them; everybody else is an adult. needs_adult: one of them is, before any child."""
        left = guests - (1 if needs_adult and guests else 0)
        children = []
        for told in self[1:]:
            children.append(min(told, left))
            left -= children[-1]
        return Party(guests - sum(children), *children)


ALONE = Party()
BANDS = Party._fields[1:]
# People of a sign-up, in a query: the member and all guests (RULE-2).
PEOPLE = F("adults") + F("children_0_4") + F("children_5_10") + F("children_11_17") + 1
