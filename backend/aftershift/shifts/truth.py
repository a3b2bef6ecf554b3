"""What a member told, put together: which shifts they have on each date, and up to when that is known. No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .timefinder.tokens import Piece, read_day

PATTERN_HOLDS = dt.timedelta(weeks=12)  # after the member last confirmed it (DESIGN 5)
ROSTER_PERIOD = dt.timedelta(weeks=4)  # after which Home asks "still right?" (DOMAIN 2.3)
# Who told only a usual finish: on those weekdays a shift of eight hours that ends then, so nothing before it fits.
USUAL_LENGTH = 8 * 60
DAY = 24 * 60
EARLIEST, LATEST = dt.date(1970, 1, 1), dt.date(2200, 1, 1)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class ToldPattern:
    tokens: Sequence[str]
    anchor: dt.date
    confirmed: dt.date

    def token_on(self, date: dt.date) -> str:
        return self.tokens[(date - self.anchor).days % len(self.tokens)]


@dataclass(frozen=True)
class Truth:
    """Pattern, imports over it, single changes over both; the usual finish only where there is no pattern."""

    pattern: ToldPattern | None = None
    changes: Mapping[dt.date, str] = field(default_factory=dict)
    imported: Mapping[dt.date, str] = field(default_factory=dict)
    usual_finish: dt.time | None = None
    usual_weekdays: Sequence[int] = ()
    usual_confirmed: dt.date | None = None
    first_told: dt.date | None = None
    last_told: dt.date | None = None

    @property
    def source(self) -> str:
        """Where most of it comes from: import, pattern, days, usual or none."""
        if self.imported:
            return "import"
        if self.pattern:
            return "pattern"
        if self.usual_finish is not None:
            return "usual"
        return "days" if self.changes else "none"

    @property
    def known_until(self) -> dt.date | None:
        """The last date for which anything is known; None when nothing was told."""
        repeats = self.repeats_until
        ends = list(self.imported)
        if repeats is not None:
            ends.append(repeats)
        # One day told far ahead says nothing of the weeks before it, unless days are all that the member still tells.
        if repeats is None or (self.last_told is not None and self.last_told > repeats):
            ends += self.changes
        until = max(ends, default=None)
        while until is not None and until + ONE_DAY in self.changes:
            until += ONE_DAY
        return until

    @property
    def repeats_until(self) -> dt.date | None:
        """Until when pattern or usual finish say what comes; None without either."""
        if self.pattern:
            return self.pattern.confirmed + PATTERN_HOLDS
        if self.usual_finish is not None and self.usual_confirmed:
            return self.usual_confirmed + PATTERN_HOLDS
        return None

    @property
    def known_from(self) -> dt.date | None:
        if self.pattern or self.usual_finish is not None:
            return EARLIEST
        return min([*self.changes, *self.imported, *([self.first_told] if self.first_told else [])], default=None)

    def is_known(self, date: dt.date) -> bool:
        begins, ends = self.known_from, self.known_until
        return begins is not None and ends is not None and begins <= date <= ends

    def token_on(self, date: dt.date) -> str | None:
        """The rota token of a date; None when nothing is known of it."""
        if date in self.changes:
            return self.changes[date]
        if date in self.imported:
            return self.imported[date]
        if not self.is_known(date):
            return None
        if self.repeats_until is None or date > self.repeats_until:
            return "-"
        return self.pattern.token_on(date) if self.pattern else self._usual_token(date)

    def shifts_on(self, date: dt.date) -> tuple[Piece, ...]:
        token = self.token_on(date)
        return read_day(token) if token is not None else ()

    def _usual_token(self, date: dt.date) -> str:
        if self.usual_finish is None:
            return "-"
        end = self.usual_finish.hour * 60 + self.usual_finish.minute
        start = (end - USUAL_LENGTH) % DAY
        # A shift belongs to the date it starts; the weekdays are those it ends on.
        finishes = date if end > start else date + ONE_DAY
        if finishes.weekday() not in self.usual_weekdays:
            return "-"
        return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"

    def asks_on(self) -> dt.date:
        """The date from which Home asks "still right?": a roster period after the last word on it."""
        if self.pattern and not self.imported:
            longest = max(ROSTER_PERIOD, len(self.pattern.tokens) * ONE_DAY)
            return self.pattern.confirmed + min(longest, PATTERN_HOLDS - 7 * ONE_DAY)
        if self.source == "usual" and self.usual_confirmed:
            return self.usual_confirmed + ROSTER_PERIOD
        return self.known_until or LATEST
