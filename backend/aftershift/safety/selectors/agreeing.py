"""Who has agreed to a date as it stands now. Every reader of many activities asks once, for all of them."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from aftershift.activities.models import Occurrence, SignUp, Track
from aftershift.safety import signing, tiers
from aftershift.safety.models import Agreement, Assessment, DateNotes, OwnList, SafetyAnswers
from aftershift.safety.selectors.support import support_of
from aftershift.safety.selectors.versions import learnt_in
from aftershift.safety.signing import Support
from aftershift.safety.templates import Learnt


@dataclass(frozen=True)
class Plan:
    """What stands behind the dates of one activity. assessment: the latest version, without its lines. track: the points of
    the way, as a file of the walk brought them."""

    answers: SafetyAnswers | None = None
    assessment: Assessment | None = None
    own_list: OwnList | None = None
    agreements: Mapping[UUID, Sequence[Agreement]] = field(default_factory=dict)
    notes: Mapping[UUID, DateNotes] = field(default_factory=dict)
    track: Sequence[Sequence[float]] | None = None
    learnt: Mapping[str, Learnt] = field(default_factory=dict)  # what the organisation changed in the lists
    support: Support | None = None  # how far the organiser has stepped back, where there is a taper
    with_children: Collection[UUID] = ()  # dates that a child has a place at, whatever was said of them

    def tier(self, occurrence: Occurrence) -> int:
        return tiers.tier_of(
            activity=occurrence.activity,
            places=occurrence.places,
            answers=self.answers,
            children_come=occurrence.pk in self.with_children,
        )

    def counting(self, occurrence: Occurrence) -> dict[str, Agreement]:
        """Role -> the agreement that still counts for this date: no material fact has changed since (RULE-40)."""
        seen = seen_now(occurrence, self)
        return {row.as_role: row for row in self.agreements.get(occurrence.pk, ()) if row.seen == seen}

    def must_agree(self, occurrence: Occurrence) -> tuple[str, ...]:
        return signing.must_agree(self.tier(occurrence), self.support)

    def lacking(self, occurrence: Occurrence) -> list[str]:
        """Who has yet to agree to this date."""
        counting = self.counting(occurrence)
        return [role for role in self.must_agree(occurrence) if role not in counting]

    def to_look_over(self, occurrence: Occurrence) -> bool:
        """It is open on the lead's word, and an organiser has yet to look it over. Nothing waits for that."""
        is_due = occurrence.state == Occurrence.State.PUBLISHED and self.assessment is not None
        is_looked_over = signing.is_looked_over(self.tier(occurrence), self.support)
        return is_due and is_looked_over and signing.ORGANISER not in self.counting(occurrence)


NOTHING = Plan()
A_CHILD = Q(children_0_4__gt=0) | Q(children_5_10__gt=0) | Q(children_11_17__gt=0)


def plans_of(*, organisation_id: UUID, activity_ids: Collection[UUID]) -> dict[UUID, Plan]:
    """Nine statements, however many activities."""
    of: dict[str, object] = {"activity__in": activity_ids}
    answers = {row.activity_id: row for row in SafetyAnswers.objects.of(organisation_id).filter(**of)}
    assessments = {
        row.activity_id: row  # the last number stands
        for row in Assessment.objects.of(organisation_id).filter(**of).defer("lines").order_by("number")
    }
    lists = {row.activity_id: row for row in OwnList.objects.of(organisation_id).filter(**of)}
    agreements: dict[UUID, dict[UUID, list[Agreement]]] = defaultdict(lambda: defaultdict(list))
    given = Agreement.objects.of(organisation_id).filter(occurrence__activity__in=activity_ids)
    for row in given.select_related("occurrence", "assessment", "by").defer("assessment__lines").order_by("at", "pk"):
        agreements[row.occurrence.activity_id][row.occurrence_id].append(row)
    notes: dict[UUID, dict[UUID, DateNotes]] = defaultdict(dict)
    said = DateNotes.objects.of(organisation_id).filter(occurrence__activity__in=activity_ids)
    for note in said.select_related("occurrence"):
        notes[note.occurrence.activity_id][note.occurrence_id] = note
    tracks = dict(Track.objects.of(organisation_id).filter(**of).values_list("activity_id", "points"))
    learnt = learnt_in(organisation_id=organisation_id)
    support = support_of(organisation_id=organisation_id, activity_ids=activity_ids)
    children: dict[UUID, set[UUID]] = defaultdict(set)
    coming = SignUp.objects.of(organisation_id).filter(
        A_CHILD, occurrence__activity__in=activity_ids, status__in=(SignUp.Status.PLACED, SignUp.Status.OFFERED)
    )
    for activity_id, occurrence_id in coming.values_list("occurrence__activity", "occurrence").distinct():
        children[activity_id].add(occurrence_id)
    return {
        pk: Plan(
            answers.get(pk),
            assessments.get(pk),
            lists.get(pk),
            agreements[pk],
            notes[pk],
            tracks.get(pk),
            learnt,
            support.get(pk),
            children[pk],
        )
        for pk in activity_ids
    }


def plan_of(*, organisation_id: UUID, activity_id: UUID) -> Plan:
    return plans_of(organisation_id=organisation_id, activity_ids=[activity_id])[activity_id]


def seen_now(occurrence: Occurrence, plan: Plan) -> str:
    """The material facts as one word: date, place, route, group size, leaders, children and the other answers.

    The route is what the assessment says of it and the line on the map, so the same file brought again changes nothing. An
    agreement keeps this word; another wording of a line of the assessment does not change it. Once the organiser is back at
    every date, what was agreed before that is read again.
    """
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
    come = occurrence.pk in plan.with_children
    if (answers := plan.answers) is not None:
        # The first child is news only where nobody had said that children come.
        parts += [answers.is_long, answers.makes_food, answers.has_children or come, answers.is_wild, answers.is_new]
        if answers.is_hilly is not None:
            parts.append(f"hilly {answers.is_hilly}")
    elif come and not tiers.expects_children(activity=activity, answers=None):
        parts.append("children")
    if plan.assessment is not None and plan.assessment.route:
        parts.append(plan.assessment.route)
    if plan.track:
        parts.append(plan.track)
    if plan.support is not None and plan.support.went_back:
        parts.append(plan.support.moves)
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()
