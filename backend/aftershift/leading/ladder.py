"""The seven steps, and what each asks for, kind by kind (DOMAIN 5.2). Knows no member and no database.

The app invites and never promotes: a step that asks for nothing more is offered, and only the person's yes takes it.
"""

import datetime as dt
from dataclasses import dataclass

from aftershift.activities.models import Activity

Kind = Activity.Kind
COME_ALONG, LEND_A_HAND, OWN_A_ROLE, LEAD_TOGETHER, WITH_A_BUDDY, LEAD, PASS_IT_ON = range(7)
# Unused for so long, a step rests; one date led with somebody wakes it.
RESTS_AFTER = dt.timedelta(days=365)

# The two-minute cards. The words and drawings stand in the client, in every language it has.
ROLE_CARDS = ("greet", "back_marker", "register", "kit", "photos", "phone_tree")
HELP_PLAN = "help_plan"
CARDS = (*ROLE_CARDS, HELP_PLAN)

# What a kind asks of whoever leads with a buddy: the certificate that shows it, or None where only an organiser's
# briefing does. Kinds that are not here ask for nothing of their own.
BASICS: dict[str, str | None] = {
    Kind.WALK: "first_aid",
    Kind.COOK: "food_hygiene",
    Kind.FAMILY: "safeguarding",
    Kind.PICNIC: "safeguarding",
    Kind.TRIP: None,
    Kind.DAY_OUT: None,
    Kind.HILL: "mountain_leader",
}
# Only an outside qualification opens these, and nobody of us leads them alone (DOMAIN 4.5).
BY_QUALIFICATION_ONLY = frozenset({Kind.HILL})
LONGEST_SHORT_WALK = 60  # minutes; a longer one is a day walk (DOMAIN 4.8)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a member did and has for one kind, counted by dates."""

    came: bool = False
    jobs: int = 0
    roles: int = 0  # different roles on different dates
    cards: frozenset[str] = frozenset()
    shadowed: int = 0
    shared: int = 0
    whole_lists: int = 0
    with_buddy: int = 0
    led: int = 0
    is_briefed: bool = False
    has_basics: bool = False
    buddy_says_ready: bool = False
    organiser_says_ready: bool = False
    led_as_written: int = 0  # as the lead, whatever the step; a date that nobody confirms counts for nothing more
    led_before: int = 0  # dates led before their steps were kept, as somebody confirmed


@dataclass(frozen=True, slots=True)
class Need:
    what: str
    have: int
    of: int

    @property
    def is_met(self) -> bool:
        return self.have >= self.of


def highest(kind: str) -> int:
    return WITH_A_BUDDY if kind in BY_QUALIFICATION_ONLY else PASS_IT_ON


def needs(*, number: int, kind: str, facts: Facts) -> list[Need]:
    """What the step asks for. Raises KeyError for a step that is none."""
    basics = [Need("basics", int(facts.has_basics), 1)] if kind in BASICS else []
    # What was led before and confirmed counts wherever a step asks how often. What it asks others to say, the certificate
    # and the card of what to do when something goes wrong, it asks of everybody.
    led = facts.led_before
    asked: dict[int, list[Need]] = {
        COME_ALONG: [],
        LEND_A_HAND: [],
        OWN_A_ROLE: [
            Need("came", int(facts.came or led > 0), 1),
            Need("jobs", max(facts.jobs, led), 1),
            Need("role_card", int(led > 0 or not facts.cards.isdisjoint(ROLE_CARDS)), 1),
        ],
        LEAD_TOGETHER: [
            Need("roles", max(facts.roles, 2 * int(led > 0)), 2),
            Need("briefing", int(facts.is_briefed or led > 0), 1),
            Need("help_plan", int(HELP_PLAN in facts.cards), 1),
        ],
        WITH_A_BUDDY: [
            Need("shadowed", max(facts.shadowed, int(led > 0)), 1),
            Need("shared", max(facts.shared, led), 2),
            Need("whole_list", max(facts.whole_lists, int(led > 0)), 1),
            *basics,
        ],
        LEAD: [
            Need("with_buddy", max(facts.with_buddy, led), 3),
            Need("buddy_ready", int(facts.buddy_says_ready), 1),
            Need("organiser_ready", int(facts.organiser_says_ready), 1),
        ],
        PASS_IT_ON: [Need("led", max(facts.led, led), 5)],
    }
    return asked[number]


def may_take(*, number: int, kind: str, facts: Facts) -> bool:
    return number <= highest(kind) and all(need.is_met for need in needs(number=number, kind=kind, facts=facts))


def above(*, number: int, kind: str, facts: Facts) -> int | None:
    """The step that comes next, None on the last. Steps are taken one by one; whoever led before is offered the highest
    that asks for nothing more, since nobody who led twenty walks is asked to carry the flask first."""
    step = number + 1
    if step > highest(kind):
        return None
    if facts.led_before:
        while may_take(number=step, kind=kind, facts=facts) and may_take(number=step + 1, kind=kind, facts=facts):
            step += 1
    return step


def rests(*, number: int, used_date: dt.date, today: dt.date) -> bool:
    return number > COME_ALONG and today - used_date > RESTS_AFTER
