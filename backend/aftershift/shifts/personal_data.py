"""What `people` exports and erases of a member's shifts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aftershift.people.models import Member
from aftershift.shifts import selectors, services
from aftershift.shifts.models import (
    DayChange,
    FreeMap,
    ImportedDay,
    OwnGroup,
    Pattern,
    PrivateBlock,
    RotaImport,
    RuleOff,
    UsualFinish,
)

MODELS = (Pattern, DayChange, RotaImport, ImportedDay, PrivateBlock, UsualFinish, OwnGroup, RuleOff, FreeMap)


def export(member: Member) -> dict[str, Any]:
    pattern = selectors.visible_patterns(member=member).first()
    usual = selectors.visible_usual_finishes(member=member).first()
    changes = selectors.visible_day_changes(member=member).order_by("date")
    imported = selectors.visible_imported_days(member=member).order_by("date")
    blocks = selectors.visible_blocks(member=member).order_by("starts_at")
    return {
        "pattern": pattern and {"days": pattern.days, "anchor_date": pattern.anchor_date.isoformat()},
        "usual_finish": usual and {"time": f"{usual.time:%H:%M}", "weekdays": usual.weekdays},
        "group": selectors.visible_own_groups(member=member).values_list("group", flat=True).first(),
        "rules_off": selectors.rules_off(member=member),
        "changed_days": {row.date.isoformat(): row.token for row in changes},
        "imported_days": {row.date.isoformat(): row.token for row in imported},
        "not_free": [[row.starts_at.isoformat(), row.ends_at.isoformat()] for row in blocks],
    }


def erase(member: Member, now: dt.datetime) -> None:
    services.erase(member=member)
