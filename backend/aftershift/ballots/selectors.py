import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db.models import BooleanField, OuterRef, QuerySet, Subquery

from aftershift.ballots.counting import explaining
from aftershift.ballots.counting.elections import Count, NotChosen, Round
from aftershift.ballots.errors import BallotClosed, NotCountedYet, SlipsNotPublished, WaitingForPanel
from aftershift.ballots.models import Ballot, Option, Paper, PrintedSlip, Reading, Result, Slip
from aftershift.ballots.policies import MAY
from aftershift.core.errors import NotVisible
from aftershift.core.policies import require
from aftershift.core.selectors import one
from aftershift.people.models import Member
from aftershift.people.selectors import roles_of

# From this many slips on, all are published; below, single slips could give somebody away (DESIGN 6).
SLIPS_PUBLISHED_FROM = 20
# So long after the close slips from the box may still be typed in; then it is counted without them.
TYPED_WITHIN = dt.timedelta(days=3)

HOW_COUNTED = {
    "slots": (
        "Fewer than 8 voters: we talk and do not count. 8 to 20: one place at a time, and a vote counts less once it has won. "
        "More than 20: everyone gets the same share, and ideas win when the people who ticked them can pay. "
        "Ties go to the lower cost, then to more ticks, then to a draw whose seed is fixed now."
    ),
    "money": (
        "Fewer than 8 voters: we talk and do not count. From 8 on: everyone gets the same share of the money, and ideas win when "
        "the people who ticked them can pay. What is left over raises every share by one pound at a time. "
        "Ties go to the lower cost, then to more ticks, then to a draw whose seed is fixed now."
    ),
}


@dataclass(frozen=True)
class BallotCard:
    """state: open, closed (not yet counted), waiting_for_panel or settled. my_paper: none, unused, used or printed."""

    id: UUID
    title: str
    state: str
    closes: dt.datetime
    my_paper: str
    slots: int | None
    budget: Decimal | None


@dataclass(frozen=True)
class Pattern:
    weekday: str
    start: str
    minutes: int


@dataclass(frozen=True)
class OptionShown:
    id: UUID
    idea_id: UUID | None
    title: str
    kind: str
    pattern: Pattern
    cost: str
    price: str
    helper_hours: int | None


@dataclass(frozen=True)
class BallotShown(BallotCard):
    options: list[OptionShown]
    seed_hash: str
    completion: str
    tie_break: str
    short_reason: str
    how_counted: str


@dataclass(frozen=True)
class NumberedSlip:
    """state: out, read_once, differs, counted or dead. differs: keys of the options that one reading has and another not."""

    number: str
    state: str
    is_read_by_me: bool
    differs: list[str]


@dataclass(frozen=True)
class PrintedShown:
    ballot_id: UUID
    title: str
    can_hand_out: bool
    can_type_in: bool
    handed_out: int
    counted: int
    options: list[OptionShown]
    slips: list[NumberedSlip]


@dataclass(frozen=True)
class Chosen:
    option: OptionShown
    ticks: int | None
    each_pays: str | None
    each_pays_tokens: str | None


@dataclass(frozen=True)
class Missed:
    option: OptionShown
    ticks: int | None
    short_by: int | None


@dataclass(frozen=True)
class PublishedSlip:
    ticks: list[str]
    receipt_hash: str


@dataclass(frozen=True)
class Outcome:
    id: UUID
    title: str
    state: str
    rule: str
    voters: int
    papers: int
    share_tokens: int | None
    cost_tokens: str | None
    chosen: list[Chosen]
    not_chosen: list[Missed]
    rounds: list[dict[str, object]]
    explanation: list[str]
    seed: str
    seed_hash: str
    completion: str
    final_share: str | None
    every_group_got_something: bool | None
    published_reason: str
    slips: list[PublishedSlip] | None
    receipt_hashes: list[str] | None


@dataclass(frozen=True)
class ChosenOption:
    """What an activity is made from."""

    id: UUID
    ballot_id: UUID
    ballot_title: str
    idea_id: UUID | None
    idea_text: str
    title: str
    kind: str
    weekday: str
    start: dt.time
    minutes: int
    cost: Decimal


def visible_ballots(*, member: Member) -> QuerySet[Ballot]:
    """Every ballot this member may know about."""
    return Ballot.objects.of(member.organisation_id)


def ballots_for_cards(*, member: Member) -> QuerySet[Ballot]:
    """Rows that `card` can show; the newest first. One statement. `paper_is_used` is None without a paper."""
    mine = Paper.objects.of(member.organisation_id).filter(ballot=OuterRef("pk"), member=member)
    return (
        visible_ballots(member=member)
        .annotate(
            paper_is_used=Subquery(mine.values("is_used")[:1], output_field=BooleanField()),
            paper_is_printed=Subquery(mine.values("is_printed")[:1], output_field=BooleanField()),
        )
        .order_by("-pk")
    )


def card(row: Ballot, *, now: dt.datetime) -> BallotCard:
    return BallotCard(
        id=row.pk,
        title=row.title,
        state=shown_state(row, now),
        closes=row.closes_at,
        my_paper=_paper(row),
        slots=row.slots,
        budget=row.budget,
    )


def ballot_to_vote_in(*, member: Member, now: dt.datetime) -> BallotCard | None:
    """The open ballot that closes first among those in which this member has a paper. One statement."""
    rows = ballots_for_cards(member=member).filter(state=Ballot.State.OPEN, closes_at__gt=now, papers__member=member)
    row = rows.order_by("closes_at", "pk").first()
    return card(row, now=now) if row else None


def shown_state(row: Ballot, now: dt.datetime) -> str:
    """Closed is a fact of the clock: from its time on nobody votes, whether or not it has been counted yet."""
    return "closed" if row.state == Ballot.State.OPEN and row.closes_at <= now else row.state


def _paper(row: Ballot) -> str:
    if getattr(row, "paper_is_printed", False):
        return "printed"
    used: bool | None = getattr(row, "paper_is_used", None)
    return {None: "none", False: "unused", True: "used"}[used]


def ballot_shown(*, member: Member, ballot_id: UUID, now: dt.datetime) -> BallotShown:
    """The ballot with its options in this voter's own order. Two statements. Raises NotVisible."""
    row = one(ballots_for_cards(member=member), ballot_id)
    options = list(Option.objects.of(member.organisation_id).filter(ballot=row))
    ordered = in_own_order(options, ballot=row, member_id=member.pk)
    return BallotShown(
        **vars(card(row, now=now)),
        options=[option_shown(option) for option in ordered],
        seed_hash=row.seed_hash,
        completion=row.completion,
        tie_break=row.tie_break,
        short_reason=row.short_reason,
        how_counted=HOW_COUNTED["slots" if row.slots is not None else "money"],
    )


def in_own_order(options: Sequence[Option], *, ballot: Ballot, member_id: UUID) -> list[Option]:
    """Random for each voter and the same each time they look; worked out, so that nothing is stored."""
    key = hashlib.sha256(f"order of options:{ballot.seed}".encode()).digest()

    def place(option: Option) -> bytes:
        return hmac.digest(key, member_id.bytes + option.pk.bytes, "sha256")

    return sorted(options, key=place)


def option_shown(option: Option) -> OptionShown:
    return OptionShown(
        id=option.pk,
        idea_id=option.idea_id,
        title=option.title,
        kind=option.kind,
        pattern=Pattern(option.weekday, option.start.strftime("%H:%M"), option.minutes),
        cost=exact(option.cost),
        price=option.price,
        helper_hours=option.helper_hours,
    )


def exact(amount: Decimal) -> str:
    """Pounds and pence as text: "1", "12.50"."""
    return str(int(amount)) if amount == int(amount) else str(amount)


def slip_of_receipt(*, receipt: str) -> tuple[UUID, UUID, UUID] | None:
    """(organisation, ballot, slip) of a receipt, or None. A receipt is a credential: what it finds opens the scope."""
    rows = Slip._base_manager.filter(receipt_hash=hash_of_receipt(receipt))
    return rows.values_list("organisation_id", "ballot_id", "pk").first()


def hash_of_receipt(receipt: str) -> str:
    return hashlib.sha256(receipt.encode("ascii", "replace")).hexdigest()


def waits_for_printed(ballot: Ballot, *, now: dt.datetime) -> bool:
    """Some slips that were handed out are not counted, and there is time left to type them in."""
    if now >= ballot.closes_at + TYPED_WITHIN:
        return False
    return counted_slips(ballot) < handed_out(ballot)


def handed_out(ballot: Ballot) -> int:
    return Paper.objects.of(ballot.organisation_id).filter(ballot=ballot, is_printed=True).count()


def counted_slips(ballot: Ballot) -> int:
    rows = PrintedSlip.objects.of(ballot.organisation_id).filter(ballot=ballot, state=PrintedSlip.State.COUNTED)
    return rows.count()


def printed_shown(*, member: Member, ballot_id: UUID, now: dt.datetime) -> PrintedShown:
    """The printed slips of a ballot for those who hand them out and type them in: numbers and states, never ticks.

    In the order of the numbers, which are random. Where two readings differ, on which options. Five statements.
    Raises NotAllowed, NotVisible.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    options = {str(o.pk): o for o in Option.objects.of(member.organisation_id).filter(ballot=ballot).order_by("pk")}
    readings: dict[UUID, list[Reading]] = {}
    for reading in Reading.objects.of(member.organisation_id).filter(printed_slip__ballot=ballot).order_by("pk"):
        readings.setdefault(reading.printed_slip_id, []).append(reading)
    rows = PrintedSlip.objects.of(member.organisation_id).filter(ballot=ballot).order_by("number")
    slips = [_numbered(row, readings.get(row.pk, []), member) for row in rows]
    return PrintedShown(
        ballot_id=ballot.pk,
        title=ballot.title,
        can_hand_out=ballot.state == Ballot.State.OPEN and now < ballot.closes_at,
        can_type_in=can_type_in(ballot, now=now),
        handed_out=handed_out(ballot),
        counted=sum(slip.state == PrintedSlip.State.COUNTED for slip in slips),
        options=[option_shown(option) for option in options.values()],
        slips=slips,
    )


def can_type_in(ballot: Ballot, *, now: dt.datetime) -> bool:
    return ballot.state == Ballot.State.OPEN and now < ballot.closes_at + TYPED_WITHIN


def _numbered(row: PrintedSlip, readings: Sequence[Reading], member: Member) -> NumberedSlip:
    state, differs = str(row.state), []
    if row.state == PrintedSlip.State.OUT and readings:
        state = "differs" if len(readings) > 1 else "read_once"
        sets = [set(reading.ticks) for reading in readings]
        differs = sorted(set.union(*sets) - set.intersection(*sets))
    return NumberedSlip(row.number, state, any(reading.reader_id == member.pk for reading in readings), differs)


def slips_to_print(*, member: Member, ballot_id: UUID, now: dt.datetime) -> tuple[Ballot, list[Option], list[str]]:
    """What the page to print needs: the ballot, its options, and the numbers of the slips nobody typed in.

    In an order of its own each time: the one on top tells nothing. Raises NotAllowed, NotVisible, BallotClosed.
    """
    require(MAY, "ballot.handle_printed", roles_of(member))
    ballot = one(visible_ballots(member=member), ballot_id)
    if shown_state(ballot, now) != Ballot.State.OPEN:
        raise BallotClosed(closed_at=ballot.closes_at.isoformat())
    options = list(Option.objects.of(member.organisation_id).filter(ballot=ballot).order_by("pk"))
    rows = PrintedSlip.objects.of(member.organisation_id).filter(
        ballot=ballot, state=PrintedSlip.State.OUT, readings=None
    )
    numbers = list(rows.values_list("number", flat=True))
    secrets.SystemRandom().shuffle(numbers)
    return ballot, options, numbers


def outcome(*, member: Member, ballot_id: UUID, now: dt.datetime) -> Outcome:
    """How the vote went. Four statements. Raises NotVisible, NotCountedYet, WaitingForPanel."""
    ballot = _settled(one(visible_ballots(member=member), ballot_id), now)
    results = list(
        Result.objects.of(member.organisation_id).filter(ballot=ballot).select_related("option").order_by("option_id")
    )
    share = Fraction(ballot.final_share) if ballot.final_share else None
    chosen = sorted(
        (row for row in results if row.is_chosen), key=lambda row: (row.place is None, row.place or 0, row.option_id)
    )
    missed = sorted(
        (row for row in results if not row.is_chosen),
        key=lambda row: (row.short_by or 0, -(row.ticks or 0), row.option_id),
    )
    slips = _slips(ballot)
    published = len(slips) >= SLIPS_PUBLISHED_FROM
    return Outcome(
        id=ballot.pk,
        title=ballot.title,
        state=ballot.state,
        rule=ballot.rule,
        voters=ballot.voters or 0,
        papers=Paper.objects.of(member.organisation_id).filter(ballot=ballot).count(),
        share_tokens=explaining.TOKENS_EACH if share else None,
        cost_tokens=explaining.in_tokens(Fraction(1), share) if share and ballot.slots else None,
        chosen=[
            Chosen(
                option=option_shown(row.option),
                ticks=row.ticks,
                each_pays=row.each_pays or None,
                each_pays_tokens=explaining.in_tokens(Fraction(row.each_pays), share)
                if row.each_pays and share
                else None,
            )
            for row in chosen
        ],
        not_chosen=[Missed(option_shown(row.option), row.ticks, row.short_by) for row in missed],
        rounds=[_round(row) for row in sorted((r for r in results if r.place is not None), key=lambda r: r.place or 0)],
        explanation=_explanation(ballot, results, share),
        seed=ballot.seed,
        seed_hash=ballot.seed_hash,
        completion=ballot.completion,
        final_share=ballot.final_share or None,
        every_group_got_something=not ballot.left_out if ballot.rule != Ballot.Rule.TALK else None,
        published_reason=ballot.published_reason,
        slips=[PublishedSlip(slip.ticks, slip.receipt_hash) for slip in slips] if published else None,
        receipt_hashes=None if published else [slip.receipt_hash for slip in slips],
    )


def slips_as_pb(*, member: Member, ballot_id: UUID, now: dt.datetime) -> str:
    """The published slips as a Pabulib file that `count_votes` counts again. Raises as `outcome`, and SlipsNotPublished."""
    ballot = _settled(one(visible_ballots(member=member), ballot_id), now)
    slips = _slips(ballot)
    if len(slips) < SLIPS_PUBLISHED_FROM:
        raise SlipsNotPublished
    results = {row.option_id: row for row in Result.objects.of(member.organisation_id).filter(ballot=ballot)}
    options = Option.objects.of(member.organisation_id).filter(ballot=ballot).order_by("pk")
    budget = str(ballot.slots) if ballot.slots is not None else str(ballot.budget)
    lines = [
        "META",
        "key;value",
        f"description;{_field(ballot.title)}",
        f"num_projects;{len(results)}",
        f"num_votes;{len(slips)}",
        f"budget;{budget}",
        "vote_type;approval",
        f"rule;{ballot.rule}",
        f"seed;{ballot.seed}",
        "PROJECTS",
        "project_id;cost;votes;name;selected",
    ]
    lines += [
        f"{o.pk};{exact(o.cost)};{results[o.pk].ticks};{_field(o.title)};{int(results[o.pk].place is not None)}"
        for o in options
    ]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{slip.receipt_hash};{','.join(slip.ticks)}" for slip in slips]
    return "\n".join(lines) + "\n"


def _field(text: str) -> str:
    """One field of a table whose separator is a semicolon."""
    return '"' + text.replace('"', '""') + '"'


def _settled(ballot: Ballot, now: dt.datetime) -> Ballot:
    if ballot.state == Ballot.State.WAITING_FOR_PANEL:
        raise WaitingForPanel(rule=ballot.rule)
    if ballot.state != Ballot.State.SETTLED:
        raise NotCountedYet(state_now=shown_state(ballot, now))
    return ballot


def _slips(ballot: Ballot) -> list[Slip]:
    """In the order of their random keys, those without a tick left out."""
    rows = Slip.objects.of(ballot.organisation_id).filter(ballot=ballot).order_by("pk")
    return [slip for slip in rows if slip.ticks]


def _round(row: Result) -> dict[str, object]:
    found: dict[str, object] = {"option": str(row.option_id), "supporters": row.ticks}
    if row.each_pays:
        found |= {"each_pays": row.each_pays, "poorer": row.poorer, "poorer_paid": row.poorer_paid}
    if row.score:
        found |= {"score": row.score}
    return found


def _explanation(ballot: Ballot, results: Sequence[Result], share: Fraction | None) -> list[str]:
    if ballot.rule == Ballot.Rule.TALK:
        return ["Fewer than 8 people voted, so nothing was counted. People talked about it instead."]
    names = {str(row.option_id): row.option.title for row in results}
    rounds = sorted((row for row in results if row.place is not None), key=lambda row: row.place or 0)
    count = Count(
        chosen=tuple(str(row.option_id) for row in rounds),
        rounds=tuple(
            Round(
                option=str(row.option_id),
                supporters=row.ticks or 0,
                each_pays=Fraction(row.each_pays) if row.each_pays else None,
                poorer=row.poorer,
            )
            for row in rounds
        ),
        not_chosen=tuple(
            NotChosen(str(row.option_id), row.short_by)
            for row in results
            if row.place is None and row.short_by is not None
        ),
        voters=ballot.voters or 0,
        share=share,
    )
    return explaining.explain(count, names)


def chosen_options(*, organisation_id: UUID) -> list[ChosenOption]:
    """Everything that was chosen in a settled ballot, the newest ballot first. One statement."""
    rows = _chosen(organisation_id).order_by("-ballot_id", "place", "pk")
    return [_chosen_option(row) for row in rows]


def chosen_option(*, member: Member, option_id: UUID) -> ChosenOption:
    """One option that was chosen in a settled ballot, or NotVisible."""
    row = _chosen(member.organisation_id).filter(option_id=option_id).first()
    if row is None:
        raise NotVisible
    return _chosen_option(row)


def _chosen(organisation_id: UUID) -> QuerySet[Result]:
    rows = Result.objects.of(organisation_id).filter(is_chosen=True, ballot__state=Ballot.State.SETTLED)
    return rows.select_related("option", "option__idea", "ballot")


def _chosen_option(row: Result) -> ChosenOption:
    option = row.option
    return ChosenOption(
        id=option.pk,
        ballot_id=row.ballot_id,
        ballot_title=row.ballot.title,
        idea_id=option.idea_id,
        idea_text=option.idea.text if option.idea else option.title,
        title=option.title,
        kind=option.kind,
        weekday=option.weekday,
        start=option.start,
        minutes=option.minutes,
        cost=option.cost,
    )
