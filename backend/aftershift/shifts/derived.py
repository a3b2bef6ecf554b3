"""What a free map holds, worked out in one place: for one member's change and for a sheet of many."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aftershift.shifts.truth import Truth


def free_map_fields(
    *,
    truth: Truth,
    blocks: Iterable[tuple[dt.datetime, dt.datetime]],
    rules_off: Sequence[str],
    young: bool,
    zone_name: str,
    today: dt.date,
) -> dict[str, Any]:
    """The columns of a FreeMap but its key. The truth must know something; rules stay on for who is under 18."""
    from aftershift.shifts import maps

    left_out = [] if young else list(rules_off)
    found = maps.derive(truth, blocks, young=young, zone_name=zone_name, today=today, rules_off=left_out)
    fields: dict[str, Any] = {
        "first_date": found.first_date,
        "known_from": truth.known_from,
        "known_until": truth.known_until,
        "on_site": found.on_site,
        "off_site": found.off_site,
        "shifts": found.shifts,
        "blocks": found.blocks,
        "rules_off": left_out,
        "group": found.group,
        "source": truth.source,
        "asks_on": truth.asks_on(),
    }
    return fields | {
        "stamp": hashlib.sha256(repr(sorted(fields.items())).encode()).hexdigest()[:32],
        "is_settled": False,  # the crowd that counts it has not heard of it yet
    }
