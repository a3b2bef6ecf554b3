"""An organisation that votes: ideas, an organiser, members with papers and receipts."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from aftershift.ballots.models import Ballot, Option, Paper, PrintedSlip, Slip
from aftershift.ballots.selectors import hash_of_receipt
from aftershift.ballots.services import checking, closing, opening, printing, voting
from aftershift.ideas import services as ideas
from aftershift.organisations.models import Organisation
from aftershift.people.models import Member
from aftershift.people.selectors import own_card
from tests.factories import LONDON, MONDAY_9AM, MemberFactory, OrganisationFactory, colleagues
from tests.rules.people.world import card_for

CLOSES = dt.datetime(2026, 1, 30, 20, 0, tzinfo=LONDON)
AFTER = CLOSES + dt.timedelta(minutes=1)


@dataclass
class World:
    organisation: Organisation
    rosa: Member
    voters: list[Member]
    ballot: Ballot
    options: list[Option]

    def option(self, letter: str) -> Option:
        return next(option for option in self.options if option.title == letter)

    def cast(self, member: Member, letters: str, *, receipt: str | None = None, now: dt.datetime = MONDAY_9AM) -> str:
        """Returns the receipt."""
        receipt = receipt or uuid4().hex
        voting.cast(
            member=member,
            ballot_id=self.ballot.pk,
            option_ids=[self.option(letter).pk for letter in letters],
            receipt_hash=hash_of_receipt(receipt),
            now=now,
        )
        return receipt

    def print(self, count: int) -> list[str]:
        """The numbers of all printed slips, `count` new ones among them."""
        printing.print_slips(member=self.rosa, ballot_id=self.ballot.pk, count=count, now=MONDAY_9AM)
        printing.put_on_sheets(member=self.rosa, ballot_id=self.ballot.pk, now=MONDAY_9AM)
        return list(self.printed().order_by("number").values_list("number", flat=True))

    def hand_out(self, member: Member, *, key: UUID | None = None, now: dt.datetime = MONDAY_9AM) -> str:
        """Returns the code of the member's card."""
        found = own_card(member=member).first() or card_for(member)
        printing.hand_out(member=self.rosa, ballot_id=self.ballot.pk, card=found.code, key=key or uuid4(), now=now)
        return found.code

    def read(self, reader: Member, number: str, letters: str, *, now: dt.datetime = MONDAY_9AM) -> PrintedSlip:
        return printing.read_slip(
            member=reader,
            ballot_id=self.ballot.pk,
            number=number,
            option_ids=[self.option(letter).pk for letter in letters],
            now=now,
        )

    def printed(self) -> Any:
        return PrintedSlip.objects.of(self.organisation.pk).filter(ballot=self.ballot)

    def slips(self) -> Any:
        return Slip.objects.of(self.organisation.pk).filter(ballot=self.ballot)

    def papers(self) -> Any:
        return Paper.objects.of(self.organisation.pk).filter(ballot=self.ballot)

    def extended_before(self) -> "World":
        """It had its one extension: what closes now is counted."""
        self.ballot.first_closed_at = CLOSES - dt.timedelta(days=14)
        self.ballot.save(update_fields=["first_closed_at"])
        return self

    def close(self, now: dt.datetime = AFTER) -> Ballot:
        closing.close(organisation_id=self.organisation.pk, ballot_id=self.ballot.pk, now=now)
        self.ballot.refresh_from_db()
        return self.ballot


def propose(author: Member, text: str) -> Any:
    """An idea that can be done, as its author, who is an organiser, has found out."""
    idea = ideas.propose(member=author, text=text, kind="walk", shown_as="named", now=MONDAY_9AM)
    checking.check(member=author, idea_id=idea.pk, verdict="yes", now=MONDAY_9AM)
    return idea


def new_option(idea: Any, **fields: Any) -> opening.NewOption:
    return opening.NewOption(
        **{"idea_id": idea.pk, "weekday": "Thu", "start": dt.time(15, 30), "minutes": 60} | fields  # type: ignore[arg-type]
    )


def voting_world(
    *,
    voters: int = 3,
    letters: str = "ABCDE",
    slots: int | None = 4,
    budget: str | None = None,
    costs: dict[str, str] | None = None,
    **fields: Any,
) -> World:
    """Options named by single letters, each an idea of its own; `voters` confirmed members besides Rosa, the organiser."""
    organisation = OrganisationFactory()
    rosa = MemberFactory(organisation=organisation, roles=("organiser",), called_name="Rosa")
    members = colleagues(organisation, voters)
    proposed = {letter: propose(rosa, f"Idea {letter}") for letter in letters}
    ballot = opening.open_ballot(
        member=rosa,
        title="Winter vote",
        **{"closes_date": CLOSES.date(), "closes_time": CLOSES.time()} | fields,
        options=[
            new_option(idea, title=letter, cost=Decimal((costs or {}).get(letter, "1")))
            for letter, idea in proposed.items()
        ],
        slots=slots if budget is None else None,
        budget=None if budget is None else Decimal(budget),
        now=MONDAY_9AM,
    )
    options = list(Option.objects.of(organisation.pk).filter(ballot=ballot).order_by("title"))
    return World(organisation, rosa, members, ballot, options)


def put_in_groups(world: World, groups: dict[str, int]) -> None:
    """Papers of these sizes as opening would have made them; asked of `shifts` in test_shift_groups.py."""
    papers = iter(world.papers().filter(member__in=world.voters).order_by("pk"))
    for group, size in groups.items():
        for _ in range(size):
            paper = next(papers)
            paper.shift_group = group
            paper.save(update_fields=["shift_group"])
    world.ballot.large_groups = sorted(groups)
    world.ballot.save(update_fields=["large_groups"])
