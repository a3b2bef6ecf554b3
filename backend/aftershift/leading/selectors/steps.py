"""A member's own steps and record. Every read starts from the member themselves: there is no list of anybody else's."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from aftershift.activities.models import Activity, Occurrence
from aftershift.leading import ladder
from aftershift.leading.ladder import Facts, Need
from aftershift.leading.models import CardRead, Certificate, Handover, RecordLine, SignOff, Step
from aftershift.people.models import Member

What, Line = SignOff.What, RecordLine.What
# What somebody shows by having led so often, wherever the steps stand: they can be the buddy of another.
LED_OFTEN = 3
# Leading a date, where the line names no role: the line of the second says "second".
LED_AS = (Line.SHARED, Line.WITH_BUDDY, Line.LED)


def own_steps(*, member: Member) -> QuerySet[Step]:
    return Step.objects.of(member.organisation_id).filter(member=member)


def own_record(*, member: Member) -> QuerySet[RecordLine]:
    """What I did, the latest first. Mine alone."""
    return RecordLine.objects.of(member.organisation_id).filter(member=member).order_by("-local_date", "-pk")


def own_sign_offs(*, member: Member) -> QuerySet[SignOff]:
    rows = SignOff.objects.of(member.organisation_id).filter(member=member)
    return rows.select_related("asked_of", "answered_by").order_by("-pk")


def own_certificates(*, member: Member) -> QuerySet[Certificate]:
    return Certificate.objects.of(member.organisation_id).filter(member=member).order_by("what")


def own_cards(*, member: Member) -> QuerySet[CardRead]:
    return CardRead.objects.of(member.organisation_id).filter(member=member)


def counts(sign_off: SignOff, *, today: dt.date) -> bool:
    """Given, not paused by its holder, and not lapsed. Who gave it may have left long ago (RULE-38, RULE-39)."""
    return (
        sign_off.state == SignOff.State.GIVEN
        and sign_off.paused_date is None
        and (sign_off.lapses_date is None or today < sign_off.lapses_date)
    )


def is_good_on(certificate: Certificate, day: dt.date) -> bool:
    """Seen by an organiser, and not over on that day. Its last day still counts."""
    return certificate.seen_date is not None and (certificate.last_date is None or day <= certificate.last_date)


@dataclass(frozen=True, slots=True)
class Standing:
    """One kind, for the member alone."""

    kind: str
    number: int
    rests: bool
    stepped_back_from: int | None
    next: int | None  # the step above, where there is one
    needs: list[Need]  # of that step
    is_invited: bool  # it asks for nothing more, and "not now" was not said lately
    conditions: list[str]
    may_say_led: int  # dates led that count for nothing yet: a colleague can be asked to say so


def standings(*, member: Member, today: dt.date) -> list[Standing]:
    """Every kind that the member did or took something of, in the order of the kinds. Six statements."""
    steps = {row.kind: row for row in own_steps(member=member)}
    facts = facts_of(member=member, today=today)
    given = conditions_of(own_sign_offs(member=member), today=today)
    kinds = [kind for kind in Activity.Kind.values if kind in steps or kind in facts.by_kind]
    return [_standing(kind, steps.get(kind), facts.of(kind), given[kind], today) for kind in kinds]


def standing(*, member: Member, kind: str, today: dt.date) -> Standing:
    step = own_steps(member=member).filter(kind=kind).first()
    facts = facts_of(member=member, today=today)
    given = conditions_of(own_sign_offs(member=member), today=today)
    return _standing(kind, step, facts.of(kind), given[kind], today)


def _standing(kind: str, step: Step | None, facts: Facts, conditions: Collection[str], today: dt.date) -> Standing:
    number = step.number if step else 0
    above = ladder.above(number=number, kind=kind, facts=facts)
    asleep = step is not None and ladder.rests(number=number, used_date=step.used_date, today=today)
    waits = step is not None and (
        step.stepped_back_from is not None or (step.not_now_until is not None and today < step.not_now_until)
    )
    is_open = above is not None and ladder.may_take(number=above, kind=kind, facts=facts)
    return Standing(
        kind=kind,
        number=number,
        rests=asleep,
        stepped_back_from=step.stepped_back_from if step else None,
        next=above,
        needs=ladder.needs(number=above, kind=kind, facts=facts) if above is not None else [],
        is_invited=is_open and not waits and not asleep,
        conditions=sorted(conditions),
        may_say_led=_may_say_led(step, facts),
    )


def _may_say_led(step: Step | None, facts: Facts) -> int:
    """Whoever shares the lead or more is past what it could open, and whoever stepped back is asked nothing."""
    if step is not None and (step.number >= ladder.LEAD_TOGETHER or step.stepped_back_from is not None):
        return 0
    return 0 if facts.led_before else facts.led_as_written


def conditions_of(sign_offs: Iterable[SignOff], *, today: dt.date) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in sign_offs:
        if counts(row, today=today):
            found[row.kind].update(row.conditions)
    return found


@dataclass(frozen=True, slots=True)
class AllFacts:
    by_kind: dict[str, Facts]
    cards: frozenset[str]
    certificates: frozenset[str]  # good today

    def of(self, kind: str) -> Facts:
        return self.by_kind.get(kind) or Facts(cards=self.cards, has_basics=_shows(kind, self.certificates))


def facts_of(*, member: Member, today: dt.date) -> AllFacts:
    """What the member did and has, per kind. Five statements."""
    cards = frozenset(own_cards(member=member).values_list("card", flat=True))
    certificates = frozenset(row.what for row in own_certificates(member=member) if is_good_on(row, today))
    lines: dict[str, list[tuple[str, str, UUID | dt.date]]] = defaultdict(list)
    for kind, what, role, occurrence, date in own_record(member=member).values_list(
        "kind", "what", "role", "occurrence", "local_date"
    ):
        lines[kind].append((what, role, occurrence or date))
    words: dict[str, list[SignOff]] = defaultdict(list)
    for row in own_sign_offs(member=member):
        if counts(row, today=today):
            words[row.kind].append(row)
    unwritten = _led_unwritten(member=member)
    found = {
        kind: _facts(kind, lines[kind], words[kind], cards, certificates, unwritten.get(kind, 0))
        for kind in Activity.Kind.values
        if kind in lines or kind in words or kind in unwritten
    }
    return AllFacts(found, cards, certificates)


def _facts(
    kind: str,
    lines: list[tuple[str, str, UUID | dt.date]],
    words: list[SignOff],
    cards: frozenset[str],
    certificates: frozenset[str],
    unwritten: int,
) -> Facts:
    dates: dict[str, set[UUID | dt.date]] = defaultdict(set)
    for what, _, date in lines:
        dates[what].add(date)
    roles = {role for what, role, _ in lines if what == Line.ROLE}
    said = {row.what for row in words}
    # Who is told "short walks" needs no first aid for them; who is told "with a buddy" is not ready to lead alone.
    has_basics = _shows(kind, certificates) or (
        kind not in ladder.BY_QUALIFICATION_ONLY
        and (What.BASICS in said or any(SignOff.Condition.SHORT_WALKS in row.conditions for row in words))
    )
    as_lead = {date for what, role, date in lines if what in LED_AS and not role}
    alone = {row.what for row in words if SignOff.Condition.WITH_BUDDY not in row.conditions}
    return Facts(
        came=bool(lines),
        jobs=len(dates[Line.JOB] | dates[Line.ROLE]),
        roles=min(len(roles), len(dates[Line.ROLE])),
        cards=cards,
        shadowed=len(dates[Line.SHADOWED]),
        shared=len(dates[Line.SHARED]),
        whole_lists=len(dates[Line.WHOLE_LIST]),
        with_buddy=len(dates[Line.WITH_BUDDY]),
        led=len(dates[Line.LED]),
        is_briefed=What.BRIEFING in said,
        has_basics=has_basics,
        buddy_says_ready=What.BUDDY_READY in alone,
        organiser_says_ready=What.ORGANISER_READY in alone,
        led_as_written=len(as_lead) + unwritten,
        led_before=max((row.dates or 0 for row in words if row.what == What.LED_BEFORE), default=0),
    )


def _led_unwritten(*, member: Member) -> dict[str, int]:
    """Dates by kind that closed before records were kept, of what the member leads now. What they took over from somebody
    is not theirs; and what is left is a guess, which counts only once a colleague has said so. One statement."""
    at = member.organisation_id
    written = RecordLine.objects.of(at).filter(occurrence=OuterRef("pk"), what__in=LED_AS)
    taken_over = Handover.objects.of(at).filter(activity=OuterRef("activity"), taker=member, state=Handover.State.DONE)
    rows = Occurrence.objects.of(at).filter(activity__lead=member, state=Occurrence.State.CLOSED)
    kinds = rows.filter(~Exists(written), ~Exists(taken_over)).order_by().values("activity__kind")
    return {row["activity__kind"]: row["dates"] for row in kinds.annotate(dates=Count("pk"))}


def _shows(kind: str, certificates: Collection[str]) -> bool:
    wanted = ladder.BASICS.get(kind)
    return wanted is not None and (
        wanted in certificates
        or (wanted == Certificate.What.MOUNTAIN and Certificate.What.WINTER_MOUNTAIN in certificates)
    )


# What the rules of leading ask, and no screen shows.


def numbers_awake(*, organisation_id: UUID, kind: str, member_ids: Collection[UUID], today: dt.date) -> dict[UUID, int]:
    """The step each of these members stands on; a step that rests counts as sharing the lead at most. For rules only."""
    rows = Step.objects.of(organisation_id).filter(kind=kind, member__in=member_ids)
    return {
        row.member_id: min(row.number, ladder.LEAD_TOGETHER)
        if ladder.rests(number=row.number, used_date=row.used_date, today=today)
        else row.number
        for row in rows
    }


def trusted_to_lead(*, activity: Activity, today: dt.date) -> set[UUID]:
    """Members who lead this kind, alone or with a buddy, awake and for walks as long as this one. For rules only:
    whoever shows a number of them rounds it as DESIGN 7 says, and nobody shows who."""
    rows = Step.objects.of(activity.organisation_id).filter(
        Q(number__gte=ladder.WITH_A_BUDDY), kind=activity.kind, member__left_at=None
    )
    awake = {row.member_id for row in rows if not ladder.rests(number=row.number, used_date=row.used_date, today=today)}
    if activity.minutes <= ladder.LONGEST_SHORT_WALK:
        return awake
    words = SignOff.objects.of(activity.organisation_id).filter(kind=activity.kind, member__in=awake)
    short = {
        row.member_id for row in words if counts(row, today=today) and SignOff.Condition.SHORT_WALKS in row.conditions
    }
    return awake - short
