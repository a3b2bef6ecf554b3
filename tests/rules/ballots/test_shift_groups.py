import pytest

from aftershift.ballots.services import opening
from aftershift.shifts import services as shifts
from tests.factories import MONDAY_9AM, MemberFactory, colleagues
from tests.rules.ballots.world import CLOSES, World, new_option, propose

pytestmark = pytest.mark.django_db
NIGHTS = ["21:30-07:30"] * 5 + ["-"] * 2
EARLIES = ["07:00-15:00"] * 5 + ["-"] * 2


@pytest.fixture
def world():
    """Ten on nights, nine on earlies, three who told no shifts, and Rosa."""
    rosa = MemberFactory(roles=("organiser",))
    members = colleagues(rosa.organisation, 22)
    for member, days in zip(members, [NIGHTS] * 10 + [EARLIES] * 9, strict=False):
        shifts.set_pattern(member=member, days=days, anchor_date=MONDAY_9AM.date(), now=MONDAY_9AM)
    ballot = opening.open_ballot(
        member=rosa,
        title="Winter vote",
        closes_date=CLOSES.date(),
        closes_time=CLOSES.time(),
        options=[new_option(propose(rosa, letter * 3), title=letter) for letter in "AB"],
        slots=1,
        now=MONDAY_9AM,
    )
    return World(rosa.organisation, rosa, members, ballot, list(ballot.options.order_by("title")))


def test_only_groups_of_ten_papers_or_more_are_told_apart(world):
    assert world.ballot.large_groups == ["nights"]
    groups = dict(world.papers().values_list("member_id", "shift_group"))
    assert [groups[member.pk] for member in world.voters] == ["nights"] * 10 + ["other"] * 12
    assert groups[world.rosa.pk] == "other"


def test_ten_on_nights_who_got_nothing_are_not_left_out_in_silence(world):
    for voter in world.voters[:10]:
        world.cast(voter, "A")
    for voter in world.voters[10:]:
        world.cast(voter, "B")
    world.close()
    assert (world.ballot.state, world.ballot.left_out) == ("waiting_for_panel", ["nights"])
