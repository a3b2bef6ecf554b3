"""DESIGN 6 and RULE-32: a vote on paper counts as any other, once, and no number leads to a person."""

import datetime as dt
import itertools
from uuid import uuid4

import pytest
from django.apps import apps
from django.db.models import DateField, TimeField
from django_scopes import scope

from aftershift.ballots import selectors, tasks
from aftershift.ballots.errors import (
    AlreadyVoted,
    BallotClosed,
    MoreThanHandedOut,
    NoSlipToHandOut,
    NothingToHandBack,
    ReadTooOften,
    SlipNotOut,
    TooManyPrinted,
)
from aftershift.ballots.models import Paper, PrintedSlip, Reading
from aftershift.ballots.services import printing
from aftershift.core import clock
from aftershift.core.errors import FieldProblem, NotAllowed, NotVisible
from aftershift.core.models import Outcome
from aftershift.people.registry import registered
from tests.factories import MONDAY_9AM, MemberFactory, OrganisationFactory, same_query_count, signed_in
from tests.rules.ballots.world import AFTER, CLOSES, voting_world
from tests.rules.people.world import card_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return voting_world(voters=5)


@pytest.fixture
def kofi(world):
    """A connector who helps with the slips."""
    return MemberFactory(organisation=world.organisation, roles=("connector",), called_name="Kofi")


def back(world, card, number, key=None):
    asked = {"member": world.rosa, "ballot_id": world.ballot.pk, "now": MONDAY_9AM}
    printing.hand_back(**asked, card=card, number=number, key=key or uuid4())


def test_numbers_are_random_and_stand_on_one_slip_each(world):
    numbers = world.print(40)
    assert len(set(numbers)) == 40
    assert all(len(number) == 6 and number.isdecimal() for number in numbers)
    steps = {int(b) - int(a) for a, b in itertools.pairwise(numbers)}
    assert len(steps) > 20


def test_not_many_more_slips_are_printed_than_people_may_vote(world):
    """Three for each of six papers, since a jammed printer needs new numbers, and fifty to spare."""
    world.print(68)
    with pytest.raises(TooManyPrinted):
        world.print(1)
    assert world.printed().count() == 68


def put_on_sheets(world):
    return printing.put_on_sheets(member=world.rosa, ballot_id=world.ballot.pk, now=MONDAY_9AM)


def test_no_two_sheets_bear_one_number(world):
    """A number is given to the page once: whose printer jams gets new ones."""
    seen = []
    for count in (10, 3):
        printing.print_slips(member=world.rosa, ballot_id=world.ballot.pk, count=count, now=MONDAY_9AM)
        seen += put_on_sheets(world)
        assert put_on_sheets(world) == []
    assert len(seen) == len(set(seen)) == 13
    assert set(seen) == set(world.printed().values_list("number", flat=True))


def test_the_sheet_on_top_tells_nothing(world):
    printing.print_slips(member=world.rosa, ballot_id=world.ballot.pk, count=30, now=MONDAY_9AM)
    as_stored = list(world.printed().order_by("pk").values_list("number", flat=True))
    on_sheets = put_on_sheets(world)
    assert sorted(on_sheets) == sorted(as_stored)
    assert on_sheets not in (as_stored, as_stored[::-1], sorted(as_stored), sorted(as_stored)[::-1])


def test_a_number_that_no_sheet_bears_is_no_slip(world, kofi):
    printing.print_slips(member=world.rosa, ballot_id=world.ballot.pk, count=1, now=MONDAY_9AM)
    number = world.printed().get().number
    card = world.hand_out(world.voters[0])
    for refused in (lambda: world.read(kofi, number, "A"), lambda: back(world, card, number)):
        with pytest.raises(NotVisible):
            refused()
    assert (shown(world, kofi).slips, shown(world, kofi).to_print) == ([], 1)
    put_on_sheets(world)
    assert ([slip.number for slip in shown(world, kofi).slips], shown(world, kofi).to_print) == ([number], 0)


def test_handing_out_again_is_the_same_only_as_the_same_request(world):
    """Whoever lost the reply gets it again; whoever shows the card a second time gets no second sheet."""
    ama, ben, *_ = world.voters
    key = uuid4()
    for _ in range(2):
        world.hand_out(ama, key=key)
    world.cast(ben, "A")
    for member, other in ((ama, uuid4()), (ben, key)):
        with pytest.raises(NoSlipToHandOut):
            world.hand_out(member, key=other)
    assert world.papers().filter(is_printed=True).count() == 1


def test_a_slip_that_was_handed_out_closes_the_phone_route(world):
    ama = world.voters[0]
    world.print(1)
    world.hand_out(ama)
    shown = selectors.ballot_shown(member=ama, ballot_id=world.ballot.pk, now=MONDAY_9AM)
    assert shown.my_paper == "printed"
    with pytest.raises(AlreadyVoted):
        world.cast(ama, "A")
    assert not world.slips().exists()


def test_a_receipt_of_somebody_elses_vote_does_not_look_like_a_vote_of_who_has_a_printed_slip(world):
    ama, ben, *_ = world.voters
    receipt = world.cast(ben, "A")
    world.hand_out(ama)
    with pytest.raises(AlreadyVoted):
        world.cast(ama, "A", receipt=receipt)


def test_who_voted_by_phone_gets_no_slip_and_the_answer_does_not_say_why(world):
    ama, ben, *_ = world.voters
    world.cast(ama, "A")
    world.hand_out(ben)
    late = MemberFactory(organisation=world.organisation)
    said = []
    for member in (ama, ben, late):
        with pytest.raises(NoSlipToHandOut) as refused:
            world.hand_out(member)
        said.append((refused.value.detail, refused.value.next, refused.value.facts))
    assert said[0] == said[1] == said[2]


def test_an_unused_slip_that_comes_back_dies_and_opens_the_phone_route_again(world, kofi):
    ama = world.voters[0]
    one, two = world.print(2)
    card = world.hand_out(ama)
    key = uuid4()
    back(world, card, one, key)
    back(world, card, one, key)
    world.cast(ama, "A")
    assert [slip.state for slip in world.printed().order_by("number")] == ["dead", "out"]
    world.hand_out(world.voters[1])
    with pytest.raises(SlipNotOut):
        world.read(kofi, one, "A")
    world.read(kofi, two, "A")


def test_only_an_unused_slip_of_somebody_who_was_handed_one_comes_back(world, kofi):
    ama, ben, *_ = world.voters
    one, two = world.print(2)
    card, other = world.hand_out(ama), card_for(ben).code
    world.read(kofi, one, "A")
    for which, number in ((card, one), (other, two)):
        with pytest.raises(NothingToHandBack):
            back(world, which, number)
    for which, number in ((card, "000000"), ("of nobody", two)):
        with pytest.raises(NotVisible):
            back(world, which, number)
    assert world.papers().get(member=ama).is_printed
    assert set(world.printed().values_list("state", flat=True)) == {"out"}


def test_handing_back_tells_nobody_who_has_voted(world):
    """With a number that is dead or out, and whoever's card: the refusals are alike, and nothing changes."""
    ama, ben, cleo, dina, _ = world.voters
    dead, out = world.print(2)
    card, _ = [world.hand_out(member) for member in (ama, dina)]
    back(world, card, dead)
    world.cast(ben, "A")
    none = MemberFactory(organisation=world.organisation)
    cards = [card_for(member).code for member in (ben, cleo, none)]
    for number in (dead, out):
        said = set()
        for card in cards:
            with pytest.raises(NothingToHandBack) as refused:
                back(world, card, number)
            said.add((refused.value.detail, refused.value.next))
        assert len(said) == 1
    assert world.printed().get(number=out).state == "out"


def test_when_as_many_are_counted_as_were_handed_out_nobody_finds_out_who_has_one(world, kofi):
    ama, ben, *_ = world.voters
    one, two = world.print(2)
    card = world.hand_out(ama)
    for reader in (world.rosa, kofi):
        world.read(reader, one, "A")
    for whose in (card, card_for(ben).code):
        with pytest.raises(MoreThanHandedOut):
            back(world, whose, two)


def test_a_slip_counts_when_two_people_read_the_same(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    world.read(world.rosa, number, "AC")
    assert not world.slips().exists()
    world.read(kofi, number, "CA")
    slip = world.slips().get()
    assert slip.ticks == sorted(str(world.option(letter).pk) for letter in "AC")
    assert slip.shift_group == "other"
    assert world.printed().get().state == "counted"


def test_one_person_alone_makes_no_slip_count(world):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    for letters in ("A", "A", "B", "B"):
        world.read(world.rosa, number, letters)
    assert not world.slips().exists()
    assert Reading.objects.of(world.organisation.pk).count() == 1


def shown(world, member, now=MONDAY_9AM):
    return selectors.printed_shown(member=member, ballot_id=world.ballot.pk, now=now)


def test_differences_are_shown_slip_by_slip_without_the_ticks(world, kofi):
    same, differ, fresh = world.print(3)
    for voter in world.voters[:3]:
        world.hand_out(voter)
    world.read(world.rosa, same, "AB")
    world.read(world.rosa, differ, "AB")
    world.read(kofi, differ, "AC")
    found = {slip.number: slip for slip in shown(world, kofi).slips}
    assert {number: slip.state for number, slip in found.items()} == {
        same: "read_once",
        differ: "differs",
        fresh: "out",
    }
    assert [found[number].is_read_by_me for number in (same, differ, fresh)] == [False, True, False]


def told(world, member, number):
    """All that the reply says about one slip."""
    reply = signed_in(member).get(f"/api/v1/ballots/{world.ballot.pk}/printed-slips").json()
    return next(slip for slip in reply["slips"] if slip["number"] == number)


def test_a_reading_of_ones_own_even_a_blank_one_brings_out_nothing_of_what_the_other_read(world, kofi):
    """The reply is the same whatever the first reader ticked, as long as it was something else."""
    numbers = world.print(3)
    for voter, number, letters in zip(world.voters, numbers, ("AB", "E", "ABCDE"), strict=False):
        world.hand_out(voter)
        world.read(world.rosa, number, letters)
        world.read(kofi, number, "")
    said = [told(world, kofi, number) for number in numbers]
    assert [slip.pop("number") for slip in said] == numbers
    assert said == [{"state": "differs", "is_read_by_me": True, "can_read": True}] * 3


def test_nobody_finds_out_by_trying_what_somebody_else_read(world, kofi):
    """Three readings each, then a third person: 32 sets of ticks cannot be tried."""
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    world.read(world.rosa, number, "AD")
    for letters in ("", "A", "B"):
        world.read(kofi, number, letters)
    assert not told(world, kofi, number)["can_read"]
    for letters in ("D", "", "AD"):
        with pytest.raises(ReadTooOften):
            world.read(kofi, number, letters)
    assert not world.slips().exists()
    world.read(kofi, number, "B")
    third = MemberFactory(organisation=world.organisation, roles=("panellist",))
    world.read(third, number, "AD")
    assert world.slips().count() == 1


@pytest.mark.parametrize("way", ["a third look", "both again"])
def test_a_difference_is_settled(world, kofi, way):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    world.read(world.rosa, number, "A")
    world.read(kofi, number, "B")
    if way == "a third look":
        third = MemberFactory(organisation=world.organisation, roles=("panellist",))
        world.read(third, number, "B")
    else:
        world.read(world.rosa, number, "AB")
        assert not world.slips().exists()
        world.read(kofi, number, "AB")
    assert world.slips().count() == 1
    assert world.printed().get().state == "counted"


def test_a_counted_slip_is_done_with(world, kofi):
    one, _two = world.print(2)
    world.hand_out(world.voters[0])
    world.hand_out(world.voters[1])
    for reader in (world.rosa, kofi, kofi):
        world.read(reader, one, "A")
    for reader in (kofi, world.rosa):
        with pytest.raises(SlipNotOut):
            world.read(reader, one, "B")
    third = MemberFactory(organisation=world.organisation, roles=("organiser",))
    with pytest.raises(SlipNotOut):
        world.read(third, one, "A")
    assert world.slips().get().ticks == [str(world.option("A").pk)]


def test_no_more_slips_count_than_were_handed_out(world, kofi):
    """Nobody ticks for somebody else: a sheet from the drawer is no vote."""
    one, two, three = world.print(3)
    with pytest.raises(MoreThanHandedOut):
        world.read(kofi, one, "A")
    card = world.hand_out(world.voters[0])
    for reader in (world.rosa, kofi):
        world.read(reader, one, "A")
    with pytest.raises(MoreThanHandedOut):
        world.read(kofi, two, "A")
    with pytest.raises(MoreThanHandedOut):
        back(world, card, three)
    assert world.slips().count() == 1
    with pytest.raises(AlreadyVoted):
        world.cast(world.voters[0], "A")


def test_a_blank_slip_is_typed_in_and_counts_for_nothing(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    for reader in (world.rosa, kofi):
        world.read(reader, number, "")
    assert world.slips().get().ticks == []


def test_what_is_not_in_the_vote_cannot_be_read_off_a_slip(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    for wrong in ("AA",):
        with pytest.raises(FieldProblem):
            world.read(kofi, number, wrong)
    with pytest.raises(NotVisible):
        world.read(kofi, "123", "A")
    assert not Reading.objects.of(world.organisation.pk).exists()


def test_members_deal_with_no_slips_but_their_own(world):
    ama = world.voters[0]
    (number,) = world.print(1)
    world.hand_out(world.voters[1])
    asked = {"member": ama, "ballot_id": world.ballot.pk, "now": MONDAY_9AM}
    for refused in (
        lambda: printing.print_slips(**asked, count=1),
        lambda: printing.put_on_sheets(**asked),
        lambda: printing.hand_out(**asked, card="X", key=uuid4()),
        lambda: printing.hand_back(**asked, card="X", number=number, key=uuid4()),
        lambda: printing.read_slip(**asked, number=number, option_ids=[]),
        lambda: selectors.printed_shown(**asked),
        lambda: selectors.slips_to_print(**asked),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_slips_of_another_organisation_are_not_there(world):
    world.print(1)
    stranger = MemberFactory(organisation=OrganisationFactory(), roles=("organiser",))
    card = card_for(stranger).code
    with pytest.raises(NotVisible):
        printing.hand_out(member=world.rosa, ballot_id=world.ballot.pk, card=card, key=uuid4(), now=MONDAY_9AM)
    with scope(organisation=stranger.organisation_id), pytest.raises(NotVisible):
        printing.print_slips(member=stranger, ballot_id=world.ballot.pk, count=1, now=MONDAY_9AM)


def test_paper_and_phone_enter_the_same_count():
    """Eight voters: five by phone, three on paper; a talk would follow below eight."""
    world = voting_world(voters=8, letters="AB", slots=1)
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    numbers = world.print(3)
    for voter, letters in zip(world.voters, "AAABB", strict=False):
        world.cast(voter, letters)
    for voter, number in zip(world.voters[5:], numbers, strict=True):
        world.hand_out(voter)
        for reader in (world.rosa, kofi):
            world.read(reader, number, "B")
    world.close()
    found = selectors.outcome(member=world.rosa, ballot_id=world.ballot.pk, now=AFTER)
    assert (found.voters, found.rule) == (8, "seq-pav")
    assert [(chosen.option.title, chosen.ticks) for chosen in found.chosen] == [("B", 5)]
    assert [(missed.option.title, missed.ticks) for missed in found.not_chosen] == [("A", 3)]


def test_the_count_waits_for_slips_in_the_box_but_not_for_ever(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    world.read(world.rosa, number, "A", now=AFTER)
    assert world.close().state == "open"
    assert selectors.shown_state(world.ballot, AFTER) == "closed"
    with pytest.raises(BallotClosed):
        world.cast(world.voters[1], "A", now=AFTER)
    with pytest.raises(BallotClosed):
        world.hand_out(world.voters[1], now=AFTER)
    world.read(kofi, number, "A", now=AFTER)
    assert world.close().state != "open"
    assert world.ballot.voters == 1


def test_after_three_days_it_is_counted_without_the_slips_that_never_came(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    last = CLOSES + selectors.TYPED_WITHIN
    assert world.close(last - dt.timedelta(microseconds=1)).state == "open"
    with pytest.raises(BallotClosed):
        world.read(kofi, number, "A", now=last)
    assert world.close(last).state != "open"


def test_the_worker_leaves_a_ballot_that_waits_for_slips_and_goes_on_shuffling_it(world):
    real = clock.now()
    world.print(1)
    world.hand_out(world.voters[0])
    world.ballot.closes_at, world.ballot.shuffled_at = real - dt.timedelta(hours=2), real - dt.timedelta(hours=3)
    world.ballot.save(update_fields=["closes_at", "shuffled_at"])
    assert tasks.close_due_ballots() == 0
    assert tasks.shuffle_slips() == 1


def test_the_ticks_by_number_are_gone_once_it_is_counted(world, kofi):
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    for reader in (world.rosa, kofi):
        world.read(reader, number, "A")
    assert Reading.objects.of(world.organisation.pk).count() == 2
    world.close()
    assert not Reading.objects.of(world.organisation.pk).exists()


def test_shuffling_keeps_every_number_and_reading(world, kofi):
    from aftershift.ballots.services import closing

    numbers = world.print(4)
    for voter in world.voters[:4]:
        world.hand_out(voter)
    for number in reversed(numbers):
        world.read(kofi, number, "A")
    kept = [list(rows.order_by("pk").values()) for rows in (world.printed(), Reading.objects.of(world.organisation.pk))]
    closing.shuffle(organisation_id=world.organisation.pk, ballot_id=world.ballot.pk, now=MONDAY_9AM)
    assert [
        list(rows.order_by("pk").values()) for rows in (world.printed(), Reading.objects.of(world.organisation.pk))
    ] == kept


def every_row():
    return {model: set(map(repr, model._base_manager.order_by("pk").values_list())) for model in apps.get_models()}


def test_the_whole_database_keeps_no_time_beside_a_card_or_a_number(world):
    """Not in an idempotency row either: it would keep a number beside a card, or a fingerprint that can be guessed from
    the card or the ticks, beside a day and a key with the minute in it.
    """
    world.ballot.closes_at = clock.now() + dt.timedelta(days=30)
    world.ballot.save(update_fields=["closes_at"])
    one, two = world.print(2)
    cards = [card_for(voter).code for voter in world.voters[:2]]
    rosa, path = signed_in(world.rosa), f"/api/v1/ballots/{world.ballot.pk}"
    assert rosa.get(path).status_code == 200  # the session's day of use is written once
    before = every_row()
    keys = [{"Idempotency-Key": str(uuid4())} for _ in cards]
    replies = [rosa.post(f"{path}/handed-out", {"card": cards[n]}, headers=keys[n]) for n in (0, 0, 1)]
    key = {"Idempotency-Key": str(uuid4())}
    replies += [rosa.post(f"{path}/handed-back", {"card": cards[0], "number": one}, headers=key) for _ in range(2)]
    replies += [rosa.put(f"{path}/printed-slips/{two}/reading", {"options": []}) for _ in range(2)]
    assert [(reply.status_code, reply.json()) for reply in replies] == [(201, {})] * 3 + [(200, {})] * 4
    touched = {model for model, rows in every_row().items() if rows != before[model]}
    assert touched == {Paper, PrintedSlip, Reading}
    for model in touched:
        assert not [field for field in model._meta.concrete_fields if isinstance(field, (DateField, TimeField))]
    # Nothing but the papers of the opening has a key with a time in it.
    assert len(every_row()[Paper]) == len(before[Paper])
    assert {model._meta.pk.default for model in (PrintedSlip, Reading)} == {uuid4}
    assert not Outcome.objects.exists()


def test_what_tells_a_repeated_request_is_gone_once_it_is_counted(world):
    world.hand_out(world.voters[0])
    assert world.papers().exclude(handing_hash="").count() == 1
    world.close(CLOSES + selectors.TYPED_WITHIN)
    assert not world.papers().exclude(handing_hash="").exists()


def test_a_forgotten_member_leaves_the_slip_they_were_handed(world, kofi):
    ama = world.voters[0]
    (number,) = world.print(1)
    world.hand_out(ama)
    world.read(kofi, number, "A")
    assert registered["ballots"].export(ama)["papers"] == [
        {"ballot": "Winter vote", "is_used": True, "is_printed": True}
    ]
    assert registered["ballots"].export(kofi)["printed_slips_typed_in"] == 1
    for member in (ama, kofi):
        registered["ballots"].erase(member, MONDAY_9AM)
    assert world.papers().get(is_printed=True).member is None
    world.read(world.rosa, number, "A")
    assert world.slips().count() == 1


def test_the_list_of_slips_takes_as_many_statements_for_many(world, kofi):
    def few():
        world.print(1)
        world.hand_out(world.voters[0])
        world.read(kofi, world.print(1)[0], "A")

    def many():
        for voter in world.voters[1:]:
            world.hand_out(voter)
        for number in world.print(20):
            if world.printed().get(number=number).state == "out":
                world.read(kofi, number, "AB")

    same_query_count(few=few, many=many, read=lambda: shown(world, kofi))


def test_no_column_leads_from_a_number_to_a_person():
    """Which number somebody was handed stands nowhere: no table of ballots but the readers' points to a member and a slip."""
    fields = {model: {field.name for field in model._meta.get_fields()} for model in (PrintedSlip, Reading, Paper)}
    assert fields[PrintedSlip] == {"id", "organisation", "ballot", "number", "state", "readings"}
    assert fields[Reading] == {"id", "organisation", "printed_slip", "reader", "ticks", "changes"}
    assert not fields[Paper] & {"number", "printed_slip"}
