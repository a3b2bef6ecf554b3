"""Many ticks at once: what was ticked without signal, or stands on a printed list, each answered by itself."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import roles_for
from aftershift.core.errors import DomainError, FieldProblem, NotVisible
from aftershift.core.phones import behind
from aftershift.core.policies import require
from aftershift.leading.models import OrganiserActed
from aftershift.leading.services.load import note_lead_task
from aftershift.people.models import Member
from aftershift.safety import policies, selectors, templates
from aftershift.safety.errors import ChecklistClosed, KnownAlready, NotTheDayYet
from aftershift.safety.models import Checklist, ChecklistTick
from aftershift.safety.services.lists import (
    DAY_OPENS_BEFORE,
    checklist_of,
    locked,
    note_once,
    refuse_what_is_no_answer,
    says_somebody_was_hurt,
)

MOST_FROM_OLD_LISTS = 200


@dataclass(frozen=True)
class Tap:
    """One tick as a phone kept it. version: of the template that its item came from. paper_by: `lead` or `second`,
    who ticked it on a printed list."""

    tap: UUID
    item_id: str
    is_ticked: bool
    device_at: dt.datetime
    number: int | None = None
    note: str = ""
    not_applicable_because: str = ""
    version: int | None = None
    words: str = ""
    paper_by: str | None = None


@dataclass(frozen=True)
class Answered:
    tap: UUID
    refusal: DomainError | None


@transaction.atomic
def tick_together(
    *,
    member: Member,
    roles: Collection[str],
    occurrence_id: UUID,
    taps: Sequence[Tap],
    sent_at: dt.datetime,
    now: dt.datetime,
) -> list[Answered]:
    """Keep every tap that can be kept, once, in whatever order they come; the answer says of each what became of it.

    sent_at: the phone's clock when it sent. The difference to ours is how wrong it is, so that a phone which is days
    off neither wins nor loses against the other lead's. Both of its own times are kept as they were said.
    A tap for a cancelled date is kept. A tap of an item that an older list had is kept with its words beside the list.
    Raises NotVisible, NotAllowed. About eight statements, however many taps.
    """
    hurts = any(says_somebody_was_hurt(tap.item_id, tap.is_ticked, tap.number) for tap in taps)
    occurrence = locked(member, occurrence_id, activity_first=hurts)
    here = roles_for(member=member, activity=occurrence.activity, granted=roles)
    require(policies.MAY, "checklist.read", here)
    checklist = checklist_of(occurrence=occurrence, now=now)
    state = selectors.filled(occurrence=occurrence)
    lines = {line.item.id: line for line in state.lines}
    kept = set(checklist.ticks.filter(tap__in=[tap.tap for tap in taps]).values_list("tap", flat=True))
    behind_ours = behind(sent_at=sent_at, now=now)
    room = MOST_FROM_OLD_LISTS - checklist.ticks.exclude(words="").count()
    made: list[ChecklistTick] = []
    answers: list[Answered] = []
    for tap in taps:
        refusal = None
        if tap.tap not in kept:
            try:
                line = lines.get(tap.item_id)
                if line is None:
                    _require_may(tap, _phase(tap.item_id), here)
                    _refuse_unless_older(tap, checklist, room)
                    room -= 1
                else:
                    _refuse(tap, line, occurrence, here, now)
                _refuse_paper_by_nobody(tap, occurrence.activity)
                made.append(_row(tap, line, checklist, occurrence.activity, member, now, behind_ours))
                kept.add(tap.tap)
            except DomainError as fault:
                refusal = fault
        answers.append(Answered(tap.tap, refusal))
    if any(says_somebody_was_hurt(row.item_id, row.is_ticked, row.number) for row in made):
        note_once(checklist=checklist, activity=occurrence.activity, now=now)
    ChecklistTick.objects.bulk_create(made)
    if any(row.typed_by_id is None for row in made):  # typing in a printed list is no lead's task
        note_lead_task(occurrence=occurrence, task=OrganiserActed.Task.TICK, by_id=member.pk, now=now)
    return answers


def _refuse_unless_older(tap: Tap, checklist: Checklist, room: int) -> None:
    """An item that is not on this list: kept only where the phone says that an older version had it, with its words."""
    prefix = tap.item_id.split("-")[0]
    name = {"C": templates.CORE, templates.OWN: "own", "HM": templates.MOUNTAIN_LIST}.get(prefix, checklist.template)
    ours = checklist.versions.get(name, 0)
    if tap.version in (None, ours) or not tap.words or room <= 0:
        raise NotVisible


def _refuse(tap: Tap, line: selectors.Line, occurrence: Occurrence, here: Collection[str], now: dt.datetime) -> None:
    item = line.item
    _require_may(tap, item.phase, here)
    if line.known is not None:
        raise KnownAlready
    if item.phase != "before" and now < occurrence.starts_at - DAY_OPENS_BEFORE:
        raise NotTheDayYet
    if occurrence.state == Occurrence.State.CLOSED and not tap.is_ticked:
        raise ChecklistClosed
    if item.takes_number and tap.is_ticked and tap.number is None:
        raise FieldProblem({"/number": "Count, and write the number."})
    refuse_what_is_no_answer(item, tap.number, tap.note if tap.is_ticked else "")


def _phase(item_id: str) -> str:
    """It stands in every id, also of a list that is not here: `EW-B3`. What has none counts as of the day itself."""
    return templates.PHASES.get(item_id.partition("-")[2][:1], "day")


def _refuse_paper_by_nobody(tap: Tap, activity: Activity) -> None:
    who = {"lead": activity.lead_id, "second": activity.second_id}
    if tap.paper_by is not None and who[tap.paper_by] is None:
        raise FieldProblem({"/paper_by": "Nobody leads in this place now. Choose the other one."})


def _require_may(tap: Tap, phase: str, here: Collection[str]) -> None:
    if tap.paper_by is not None:
        require(policies.MAY, "checklist.type_in", here)
    else:
        require(policies.MAY, f"checklist.tick_{phase}", here)


def _row(
    tap: Tap,
    line: selectors.Line | None,
    checklist: Checklist,
    activity: Activity,
    member: Member,
    now: dt.datetime,
    behind_ours: dt.timedelta,
) -> ChecklistTick:
    on_paper = {"lead": activity.lead_id, "second": activity.second_id}
    is_paper = tap.paper_by is not None
    # The time on paper is a wall clock's, not this phone's.
    counts_at = min(tap.device_at if is_paper else tap.device_at + behind_ours, now)
    return ChecklistTick(
        organisation_id=checklist.organisation_id,
        checklist=checklist,
        item_id=tap.item_id,
        by_id=on_paper[tap.paper_by] if tap.paper_by is not None else member.pk,
        is_ticked=tap.is_ticked,
        number=tap.number if line is None or line.item.takes_number or line.item.asks_yes_no else None,
        note=tap.note,
        not_applicable_because=tap.not_applicable_because,
        device_at=tap.device_at,
        server_at=now,
        counts_at=counts_at,
        tap=tap.tap,
        version=tap.version,
        words=tap.words if line is None else "",
        is_from_paper=is_paper,
        typed_by=member if is_paper else None,
    )
