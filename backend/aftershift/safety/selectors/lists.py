"""The list of one date as it stands: items, what is known by itself, the tick that counts, what is missing."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models.functions import Coalesce

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.safety import policies, templates, tiers
from aftershift.safety.models import Checklist, ChecklistTick, SafetyAnswers
from aftershift.safety.templates import Item
from aftershift.shifts.selectors import fits

# Not rested, in the words of `shifts`: rules 2, 3 and 5 of DOMAIN 3.3, or at work then.
NOT_RESTED = frozenset({"after_night", "before_early", "short_rest", "at_work"})
HEAD_COUNT, END_COUNT, APPROVAL = "C-D1", "C-A1", "C-B12"
GATES = ("publish", "start", "close")
BY_TAP = (Coalesce("counts_at", "device_at"), "server_at", "pk")
# What the list of a date looks at.
LOADED = ("organisation", "activity__lead__organisation", "activity__second__organisation")


@dataclass(frozen=True)
class Line:
    """One item as shown. known: True or False when the data answers it, None when a person has to."""

    item: Item
    is_mandatory: bool
    known: bool | None
    tick: ChecklistTick | None

    @property
    def is_done(self) -> bool:
        if self.known is not None:
            return self.known
        if self.tick is None:
            return False
        return self.tick.is_ticked or (self.item.mandatory != "always" and bool(self.tick.not_applicable_because))


@dataclass(frozen=True)
class Filled:
    occurrence: Occurrence
    checklist: Checklist | None
    template: str
    versions: dict[str, int]
    facts: tiers.Facts
    lines: list[Line]

    def missing(self, gate: str) -> list[Line]:
        """Mandatory items that keep this gate shut. Setting off also needs everything that opening needed (RULE-41)."""
        gates = {"publish": ("publish",), "start": ("publish", "start"), "close": GATES}[gate]
        return [line for line in self.lines if line.item.gate in gates and line.is_mandatory and not line.is_done]

    def shown_to(self, reader: Member) -> list[Line]:
        """The lines, without what somebody else wrote for themselves alone."""
        return [
            replace(line, tick=None) if line.item.is_private and line.tick and line.tick.by_id != reader.pk else line
            for line in self.lines
        ]

    def number(self, item_id: str) -> int | None:
        return next((line.tick.number for line in self.lines if line.item.id == item_id and line.tick), None)


def answers_of(activity: Activity) -> SafetyAnswers | None:
    return SafetyAnswers.objects.of(activity.organisation_id).filter(activity=activity).first()


def visible_occurrence(*, member: Member, roles: Collection[str], occurrence_id: UUID) -> Occurrence:
    """The date, for those who may see its list. Raises NotVisible, NotAllowed."""
    rows = visible_occurrences(member=member).select_related(*LOADED)
    occurrence = one(rows, occurrence_id)
    require(policies.MAY, "checklist.read", roles_for(member=member, activity=occurrence.activity, granted=roles))
    return occurrence


def with_checklists(*, organisation_id: UUID, occurrence_ids: Collection[UUID]) -> set[UUID]:
    """Those of these dates whose list somebody has begun: a series does not take them away."""
    rows = Checklist.objects.of(organisation_id).filter(occurrence__in=occurrence_ids)
    return set(rows.values_list("occurrence_id", flat=True))


def current_ticks(checklist: Checklist) -> dict[str, ChecklistTick]:
    """Per item the tick that counts: the latest by device time, ties by arrival."""
    rows = checklist.ticks.select_related("by").order_by(*BY_TAP)
    return {row.item_id: row for row in rows}


def filled(*, occurrence: Occurrence) -> Filled:
    """The list as it stands. `occurrence` is loaded as LOADED says. A handful of statements."""
    checklist = Checklist.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    ticks = current_ticks(checklist) if checklist else {}
    answers = answers_of(occurrence.activity)
    return _filled(occurrence, checklist, ticks, answers, are_rested=_are_rested(occurrence))


def not_ready(*, organisation_id: UUID, occurrences: Sequence[Occurrence]) -> list[tuple[Occurrence, int]]:
    """Of these dates, those that cannot open or stay open, with how many items are missing. Three statements.

    Rest is left out: it is looked at when they set off.
    """
    checklists = {
        row.occurrence_id: row for row in Checklist.objects.of(organisation_id).filter(occurrence__in=occurrences)
    }
    ticks: dict[UUID, dict[str, ChecklistTick]] = defaultdict(dict)
    rows = ChecklistTick.objects.of(organisation_id).filter(checklist__in=checklists.values())
    for row in rows.order_by(*BY_TAP):
        ticks[row.checklist_id][row.item_id] = row
    activities = {occurrence.activity_id for occurrence in occurrences}
    answers = {
        row.activity_id: row for row in SafetyAnswers.objects.of(organisation_id).filter(activity__in=activities)
    }
    found = []
    for occurrence in occurrences:
        checklist = checklists.get(occurrence.pk)
        mine = ticks[checklist.pk] if checklist else {}
        state = _filled(occurrence, checklist, mine, answers.get(occurrence.activity_id), are_rested=None)
        if missing := state.missing("publish"):
            found.append((occurrence, len(missing)))
    return found


def _filled(
    occurrence: Occurrence,
    checklist: Checklist | None,
    ticks: Mapping[str, ChecklistTick],
    answers: SafetyAnswers | None,
    *,
    are_rested: bool | None,
) -> Filled:
    if checklist is None:
        template = templates.name_for(occurrence.activity)
        items, versions = templates.items_of(template)
    else:
        template, versions, items = checklist.template, checklist.versions, templates.from_data(checklist.items)
    counted = ticks[HEAD_COUNT].number if HEAD_COUNT in ticks else None
    facts = tiers.facts_of(occurrence=occurrence, answers=answers, counted=counted)
    lines = []
    for item in items:
        tick = ticks.get(item.id)
        if item.id == APPROVAL and tick is not None and tick.seen != seen_by_approval(occurrence, answers):
            tick = None  # what was approved has changed since (RULE-40)
        known = are_rested if item.known_by == "rested" else _known(item, occurrence, facts)
        lines.append(Line(item, tiers.applies(item.mandatory, facts), known, tick))
    return Filled(occurrence, checklist, template, versions, facts, lines)


def seen_by_approval(occurrence: Occurrence, answers: SafetyAnswers | None) -> str:
    """What an approval names: date, place, group size, leaders and the answers. A change of any reopens it."""
    activity = occurrence.activity
    parts = [
        occurrence.starts_at.isoformat(),
        occurrence.ends_at.isoformat(),
        occurrence.places,
        occurrence.meeting_place,
        activity.is_on_site,
        activity.site_id,
        activity.lead_id,
        activity.second_id,
    ]
    if answers is not None:
        parts += [answers.is_long, answers.makes_food, answers.has_children, answers.is_wild, answers.is_new]
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()


def _known(item: Item, occurrence: Occurrence, facts: tiers.Facts) -> bool | None:
    """What the data says of this item by itself; None when a person has to say it."""
    activity = occurrence.activity
    match item.known_by:
        case None:
            return None
        case "two_leaders":
            return activity.lead_id is not None and activity.second_id is not None
        case "plan":
            return all((occurrence.meeting_place, activity.minutes, occurrence.how_hard))
        case "places" | "automatic":
            return True
        case "cost":
            return bool(occurrence.cost and occurrence.what_to_bring)
        case "approval":
            return True if facts.tier <= tiers.T1 else None
    raise ValueError(item.known_by)


def _are_rested(occurrence: Occurrence) -> bool | None:
    """False when a rest rule speaks against lead or second, whoever it is; None when it cannot be known from their
    shifts: none told, or a private block hides the answer."""
    leaders = [someone for someone in (occurrence.activity.lead, occurrence.activity.second) if someone is not None]
    if len(leaders) < 2:
        return None
    stretch = (occurrence.starts_at, occurrence.ends_at, occurrence.activity.is_on_site)
    answers = [fits(member=someone, stretches=[stretch])[0] for someone in leaders]
    if any(fit.why_not in NOT_RESTED for fit in answers):
        return False
    return True if all(fit.fits for fit in answers) else None


def most_places(activity: Activity) -> int:
    """The largest group that any date of this activity can have."""
    rows = Occurrence.objects.of(activity.organisation_id).filter(activity=activity)
    return rows.order_by("-places").values_list("places", flat=True).first() or 0
