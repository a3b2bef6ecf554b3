"""A ballot on a card: how it stands, and whether this member's paper is used."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import BooleanField, OuterRef, QuerySet, Subquery

from aftershift.ballots.models import Ballot, Paper
from aftershift.people.models import Member


@dataclass(frozen=True)
class BallotCard:
    """state: open, closed (not yet counted), waiting_for_panel or settled. my_paper: none, unused, used or printed.

    first_closed: when it closed before it was extended.
    """

    id: UUID
    title: str
    state: str
    closes: dt.datetime
    first_closed: dt.datetime | None
    my_paper: str
    slots: int | None
    budget: Decimal | None


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
        first_closed=row.first_closed_at,
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
