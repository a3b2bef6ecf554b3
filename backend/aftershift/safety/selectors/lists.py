"""The list of one date as it stands: items, what is known by itself, the tick that counts, what is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models.functions import Coalesce

from aftershift.activities.models import Activity, Occurrence
from aftershift.activities.selectors import roles_for, visible_occurrences
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.leading.selectors.certificates import basics_missing_on
from aftershift.people.models import Member
from aftershift.safety import policies, templates, tiers
from aftershift.safety.models import Checklist, ChecklistTick, DateNotes, SafetyAnswers
from aftershift.safety.selectors.agreeing import NOTHING, Plan, plan_of, plans_of
from aftershift.safety.templates import Item
from aftershift.shifts.selectors import fits

# Not rested, in the words of `shifts`: rules 2, 3 and 5 of DOMAIN 3.3, or at work then.
NOT_RESTED = frozenset({"after_night", "before_early", "short_rest", "at_work"})
HEAD_COUNT, END_COUNT = "C-D1", "C-A1"
GATES = ("publish", "start", "close")
# Where the list asks what a certificate would show (DOMAIN 5.2): somebody says there what they do without it.
SAYS_WHAT_INSTEAD = {"food_hygiene": "CK-B2", "first_aid": "C-B9", "safeguarding": "FS-B2"}
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
    missing_certificate: str | None = None  # of which nobody who leads holds one that is good on the day

    @property
    def lacks_word(self) -> bool:
        """Ticked or not: on the day somebody says who else has the certificate, or why they go without."""
        said = self.tick is not None and bool(self.tick.note or self.tick.not_applicable_because)
        return self.missing_certificate is not None and not said

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
    older: list[ChecklistTick]  # of items that this list does not have: an older list on somebody's phone did

    def missing(self, gate: str) -> list[Line]:
        """Mandatory items that keep this gate shut. Setting off also needs everything that opening needed (RULE-41)."""
        gates = {"publish": ("publish",), "start": ("publish", "start"), "close": GATES}[gate]
        on_the_day = gate == "start"
        return [
            line
            for line in self.lines
            if line.item.gate in gates and line.is_mandatory and (not line.is_done or (on_the_day and line.lacks_word))
        ]

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
    rows = checklist.ticks.select_related("by", "typed_by").order_by(*BY_TAP)
    return {row.item_id: row for row in rows}


def filled(*, occurrence: Occurrence) -> Filled:
    """The list as it stands. `occurrence` is loaded as LOADED says. A handful of statements."""
    checklist = Checklist.objects.of(occurrence.organisation_id).filter(occurrence=occurrence).first()
    ticks = current_ticks(checklist) if checklist else {}
    plan = plan_of(organisation_id=occurrence.organisation_id, activity_id=occurrence.activity_id)
    what = basics_missing_on(occurrence=occurrence)
    return _filled(occurrence, checklist, ticks, plan, are_rested=_are_rested(occurrence), missing_certificate=what)


def not_ready(*, organisation_id: UUID, occurrences: Sequence[Occurrence]) -> list[tuple[Occurrence, int]]:
    """Of these dates, those that cannot open or stay open, with how many items are missing. Seven statements.

    Rest is left out: it is looked at when they set off.
    """
    checklists = {
        row.occurrence_id: row for row in Checklist.objects.of(organisation_id).filter(occurrence__in=occurrences)
    }
    ticks: dict[UUID, dict[str, ChecklistTick]] = defaultdict(dict)
    rows = ChecklistTick.objects.of(organisation_id).filter(checklist__in=checklists.values())
    for row in rows.order_by(*BY_TAP):
        ticks[row.checklist_id][row.item_id] = row
    plans = plans_of(
        organisation_id=organisation_id, activity_ids={occurrence.activity_id for occurrence in occurrences}
    )
    found = []
    for occurrence in occurrences:
        checklist = checklists.get(occurrence.pk)
        mine = ticks[checklist.pk] if checklist else {}
        state = _filled(occurrence, checklist, mine, plans[occurrence.activity_id], are_rested=None)
        if missing := state.missing("publish"):
            found.append((occurrence, len(missing)))
    return found


def items_for(occurrence: Occurrence, plan: Plan) -> tuple[str, dict[str, int], list[Item]]:
    """The list that this date would get today: the templates with the activity's own changes."""
    activity = occurrence.activity
    template = templates.name_for(
        activity, is_mountain_day=tiers.is_mountain_day(activity=activity, answers=plan.answers)
    )
    items, versions = templates.items_of(template, plan.learnt)
    if plan.own_list is None:
        return template, versions, items
    changed = templates.with_changes(items, plan.own_list.changed, plan.own_list.own)
    return template, versions | {"own": plan.own_list.version}, changed


def _filled(
    occurrence: Occurrence,
    checklist: Checklist | None,
    ticks: Mapping[str, ChecklistTick],
    plan: Plan = NOTHING,
    *,
    are_rested: bool | None,
    missing_certificate: str | None = None,
) -> Filled:
    if checklist is None:
        template, versions, items = items_for(occurrence, plan)
    else:
        template, versions, items = checklist.template, checklist.versions, templates.from_data(checklist.items)
    counted = ticks[HEAD_COUNT].number if HEAD_COUNT in ticks else None
    notes = plan.notes.get(occurrence.pk)
    facts = tiers.facts_of(
        occurrence=occurrence,
        answers=plan.answers,
        counted=counted,
        children_come=occurrence.pk in plan.with_children,
    )
    if notes is not None and notes.photo_rule != DateNotes.PhotoRule.NOT_SAID:
        facts = replace(facts, takes_photos=notes.photo_rule != DateNotes.PhotoRule.NONE)
    lines = []
    says_instead = SAYS_WHAT_INSTEAD.get(missing_certificate or "")
    for item in items:
        known = are_rested if item.known_by == "rested" else _known(item, occurrence, plan)
        is_mandatory = not item.left_out_because and tiers.applies(item.mandatory, facts)
        instead = missing_certificate if item.id == says_instead else None
        lines.append(Line(item, is_mandatory, known, ticks.get(item.id), instead))
    here = {item.id for item in items}
    older = [tick for item_id, tick in ticks.items() if item_id not in here]
    return Filled(occurrence, checklist, template, versions, facts, lines, older)


def _known(item: Item, occurrence: Occurrence, plan: Plan) -> bool | None:
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
            return not plan.lacking(occurrence)
        case "assessment":
            return True if plan.assessment else None  # else somebody says it in a few words
        case "photo_rule":
            said = plan.notes.get(occurrence.pk)
            return True if said and said.photo_rule != DateNotes.PhotoRule.NOT_SAID else None
        case "allergens":
            said = plan.notes.get(occurrence.pk)
            return True if said and said.dishes else None  # else the grid is on paper, and a person says so
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
