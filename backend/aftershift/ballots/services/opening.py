import datetime as dt
import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from aftershift.ballots import selectors
from aftershift.ballots.errors import IdeaNotChecked, IdeaNotForVoting
from aftershift.ballots.events import BallotOpened
from aftershift.ballots.models import OTHER_GROUP, Ballot, Feasibility, Option, Paper
from aftershift.ballots.policies import MAY
from aftershift.core.errors import FieldProblem, NotVisible
from aftershift.core.events import publish
from aftershift.core.policies import require
from aftershift.ideas.models import Idea
from aftershift.ideas.selectors import CAN_BE_VOTED_ON, visible_ideas
from aftershift.ideas.services import move_on
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of
from aftershift.shifts.selectors import shift_group_of

# The support floor (DOMAIN 8.2), without exception for small votes: docs/decisions/0020.
FLOOR_TICKS, FLOOR_PERCENT = 5, 5
OPEN_AT_LEAST = dt.timedelta(days=21)
OPEN_AT_MOST = dt.timedelta(days=180)
# A slip names a shift group only if this many papers of it were made (DESIGN 6).
LARGE_GROUP_FROM = 10
# Who told no shifts is in no group that could be left out.
NO_GROUP = ("unknown", OTHER_GROUP)


@dataclass(frozen=True)
class NewOption:
    """One idea at one time pattern. title and kind: the idea's own when empty.

    cost, only in a ballot about money, and helper_hours: what the check found out when None.
    """

    idea_id: UUID
    weekday: str
    start: dt.time
    minutes: int
    title: str = ""
    kind: str = ""
    cost: Decimal | None = None
    price: str = ""
    helper_hours: int | None = None


@transaction.atomic
def open_ballot(
    *,
    member: Member,
    title: str,
    closes_date: dt.date,
    closes_time: dt.time,
    options: Sequence[NewOption],
    slots: int | None = None,
    budget: Decimal | None = None,
    short_reason: str = "",
    now: dt.datetime,
) -> Ballot:
    """Open a vote: papers for those who are confirmed now, the counting fixed, the hash of the draw's seed published.

    closes_date, closes_time: on the organisation's wall clock. Sooner than 21 days on needs a reason, which all can read.
    Each idea must have been checked, in the words it has now: "yes, if" stands beside it in the vote (DOMAIN 8.2).
    Raises NotAllowed, FieldProblem, NotVisible (an idea), IdeaNotForVoting, IdeaNotChecked.
    """
    require(MAY, "ballot.open", roles_of(member))
    organisation = member.organisation
    today = organisation.local(now).date()
    _check_date(today, closes_date, short_reason)
    closes_at = dt.datetime.combine(closes_date, closes_time, ZoneInfo(organisation.time_zone)).astimezone(dt.UTC)
    if closes_at <= now:
        raise FieldProblem({"/closes_time": "This time has passed."})
    members = _lock_members(organisation.pk)
    ideas = _lock_ideas(member, {option.idea_id for option in options})
    checks = _settled_checks(ideas)
    options = [_completed(option, checks[option.idea_id], is_money=budget is not None) for option in options]
    _check_options(options, slots, budget)
    seed = secrets.token_hex(16)
    ballot = Ballot(
        organisation=organisation,
        title=title,
        opened_by=member,
        opened_at=now,
        closes_at=closes_at,
        short_reason=short_reason,
        slots=slots,
        budget=budget,
        floor_ticks=FLOOR_TICKS,
        floor_percent=FLOOR_PERCENT,
        seed=seed,
        seed_hash=hashlib.sha256(seed.encode()).hexdigest(),
        shuffled_at=now,
    )
    ballot.large_groups = _make_papers(ballot, members)
    Option.objects.bulk_create(
        Option(
            organisation=organisation,
            ballot=ballot,
            idea=ideas[option.idea_id],
            title=option.title or ideas[option.idea_id].text,
            kind=option.kind or ideas[option.idea_id].kind,
            weekday=option.weekday,
            start=option.start,
            minutes=option.minutes,
            cost=Decimal(1) if option.cost is None else option.cost,
            price=option.price,
            helper_hours=option.helper_hours,
            condition=_condition(checks[option.idea_id]),
        )
        for option in options
    )
    ballot.save(update_fields=["large_groups"])
    move_on(
        organisation_id=organisation.pk,
        idea_ids=list(ideas),
        status=Idea.Status.IN_BALLOT,
        today=today,
        ballot_id=ballot.pk,
    )
    publish(BallotOpened(organisation_id=organisation.pk, ballot_id=ballot.pk, at=now))
    return ballot


def _check_date(today: dt.date, closes_date: dt.date, short_reason: str) -> None:
    if closes_date < today:
        raise FieldProblem({"/closes_date": "This day has passed."})
    if closes_date > today + OPEN_AT_MOST:
        raise FieldProblem({"/closes_date": "This is too far off. A vote is open for half a year at most."})
    if closes_date < today + OPEN_AT_LEAST and not short_reason:
        raise FieldProblem(
            {"/closes_date": "Give people 21 days, or say why it is shorter. Everybody can read the reason."}
        )


def _check_options(options: Sequence[NewOption], slots: int | None, budget: Decimal | None) -> None:
    if (slots is None) == (budget is None):
        raise FieldProblem({"/slots": "Say how many places there are, or how much money. One of the two."})
    if len(options) < 2:
        raise FieldProblem({"/options": "A vote needs two things to choose between."})
    patterns = [(option.idea_id, option.weekday, option.start, option.minutes) for option in options]
    for place, pattern in enumerate(patterns):
        if pattern in patterns[:place]:
            raise FieldProblem({f"/options/{place}": "This idea stands here twice at the same time."})
    if budget is not None:
        for place, option in enumerate(options):
            if option.cost is not None and option.cost > budget:
                raise FieldProblem({f"/options/{place}/cost": "This costs more than all the money there is."})


def _lock_members(organisation_id: UUID) -> list[Member]:
    """Everybody here, before the ideas: whoever is being forgotten holds their own row first and their ideas later.

    They have gone when this returns, or they wait until their paper is there to be erased too. Not a key lock: rows that
    only point to members may still be written.
    """
    members = Member.objects.of(organisation_id).filter(left_at=None).order_by("pk")
    return list(members.select_for_update(of=("self",), no_key=True))


def _lock_ideas(member: Member, idea_ids: set[UUID]) -> dict[UUID, Idea]:
    visible = visible_ideas(member=member).filter(pk__in=idea_ids).order_by("pk")
    rows = visible.select_for_update(of=("self",), no_key=True)
    found = {idea.pk: idea for idea in rows}
    if len(found) < len(idea_ids):
        raise NotVisible
    if away := [idea for idea in found.values() if idea.status not in CAN_BE_VOTED_ON or idea.hidden_reason]:
        raise IdeaNotForVoting(ideas=[str(idea.pk) for idea in away])
    return found


def _settled_checks(ideas: dict[UUID, Idea]) -> dict[UUID, Feasibility]:
    found = selectors.checks_of(ideas.values())
    if open_ones := [key for key, idea in ideas.items() if not selectors.may_be_voted_on(idea, *found[key])]:
        raise IdeaNotChecked(ideas=[str(key) for key in open_ones])
    return {key: check for key, (check, _) in found.items() if check is not None}


def _completed(option: NewOption, check: Feasibility, *, is_money: bool) -> NewOption:
    """With the cost and the hours of help that the check found out, where the organiser said nothing else."""
    cost = (option.cost if option.cost is not None else check.cost) if is_money else None
    hours = option.helper_hours if option.helper_hours is not None else check.helper_hours
    return replace(option, cost=cost, helper_hours=hours)


def _condition(check: Feasibility) -> str:
    return check.reason if check.verdict == Feasibility.Verdict.YES_IF else ""


def _make_papers(ballot: Ballot, members: Sequence[Member]) -> list[str]:
    """One paper for each confirmed member; returns the shift groups that are large enough to be named on slips."""
    voters = [member for member in members if member.confirmed_at is not None]
    groups = shift_group_of(voters)
    sizes = Counter(groups.values())
    large = {group for group, size in sizes.items() if size >= LARGE_GROUP_FROM and group not in NO_GROUP}
    ballot.save()
    Paper.objects.bulk_create(
        [
            Paper(
                organisation_id=ballot.organisation_id,
                ballot=ballot,
                member=voter,
                shift_group=groups[voter.pk] if groups[voter.pk] in large else OTHER_GROUP,
            )
            for voter in voters
        ],
        batch_size=500,
    )
    return sorted(large)
