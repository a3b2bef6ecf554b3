"""DESIGN 6: a shift group of ten voters that got nothing is noticed also when it votes on paper, and no sheet says whose it is."""

import pytest

from aftershift.ballots import selectors
from tests.factories import MemberFactory
from tests.rules.ballots.test_outcomes import outcome
from tests.rules.ballots.world import put_in_groups, voting_world

pytestmark = pytest.mark.django_db


def vote(*, nights_by_phone="", nights_on_paper="", others_on_paper="", come_back=True):
    """Thirty on earlies tick A, B and C by phone, for three places. Each letter is one voter of the others.

    `others_on_paper` are of no large group. come_back: False when the last slip of all never comes out of the box.
    """
    world = voting_world(voters=60, letters="ABCDEFG", slots=3)
    put_in_groups(world, {"early": 30, "night": 12})
    groups = {group: [] for group in ("early", "night", "other")}
    for paper in world.papers().filter(member__in=world.voters).select_related("member").order_by("pk"):
        groups[paper.shift_group].append(paper.member)
    for voter in groups["early"]:
        world.cast(voter, "ABC")
    for voter, letter in zip(groups["night"], nights_by_phone, strict=False):
        world.cast(voter, letter)
    on_paper = groups["night"][len(nights_by_phone) :][: len(nights_on_paper)]
    on_paper += groups["other"][: len(others_on_paper)]
    sheets = nights_on_paper + others_on_paper
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    numbers = world.print(len(sheets)) if sheets else []
    for voter in on_paper:
        world.hand_out(voter)
    for number, letter in list(zip(numbers, sheets, strict=True))[: len(sheets) if come_back else -1]:
        for reader in (world.rosa, kofi):
            world.read(reader, number, letter.strip())
    world.close(world.ballot.closes_at + selectors.TYPED_WITHIN)
    return world


def test_ten_on_nights_who_all_voted_on_paper_and_got_nothing_are_noticed():
    world = vote(nights_on_paper="DEFGDEFGDE")
    assert (world.ballot.left_out, world.ballot.state) == (["night"], "waiting_for_panel")


@pytest.mark.parametrize(("on_paper", "noticed"), [("DEFGD", ["night"]), ("DEFG", [])])
def test_paper_and_phone_of_a_group_add_up(on_paper, noticed):
    assert vote(nights_by_phone="DEFGD", nights_on_paper=on_paper).ballot.left_out == noticed


def test_one_of_the_group_who_got_something_by_phone_settles_it():
    assert vote(nights_by_phone="A", nights_on_paper="DEFGDEFGDE").ballot.left_out == []


def test_fewer_slips_without_a_thing_than_the_group_was_handed_prove_that_somebody_got_something():
    world = vote(nights_on_paper="DEFGDEFGDEA")
    assert (world.ballot.left_out, world.ballot.state) == ([], "settled")
    found = outcome(world)
    assert found.every_group_got_something


def test_where_it_cannot_be_known_people_look_at_it():
    """Ten of nights got something on paper; ten others, who did not, hide it: better one look too many."""
    assert vote(nights_on_paper="A" * 10, others_on_paper="DEFGDEFGDE").ballot.left_out == ["night"]


def test_slips_that_never_came_back_count_as_nothing_got():
    assert vote(nights_on_paper="DEFGDEFGDEF", come_back=False).ballot.left_out == ["night"]


def test_nine_voters_on_paper_are_not_named():
    assert vote(nights_on_paper="DEFGDEFGD").ballot.left_out == []


def test_nothing_on_a_slip_or_a_sheet_says_which_group_voted_on_paper():
    world = voting_world(voters=12)
    put_in_groups(world, {"night": 12})
    kofi = MemberFactory(organisation=world.organisation, roles=("connector",))
    (number,) = world.print(1)
    world.hand_out(world.voters[0])
    for reader in (world.rosa, kofi):
        world.read(reader, number, "A")
    assert world.slips().get().shift_group == "other"
