"""When an activity fits around a whole shift group, by the clock alone: the same for everybody, and about nobody."""

import datetime as dt

# On the wall clock, same day. Earlies end at 15:00 or before, lates begin at 13:30, nights end at 07:30 and begin at
# 19:30 (DOMAIN 2.1 and 3.2). Around them: half an hour on the way to a shift, eleven hours of rest after a late,
# nine hours guarded after a night, and nobody is kept up after 22:00.
FITS: dict[str, tuple[dt.time, dt.time]] = {
    "earlies": (dt.time(15, 0), dt.time(22, 0)),
    "lates": (dt.time(9, 0), dt.time(13, 0)),
    "nights": (dt.time(16, 30), dt.time(19, 0)),
}


def fits(group: str, *, starts: dt.datetime, ends: dt.datetime) -> bool:
    """starts, ends: local. A date fits when all of it lies inside the group's hours."""
    opens, closes = FITS[group]
    return starts.date() == ends.date() and opens <= starts.time() and ends.time() <= closes
