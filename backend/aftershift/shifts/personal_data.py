"""What `people` exports and erases of a member's shifts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from aftershift.people.models import Member
from aftershift.shifts import polling, selectors, services, sheets
from aftershift.shifts.models import (
    CountedMap,
    DayChange,
    FreeMap,
    GivenPattern,
    ImportedDay,
    OwnGroup,
    Pattern,
    PollAnswer,
    PrivateBlock,
    RotaImport,
    RotaSheet,
    RuleOff,
    TimePoll,
    UsualFinish,
)

MODELS = (
    Pattern,
    DayChange,
    RotaImport,
    ImportedDay,
    PrivateBlock,
    UsualFinish,
    OwnGroup,
    RuleOff,
    FreeMap,
    GivenPattern,
    RotaSheet,
    CountedMap,
    TimePoll,
    PollAnswer,
)


def export(member: Member) -> dict[str, Any]:
    pattern = selectors.visible_patterns(member=member).first()
    usual = selectors.visible_usual_finishes(member=member).first()
    changes = selectors.visible_day_changes(member=member).order_by("date")
    imported = selectors.visible_imported_days(member=member).order_by("date")
    given = GivenPattern.objects.of(member.organisation_id).filter(member=member).first()
    sent = sheets.visible_rota_sheets(member=member).order_by("made_at")
    blocks = selectors.visible_blocks(member=member).order_by("starts_at")
    return {
        "pattern": pattern and {"days": pattern.days, "anchor_date": pattern.anchor_date.isoformat()},
        "given_by_sheet": given
        and {
            "days": given.days,
            "anchor_date": given.anchor_date.isoformat(),
            "given_date": given.given_date.isoformat(),
        },
        "sheets_sent": [{"made_at": row.made_at.isoformat(), "people": row.people} for row in sent],
        "usual_finish": usual and {"time": f"{usual.time:%H:%M}", "weekdays": usual.weekdays},
        "group": selectors.visible_own_groups(member=member).values_list("group", flat=True).first(),
        "rules_off": selectors.rules_off(member=member),
        "changed_days": {row.date.isoformat(): row.token for row in changes},
        "imported_days": {row.date.isoformat(): row.token for row in imported},
        "time_polls_answered": [
            {"what": row.poll.what, "ticked": len(row.ticks)}
            for row in polling.own_answers(member=member)
            .exclude(answered_at=None)
            .select_related("poll")
            .order_by("pk")
        ],
        "not_free": [[row.starts_at.isoformat(), row.ends_at.isoformat()] for row in blocks],
    }


def erase(member: Member, now: dt.datetime) -> None:
    services.erase(member=member)
    sheets.erase_given(member=member)
    polling.forget(member=member)
