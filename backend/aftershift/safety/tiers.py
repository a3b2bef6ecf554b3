"""Kind, plan and five plain answers give the tier (DOMAIN 4.8)."""

from dataclasses import dataclass

from aftershift.activities.models import Activity, Occurrence
from aftershift.safety.models import SafetyAnswers

T0, T1, T2, T3 = range(4)
Kind = Activity.Kind
# What a kind is at least, whatever the answers.
AT_LEAST = {
    Kind.WALK: T1,
    Kind.MOVE: T1,
    Kind.COOK: T2,
    Kind.PICNIC: T2,
    Kind.TRIP: T2,
    Kind.CHECK: T2,
    Kind.HILL: T3,
    Kind.TALK: T0,
    Kind.FAMILY: T2,
    Kind.DAY_OUT: T2,
    Kind.CAFE: T0,
    Kind.LISTEN: T0,
    Kind.LITTER: T1,
    Kind.CHOIR: T0,
    Kind.CALM: T0,
    Kind.OTHER: T1,
}
# Who has to agree, and within how many working days an answer is due. DOMAIN gives days for T2 alone; T3 needs two people.
MUST_AGREE = {T0: (), T1: (), T2: ("organiser",), T3: ("organiser", "adviser")}
TARGET_DAYS = {T0: 0, T1: 0, T2: 3, T3: 5}
SMALL_GROUP = 25
# Kinds that are for children as they are. Elsewhere somebody has to say that children are invited.
FOR_CHILDREN = frozenset({Kind.FAMILY})
# On foot: where the answer does not say which of its things it means, it is taken to mean hills.
ON_FOOT = frozenset({Kind.WALK})
LONGEST_SHORT_WALK = 60


@dataclass(frozen=True)
class Facts:
    """What the conditions of items look at."""

    tier: int
    is_off_site: bool
    takes_photos: bool
    is_wild: bool
    people: int


def is_mountain_day(*, activity: Activity, answers: SafetyAnswers | None) -> bool:
    """Hills or mountains: by its kind, or by what somebody said of it. Said before the question told hills from water,
    dark paths and nights away, a walk counts as one until somebody says that it is none."""
    if activity.kind == Kind.HILL:
        return True
    if answers is None or not answers.is_wild:
        return False
    return activity.kind in ON_FOOT if answers.is_hilly is None else answers.is_hilly


def expects_children(*, activity: Activity, answers: SafetyAnswers | None) -> bool:
    """Whoever agrees has read that children come."""
    return activity.kind in FOR_CHILDREN or (answers is not None and answers.has_children)


def is_for_adults(*, activity: Activity, answers: SafetyAnswers | None) -> bool:
    """Somebody was asked whether children are invited, and said no."""
    return answers is not None and not expects_children(activity=activity, answers=answers)


def tier_of(*, activity: Activity, places: int, answers: SafetyAnswers | None, children_come: bool = False) -> int:
    """0 to 3. More than 25 places, a walk of over an hour, or a child who comes, is T2 without being asked."""
    tier = AT_LEAST[Kind(activity.kind)]
    if answers is not None and (answers.is_wild or answers.is_new):
        return T3
    long_walk = activity.kind == Kind.WALK and activity.minutes > LONGEST_SHORT_WALK
    asked = answers is not None and (answers.is_long or answers.makes_food or answers.has_children)
    if long_walk or asked or children_come or places > SMALL_GROUP:
        tier = max(tier, T2)
    return tier


def facts_of(
    *, occurrence: Occurrence, answers: SafetyAnswers | None, counted: int | None, children_come: bool = False
) -> Facts:
    """counted: the head count at the start, once there is one."""
    return Facts(
        tier=tier_of(
            activity=occurrence.activity, places=occurrence.places, answers=answers, children_come=children_come
        ),
        is_off_site=not occurrence.activity.is_on_site,
        takes_photos=answers is not None and answers.takes_photos,
        is_wild=answers is not None and answers.is_wild,
        people=max(occurrence.taken, counted or 0),
    )


def applies(mandatory: object, facts: Facts) -> bool:
    """Is an item with this rule mandatory now?"""
    if not isinstance(mandatory, dict):
        return mandatory == "always"
    ((condition, wanted),) = mandatory.items()
    match condition:
        case "tier_at_least":
            return facts.tier >= int(wanted)
        case "off_site":
            return facts.is_off_site
        case "answer":
            return bool(getattr(facts, wanted))
        case "people_more_than":
            return facts.people > int(wanted)
    raise ValueError(condition)
